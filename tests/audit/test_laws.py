"""Two laws of the audit: a page beside itself is clean, and a fix never touches what was sound."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from copies import audited, read
from reference_pages import (
    DAMAGES,
    FORMATS,
    LOCALES,
    SUFFIXES,
    WORDS,
    Damage,
    Put,
    Table,
    converted,
    in_words,
    page,
    pages_of_tables,
    plain_page,
)
from tabl10n.audit.fix import fix
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.findings import Report
from tabl10n.territories import resolve

EXAMPLES, MANY = settings(max_examples=30), settings(max_examples=60)
PAGES = pages_of_tables()
SEEDS = st.integers(0, 10_000)
ROUNDS = 5  # of audit and fix, as on the command line


def audit_page(copy: str, source: str, locale: str, suffix: str = ".md") -> tuple[Document, Report]:
    document = read(copy, f"copy{suffix}", locale)
    return document, audited(document, source, (), locale, {}, name=f"source{suffix}")


def shown(report: Report) -> list[str]:
    return [f"{f.rule} {f.line}:{f.column} {f.written!r} -> {f.expected!r}: {f.message}" for f in report.findings]


@EXAMPLES
@given(PAGES, st.sampled_from((*FORMATS, "csv")))
def test_a_page_audited_against_itself_is_clean(tables: tuple[Table, ...], target: str) -> None:
    text = converted(plain_page(tables[:1] if target == "csv" else tables, "en"), target)
    assert shown(audit_page(text, text, "en", SUFFIXES[target])[1]) == []


@EXAMPLES
@given(PAGES, st.sampled_from(("before", "after", "between")))
def test_a_comment_is_nothing_to_find(tables: tuple[Table, ...], where: str) -> None:
    text = plain_page(tables, "en")
    comment = "<!-- seen by the crew, who were small and old -->"
    copies = {
        "before": f"{comment}\n\n{text}",
        "after": f"{text}\n{comment}\n",
        "between": text.replace("\n\n|", f"\n\n{comment}\n\n|"),
    }
    assert shown(audit_page(copies[where], text, "en")[1]) == []


@EXAMPLES
@given(PAGES, SEEDS, st.booleans())
def test_a_changed_cell_is_all_that_is_found(tables: tuple[Table, ...], seed: int, by_word: bool) -> None:
    random = Random(seed)
    grids = [(table.titles("en"), table.grid("en")) for table in tables]
    at = random.randrange(len(grids))
    row = random.randrange(len(grids[at][1]))
    cell = random.randrange(len(grids[at][0]))
    said = grids[at][1][row][cell].said
    changed = in_words(random.sample(list(WORDS), 2), "en") if by_word else f"{said.text}x"
    text = plain_page(tables, "en")
    grids[at][1][row][cell] = Put(said._replace(text=changed), frozenset())
    copy = page(grids, "en")
    note(copy)
    found = audit_page(copy, text, "en")[1].findings
    assert [f for f in found if (f.table, f.row, f.cell) != (at + 1, row + 1, cell)] == []


@EXAMPLES
@given(PAGES, SEEDS)
def test_a_row_taken_away_is_all_that_is_found(tables: tuple[Table, ...], seed: int) -> None:
    random = Random(seed)
    grids = [(table.titles("en"), table.grid("en")) for table in tables]
    at = random.randrange(len(grids))
    row = random.randrange(len(grids[at][1]))
    text = plain_page(tables, "en")
    del grids[at][1][row]
    copy = page(grids, "en")
    note(copy)
    report = audit_page(copy, text, "en")[1]
    key = next(iter(tables[at].keys()[row : row + 1]), None)
    found, missing = [(f.rule, f.key) for f in report.findings], [("row-missing", key or "")]
    assert found == missing if key is not None and is_seen(tables, at, key) else found in ([], missing)


def is_seen(tables: Sequence[Table], at: int, key: str) -> bool:
    """Whether the page shows that a row is gone: no other table lists its key, nor all others of its table."""
    others = [set(table.keys()) for number, table in enumerate(tables) if number != at]
    left = set(tables[at].keys()) - {key}
    return not any(key in keys or left <= keys for keys in others)


def content(cell: Cell) -> tuple[str, str, str]:
    return (cell.alt if cell.image else cell.text, cell.link, cell.image)


def is_allowed(was: Cell, now: Cell, put: Put, locale: str) -> bool:
    """Whether a cell is as it was after the damage or before it, or names the territory that was there before.

    Of a cell that is neither sound nor another sound cell each part may be either: a link may stay lost.
    """
    before = {said[:3] for said in put.before}
    if content(now) == content(was) or content(now) in before:
        return True
    codes = {match.code for said in put.before if said.kind == "territory" and (match := resolve(said.text, locale))}
    match = resolve(now.text, locale)
    if match is not None and match.code in codes:
        return True
    parts = zip(content(now), zip(content(was), *before, strict=True), strict=True)
    return content(was) not in before and all(part in known for part, known in parts)


@MANY
@given(PAGES, st.lists(st.sampled_from(DAMAGES), max_size=2), SEEDS, st.sampled_from(LOCALES), st.sampled_from(FORMATS))
def test_a_fix_never_touches_what_was_sound(
    tables: tuple[Table, ...], damages: Sequence[Damage], seed: int, locale: str, target: str
) -> None:
    random = Random(seed)
    grids = [(table.titles(locale), table.grid(locale)) for table in tables]
    for damage in damages:
        at = random.randrange(len(grids))
        damage(tables[at], *grids[at], random, locale)
    source, copy, suffix = in_format(plain_page(tables, "en"), page(grids, locale), target)
    note(f"{source}\n\n{copy}")
    damaged, fixed = read(copy, f"copy{suffix}", locale), fixed_page(copy, source, locale, suffix)
    for (_, grid), old, new in zip(grids, damaged.tables, fixed.tables, strict=True):
        assert [content(column.header) for column in old.columns] == [content(column.header) for column in new.columns]
        rows = iter(new.rows)
        for row, was in zip(grid, old.rows, strict=True):
            parts = list(zip(row, was.cells, strict=False))
            width, now = len(old.columns), next(rows).cells
            if len(parts) > width == len(now) and len(parts) >= 2 * width:  # two rows on one line were parted
                assert_allowed(parts[:width], now, locale)
                parts, now = parts[-width:], next(rows).cells
            assert_allowed(parts, now, locale)
        assert next(rows, None) is None


def assert_allowed(parts: Sequence[tuple[Put, Cell]], now: Sequence[Cell], locale: str) -> None:
    """What a row says now, cell by cell; a cell that it had lost may be there again, one too many be gone."""
    others = [(*now[:at], *now[at + 1 :]) for at in range(len(now))] if len(now) == len(parts) + 1 else [tuple(now)]
    assert any(
        all(is_allowed(before, cell, put, locale) for (put, before), cell in zip(parts, cells, strict=False))
        for cells in others
    ), ([before.text for _, before in parts], [cell.text for cell in now])


def in_format(source: str, copy: str, target: str) -> tuple[str, str, str]:
    """Both pages in a format and its suffix; in Markdown where that cannot hold a row of another length."""
    try:
        return converted(source, target), converted(copy, target), SUFFIXES[target]
    except InputError:
        return source, copy, ".md"


def fixed_page(copy: str, source: str, locale: str, suffix: str) -> Document:
    """The copy after all rounds of fixes."""
    for _ in range(ROUNDS):
        document, report = audit_page(copy, source, locale, suffix)
        copy, done = fix(document, report)
        note("\n".join(f"{f.rule} {f.line}:{f.column} {f.written!r} -> {f.expected!r}" for f in done))
    return document
