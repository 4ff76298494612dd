"""The tables, headings and paragraphs of an HTML page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from math import inf
from typing import NamedTuple

from tabl10n.formats.html.inline import Element, Leaf, inline, text_place
from tabl10n.formats.html.tables import OpenTable
from tabl10n.formats.inline import Inline, Parts, plain, to_parts
from tabl10n.formats.lines import split_lines
from tabl10n.formats.prose import with_kinds
from tabl10n.model import Cell, Document, Notice, Prose, Span, Table

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "title", "template", "noscript"})
_VOID = frozenset({"img", "br", "wbr", "hr", "meta", "link", "input", "col", "source"})
_SPACE = " \t\n\r\f"


class Page(NamedTuple):
    """A document as read; its ``others`` are lines and texts that stand in no heading, paragraph or table."""

    document: Document
    inlines: dict[Span, Inline]
    levels: dict[Span, int]
    others: list[tuple[int, str]]
    unknown: list[tuple[int, str]]


@dataclass
class _Block:
    """A heading, a paragraph or a cell that is being read; its content begins at ``start``."""

    kind: str
    start: int
    root: Element
    open: list[Element] = field(default_factory=list)


def read_page(text: str, name: str) -> Page:
    """Read the page ``text``."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.end_block(len(text))
    reader.end_table(len(text), is_closed=False)
    first = min((table.line for table in reader.tables), default=inf)
    document = Document(
        name, "html", text, tuple(reader.tables), with_kinds(reader.prose, first), tuple(reader.notices)
    )
    return Page(document, reader.inlines, reader.levels, reader.others, reader.unknown)


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.breaks = [0, *(i + 1 for i, char in enumerate(source) if char == "\n")]
        self.starts = [line.start for line in split_lines(source)]
        self.tables: list[Table] = []
        self.prose: list[Prose] = []
        self.notices: list[Notice] = []
        self.inlines: dict[Span, Inline] = {}
        self.levels: dict[Span, int] = {}
        self.others: list[tuple[int, str]] = []
        self.unknown: list[tuple[int, str]] = []
        self.block: _Block | None = None
        self.table: OpenTable | None = None
        self.silent = ""

    @property
    def at(self) -> int:
        """Where in the source the parser is."""
        line, column = self.getpos()
        return self.breaks[line - 1] + column

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at)

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = self.get_starttag_text() or ""
        end = self.at + len(source)
        if tag in _SILENT:
            self.silent = tag
        elif tag in _HEADINGS or (tag == "p" and not (self.block and self.block.kind in _CELLS)):
            self.end_block(self.at)
            self.block = _Block(tag, end, Element(""))
        elif tag in ("table", "thead", "tbody", "tfoot", "tr", *_CELLS):
            self.start_of_table(tag, dict(attrs), end)
        elif self.block:
            self.start_inline(Element(tag, dict(attrs), self.at, source))
        elif tag in ("img", "hr", "iframe", "svg", "object", "video", "audio", "input"):
            self.others.append((self.line(self.at), source))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def start_inline(self, element: Element) -> None:
        assert self.block
        (self.block.open or [self.block.root])[-1].children.append(element)
        if element.name not in _VOID:
            self.block.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif self.block and tag == self.block.kind:
            self.end_block(self.at)
        elif self.table and tag in ("table", "tr", "thead", "tbody", "tfoot"):
            self.end_of_table(tag)
        elif self.block and any(element.name == tag for element in self.block.open):
            while self.block.open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text(data, data, is_coded=False)

    def handle_charref(self, name: str) -> None:
        self.text(unescape(f"&#{name};"), f"&#{name}", is_coded=True)

    def handle_entityref(self, name: str) -> None:
        self.text(unescape(f"&{name};"), f"&{name}", is_coded=True)

    def text(self, said: str, written: str, *, is_coded: bool) -> None:
        if self.silent:
            return
        end = self.at + len(written)
        end += is_coded and self.source[end : end + 1] == ";"
        if self.block:
            leaf = Leaf(said, Span(self.at, end), is_coded)
            (self.block.open or [self.block.root])[-1].children.append(leaf)
        elif said.strip(_SPACE + "\ufeff"):
            begins = len(said) - len(said.lstrip(_SPACE))
            self.others.append((self.line(self.at + begins), said.strip()))

    # Tables

    def start_of_table(self, tag: str, attributes: dict[str, str | None], end: int) -> None:
        if tag == "table":
            self.end_block(self.at)
            self.end_table(self.at, is_closed=False)
            self.table = OpenTable(self.at, self.empty_cell)
        elif self.table is None:
            return
        elif tag in _CELLS:
            self.end_block(self.at)
            self.start_cell(tag, attributes, end)
        else:
            self.end_row(self.at)
            if tag == "tr":
                self.table.begin_row(self.at, self.line(self.at))
            else:
                self.table.enter(tag)

    def start_cell(self, tag: str, attributes: dict[str, str | None], end: int) -> None:
        assert self.table
        if self.table.row is None:
            self.table.begin_row(self.at, self.line(self.at), has_tag=False)
        for name in ("colspan", "rowspan"):
            if (attributes.get(name) or "1") != "1":
                self.notices.append(Notice(self.line(self.at), f"a cell with {name}: kept in its first place"))
        self.block = _Block(tag, end, Element("", attributes))

    def end_of_table(self, tag: str) -> None:
        assert self.table
        after = self.source.find(">", self.at) + 1
        if tag == "table":
            self.end_row(self.at)
            self.end_table(after)
        elif tag == "tr":
            self.end_block(self.at)
            self.end_row(after)
        else:
            self.end_row(self.at)
            self.table.enter("")

    def end_row(self, at: int, *, is_known: bool = True) -> None:
        """End the row that is open, if any; white space before ``at`` separates it from the next one."""
        self.end_block(at)
        if self.table and (row := self.table.row):
            start = row.place.start
            self.table.end_row(start + len(self.source[start:at].rstrip(_SPACE)), is_known=is_known)

    def end_table(self, at: int, *, is_closed: bool = True) -> None:
        """End the table that is open, if any; with another one inside, or at the file's end, it is not closed."""
        self.end_row(at, is_known=is_closed)
        table, self.table = self.table, None
        if table and (found := table.closed(at, self.line(table.start))):
            self.tables.append(found)

    # Blocks

    def end_block(self, at: int) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        raw = self.source[block.start : at]
        lead = len(raw) - len(raw.lstrip(_SPACE)) if raw.strip(_SPACE) else 0
        span = Span(block.start + lead, block.start + lead + len(raw.strip(_SPACE)))
        said = inline(block.root)
        if unknown := block.root.unknown():
            self.unknown.append((self.line(span.start), unknown))
        if block.kind in _CELLS:
            self.add_cell(block, span, said)
        else:
            self.add_prose(block.kind, span, said)

    def add_prose(self, kind: str, span: Span, said: Inline) -> None:
        text = " ".join(self.source[span.start : span.end].split())
        self.inlines[span] = said
        if kind in _HEADINGS:
            self.levels[span] = int(kind[1])
        self.prose.append(Prose("heading" if kind in _HEADINGS else "paragraph", text, self.line(span.start), span))

    def add_cell(self, block: _Block, span: Span, said: Inline) -> None:
        if self.table is None or self.table.row is None:
            return
        parts = to_parts(said)
        if parts is None:
            self.inlines[span] = said
        cell = _cell(block.root, self.source, span, *self.place(span.start), said, parts)
        self.table.add(cell, block.root.attributes, is_header=block.kind == "th")

    def empty_cell(self, at: int) -> Cell:
        return Cell("", *self.place(at), Span(at, at))

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of ``at``, from 1."""
        line = self.line(at)
        return line, at - self.starts[line - 1] + 1


def _cell(root: Element, source: str, span: Span, line: int, column: int, said: Inline, parts: Parts | None) -> Cell:
    link, image = next(root.elements("a"), None), next(root.elements("img"), None)
    known = parts or Parts(
        plain(said),
        (link.attributes.get("href") or "") if link else "",
        (image.attributes.get("src") or "") if image else "",
        (image.attributes.get("alt") or "") if image else "",
    )
    return Cell(
        known.text,
        line,
        column,
        span,
        *known[1:],
        text_span=(text_place(root, source) or (span if not root.children else None)) if parts else None,
        link_span=link.place("href") if link else None,
        image_span=image.place("src") if image else None,
        alt_span=image.place("alt") if image else None,
        markup="" if parts else source[span.start : span.end],
    )
