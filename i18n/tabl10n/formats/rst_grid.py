"""Splitting a grid table into cells, also where its lines do not line up.

docutils yields no table at all when one line is a character too wide. Here such a line is split by the borders it
has, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining

from tabl10n.formats.layout import char_width
from tabl10n.formats.lines import Line
from tabl10n.formats.rst_blocks import BORDER, Block
from tabl10n.model import Notice, Span

_INNER_BORDER = re.compile(r"\+(?:[-=]+\+)+")
_SPACED_PIPE = re.compile(r"(?<!\S)\|(?!\S)")


class Piece(NamedTuple):
    """What stands between two borders of one line, padding included: in columns ``first`` to ``last`` (excluded).

    ``fill`` is the border's mark where it is one, else ``""``.
    """

    first: int
    last: int
    start: int
    end: int
    fill: str = ""


class GridLine(NamedTuple):
    """One line of the grid. ``loose``: its pieces do not answer to the table's columns."""

    at: int
    pieces: tuple[Piece, ...]
    loose: bool = False


class GridCell(NamedTuple):
    """A cell: its first row and column, the column after its last, and its pieces from top to bottom."""

    row: int
    first: int
    last: int
    pieces: list[Piece]
    lines: list[int]


class Grid(NamedTuple):
    """A grid table in lines and in cells; ``head`` is the number of rows above the ``=`` border, 0 without one."""

    columns: int
    lines: list[GridLine]
    rows: list[list[GridCell]]
    head: int
    notices: list[Notice]


def split_grid(source: str, lines: Sequence[Line], block: Block) -> Grid:
    """The grid at ``block``. Every character that is not a border or padding is in one of its pieces."""
    notices: list[Notice] = []
    bounds = _bounds(source, lines, block)
    splitter = _Splitter(source, bounds, block.indent, notices)
    split = [
        splitter.line(index, lines[index])
        for index in range(block.first, block.last)
        if lines[index].start < lines[index].end and not source[lines[index].start : lines[index].end].isspace()
    ]
    rows, head = _rows(split, notices)
    if split and not all(piece.fill for piece in split[-1].pieces):
        notices.append(Notice(split[-1].at + 1, "the table has no border at its end"))
    return Grid(len(bounds) - 1, split, rows, head, sorted(notices, key=lambda notice: notice.line))


def trimmed(source: str, piece: Piece) -> Span:
    """The piece's content without padding; an empty one stands after its first space."""
    text = source[piece.start : piece.end]
    body = text.strip()
    if not body:
        middle = min(piece.start + 1, piece.end)
        return Span(middle, middle)
    start = piece.start + len(text) - len(text.lstrip())
    return Span(start, start + len(body))


def _bounds(source: str, lines: Sequence[Line], block: Block) -> list[int]:
    """Where the column borders stand, counted from the table's left border.

    Borders with as many corners as the first are the same ones, if displaced. Others add corners: their table has
    cells that span columns or rows.
    """
    top = source[lines[block.first].start + block.indent : lines[block.first].end].rstrip()
    corners = _corners(top)
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
                found.update(match.start() + corner for corner in _corners(match[0]))
    return sorted(found)


def _has_border(source: str, start: int, end: int) -> bool:
    return source.find("-+", start, end) >= 0 or source.find("=+", start, end) >= 0


def _corners(text: str) -> list[int]:
    return [i for i, char in enumerate(text) if char == "+"]


