"""Reading reStructuredText: its tables, headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from tabl10n.document import Document, Notice, Prose, Table
from tabl10n.formats.lines import Line, split_lines
from tabl10n.formats.mojibake import mended
from tabl10n.formats.prose import with_kinds
from tabl10n.formats.rst.blocks import Block, blocks
from tabl10n.formats.rst.cell_reader import CellReader
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.tables import read_table

_LINE_BREAK = re.compile(r"(?<![ \t\f\v])[ \t\f\v]*[\r\n]+[ \t\f\v]*")


class Parsed(NamedTuple):
    """A file as read, and what a writer must know besides: lines, definitions, the blocks of tables and of prose."""

    document: Document
    lines: tuple[Line, ...]
    names: Names
    blocks: list[Block]
    prose: list[Block]


@lru_cache(maxsize=4)  # a writer needs more of the source than its document holds
def parse(text: str, name: str) -> Parsed:
    """The document that ``text`` holds, with what a writer must know besides."""
    return parse_once(text, name)


def parse_once(text: str, name: str) -> Parsed:
    """The same for a text that nobody will read again: it is not kept in memory."""
    lines = split_lines(text)
    if text.startswith("\ufeff"):  # a byte order mark is no part of the first line
        lines = (lines[0]._replace(start=1), *lines[1:])
    found, names = blocks(text, lines)
    reader = CellReader(text, names)
    pairs = [(block, table) for block, table in _tables(text, lines, found, reader) if table]
    tables = tuple(table for _, table in pairs)
    said = with_kinds(_prose(text, found), min((table.line for table in tables), default=inf))
    notices = tuple(sorted(reader.notices, key=lambda notice: notice.line))
    document = mended(Document(name, "rst", text, tables, said, notices))
    prose = [block for block in found if block.kind in ("heading", "paragraph")]
    return Parsed(document, lines, names, [block for block, _ in pairs], prose)


def _tables(
    text: str, lines: Sequence[Line], found: Sequence[Block], reader: CellReader
) -> Iterator[tuple[Block, Table | None]]:
    for block in found:
        if block.kind == "csv-table":
            reader.notices.append(Notice(block.first + 1, "a csv-table is not read: write it as a list-table"))
        elif block.kind not in ("heading", "paragraph"):
            yield block, read_table(text, lines, block, reader)


def _prose(text: str, found: Sequence[Block]) -> Iterator[Prose]:
    for block in found:
        if block.kind in ("heading", "paragraph"):
            line = block.first + 1 + (len(block.rules) > 1)
            said = fold(text[block.span.start : block.span.end])
            yield Prose("heading" if block.kind == "heading" else "paragraph", said, line, block.span)


def fold(text: str) -> str:
    """A paragraph's source on one line."""
    return _LINE_BREAK.sub(" ", text)
