"""Where each row of a table stands in the source: the lines that move when the rows get another order."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import Block
from tabl10n.formats.rst.grid import Grid
from tabl10n.model import Span

UNDERLINE = re.compile(r"-+(?: +-+)*\s*")
"""What may stand under a row of a simple table."""


def grid_extents(grid: Grid, lines: Sequence[Line], block: Block, firsts: Sequence[int]) -> list[Span | None]:
    """The lines between two borders, for each row that begins at one of ``firsts``.

    Rows with a cell over several of them have no border from side to side between them: they share their lines.
    A border that lacks a corner fits only the rows beside it. These cannot be moved, so their place is empty.
    """
    borders = [grid.lines[0], *(line for line in grid.lines[1:] if line.border)]
    places = [line.at for line in borders]
    ends = [*places, block.last]
    fits = [bool(line.rule) for line in borders]
    spans: list[Span | None] = []
    for first in firsts:
        after = bisect(places, first)
        span = Span(lines[ends[after - 1] + 1].start, lines[ends[after] - 1].end)
        spans.append(span if all(fits[after - 1 : after + 1]) else Span(span.start, span.start))
    return spans


def simple_extents(
    source: str, lines: Sequence[Line], block: Block, firsts: Sequence[int], columns: int
) -> list[Span | None]:
    """The lines from each of ``firsts`` to the next; a line under the row with a part for each column separates rows.

    A line with fewer parts makes cells one: over all columns the row is a heading, else it cannot be moved, for
    docutils reads an empty row between such a line and the table's last.
    """
    spans: list[Span | None] = []
    for first, end in pairwise([*firsts, block.last - 1]):
        parts = [_parts(source[line.start + block.indent : line.end]) for line in lines[first:end]]
        while parts[-1] in (0, columns) and len(parts) > 1:
            parts.pop()
        span = Span(lines[first].start, lines[first + len(parts) - 1].end)
        spans.append(span if parts[-1] is None else None if parts[-1] == 1 else Span(span.start, span.start))
    return spans


def list_extents(source: str, lines: Sequence[Line], block: Block, firsts: Sequence[int]) -> list[Span | None]:
    """The lines from each of ``firsts`` to the next, without blank ones at the end."""
    spans: list[Span | None] = []
    for first, end in pairwise([*firsts, block.last]):
        while not source[slice(*lines[end - 1])].strip():
            end -= 1
        spans.append(Span(lines[first].start, lines[end - 1].end))
    return spans


def _parts(text: str) -> int | None:
    """Of how many parts a line under a row is, 0 for a blank line; None for any other."""
    return len(text.split()) if UNDERLINE.fullmatch(text) or not text.strip() else None
