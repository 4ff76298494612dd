"""Splitting a grid table into cells, also where its lines do not line up.

docutils yields no table at all when one line is a character too wide. Here such a line is split by the borders it
has, and reported.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, cast

from tabl10n.document import Mobility, Notice
from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import (
    CellGrid,
    CellLines,
    GridLine,
    Piece,
    RowSpan,
    count_header_rows,
    find_columns,
    trim_piece,
)
from tabl10n.formats.rst.line_patterns import BORDER
from tabl10n.formats.rst.traced_grid import trace_grid
from tabl10n.nodes import Span

_INNER_BORDER = re.compile(r"\+(?:[-=]+\+)+")
_BLANK = "a blank line inside the table"
_SPACED_PIPE = re.compile(r"(?<!\S)\|(?!\S)")


# A cell: its pieces from top to bottom.
GridCell = list[Piece]


class Grid(NamedTuple):
    """A grid table in lines and in cells; ``head`` is the number of rows above the ``=`` border, 0 without one."""

    columns: int
    lines: list[GridLine]
    rows: list[list[GridCell]]
    head: int
    notices: list[Notice]


def read_grid(source: str, lines: Sequence[Line], block: RstBlock) -> CellGrid:
    """Read the cells of the grid at ``block``."""
    grid = split_grid(source, lines, block)
    notices = list(grid.notices)
    rows = [row for row in grid.rows if row]  # a line of nothing but a border's marks has no cell
    head = count_header_rows(rows, sum(1 for row in grid.rows[: grid.head] if row), block, notices)
    misaligned_lines = {line.at for line in grid.lines if line.is_misaligned}
    cells = [[_gather_lines(source, cell) for cell in sorted(row, key=lambda cell: cell[0].first)] for row in rows]
    misaligned = frozenset(
        number
        for number, row in enumerate(rows, 1 - head)
        if misaligned_lines and any(piece.at in misaligned_lines for cell in row for piece in cell)
    )
    spans = _find_row_spans(grid, lines, block, [row[0].at for row in cells[head:]])
    headings = [row[0].width == grid.columns > 1 for row in cells[head:]]
    spans = [
        row_span._replace(mobility=Mobility.FIXED) if is_heading else row_span
        for is_heading, row_span in zip(headings, spans, strict=True)
    ]
    return CellGrid(grid.columns, cells[:head], cells[head:], misaligned, notices, spans)


def _gather_lines(source: str, cell: GridCell) -> CellLines:
    top = cell[0]
    if len(cell) == 1:
        return CellLines([trim_piece(source, top)], top.at, top.first, top.last - top.first, [top.start])
    spans = [trim_piece(source, piece) for piece in cell]
    filled = [i for i, span in enumerate(spans) if span.start < span.end] or [0]
    lefts = [cell[i].start for i in filled]
    return CellLines([spans[i] for i in filled], cell[filled[0]].at, top.first, top.last - top.first, lefts)


def split_grid(source: str, lines: Sequence[Line], block: RstBlock) -> Grid:
    """The grid at ``block``. Every character that is not a border or padding is in one of its pieces."""
    notices: list[Notice] = []
    bounds = _find_bounds(source, lines, block)
    splitter = _Splitter(source, bounds, block.indent, notices)
    split: list[GridLine] = []
    for index in range(block.first, block.last):
        if source[lines[index].start : lines[index].end].strip():
            split.append(splitter.split_line(index, lines[index]))
        else:
            notices.append(Notice(index + 1, _BLANK))
    columns = len(bounds) - 1
    if _needs_tracing(source, split, columns) and (traced := trace_grid(source, lines, block)):
        columns, split = traced
        notices = [notice for notice in notices if notice.message == _BLANK]
    rows, head = _gather_rows(split, notices)
    if not split[-1].border:
        notices.append(Notice(split[-1].at + 1, "the table has no border at its end"))
    return Grid(columns, split, rows, head, sorted(notices, key=lambda notice: notice.line))


def _needs_tracing(source: str, lines: Sequence[GridLine], columns: int) -> bool:
    """Whether cells go over several columns or rows, and no line looks damaged.

    docutils takes the two cells beside a broken border for one, which is sound and hardly what was meant.
    """
    irregular = [line for line in lines if not line.rule and not _has_all_bars(source, line, columns)]
    return bool(irregular) and not any(_is_damaged(source, line) for line in irregular)


def _is_damaged(source: str, line: GridLine) -> bool:
    """Whether the line does not answer to the columns, begins as a border and is none, or is half of a header's."""
    if line.is_misaligned or (any(piece.fill == "=" for piece in line.pieces) and not line.border):
        return True
    first = line.pieces[0]
    if first.fill or source[first.start - 1] != "+":
        return False
    is_border = not source[first.start : first.end].strip("-=+")  # with corners that are not among the columns'
    return not is_border or source[first.end : first.end + 1] != "+"


