"""What the cells of a column hold, as shares of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tabl10n.columns.territories import are_territories
from tabl10n.columns.tokens import CODE, MAX_CODE_WORDS, TERRITORY_CODE, TOKEN, VERSION, is_dash, looks_like_code
from tabl10n.document import Cell, Table

MAX_ROWS = 400  # rows looked at: enough to know what a column holds, whatever the table's length


@dataclass(frozen=True, slots=True)
class ColumnStatistics:
    """What a column's cells hold, as shares of those that hold anything; a dash is nothing, unless all are dashes."""

    filled: float  # of all cells
    distinct: float
    text: float
    image: float
    token: float
    short: float
    address: float
    code: float
    marked: float  # what no ordinary word looks like
    coded: float  # such, and no code of a territory either
    version: float
    names_territories: bool  # most cells do
    repeats_one: bool  # one text in all cells


def measure_column(table: Table, index: int, locale: str | None) -> ColumnStatistics:
    """Measure the column ``index`` of ``table``, written in ``locale``, where that is known."""
    cells, filled = _filled_cells(table, index)
    texts = [cell.text for cell in cells if cell.text]
    distinct = sorted(set(texts))
    codes = frozenset(filter(looks_like_code, distinct))

    def share(holds: Callable[[Cell], object]) -> float:
        return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0

    return ColumnStatistics(
        filled=filled,
        distinct=_share_distinct(cells),
        text=share(lambda cell: cell.text),
        image=share(lambda cell: cell.image),
        token=share(lambda cell: TOKEN.fullmatch(cell.text)),
        short=share(lambda cell: cell.text and len(cell.text.split()) <= MAX_CODE_WORDS),
        address=share(lambda cell: cell.link and cell.link == cell.text),
        code=share(lambda cell: CODE.fullmatch(cell.text)),
        marked=share(lambda cell: cell.text in codes),
        coded=share(lambda cell: cell.text in codes and not TERRITORY_CODE.fullmatch(cell.text)),
        version=share(lambda cell: cell.text and VERSION.fullmatch(cell.text)),
        names_territories=are_territories(distinct, locale),
        repeats_one=len(texts) > 1 and len(distinct) == 1,
    )


def measure_texts(table: Table, index: int) -> tuple[float, float]:
    """Measure how many cells of the column are filled, and how many of the texts differ, as `ColumnStatistics` does."""
    cells, filled = _filled_cells(table, index)
    return filled, _share_distinct(cells)


def _filled_cells(table: Table, index: int) -> tuple[Sequence[Cell], float]:
    """The cells that hold anything, and their share of all."""
    rows = table.rows[:MAX_ROWS]
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    filled = [cell for cell in cells if cell.text or cell.image]
    filled = [cell for cell in filled if not is_dash(cell.text)] or filled
    return filled, len(filled) / len(rows) if rows else 0.0


def _share_distinct(cells: Sequence[Cell]) -> float:
    texts = [cell.text for cell in cells if cell.text]
    return len(set(texts)) / len(texts) if texts else 0.0
