"""Markdown made from what a document says, not from its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from tabl10n.document import Block, Cell, Container, Document, Table, Verbatim
from tabl10n.errors import InputError
from tabl10n.formats.changes import make_cell_error, require_writable, require_writable_block, require_writable_code
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
from tabl10n.formats.structure import Branch, Part, build_tree, indent, is_paragraph
from tabl10n.nodes import Break, Code, Image, Inline, Link, Markup, Node, Styled, Text, plain, to_parts

_STYLE_MARKS = {"emphasis": "*", "strong": "**", "deleted": "~~"}
_MIXED = "its markup would be read differently in Markdown"
# The kinds of alert that GitHub knows, by the type of a note that is more than a note.
_ALERTS = (
    dict.fromkeys("hint success tip".split(), "TIP")
    | dict.fromkeys("attention warning".split(), "WARNING")
    | dict.fromkeys("bug caution danger error failure".split(), "CAUTION")
    | {"important": "IMPORTANT"}
)
_LANGUAGE = re.compile(r"[\w.+#-]+")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\\|&`\x00-\x20]*")


def render(document: Document, options: Rendering) -> str:
    """``document`` as Markdown with GFM tables. Raises InputError for a cell that Markdown cannot represent."""
    return _BlockWriter(document, rtl=options.rtl).render_parts(build_tree(document)) + "\n"


class _BlockWriter:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, *, rtl: bool) -> None:
        self.document = document
        self.rtl = rtl

    def render_parts(self, parts: Sequence[Part]) -> str:
        """The source of ``parts``, an empty comment between two lists."""
        pieces: list[str] = []
        for part, before in zip(parts, [None, *parts], strict=False):
            pieces += [NOTHING] if _is_list(part) and before is not None and _is_list(before) else []
            pieces.append(self.render_part(part))
        return "\n\n".join(pieces)

    def render_part(self, part: Part) -> str:
        if isinstance(part, Table):
            return _render_table(self.document, part, rtl=self.rtl)
        if isinstance(part, Verbatim):
            return "***" if part.kind == "rule" else self.render_code(part)
        if isinstance(part, Branch):
            return self.render_branch(part.container, part.children)
        return self.render_label(part) if part.kind == "label" else _block(self.document, part)

    def render_branch(self, container: Container, children: Sequence[Part]) -> str:
        match container.kind:
            case "list":
                return self.render_list(container.number, children)
            case "definitions":
                return self.render_definitions(children)
            case "note":
                alert = f"[!{_ALERTS.get(container.name, 'NOTE')}]"
                return indent(f"{alert}\n{self.render_parts(children)}", "> ", "> ")
            case "quotation":
                return indent(self.render_parts(children), "> ", "> ")
        return self.render_parts(children)

    def render_list(self, number: int | None, children: Sequence[Part]) -> str:
        items: list[str] = []
        for at, child in enumerate(children):
            name, inside = (child.container.name, child.children) if isinstance(child, Branch) else ("", [child])
            mark = "- " if number is None else f"{number + at}. "
            box = f"[{name}] " if name and is_paragraph(inside[0]) else ""
            items.append(indent(box + self.render_parts(inside), mark, " " * len(mark)))
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def render_definitions(self, children: Sequence[Part]) -> str:
        """Terms, each with the definitions that follow it below; to most renderers they are paragraphs."""
        pieces: list[str] = []
        for part, before in zip(children, [None, *children], strict=False):
            if isinstance(part, Block):
                pieces.append(_block(self.document, part))
            elif isinstance(part, Branch):
                body = indent(self.render_parts(part.children), ": ", "  ")
                pieces.append(f"{pieces.pop()}\n{body}" if before is not None else body)
        return "\n\n".join(pieces)

    def render_label(self, label: Block) -> str:
        """A title, which GitHub has no markup for, as words that stand out, if they can."""
        strong = replace(label, kind="paragraph", content=(Styled("strong", label.nodes),))
        try:
            return _block(self.document, strong)
        except InputError:
            return _block(self.document, label)

    def render_code(self, code: Verbatim) -> str:
        require_writable_code(self.document, code)
        longest = max((len(run) for run in re.findall("`{3,}", code.text)), default=2)
        fence = "`" * (longest + 1)
        language = code.language if _LANGUAGE.fullmatch(code.language) else ""
        return f"{fence}{language}\n{code.text}\n{fence}"


def _is_list(part: Part) -> bool:
    return isinstance(part, Branch) and part.container.kind == "list"


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
    """An empty comment where emphasis that begins or ends in punctuation is beside a symbol: CommonMark 0.31 takes
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
    return "\\" + source if source.startswith(":") and not mark else mark + source
