"""What happened to a row that has another number of cells than its table has columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from tabl10n.audit.pairs import PairedTable, is_filled
from tabl10n.document import Cell, Row

if TYPE_CHECKING:
    from tabl10n.audit.context import Context

_MIN_MARGIN = 1.0  # by which one reading of a row must be likelier than the next
_MIN_FIX_MARGIN = 4.0  # by which it must be for a fix
_MIN_CERTAIN_WEIGHT = 1.5  # what a cell must say for itself, to be where it belongs beyond doubt
_MIN_SPLIT_CHARACTERS = 8  # characters of a text that may have been split
_MAX_CELLS = 64  # of a row that is looked at: the readings are as many


class Damage(Enum):
    """What happened to a row: a cell of it was lost, added or split in two, or another row follows on its line."""

    LOST = auto()
    ADDED = auto()
    SPLIT = auto()
    JOINED = auto()


class RaggedRow(NamedTuple):
    """A row with its damage, and where that is: the index of the column that is lost, of the cell that was added, of
    the second half of one that was split, or of the first cell of the second row.

    ``is_clear`` is whether no other reading of the row is nearly as likely; ``second`` the row of the source that the
    second row on the line is, from 0. ``damage`` is None where it is not known.
    """

    table: int
    row: int
    damage: Damage | None = None
    at: int = 0
    is_clear: bool = False
    second: int | None = None


class _RowReading(NamedTuple):
    """One way to read a row, and how likely it makes it."""

    score: float
    damage: Damage
    at: int


def find_ragged_rows(context: Context) -> Mapping[tuple[int, int], RaggedRow]:
    """The rows of the copy with too many or too few cells, by the numbers of their table and of themselves, from 1."""
    found: dict[tuple[int, int], RaggedRow] = {}
    for number, table in enumerate(context.copy.tables, 1):
        pair = context.paired_tables.get(number)
        for own, row in enumerate(table.rows, 1):
            if len(row.cells) != len(table.columns):
                found[number, own] = _examine(pair, own - 1, row) if pair else RaggedRow(number, own)
    return found


def _examine(pair: PairedTable, own: int, row: Row) -> RaggedRow:
    """What happened to a row, if its counterpart tells."""
    nothing = RaggedRow(pair.number, own + 1)
    width = len(pair.table.columns)
    if width != len(pair.source.columns) or len(row.cells) > _MAX_CELLS:
        return nothing
    at = pair.sources[own]
    if len(row.cells) in (2 * width, 2 * width + 1):
        return _examine_joined(pair, own, row) or nothing
    if at is None or len(pair.source.rows[at].cells) != width:
        return nothing
    readings = sorted(_list_readings(pair, row.cells, pair.source.rows[at].cells), reverse=True, key=_get_score)
    if not readings or (len(readings) > 1 and readings[0].score < readings[1].score + _MIN_MARGIN):
        return nothing
    best, *others = readings
    is_clear = not others or best.score >= others[0].score + _MIN_FIX_MARGIN
    if best.damage is Damage.LOST:
        is_clear = is_clear and _are_certain(pair, row.cells, pair.source.rows[at].cells, best.at)
    elif best.damage is Damage.ADDED:
        is_clear = not is_filled(row.cells[best.at])
    return RaggedRow(pair.number, own + 1, best.damage, best.at, is_clear)


def _are_certain(pair: PairedTable, own: Sequence[Cell], source: Sequence[Cell], lost: int) -> bool:
    """Whether cells on both sides of the lost one, as far as there are any, certainly translate the source's."""
    weights = [pair.comparer.compare(*cells) for cells in zip(own, [*source[:lost], *source[lost + 1 :]], strict=True)]
    return all(
        max(side, default=_MIN_CERTAIN_WEIGHT) >= _MIN_CERTAIN_WEIGHT for side in (weights[:lost], weights[lost:])
    )


def _get_score(reading: _RowReading) -> float:
    return reading.score


def _list_readings(pair: PairedTable, own: Sequence[Cell], source: Sequence[Cell]) -> Iterator[_RowReading]:
    """The ways to read a row with one cell too few or too many."""
    compare = pair.comparer.compare
    if len(own) == len(source) - 1:
        for lost in range(len(source)):
            left = [*source[:lost], *source[lost + 1 :]]
            yield _RowReading(sum(map(compare, own, left)), Damage.LOST, lost)
    elif len(own) == len(source) + 1:
        for added in range(len(own)):
            left = [*own[:added], *own[added + 1 :]]
            # Of two empty cells beside each other either may be the added one: the last is.
            is_same = added + 1 < len(own) and not is_filled(own[added]) and not is_filled(own[added + 1])
            if not is_same:
                yield _RowReading(sum(map(compare, left, source)), Damage.ADDED, added)
        for split in range(1, len(own)):
            if own[split].text and own[split - 1].text and len(source[split - 1].text) >= _MIN_SPLIT_CHARACTERS:
                yield _RowReading(_measure_split(pair, own, source, split), Damage.SPLIT, split)


def _measure_split(pair: PairedTable, own: Sequence[Cell], source: Sequence[Cell], split: int) -> float:
    """How likely the cell before ``split`` and the one there are halves of one."""
    joined = pair.comparer.compare_joined(own[split - 1], own[split], source[split - 1])
    others = zip((*own[: split - 1], *own[split + 1 :]), (*source[: split - 1], *source[split:]), strict=True)
    return joined + sum(pair.comparer.compare(*cells) for cells in others)


def _examine_joined(pair: PairedTable, own: int, row: Row) -> RaggedRow | None:
    """The row as two on one line, where both are rows of the source that follow each other."""
    width = len(pair.table.columns)
    gap = len(row.cells) - 2 * width
    if gap and is_filled(row.cells[width]):
        return None
    halves = row.cells[:width], row.cells[width + gap :]
    scores = [
        (_measure(pair, halves[0], at) + _measure(pair, halves[1], at + 1), at)
        for at in range(len(pair.source.rows) - 1)
        if at not in pair.matched_rows or at + 1 not in pair.matched_rows
    ]
    if not scores:
        return None
    best, at = max(scores)
    others = [score for score, other in scores if other != at]
    is_clear = not others or best >= max(others) + _MIN_FIX_MARGIN
    return RaggedRow(pair.number, own + 1, Damage.JOINED, width + gap, is_clear, at + 1)


def _measure(pair: PairedTable, cells: Sequence[Cell], at: int) -> float:
    return sum(map(pair.comparer.compare, cells, pair.source.rows[at].cells))
