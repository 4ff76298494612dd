"""The cells of a table in their rows, each with its lines, before any is read: what every kind of table comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tabl10n.document import Mobility, Notice
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.nodes import Span
from tabl10n.text.width import measure_char

NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Piece(NamedTuple):
    """What is between two borders of the line at index ``at``, padding included.

    It takes the columns from ``first`` to ``last`` (excluded). ``fill`` is the mark of a border, else ``""``.
    """

    at: int
    first: int
    last: int
    start: int
    end: int
    fill: str = ""


class GridLine(NamedTuple):
    """One line of the grid. ``rule`` is the mark of a border from side to side, which has no pieces.

    ``is_misaligned``: its pieces do not answer to the table's columns.
    """

    at: int
    pieces: Sequence[Piece]
    rule: str = ""
    is_misaligned: bool = False

    @property
    def border(self) -> str:
        """The mark of a border from side to side, one that cells span columns over and under included."""
        fill = self.pieces[0].fill if self.pieces else self.rule
        return fill if fill and all(piece.fill == fill for piece in self.pieces) else ""


class CellLines(NamedTuple):
    """The spans of a cell's lines and the index of the first line; the cell takes ``width`` columns.

    ``lefts`` is where the cell begins in each line, white space included.
    """

    spans: list[Span]
    at: int
    first: int
    width: int
    lefts: list[int]

    @property
    def is_empty(self) -> bool:
        """Whether the first line of the cell is empty."""
        return self.spans[0].start == self.spans[0].end

    def add(self, span: Span, left: int) -> None:
        """Add a line of the cell: its span, and where the cell begins in it."""
        self.spans.append(span)
        self.lefts.append(left)


class RowSpan(NamedTuple):
    """The span of a data row, and whether it may be moved."""

    span: Span
    mobility: Mobility = Mobility.MOVABLE


class CellGrid(NamedTuple):
    """A table before its cells are read. ``misaligned`` are the numbers of rows whose cells may not be the columns'."""

    columns: int
    head: list[list[CellLines]]
    rows: list[list[CellLines]]
    misaligned: frozenset[int]
    notices: list[Notice]
    row_spans: list[RowSpan]


def count_header_rows(rows: Sequence[object], head: int, block: RstBlock, notices: list[Notice]) -> int:
    """Count the rows of the header: ``head``, or where that is 0 the first, with a notice."""
    if rows and not head:
        notices.append(Notice(block.first + 1, "the table names no header row: its first row is read as the header"))
    return head or 1


def trim_piece(source: str, piece: Piece) -> Span:
    """Return the span of the piece's content without padding; an empty one is after its first space."""
    body = source[piece.start : piece.end].strip()
    if not body:
        middle = min(piece.start + 1, piece.end)
        return Span(middle, middle)
    start = source.find(body, piece.start)
    return Span(start, start + len(body))


def find_columns(text: str, columns: Sequence[int]) -> list[int]:
    """Find the index in ``text`` of the character that is displayed at each of ``columns`` (in order).

    A column inside a wide character has that character's index; a combining one belongs to the character before it.
    """
    odd = [(match.start(), measure_char(match[0])) for match in NOT_ASCII.finditer(text)]
    found: list[int] = []
    passed = shift = 0
    for column in columns:
        while passed < len(odd) and odd[passed][0] + shift < column + (odd[passed][1] == 0):
            shift += odd[passed][1] - 1
            passed += 1
        found.append(max(0, column - shift))
    return found
