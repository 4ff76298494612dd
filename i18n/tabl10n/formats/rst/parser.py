"""Reading reStructuredText: its tables, headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from textwrap import dedent
from typing import NamedTuple, cast

from tabl10n.document import Block, BlockKind, Document, Notice, Table, Verbatim
from tabl10n.formats.left_out import LeftOut
from tabl10n.formats.lines import Line, split_lines
from tabl10n.formats.mojibake import repair_document
from tabl10n.formats.prose import assign_kinds
from tabl10n.formats.rst.blocks import WITHOUT_WORDS, RstBlock, find_all_blocks
from tabl10n.formats.rst.cell_reader import CellReader
from tabl10n.formats.rst.inline import read_inline
from tabl10n.formats.rst.line_patterns import FIELD, LINE_BLOCK
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.tables import read_table

_LINE_BREAK = re.compile(r"(?<![ \t\f\v])[ \t\f\v]*[\r\n]+[ \t\f\v]*")


# What shows nothing: a substitution that is used elsewhere, a target, a comment.
_SILENT = re.compile(
    r"\.\.(?: +\|.+\| +(?:image|replace|unicode) ?::| +_| +(?:default-)?role ?::|\s+(?!\[|[\w+.:-]+ ?::)|\s*$)|__ "
)


class RstFile(NamedTuple):
    """What is known of a file besides its document: lines, definitions, the lines of tables, prose, all blocks."""

    lines: tuple[Line, ...]
    names: Names
    tables: list[RstBlock]
    prose: list[RstBlock]
    blocks: list[RstBlock]


def get_parsed(document: Document) -> RstFile:
    """What is known of the file besides ``document``."""
    assert isinstance(document.parsed, RstFile)
    return document.parsed


def parse(text: str, name: str) -> Document:
    """Read the document that ``text`` holds."""
    lines = split_lines(text)
    if text.startswith("\ufeff"):  # a byte order mark is no part of the first line
        lines = (lines[0]._replace(start=1), *lines[1:])
    found, names = find_all_blocks(text, lines)
    reader = CellReader(text, names)
    pairs = [(block, table) for block, table in _read_tables(text, lines, found, reader) if table]
    tables = tuple(table for _, table in pairs)
    prose = [block for block in found if not block.is_table and block.kind not in WITHOUT_WORDS]
    blocks = assign_kinds(_read_prose(text, prose, names), min((table.line for table in tables), default=inf))
    notices = tuple(sorted(reader.notices, key=lambda notice: notice.line))
    parsed = RstFile(lines, names, [block for block, _ in pairs], prose, found)
    verbatim = tuple(_make_verbatim(text, block) for block in found if block.kind in ("code", "rule"))
    return repair_document(Document(name, "rst", text, tables, blocks, notices, parsed, verbatim))


def _make_verbatim(text: str, block: RstBlock) -> Verbatim:
    if block.kind == "rule":
        return Verbatim("rule", "", block.first + 1, block.span)
    lines = dedent("\n".join(text[slice(*block.span)].splitlines()).expandtabs(8))
    return Verbatim("code", lines.rstrip(), block.first + 1, block.span, block.language, block.containers)


def _read_tables(
    text: str, lines: Sequence[Line], found: Sequence[RstBlock], reader: CellReader
) -> Iterator[tuple[RstBlock, Table | None]]:
    for block in found:
        if block.kind == "csv-table":
            reader.notices.append(Notice(block.first + 1, "a csv-table is not read: write it as a list-table"))
        elif block.is_table:
            table = read_table(text, lines, block, reader)
            yield block, replace(table, containers=block.containers) if table and block.containers else table


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
            kind = cast("BlockKind", block.kind)
            yield Block(kind, source, line, block.span, 0, content, block.containers)
            continue
        rule = (len(block.rules), text[block.rules[0].start])
        if rule not in rules:
            rules.append(rule)
        yield Block("heading", source, line, block.span, rules.index(rule) + 1, content)


def fold(text: str) -> str:
    """A paragraph's source on one line."""
    return _LINE_BREAK.sub(" ", text)


def find_left_out(document: Document) -> Iterator[LeftOut]:
    """Find what no other format shows: directives, fields, lines that are to stay lines."""
    parsed = get_parsed(document)
    covered = {index for block in parsed.blocks for index in range(block.first, block.last)}
    silent = False
    inside: int | None = None  # how far what is left out is indented, while it goes on
    for index, line in enumerate(parsed.lines):
        text = document.source[line.start : line.end]
        bare = text.lstrip()
        if not bare.strip():
            continue
        indent = len(text) - len(bare)
        if index in covered:
            silent, inside = False, None
            continue
        is_option = FIELD.match(bare) is not None and index - 1 in covered
        silent = (silent and indent > 0) or _SILENT.match(bare) is not None
        if is_option or silent:
            covered |= {index} if is_option else set()
            inside = None
        elif inside is None or indent <= inside:
            inside = indent
            name = _name_line(bare)
            is_text = name in ("line of verse", "line")
            yield LeftOut(index + 1, name, is_text and any(map(str.isalpha, bare)))


def _name_line(text: str) -> str:
    """What begins in a line that is part of no block."""
    if text.startswith(".. "):
        return "directive"
    if LINE_BLOCK.match(text):
        return "line of verse"
    return "field" if FIELD.match(text) else "line"
