"""The kinds of damage that are done to lines: to whole rows, whole columns, and to the table as a table."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from damage import source, vocabulary, write

from tabl10n.document import Document, Role

ROWS = 8  # of a table that are damaged, where it is done to rows
_BAR = re.compile(r"(?<!\\)\|")

Rows = list[list[str]]
Rng = random.Random


class LineKind(NamedTuple):
    """One kind of damage: the rule that should find it, and what makes of a sound copy a damaged one.

    ``change`` says how many findings there should be.
    """

    name: str
    rule: str
    change: Callable[[Document, str, Rng], tuple[Document, int]]


# Rows


def _choose_rows(base: Document, rng: Rng) -> frozenset[int]:
    """The lines of a few rows whose key no other row has."""
    table = base.tables[0]
    keys = [row.cells[table.column_of(Role.KEY) or 0].text for row in table.rows]
    single = [row.line for row, key in zip(table.rows, keys, strict=True) if keys.count(key) == 1]
    return frozenset(rng.sample(single, ROWS))


def _in_rows(change: Callable[[str, Rng], Sequence[str]]) -> Callable[[Document, str, Rng], tuple[Document, int]]:
    """What ``change`` makes of a few lines of rows."""

    def changed(base: Document, locale: str, rng: Rng) -> tuple[Document, int]:
        chosen = _choose_rows(base, rng)
        lines: list[str] = []
        for number, line in enumerate(base.source.splitlines(), 1):
            lines += change(line, rng) if number in chosen else [line]
        return write(base, lines, locale), ROWS

    return changed


def _cut(line: str, _: Rng) -> Sequence[str]:
    return [line.rsplit("|", 2)[0] + "|"]


def _lose_cell(line: str, rng: Rng) -> Sequence[str]:
    cells = _split(line)
    del cells[rng.randrange(len(cells))]
    return [_join(cells)]


def _add_cell(line: str, rng: Rng) -> Sequence[str]:
    cells = _split(line)
    cells.insert(rng.randrange(len(cells) + 1), " ")
    return [_join(cells)]


def _join_rows(base: Document, locale: str, rng: Rng) -> tuple[Document, int]:
    """Rows on one line with the next one."""
    rows, lines = base.tables[0].rows, base.source.splitlines()
    chosen = {rows[2 * at].line for at in rng.sample(range(len(rows) // 2), ROWS)}
    joined: list[str] = []
    for number, line in enumerate(lines, 1):
        if number - 1 in chosen:
            joined[-1] += " " + line
        else:
            joined.append(line)
    return write(base, joined, locale), ROWS


# Columns


def _split(line: str) -> list[str]:
    return _BAR.split(line.strip())[1:-1]


def _join(cells: Sequence[str]) -> str:
    return f"|{'|'.join(cells)}|"


def _in_table(change: Callable[[Rows, Rng], Rows]) -> Callable[[Document, str, Rng], tuple[Document, int]]:
    """What ``change`` makes of the cells of the table: those of its header, its delimiter row, its rows."""

    def changed(base: Document, locale: str, rng: Rng) -> tuple[Document, int]:
        before, table, after = _part(base)
        cells = change([_split(line) for line in table], rng)
        return write(base, [*before, *map(_join, cells), *after], locale), 1

    return changed


def _part(base: Document) -> tuple[list[str], list[str], list[str]]:
    """The lines before the table, in it, and after it."""
    lines, table = base.source.splitlines(), base.tables[0]
    first, last = table.line - 1, table.rows[-1].line
    return lines[:first], lines[first:last], lines[last:]


def _lose_column(rows: Rows, rng: Rng) -> Rows:
    at = rng.randrange(len(rows[0]))
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def _choose_columns(rows: Rows, rng: Rng) -> list[int]:
    """The columns of a table with two of them exchanged."""
    order = list(range(len(rows[0])))
    one, other = rng.sample(order, 2)
    order[one], order[other] = other, one
    return order


def _exchange_columns(rows: Rows, rng: Rng) -> Rows:
    order = _choose_columns(rows, rng)
    return [*rows[:2], *([row[at] for at in order] for row in rows[2:])]


def _exchange_headers(rows: Rows, rng: Rng) -> Rows:
    order = _choose_columns(rows, rng)
    return [[rows[0][at] for at in order], *rows[1:]]


def _slip(rows: Rows, rng: Rng) -> Rows:
    at, down = rng.randrange(len(rows[0])), rng.random() < 0.5
    cells = [row[at] for row in rows[2:]]
    cells = [" ", *cells[:-1]] if down else [*cells[1:], " "]
    moved = zip(rows[2:], cells, strict=True)
    return [*rows[:2], *([*row[:at], cell, *row[at + 1 :]] for row, cell in moved)]


# The table as a table


def _in_lines(change: Callable[[list[str], Rng], list[str]]) -> Callable[[Document, str, Rng], tuple[Document, int]]:
    """What ``change`` makes of the lines of the table."""

    def changed(base: Document, locale: str, rng: Rng) -> tuple[Document, int]:
        before, table, after = _part(base)
        return write(base, [*before, *change(table, rng), *after], locale), 1

    return changed


def _part_rows(lines: list[str], rng: Rng) -> list[str]:
    at = rng.randrange(3, len(lines))
    return [*lines[:at], "", *lines[at:]]


# Words that are no row


def _header(base: Document, locale: str, rng: Rng) -> tuple[Document, int]:
    header = base.tables[0].columns[4].header.text
    word = rng.choice(sorted(vocabulary(locale)))
    lines = base.source.splitlines()
    number = base.tables[0].line - 1
    lines[number] = word.join(lines[number].rsplit(header, 1))
    return write(base, lines, locale), 1


def _title(base: Document, locale: str, _: Rng) -> tuple[Document, int]:
    lines = base.source.splitlines()
    title = next(prose for prose in base.prose if prose.kind == "title")
    english = next(prose for prose in source().prose if prose.kind == "title")
    lines[title.line - 1] = lines[title.line - 1].replace(title.text, english.text)
    return write(base, lines, locale), 1


LINE_KINDS = (
    LineKind("a row dropped", "row-missing", _in_rows(lambda *_: ())),
    LineKind("a row doubled", "row-doubled", _in_rows(lambda line, _: (line, line))),
    LineKind("a row cut short", "table-malformed", _in_rows(_cut)),
    LineKind("a cell lost", "table-malformed", _in_rows(_lose_cell)),
    LineKind("a cell added", "table-malformed", _in_rows(_add_cell)),
    LineKind("two rows on one line", "table-malformed", _join_rows),
    LineKind("a column lost", "column-missing", _in_table(_lose_column)),
    LineKind("two columns exchanged under their headers", "column-moved", _in_table(_exchange_columns)),
    LineKind("two headers exchanged", "column-moved", _in_table(_exchange_headers)),
    LineKind("a column slipped by a row", "column-moved", _in_table(_slip)),
    LineKind("an empty line in the table", "table-malformed", _in_lines(_part_rows)),
    LineKind("the header lost", "table-malformed", _in_lines(lambda lines, _: lines[1:])),
    LineKind("the delimiter row lost", "table-malformed", _in_lines(lambda lines, _: [lines[0], *lines[2:]])),
    LineKind(
        "full-width bars", "table-malformed", _in_lines(lambda lines, _: [line.replace("|", "｜") for line in lines])
    ),
    LineKind("a table fenced", "table-malformed", _in_lines(lambda lines, _: ["```", *lines, "```"])),
    LineKind("a table indented", "table-malformed", _in_lines(lambda lines, _: [f"    {line}" for line in lines])),
    LineKind("a header taken for another word", "header-altered", _header),
    LineKind("the title left in English", "text-untranslated", _title),
)
