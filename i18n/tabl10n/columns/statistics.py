"""What the cells of a column hold, as shares of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

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
    is_price,
    looks_like_code,
)
from tabl10n.document import Table

MAX_ROWS = 400  # rows looked at: enough to know what a column holds, whatever the table's length

_VERSION = re.compile(r"v?\d+(?:\.\d+)+\+?")
_MIN_SPREAD = 2  # how many times as far as there are rows their numbers reach, unless they count the rows or the years


class ColumnStatistics(NamedTuple):
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
    price: float  # an amount of money
    identifier: float  # one token that is no plain word
    lowercase: float  # one token of small letters only: a word, an abbreviation or a name in code
    member: float  # one token, where some of them have letters and are no plain words: `ArcTo` shows what `Chord` is
    headed: float  # such a token, or a few words that begin with code, or with what their link names
    plain: float  # words as a sentence has them
    phrases: float  # nothing but words
    numbers: bool  # all cells are integers that differ, and do not merely count the rows
    names_territories: bool  # most cells do
    repeats_one: bool  # one text in all cells


class _CellParts(NamedTuple):
    """The parts of a cell: a cell makes them of its nodes each time that it is asked."""

    text: str
    link: str
    image: str


def measure_column(table: Table, index: int, locale: str | None) -> ColumnStatistics:
    """Measure the column ``index`` of ``table``, written in ``locale``, where that is known."""
    cells, filled = _find_filled_cells(table, index)
    counts = Counter(cells)
    texts = [cell.text for cell in cells if cell.text]
    distinct = sorted(set(texts))
    codes = frozenset(filter(looks_like_code, distinct))
    words = frozenset(text for text in distinct if is_plain_words(text) and not VERSION.fullmatch(text))
    tokens = frozenset(filter(TOKEN.fullmatch, distinct))
    identifiers = tokens - words
    has_names = any(any(map(str.isalpha, text)) for text in identifiers)

    def measure_share(holds: Callable[[_CellParts], object]) -> float:
        return sum(count for cell, count in counts.items() if holds(cell)) / len(cells) if cells else 0.0

    def measure_text_share(chosen: Iterable[str]) -> float:
        chosen = frozenset(chosen)
        return sum(text in chosen for text in texts) / len(cells) if cells else 0.0

    return ColumnStatistics(
        filled=filled,
        distinct=_measure_distinct(cells),
        text=measure_text_share(distinct),
        image=measure_share(lambda cell: cell.image),
        token=measure_text_share(tokens),
        short=measure_text_share(text for text in distinct if len(text.split()) <= MAX_CODE_WORDS),
        address=measure_share(lambda cell: cell.link and cell.link == cell.text),
        code=measure_text_share(filter(CODE.fullmatch, distinct)),
        marked=measure_text_share(codes),
        coded=measure_text_share(text for text in codes if not TERRITORY_CODE.fullmatch(text)),
        version=measure_text_share(filter(VERSION.fullmatch, distinct)),
        price=measure_text_share(filter(is_price, distinct)),
        identifier=measure_text_share(identifiers),
        lowercase=measure_text_share(text for text in tokens if text.isalpha() and text.islower()),
        member=measure_text_share(tokens) if has_names else 0.0,
        headed=measure_share(lambda cell: cell.text in identifiers or _is_known_by_first_word(cell)),
        plain=measure_text_share(words),
        phrases=measure_text_share(filter(is_phrase, words)),
        numbers=_are_numbers(texts),
        names_territories=are_territories(distinct, locale),
        repeats_one=len(texts) > 1 and len(distinct) == 1,
    )


def _is_known_by_first_word(cell: _CellParts) -> bool:
    """Whether a cell is known by its first word: it is code beyond doubt, ends the cell's link, or has a version."""
    first, *others = cell.text.split(None, 1) or [""]
    if begins_with_code(cell.text) or (first != "" and _is_link_to_member(cell.link, first)):
        return True
    return bool(others and _VERSION.fullmatch(others[0])) and not is_plain_words(first)


def _is_link_to_member(link: str, name: str) -> bool:
    """Whether a link ends with ``name`` as a member of something: ``/api/Boats.Row``, ``#Boats::Row``."""
    return len(name) > 1 and link.endswith((f".{name}", f":{name}", f"_{name}"))


def _are_numbers(texts: Sequence[str]) -> bool:
    if len(texts) < 2 or len(set(texts)) < len(texts) or not all(map(is_integer, texts)):
        return False
    numbers = [int(text) for text in texts]
    return max(numbers) - min(numbers) >= _MIN_SPREAD * len(numbers)


def measure_texts(table: Table, index: int) -> tuple[float, float]:
    """Measure how many cells of the column are filled, and how many of the texts differ, as `ColumnStatistics` does."""
    cells, filled = _find_filled_cells(table, index)
    return filled, _measure_distinct(cells)


def _find_filled_cells(table: Table, index: int) -> tuple[Sequence[_CellParts], float]:
    """The cells that hold anything, and their share of all."""
    rows = table.rows[:MAX_ROWS]
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    parts = [_CellParts(cell.text, cell.link, cell.image) for cell in cells]
    filled = [cell for cell in parts if cell.text or cell.image]
    filled = [cell for cell in filled if not is_dash(cell.text)] or filled
    return filled, len(filled) / len(rows) if rows else 0.0


def _measure_distinct(cells: Sequence[_CellParts]) -> float:
    texts = [cell.text for cell in cells if cell.text]
    return len(set(texts)) / len(texts) if texts else 0.0
