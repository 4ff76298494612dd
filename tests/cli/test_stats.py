from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Run
from tabl10n.catalog.stats import Stats
from tabl10n.cli.failures import Failures
from tabl10n.cli.stats import collect_stats
from tabl10n.project.settings import find_project
from tabl10n.report.stats import StatsLine, render_json, render_markdown, render_text
from tabl10n.report.terminal import Look

GERMAN = Path("locales/de/LC_MESSAGES/boats.po")


@pytest.fixture
def two(run: Run, boats: Path) -> Path:
    run("init", "de", "zh-Hans")
    text = GERMAN.read_text(encoding="utf-8")
    text = text.replace('msgid "Boats"\nmsgstr ""', 'msgid "Boats"\nmsgstr "Boote"')
    text = text.replace(
        'msgctxt "header"\nmsgid "name"\nmsgstr ""', '#, fuzzy\nmsgctxt "header"\nmsgid "name"\nmsgstr "N"'
    )
    GERMAN.write_text(text, encoding="utf-8")
    return boats


def test_a_line_with_a_bar_for_each_locale(run: Run, two: Path) -> None:
    result = run("stats")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "de       █████████████▒▒▒░░░░░░░░   54 %  3 translated, 3 kept, 1 fuzzy, 4 missing",
        "zh_Hans  ██████████░░░░░░░░░░░░░░   45 %  2 translated, 3 kept, 6 missing",
    ]


@pytest.mark.parametrize(("width", "bar"), [(40, 6), (70, 12), (80, 22), (200, 24)])
def test_a_bar_leaves_room_for_the_words(run: Run, two: Path, width: int, bar: int) -> None:

    lines = render_text(collect_stats(find_project(), (), Failures()), Look(width)).splitlines()
    assert [sum(char in "█▒░" for char in line) for line in lines] == [bar] * len(lines)
    assert width < 70 or max(map(len, lines)) <= width


@pytest.mark.parametrize("shown", [render_text, render_json, render_markdown])
def test_the_name_of_a_file_steers_no_terminal(shown: Callable[[list[StatsLine]], str]) -> None:
    result = shown([StatsLine("de", domain, "de.po", Stats()) for domain in ("bo\u202eats", "sh\x9bips")])
    assert not {"\u202e", "\x9b"} & set(result)
    assert "bo\\u202eats" in result


def test_json_is_a_contract(run: Run, two: Path) -> None:
    assert json.loads(run("stats", "de", "--format", "json").out) == {
        "version": 2,
        "documents": [
            {
                "document": "locales/de/LC_MESSAGES/boats.po",
                "locale": "de",
                "domain": "boats",
                "messages": 11,
                "translated": 3,
                "kept": 3,
                "fuzzy": 1,
                "missing": 4,
                "obsolete": 0,
                "left_out": 0,
                "percent": 54,
            }
        ],
    }


def test_markdown_is_a_table(run: Run, two: Path) -> None:
    assert run("stats", "--format", "markdown", "zh-CN").out == (
        "| locale | percent | translated | kept | fuzzy | missing | obsolete |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n"
        "| zh_Hans | 45 | 2 | 3 | 0 | 6 | 0 |\n"
    )


def test_each_locale_below_the_limit_is_told(run: Run, two: Path) -> None:
    assert run("stats", "--fail-under", "45").status == 0
    result = run("stats", "--fail-under", "50", "--format", "json")
    assert result.status == 1
    assert result.err == "locales/zh_Hans/LC_MESSAGES/boats.po: 45 percent translated, 50 wanted\n"
    assert run("stats", "--fail-under", "45.5").err.endswith(": 45 percent translated, 45.5 wanted\n")
    assert run("stats", "--fail-under", "101").status == 2


def test_a_badge_is_what_shields_reads(run: Run, two: Path) -> None:
    assert run("stats", "--badge", "badge.json").err == "badge.json: written\n"
    assert run("stats", "--badge", GERMAN).status == 2
    assert json.loads(Path("badge.json").read_text(encoding="utf-8")) == {
        "schemaVersion": 1,
        "label": "translated",
        "message": "50 % in 2 languages",
        "color": "yellow",
    }


def test_the_source_as_it_is_now_counts(run: Run, two: Path) -> None:
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("# Boats", "# Ships"), encoding="utf-8")
    assert "2 translated, 3 kept, 1 fuzzy, 5 missing, 1 obsolete" in run("stats", "de").out


PAGE = """\
# Page

<details>
<div>More words</div>

Inside.

</details>

<p align="center"><img src="a.png">&nbsp;</p>

<script>
var word = "none";
</script>

<!-- a comment with words -->

| id | text |
|---|---|
| a | Words here |
"""


def test_words_that_no_translator_is_given_keep_all_of_a_page_from_being_translated(run: Run, boats: Path) -> None:
    source = boats / "locales/en/page.md"
    (boats / "locales/en/boats.md").unlink()
    source.write_text(PAGE, encoding="utf-8")
    run("init", "de")
    catalog = boats / "locales/de/LC_MESSAGES/page.po"
    text = catalog.read_text(encoding="utf-8")
    header, *entries = text.split("\n\n")
    catalog.write_text("\n\n".join([header, *(one.replace('msgstr ""', 'msgstr "W"') for one in entries)]), "utf-8")
    said = run("stats", "--fail-under", "99")
    assert (said.status, said.out.partition("%")[2]) == (0, "  5 translated; 1 block stays in the source's language\n")
    said = run("stats", "--fail-under", "100")
    assert said.status == 1
    assert "100 percent translated, 100 wanted, and 1 block stays in the source's language" in said.err
    assert "not for translators, so that its words stay in the source's language: HTML block (line 3)" in (
        run("inspect", source).out
    )
