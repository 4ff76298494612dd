"""Tables of every kind that reStructuredText has: their cells read, and put under the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tabl10n.document import Cell, Column, Mobility, Notice, Row, Table
from tabl10n.formats.lines import LINE_BREAK, Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import CellGrid, CellLines
from tabl10n.formats.rst.cell_reader import COUNTED, CellReader
from tabl10n.formats.rst.grid_table import read_grid
from tabl10n.formats.rst.list_table import read_list
from tabl10n.formats.rst.simple_table import read_simple
from tabl10n.nodes import Span

_READERS = {"grid": read_grid, "simple": read_simple, "list-table": read_list}


def read_table(source: str, lines: Sequence[Line], block: RstBlock, reader: CellReader) -> Table | None:
    """Read the table at ``block``, None where it holds no cell. What is odd goes to ``reader.notices``."""
    grid = _READERS[block.kind](source, lines, block)
    reader.notices.extend(grid.notices)
    if not grid.head:
        return None
    table = _TableReader(lines, reader, grid)
    columns = tuple(map(Column, table.read_header()))
    rows = [
        Row(row[0].at + 1, table.read_row(row, number in grid.misaligned), *row_span)
        for number, (row, row_span) in enumerate(zip(grid.rows, grid.row_spans, strict=True), 1)
    ]
    span = Span(lines[block.first].start, lines[block.last - 1].end)
    return Table(block.first + 1, columns, tuple(_bind_counted(rows)), span)


def _bind_counted(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; those that would lead elsewhere in another order, by counted links, cannot be moved."""
    counted = [any(COUNTED.search(cell.markup) for cell in row.cells if cell.markup) for row in rows]
    several = sum(counted) > 1
    for row, is_counted in zip(rows, counted, strict=True):
        is_bound = several and is_counted and row.mobility is Mobility.MOVABLE
        yield replace(row, mobility=Mobility.BOUND) if is_bound else row


class _TableReader:
    def __init__(self, lines: Sequence[Line], reader: CellReader, grid: CellGrid) -> None:
        self.lines = lines
        self.reader = reader
        self.grid = grid
        self.whole = [(column, 1) for column in range(grid.columns)]  # where each cell has a column of its own

    def read_cell(self, cell: CellLines) -> Cell:
        start = cell.spans[0].start
        column = start - self.lines[cell.at].start + 1
        text = _join_lines(self.reader.source, cell) if len(cell.spans) > 1 else ""
        return self.reader.read(cell.spans, cell.at + 1, column, text)

    def read_row(self, row: list[CellLines], is_misaligned: bool) -> tuple[Cell, ...]:
        is_whole = [cell[2:4] for cell in row] == self.whole
        return tuple(map(self.read_cell, row) if is_misaligned or is_whole else self._fill_row(row))

    def _fill_row(self, row: list[CellLines]) -> Iterator[Cell]:
        """Yield the row's cells, empty ones where a cell from the left or from above covers a column."""
        column = 0
        last = row[0]
        for cell in row:
            yield from (self._make_covered(last) for _ in range(column, cell.first))
            yield self.read_cell(cell)
            column, last = cell.first + cell.width, cell
            if cell.width > 1:
                notice = Notice(cell.at + 1, f"a cell over {cell.width} columns: kept in the first")
                self.reader.notices.append(notice)
                yield from (self._make_covered(cell) for _ in range(1, cell.width))
        yield from (self._make_covered(last) for _ in range(column, self.grid.columns))

    def _make_covered(self, cell: CellLines) -> Cell:
        start = cell.spans[0].start
        return Cell((), cell.at + 1, start - self.lines[cell.at].start + 1, Span(start, start))

    def read_header(self) -> list[Cell]:
        """Read one header cell a column: of several header rows the last that is filled."""
        head = self.grid.head
        is_misaligned = len(head) == 1 and 0 in self.grid.misaligned
        rows = [self.read_row(row, is_misaligned) for row in head]
        if len(rows) > 1:
            notice = Notice(head[0][0].at + 1, f"{len(rows)} header rows: each column takes its last that is filled")
            self.reader.notices.append(notice)
        return [_choose_last_filled(cells) for cells in zip(*rows, strict=False)]


def _choose_last_filled(cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in reversed(cells) if cell.text or cell.image), cells[-1])


def _join_lines(source: str, cell: CellLines) -> str:
    """Join the lines of a cell with the blank ones between them, and indented as they are in the cell."""
    indents = [span.start - left for span, left in zip(cell.spans, cell.lefts, strict=True)]
    least = min(indent for indent, span in zip(indents, cell.spans, strict=True) if span.start < span.end)
    lines: list[str] = []
    end = cell.spans[0].start
    for span, indent in zip(cell.spans, indents, strict=True):
        lines.append("\n" * len(LINE_BREAK.findall(source, end, span.start)))
        lines.append(" " * (indent - least) + source[slice(*span)] if span.start < span.end else "")
        end = span.end
    return "".join(lines).strip("\n")
