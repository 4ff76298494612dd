"""HTML made from what a document says: a fragment for a site, or a whole page.

A reader of any language, device and tool is served: the table says its language and direction, its header cells say
that they are, keys and names say that no machine is to translate them. In a right-to-left table a key is in an
isolate that runs from left to right, a name in one whose first letter decides, so that neither is mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_marks

from tabl10n.document import Block, Cell, Column, Document, Role, Row, Table, Verbatim
from tabl10n.formats.changes import require_writable, require_writable_block, require_writable_code
from tabl10n.formats.html import page
from tabl10n.formats.html.escape import escape, escape_between, escape_value, keep_edges
from tabl10n.formats.rendering import Rendering
from tabl10n.formats.structure import Branch, Part, build_tree, split_label
from tabl10n.nodes import Code, Image, Inline, Link, Markup, Node, Span, Styled, Text, plain

_TAGS = {"emphasis": "em", "strong": "strong", "deleted": "del"}
# What the last paragraph is put before: the end of a page, else of a part that this module has made.
_ENDS = ("</body>", "</div>\n")
# Blocks that are no paragraphs, as docutils tells them apart in HTML.
_CLASSES = {"label": ' class="rubric"', "caption": ' class="caption"'}
# The box before an item of a list of tasks, by what is in it.
_BOXES = {"x": '<input type="checkbox" disabled checked> ', " ": '<input type="checkbox" disabled> '}
_UNTRANSLATED = frozenset({Role.KEY, Role.NAME, Role.VERBATIM})
_NOT_MIRRORED = frozenset({Role.KEY, Role.VERBATIM})


def render(document: Document, options: Rendering) -> str:
    """``document`` as HTML. Raises InputError for a control character."""
    body = _BlockRenderer(document, options).render_parts(build_tree(document))
    if options.page:
        return page.render_page(body, escape(_find_title(document)), _format_language(options))
    # In a page that runs the other way, what stands out at the table's end could not be scrolled to.
    return f'<div class="tabl10n"{_format_language(options)} style="overflow-x: auto">\n{body}\n</div>\n'


def append_paragraph(text: str, inline: Inline) -> str:
    """``text`` with ``inline`` as a paragraph at the end of its body, else of the part that encloses its tables."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    end = next((end for end in _ENDS if end in text), "")
    above, _, below = text.rpartition(end) if end else (text, "", "")
    ending = "" if above.endswith(("\n", "\r")) else line_break
    return f"{above}{ending}<p>{_render_inline(inline)}</p>{line_break}{end}{below}"


def _format_language(options: Rendering) -> str:
    language = f' lang="{escape_value(options.language)}"' if options.language else ""
    return f'{language} dir="{"rtl" if options.rtl else "ltr"}"' if language else ""


def _format_foreign(span: Span, options: Rendering) -> str:
    """The language of what is not in the page's: a reader's voice and hyphens follow it (WCAG 3.1.2)."""
    return f' lang="{escape_value(options.foreign_language)}" dir="auto"' if span in options.foreign else ""


def _find_title(document: Document) -> str:
    titles = (plain(block.nodes) for block in document.prose if block.kind == "title")
    return next(titles, document.name)


class _BlockRenderer:
    """Renders the blocks of a document; a table is called what the heading above it says."""

    def __init__(self, document: Document, options: Rendering) -> None:
        self.document = document
        self.options = options
        self.heading = ""

    def render_parts(self, parts: Sequence[Part]) -> str:
        """The source of ``parts``, each in lines of its own."""
        return "\n".join(map(self.render_part, parts))

    def render_part(self, part: Part) -> str:
        if isinstance(part, Table):
            return _render_table(self.document, part, self.heading, self.options)
        if isinstance(part, Verbatim):
            return _render_verbatim(self.document, part)
        if isinstance(part, Branch):
            return self.render_branch(part)
        if part.level:
            self.heading = plain(part.nodes)
            return self.render_block(part, f"h{min(part.level, 6)}")
        return self.render_block(part, "p", _CLASSES.get(part.kind, ""))

    def render_block(self, block: Block, tag: str, attributes: str = "") -> str:
        require_writable_block(self.document, block)
        attributes += _format_foreign(block.span, self.options)
        return f"<{tag}{attributes}>{_render_inline(block.nodes)}</{tag}>"

    def render_branch(self, branch: Branch) -> str:
        container, children = branch.container, branch.children
        match container.kind:
            case "list" if container.number is not None:
                start = f' start="{container.number}"' if container.number != 1 else ""
                return f"<ol{start}>\n{self.render_parts(children)}\n</ol>"
            case "list":
                return f"<ul>\n{self.render_parts(children)}\n</ul>"
            case "item":
                return self.render_marked("li", children, _BOXES.get(container.name, ""))
            case "definition":
                return self.render_marked("dd", children)
            case "definitions":
                return f"<dl>\n{chr(10).join(map(self.render_definition, children))}\n</dl>"
            case "quotation":
                return f"<blockquote>\n{self.render_parts(children)}\n</blockquote>"
            case "note":
                return self.render_note(container.name, children)
            case "tab":
                return self.render_unfolding(children)

    def render_marked(self, tag: str, children: Sequence[Part], before: str = "") -> str:
        """An item or a definition: a paragraph that it begins with is written without tags of its own."""
        first = children[0]
        if not isinstance(first, Block) or first.level or first.kind in _CLASSES:
            return f"<{tag}>{before}\n{self.render_parts(children)}\n</{tag}>"
        require_writable_block(self.document, first)
        words = _render_inline(first.nodes)
        below = f"\n{self.render_parts(children[1:])}\n" if children[1:] else ""
        return f"<{tag}{_format_foreign(first.span, self.options)}>{before}{words}{below}</{tag}>"

    def render_definition(self, part: Part) -> str:
        return self.render_block(part, "dt") if isinstance(part, Block) else self.render_part(part)

    def render_note(self, name: str, children: Sequence[Part]) -> str:
        classes = "admonition" if name in ("", "admonition") else f"admonition {name}"
        label, children = split_label(children)
        title = self.render_block(label, "p", ' class="admonition-title"') + "\n" if label else ""
        return f'<div class="{escape_value(classes)}" role="note">\n{title}{self.render_parts(children)}\n</div>'

    def render_unfolding(self, children: Sequence[Part]) -> str:
        """What a tab holds, all of it to be seen, for there may be no script that changes tabs."""
        label, children = split_label(children)
        if label is None:
            return self.render_parts(children)
        return f"<details open>\n{self.render_block(label, 'summary')}\n{self.render_parts(children)}\n</details>"


