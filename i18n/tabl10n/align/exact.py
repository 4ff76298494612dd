"""Rows that match exactly: they are taken out of long tables first, so that the model compares the others alone.

Two rows match exactly where two of their cells say what no other row of either table says, and none of their cells says
what another row alone does. In real pages that is so of most rows, and it costs a look at each cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tabl10n.align.parameters import BOUNDS, ROWS
from tabl10n.document import Row

_SEVERAL = -1  # in place of a row's number: several rows have it


def match_exactly(copy: Sequence[Row], source: Mapping[str, int]) -> dict[int, int]:
    """The rows of a copy that match a row of the source exactly, with the number of that row. ``source`` is the source
    by its values.
    """
    # What the source does not have points to no row, and a long table's values are many.
    kept = [[known for values in _list_values(row) if (known := [v for v in values if v in source])] for row in copy]
    by_value: dict[str, int] = {}
    for i, cells in enumerate(kept):
        _add_values(by_value, i, cells)
    found: dict[int, int] = {}
    for i, cells in enumerate(kept):
        pointing = [rows for values in cells if (rows := _find_rows(values, i, by_value, source))]
        rows = set().union(*pointing)
        if len(pointing) >= ROWS.min_exact_cells and len(rows) == 1:
            found[i] = rows.pop()
    return found


def _find_rows(values: Sequence[str], row: int, copy: Mapping[str, int], source: Mapping[str, int]) -> set[int]:
    """The rows of the source that a cell points to: by values that one row of each table has."""
    return {source[value] for value in values if copy.get(value) == row and source[value] != _SEVERAL}


def index_values(rows: Sequence[Row]) -> dict[str, int]:
    """The row that has each value, a negative number where several rows do."""
    found: dict[str, int] = {}
    for number, row in enumerate(rows):
        _add_values(found, number, _list_values(row))
    return found


def _add_values(into: dict[str, int], number: int, cells: Iterable[Iterable[str]]) -> None:
    for values in cells:
        for value in values:
            if into.setdefault(value, number) != number:
                into[value] = _SEVERAL


def _list_values(row: Row) -> Iterator[tuple[str, ...]]:
    """What each cell says that a translation may leave alone: its text, where it leads, what it shows."""
    for cell in row.cells[: BOUNDS.cells]:
        text, link, image = cell.text.strip(), cell.link, cell.image
        if link or image:
            yield tuple(value for value in (text, link, image) if len(value) >= ROWS.min_exact_characters)
        elif len(text) >= ROWS.min_exact_characters:
            yield (text,)
