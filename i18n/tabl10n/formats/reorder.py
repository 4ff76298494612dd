"""Rows of a document's tables in another order: their lines move as they are."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from tabl10n.errors import InputError
from tabl10n.formats.lines import Line, split_lines
from tabl10n.model import Cell, Document, Table


def reordered(document: Document, orders: Sequence[Sequence[int]], read: Callable[[str, str], Document]) -> Document:
    """``document`` with the rows of each table in the order of ``orders`` (their numbers, from 0), read by ``read``.

    The rows' lines move in its source byte for byte; columns keep their roles. Raises InputError for a table whose rows
    do not each have lines of their own, as where a cell stands over several rows, or where commas separate them (JSON).
    """
    lines = split_lines(document.source)
    numbers = list(range(len(lines)))
    for table, order in zip(document.tables, orders, strict=True):
        _move(lines, numbers, table, order)
    try:
        done = read(_joined(document.source, lines, numbers), document.name)
    except InputError as error:
        raise _refused(document, document.tables[0]) from error
    if len(done.tables) != len(document.tables) or _oddities(done) != _oddities(document):
        raise _refused(document, document.tables[0])
    return replace(
        done, tables=tuple(_checked(document, *both) for both in zip(document.tables, orders, done.tables, strict=True))
    )


def _checked(document: Document, table: Table, order: Sequence[int], again: Table) -> Table:
    """The table as read again, with its roles. Raises InputError where it does not say the same in the new order."""
    headers = [[_said(column.header) for column in one.columns] for one in (table, again)]
    rows = [[_said(cell) for cell in table.rows[number].cells] for number in order]
    if headers[0] != headers[1] or rows != [[_said(cell) for cell in row.cells] for row in again.rows]:
        raise _refused(document, table)
    columns = zip(table.columns, again.columns, strict=True)
    return replace(again, columns=tuple(replace(new, role=old.role) for old, new in columns))


def _move(lines: Sequence[Line], numbers: list[int], table: Table, order: Sequence[int]) -> None:
    """Move the lines of the table's rows in ``numbers``; a row has those up to the next, a border below it included."""
    end = bisect(lines, table.span.end, key=lambda line: line.start)
    starts = [*(row.line - 1 for row in table.rows), end]
    chunks = [range(first, last) for first, last in pairwise(starts)]
    numbers[starts[0] : end] = [number for place in order for number in chunks[place]]


def _joined(source: str, lines: Sequence[Line], numbers: Sequence[int]) -> str:
    """The source with its lines in the order of ``numbers``; line breaks stay where they are."""
    breaks = [source[line.end : after.start] for line, after in pairwise(lines)]
    ending = source[lines[-1].end :]
    texts = (source[slice(*lines[number])] for number in numbers)
    return "".join(part for pair in zip(texts, [*breaks, ending], strict=True) for part in pair)


def _oddities(document: Document) -> list[str]:
    return sorted(notice.message for notice in document.notices)


def _said(cell: Cell) -> tuple[str, str, str, str, str]:
    return cell.text, cell.link, cell.image, cell.alt, cell.markup


def _refused(document: Document, table: Table) -> InputError:
    return InputError(
        "the rows of this table cannot be sorted: they share cells or borders",
        path=document.name,
        line=table.line,
        next_step="give each row lines of its own, or build without --sort",
    )
