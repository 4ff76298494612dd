"""Pages whose tables have no key column: every command takes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run

WORDS = """\
# Teams

Who answers to what:

| Team | Who to ask |
|---|---|
| Documentation team | Whoever wrote the page |
| Release team | The one who is on duty |
| Support team | Anybody who is awake |
"""
GERMAN = """\
# Gruppen

Wer wofür da ist:

| Gruppe | Wen man fragt |
|---|---|
| Handbuchgruppe | Wer die Seite geschrieben hat |
| Gruppe für Ausgaben | Wer gerade Dienst hat |
| Gruppe für Hilfe | Wer gerade wach ist |
"""
GERMAN_BOATS = TABLE.replace("Boats", "Boote").replace("All boats that we know", "Alle Boote, die wir kennen")


@pytest.fixture
def teams(boats: Path) -> Path:
    """A project with a page without keys beside one with keys."""
    Path("locales/en/teams.md").write_text(WORDS, encoding="utf-8")
    return boats


def audited(run: Run, copy: str, source: str, locale: str = "de", name: str = "copy.md") -> tuple[int, list[str], str]:
    """The exit status of an audit, the rules that found something, and what it prints on stderr."""
    Path(name).write_text(copy, encoding="utf-8")
    Path("source.md").write_text(source, encoding="utf-8")
    result = run("audit", name, "--source", "source.md", "--locale", locale, "--format", "json")
    return (
        result.status,
        [finding["rule"] for finding in json.loads(result.out)["documents"][0]["findings"]],
        result.err,
    )


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "beside one with keys"])
def test_a_page_without_keys_is_extracted_and_built(run: Run, teams: Path, alone: bool) -> None:
    if alone:
        Path("locales/en/boats.md").unlink()
    for command in ("extract", "init de", "update", "check", "stats", "build"):
        assert run(*command.split()).status == 0, command
    assert 'msgid "Release team"' in Path("locales/teams.pot").read_text(encoding="utf-8")
    assert Path("locales/de/teams.md").read_text(encoding="utf-8") == WORDS
    assert "table 1, line 5: 3 rows, no key column, 2 columns" in run("inspect", "locales/en/teams.md").out


def test_sorting_by_a_key_that_is_not_there_keeps_the_order(run: Run, teams: Path) -> None:
    result = run("build", "en", "--sort", "key", "--output", "out")
    assert result.status == 0
    assert "locales/en/teams.md: no column plays the role key; the rows keep their order\n" in result.err
    assert Path("out/en/teams.md").read_text(encoding="utf-8") == WORDS


def test_the_rows_of_a_page_without_keys_are_counted_and_not_aligned(run: Run, teams: Path) -> None:
    Path("copy.md").write_text(GERMAN, encoding="utf-8")
    result = run("align", "copy.md", "--source", "locales/en/teams.md", "--locale", "de", "--format", "json")
    assert result.err == "locales/en/teams.md: table 1 has no key column: its rows are not aligned\n"
    assert [row["key"] for row in json.loads(result.out)["documents"][0]["rows"]] == [None] * 3
    assert result.status == 0
    text = run("align", "copy.md", "--source", "locales/en/teams.md", "--locale", "de").out
    assert "no such key" not in text


def test_nothing_is_found_in_a_sound_copy_of_a_page_without_keys(run: Run, teams: Path) -> None:
    status, found, err = audited(run, GERMAN, WORDS)
    assert (status, found) == (0, [])
    assert err == "source.md: table 1 has no key column: its rows are not aligned\n"


def test_nothing_is_found_in_a_page_without_keys_beside_itself(run: Run, teams: Path) -> None:
    page = f"{WORDS}\n| Place | Link |\n|---|---|\n| Worldwide\u200b | [a\u200bb](https://a.example) |\n| Mars | – |\n"
    assert audited(run, page, page, locale="en")[:2] == (0, [])


def test_what_needs_no_key_is_found(run: Run, teams: Path) -> None:
    copy = GERMAN.replace("Wer wofür da ist:", "Who answers to what:").replace("Wer gerade wach ist |", "Wer | x | y |")
    status, found, _ = audited(run, copy.replace("gerade Dienst", "gerade Di\u202eenst"), WORDS)
    assert (status, found) == (1, ["text-untranslated", "hidden-character", "table-malformed"])


def test_no_row_of_a_table_without_keys_is_taken_for_a_key_of_another(run: Run, teams: Path) -> None:
    note = "\n| Note | Words |\n|---|---|\n| {} | {} |\n| {} | {} |\n"
    source = TABLE + note.format("At dawn we row", "First of all", "At dusk we sail", "Then we rest")
    copy = GERMAN_BOATS + note.format("knarr", "[Knarr](https://knarr.example)", "faering", "[F](https://f.example)")
    _, found, err = audited(run, copy, source)
    assert err == "source.md: table 2 has no key column: its rows are not aligned\n"
    assert set(found) == {"territory-untranslated"}
    result = run("align", "copy.md", "--source", "source.md", "--locale", "de", "--format", "json")
    rows = json.loads(result.out)["documents"][0]["rows"]
    assert [(row["key"], row.get("suggested")) for row in rows[3:]] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("keyless", "says"),
    [
        ((0, 2), "tables 1 and 3 have no key column: their rows are not aligned"),
        ((0, 1, 2), "no table has a key column: the rows are not aligned"),
        ((), ""),
    ],
)
def test_the_tables_without_a_key_column_are_named_in_a_line(
    run: Run, teams: Path, keyless: tuple[int, ...], says: str
) -> None:
    words = WORDS.partition("\n\n|")[2]
    keyed = "---|---|\n| knarr | Boat one |\n| kobaya | Boat two |\n"
    tables = [f"|{words}" if n in keyless else f"| id | description |\n|{keyed}" for n in range(3)]
    page = "\n".join(tables)
    assert audited(run, page, page, locale="en") == (0, [], f"source.md: {says}\n" if says else "")


def test_a_copy_that_lost_its_table_is_told_the_line_that_was_one(run: Run, teams: Path) -> None:
    lost = GERMAN.replace("|---|---|\n", "")
    Path("copy.md").write_text(lost, encoding="utf-8")
    result = run("audit", "copy.md", "--source", "locales/en/teams.md", "--locale", "de")
    assert result.status == 1
    assert (
        "table-malformed: 1 error\n  ✗ the delimiter row is lost: renderers show no table here (line 5)" in result.out
    )
    assert run("audit", "copy.md", "--source", "locales/en/teams.md", "--locale", "de", "--fix").status == 0
    assert Path("copy.md").read_text(encoding="utf-8") == GERMAN
    status, found, _ = audited(run, "# Gruppen\n\nMehr weiß man nicht.\n", WORDS)
    assert (status, found) == (1, ["table-malformed"])
    assert run("align", "copy.md", "--source", "locales/en/teams.md", "--locale", "de").status == 0


@pytest.mark.parametrize("format_name", ["html", "sarif", "github", "text"])
def test_a_copy_without_a_table_has_every_report(run: Run, teams: Path, format_name: str) -> None:
    Path("copy.md").write_text("# Gruppen\n", encoding="utf-8")
    arguments = ("copy.md", "--source", "locales/en/teams.md", "--locale", "de", "--format", format_name)
    result = run("audit", *arguments)
    assert result.status == 1
    assert "no table is left" in result.out


def test_of_two_pages_of_words_only_the_words_are_looked_at(run: Run, teams: Path) -> None:
    english = "# About our boats\n\nThey float on most days of the year.\n"
    assert audited(run, "# Über unsere Boote\n\nSie schwimmen fast immer.\n", english) == (0, [], "")
    assert audited(run, english, english) == (1, ["text-untranslated"], "")
    assert audited(run, english, english, locale="en") == (0, [], "")


def test_a_header_of_a_table_without_keys_is_compared_with_the_catalog(run: Run, teams: Path) -> None:
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/teams.po")
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('msgid "Team"\nmsgstr ""', 'msgid "Team"\nmsgstr "Gruppe"'), encoding="utf-8")
    statuses = {}
    for header in ("Gruppe", "Zugtier"):
        Path("copy.md").write_text(GERMAN.replace("| Gruppe |", f"| {header} |"), encoding="utf-8")
        statuses[header] = run("audit", "copy.md", "--source", "locales/en/teams.md", "--locale", "de").status
    assert statuses == {"Gruppe": 0, "Zugtier": 1}
