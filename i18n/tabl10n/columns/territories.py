"""Whether a column names territories: by its cells alone, or by the territories of the keys beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from tabl10n import territories
from tabl10n.columns.headers import find_role_in_header
from tabl10n.columns.languages import guess_locales
from tabl10n.columns.model import Columns
from tabl10n.columns.tokens import TERRITORY_CODE, is_dash
from tabl10n.document import Role, Row, Table
from tabl10n.territories import Naming
from tabl10n.territories.openings import may_begin_with_territory

# The share of different cells from which a column is taken to name territories: a damaged copy keeps that many.
_MIN_NAMED_SHARE = 0.6
_MAX_ROWS = 400  # rows looked at: enough to know what a column holds
# The share of rows that must name a territory of their key in a column for it to be the one of territories: chance
# gives none, and nobody damages two names in three.
_MIN_KNOWN_SHARE = 0.3


def find_territory_column(table: Table) -> int | None:
    """The column of ``table`` that names territories, in whatever language they are.

    That is the one that plays the role, else the first that may play it and would in another language.
    """
    known = table.column_of(Role.TERRITORY)
    if known is not None:
        return known
    free = (
        at for at, column in enumerate(table.columns) if column.role is not Role.KEY and not find_role_in_header(column)
    )
    return next((at for at in free if are_territories(_list_different_texts(table, at), None)), None)


def _list_different_texts(table: Table, index: int) -> Sequence[str]:
    cells = (row.cells[index] for row in table.rows[:_MAX_ROWS] if index < len(row.cells))
    return sorted({cell.text for cell in cells if cell.text and not is_dash(cell.text)})


def are_territories(texts: Sequence[str], locale: str | None) -> bool:
    """Whether most of ``texts`` name territories, in one language.

    A column of codes alone holds keys, not names.
    """
    if sum(1 for text in texts if TERRITORY_CODE.fullmatch(text)) >= _MIN_NAMED_SHARE * len(texts):
        return False
    locales = (locale,) if locale else guess_locales(texts)
    return _is_true_of_most(texts, lambda text: may_begin_with_territory(text, locales)) and any(
        _is_true_of_most(texts, partial(_names_territories_only, locale=tag)) for tag in locales
    )


def _is_true_of_most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether something holds for most of ``texts``; given up as soon as too few are left, for most columns fail."""
    found = len(texts)
    for text in texts:
        found -= not holds(text)
        if found / len(texts) < _MIN_NAMED_SHARE:
            return False
    return bool(texts)


def _names_territories_only(text: str, locale: str) -> bool:
    return all(part.match for part in territories.split(text, locale))


def assign_known_territory(
    columns: Columns, rows: Sequence[tuple[Row, Collection[str]]], naming: Naming, locale: str
) -> Columns:
    """``columns`` with the territory column, also where so much of it is damaged that it cannot be told by itself.

    ``rows`` are the rows of the table whose keys are known, each with the codes of the territories that its key has:
    the column is the text that names most of these.
    """
    if columns.territory is not None or not any(codes for _, codes in rows):
        return columns
    shares = {index: _measure_known(index, columns, rows, naming, locale) for index in columns.texts}
    best = max(shares, key=lambda index: shares[index], default=None)
    if best is None or shares[best] < _MIN_KNOWN_SHARE:
        return columns
    return columns.with_territory(best, "names the territories of its rows' keys")


def _measure_known(
    index: int, columns: Columns, rows: Sequence[tuple[Row, Collection[str]]], naming: Naming, locale: str
) -> float:
    cells = ((columns.cell(row, index), codes) for row, codes in rows)
    named = ((naming.split(cell.text, locale), codes) for cell, codes in cells if cell)
    right = sum(1 for parts, codes in named if any(part.match and part.match.code in codes for part in parts))
    return right / len(rows) if rows else 0.0
