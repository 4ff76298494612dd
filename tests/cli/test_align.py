from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from commandline import TABLE, Run
from paths import CHINESE_COPY, ROOT
from tabl10n.text.width import measure_width


@pytest.fixture
def copy(boats: Path) -> Path:
    path = boats / "boote.de.md"
    path.write_text(TABLE.replace("| knarr ", "| Schiff ").replace("kobaya", "Kobaya"), encoding="utf-8")
    return path


def test_the_contract(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = CHINESE_COPY.relative_to(ROOT).as_posix()
    result = run("align", path, "--format", "json")
    assert result.status == 0
    [contract] = json.loads(result.out)["documents"]
    assert (contract["document"], contract["locale"], len(contract["rows"])) == (path, "zh_Hans", 166)
    assert contract["source"] == "locales/en/exchanges-by-country.md"
    assert contract["edition"] == "locales/en/editions/by-country-2020.rst"
    row = contract["rows"][1]
    assert {name: row[name] for name in ("table", "row", "line", "written", "key")} == {
        **{"table": 1, "row": 2, "line": 10, "written": "南汇", "key": "southxchange"}
    }
    assert row["confidence"] >= 0.95
    best = row["candidates"][0]
    assert best["key"] == "southxchange"
    assert best["evidence"]["image"] == "same"
    assert row["notes"] == ["the source table no longer lists it"]
    assert (row["source_table"], row["source_row"], row["suggested"]) == (None, None, None)
    assert [contract["rows"][0][name] for name in ("key", "source_table", "source_row")] == ["buda", 1, 1]
    unknown = [row for row in contract["rows"] if row["key"] is None]
    assert [(row["written"], row["suggested"]) for row in unknown] == [("体重", "bw"), ("Topq", "topq")]


def test_csv_has_a_line_for_every_row(run: Run, copy: Path) -> None:
    rows = list(csv.DictReader(StringIO(run("align", copy, "--format", "csv").out)))
    assert [(row["row"], row["written"], row["key"]) for row in rows] == [
        ("1", "Schiff", "knarr"),
        ("2", "Kobaya", "kobaya"),
        ("3", "faering", "faering"),
    ]


def test_text_says_what_is_what_and_why(run: Run, copy: Path) -> None:
    lines = run("align", copy).out.splitlines()
    assert lines[0] == copy.as_posix()
    assert "Schiff  → knarr" in lines[2]
    assert "link same" in lines[2]
    assert "faering = faering" in lines[4]
    assert lines[-1] == "3 rows: 3 aligned, 0 without a known key; made from locales/en/boats.md"


def test_on_a_terminal_a_row_is_a_line(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("align", copy).out.splitlines()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    cut = run("align", copy).out.splitlines()
    assert len(whole) == len(cut)
    assert max(map(measure_width, whole[2:-1])) > 50
    assert max(map(measure_width, cut[2:-1])) == 50


def test_nothing_in_common_is_said_not_guessed(run: Run, boats: Path) -> None:
    Path("other.md").write_text("| id | name |\n|---|---|\n| zq | Völlig anders |\n", encoding="utf-8")
    [contract] = json.loads(run("align", "other.md", "--format", "json").out)["documents"]
    assert [row["key"] for row in contract["rows"]] == [None]
