"""A table in its rows, each cell where it stands, before any is read: what every kind of table comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tabl10n.formats.rst.blocks import Block
from tabl10n.model import Notice, Span


class Place(NamedTuple):
    """Where a cell stands: the spans of its lines and the first line's index; it takes ``width`` columns.

    ``lefts`` is where the cell begins in each line, white space included.
    """

    spans: list[Span]
    at: int
    first: int
    width: int
    lefts: list[int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the first line of the cell."""
        return self.spans[0].start == self.spans[0].end

    def add(self, span: Span, left: int) -> None:
        """Add a line of the cell: where that stands, and where the cell begins in it."""
        self.spans.append(span)
        self.lefts.append(left)


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


def head_of(rows: Sequence[object], head: int, block: Block, notices: list[Notice]) -> int:
    """How many of the ``rows`` are the header: ``head``, or where that is 0 the first, with a notice."""
    if rows and not head:
        notices.append(Notice(block.first + 1, "the table names no header row: its first row is read as the header"))
    return head or 1
