"""Infer which column of a table is what: from the table alone, and again once its counterpart is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tabl10n.columns.model import Columns, InferredColumn
from tabl10n.columns.roles import infer_roles, tells_rows_apart
from tabl10n.columns.statistics import measure_texts
from tabl10n.document import Column, Document, Role, Table

if TYPE_CHECKING:
    from tabl10n.columns.assignment import SourceColumns


def infer_columns(
    table: Table,
    counterpart: SourceColumns | None = None,
    *,
    settings: Mapping[str, Role] | None = None,
    locale: str | None = None,
) -> Columns:
    """Infer what each column of ``table`` is, and which of them are the parts of an entry.

    Without ``counterpart`` the table speaks for itself; roles that its columns have already are kept. ``settings`` maps
    a header's text to its role and is taken as it is. ``locale`` is the language that the cells are written in, where
    that is known. With ``counterpart``, the columns of the table that this one is a translation of, each column is what
    the one that it translates is.
    """
    table = keep_whole_rows(table)
    known = all(column.is_inferred for column in table.columns)
    each = _keep_roles(table) if known else infer_roles(table, settings or {}, locale)
    # What follows is imported where it is used: most commands ask for the roles alone, and in most pages one table.
    from tabl10n.columns.parts import find_parts

    own = find_parts(table, each)
    if counterpart is None:
        return own
    from tabl10n.columns.assignment import assign_columns

    return assign_columns(table, own, [counterpart], locale or "en")


def infer_document(
    document: Document, settings: Mapping[str, Role] | None = None, locale: str | None = None
) -> Document:
    """``document`` with a role for each column of each table, as `infer_columns` finds it in the tables alone.

    Tables with the same headers agree. Roles that columns have already are inferred again: the cells may have changed.
    """
    return assign_roles(document, infer_tables(document, settings, locale))


def infer_tables(
    document: Document, settings: Mapping[str, Role] | None = None, locale: str | None = None
) -> list[tuple[InferredColumn, ...]]:
    """What each column of each table of ``document`` is, and why; tables with the same headers agree."""
    each = [infer_roles(keep_whole_rows(table), settings or {}, locale) for table in document.tables]
    if len(each) < 2:
        return each
    from tabl10n.columns.siblings import agree_among_siblings

    return agree_among_siblings(document.tables, each)


def assign_roles(document: Document, each: Sequence[Sequence[InferredColumn]]) -> Document:
    """``document`` with the roles that `infer_tables` found for each column of each table."""
    return replace(document, tables=tuple(map(_set_roles, document.tables, each)))


def _set_roles(table: Table, each: Sequence[InferredColumn]) -> Table:
    pairs = zip(table.columns, each, strict=True)
    return replace(table, columns=tuple(replace(column, known_role=inferred.role) for column, inferred in pairs))


def _keep_roles(table: Table) -> tuple[InferredColumn, ...]:
    return tuple(_keep_role(table, index, column) for index, column in enumerate(table.columns))


def _keep_role(table: Table, index: int, column: Column) -> InferredColumn:
    filled, distinct = measure_texts(table, index)
    return InferredColumn(column.role, tells_rows_apart(column.role, filled, distinct), "inferred before")


def keep_whole_rows(table: Table) -> Table:
    """``table`` without the rows of another length, whose cells may be in other columns; itself where most are so."""
    width = len(table.columns)
    whole = tuple(row for row in table.rows if len(row.cells) == width)
    return replace(table, rows=whole) if len(whole) < len(table.rows) <= 2 * len(whole) else table
