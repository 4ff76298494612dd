"""Rendering a document as JSON: one line a row, so that a change of one row is a change of one line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from tabl10n.document import Block, Cell, Column, Document, Row, Table
from tabl10n.errors import InputError
from tabl10n.formats.left_out import is_flat
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Code, Image, Inline, Link, Markup, Node, Styled, Text, plain, to_parts

# A page that holds the file in a script element must not end there; two line separators end a line in old JavaScript.
_IN_SCRIPTS = {"</": "<\\/", "<!--": "\\u003c!--", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(document: Document, options: Rendering) -> str:
    """The headings, paragraphs and tables of ``document`` as JSON.

    Raises InputError where two columns have one name, or a row has too many cells.
    """
    blocks = [
        _render_table(document, block) if isinstance(block, Table) else _render_block(block)
        for block in document.blocks()
        if isinstance(block, Table) or is_flat(block)
    ]
    language = f'  "language": {_dump(options.language)},\n' if options.language else ""
    return f'{{\n  "version": 1,\n{language}  "content": [\n    {f",{chr(10)}    ".join(blocks)}\n  ]\n}}\n'


def escape(text: str) -> str:
    """The JSON string of ``text`` without its quotation marks."""
    return _dump(text)[1:-1]


def _dump(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    for mark, safe in _IN_SCRIPTS.items():
        if mark in written:
            written = written.replace(mark, safe)
    return written


def _render_block(block: Block) -> str:
    made: dict[str, object] = {"kind": "heading", "level": block.level} if block.level else {"kind": "paragraph"}
    nodes = block.nodes
    made["text"] = plain(nodes)
    if nodes and nodes != (Text(plain(nodes)),):
        made["inline"] = _describe_nodes(nodes)
    return _dump(made)


def _render_table(document: Document, table: Table) -> str:
    made = [_describe_column(column) for column in table.columns]
    headers = [str(column["text"]) for column in made]
    _require_names(document, table, headers)
    columns = ",\n      ".join(map(_dump, made))
    rows = ",\n      ".join(_dump(_describe_row(row, headers)) for row in table.rows)
    return f'{{"kind": "table", "columns": [\n      {columns}\n    ], "rows": [\n      {rows}\n    ]}}'


def _require_names(document: Document, table: Table, headers: Sequence[str]) -> None:
    header, count = Counter(headers).most_common(1)[0]
    if count > 1:
        raise InputError(
            f"{count} columns are called {header!r}: the fields of a JSON object have different names",
            path=document.name,
            line=table.line,
            next_step="rename one",
        )
    for row in table.rows:
        if len(row.cells) > len(table.columns):
            fact = f"the row has {len(row.cells)} cells, more than there are columns to name them"
            raise InputError(fact, path=document.name, line=row.line, next_step="correct the row")


def _describe_column(column: Column) -> Mapping[str, object]:
    described = dict(_describe_cell(column.header))
    described.setdefault("text", "")
    if column.is_inferred:
        described["role"] = str(column.role)
    if column.align:
        described["align"] = column.align
    return described


def _describe_row(row: Row, headers: Sequence[str]) -> Mapping[str, object]:
    return {header: _describe_cell(cell) for header, cell in zip(headers, row.cells, strict=False)}


def _describe_cell(cell: Cell) -> Mapping[str, object]:
    parts = to_parts(cell.nodes)
    if parts is not None:
        return {name: part for name, part in parts._asdict().items() if part}
    return {"text": plain(cell.nodes), "inline": _describe_nodes(cell.nodes)}


def _describe_node(node: Node) -> object:
    match node:
        case Text(text) | Markup(text):
            return text
        case Code(text):
            return {"code": text}
        case Styled(style, content):
            return {style: _describe_nodes(content)}
        case Link(url, content):
            return {"link": url, "content": _describe_nodes(content)}
        case Image(url, alt):
            return {"image": url, "alt": alt}
    return {"break": True}


def _describe_nodes(inline: Inline) -> list[object]:
    return [_describe_node(node) for node in inline]
