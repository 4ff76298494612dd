"""Reading reStructuredText: its tables, headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from typing import NamedTuple, cast

from tabl10n.document import Block, BlockKind, Document, Notice, Table
from tabl10n.errors import InputError
from tabl10n.formats.lines import Line, split_lines
from tabl10n.formats.mojibake import repair_document
from tabl10n.formats.prose import assign_kinds
from tabl10n.formats.rst.blocks import RstBlock, find_blocks
from tabl10n.formats.rst.cell_reader import CellReader
from tabl10n.formats.rst.inline import read_inline
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.tables import read_table

_LINE_BREAK = re.compile(r"(?<![ \t\f\v])[ \t\f\v]*[\r\n]+[ \t\f\v]*")


# What shows nothing: a substitution that is used elsewhere, a target, a comment.
_SILENT = re.compile(
    r"\.\.(?: +\|.+\| +(?:image|replace|unicode) ?::| +_| +(?:default-)?role ?::|\s+(?!\[|[\w+.:-]+ ?::)|\s*$)|__ "
)


class RstFile(NamedTuple):
    """What is known of a file besides its document: lines, definitions, the lines of its tables, those of its prose."""

    lines: tuple[Line, ...]
    names: Names
    tables: list[RstBlock]
    prose: list[RstBlock]


def get_parsed(document: Document) -> RstFile:
    """What is known of the file besides ``document``."""
    assert isinstance(document.parsed, RstFile)
    return document.parsed


def parse(text: str, name: str) -> Document:
    """Read the document that ``text`` holds."""
    lines = split_lines(text)
    if text.startswith("\ufeff"):  # a byte order mark is no part of the first line
        lines = (lines[0]._replace(start=1), *lines[1:])
    found, names = find_blocks(text, lines)
    reader = CellReader(text, names)
    pairs = [(block, table) for block, table in _read_tables(text, lines, found, reader) if table]
    tables = tuple(table for _, table in pairs)
    prose = [block for block in found if not block.is_table]
    blocks = assign_kinds(_read_prose(text, prose, names), min((table.line for table in tables), default=inf))
    notices = tuple(sorted(reader.notices, key=lambda notice: notice.line))
    parsed = RstFile(lines, names, [block for block, _ in pairs], prose)
    return repair_document(Document(name, "rst", text, tables, blocks, notices, parsed))


def _read_tables(
    text: str, lines: Sequence[Line], found: Sequence[RstBlock], reader: CellReader
) -> Iterator[tuple[RstBlock, Table | None]]:
    for block in found:
        if block.kind == "csv-table":
            reader.notices.append(Notice(block.first + 1, "a csv-table is not read: write it as a list-table"))
        elif block.is_table:
            yield block, read_table(text, lines, block, reader)


def _read_prose(text: str, prose: Sequence[RstBlock], names: Names) -> Iterator[Block]:
    """Yield the headings and paragraphs. How deep a heading is, docutils tells by the order in which the kinds of rules
    appear.
    """
    rules: list[tuple[int, str]] = []
    content = partial(read_inline, names=names)
    for block in prose:
        line = block.first + 1 + (len(block.rules) > 1)
        source = fold(text[slice(*block.span)])
        if block.kind != "heading":
            yield Block(cast("BlockKind", block.kind), source, line, block.span, content=content)
            continue
        rule = (len(block.rules), text[block.rules[0].start])
        if rule not in rules:
            rules.append(rule)
        yield Block("heading", source, line, block.span, rules.index(rule) + 1, content)


def fold(text: str) -> str:
    """A paragraph's source on one line."""
    return _LINE_BREAK.sub(" ", text)


def require_nothing_else(document: Document) -> None:
    """Raise InputError for the first line that is neither in a heading, a paragraph nor a table."""
    parsed = get_parsed(document)
    blocks = [*parsed.tables, *(block for block in parsed.prose if not block.is_inside)]
    covered = {index for block in blocks for index in range(block.first, block.last)}
    silent = False
    for index, line in enumerate(parsed.lines):
        text = document.source[line.start : line.end]
        if not text.strip() or index in covered:
            continue
        silent = (silent and text[0] in " \t") or _SILENT.match(text) is not None
        if not silent:
            raise InputError(
                f"{text.strip()[:40]!r} is neither heading, paragraph nor table",
                path=document.name,
                line=index + 1,
                next_step="take it out, or build the format of the source",
            )