class _Splitter:
    """Splits the lines of one grid, the strict way first."""

    def __init__(self, source: str, bounds: list[int], indent: int, notices: list[Notice]) -> None:
        self.source = source
        self.bounds = bounds
        self.indent = indent
        self.notices = notices
        self.width = bounds[-1] + 1

    def line(self, index: int, line: Line) -> GridLine:
        text = self.source[line.start + self.indent : line.end].rstrip()
        start = line.start + self.indent
        if BORDER.fullmatch(text) and text.count("+") == len(self.bounds):
            return self._border(index, start, text)
        places = self._places(text)
        if places is not None:
            return GridLine(index, tuple(self._pieces(text, start, places)))
        return self._tolerant(index, line)

    def _border(self, index: int, start: int, text: str) -> GridLine:
        corners = _corners(text)
        if corners != self.bounds:
            self.notices.append(Notice(index + 1, "a border that does not line up with the table's first"))
        pairs = enumerate(pairwise(corners))
        return GridLine(index, tuple(Piece(i, i + 1, start + a + 1, start + b, text[a + 1]) for i, (a, b) in pairs))

    def _places(self, text: str) -> list[int | None] | None:
        """Where in ``text`` each border is, None for one that a cell covers; None when the line does not line up.

        By display width first, as docutils counts; else by code points, as many editors pad.
        """
        ways: list[Sequence[int | None]] = (
            [self.bounds] if text.isascii() else [by_width(text, self.bounds), self.bounds]
        )
        for way in ways:
            found = [
                at if at is not None and text[at : at + 1] in ("|", "+") and at < len(text) else None for at in way
            ]
            if found[0] == 0 and found[-1] == len(text) - 1 and self._holds(text, found):
                return found
        return None

    def _holds(self, text: str, found: list[int | None]) -> bool:
        """Whether borders that are missing are covered by a wide cell and not just displaced."""
        if None not in found:
            return True
        return len(_SPACED_PIPE.findall(text)) < len(self.bounds)

    def _pieces(self, text: str, start: int, places: list[int | None]) -> Iterator[Piece]:
        known = [(i, at) for i, at in enumerate(places) if at is not None]
        first, left = known[0]
        for last, right in known[1:]:
            inner = text[left + 1 : right]
            corners = text[left] == text[right] == "+"
            fill = inner[0] if corners and (set(inner) == {"-"} or set(inner) == {"="}) else ""
            yield Piece(first, last, start + left + 1, start + right, fill)
            first, left = last, right

    def _tolerant(self, index: int, line: Line) -> GridLine:
        """Split at the pipes there are: those with space around them, else all."""
        text = self.source[line.start : line.end]
        start = line.start + len(text) - len(text.lstrip())
        text = text.strip()
        wanted = len(self.bounds) - 1
        spaced = _gaps(text, [match.start() for match in _SPACED_PIPE.finditer(text)])
        every = _gaps(text, [i for i, char in enumerate(text) if char == "|"])
        gaps = every if len(spaced) != wanted and len(every) == wanted else spaced
        loose = len(gaps) != wanted
        what = f"{len(gaps)} cells where the table has {wanted} columns" if loose else "borders that do not line up"
        self.notices.append(Notice(index + 1, f"{what}: split at the borders found"))
        return GridLine(index, tuple(Piece(i, i + 1, start + a, start + b) for i, (a, b) in enumerate(gaps)), loose)


def _gaps(text: str, pipes: list[int]) -> list[tuple[int, int]]:
    """The stretches between the pipes; the ends of the text stand in for a border that is missing there."""
    ends = [] if pipes and pipes[-1] == len(text) - 1 else [len(text)]
    starts = [] if pipes and pipes[0] == 0 else [-1]
    if starts and text[:1] in "|+":
        starts = [0]
    marks = [*starts, *pipes, *ends]
    return [(a + 1, b) for a, b in pairwise(marks)]


def by_width(text: str, bounds: Sequence[int]) -> list[int | None]:
    """The index in ``text`` of the character that is displayed at each of ``bounds``."""
    shown: dict[int, int] = {}
    column = 0
    for index, char in enumerate(text):
        if not combining(char):
            shown[column] = index
        column += char_width(char)
    return [shown.get(bound) for bound in bounds]


def _rows(lines: Sequence[GridLine], notices: list[Notice]) -> tuple[list[list[GridCell]], int]:
    """The cells in rows, and how many rows are head."""
    rows: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    head = 0
    fresh = True
    for line in lines:
        borders = [piece for piece in line.pieces if piece.fill]
        if borders:
            fresh = True
            if borders[0].fill == "=" and len(borders) == len(line.pieces) and rows:
                if head:
                    notices.append(Notice(line.at + 1, "a second border of ="))
                head = head or len(rows)
            for border in borders:
                for column in range(border.first, border.last):
                    open_cells.pop(column, None)
        for piece in line.pieces:
            if piece.fill:
                continue
            if fresh:
                rows.append([])
                fresh = False
            _put(piece, line.at, rows, open_cells)
    return rows, head


def _put(piece: Piece, index: int, rows: list[list[GridCell]], open_cells: dict[int, GridCell]) -> None:
    cell = open_cells.get(piece.first)
    if cell is None:
        cell = GridCell(len(rows) - 1, piece.first, piece.last, [], [])
        open_cells[piece.first] = cell
        rows[-1].append(cell)
    cell.pieces.append(piece)
    cell.lines.append(index)
