"""How a document is to be rendered, and what makes it one that any format can render."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tabl10n.document import Block, Cell, Document
from tabl10n.errors import InputError
from tabl10n.formats.changes import make_cell_error
from tabl10n.nodes import BareAddress, Image, Inline, Link, Markup, Node, Span, Styled, Text, join_texts, walk

# Where a link may lead. Anything else, javascript: or data: above all, is refused: a page must be safe to open.
_SAFE = frozenset({"", "http", "https", "mailto", "ftp", "tel"})
# A browser leaves out white space and control characters before it looks for the scheme (URL Standard 4.4).
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_STEP = "write it without, or build the format of the source"


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a document is to be rendered.

    ``language``: its BCP 47 tag; ``rtl``: that is written from right to left; ``foreign``: the cells, headings and
    paragraphs that are in ``foreign_language`` instead, by their spans; ``page``: a whole HTML page, not a fragment;
    ``list_table``: a list-table in reStructuredText, not a grid; ``guard``: a CSV file in which no spreadsheet sees a
    formula.
    """

    language: str = ""
    rtl: bool = False
    foreign: frozenset[Span] = frozenset()
    foreign_language: str = ""
    page: bool = False
    list_table: bool = False
    guard: bool = False


def make_neutral(document: Document) -> Document:
    """``document`` with nodes that every format knows, and without what it says about itself above the page.

    Raises InputError for markup that other formats do not know, and for a link or an image that leads to anything but a
    web page, a mail address or a file.
    """

    def neutral(part: Cell | Block, nodes: Inline) -> Inline:
        try:
            found = simplify(nodes)
        except ValueError as error:
            raise _make_error(document, part, f"{error} cannot be written in other formats", _STEP) from error
        for node in walk(found):
            if isinstance(node, (Link, Image)) and not _is_safe(node.url):
                fact = f"the address {node.url!r} is not safe to open"
                raise _make_error(document, part, fact, "give it an https address")
        return found

    def neutral_cell(cell: Cell) -> Cell:
        nodes = neutral(cell, cell.nodes)
        return cell if nodes is cell.nodes else replace(cell, nodes=nodes)

    made = document.with_cells(neutral_cell)
    shown = (block for block in made.prose if block.kind != "metadata")
    prose = (replace(block, content=_show_label(document, block, neutral(block, block.nodes))) for block in shown)
    return replace(made, prose=tuple(prose))


def _show_label(document: Document, block: Block, nodes: Inline) -> Inline:
    """``nodes``, those of a footnote after its label: without that nobody would know which words it belongs to."""
    start = document.source.rfind("\n", 0, block.span.start) + 1
    label = document.source[start : block.span.start].strip().removeprefix(".. ")
    return tuple(join_texts([Text(f"{label} "), *nodes])) if block.kind == "footnote" and label else nodes


def simplify(nodes: Inline) -> Inline:
    """``nodes`` without what shows nothing, and with a link for each address among words.

    Raises ValueError, naming it, for markup that other formats do not know.
    """
    return nodes if len(nodes) == 1 and type(nodes[0]) is Text else tuple(_simplify(nodes))


def _make_error(document: Document, part: Cell | Block, fact: str, next_step: str) -> InputError:
    if isinstance(part, Cell):
        return make_cell_error(document, part, fact, next_step)
    return InputError(fact, path=document.name, line=part.line, next_step=next_step)


def _simplify(nodes: Inline) -> Iterator[Node]:
    return join_texts(node for old in nodes for node in _simplify_node(old))


def _simplify_node(node: Node) -> Inline:
    match node:
        case BareAddress(text):
            return (Link(text, (Text(text),)),)
        case Markup(source, _, name):
            if source.startswith("<!--"):
                return ()
            raise ValueError(name or source)
        case Styled(style, content):
            return (Styled(style, tuple(_simplify(content))),)
        case Link(url, content, title):
            _require_no_title(title)
            inside = tuple(_simplify(content))
            return (Link(url, inside),) if url else inside
        case Image(url, alt, title):
            _require_no_title(title)
            return (Image(url, alt),) if url or alt else ()
    return (node,)


def _require_no_title(title: str) -> None:
    if title:
        raise ValueError(f"the title {title!r} of a link or an image")


def _is_safe(url: str) -> bool:
    if url.startswith("https://"):
        return True
    found = _SCHEME.match(_IGNORED.sub("", url))
    return not found or found[1].lower() in _SAFE
