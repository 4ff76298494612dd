"""An HTML table while it is read: which column each cell is in, and the span of each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tabl10n.document import Align, Cell, Column, Mobility, Row, Table
from tabl10n.formats.html.tokens import Attribute
from tabl10n.nodes import Span

# How far a cell may reach (HTML Standard, 4.9.11); "0" rows are all that follow in its part of the table.
_MAX_COLUMN_SPAN = 1000
_MAX_ROW_SPAN = 65534
_ALIGNS: dict[str, Align] = {
    "start": "left",
    "left": "left",
    "end": "right",
    "right": "right",
    "center": "center",
}
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(?=[0-9])0*([0-9]{0,6})")
# The parts of a table whose rows stay where they are when the others are sorted.
_APART = frozenset({"thead", "tfoot"})


@dataclass
class _OpenSpan:
    """The span of a row, or of several that share a cell. ``is_exact``: both its ends are known."""

    start: int
    end: int
    is_fixed: bool
    is_exact: bool = True

    @property
    def mobility(self) -> Mobility:
        if self.is_fixed:
            return Mobility.FIXED
        return Mobility.MOVABLE if self.is_exact else Mobility.BOUND


@dataclass
class _OpenRow:
    line: int
    span: _OpenSpan
    cells: list[Cell] = field(default_factory=list)
    aligns: dict[int, Align] = field(default_factory=dict)
    widest: int = 1
    headers: int = 0  # of its cells, those that are th


class OpenTable:
    """A table until it is closed; ``row`` is the row that is open.

    ``make_empty`` makes so many cells, at an index, that stand for the rest of one that takes several columns or rows.
    ``covered`` has the number of the last row in which each column is taken by such a cell, ``reach`` the highest.
    """

    def __init__(self, start: int, make_empty: Callable[[int, int], list[Cell]]) -> None:
        self.start = start
        self.make_empty = make_empty
        self.part = ""
        self.header: _OpenRow | None = None
        self.rows: list[_OpenRow] = []
        self.row: _OpenRow | None = None
        self.span = _OpenSpan(start, start, is_fixed=True)
        self.number = 0  # of the open row, or the next one
        self.covered: dict[int, int] = {}
        self.reach = -1
        self.is_header = False

    def enter(self, part: str) -> None:
        """Begin a thead, tbody or tfoot, or leave it (``""``): no cell reaches from one into another."""
        self.part = part
        self.covered = {}
        self.reach = -1

    def begin_row(self, at: int, line: int, *, has_tag: bool = True) -> None:
        """Begin a row. It has a span of its own where no cell from above reaches into it."""
        if self.reach < self.number:
            self.span = _OpenSpan(at, at, is_fixed=self.part in _APART)
        self.span.is_exact &= has_tag
        self.row = _OpenRow(line, self.span)

    def add(self, cell: Cell, attributes: Mapping[str, Attribute], *, is_header: bool) -> None:
        """Add a cell to the open row; ``is_header``: it is a th."""
        row = self.row
        assert row
        self.is_header = self.part == "thead" or (is_header and not self.header and not self.rows)
        self._fill(row, cell.span.start)
        first = len(row.cells)
        row.cells.append(cell)
        row.headers += is_header
        if not self.header:
            row.aligns[first] = _align(attributes)
        columns, rows = _read_spans(attributes)
        if columns > 1:
            left = max(1, len(self.header.cells) - first) if self.header else columns
            row.cells += self.make_empty(cell.span.end, min(columns, left) - 1)
            row.widest = max(row.widest, len(row.cells) - first)
        if rows > 1:
            last = self.number + rows - 1
            self.covered.update(dict.fromkeys(range(first, len(row.cells)), last))
            self.reach = max(self.reach, last)

    def _fill(self, row: _OpenRow, at: int) -> None:
        """Add the cells that one from above stands for."""
        first = last = len(row.cells)
        while self.covered.get(last, -1) >= self.number:
            last += 1
        if last > first:
            row.cells += self.make_empty(at, last - first)

    def end_row(self, end: int, *, is_known: bool = True) -> None:
        """End the open row, if any; ``is_known``: that is its end."""
        row, self.row = self.row, None
        if row is None:
            return
        row.span.end = end
        row.span.is_exact &= is_known
        if row.cells:
            self._fill(row, row.cells[-1].span.end)
            self._keep(row)
        self.number += 1

    def _keep(self, row: _OpenRow) -> None:
        if self.is_header and not self.header:
            self.header = row
        else:
            self.rows.append(row)

    def closed(self, end: int, line: int) -> Table | None:
        """The table, which begins on ``line``; None where it has no cell."""
        is_vertical = not self.header and all(row.headers == 1 < len(row.cells) for row in self.rows)
        header = self.header or (self.rows.pop(0) if self.rows else None)
        if header is None:
            return None
        header.span.is_fixed = True
        for row in self.rows:
            row.span.is_fixed |= row.widest >= len(header.cells) > 1  # a heading for the rows below
        columns = tuple(Column(cell, header.aligns.get(column, "")) for column, cell in enumerate(header.cells))
        return Table(line, columns, tuple(map(_make_row, self.rows)), Span(self.start, end), is_vertical)


def _read_spans(attributes: Mapping[str, Attribute]) -> tuple[int, int]:
    """How many columns and how many rows a cell takes."""
    if not attributes:
        return 1, 1
    columns, rows = (_NUMBER.match(_get_value(attributes, name) or "1") for name in ("colspan", "rowspan"))
    return (
        min(int(columns[1] or 1), _MAX_COLUMN_SPAN) if columns else 1,
        min(int(rows[1] or _MAX_ROW_SPAN), _MAX_ROW_SPAN) if rows else 1,
    )


def _align(attributes: Mapping[str, Attribute]) -> Align:
    style = _get_value(attributes, "style").replace(" ", "")
    written = style.partition("text-align:")[2].partition(";")[0] or _get_value(attributes, "align").lower()
    return _ALIGNS.get(written, "")


def _get_value(attributes: Mapping[str, Attribute], name: str) -> str:
    return attributes[name].value if name in attributes else ""


def _make_row(row: _OpenRow) -> Row:
    span = row.span
    return Row(row.line, tuple(row.cells), Span(span.start, span.end), span.mobility)
