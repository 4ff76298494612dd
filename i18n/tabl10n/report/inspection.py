"""What a file holds, as ``tabl10n inspect`` says it: as text, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tabl10n import formats
from tabl10n.columns import InferredColumn
from tabl10n.document import Document, Role, Table
from tabl10n.report.contract import VERSION
from tabl10n.text.counting import format_count
from tabl10n.text.jsontext import format_json
from tabl10n.text.visible import defuse_commands, escape_hidden
from tabl10n.text.width import cut_to_width, pad

_REASON_INDENT = 24  # columns: a reason begins below the role that it is of
_MAX_NAMED_LINES = 8  # that are named of one kind
_MAX_SAMPLE_WIDTH = 30  # columns: the whole line fits a terminal of 80


def render_json(documents: Iterable[Document]) -> str:
    """The contract: ``version`` 2, an entry a document, ``keys`` the number of different keys written in a table."""
    return format_json({"version": VERSION, "documents": [_describe_document(document) for document in documents]})


def _describe_document(document: Document) -> dict[str, Any]:
    return {
        "document": document.name,
        "tables": [_describe_table(number, table) for number, table in enumerate(document.tables, 1)],
        "warnings": [f"line {notice.line}: {notice.message}" for notice in document.notices],
        "left_out": [{"line": one.line, "name": one.name} for one in formats.find_untranslatable(document)],
    }


def render_text(document: Document, each: Sequence[Sequence[InferredColumn]]) -> str:
    """The same for people: a paragraph a table, its columns with their roles, then what is odd.

    ``each`` says of each column of each table why it has its role.
    """
    return defuse_commands("\n".join(_render_lines(document, each)))


def _describe_table(number: int, table: Table) -> dict[str, Any]:
    return {
        "table": number,
        "line": table.line,
        "columns": [{"header": column.header.text, "role": column.role} for column in table.columns],
        "rows": len(table.rows),
        "keys": len(set(_list_texts(table, table.column_of(Role.KEY)))),
    }


def _list_texts(table: Table, index: int | None) -> list[str]:
    if index is None:
        return []
    return [row.cells[index].text for row in table.rows if index < len(row.cells) and row.cells[index].text]


def _render_lines(document: Document, each: Sequence[Sequence[InferredColumn]]) -> Iterator[str]:
    yield f"{escape_hidden(document.name)} ({document.format})"
    for number, (table, columns) in enumerate(zip(document.tables, each, strict=True), 1):
        facts = _describe_table(number, table)
        keys = format_count(facts["keys"], "key") if table.column_of(Role.KEY) is not None else "no key column"
        sizes = f"{format_count(facts['rows'], 'row')}, {keys}, {format_count(len(table.columns), 'column')}"
        yield ""
        yield f"table {number}, line {table.line}: {sizes}"
        yield from _render_columns(table, columns)
    yield from _render_left_out(document)
    yield from _render_notices(document)


def _render_notices(document: Document) -> Iterator[str]:
    """A line for each fact, at the first line that it is true of, with the others."""
    lines: dict[str, list[int]] = {}
    for notice in document.notices:
        lines.setdefault(notice.message, []).append(notice.line)
    for message, found in lines.items():
        first, *others = dict.fromkeys(found)
        also = f" (also {_list_lines(others)})" if others else ""
        yield escape_hidden(f"{document.name}:{first}: warning: {message}{also}")


def _list_lines(lines: Sequence[int]) -> str:
    """Lines in words, the first of many: "line 3", "lines 3, 4 and 2 more"."""
    first = ", ".join(map(str, lines[:_MAX_NAMED_LINES]))
    more = f" and {len(lines) - _MAX_NAMED_LINES} more" if len(lines) > _MAX_NAMED_LINES else ""
    return f"line {first}" if len(lines) == 1 else f"lines {first}{more}"


def _render_left_out(document: Document) -> Iterator[str]:
    """Say which words of the page are in no message, a line for each kind of what they are in."""
    lines: dict[str, list[int]] = {}
    for one in formats.find_untranslatable(document):
        lines.setdefault(one.name, []).append(one.line)
    if lines:
        yield ""
    for name, found in lines.items():
        yield f"not for translators, so that its words stay in the source's language: {name} ({_list_lines(found)})"


def _render_columns(table: Table, inferred: Sequence[InferredColumn]) -> Iterator[str]:
    for i, (column, why) in enumerate(zip(table.columns, inferred, strict=True)):
        texts = _list_texts(table, i)
        sample = next(iter(texts), next((row.cells[i].image for row in table.rows if i < len(row.cells)), ""))
        different = f"{len(set(texts))} different" if texts else "no text"
        header = escape_hidden(column.header.text) or "(no header)"
        shown = cut_to_width(escape_hidden(sample), _MAX_SAMPLE_WIDTH)
        line = f"  {pad(header, 20)}  {column.role:9}  {different:13}  {shown}"
        yield line.rstrip()
        yield f"{' ' * _REASON_INDENT}because {escape_hidden(why.reason)}"
