"""Rows of a document's tables in another order: they move as they are, and what separates them stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from tabl10n.document import Cell, Document, Mobility, Row, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import TextEdit, apply
from tabl10n.nodes import Inline, Span


def reorder_rows(document: Document, orders: Sequence[Sequence[int]], read: Callable[[str, str], Document]) -> Document:
    """``document`` with the rows of each table in the order of ``orders`` (their numbers, from 0), read by ``read``.

    The rows move in its source byte for byte, those that share a cell together; columns keep their roles. Raises
    InputError, with its line, for a row that has no span of its own, or that would read differently in another one.
    """
    pairs = list(zip(document.tables, orders, strict=True))
    moves = [edit for table, order in pairs for edit in _make_moves(document, table, order)]
    try:
        done = read(apply(document.source, moves), document.name)
    except InputError as error:
        raise _make_error(document, document.tables[0]) from error
    if len(done.tables) != len(document.tables) or _list_oddities(done) != _list_oddities(document):
        raise _make_error(document, document.tables[0])
    tables = (_check_table(document, *pair, again) for pair, again in zip(pairs, done.tables, strict=True))
    return replace(done, tables=tuple(tables))


def _make_moves(document: Document, table: Table, order: Sequence[int]) -> Iterator[TextEdit]:
    """The text edits that write at the span of each row, or of the rows that share one, those that are to be there."""
    wanted = _list_spans(table.rows[number] for number in order)
    for target, (span, row) in zip(_list_spans(table.rows), wanted.items(), strict=True):
        if target == span:
            continue
        if row.mobility is Mobility.BOUND:
            raise _make_error(document, row)
        yield TextEdit(target, document.source[slice(*span)])


def _list_spans(rows: Iterable[Row]) -> dict[Span, Row]:
    """The spans of the rows that are not fixed, each with the first row that has it."""
    found: dict[Span, Row] = {}
    for row in rows:
        if row.mobility is not Mobility.FIXED:
            found.setdefault(row.span, row)
    return found


def _check_table(document: Document, table: Table, order: Sequence[int], again: Table) -> Table:
    """The table as read again, with its roles. Raises InputError where it does not say the same in the new order."""
    if [_get_content(column.header) for column in table.columns] != [
        _get_content(column.header) for column in again.columns
    ]:
        raise _make_error(document, table)
    wanted = [table.rows[number] for number in order]
    for old, new in zip_longest(wanted, again.rows):
        if not (old and new) or list(map(_get_content, old.cells)) != list(map(_get_content, new.cells)):
            raise _make_error(document, old or table)
    columns = zip(table.columns, again.columns, strict=True)
    return replace(again, columns=tuple(replace(new, known_role=old.known_role) for old, new in columns))


def _list_oddities(document: Document) -> list[str]:
    return sorted(notice.message for notice in document.notices)


def _get_content(cell: Cell) -> tuple[Inline, str]:
    return cell.nodes, cell.markup


def _make_error(document: Document, where: Table | Row) -> InputError:
    what = "row" if isinstance(where, Row) else "table"
    return InputError(
        f"this {what} cannot be sorted: in another order it would not read the same",
        path=document.name,
        line=where.line,
        next_step="give each row a beginning and an end of its own, or build without --sort",
    )
