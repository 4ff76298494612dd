"""Reading JSON: the document that a file of tabl10n's contract holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple, cast, get_args

from tabl10n.document import Align, Block, Cell, Column, Document, Role, Row, Table
from tabl10n.errors import InputError
from tabl10n.formats.json.inline import read_nodes, read_parts
from tabl10n.formats.json.values import JsonValue, parse
from tabl10n.formats.lines import split_lines
from tabl10n.formats.prose import assign_kinds
from tabl10n.nodes import Code, Image, Inline, Link, Span, Text, walk


class JsonFile(NamedTuple):
    """What is known of a JSON file besides its document: the spans of parts with inline content, and the string that
    says the language, where it is before the content, as in every file that is built.
    """

    inline_spans: frozenset[Span]
    language: JsonValue | None


def read(text: str, name: str) -> Document:
    """Read the document that ``text`` holds. Raises InputError where it is not JSON, or not of this contract."""
    root = parse(text, name).fields
    version = root.get("version")
    if version is None or version.content != 1 or "content" not in root:
        step = "name one that tabl10n built, or keep the table as CSV, HTML, Markdown or reStructuredText"
        raise InputError("JSON of another kind than tabl10n's, version 1", path=name, next_step=step)
    reader = _ContentReader(text, name)
    for block in root["content"].items:
        reader.read_block(block)
    first = min((table.line for table in reader.tables), default=inf)
    prose = assign_kinds(reader.prose, first)
    language = root.get("language")
    is_first = language is not None and language.span.start < root["content"].span.start
    parsed = JsonFile(frozenset(reader.inline_spans), language if is_first else None)
    return Document(name, "json", text, tuple(reader.tables), prose, parsed=parsed)


def is_one_of_each(nodes: Inline) -> bool:
    """Whether ``nodes`` are one text, one image and one link at most, whatever marks are around them."""
    found = list(walk(nodes))
    texts = sum(1 for node in found if isinstance(node, Code) or (isinstance(node, Text) and node.text.strip()))
    images = sum(1 for node in found if isinstance(node, Image))
    return max(texts, images, sum(1 for node in found if isinstance(node, Link))) <= 1


class _ContentReader:
    """Goes through the blocks in order."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.starts = [line.start for line in split_lines(source)]
        self.tables: list[Table] = []
        self.prose: list[Block] = []
        self.inline_spans: set[Span] = set()

    def find_line(self, span: Span) -> int:
        return bisect_right(self.starts, span.start)

    def make_error(self, value: JsonValue, fact: str) -> InputError:
        return InputError(
            fact, path=self.name, line=self.find_line(value.span), next_step="name a file that tabl10n built"
        )

    def read_block(self, block: JsonValue) -> None:
        kind = block.fields.get("kind", block).text
        if kind == "table":
            self.tables.append(self.read_table(block))
        elif kind in ("heading", "paragraph") and "text" in block.fields:
            text = block.fields["text"]
            nodes = self.read_inline(block, text.span) or (Text(text.text, text.span),)
            source = text.text if nodes == (Text(text.text),) else self.get_markup(block)
            line = self.find_line(text.span)
            if kind == "heading":
                self.prose.append(Block("heading", source, line, text.span, self.read_level(block), nodes))
            else:
                self.prose.append(Block("paragraph", source, line, text.span, content=nodes))
        else:
            raise self.make_error(block, "neither heading, paragraph nor table")

    def read_level(self, block: JsonValue) -> int:
        level = block.fields["level"].content if "level" in block.fields else 1
        if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= 6:
            raise self.make_error(block, f"a heading of level {level}, which is none from 1 to 6")
        return level

    def read_table(self, block: JsonValue) -> Table:
        values = block.fields.get("columns", block).items
        columns = tuple(map(self.read_column, values))
        headers = [value.get_string("text") for value in values]
        rows = tuple(self.read_row(value, headers) for value in block.fields.get("rows", block).items)
        return Table(self.find_line(block.span), columns, rows, block.span)

    def read_column(self, value: JsonValue) -> Column:
        role = value.get_string("role")
        align = value.get_string("align")
        for word, known in ((role, ("", *Role)), (align, get_args(Align))):
            if word not in known:
                raise self.make_error(value, f"no such role or alignment: {word!r}")
        return Column(self.read_cell(value), cast("Align", align), Role(role) if role else None)

    def read_row(self, value: JsonValue, headers: Sequence[str]) -> Row:
        if list(value.fields) != headers[: len(value.fields)]:
            raise self.make_error(value, "a row whose fields are not the table's columns in their order")
        return Row(self.find_line(value.span), tuple(map(self.read_cell, value.fields.values())), value.span)

    def read_cell(self, value: JsonValue) -> Cell:
        line = self.find_line(value.span)
        column = value.span.start - self.starts[line - 1] + 1
        nodes = self.read_inline(value, value.span)
        if not nodes:
            return Cell(read_parts(value), line, column, value.span)
        markup = "" if is_one_of_each(nodes) else self.get_markup(value)
        return Cell(nodes, line, column, value.span, markup)

    def get_markup(self, value: JsonValue) -> str:
        return self.source[slice(*value.fields["inline"].span)]

    def read_inline(self, value: JsonValue, span: Span) -> Inline:
        """Read the inline content of a cell or a block, which has that span; nothing where it has none."""
        nodes = read_nodes(value.fields["inline"], self.make_error) if "inline" in value.fields else ()
        if nodes:
            self.inline_spans.add(span)
        return nodes
