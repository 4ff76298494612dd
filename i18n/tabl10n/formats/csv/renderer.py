"""CSV made from what a document says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tabl10n.document import Cell, Document, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import make_cell_error, require_writable
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Code, Inline, Link, Node, Parts, Styled, Text, join_texts, plain, to_parts
from tabl10n.text.formulas import guard

IMAGE, LINK = " image", " link"
# What a reader would not take for a part of the value, or what would end it. A lone empty value would be an empty line.
_SPECIAL = re.compile(r'[",;\t\r\n]')


def render(document: Document, options: Rendering) -> str:
    """``document`` as CSV; with ``options.guard`` an apostrophe is before what a spreadsheet would calculate.

    Raises InputError where there is not one table, and for a cell that is more than one text or one image.
    """
    if len(document.tables) != 1:
        fact = f"{len(document.tables)} tables, and a CSV file holds one"
        line = document.tables[1].line if document.tables else None
        raise InputError(fact, path=document.name, line=line, next_step="build json, or split the document")
    value = guard if options.guard else str
    return "".join(_record(map(value, fields)) for fields in _list_records(document, document.tables[0]))


def quote(text: str) -> str:
    """The field that holds ``text``."""
    is_bare = text == text.strip() and not text.startswith("\ufeff") and not _SPECIAL.search(text)
    return text if is_bare else '"' + text.replace('"', '""') + '"'


def _record(fields: Iterator[str]) -> str:
    written = ",".join(map(quote, fields))
    return f"{written or chr(34) * 2}\n"


def _list_records(document: Document, table: Table) -> Iterator[Sequence[str]]:
    rows = [[_get_parts(document, cell) for cell in row.cells] for row in table.rows]
    width = len(table.columns)
    shown = [_list_suffixes([row[i] for row in rows if i < len(row)]) for i in range(width)]
    headers = [_render_header(document, column.header) for column in table.columns]
    fields = [
        [header, *(header + suffix for suffix in suffixes)] for header, suffixes in zip(headers, shown, strict=True)
    ]
    _require_clear(document, table, fields)
    yield [name for column in fields for name in column]
    for number, row in enumerate(rows):
        if len(row) > width and any(part.link or part.image for part in row[width:]):
            cell = table.rows[number].cells[width]
            raise make_cell_error(document, cell, "a link in a cell without a column", "correct the row")
        extra = [part.text for part in row[width:]]
        yield [
            value for part, suffixes in zip(row, shown, strict=False) for value in _list_values(part, suffixes)
        ] + extra


def _get_parts(document: Document, cell: Cell) -> Parts:
    require_writable(document, cell)
    parts = to_parts(cell.nodes) or to_parts(_make_plain(cell.nodes))
    if parts is None:
        fact = f"{plain(cell.nodes)!r} is more than one text or one image, and CSV cannot hold markup"
        raise make_cell_error(document, cell, fact, "build json or html")
    return parts


def _make_plain(nodes: Inline) -> Inline:
    """``nodes`` with code and words that stand out as text."""
    return tuple(join_texts(plain_node for node in nodes for plain_node in _make_node_plain(node)))


def _make_node_plain(node: Node) -> Inline:
    match node:
        case Code(text):
            return (Text(text),)
        case Styled(_, content):
            return _make_plain(content)
        case Link(url, content, title):
            return (Link(url, _make_plain(content), title),)
    return (node,)


def _render_header(document: Document, cell: Cell) -> str:
    parts = _get_parts(document, cell)
    if parts.link or parts.image:
        raise make_cell_error(document, cell, "a link or an image in a header, which CSV cannot hold", "build json")
    return parts.text


def _list_suffixes(column: Sequence[Parts]) -> list[str]:
    """The further columns that a column needs."""
    needs = {IMAGE: any(parts.image for parts in column), LINK: any(parts.link for parts in column)}
    return [suffix for suffix, is_needed in needs.items() if is_needed]


def _require_clear(document: Document, table: Table, fields: Sequence[Sequence[str]]) -> None:
    """Raise InputError where a column's own name would be read as the link or the image of the column before it."""
    for before, column, after in zip(table.columns, table.columns[1:], fields[1:], strict=False):
        if after[0] in (before.header.text + IMAGE, before.header.text + LINK):
            fact = f"it would be read as a part of the column {before.header.text!r}"
            raise make_cell_error(document, column.header, fact, "rename one of the two")


def _list_values(parts: Parts, suffixes: Sequence[str]) -> Iterator[str]:
    yield parts.alt if parts.image else parts.text
    for suffix in suffixes:
        yield parts.image if suffix == IMAGE else parts.link