def _has_all_bars(source: str, line: GridLine, columns: int) -> bool:
    """Whether the line has a bar, and no corner, at each border of the columns."""
    marks = (source[piece.start - 1 : piece.start] + source[piece.end : piece.end + 1] for piece in line.pieces)
    return len(line.pieces) == columns and not any("+" in pair for pair in marks)


def _find_bounds(source: str, lines: Sequence[Line], block: RstBlock) -> list[int]:
    """Where the column borders are, counted from the table's left border.

    Borders with as many corners as the first are the same ones, if displaced. Others add corners: their table has
    cells that span columns or rows.
    """
    top = source[lines[block.first].start + block.indent : lines[block.first].end].rstrip()
    corners = _find_corners(top)
    usual, found = len(corners), set(corners)
    for line in lines[block.first + 1 : block.last]:
        start = line.start + block.indent
        if source.startswith(top, start) or not _has_border(source, start, line.end):
            continue
        text = source[start : line.end].rstrip()
        if not text.isascii() or len(text) != len(top) or (BORDER.fullmatch(text) and text.count("+") == usual):
            continue
        for match in _INNER_BORDER.finditer(text):
            if match.start() in found or match.end() - 1 in found:
                found.update(match.start() + corner for corner in _find_corners(match[0]))
    return sorted(found)


def _has_border(source: str, start: int, end: int) -> bool:
    return source.find("-+", start, end) >= 0 or source.find("=+", start, end) >= 0


def _find_corners(text: str) -> list[int]:
    return [i for i, char in enumerate(text) if char == "+"]


class _Splitter:
    """Splits the lines of one grid, the strict way first."""

    def __init__(self, source: str, bounds: list[int], indent: int, notices: list[Notice]) -> None:
        self.source = source
        self.bounds = bounds
        self.indent = indent
        self.notices = notices
        self.marks = itemgetter(*bounds)
        self.straight = ("|",) * len(bounds)
        self.rules: set[str] = set()  # the borders that have lined up: most lines of a long table are one of them

    def split_line(self, index: int, line: Line) -> GridLine:
        start = line.start + self.indent
        text = self.source[start : line.end].rstrip()
        if text in self.rules:
            return GridLine(index, (), rule=text[1])
        if text[:2] in ("+-", "+=") and BORDER.fullmatch(text) and text.count("+") == len(self.bounds):
            if _find_corners(text) == self.bounds:
                self.rules.add(text)
            else:
                self.notices.append(Notice(index + 1, "a border that does not line up with the table's first"))
            return GridLine(index, (), rule=text[1])
        borders = self._find_borders(text)
        if borders is None:
            return self._split_tolerantly(index, line)
        if "+" not in text and None not in borders:
            ends = enumerate(pairwise(cast("Sequence[int]", borders)))
            return GridLine(index, [Piece(index, i, i + 1, start + a + 1, start + b) for i, (a, b) in ends])
        return GridLine(index, list(self._split_pieces(index, text, start, borders)))

    def _find_borders(self, text: str) -> Sequence[int | None] | None:
        """Where in ``text`` each border is, None for one that a cell covers; None when the line does not line up.

        By display width first, as docutils counts; else by code points, as many editors pad.
        """
        if not text.isascii():
            found = self._match_borders(text, find_columns(text, self.bounds))
            if found is not None:
                return found
        if len(text) == self.bounds[-1] + 1 and self.marks(text) == self.straight:
            return self.bounds
        return self._match_borders(text, self.bounds)

    def _match_borders(self, text: str, bounds: Sequence[int]) -> list[int | None] | None:
        found = [at if text[at : at + 1] in ("|", "+") and at < len(text) else None for at in bounds]
        lines_up = found[0] == 0 and found[-1] == len(text) - 1
        return found if lines_up and self._is_plausible(text, found) else None

    def _is_plausible(self, text: str, found: Sequence[int | None]) -> bool:
        """Whether borders that are missing are covered by a wide cell and not just displaced."""
        if None not in found:
            return True
        return len(_SPACED_PIPE.findall(text)) < len(self.bounds)

    def _split_pieces(self, index: int, text: str, start: int, borders: Sequence[int | None]) -> Iterator[Piece]:
        known = [(i, at) for i, at in enumerate(borders) if at is not None]
        for (first, left), (last, right) in pairwise(known):
            inner = set(text[left + 1 : right])
            is_border = text[left] == text[right] == "+" and inner in ({"-"}, {"="})
            yield Piece(index, first, last, start + left + 1, start + right, text[left + 1] if is_border else "")

    def _split_tolerantly(self, index: int, line: Line) -> GridLine:
        """Split at the pipes there are: those with space around them, else all."""
        text = self.source[line.start : line.end]
        start = line.start + len(text) - len(text.lstrip())
        text = text.strip()
        wanted = len(self.bounds) - 1
        spaced = _find_gaps(text, [match.start() for match in _SPACED_PIPE.finditer(text)])
        every = _find_gaps(text, [i for i, char in enumerate(text) if char == "|"])
        gaps = every if len(spaced) != wanted and len(every) == wanted else spaced
        is_misaligned = len(gaps) != wanted
        fact = f"{len(gaps)} cells where the table has {wanted} columns"
        what = fact if is_misaligned else "borders that do not line up"
        self.notices.append(Notice(index + 1, f"{what}: split at the borders found"))
        pieces = [Piece(index, i, i + 1, start + a, start + b) for i, (a, b) in enumerate(gaps)]
        return GridLine(index, pieces, is_misaligned=is_misaligned)


