"""Words that are still the source's: in a cell, a table, a paragraph, the whole copy."""

from __future__ import annotations

import pytest

from copies import audited, read

SOURCE = """\
# All options

These options are known to all shops:

| id | description |
|---|---|
| alpha | Reads from the log, see `alpha` |
| beta | Writes all of it at once |
| gamma | Ends all of them |
| delta | REST, FIX and JSON of mod_log_all |
| omega | find({ key: string; of?: number }) |

Every one of them has a name.
"""
GERMAN = """\
# Alle Schalter

Diese Schalter kennen alle Läden:

| id | Beschreibung |
|---|---|
| alpha | Liest aus dem Protokoll, siehe `alpha` |
| beta | Schreibt alles auf einmal |
| gamma | Beendet alle davon |
| delta | REST, FIX and JSON of mod_log_all |
| omega | find({ key: string; of?: number }) |

Jeder davon hat einen Namen.
"""


def found(copy: str, locale: str = "de") -> list[tuple[str, str, int | None, int | None]]:
    report = audited(read(copy, locale=locale), SOURCE, (), locale, words={}, name="options.md")
    return [(f.rule, f.severity, f.table, f.row) for f in report.findings]


def with_lines(*lines: int) -> str:
    """The German copy with some of the source's lines."""
    pairs = zip(GERMAN.splitlines(), SOURCE.splitlines(), strict=True)
    return "".join(f"{other if number in lines else own}\n" for number, (own, other) in enumerate(pairs, 1))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), []),
        ((1,), [("warning", None, None)]),
        ((7,), [("warning", 1, 1)]),
        ((8, 13), [("warning", 1, 2), ("warning", None, None)]),
        ((7, 8, 9), [("warning", 1, None)]),
        ((1, 3, 7, 8, 9), [("warning", None, None)] * 2 + [("warning", 1, None)]),
        ((1, 3, 5, 7, 8, 9, 13), [("error", None, None)]),
        # A header of one word is translated: someone began.
        ((1, 3, 7, 8, 9, 13), [("warning", None, None)] * 2 + [("warning", 1, None), ("warning", None, None)]),
    ],
)
def test_what_is_left_in_english_is_found(
    lines: tuple[int, ...], expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert found(with_lines(*lines)) == [("text-untranslated", *one) for one in expected]


def test_a_copy_whose_names_of_one_word_are_translated_is_no_untranslated_one() -> None:
    """Only its remarks are long enough to be judged by their words."""
    source = (
        "| Name | Cost | Remark |\n|---|---|---|\n| Rowing | n | Done in place |\n| Sailing | n + r | r is the wind |\n"
    )
    copy = source.replace("Rowing", "Rudern").replace("Sailing", "Segeln")
    report = audited(read(copy), source, (), "de", words={}, name="options.md")
    assert {finding.severity for finding in report.findings if finding.rule == "text-untranslated"} == {"warning"}


def test_an_edition_in_the_sources_language_has_nothing_untranslated() -> None:
    assert found(SOURCE, "en_GB") == []


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("- Take all of the boats with you.", 1),
        ("> Take all of the boats with you.", 0),
        ("> [!NOTE]\n> Take all of the boats with you.", 1),
        ("- [How to take all of the boats](https://boats.example)", 0),
        ('!!! note "Take all of the boats"\n    Nimm sie mit.', 1),
    ],
)
def test_blocks_that_are_still_the_sources(block: str, count: int) -> None:
    report = audited(read(f"{GERMAN}\n{block}\n"), f"{SOURCE}\n{block}\n", (), "de", words={}, name="options.md")
    assert [finding.rule for finding in report.findings] == ["text-untranslated"] * count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("How to take boats", 1),
        ("HOW TO TAKE BOATS", 1),
        ("Harbour Search Console", 0),  # a product, as far as anybody can tell
        ("boat_owner rights", 0),
        ("Harbour Search Console for boats", 1),
    ],
)
def test_a_title_that_may_be_a_name_is_not_found_to_be_left_in_english(title: str, count: int) -> None:
    copy = f"# {title}\n\nWir haben hier Boote aller Art.\n"
    source = f"# {title}\n\nWe have boats of all sorts here.\n"
    report = audited(read(copy), source, (), "de", words={}, name="options.md")
    assert [finding.rule for finding in report.findings] == ["text-untranslated"] * count


@pytest.mark.parametrize(
    "block",
    [
        "### hide-owner-on-card / hide-name-on-card / hide-sail-on-card",
        "- use-first-boat, use-second-boat, use-both-boats",
        "- boats/harbour/moored/inner/basic\\_boat.py",
        "<<< @/snippets/boats/of-the-harbour.js#inner{1}",
        "- $boat-width / 2, $boat-length / 2, $boat-height / 2",
    ],
)
def test_names_of_code_that_nothing_marks_are_no_words(block: str) -> None:
    report = audited(read(f"{GERMAN}\n{block}\n"), f"{SOURCE}\n{block}\n", (), "de", words={}, name="options.md")
    assert report.findings == ()
