"""What the cells of a column hold, as shares of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tabl10n.columns.territories import are_territories
from tabl10n.columns.tokens import (
    CODE,
    MAX_CODE_WORDS,
    TERRITORY_CODE,
    TOKEN,
    VERSION,
    begins_with_code,
    is_dash,
    is_integer,
    is_phrase,
    is_plain_words,
    looks_like_code,
)
from tabl10n.document import Cell, Table

MAX_ROWS = 400  # rows looked at: enough to know what a column holds, whatever the table's length

_VERSION = re.compile(r"v?\d+(?:\.\d+)+\+?")
_MIN_SPREAD = 2  # how many times as far as there are rows their numbers reach, unless they count the rows or the years


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
    identifier: float  # one token that is no plain word
    lowercase: float  # one token of small letters only: a word, an abbreviation or a name in code
    member: float  # one token, where some of them have letters and are no plain words: `ArcTo` shows what `Chord` is
    headed: float  # such a token, or a few words that begin with code, or with what their link names
    plain: float  # words as a sentence has them
    phrases: float  # nothing but words
    numbers: bool  # all cells are integers that differ, and do not merely count the rows
    names_territories: bool  # most cells do
    repeats_one: bool  # one text in all cells


def measure_column(table: Table, index: int, locale: str | None) -> ColumnStatistics:
    """Measure the column ``index`` of ``table``, written in ``locale``, where that is known."""
    cells, filled = _filled_cells(table, index)
    texts = [cell.text for cell in cells if cell.text]
    distinct = sorted(set(texts))
    codes = frozenset(filter(looks_like_code, distinct))
    words = frozenset(text for text in distinct if is_plain_words(text) and not VERSION.fullmatch(text))

    def share(holds: Callable[[Cell], object]) -> float:
        return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0

    has_names = any(any(map(str.isalpha, text)) and text not in words and TOKEN.fullmatch(text) for text in distinct)
    return ColumnStatistics(
        filled=filled,
        distinct=_share_distinct(cells),
        text=share(lambda cell: cell.text),
        image=share(lambda cell: cell.image),
        token=share(_is_token),
        short=share(lambda cell: cell.text and len(cell.text.split()) <= MAX_CODE_WORDS),
        address=share(lambda cell: cell.link and cell.link == cell.text),
        code=share(lambda cell: CODE.fullmatch(cell.text)),
        marked=share(lambda cell: cell.text in codes),
        coded=share(lambda cell: cell.text in codes and not TERRITORY_CODE.fullmatch(cell.text)),
        version=share(lambda cell: cell.text and VERSION.fullmatch(cell.text)),
        identifier=share(lambda cell: _is_token(cell) and cell.text not in words),
        lowercase=share(lambda cell: cell.text.isalpha() and cell.text.islower()),
        member=share(_is_token) if has_names else 0.0,
        headed=share(lambda cell: (_is_token(cell) and cell.text not in words) or _begins_with_code(cell)),
        plain=share(lambda cell: cell.text in words),
        phrases=share(lambda cell: is_phrase(cell.text)),
        numbers=_are_numbers(texts),
        names_territories=are_territories(distinct, locale),
        repeats_one=len(texts) > 1 and len(distinct) == 1,
    )


def _is_token(cell: Cell) -> bool:
    return bool(TOKEN.fullmatch(cell.text))


def _begins_with_code(cell: Cell) -> bool:
    """Whether a cell is known by its first word: it is code beyond doubt, ends the cell's link, or has a version."""
    first, *others = cell.text.split(None, 1) or [""]
    if begins_with_code(cell.text) or (first != "" and _ends_with_member(cell.link, first)):
        return True
    return bool(others and _VERSION.fullmatch(others[0])) and not is_plain_words(first)


def _ends_with_member(link: str, name: str) -> bool:
    """Whether a link ends with ``name`` as a member of something: ``/api/Boats.Row``, ``#Boats::Row``."""
    return len(name) > 1 and link.endswith((f".{name}", f":{name}", f"_{name}"))


def _are_numbers(texts: Sequence[str]) -> bool:
    if len(texts) < 2 or len(set(texts)) < len(texts) or not all(map(is_integer, texts)):
        return False
    numbers = [int(text) for text in texts]
    return max(numbers) - min(numbers) >= _MIN_SPREAD * len(numbers)


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
