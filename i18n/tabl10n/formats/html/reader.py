"""The tables of an HTML page, and its other blocks: whatever has words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from tabl10n.document import Block, BlockKind, Cell, Document, Notice, Table, Verbatim
from tabl10n.errors import InputError
from tabl10n.formats.html.containers import OpenContainers
from tabl10n.formats.html.inline import OpenContent, is_one_of_each, read_element
from tabl10n.formats.html.tables import OpenTable
from tabl10n.formats.html.tokens import Attribute, Leaf, Tag, read_attributes, tokenize
from tabl10n.formats.left_out import LeftOut
from tabl10n.formats.lines import split_lines
from tabl10n.formats.prose import assign_kinds
from tabl10n.nodes import Span, Text, plain
from tabl10n.text.html import SILENT_ELEMENTS, decode

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
# Elements that are blocks, but for a heading and a paragraph; one that another block begins in ends there.
_KINDS: Mapping[str, BlockKind] = {
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quotation",
    "summary": "label",
}
# What holds blocks, and so is in none of these.
_HOLDERS = frozenset("ul ol dl div section article aside main nav header footer figure details pre form".split())
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
# What shows something without a text, and belongs in a cell, a heading or a paragraph.
_SHOWN = frozenset({"iframe", "svg", "object", "video", "audio", "input"})
# Blocks that only their class tells from paragraphs (docutils, Python-Markdown).
_CLASSES: Mapping[str, BlockKind] = {"admonition-title": "label", "rubric": "label", "caption": "caption"}
_BLOCKS = _HEADINGS | _CELLS | _KINDS.keys() | _HOLDERS | _ROWS | {"p"}
_SPACE = " \t\n\r\f"
# Cells that stand for the rest of others, beside one for each character of the page: no row is shorter than that. A
# page of 100 KB could have millions.
_MAX_EMPTY_CELLS = 10_000


@dataclass(slots=True)
class _OpenBlock:
    """A cell or another block that is being read; its content begins at ``start``.

    ``kind`` is the name of its element, ``block_kind`` what a `Block` of it is, if no heading and no paragraph.
    """

    kind: str
    start: int
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    content: OpenContent = field(default_factory=OpenContent)
    block_kind: BlockKind | None = None


@dataclass(slots=True)
class _OpenCode:
    """Lines of code that are being read; they begin at ``start``."""

    start: int
    texts: list[str] = field(default_factory=list)
    language: str = ""

    def start_tag(self, tag: Tag, source: str) -> None:
        """An element begins: a line break, or what says the language."""
        if tag.name == "br":
            self.texts.append("\n")
        elif tag.name == "code" and (found := read_attributes(tag, source).get("class")):
            languages = (name.partition("-") for name in found.value.split() if name.startswith("language-"))
            self.language = next((language for _, _, language in languages), "")


def read(text: str, name: str) -> Document:
    """Read the page ``text``; what no part of it holds is in ``Document.parsed``."""
    reader = _PageReader(text, name)
    for token in tokenize(text):
        if isinstance(token, Leaf):
            reader.text(token)
        elif token.is_end:
            reader.end_tag(token)
        else:
            reader.start_tag(token)
    reader.end_block(len(text))
    reader.end_code(len(text))
    reader.end_table(len(text), is_closed=False)
    first = min((table.line for table in reader.tables), default=inf)
    prose = _without_doubled_title(assign_kinds(reader.prose, first))
    tables, notices, others = tuple(reader.tables), tuple(reader.notices), tuple(reader.others)
    return Document(name, "html", text, tables, prose, notices, others, tuple(reader.verbatim))


def _without_doubled_title(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the element ``title`` where it says what the first heading does: it follows that."""
    heading = next((plain(block.nodes) for block in blocks if block.kind == "title"), "")
    return tuple(block for block in blocks if block.kind != "metadata" or plain(block.nodes) != heading)


def find_left_out(document: Document) -> Iterator[LeftOut]:
    """Find the texts and images that are in no block."""
    assert isinstance(document.parsed, tuple)
    yield from document.parsed


