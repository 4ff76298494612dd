"""Which table of the source each table of a copy is a translation of, and which row each of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from tabl10n.document import Row, Table
from tabl10n.text.folding import fold_spaces

# What speaks for a pair of tables, in shares of one: keys that both list say most, then their headers and their size.
_KEYS, _WIDTH, _LENGTH, _HEADERS = 3.0, 1.0, 0.5, 1.0
# A pair below this is none: two tables of one size that share nothing.
_MIN_LIKENESS = 1.0


class _Profile(NamedTuple):
    """What two tables are compared by; ``keys`` are those that the table lists, as far as they are known."""

    keys: Set[str]
    headers: tuple[str, ...]
    length: int


def pair_tables(
    copy: Sequence[Table], copy_keys: Sequence[Set[str]], source: Sequence[Table], source_keys: Sequence[Set[str]]
) -> tuple[int | None, ...]:
    """For each table of the copy the index of its counterpart in the source, None where there is none.

    Counterparts stand in one order in both documents: of all ways to pair tables so, the one in which the pairs are
    most alike is taken. The keys of each table are given beside it, those of the copy as the alignment knows them.
    """
    ours = [_profile(table, keys) for table, keys in zip(copy, copy_keys, strict=True)]
    theirs = [_profile(table, keys) for table, keys in zip(source, source_keys, strict=True)]
    likeness = [[_compare(one, other) for other in theirs] for one in ours]
    return _best_in_order(likeness, len(theirs))


def _profile(table: Table, keys: Set[str]) -> _Profile:
    headers = tuple(fold_spaces(column.header.text) for column in table.columns)
    return _Profile(keys, headers, len(table.rows))


def _compare(one: _Profile, other: _Profile) -> float:
    """How alike two tables are; at most the sum of the weights."""
    shared = len(one.keys & other.keys) / max(min(len(one.keys), len(other.keys)), 1)
    width = 1.0 if len(one.headers) == len(other.headers) else 0.0
    length = (min(one.length, other.length) + 1) / (max(one.length, other.length) + 1)
    headers = sum(a == b != "" for a, b in zip(one.headers, other.headers, strict=False)) / max(len(one.headers), 1)
    return _KEYS * shared + _WIDTH * width + _LENGTH * length + _HEADERS * headers


def _best_in_order(likeness: Sequence[Sequence[float]], count: int) -> tuple[int | None, ...]:
    """The pairs of rows and columns of ``likeness``, both in rising order, whose sum is largest."""
    total = [[0.0] * (count + 1) for _ in range(len(likeness) + 1)]
    for i, row in enumerate(likeness):
        for j, value in enumerate(row):
            pair = total[i][j] + value if value >= _MIN_LIKENESS else 0.0
            total[i + 1][j + 1] = max(pair, total[i][j + 1], total[i + 1][j])
    found: list[int | None] = [None] * len(likeness)
    i, j = len(likeness), count
    while i and j:
        if total[i][j] == total[i - 1][j]:
            i -= 1
        elif total[i][j] == total[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found[i] = j
    return tuple(found)


def find_row(row: Row, position: float, candidates: Sequence[tuple[float, Row]]) -> Row | None:
    """Of several rows of the source the one that ``row`` of the copy says most of; the nearest of equals.

    Positions are shares of a table's length, 0 to 1.
    """

    def likeness(candidate: tuple[float, Row]) -> tuple[int, float]:
        return _equal_cells(row, candidate[1]), -abs(position - candidate[0])

    return max(candidates, key=likeness)[1] if candidates else None


def _equal_cells(one: Row, other: Row) -> int:
    pairs = zip(one.cells, other.cells, strict=False)
    return sum((a.text, a.link, a.image) == (b.text, b.link, b.image) for a, b in pairs)


def rows_by_key(table: Table, key: int) -> Mapping[str, Sequence[tuple[float, Row]]]:
    """The rows of each key of ``table``, whose key column is ``key``, with their positions from 0 to 1."""
    found: dict[str, list[tuple[float, Row]]] = {}
    for number, row in enumerate(table.rows):
        if key < len(row.cells) and row.cells[key].text:
            found.setdefault(row.cells[key].text.strip(), []).append((number / len(table.rows), row))
    return found
