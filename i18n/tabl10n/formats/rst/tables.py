"""Tables of every kind that reStructuredText has, made of the stretches of source that their cells are."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tabl10n.formats.lines import LINE_BREAK, Line
from tabl10n.formats.rst import list_table
from tabl10n.formats.rst.blocks import SIMPLE_BORDER, Block
from tabl10n.formats.rst.cell_reader import COUNTED, CellReader
from tabl10n.formats.rst.extents import UNDERLINE, grid_extents, simple_extents
from tabl10n.formats.rst.grid import GridCell, split_grid
from tabl10n.formats.rst.laid import Laid, Place, head_of
from tabl10n.formats.rst.pieces import Piece, by_width, trimmed
from tabl10n.model import Cell, Column, Notice, Row, Span, Table


def read_table(source: str, lines: Sequence[Line], block: Block, reader: CellReader) -> Table | None:
    """The table at ``block``, None where it holds no cell. What is odd goes to ``reader.notices``."""
    laid = {"grid": _grid, "simple": _simple, "list-table": list_table.lay_out}[block.kind](source, lines, block)
    reader.notices.extend(laid.notices)
    if not laid.head:
        return None
    table = _Reading(lines, reader, laid)
    columns = tuple(map(Column, table.header()))
    rows = [
        Row(row[0].at + 1, table.cells(row, number in laid.loose), extent)
        for number, (row, extent) in enumerate(zip(laid.rows, laid.extents, strict=True), 1)
    ]
    span = Span(lines[block.first].start, lines[block.last - 1].end)
    return Table(block.first + 1, columns, tuple(_in_place(rows)), span)


def _in_place(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; those that would lead elsewhere in another order, by counted links, cannot be moved."""
    counted = [any(COUNTED.search(cell.markup) for cell in row.cells if cell.markup) for row in rows]
    several = sum(counted) > 1
    for row, is_counted in zip(rows, counted, strict=True):
        stays = several and is_counted
        yield replace(row, span=Span(row.span.start, row.span.start)) if stays and row.span else row


class _Reading:
    def __init__(self, lines: Sequence[Line], reader: CellReader, laid: Laid) -> None:
        self.lines = lines
        self.reader = reader
        self.laid = laid
        self.whole = [(column, 1) for column in range(laid.columns)]  # where each cell has a column of its own

    def cell(self, place: Place) -> Cell:
        start = place.spans[0].start
        column = start - self.lines[place.at].start + 1
        text = _text(self.reader.source, place) if len(place.spans) > 1 else ""
        return self.reader.read(place.spans, place.at + 1, column, text)

    def cells(self, places: list[Place], loose: bool) -> tuple[Cell, ...]:
        is_whole = [place[2:4] for place in places] == self.whole
        return tuple(map(self.cell, places) if loose or is_whole else self._filled(places))

    def _filled(self, places: list[Place]) -> Iterator[Cell]:
        """The row's cells, empty ones where a cell from the left or from above covers a column."""
        column = 0
        last = places[0]
        for place in places:
            yield from (self._covered(last) for _ in range(column, place.first))
            yield self.cell(place)
            column, last = place.first + place.width, place
            if place.width > 1:
                self.reader.notices.append(
                    Notice(place.at + 1, f"a cell over {place.width} columns: kept in the first")
                )
                yield from (self._covered(place) for _ in range(1, place.width))
        yield from (self._covered(last) for _ in range(column, self.laid.columns))

    def _covered(self, place: Place) -> Cell:
        start = place.spans[0].start
        return Cell("", place.at + 1, start - self.lines[place.at].start + 1, Span(start, start))

    def header(self) -> list[Cell]:
        """One header cell a column: of several header rows the last that says something."""
        head = [self.cells(row, loose=len(self.laid.head) == 1 and 0 in self.laid.loose) for row in self.laid.head]
        if len(head) > 1:
            line = self.laid.head[0][0].at + 1
            self.reader.notices.append(
                Notice(line, f"{len(head)} header rows: each column takes its last that is filled")
            )
        return [self._last_filled(cells) for cells in zip(*head, strict=False)]

    @staticmethod
    def _last_filled(cells: Sequence[Cell]) -> Cell:
        return next((cell for cell in reversed(cells) if cell.text or cell.image), cells[-1])


def _text(source: str, place: Place) -> str:
    """The lines of a cell with the blank ones between them, and indented as they are in the cell."""
    indents = [span.start - left for span, left in zip(place.spans, place.lefts, strict=True)]
    least = min(indent for indent, span in zip(indents, place.spans, strict=True) if span.start < span.end)
    lines: list[str] = []
    end = place.spans[0].start
    for span, indent in zip(place.spans, indents, strict=True):
        lines.append("\n" * len(LINE_BREAK.findall(source, end, span.start)))
        lines.append(" " * (indent - least) + source[slice(*span)] if span.start < span.end else "")
        end = span.end
    return "".join(lines).strip("\n")


