"""Tables of every kind that reStructuredText has, made of the stretches of source that their cells are."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import LINE_BREAK, SIMPLE_BORDER, Block
from tabl10n.formats.rst.extents import UNDERLINE, grid_extents, list_extents, simple_extents
from tabl10n.formats.rst.grid import GridCell, Piece, by_width, split_grid, trimmed
from tabl10n.formats.rst.inline import COUNTED, CellReader
from tabl10n.model import Cell, Column, Notice, Row, Span, Table

_LIST_ROW = re.compile(r"(?P<row>\s*[-*+]\s+)(?P<cell>[-*+](?:\s+|$))")
_LIST_CELL = re.compile(r"(?P<cell>\s*[-*+](?:\s+|$))")
_OPTION = re.compile(r"\s+:(?P<name>[\w-]+):\s*(?P<value>.*)")


class Place(NamedTuple):
    """Where a cell stands: the spans of its lines and the first line's index; it takes ``width`` columns.

    ``lefts`` is where the cell begins in each line, white space included.
    """

    spans: list[Span]
    at: int
    first: int
    width: int
    lefts: list[int]


class Laid(NamedTuple):
    """A table before its cells are read. ``loose`` are rows that do not answer to the columns.

    ``extents`` are the places of the data rows.
    """

    columns: int
    head: list[list[Place]]
    rows: list[list[Place]]
    loose: frozenset[int]
    notices: list[Notice]
    extents: list[Span | None]


def read_table(source: str, lines: Sequence[Line], block: Block, reader: CellReader) -> Table | None:
    """The table at ``block``, None where it holds no cell. What is odd goes to ``reader.notices``."""
    laid = {"grid": _grid, "simple": _simple, "list-table": _list}[block.kind](source, lines, block)
    reader.notices.extend(laid.notices)
    if not laid.head:
        return None
    table = _Reading(lines, reader, laid)
    header = table.header()
    rows = tuple(
        Row(row[0].at + 1, table.cells(row, number in laid.loose), extent)
        for number, (row, extent) in enumerate(zip(laid.rows, laid.extents, strict=True), 1)
    )
    span = Span(lines[block.first].start, lines[block.last - 1].end)
    rows = tuple(_in_place(rows))
    return Table(block.first + 1, tuple(Column(cell) for cell in header), rows, span)


def _in_place(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; those that would lead elsewhere in another order, by counted links, cannot be moved."""
    counted = [any(COUNTED.search(cell.markup) for cell in row.cells if cell.markup) for row in rows]
    for row, is_counted in zip(rows, counted, strict=True):
        stays = is_counted and row.span and sum(counted) > 1
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


def _without_head(block: Block) -> Notice:
    return Notice(block.first + 1, "the table names no header row: its first row is read as the header")


def _grid(source: str, lines: Sequence[Line], block: Block) -> Laid:
    grid = split_grid(source, lines, block)
    notices = list(grid.notices)
    rows = [row for row in grid.rows if row]  # a line of nothing but a border's marks has no cell
    head = sum(1 for row in grid.rows[: grid.head] if row)
    if rows and not head:
        notices.append(_without_head(block))
    head = head or 1
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
        if SIMPLE_BORDER.fullmatch(text, min(block.indent, len(text))):
            head = head or len(rows)
        elif text.strip() and not UNDERLINE.fullmatch(text, block.indent):
            _simple_line(source, simple_pieces(source, lines, block, index), index, rows, notices)
    if rows and not head:
        notices.append(_without_head(block))
    head = head or 1
    columns = len(rows[0]) if rows else 0
    extents = simple_extents(source, lines, block, [row[0].at for row in rows[head:]], columns)
    return Laid(columns, rows[:head], rows[head:], frozenset(), notices, extents)


