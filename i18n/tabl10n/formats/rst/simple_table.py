"""Simple tables: their cells, and changed cells put into their padding or into columns that are widened."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from tabl10n.document import Document, Mobility, Notice
from tabl10n.errors import InputError
from tabl10n.formats.changes import TextEdit
from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import (
    CellGrid,
    CellLines,
    Piece,
    RowSpan,
    count_header_rows,
    find_columns,
    trim_piece,
)
from tabl10n.formats.rst.line_patterns import SIMPLE_BORDER
from tabl10n.nodes import Span
from tabl10n.text.width import measure_width

# What may be under a row of a simple table.
_UNDERLINE = re.compile(r"-+(?: +-+)*\s*")


def read_simple(source: str, lines: Sequence[Line], block: RstBlock) -> CellGrid:
    """Read the cells of the simple table at ``block``."""
    rows: list[list[CellLines]] = []
    notices: list[Notice] = []
    head = 0
    for index in range(block.first + 1, block.last - 1):
        text = source[lines[index].start : lines[index].end]
        if SIMPLE_BORDER.fullmatch(text, block.indent):
            head = head or len(rows)
        elif text.strip() and not _UNDERLINE.fullmatch(text, block.indent):
            _add_line(source, _split_line(source, lines, block, index), index, rows, notices)
    head = count_header_rows(rows, head, block, notices)
    columns = len(rows[0]) if rows else 0
    spans = _find_row_spans(source, lines, block, [row[0].at for row in rows[head:]], columns)
    return CellGrid(columns, rows[:head], rows[head:], frozenset(), notices, spans)


def _add_line(source: str, pieces: list[Piece], index: int, rows: list[list[CellLines]], notices: list[Notice]) -> None:
    """Add a line to the rows; one without a first cell goes on with the row above."""
    if any(source[piece.start - 1 : piece.start].strip() for piece in pieces[1:] if piece.start < piece.end):
        notices.append(Notice(index + 1, "text that crosses from one column into the next: split at the column"))
    cells = [CellLines([trim_piece(source, piece)], index, piece.first, 1, [piece.start]) for piece in pieces]
    if not rows or not cells[0].is_empty:
        rows.append(cells)
        return
    for cell in cells:
        above = rows[-1][cell.first]
        if cell.is_empty:
            continue
        if above.is_empty:
            rows[-1][cell.first] = cell  # it begins here
        else:
            above.add(cell.spans[0], cell.lefts[0])


def _split_line(source: str, lines: Sequence[Line], block: RstBlock, index: int) -> list[Piece]:
    """The pieces of a line of a simple table; its columns are what is under the marks of the top border."""
    border = source[slice(*lines[block.first])].expandtabs()
    starts = [match.start() for match in re.finditer(r"=+", border)]
    line = lines[index]
    text = source[line.start : line.end]
    known = [min(len(text), at) for at in _find_in_tabbed(text, starts)]
    ends = [*known[1:], len(text)]
    return [
        Piece(index, i, i + 1, line.start + a, line.start + max(a, b))
        for i, (a, b) in enumerate(zip(known, ends, strict=True))
    ]


def _find_in_tabbed(text: str, columns: Sequence[int]) -> Sequence[int]:
    """The index in ``text`` of what is displayed at each of ``columns``; a tab goes to the next multiple of eight."""
    if text.isascii() and "\t" not in text:
        return columns
    expanded = text.expandtabs()
    known = columns if text.isascii() else find_columns(expanded, columns)
    if expanded == text:
        return known
    columns = list(accumulate(text, lambda at, char: at + (8 - at % 8 if char == "\t" else 1), initial=0))
    return [bisect(columns, at) - 1 if at < len(expanded) else len(text) for at in known]


def _find_row_spans(
    source: str, lines: Sequence[Line], block: RstBlock, firsts: Sequence[int], columns: int
) -> list[RowSpan]:
    """The lines from each of ``firsts`` to the next; a line under the row with a part for each column separates rows.

    A line with fewer parts makes cells one: over all columns the row is a heading, else it cannot be moved, for
    docutils reads an empty row between such a line and the table's last.
    """
    spans: list[RowSpan] = []
    for first, end in pairwise([*firsts, block.last - 1]):
        parts = [_count_parts(source[line.start + block.indent : line.end]) for line in lines[first:end]]
        while parts[-1] in (0, columns) and len(parts) > 1:
            parts.pop()
        span = Span(lines[first].start, lines[first + len(parts) - 1].end)
        spans.append(RowSpan(span, _find_mobility(parts[-1])))
    return spans


def _find_mobility(parts: int | None) -> Mobility:
    """Find how a row may move that ends in a line of so many parts, or in one that is none."""
    if parts is None:
        return Mobility.MOVABLE
    return Mobility.FIXED if parts == 1 else Mobility.BOUND


def _count_parts(text: str) -> int | None:
    """Of how many parts a line under a row is, 0 for a blank line; None for any other."""
    return len(text.split()) if _UNDERLINE.fullmatch(text) or not text.strip() else None


class _SimpleLine(NamedTuple):
    """A line of the table: its index, its text and what is in each column; ``is_rule``: it is of marks only."""

    at: int
    text: str
    pieces: list[Piece]
    is_rule: bool


class _SimpleTable(NamedTuple):
    """A simple table; ``columns`` are where the marks of the top border begin and end in each line."""

    document: Document
    columns: list[tuple[int, int]]
    lines: list[_SimpleLine]

    def trim(self, piece: Piece) -> Span:
        """Where the content of the piece is."""
        return trim_piece(self.document.source, piece)

    def make_error(self, line: _SimpleLine, fact: str) -> InputError:
        """The error that says which line hinders the table from being laid out again."""
        next_step = "make it a grid table or a list-table"
        return InputError(fact, path=self.document.name, line=line.at + 1, next_step=next_step)


def edit_simple_table(
    document: Document, lines: Sequence[Line], block: RstBlock, replaced: Mapping[Span, str]
) -> Iterator[TextEdit]:
    """The edits that put ``replaced`` into a simple table; it is laid out again where a column is too narrow.

    Raises InputError where a line hinders that.
    """
    table = _read_columns(document, lines, block)
    growth = [0] * len(table.columns)
    for line in table.lines:
        for piece in line.pieces[:-1]:  # the last column has no end
            if (span := table.trim(piece)) in replaced:
                start, end = table.columns[piece.first]
                missing = _measure_lead(span, piece) + measure_width(replaced[span]) - (end - start)
                growth[piece.first] = max(growth[piece.first], missing)
    if any(growth):
        yield from _widen(table, lines, replaced, growth)
    else:
        changed = (line for line in table.lines if any(table.trim(piece) in replaced for piece in line.pieces))
        yield from (TextEdit(Span(*lines[line.at]), _format_line(table, line, replaced, growth)) for line in changed)


def _read_columns(document: Document, lines: Sequence[Line], block: RstBlock) -> _SimpleTable:
    source = document.source
    found = []
    for index in range(block.first, block.last):
        text = source[slice(*lines[index])]
        marks = text[block.indent :]
        is_rule = SIMPLE_BORDER.fullmatch(marks) or _UNDERLINE.fullmatch(marks)
        pieces = [] if is_rule else _split_line(source, lines, block, index)
        found.append(_SimpleLine(index, text, pieces, bool(is_rule)))
    return _SimpleTable(document, [match.span() for match in re.finditer("=+", found[0].text.expandtabs())], found)


def _measure_lead(span: Span, piece: Piece) -> int:
    """How far the content is indented in its column; nothing where there is none."""
    return span.start - piece.start if span.start < span.end else 0


def _widen(
    table: _SimpleTable, lines: Sequence[Line], replaced: Mapping[Span, str], growth: Sequence[int]
) -> Iterator[TextEdit]:
    joined = _find_joined_columns(table)
    for line in table.lines:
        if "\t" in line.text:
            raise table.make_error(line, "a tab hinders a simple table from getting a wider column")
        if line.is_rule:
            yield TextEdit(Span(*lines[line.at]), _format_rule(line.text, table.columns, growth))
        else:
            _require_apart(table, line, growth, joined.get(line.at, frozenset()))
            yield TextEdit(Span(*lines[line.at]), _format_line(table, line, replaced, growth))


def _format_rule(text: str, columns: Sequence[tuple[int, int]], growth: Sequence[int]) -> str:
    """A line of marks, with as many more as the columns above and below get; a gap between two stays one."""
    for (_, end), more in reversed(list(zip(columns, growth, strict=True))):
        text = text[:end] + text[end - 1 : end] * more + text[end:]
    return text


def _format_line(table: _SimpleTable, line: _SimpleLine, replaced: Mapping[Span, str], growth: Sequence[int]) -> str:
    source = table.document.source
    text = line.text[: len(line.text) - (line.pieces[-1].end - line.pieces[0].start)]
    moved = 0
    for piece, (start, _), more in zip(line.pieces, table.columns, growth, strict=True):
        span = table.trim(piece)
        written = " " * _measure_lead(span, piece) + replaced.get(span, source[span.start : span.end])
        text += " " * (start + moved - measure_width(text)) + written if written.strip() else ""
        moved += more
    return text


def _find_joined_columns(table: _SimpleTable) -> dict[int, frozenset[int]]:
    """Which columns of each line are one with the next: where a line under the row has no gap between them."""
    joined: dict[int, frozenset[int]] = {}
    row: list[int] = []
    for line in table.lines:
        if not line.is_rule:
            first = line.pieces[0]
            row = [line.at] if table.document.source[first.start : first.end].strip() else [*row, line.at]
            continue
        found = (column for column, (_, end) in enumerate(table.columns[:-1]) if line.text[end : end + 1] == "-")
        joined.update(dict.fromkeys(row, frozenset(found)))
        row = []
    return joined


def _require_apart(table: _SimpleTable, line: _SimpleLine, growth: Sequence[int], joined: frozenset[int]) -> None:
    """Raise InputError for text on both sides of the place where a column grows, if that is inside one cell."""
    source = table.document.source
    for piece, following in zip(line.pieces, line.pieces[1:], strict=False):
        last = following.first
        while last in joined:
            last += 1
        in_cell = source[following.start : line.pieces[last].end].strip()
        crosses = following.start < following.end and source[following.start - 1].strip()
        if growth[piece.first] and (crosses or (in_cell and piece.first in joined)):
            raise table.make_error(line, "text that crosses from one column into the next, and one of them grows")