def _find_gaps(text: str, pipes: list[int]) -> list[tuple[int, int]]:
    """The stretches between the pipes; the ends of the text stand in for a border that is missing there."""
    ends = [] if pipes and pipes[-1] == len(text) - 1 else [len(text)]
    starts = [] if pipes and pipes[0] == 0 else [-1]
    if starts and text[:1] in "|+":
        starts = [0]
    marks = [*starts, *pipes, *ends]
    return [(a + 1, b) for a, b in pairwise(marks)]


def _gather_rows(lines: Sequence[GridLine], notices: list[Notice]) -> tuple[list[list[GridCell]], int]:
    """The cells in rows, and how many rows are head."""
    rows: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    head = 0
    fresh = True
    for line in lines:
        if border := line.border:
            fresh = True
            open_cells = {}
            if border == "=" and head:
                notices.append(Notice(line.at + 1, "a second border of ="))
            elif border == "=":
                head = len(rows)
        elif fresh and not open_cells and not any(piece.fill for piece in line.pieces):
            fresh = False
            rows.append([[piece] for piece in line.pieces])
            open_cells = {cell[0].first: cell for cell in rows[-1]}
        else:
            fresh = _add_mixed_line(line, rows, open_cells, fresh)
    return rows, head


def _add_mixed_line(line: GridLine, rows: list[list[GridCell]], open_cells: dict[int, GridCell], fresh: bool) -> bool:
    """Add a line that goes on with cells or ends some of them; true when the next line begins a row."""
    borders = [piece for piece in line.pieces if piece.fill]
    for border in borders:
        for column in range(border.first, border.last):
            open_cells.pop(column, None)
    fresh = fresh or bool(borders)
    for piece in line.pieces:
        if not piece.fill and piece.first in open_cells:
            open_cells[piece.first].append(piece)
        elif not piece.fill:
            if fresh or not rows:
                rows.append([])
                fresh = False
            open_cells[piece.first] = [piece]
            rows[-1].append(open_cells[piece.first])
    return fresh


def _find_row_spans(grid: Grid, lines: Sequence[Line], block: RstBlock, firsts: Sequence[int]) -> list[RowSpan]:
    """The lines between two borders, for each row that begins at one of ``firsts``.

    Rows with a cell over several of them have no border from side to side between them: they share their lines.
    A border that lacks a corner fits only the rows beside it. These cannot be moved.
    """
    borders = [grid.lines[0], *(line for line in grid.lines[1:] if line.border)]
    ends = [*(line.at for line in borders), block.last]
    fits = [bool(line.rule) for line in borders]
    spans: list[RowSpan] = []
    for first in firsts:
        after = bisect(ends, first, hi=len(borders))
        span = Span(lines[ends[after - 1] + 1].start, lines[ends[after] - 1].end)
        is_movable = all(fits[after - 1 : after + 1])
        spans.append(RowSpan(span, Mobility.MOVABLE if is_movable else Mobility.BOUND))
    return spans
