"""Where each row of a table stands in the source: the lines that move when the rows get another order."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import pairwise

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.grid import Grid
from tabl10n.model import Span


def grid_extents(grid: Grid, lines: Sequence[Line], firsts: Sequence[int], last: int) -> list[Span]:
    """The lines between two borders, for each row that begins at one of ``firsts``; ``last`` is the table's end.

    Rows with a cell over several of them have no border from side to side between them: they share their lines.
    A border that lacks a corner fits only the rows beside it. These cannot be moved, so their place is empty.
    """
    borders = [grid.lines[0], *(line for line in grid.lines[1:] if line.border)]
    places = [line.at for line in borders]
    ends = [*places, last]
    fits = [bool(line.rule) for line in borders]
    spans: list[Span] = []
    for first in firsts:
        after = bisect(places, first)
        span = Span(lines[ends[after - 1] + 1].start, lines[ends[after] - 1].end)
        spans.append(span if all(fits[after - 1 : after + 1]) else Span(span.start, span.start))
    return spans


def line_extents(
    source: str, lines: Sequence[Line], firsts: Sequence[int], last: int, separates: Callable[[str], bool]
) -> list[Span]:
    """The lines from each of ``firsts`` to the next, ``last`` in the end, without those after it that separate rows."""
    spans: list[Span] = []
    for first, end in pairwise([*firsts, last]):
        while end - 1 > first and separates(source[slice(*lines[end - 1])]):
            end -= 1
        spans.append(Span(lines[first].start, lines[end - 1].end))
    return spans
