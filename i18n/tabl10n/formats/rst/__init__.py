"""reStructuredText: ``read``, ``write``, ``patch``, ``content``, ``render``.

Grid tables, simple tables and list-tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.lines import Line, split_lines
from tabl10n.formats.mojibake import mended
from tabl10n.formats.prose import with_kinds
from tabl10n.formats.rst.blocks import Block, blocks
from tabl10n.formats.rst.inline import CellReader
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.tables import read_table
from tabl10n.model import Document, Notice, Prose, Table

_LINE_BREAK = re.compile(r"(?<![ \t\f\v])[ \t\f\v]*[\r\n]+[ \t\f\v]*")


class Parsed(NamedTuple):
    """A file as read, and what a writer must know besides: lines, definitions, the blocks of tables and of prose."""

    document: Document
    lines: tuple[Line, ...]
    names: Names
    blocks: list[Block]
    prose: list[Block]


def read(text: str, name: str) -> Document:
    """The document that ``text`` holds.

    A line of a table that is out of place is split at the borders it has; a row that is too long or too short is
    kept. Both have a notice.
    """
    return parse(text, name).document


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: a table in which a cell changed is laid out again, what did not change stays as it was.

    Raises InputError for a cell that reStructuredText cannot represent there.
    """
    from tabl10n.formats.rst.writer import written

    del options  # reStructuredText has no place for a language
    return written(document, parse(document.source, document.name), in_place=False)


def patch(document: Document) -> str:
    """The document as text: a cell that fits into its padding is changed in place, else its table is laid out again.

    Raises InputError as ``write`` does.
    """
    from tabl10n.formats.rst.writer import written

    return written(document, parse(document.source, document.name), in_place=True)


def content(document: Document) -> Content:
    """What ``document`` says; raises InputError for what other formats do not know."""
    from tabl10n.formats.rst.contents import content as said

    return said(document)


def render(content: Content, options: Rendering) -> str:
    """``content`` as reStructuredText; raises InputError for a cell that it cannot represent."""
    from tabl10n.formats.rst.renderer import render as rendered

    return rendered(content, options)


@lru_cache(maxsize=4)  # a writer reads the source again to see what has changed
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