def _grid(source: str, lines: Sequence[Line], block: Block) -> Laid:
    grid = split_grid(source, lines, block)
    notices = list(grid.notices)
    rows = [row for row in grid.rows if row]  # a line of nothing but a border's marks has no cell
    head = head_of(rows, sum(1 for row in grid.rows[: grid.head] if row), block, notices)
    loose_lines = {line.at for line in grid.lines if line.loose}
    places = [[_grid_place(source, cell) for cell in sorted(row, key=lambda cell: cell[0].first)] for row in rows]
    loose = frozenset(
        number
        for number, row in enumerate(rows, 1 - head)
        if loose_lines and any(piece.at in loose_lines for cell in row for piece in cell)
    )
    extents = grid_extents(grid, lines, block, [row[0].at for row in places[head:]])
    headings = [row[0].width == grid.columns > 1 for row in places[head:]]
    extents = [None if is_heading else extent for is_heading, extent in zip(headings, extents, strict=True)]
    return Laid(grid.columns, places[:head], places[head:], loose, notices, extents)


def _grid_place(source: str, cell: GridCell) -> Place:
    top = cell[0]
    if len(cell) == 1:
        return Place([trimmed(source, top)], top.at, top.first, top.last - top.first, [top.start])
    spans = [trimmed(source, piece) for piece in cell]
    filled = [i for i, span in enumerate(spans) if span.start < span.end] or [0]
    lefts = [cell[i].start for i in filled]
    return Place([spans[i] for i in filled], cell[filled[0]].at, top.first, top.last - top.first, lefts)


def simple_pieces(source: str, lines: Sequence[Line], block: Block, index: int) -> list[Piece]:
    """The pieces of a line of a simple table; its columns are what stands under the marks of the top border."""
    border = source[slice(*lines[block.first])].expandtabs()
    starts = [match.start() for match in re.finditer(r"=+", border)]
    line = lines[index]
    text = source[line.start : line.end]
    known = [min(len(text), at) for at in _by_columns(text, starts)]
    ends = [*known[1:], len(text)]
    return [
        Piece(index, i, i + 1, line.start + a, line.start + max(a, b))
        for i, (a, b) in enumerate(zip(known, ends, strict=True))
    ]


def _by_columns(text: str, columns: Sequence[int]) -> Sequence[int]:
    """The index in ``text`` of what is displayed at each of ``columns``; a tab goes to the next multiple of eight."""
    if text.isascii() and "\t" not in text:
        return columns
    expanded = text.expandtabs()
    known = columns if text.isascii() else by_width(expanded, columns)
    if expanded == text:
        return known
    places = [len(text[:at].expandtabs()) for at in range(len(text) + 1)]
    return [bisect(places, at) - 1 if at < len(expanded) else len(text) for at in known]


def _simple(source: str, lines: Sequence[Line], block: Block) -> Laid:
    rows: list[list[Place]] = []
    notices: list[Notice] = []
    head = 0
    for index in range(block.first + 1, block.last - 1):
        text = source[lines[index].start : lines[index].end]
        if SIMPLE_BORDER.fullmatch(text, block.indent):
            head = head or len(rows)
        elif text.strip() and not UNDERLINE.fullmatch(text, block.indent):
            _simple_line(source, simple_pieces(source, lines, block, index), index, rows, notices)
    head = head_of(rows, head, block, notices)
    columns = len(rows[0]) if rows else 0
    extents = simple_extents(source, lines, block, [row[0].at for row in rows[head:]], columns)
    return Laid(columns, rows[:head], rows[head:], frozenset(), notices, extents)


def _simple_line(source: str, pieces: list[Piece], index: int, rows: list[list[Place]], notices: list[Notice]) -> None:
    """Add a line to the rows; one without a first cell goes on with the row above."""
    if any(source[piece.start - 1 : piece.start].strip() for piece in pieces[1:] if piece.start < piece.end):
        notices.append(Notice(index + 1, "text that crosses from one column into the next: split at the column"))
    places = [Place([trimmed(source, piece)], index, piece.first, 1, [piece.start]) for piece in pieces]
    if not rows or not places[0].is_empty:
        rows.append(places)
        return
    for place in places:
        above = rows[-1][place.first]
        if place.is_empty:
            continue
        if above.is_empty:
            rows[-1][place.first] = place  # it begins here
        else:
            above.add(place.spans[0], place.lefts[0])
