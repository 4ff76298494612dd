"""Which column of the source each column of a copy's table is: whether one was lost, moved, or slipped by a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from tabl10n.audit.pairs import PairedTable, is_filled
from tabl10n.document import Cell, Row

_MAX_COMPARED_ROWS = 60  # compared: what a column is shows in fewer
_MAX_COMPARED_COLUMNS = 24  # compared with one another; the orders grow with their square
_MIN_COMPARED_ROWS = 2  # that must be compared before a column is found to be another one
_MIN_MARGIN = 6.0  # by which another order of the columns must be likelier than the source's
_MIN_MARGIN_PER_ROW = 0.6
_MIN_MEAN_CELL_WEIGHT = -0.5  # what the cells of rows that belong together say for that, on an average
_MIN_OWN_COLUMN_WEIGHT = 0.5  # from which on a column is taken to be its own without a look at the others
_MIN_ROWS_OF_SLIP = 3
_MIN_SLIP, _MIN_SLIP_PER_ROW = 6.0, 1.0
_MIN_CELL_WEIGHT_AT_GAP = -2.0  # where the column's first or last cell is empty, and nowhere else in it
_SAME_REPETITION, _OTHER_REPETITION = 1.0, -0.5
_MIN_CELL_WEIGHT = -2.5  # what one cell may say against a column: damage comes in runs


class Slip(NamedTuple):
    """A column whose cells are in other rows: ``by`` 1 where they are one row lower than their own."""

    column: int
    by: int


class Arrangement:
    """The columns of a table of the copy, compared with those of its counterpart."""

    def __init__(self, pair: PairedTable) -> None:
        self.pair = pair
        self.width, self.source_width = len(pair.table.columns), len(pair.source.columns)
        every = max(len(pair.rows) // _MAX_COMPARED_ROWS, 1)
        self.rows: Sequence[tuple[Row, Row]] = pair.rows[::every][:_MAX_COMPARED_ROWS]
        self.is_comparable = (
            len(self.rows) >= _MIN_COMPARED_ROWS and max(self.width, self.source_width) <= _MAX_COMPARED_COLUMNS
        )

    # Lost and moved columns

    @cached_property
    def lost(self) -> Sequence[int]:
        """The columns of the source that a narrower copy lacks, in order; none where it is not sure which."""
        count = self.source_width - self.width
        if not self.is_comparable or count < 1:
            return ()
        orders = (
            (sum(self._scores[own][at] for own, at in enumerate(kept)), kept)
            for kept in combinations(range(self.source_width), self.width)
        )
        ranked = sorted(orders, reverse=True)[:2] if count <= 2 else []
        if not ranked or (len(ranked) > 1 and not self._is_clear(ranked[0][0] - ranked[1][0])):
            return ()
        return [at for at in range(self.source_width) if at not in ranked[0][1]]

    @cached_property
    def moved(self) -> Sequence[tuple[int, int]]:
        """The columns of the copy that are another one of the source, each with that one."""
        if not self.is_comparable or self.width != self.source_width or len(self._doubtful) < 2:
            return ()
        in_place = self._measure(range(self.width))
        best = max(_list_orders(self.width), key=self._measure, default=None)
        if best is None or not self._is_clear(self._measure(best) - in_place):
            return ()
        if self._measure(best) < _MIN_MEAN_CELL_WEIGHT * len(self.rows) * self.width:
            return ()  # these are other rows
        moved = [(own, at) for own, at in enumerate(best) if own != at]
        return moved if all(self._scores[own][at] > self._scores[own][own] for own, at in moved) else ()

    def _measure(self, order: Sequence[int]) -> float:
        return sum(self._scores[own][at] for own, at in enumerate(order))

    def _is_clear(self, margin: float) -> bool:
        return margin >= max(_MIN_MARGIN, _MIN_MARGIN_PER_ROW * len(self.rows))

    @cached_property
    def _doubtful(self) -> Sequence[int]:
        """The columns whose cells hardly agree with those of the source's column of the same number."""
        least = _MIN_OWN_COLUMN_WEIGHT * len(self.rows)
        return [column for column in range(self.width) if self._compare(column, column) < least]

    @cached_property
    def _scores(self) -> Sequence[Sequence[float]]:
        """How likely each column of the copy is each of the source's."""
        return [[self._compare(own, at) for at in range(self.source_width)] for own in range(self.width)]

    def _compare(self, own: int, at: int) -> float:
        cells = [(row.cells[own], source.cells[at]) for row, source in self.rows]
        score = sum(max(self.pair.comparer.compare(*pair), _MIN_CELL_WEIGHT) for pair in cells)
        for (one, first), (two, second) in pairwise(cells):
            repeats = first.text == second.text != ""
            if repeats or (one.text == two.text != ""):
                score += _SAME_REPETITION if repeats and one.text == two.text else _OTHER_REPETITION
        return score

    # Columns that slipped

    @cached_property
    def slips(self) -> Sequence[Slip]:
        """The columns whose cells are one row higher or lower than the rest of their rows."""
        if not self.is_comparable or self.width != self.source_width or self.moved:
            return ()
        found = list(self._find_slips())
        slipped = {slip.column for slip in found}
        if not found or len({slip.by for slip in found}) > 1:
            return found
        # Where the rows were paired by the column that slipped, the other columns seem to have slipped.
        gaps = [at for at in range(self.width) if self._find_gap(at)]
        if gaps and not slipped.intersection(gaps):
            return [Slip(at, self._find_gap(at)) for at in gaps]
        others = [at for at in range(self.width) if at not in slipped]
        if not gaps and 0 < len(others) < len(found):
            return [Slip(at, -found[0].by) for at in others]
        return found

    def _find_slips(self) -> Iterator[Slip]:
        for column in range(self.width):
            gap = self._find_gap(column)
            if not gap and column not in self._doubtful:
                continue
            for by in (1, -1):
                margin, count = self._measure_slip(column, by)
                least = _MIN_CELL_WEIGHT_AT_GAP if gap == by else max(_MIN_SLIP, _MIN_SLIP_PER_ROW * count)
                if margin >= least and count >= (1 if gap == by else _MIN_ROWS_OF_SLIP):
                    yield Slip(column, by)

    def _measure_slip(self, column: int, by: int) -> tuple[float, int]:
        """How much likelier the column's cells are those of the rows above or below, and of how many rows."""
        pair, rows = self.pair, self.pair.table.rows
        beside = dict(pair.list_pairs())
        margin, count = 0.0, 0
        for own, at in beside.items():
            near = at - by
            if not 0 <= near < len(pair.source.rows) or beside.get(own - by) != near or count >= _MAX_COMPARED_ROWS:
                continue
            cell = _get_cell(rows[own], column)
            here, there = (_get_cell(pair.source.rows[row], column) for row in (at, near))
            if cell is None or _read(here) == _read(there):
                continue
            margin += pair.comparer.compare(cell, there) - pair.comparer.compare(cell, here)
            count += 1
        return margin, count

    def _find_gap(self, column: int) -> int:
        """1 where the first cell of the column is the only empty one, -1 where the last is; 0 where neither is, or the
        source has empty cells too.
        """
        cells = [_get_cell(row, column) for row in self.pair.table.rows if self.pair.is_whole(row)]
        if not all(is_filled(_get_cell(row, column)) for row in self.pair.source.rows):
            return 0
        empty = [at for at, cell in enumerate(cells) if not is_filled(cell)]
        if len(empty) != 1 or len(cells) < _MIN_ROWS_OF_SLIP:
            return 0
        return 1 if empty == [0] else -1 if empty == [len(cells) - 1] else 0


def _get_cell(row: Row, column: int) -> Cell | None:
    return row.cells[column] if column < len(row.cells) else None


def _read(cell: Cell | None) -> tuple[str, str, str] | None:
    return None if cell is None else (cell.text, cell.link, cell.image)


def _list_orders(width: int) -> Iterator[Sequence[int]]:
    """The orders of columns in which two were exchanged or one was moved."""
    for one in range(width):
        for other in range(width):
            if one < other:
                exchanged = list(range(width))
                exchanged[one], exchanged[other] = other, one
                yield exchanged
            if abs(one - other) > 1:
                moved = list(range(width))
                moved.insert(other, moved.pop(one))
                yield moved
