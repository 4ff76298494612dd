"""Whether a column names territories: by its cells alone, or by the territories of the keys beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tabl10n import territories
from tabl10n.columns.languages import likely_locales
from tabl10n.columns.model import Columns
from tabl10n.columns.tokens import TERRITORY_CODE
from tabl10n.document import Row
from tabl10n.territories import Naming

# The share of different cells from which a column is taken to name territories: a damaged copy keeps that many.
_MIN_NAMED = 0.6
# The share of rows that must name a territory of their key in a column for it to be the one of territories: chance
# gives none, and nobody damages two names in three.
_MIN_KNOWN = 0.3


def are_territories(texts: Sequence[str], locale: str | None) -> bool:
    """Whether most of ``texts`` name territories, in one language.

    A column of codes alone holds keys, not names.
    """
    if sum(1 for text in texts if TERRITORY_CODE.fullmatch(text)) >= _MIN_NAMED * len(texts):
        return False
    return any(_name_territories(texts, tag) for tag in ((locale,) if locale else likely_locales(texts)))


def _name_territories(texts: Sequence[str], locale: str) -> bool:
    """Whether most of ``texts`` do in ``locale``; given up as soon as too few are left, for most columns do not."""
    found = len(texts)
    for text in texts:
        found -= not _all_territories(text, locale)
        if found / len(texts) < _MIN_NAMED:
            return False
    return bool(texts)


def _all_territories(text: str, locale: str) -> bool:
    return all(part.match for part in territories.split(text, locale))


def with_known_territory(
    columns: Columns, rows: Sequence[tuple[Row, Collection[str]]], naming: Naming, locale: str
) -> Columns:
    """``columns`` with the territory column, also where so much of it is damaged that it cannot be told by itself.

    ``rows`` are the rows of the table whose keys are known, each with the codes of the territories that its key has:
    the column is the text that names most of these.
    """
    if columns.territory is not None:
        return columns
    shares = {index: _share_known(index, columns, rows, naming, locale) for index in columns.texts}
    best = max(shares, key=lambda index: shares[index], default=None)
    if best is None or shares[best] < _MIN_KNOWN:
        return columns
    return columns.with_territory(best, "names the territories of its rows' keys")


def _share_known(
    index: int, columns: Columns, rows: Sequence[tuple[Row, Collection[str]]], naming: Naming, locale: str
) -> float:
    cells = ((columns.cell(row, index), codes) for row, codes in rows)
    named = ((naming.split(cell.text, locale), codes) for cell, codes in cells if cell)
    right = sum(1 for parts, codes in named if any(part.match and part.match.code in codes for part in parts))
    return right / len(rows) if rows else 0.0
