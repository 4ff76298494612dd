"""Markdown made from what a document says, not from its source."""

from __future__ import annotations

import re
from unicodedata import category

from tabl10n.document import Block, Cell, Document, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import make_cell_error, require_writable, require_writable_block
from tabl10n.formats.markdown.inline import (
    escape_address,
    escape_alt,
    escape_cell,
    escape_inline,
    keep_edges,
    put_before,
    read_inline,
)
from tabl10n.formats.markdown.markup import escape_as_block
from tabl10n.formats.markdown.tokens import NOTHING
from tabl10n.formats.markdown.writer import format_table, isolate_cells
from tabl10n.formats.rendering import Rendering, simplify
from tabl10n.nodes import Break, Code, Image, Inline, Link, Markup, Node, Styled, Text, plain, to_parts

_STYLE_MARKS = {"emphasis": "*", "strong": "**", "deleted": "~~"}
_MIXED = "its markup would be read differently in Markdown"
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\\|&`\x00-\x20]*")


def render(document: Document, options: Rendering) -> str:
    """``document`` as Markdown with GFM tables. Raises InputError for a cell that Markdown cannot represent."""
    blocks = (
        _render_table(document, part, rtl=options.rtl) if isinstance(part, Table) else _block(document, part)
        for part in document.blocks()
    )
    return "\n\n".join(blocks) + "\n"


def _render_table(document: Document, table: Table, *, rtl: bool) -> str:
    header = [_render_cell(document, column.header) for column in table.columns]
    rows = [[_render_cell(document, cell) for cell in row.cells] for row in table.rows]
    return "\n".join(format_table(table.columns, header, isolate_cells(rows, table) if rtl else rows))


def _render_cell(document: Document, cell: Cell) -> str:
    require_writable(document, cell)
    nodes = cell.nodes
    if not nodes or (len(nodes) == 1 and isinstance(nodes[0], Text)):
        return escape_cell(cell.text)
    source = render_inline(nodes, in_cell=True)
    if to_parts(nodes) is None and _read(source.replace("\\|", "|")) != nodes:
        raise make_cell_error(document, cell, _MIXED, "write its markup between spaces")
    return source


def _read(source: str) -> Inline:
    return simplify(read_inline(source, None, {}))


def render_inline(inline: Inline, *, in_cell: bool = False) -> str:
    """The Markdown of ``inline``, on one line in a cell."""
    return keep_edges(_render_nodes(inline, in_cell))


def _render_nodes(inline: Inline, in_cell: bool) -> str:
    source = ""
    for node, after in zip(reversed(inline), (None, *reversed(inline)), strict=False):
        written = _render_node(node, in_cell)
        source = _separate(node, after) + source
        source = (put_before(source, written) if isinstance(node, Text) else written) + source
    return source


def _separate(node: Node, after: Node | None) -> str:
    """An empty comment where emphasis that begins or ends in punctuation stands beside a symbol: CommonMark 0.31 takes
    that for punctuation too, GitHub does not and shows the marks.
    """
    match node, after:
        case (Text(text), Styled()):
            symbol, edge = text[-1:], plain((after,))[:1]
        case (Styled(), Text(text)):
            symbol, edge = text[:1], plain((node,))[-1:]
        case _:
            return ""
    is_apart = not symbol.isascii() and category(symbol)[0] == "S" and not edge.isalnum()  # "" is ASCII
    return NOTHING if is_apart else ""


def _render_node(node: Node, in_cell: bool) -> str:
    match node:
        case Text(text):
            return escape_inline(text)
        case Code(text):
            return _render_code(text.replace("|", "\\|") if in_cell else text)
        case Image(url, alt):
            return f"![{escape_alt(alt)}]({escape_address(url)})"
        case Break():
            return "<br>"
        case Markup(source):  # a document of another format may not bring markup with it
            return escape_inline(source)
        case Styled(style, content):
            return f"{_STYLE_MARKS[style]}{_render_nodes(content, in_cell)}{_STYLE_MARKS[style]}"
        case Link(url, (Text(text),)) if text == url and _AUTOLINK.fullmatch(url):
            return f"<{url}>"
        case Link(url, content):
            return f"[{render_inline(content, in_cell=in_cell)}]({escape_address(url)})"


def _render_code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    needs_padding = text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip())
    padding = " " if needs_padding else ""
    return fence + padding + text + padding + fence


def _block(document: Document, block: Block) -> str:
    require_writable_block(document, block)
    nodes = block.nodes
    mark = "#" * block.level
    mark = f"{mark} " if mark else ""
    source = escape_as_block(render_inline(nodes), mark)
    if source is None or _read(source) != nodes:
        fact = f"{source or plain(nodes)!r}: {_MIXED}"
        raise InputError(fact, path=document.name, line=block.line, next_step="write its markup between spaces")
    return mark + source
