"""Where in a file something is: as line and column, from an offset in its text."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from tabl10n.formats.lines import split_lines
from tabl10n.nodes import Span


class Location(NamedTuple):
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


class Locations:
    """The locations in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [line.start for line in split_lines(text)]

    def locate(self, offset: int) -> Location:
        """The location of the character at ``offset``."""
        line = max(1, bisect_right(self._starts, offset))
        return Location(line, offset - self._starts[line - 1] + 1)

    def locate_span(self, span: Span) -> tuple[Location, Location]:
        """The location of the first character of ``span``, and that right behind its last."""
        return self.locate(span.start), self.locate(span.end)
