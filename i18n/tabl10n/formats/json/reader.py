"""Reading JSON: the document that a file of tabl10n's contract holds, and what its markup says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import cast, get_args

from tabl10n.document import Align, Cell, Column, Document, Prose, ProseKind, Role, Row, Span, Table
from tabl10n.errors import InputError
from tabl10n.formats.content import Content
from tabl10n.formats.inline import Inline, Parts, Text, joined
from tabl10n.formats.json import inline
from tabl10n.formats.json.places import Value, parse
from tabl10n.formats.lines import split_lines
from tabl10n.formats.prose import with_kinds


@lru_cache(maxsize=8)  # a writer needs more of the source than its document holds
def read_content(text: str, name: str) -> Content:
    """What ``text`` says. Raises InputError where it is not JSON, or not of this contract."""
    root = parse(text, name).fields
    version = root.get("version")
    if version is None or version.said != 1 or "content" not in root:
        step = "name one that tabl10n built, or keep the table as CSV, HTML, Markdown or reStructuredText"
        raise InputError("JSON of another kind than tabl10n's, version 1", path=name, next_step=step)
    reader = _Reader(text, name)
    for block in root["content"].items:
        reader.block(block)
    first = min((table.line for table in reader.tables), default=inf)
    prose = with_kinds(reader.prose, first)
    document = Document(name, "json", text, tuple(reader.tables), prose)
    return Content(document, reader.inlines, reader.levels)


class _Reader:
    """Goes through the blocks in order."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.starts = [line.start for line in split_lines(source)]
        self.tables: list[Table] = []
        self.prose: list[Prose] = []
        self.inlines: dict[Span, Inline] = {}
        self.levels: dict[Span, int] = {}

    def line(self, span: Span) -> int:
        return bisect_right(self.starts, span.start)

    def wrong(self, value: Value, fact: str) -> InputError:
        return InputError(fact, path=self.name, line=self.line(value.span), next_step="name a file that tabl10n built")

    def block(self, block: Value) -> None:
        kind = block.fields.get("kind", block).text
        if kind == "table":
            self.tables.append(self.table(block))
        elif kind in ("heading", "paragraph") and "text" in block.fields:
            text = block.fields["text"]
            said = self.inlines[text.span] = self.inline(block) or tuple(joined([Text(text.text)]))
            if kind == "heading":
                self.levels[text.span] = self.level(block)
            source = text.text if inline.is_text(said, text.text) else self.markup(block)
            self.prose.append(Prose(cast("ProseKind", kind), source, self.line(text.span), text.span))
        else:
            raise self.wrong(block, "neither heading, paragraph nor table")

    def level(self, block: Value) -> int:
        level = block.fields["level"].said if "level" in block.fields else 1
        if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= 6:
            raise self.wrong(block, f"a heading of level {level}, which is none from 1 to 6")
        return level

    def table(self, block: Value) -> Table:
        values = block.fields.get("columns", block).items
        columns = tuple(map(self.column, values))
        headers = [value.string("text") for value in values]
        rows = tuple(self.row(value, headers) for value in block.fields.get("rows", block).items)
        return Table(self.line(block.span), columns, rows, block.span)

    def column(self, value: Value) -> Column:
        role = value.string("role")
        align = value.string("align")
        for word, known in ((role, ("", *Role)), (align, get_args(Align))):
            if word not in known:
                raise self.wrong(value, f"no such role or alignment: {word!r}")
        return Column(self.cell(value), cast("Align", align), Role(role) if role else None)

    def row(self, value: Value, headers: Sequence[str]) -> Row:
        if list(value.fields) != headers[: len(value.fields)]:
            raise self.wrong(value, "a row whose fields are not the table's columns in their order")
        return Row(self.line(value.span), tuple(map(self.cell, value.fields.values())), value.span)

    def cell(self, value: Value) -> Cell:
        line = self.line(value.span)
        column = value.span.start - self.starts[line - 1] + 1
        fields, markup = self.parts(value)
        text, link, image, alt = map(fields.get, Parts._fields)
        return Cell(
            text.text if text else "",
            line,
            column,
            value.span,
            link.text if link else "",
            image.text if image else "",
            alt.text if alt else "",
            text.span if text and not markup else None,
            link.span if link else None,
            image.span if image else None,
            alt.span if alt else None,
            markup,
        )

    def parts(self, value: Value) -> tuple[Mapping[str, Value], str]:
        """The fields that a cell's parts are read from, and its markup where that says more than those."""
        said = self.inline(value)
        if not said:
            return value.fields, ""
        self.inlines[value.span] = said
        found = inline.parts(value.fields["inline"])
        return (value.fields, self.markup(value)) if found is None else (found, "")

    def markup(self, value: Value) -> str:
        return self.source[slice(*value.fields["inline"].span)]

    def inline(self, value: Value) -> Inline:
        return inline.nodes(value.fields["inline"], self.wrong) if "inline" in value.fields else ()