class _PageReader:
    """Takes what comes, in order."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.starts = [line.start for line in split_lines(source)]
        self.tables: list[Table] = []
        self.prose: list[Block] = []
        self.notices: list[Notice] = []
        self.verbatim: list[Verbatim] = []
        self.others: list[LeftOut] = []
        self.empty = 0  # cells that stand for the rest of others
        self.block: _OpenBlock | None = None
        self.table: OpenTable | None = None
        self.code: _OpenCode | None = None
        self.containers = OpenContainers()
        self.silent = ""

    def find_line(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def find_location(self, at: int) -> tuple[int, int]:
        """The line and the column of ``at``, from 1."""
        line = self.find_line(at)
        return line, at - self.starts[line - 1] + 1

    # Tags and texts

    def start_tag(self, tag: Tag) -> None:
        name = tag.name
        if self.code:
            if name not in _BLOCKS:
                self.code.start_tag(tag, self.source)
                return
            self.end_code(tag.start)
        if name in SILENT_ELEMENTS:
            self.silent = name
            if name == "title" and self.block is None:
                self.add_title(tag)
        elif name in _CELLS:
            self.start_cell(tag)
        elif name in _ROWS:
            self.start_of_table(tag)
        elif name in _HEADINGS or (name == "p" and not (self.block and self.block.kind in _CELLS)):
            self.end_block(tag.start)
            self.block = _OpenBlock(name, tag.end, block_kind=self.find_kind(tag) if name == "p" else None)
        elif (name in _KINDS or name in _HOLDERS) and not self.is_in_text():
            self.end_block(tag.start)
            if not self.table:
                self.containers.start(tag, self.source)
            if name in _KINDS:
                self.block = _OpenBlock(name, tag.end, block_kind=_KINDS[name])
            elif name == "pre":
                self.code = _OpenCode(tag.end)
        elif (
            self.block
            and name == "input"
            and not self.block.content.children
            and self.containers.check(tag, self.source)
        ):
            self.block.start = tag.end
        elif self.block:
            self.block.content.start(read_element(tag, self.source))
        elif name == "hr":
            span, containers = Span(tag.start, tag.end), self.containers.found
            self.verbatim.append(Verbatim("rule", "", self.find_line(tag.start), span, "", containers))
        elif name in _SHOWN or name == "img":
            self.others.append(LeftOut(self.find_line(tag.start), "image" if name == "img" else f"element {name}"))

    def find_kind(self, tag: Tag) -> BlockKind | None:
        """What the paragraph is that ``tag`` begins, by its class."""
        if "class" not in self.source[tag.start : tag.end].lower():
            return None
        found = read_attributes(tag, self.source).get("class")
        return next((_CLASSES[name] for name in found.value.split() if name in _CLASSES), None) if found else None

    def is_in_text(self) -> bool:
        """Whether what begins is in a heading, a paragraph or a cell, where it is an element like any other."""
        return self.block is not None and self.block.kind not in _KINDS

    def end_tag(self, tag: Tag) -> None:
        if self.code and (tag.name == "pre" or tag.name in _BLOCKS):
            self.end_code(tag.start)
        if tag.name == self.silent:
            self.silent = ""
        elif self.block and tag.name == self.block.kind:
            self.end_block(tag.start)
            self.containers.end(tag.name)
        elif self.table and tag.name in _ROWS:
            self.end_of_table(self.table, tag)
        elif tag.name in _HOLDERS and not self.is_in_text():
            self.end_block(tag.start)
            self.containers.end(tag.name)
        elif self.block:
            self.block.content.end(tag.name)
        else:
            self.containers.end(tag.name)

    def text(self, leaf: Leaf) -> None:
        if self.silent:
            return
        if self.code:
            self.code.texts.append(leaf.text)
        elif self.block:
            self.block.content.add(leaf)
        elif words := leaf.text.strip(_SPACE + "\ufeff"):
            has_words = any(map(str.isalpha, words))
            self.others.append(
                LeftOut(self.find_line(leaf.span.start + leaf.text.index(words)), "text outside paragraphs", has_words)
            )

    # Tables

    def start_of_table(self, tag: Tag) -> None:
        if tag.name == "table":
            self.end_block(tag.start)
            if self.table:
                fact = "a table inside another one: what follows it in that one is not read"
                self.notices.append(Notice(self.find_line(tag.start), fact))
            self.end_table(tag.start, is_closed=False)
            self.table = OpenTable(tag.start, self.make_empty)
        elif self.table:
            self.end_row(tag.start)
            if tag.name == "tr":
                self.table.begin_row(tag.start, self.find_line(tag.start))
            else:
                self.table.enter(tag.name)

    def start_cell(self, tag: Tag) -> None:
        table = self.table
        if table is None:
            return
        self.end_block(tag.start)
        if table.row is None:
            table.begin_row(tag.start, self.find_line(tag.start), has_tag=False)
        found: Mapping[str, Attribute] = {}
        if not table.header or "span" in self.source[tag.start : tag.end].lower():  # no other attribute counts below it
            found = read_attributes(tag, self.source)
        for name in ("colspan", "rowspan"):
            if name in found and found[name].value not in ("", "1"):
                self.notices.append(Notice(self.find_line(tag.start), f"a cell with {name}: kept where it is first"))
        self.block = _OpenBlock(tag.name, tag.end, found)

    def make_empty(self, at: int, count: int) -> list[Cell]:
        """Cells that nothing is written of. Raises InputError where a page of this length cannot mean so many."""
        self.empty += count
        if self.empty > _MAX_EMPTY_CELLS + len(self.source):
            fact = "cells that take more columns and rows than the page can have"
            raise InputError(fact, path=self.name, line=self.find_line(at), next_step="correct its colspan and rowspan")
        return [Cell((), *self.find_location(at), Span(at, at))] * count

    def end_of_table(self, table: OpenTable, tag: Tag) -> None:
        if tag.name == "table":
            self.end_row(tag.start)
            self.end_table(tag.end)
        elif tag.name == "tr":
            self.end_block(tag.start)
            self.end_row(tag.end)
        else:
            self.end_row(tag.start)
            table.enter("")

    def end_row(self, at: int, *, is_known: bool = True) -> None:
        """End the row that is open, if any; white space before ``at`` separates it from the next one."""
        self.end_block(at)
        if self.table and (row := self.table.row):
            start = row.span.start
            self.table.end_row(start + len(self.source[start:at].rstrip(_SPACE)), is_known=is_known)

    def end_table(self, at: int, *, is_closed: bool = True) -> None:
        """End the table that is open, if any; with another one inside, or at the file's end, it is not closed."""
        self.end_row(at, is_known=is_closed)
        table, self.table = self.table, None
        if table and (found := table.closed(at, self.find_line(table.start))):
            self.tables.append(found)

    # Blocks

    def end_block(self, at: int) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        raw = self.source[block.start : at]
        body = raw.strip(_SPACE)
        start = block.start + raw.index(body)
        span = Span(start, start + len(body))
        if block.kind in _CELLS:
            self.add_cell(block, span)
        else:
            self.add_prose(block, span)

    def add_prose(self, block: _OpenBlock, span: Span) -> None:
        text = " ".join(self.source[span.start : span.end].split())
        line, nodes = self.find_line(span.start), block.content.nodes()
        containers = self.containers.found
        if block.block_kind:
            if text:
                self.prose.append(Block(block.block_kind, text, line, span, 0, nodes, containers))
        elif block.kind in _HEADINGS:
            self.prose.append(Block("heading", text, line, span, int(block.kind[1]), nodes, containers))
        else:
            self.prose.append(Block("paragraph", text, line, span, 0, nodes, containers))

    def end_code(self, at: int) -> None:
        """End the lines of code that are open, if any."""
        code, self.code = self.code, None
        if code:
            text = "".join(code.texts).replace("\r\n", "\n").removeprefix("\n").rstrip("\n")
            line, span, containers = self.find_line(code.start), Span(code.start, at), self.containers.found
            self.verbatim.append(Verbatim("code", text, line, span, code.language, containers))

    def add_title(self, tag: Tag) -> None:
        """Add what the page is called, in its window and in lists of pages; no element is in it."""
        end = self.source.find("<", tag.end)
        raw = self.source[tag.end : end] if end >= 0 else ""
        if body := raw.strip(_SPACE):
            start = tag.end + raw.index(body)
            text, span = " ".join(body.split()), Span(start, start + len(body))
            self.prose.append(Block("metadata", text, self.find_line(start), span, content=(Text(decode(text)),)))

    def add_cell(self, block: _OpenBlock, span: Span) -> None:
        if self.table is None or self.table.row is None:
            return
        nodes = block.content.nodes() if block.content.children else (Text("", span),)
        markup = "" if is_one_of_each(nodes) else self.source[span.start : span.end]
        cell = Cell(nodes, *self.find_location(span.start), span, markup)
        self.table.add(cell, block.attributes, is_header=block.kind == "th")
