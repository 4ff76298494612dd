"""JSON: ``read``, ``write``, ``patch``, ``content``, ``render``.

The contract, version 1::

    {
      "version": 1,
      "language": "zh-Hans",
      "content": [
        {"kind": "heading", "level": 1, "text": "Shops"},
        {"kind": "paragraph", "text": "All of them:"},
        {"kind": "table", "columns": [{"text": "id", "role": "key"}, {"text": "name"}], "rows": [
          {"id": {"text": "lighthouse"}, "name": {"text": "Lighthouse", "link": "https://lighthouse.example"}}
        ]}
      ]
    }

A heading's ``level`` is 1 to 6. A cell has ``text``, ``link``, ``image`` and ``alt``, the empty ones left out. A cell
or a paragraph that is more than one text or one image has ``inline`` as well: texts, and objects with one of
``code``, ``emphasis``, ``strong``, ``deleted``, ``link``, ``image``, ``break``; ``text`` then is the same without
markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import cast, get_args

from tabl10n.errors import InputError
from tabl10n.formats.changes import Edit, apply, changed_cells, changed_prose, changed_tables, part_edits
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.inline import Inline, Text, joined
from tabl10n.formats.json import inline, renderer
from tabl10n.formats.json.places import Value, parse
from tabl10n.formats.json.translated import is_plain, translated
from tabl10n.formats.lines import split_lines
from tabl10n.formats.prose import with_kinds
from tabl10n.model import Align, Cell, Column, Document, Prose, ProseKind, Role, Row, Span, Table

# The document's own language, where it stands before the content, as it does in every file that is built.
_LANGUAGE = re.compile(r'\ufeff?\s*\{(?:\s*"version"\s*:\s*1\s*,)?\s*"language"\s*:\s*"(?P<said>(?:[^"\\]|\\.)*)"')
_PARTS = ("text", "link", "image", "alt")


def read(text: str, name: str) -> Document:
    """The document that ``text`` holds. Raises InputError where it is not JSON, or not of this contract."""
    return _read(text, name).document


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: its source, with what has changed in its place, and the language of ``options``.

    Where a column is called otherwise the text is made anew, since its name stands in every row; so it is where a cell,
    heading or paragraph changed that has markup, since that says its text twice. Of a translation's markup counts what
    the source has too; the rest is text.
    """
    original = _read(document.source, document.name)
    said_now = translated(original, document)
    changed = list(changed_cells(original.document, document))
    reworded = list(changed_prose(original.document, document))
    renamed = any(_headers(old) != _headers(new) for old, new in changed_tables(original.document, document))
    is_rich = any(old.span in original.inlines for old, _ in changed)
    if renamed or is_rich or not all(is_plain(original, old) for old, _ in reworded):
        return renderer.render(said_now, options or Rendering(_language(document.source)))
    edits = [Edit(old.span, renderer.escape(new.text)) for old, new in reworded]
    for old, new in changed:
        edits.extend(part_edits(document, old, new, renderer.escape))
    said = _LANGUAGE.match(document.source)
    if said and options and options.language:
        edits.append(Edit(Span(*said.span("said")), renderer.escape(options.language)))
    return apply(document.source, edits)


patch = write


def _headers(table: Table) -> list[str]:
    return [column.header.text for column in table.columns]


def _language(source: str) -> str:
    """The language that the text says it is in, empty where it says none."""
    language = parse(source, "").fields.get("language")
    return language.text if language else ""


def content(document: Document) -> Content:
    """What ``document`` says."""
    return translated(_read(document.source, document.name), document)


def render(content: Content, options: Rendering) -> str:
    """``content`` as JSON. Raises InputError for what the contract has no place for."""
    return renderer.render(content, options)


@lru_cache(maxsize=8)
def _read(text: str, name: str) -> Content:
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
            source = text.text if said in ((), (Text(text.text),)) else self.source[slice(*block.fields["inline"].span)]
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
        headers = [value.fields["text"].text if "text" in value.fields else "" for value in values]
        rows = tuple(self.row(value, headers) for value in block.fields.get("rows", block).items)
        return Table(self.line(block.span), columns, rows, block.span)

    def column(self, value: Value) -> Column:
        role = value.fields["role"].text if "role" in value.fields else ""
        align = value.fields["align"].text if "align" in value.fields else ""
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
        fields: Mapping[str, Value] = value.fields
        markup = ""
        if said := self.inline(value):
            self.inlines[value.span] = said
            found = inline.parts(fields["inline"])
            markup = self.source[slice(*fields["inline"].span)] if found is None else ""
            fields = fields if found is None else found
        text, link, image, alt = map(fields.get, _PARTS)
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

    def inline(self, value: Value) -> Inline:
        return inline.nodes(value.fields["inline"], self.wrong) if "inline" in value.fields else ()
