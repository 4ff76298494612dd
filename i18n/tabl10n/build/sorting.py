"""The order of rows in a reader's language: by territory, name or key, as the locale's alphabet has it.

The order is ICU's, which is CLDR's collation: pinyin in ``zh_Hans``, strokes in ``zh_Hant``, å after z in Swedish. It
comes with DuckDB (the extra ``collation``), the one wheel for every platform that has ICU's collation in it; Babel has
no collation. Without DuckDB, letters are in Unicode's order, those with accents beside those without.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import chain, groupby
from typing import TYPE_CHECKING

from tabl10n.document import Document, Mobility, Role, Table
from tabl10n.errors import InputError
from tabl10n.nodes import Span
from tabl10n.project import SortBy
from tabl10n.territories import nearest_locale, parse_locale
from tabl10n.text.folding import fold_accents

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Order = tuple[int, ...]
"""The numbers of a table's rows, from 0, in the order that is asked for."""

# DuckDB calls its collations by language or by language and territory: these have another script than their language
# has there. CLDR gives Serbian in Latin letters the Croatian order.
_BY_SCRIPT = {"zh_Hant": "zh_tw", "zh_Hant_HK": "zh_hk", "zh_Hant_MO": "zh_mo", "sr_Latn": "hr"}


def has_icu() -> bool:
    """Whether DuckDB, and with it ICU's collation, is installed."""
    return find_spec("duckdb") is not None


def find_orders(document: Document, by: SortBy, locale: str) -> tuple[Order, ...]:
    """For each table of ``document``, whose columns must have their roles, the order of its rows in ``locale``.

    Rows that say the same keep their order, so that those of one territory stay together; rows without a text come
    last; rows that share a cell stay together, at the position of the first of them. A fixed row, as one that is a
    heading for those below it, parts the rows before it from those after it. A table without such a column keeps its
    order. Raises InputError where no table has one.
    """
    columns = [table.column_of(Role(by)) for table in document.tables]
    if all(column is None for column in columns):
        raise InputError(
            f"no column plays the role {by}", path=document.name, next_step="sort by another, or name it under roles"
        )
    texts = {
        text for table, column in zip(document.tables, columns, strict=True) for text in _list_texts(table, column)
    }
    keys = make_sort_keys(texts, locale)
    return tuple(_order_rows(table, column, keys) for table, column in zip(document.tables, columns, strict=True))


def make_sort_keys(texts: Iterable[str], locale: str) -> Mapping[str, tuple[str, ...]]:
    """A key for each text, such that comparing keys is comparing texts as readers of ``locale`` do.

    Texts that the locale does not tell apart ("a" with and without an invisible character) have different keys.
    """
    if not has_icu():
        return {text: (*_make_unicode_key(text), text) for text in texts}
    connection = _connect(os.getpid())
    query = "select word, icu_sort_key(word, ?) from (select unnest(?) as word)"
    found = connection.execute(query, [_find_collation(connection, locale), list(texts)]).fetchall()
    return {text: (key, text) for text, key in found}


@cache
def _connect(process: int) -> DuckDBPyConnection:  # noqa: ARG001 (one for each)
    """DuckDB, started once a process (it takes 20 ms); its threads do not follow into a process that is forked."""
    import duckdb

    return duckdb.connect(config={"threads": 1})


def _find_collation(connection: DuckDBPyConnection, locale: str) -> str:
    """DuckDB's name of the locale's collation; a language that CLDR has no order of its own for gets the root's."""
    tag = nearest_locale(parse_locale(locale))
    language, _, rest = tag.partition("_")
    known = {name for (name,) in connection.execute("select collname from pragma_collations()").fetchall()}
    regional = f"{language}_{rest.rpartition('_')[2]}".lower()
    return _BY_SCRIPT.get(tag) or (regional if regional in known else language)


def _make_unicode_key(text: str) -> tuple[str, str]:
    """Letters without case and accents first, accents second."""
    return fold_accents(text), unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def _order_rows(table: Table, column: int | None, keys: Mapping[str, tuple[str, ...]]) -> Order:
    """The order of the table's rows: each is sorted by the text of the first row with its span, or stays."""
    if column is None:
        return tuple(range(len(table.rows)))
    texts: dict[Span, str] = {}
    for row, text in zip(table.rows, _list_texts(table, column), strict=True):
        if row.mobility is not Mobility.FIXED:
            texts.setdefault(row.span, text)

    def rank(number: int) -> tuple[bool, tuple[str, ...]]:
        text = texts[table.rows[number].span]
        return not text, keys[text]

    parts = groupby(range(len(table.rows)), key=lambda number: table.rows[number].mobility is Mobility.FIXED)
    return tuple(chain.from_iterable(part if is_fixed else sorted(part, key=rank) for is_fixed, part in parts))


def _list_texts(table: Table, column: int | None) -> Iterable[str]:
    """The text of each row in the column; nothing where the table has none."""
    if column is None:
        return ()
    return (row.cells[column].text if column < len(row.cells) else "" for row in table.rows)
