"""Mending: what is sure, and not a byte more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import editing
from copies import audited, read
from editing import change
from paths import SOURCE
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.audit import audit, example
from tabl10n.audit.fix import fix, make_diff
from tabl10n.document import Cell, Document
from tabl10n.findings import Finding, Report
from tabl10n.nodes import Span

# What damages the cells of a row of the project's table: the index of the cell, and how it changes.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)
ROWS = 12
HOST = st.sampled_from(
    ("https://example.org", "http://www.kraken.example", "https://a@b.example", "//x", "javascript:x")
)
PLACE = st.sampled_from(("Finland", "Turkey", "Bird", "", "Japan / Bird"))


def written(what: str) -> Callable[[str], Callable[[Cell], Cell]]:
    return lambda text: lambda cell: change(cell, **{what: text})


DAMAGE = st.one_of(
    st.tuples(st.just(0), st.builds(written("text"), PLACE)),
    st.tuples(st.just(1), st.builds(written("alt"), TEXT)),
    st.tuples(st.just(1), st.builds(written("link"), HOST)),
    st.tuples(st.just(2), st.builds(written("text"), TEXT)),
    st.tuples(st.just(2), st.just(lambda cell: cell.with_parts(text=cell.text.upper()))),
    st.tuples(st.just(2), st.just(lambda cell: cell.with_parts(text=cell.text[1:]))),
    st.tuples(st.just(3), st.builds(written("text"), TEXT)),
    st.tuples(st.just(3), st.builds(written("link"), HOST)),
    st.tuples(st.just(4), st.builds(written("link"), HOST)),
)


@cache
def source() -> Document:
    """A table of the kind, small enough to try hundreds of damaged copies of it."""
    whole = formats.load(SOURCE)
    table = whole.tables[0]
    return read(
        whole.source[: whole.source.index("\n", table.rows[ROWS - 1].cells[-1].span.end) + 1], "source.md", "en"
    )


@cache
def registry() -> Registry:
    return Registry.from_documents(source())


def english(text: str) -> tuple[Document, Report]:
    copy = read(text, locale="en")
    return copy, audit(copy, align(copy, registry(), "en"), registry(), source(), "en")


def damaged(hurt: list[tuple[int, int, Callable[[Cell], Cell]]]) -> str:
    document = source()
    rows = list(document.tables[0].rows)
    for number, index, hurting in hurt:
        cells = list(rows[number].cells)
        cells[index] = hurting(cells[index])
        rows[number] = replace(rows[number], cells=tuple(cells))
    return editing.patch(replace(document, tables=(replace(document.tables[0], rows=tuple(rows)),)))


def without(text: str, findings: tuple[Finding, ...]) -> str:
    """A pattern of all that is not fixed."""
    spans = sorted({finding.span for finding in findings if finding.span})
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return ".*".join(re.escape(text[end:start]) for end, start in zip(ends, starts, strict=True))


def test_the_source_itself_has_nothing_to_fix() -> None:
    assert english(source().source)[1].counts() == {}


@given(st.lists(st.builds(lambda row, hurt: (row, *hurt), st.integers(0, ROWS - 1), DAMAGE), min_size=1, max_size=6))
def test_only_the_damaged_spans_change_and_stay_fixed(
    hurt: list[tuple[int, int, Callable[[Cell], Cell]]],
) -> None:
    text = damaged(hurt)
    copy, report = english(text)
    fixed, done = fix(copy, report)
    assert re.fullmatch(without(text, done), fixed, re.DOTALL)
    again, second = english(fixed)
    assert fix(again, second) == (fixed, ())
    facts = {(finding.rule, finding.row, finding.cell, finding.part) for finding in done}
    assert not facts & {(finding.rule, finding.row, finding.cell, finding.part) for finding in second.findings}


def fixed(copy: str) -> str:
    document = read(copy)
    return fix(document, audited(document))[0]


@pytest.mark.parametrize(
    "damage",
    [
        {"id": "Leuchtturm"},
        {"id": "LIGHTHOUSE", "alt": "LIGHTHOUSE"},
        {"id": ""},
        {"id": "light\\|house"},
        {"id": "&#108;ighthous"},
        {"country": "Frankreich"},
        {"country": "Germany / Wiese"},
        {"version": "1 Stück"},
        {"link": "https://lighthouse.example.evil.example/?ref=K7P2"},
        {"link": "https://lighthouse.example/?ref=THEIRS"},
    ],
    ids=str,
)
def test_damage_is_fixed_to_the_byte(damage: dict[str, str]) -> None:
    sound = example.copy_of(example.make_row("lighthouse"))
    if "Germany" in damage.get("country", ""):
        sound = sound.replace("Deutschland", "Germany / Deutschland")
    assert fixed(example.copy_of(example.make_row("lighthouse", **damage))) == sound


def test_an_image_of_another_entry_is_fixed() -> None:
    sound = example.copy_of(example.make_row("lighthouse"))
    assert fixed(sound.replace("/4a7f/lighthouse.png", "/4a7f/orchard.png")) == sound


@pytest.mark.parametrize(
    "damage",
    [{"name": "Leuchtturm"}, {"version": "9"}, {"country": "Germany"}, {"link": "https://elsewhere.example"}],
    ids=str,
)
def test_what_may_be_meant_is_left_alone(damage: dict[str, str]) -> None:
    copy = example.copy_of(example.make_row("lighthouse", **damage))
    assert fixed(copy) == copy


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_line_breaks_and_padding_stay(line_break: str) -> None:
    sound = example.copy_of("  " + example.make_row("lighthouse").replace(" | ", "  |\t")).replace("\n", line_break)
    copy = sound.replace("\tlighthouse ", "\tLeuchtturm ")
    assert copy != sound
    assert fixed(copy) == sound


def test_the_diff_shows_what_changes() -> None:
    document = read(example.copy_of(example.make_row("lighthouse", id="Turm")))
    text, done = fix(document, audited(document))
    lines = make_diff(document, text).splitlines()
    assert lines[:2] == ["--- copy.md", "+++ copy.md"]
    assert [line[0] for line in lines if line.startswith(("-|", "+|"))] == ["-", "+"]
    assert [finding.rule for finding in done] == ["key-translated"]
    assert make_diff(document, document.source) == ""


def test_the_lines_of_the_diff_are_those_of_patch() -> None:
    sound = example.copy_of(example.make_row("lighthouse", id="Turm"))
    document = read(sound.replace("[Lighthouse]", "[Light\u2028house]"))
    text, _ = fix(document, audited(document))
    assert "\\ No newline" not in make_diff(document, text)


def test_a_last_line_without_a_break_is_shown() -> None:
    document = read(example.copy_of(example.make_row("lighthouse", id="Turm")).rstrip("\n"))
    text, _ = fix(document, audited(document))
    assert make_diff(document, text).endswith("\n\\ No newline at end of file\n")


LOGOS = """\
=========  ========  =======  ==================================
country    logo      id       name
=========  ========  =======  ==================================
Norway     |knarr|   knarr    `Knarr <https://knarr.example>`__
Japan      |kobaya|  kobaya   `Kobaya <https://kobaya.example>`__
Finland    |barca|   barca    `Barca <https://barca.example>`__
=========  ========  =======  ==================================
"""
DEFINITIONS = "".join(
    f"\n.. |{key}| image:: https://img.example/4a7f/{key}.png\n   :target: https://{key}.example"
    for key in ("knarr", "kobaya", "barca")
)


def test_a_logo_that_another_row_has_too_is_left_alone_and_the_rest_is_fixed() -> None:
    """Its address is in a definition that both rows share: to fix it for one would damage the other."""
    english = read(LOGOS + DEFINITIONS, "source.rst", "en")
    sound = LOGOS.replace("Norway  ", "Norwegen").replace("Finland ", "Finnland")
    damaged = sound.replace("|kobaya|  kobaya", "|knarr|   KOBAYA").replace("Japan", "Italy") + DEFINITIONS
    document, known = read(damaged, "copy.rst"), Registry.from_documents(english)
    report = audit(document, align(document, known, "de"), known, english, "de", {})
    places = {finding.column for finding in report.findings if finding.part in ("image", "link", "alt")}
    at = damaged.split("\n")[4].index("|knarr|") + 1
    assert places == {at, at + 1}  # in the cell, not in the definition
    text, done = fix(document, report)
    assert {finding.rule for finding in report.findings if finding.safe} > {finding.rule for finding in done}
    assert text == sound.replace("|kobaya| ", "|knarr|  ") + DEFINITIONS


def test_an_address_alone_in_its_cell_is_fixed_where_it_is_seen_too() -> None:
    names = ("lamp", "rope", "sail", "keel", "mast", "oar")
    rows = (f"| {name} | https://shop.example/{name}-set |\n" for name in names)
    source = "| id | page |\n|---|---|\n" + "".join(rows)
    copy = read(source.replace("https://shop.example/rope", "https://shop.example.evil.test/rope"))
    text, findings = fix(copy, audited(copy, source, ()))
    assert [finding.rule for finding in findings] == ["link-retargeted"]
    assert text == source


def territory_findings(text: str) -> tuple[Document, list[Finding]]:
    """A document of one row whose territory is ``text``, and the finding of what a fix would replace in it."""
    document = read(example.copy_of(example.make_row("lighthouse", country=text)))
    report = audited(document)
    return document, [finding for finding in report.findings if finding.row == 1 and finding.cell == 0]


def test_a_word_that_is_there_twice_in_a_cell_is_replaced_twice() -> None:
    document, (first, second) = territory_findings("Ufer, Ufer")
    found = [replace(finding, expected="Uferland", safe=True) for finding in (first, second)]
    text, done = fix(document, Report("copy.md", "de", tuple(found), 1, 1))
    assert text == document.source.replace("Ufer, Ufer", "Uferland, Uferland")
    assert done == tuple(found)


@pytest.mark.parametrize("order", [1, -1])
def test_fixes_that_touch_are_both_made(order: int) -> None:
    document = read(example.copy_of(example.make_row("lighthouse", alt="Turm", link="https://orchard.example")))
    found = [
        finding for finding in audited(document).findings if finding.row == 1 and finding.cell == 1 and finding.safe
    ]
    spans = (Span(10, 14), Span(14, 20))[::order]
    touching = tuple(replace(finding, span=span) for finding, span in zip(found, spans, strict=True))
    text, done = fix(document, Report("copy.md", "de", touching, 1, 1))
    assert {finding.part for finding in done} == {"alt", "link"}
    assert text.count("lighthouse") == document.source.count("lighthouse") + 2


@pytest.mark.parametrize("order", [1, -1])
def test_of_fixes_that_overlap_one_is_made(order: int) -> None:
    document = read(example.copy_of(example.make_row("lighthouse", alt="Turm", link="https://orchard.example")))
    found = [
        finding for finding in audited(document).findings if finding.row == 1 and finding.cell == 1 and finding.safe
    ]
    spans = (Span(10, 15), Span(14, 20))[::order]
    overlapping = tuple(replace(finding, span=span) for finding, span in zip(found, spans, strict=True))
    _, done = fix(document, Report("copy.md", "de", overlapping, 1, 1))
    assert [finding.part for finding in done] == ["link"]


@pytest.mark.parametrize(("second", "fixed"), [("A", 2), ("B", 1)])
def test_of_fixes_that_change_one_cell_of_the_file_otherwise_the_first_is_made(second: str, fixed: int) -> None:
    document = read(example.copy_of(example.make_row("lighthouse", id="Turm")))
    (found,) = audited(document).findings
    (table,) = document.tables
    doubled = replace(document, tables=(replace(table, rows=(table.rows[0], *table.rows)),))
    findings = (replace(found, expected="A"), replace(found, row=2, expected=second))
    text, done = fix(doubled, Report("copy.md", "de", findings, 2, 2))
    assert text == document.source.replace("| Turm |", "| A |")
    assert done == findings[:fixed]
