"""Sound grid tables whose cells go over several columns or rows, which docutils traces from corner to corner.

A mark in a cell's text is no border, wherever it is. A grid whose cells all have one column and one row needs none of
this: docutils would take ten times as long as ``grid_table`` and find the same cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import NOT_ASCII, GridLine, Piece, find_columns
from tabl10n.formats.rst.line_patterns import BORDER
from tabl10n.text.width import measure_char

MAX_TRACED_WIDTH = 2_000
"""The columns of the widest grid that docutils is asked to trace: it sorts all corners of a row again at each cell."""
MAX_STEPS_PER_CHARACTER = 10


class _Box(NamedTuple):
    """A cell: the lines and the columns of its borders."""

    top: int
    left: int
    bottom: int
    right: int


class _TracedColumns(NamedTuple):
    """A line as docutils counts: a character a column. ``is_displayed``: by display width, else by code points."""

    at: int
    start: int
    text: str
    columns: str
    is_displayed: bool

    def find(self, columns: Sequence[int]) -> Sequence[int]:
        """Find the index in the text of each of the columns."""
        return find_columns(self.text, columns) if self.is_displayed else columns


def trace_grid(source: str, lines: Sequence[Line], block: RstBlock) -> tuple[int, list[GridLine]] | None:
    """Return the number of columns and the lines of the grid at ``block``; None where docutils finds damage."""
    found = list(_align_columns(source, lines, block))
    boxes = None if None in found else _trace([line.columns for line in found if line])
    if not boxes:
        return None
    bounds = sorted({bound for box in boxes for bound in (box.left, box.right)})
    numbers = {bound: number for number, bound in enumerate(bounds)}
    borders: list[set[int]] = [set() for _ in found]  # the columns of the borders of each line
    contents: list[set[int]] = [set() for _ in found]  # those of them that have a cell's content at their right
    for box in boxes:
        for number in range(box.top, box.bottom + 1):
            borders[number].update((box.left, box.right))
        for number in range(box.top + 1, box.bottom):
            contents[number].add(box.left)
    traced = []
    for line, border, content in zip(filter(None, found), borders, contents, strict=True):
        is_rule = BORDER.fullmatch(line.text) and all(line.columns[bound] == "+" for bound in bounds)
        rule = line.text[1] if is_rule else ""
        pieces = [] if rule else list(_split(line, sorted(border), content, numbers))
        traced.append(GridLine(line.at, pieces, rule))
    return len(bounds) - 1, traced


def _split(line: _TracedColumns, border: Sequence[int], content: set[int], numbers: dict[int, int]) -> Iterator[Piece]:
    found = zip(border, line.find(border), strict=True)
    for (left, start), (right, end) in pairwise(found):
        fill = "" if left in content else line.text[start + 1]
        yield Piece(line.at, numbers[left], numbers[right], line.start + start + 1, line.start + end, fill)


def _align_columns(source: str, lines: Sequence[Line], block: RstBlock) -> Iterator[_TracedColumns | None]:
    """Yield the lines but blank ones; None for one that is not as wide as the first."""
    width = None
    for at in range(block.first, block.last):
        start, end = lines[at].start + block.indent, lines[at].end
        text = source[start:end].rstrip()
        if not source[lines[at].start : end].strip():
            continue
        width = width or len(text)
        marks = text.replace("=", "-") if BORDER.fullmatch(text) else text
        displayed = NOT_ASCII.sub(lambda char: "." * measure_char(char[0]), marks)
        is_displayed = len(displayed) == width
        columns = displayed if is_displayed else NOT_ASCII.sub(".", marks)
        yield _TracedColumns(at, start, text, columns, is_displayed) if len(columns) == width else None


def _trace(columns: list[str]) -> list[_Box]:
    """Trace the cells with docutils; none where it finds damage, or where that would take it too long."""
    if len(columns[0]) > MAX_TRACED_WIDTH:
        return []
    from docutils import DataError

    parser = _make_tracer()(columns)
    try:
        parser.parse_table()
    except (DataError, AssertionError):  # it asserts that no two cells cover each other
        return []
    return [_Box(*cell[:4]) for cell in parser.cells]


@cache
def _make_tracer() -> Any:
    from docutils.parsers.rst.tableparser import GridTableParser, TableMarkupError
    from docutils.statemachine import StringList

    class Lines(StringList):
        """Lines of which docutils takes out no cell's text, which would be half of its time."""

        def get_2D_block(self, *_: object) -> StringList:  # noqa: N802 - docutils' name
            return StringList()

    class Tracer(GridTableParser):
        """docutils' parser; it gives up where corners that belong to no cell make it look too long."""

        def __init__(self, columns: list[str]) -> None:
            self.steps = MAX_STEPS_PER_CHARACTER * len(columns) * len(columns[0])
            self.setup(Lines(columns, source=""))

        def _spend(self, steps: int) -> None:
            self.steps -= steps
            if self.steps < 0:
                raise TableMarkupError("too many corners")

        def scan_left(self, top: int, left: int, bottom: int, right: int) -> Any:
            self._spend(right - left)
            return super().scan_left(top, left, bottom, right)

        def scan_up(self, top: int, left: int, bottom: int, right: int) -> Any:
            self._spend(bottom - top)
            return super().scan_up(top, left, bottom, right)

    return Tracer