def _simple_line(source: str, pieces: list[Piece], index: int, rows: list[list[Place]], notices: list[Notice]) -> None:
    """Add a line to the rows; one without a first cell goes on with the row above."""
    if any(source[piece.start - 1 : piece.start].strip() for piece in pieces[1:] if piece.start < piece.end):
        notices.append(Notice(index + 1, "text that crosses from one column into the next: split at the column"))
    spans = [trimmed(source, piece) if piece.start < piece.end else Span(piece.start, piece.end) for piece in pieces]
    if rows and spans[0].start == spans[0].end:
        filled = (pair for pair in enumerate(zip(spans, pieces, strict=True)) if pair[1][0].start < pair[1][0].end)
        for column, (span, piece) in filled:
            place = rows[-1][column]
            if place.spans[0].start == place.spans[0].end:  # it begins here
                rows[-1][column] = Place([span], index, column, 1, [piece.start])
            else:
                place.spans.append(span)
                place.lefts.append(piece.start)
        return
    starts = [piece.start for piece in pieces]
    rows.append([Place([span], index, column, 1, [starts[column]]) for column, span in enumerate(spans)])


def _list(source: str, lines: Sequence[Line], block: Block) -> Laid:
    found = _ListRows(source, lines)
    options: dict[str, str] = {}
    in_body = False  # the lines above the first blank one are the title and the options
    for index in range(block.first + 1, block.last):
        text = source[slice(*lines[index])]
        option = _OPTION.fullmatch(text)
        in_body = in_body or not text.strip()
        if option and not found.rows:
            options[option["name"]] = option["value"].strip()
        elif text.strip() and (in_body or _LIST_ROW.match(text)):
            found.add(index, text)
            in_body = True
    rows, notices = found.rows, found.notices
    head = int(options.get("header-rows", "0")) if options.get("header-rows", "0").isdecimal() else 0
    if rows and not head:
        notices.append(_without_head(block))
    head = head or 1
    columns = len(rows[0]) if rows else 0
    uneven = [number for number, row in enumerate(rows, 1 - head) if len(row) != columns]
    notices += [_uneven(rows[number + head - 1], columns) for number in uneven]
    extents = list_extents(source, lines, block, [row[0].at for row in rows[head:]])
    return Laid(columns, rows[:head], rows[head:], frozenset(uneven), notices, extents)


def _uneven(row: list[Place], columns: int) -> Notice:
    return Notice(row[0].at + 1, f"{len(row)} cells where the table has {columns} columns")


class _ListRows:
    """The rows of a list-table, whose lines come in order.

    ``mark`` is the list mark of the last cell, ``at`` where it stands in its line, ``content`` where the cell's content
    begins there: a line that is indented as far goes on with it, whatever it looks like.
    """

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.rows: list[list[Place]] = []
        self.notices: list[Notice] = []
        self.mark, self.at, self.content = "", 0, 0

    def add(self, index: int, text: str) -> None:
        """Add a line: ``* - `` begins a row, ``  - `` a cell, a little out of place too; all else goes on."""
        indent = len(text) - len(text.lstrip())
        is_deep = bool(self.rows) and indent >= self.content
        row = None if is_deep or self._is_cell(text, indent) else _LIST_ROW.match(text)
        cell = None if is_deep else row or _LIST_CELL.match(text)
        if row:
            self.rows.append([])
        if not self.rows:
            self.notices.append(Notice(index + 1, "this line of a list-table belongs to no row"))
        elif cell:
            self._begin(cell, index, text)
        else:
            place = self.rows[-1][-1]
            place.spans.append(_rest(self.lines[index], text, indent))
            place.lefts.append(self.lines[index].start + self.content)

    def _is_cell(self, text: str, indent: int) -> bool:
        """Whether a mark there is a cell's, although what follows may be another one: of a list in the cell."""
        return bool(self.rows) and indent >= self.at and text[indent] == self.mark

    def _begin(self, cell: re.Match[str], index: int, text: str) -> None:
        self.at = len(text) - len(text[cell.start("cell") :].lstrip())
        self.mark = text[self.at]
        self.content = cell.end() if text[cell.end() :].strip() else self.at + 2
        span = _rest(self.lines[index], text, cell.end())
        self.rows[-1].append(Place([span], index, len(self.rows[-1]), 1, [self.lines[index].start + self.content]))


def _rest(line: Line, text: str, start: int) -> Span:
    end = max(start, len(text.rstrip()))
    return Span(line.start + start, line.start + end)