def _render_verbatim(document: Document, verbatim: Verbatim) -> str:
    if verbatim.kind == "rule":
        return "<hr>"
    require_writable_code(document, verbatim)
    language = f' class="language-{escape_value(verbatim.language)}"' if verbatim.language else ""
    return f"<pre><code{language}>{escape_marks(verbatim.text, quote=False)}\n</code></pre>"


def _render_table(document: Document, table: Table, heading: str, options: Rendering) -> str:
    label = f' aria-label="{escape_value(heading)}"' if heading else ""
    header = "".join(_render_header(document, column, options) for column in table.columns)
    marks = [_make_marks(column, options) for column in table.columns]
    rows = "\n".join(_render_row(document, row, marks, options) for row in table.rows)
    return f"<table{label}>\n<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _render_header(document: Document, column: Column, options: Rendering) -> str:
    require_writable(document, column.header)
    attributes = _align(column) + _format_foreign(column.header.span, options)
    return f'<th scope="col"{attributes}>{_render_inline(column.header.nodes)}</th>'


def _make_marks(column: Column, options: Rendering) -> tuple[str, str, str]:
    """What is in the start tag of the column's cells, before their text and after it."""
    attributes = _align(column)
    if _is_untranslated(column):
        attributes += ' class="notranslate" translate="no"'
    return attributes, *(make_isolate(column) if options.rtl else ("", ""))


def make_isolate(column: Column) -> tuple[str, str]:
    """The tags around a cell of the column where the table runs from right to left; empty for words."""
    if not _is_untranslated(column):
        return "", ""
    return '<bdi dir="ltr">' if column.role in _NOT_MIRRORED else "<bdi>", "</bdi>"


def _is_untranslated(column: Column) -> bool:
    return column.is_inferred and column.role in _UNTRANSLATED


def _align(column: Column) -> str:
    side = {"left": "start", "right": "end"}.get(column.align, column.align)
    return f' style="text-align: {side}"' if side else ""


def _render_row(document: Document, row: Row, marks: list[tuple[str, str, str]], options: Rendering) -> str:
    further = [("", "", "")] * (len(row.cells) - len(marks))
    cells = (
        _render_cell(document, cell, attributes + _format_foreign(cell.span, options), before, after)
        for cell, (attributes, before, after) in zip(row.cells, [*marks, *further], strict=False)
    )
    return f"<tr>{''.join(cells) or '<td></td>'}</tr>"  # a row without a cell is none to a reader of HTML


def _render_cell(document: Document, cell: Cell, attributes: str, before: str, after: str) -> str:
    require_writable(document, cell)
    nodes = cell.nodes
    content = escape(nodes[0].text) if len(nodes) == 1 and isinstance(nodes[0], Text) else _render_inline(nodes)
    return f"<td{attributes}>{before}{content}{after}</td>" if content else f"<td{attributes}></td>"


def _render_inline(inline: Inline) -> str:
    return keep_edges("".join(map(_render_node, inline)))


def _render_node(node: Node) -> str:
    match node:
        case Text(text):
            return escape_between(text)
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Image(url, alt):
            return _render_image(url, alt)
        case Styled(style, content):
            return f"<{_TAGS[style]}>{_render_inline(content)}</{_TAGS[style]}>"
        case Link(url, content):
            return _render_link(url, _render_inline(content))
        case Markup(source):  # a document of another format may not bring markup with it
            return escape_between(source)
    return "<br>"


def _render_image(url: str, alt: str) -> str:
    return f'<img src="{escape_value(url)}" alt="{escape_value(alt)}" loading="lazy">'


def _render_link(url: str, content: str) -> str:
    return f'<a href="{escape_value(url)}">{content}</a>'
