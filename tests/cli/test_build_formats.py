from __future__ import annotations

import csv
import json
from pathlib import Path

from commandline import Run


def test_several_formats_at_once(run: Run, boats: Path) -> None:
    run("init", "ar")
    result = run("build", "ar", "--format", "md,rst,html,csv,json")
    assert result.status == 0
    built = {path.suffix: path.read_text(encoding="utf-8") for path in Path("locales/ar").glob("boats.*")}
    assert set(built) == {".md", ".rst", ".html", ".csv", ".json"}
    assert '<html lang="ar" dir="rtl">' in built[".html"]
    assert '<bdi dir="ltr">knarr</bdi>' in built[".html"]
    assert json.loads(built[".json"])["language"] == "ar"
    assert next(csv.reader(built[".csv"].splitlines())) == ["country", "id", "name", "name link", "ver"]
    assert "+----" in built[".rst"]
    assert run("build", "ar", "--format", "md,rst,html,csv,json", "--check").status == 0


def test_a_fragment_a_list_table_and_a_guard(run: Run, boats: Path) -> None:
    run("init", "pt-BR")
    run("build", "pt_BR", "--format", "html,rst,csv", "--fragment", "--list-table", "--guard-formulas")
    built = {path.suffix: path.read_text(encoding="utf-8") for path in Path("locales/pt_BR").glob("boats.*")}
    assert built[".html"].startswith('<div class="tabl10n" lang="pt-BR" dir="ltr" ')
    assert ".. list-table::" in built[".rst"]
    assert "knarr" in built[".csv"]


def test_a_format_that_nobody_makes_is_refused_with_those_that_there_are(run: Run, boats: Path) -> None:
    result = run("build", "--format", "md,pdf")
    assert result.status == 2
    assert "'pdf' is not one of md, rst, html, csv, json" in result.err


def test_what_a_format_cannot_hold_stops_no_other_format(run: Run, boats: Path) -> None:
    source = boats / "locales/en/boats.md"
    source.write_text(source.read_text(encoding="utf-8").replace("| 1   |", "| [1](a) [2](b) |"), encoding="utf-8")
    run("init", "de")
    result = run("build", "de", "--format", "md,csv,html")
    assert result.status == 2
    assert "table 1, row 1, column 'ver': '1 2' is more than one text or one image" in result.err
    assert {path.suffix for path in Path("locales/de").glob("boats.*")} == {".md", ".html"}


def test_what_a_format_does_not_show_is_said_once_for_all_locales(run: Run, boats: Path) -> None:
    source = boats / "locales/en/boats.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(f"{text}\n- one\n- two\n\n{{% include a %}}\n\n```\nb\n```\n", encoding="utf-8")
    run("init", "de", "pt_BR")
    result = run("build", "de", "pt_BR", "--format", "md,csv,html,json")
    assert result.status == 0
    line = len(text.split("\n")) + 1
    found = [told for told in result.err.splitlines() if "left out" in told]
    assert found == [
        f"locales/en/boats.md:{line}: left out of csv, from this line on: 2 list items, 1 template tag, 1 code block",
        f"locales/en/boats.md:{line + 3}: left out of html, from this line on: 1 template tag",
        f"locales/en/boats.md:{line}: left out of json, from this line on: 2 list items, 1 template tag, 1 code block",
    ]
    assert '<li lang="en" dir="auto">one</li>' in Path("locales/de/boats.html").read_text(encoding="utf-8")
