"""Reading Markdown: its tables, and the blocks around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from pathlib import PurePath
from typing import Any, cast

from tabl10n.document import Align, Block, BlockKind, Column, Document, Notice, Row, Table
from tabl10n.formats import bidi
from tabl10n.formats.left_out import LeftOut
from tabl10n.formats.lines import Line, split_lines
from tabl10n.formats.markdown.blocks import MarkdownBlock, read_blocks
from tabl10n.formats.markdown.extensions import IMPORT
from tabl10n.formats.markdown.file import MarkdownFile
from tabl10n.formats.markdown.html_blocks import has_words, read_html_blocks
from tabl10n.formats.markdown.inline import read_cell, read_inline
from tabl10n.formats.markdown.metadata import find_end, read_metadata
from tabl10n.formats.mojibake import repair_document
from tabl10n.formats.prose import assign_kinds
from tabl10n.formats.ragged import find_ragged_rows
from tabl10n.nodes import Span

# A pipe after a backslash is text, whatever is before the backslash: so says GFM's reference implementation.
_PIPE = re.compile(r"(?<!\\)\|")
_SOFT_BREAK = re.compile(r"(?<!  )(?<!\\)\r?\n[ \t]*")
TABLE_KINDS = ("table", "broken")
"""The kinds of blocks that are tables."""
# What shows nothing: a comment, and where a reference leads. A footnote shows.
_SILENT = re.compile(r"^ {0,3}(?:<!--.*?-->[ \t]*$|\[(?!\^)[^\]\n]+\]:[^\n]+)", re.MULTILINE | re.DOTALL)
# Marks of quotations and items, the mark of a definition, and options of directives.
_MARKS = re.compile(r"(?:[>*+-]|\d{1,9}[.)]|\s)*|:[\w-]+:(?:\s.*)?|\[\^[^\]]+\]:")
# What other formats do not show, by what its first line begins with.
_NAMES = {
    "{{<": "template tag",
    "{{%": "template tag",
    "{%": "template tag",
    "{/*": "comment",
    "$$": "formula",
    "import": "import",
    "export": "export",
    "{": "attribute list",
    "[": "table of contents",
    "<": "HTML block",
}
_SHOWS_NOTHING = "\ufeff \t\f"
# What may be before the first cell: a block quote's or a list item's mark.
_PREFIX = re.compile(r"\ufeff?[ \t]*(?:(?:>|[-*+](?= )|\d{1,9}[.)](?= ))[ \t]*)*")


def read(text: str, name: str) -> Document:
    """The document that ``text`` holds. Rows that are too long or too short are kept, with a notice each."""
    lines = split_lines(text)
    parsed = MarkdownFile(lines, is_mdx=_is_mdx(text, lines, name))
    parsed.read = read_blocks(text, lines, parsed.definitions, is_mdx=parsed.is_mdx)
    found = parsed.read.blocks
    tables = [
        (_read_table(text, lines, block, parsed.definitions), block) for block in found if block.kind in TABLE_KINDS
    ]
    fields = read_metadata(text, lines)
    prose = [*fields, *(_make_block(block, parsed.definitions) for block in found if block.kind not in TABLE_KINDS)]
    if not parsed.is_mdx and (in_html := _read_html(text, lines, parsed)):
        prose = sorted([*prose, *in_html], key=lambda block: block.span)
    notices = [notice for table, block in tables for notice in _find_notices(table, block)]
    document = Document(
        name,
        "markdown",
        text,
        tuple(table for table, _ in tables),
        assign_kinds(prose, tables[0][0].line if tables else inf),
        tuple(notices),
        parsed,
        tuple(parsed.read.verbatim),
    )
    return repair_document(document)


def _read_html(text: str, lines: tuple[Line, ...], parsed: MarkdownFile) -> list[Block]:
    """Read the words in blocks of HTML, and note where they are."""
    assert parsed.read is not None
    begun = [(first, last) for first, last in parsed.read.hidden if text[slice(*lines[first])].lstrip().startswith("<")]
    blocks = [block for first, last in begun for block in read_html_blocks(text, lines, first, last)]
    parsed.in_html = frozenset(block.span for block in blocks)
    return blocks


def _remove_blocks(document: Document, start: int, end: int) -> str:
    """The source between two offsets without what is in a block."""
    pieces = []
    for block in document.prose:
        if start <= block.span.start < end:
            pieces.append(document.source[start : block.span.start])
            start = block.span.end
    return " ".join([*pieces, document.source[start:end]])


def _is_mdx(text: str, lines: Sequence[Line], name: str) -> bool:
    """Whether JSX is read in the file: its name says so, or it begins with an import, as pages of Docusaurus may."""
    if PurePath(name).suffix.lower() == ".mdx":
        return True
    first = next((line for line in lines[find_end(text, lines) :] if text[slice(*line)].strip()), None)
    return first is not None and IMPORT.fullmatch(text, *first) is not None


def find_left_out(document: Document) -> Iterator[LeftOut]:
    """Find what no other format can show: tags of templates, imports, HTML and the like."""
    source, parsed = document.source, document.parsed
    assert isinstance(parsed, MarkdownFile)
    assert parsed.read is not None
    lines, read = parsed.lines, parsed.read
    shown = set(range(find_end(source, lines)))
    for first, last in [*((block.first, block.last) for block in read.blocks), *read.marks]:
        shown.update(range(first, last))
    for code in document.verbatim:
        end = bisect_left(lines, code.span.end, key=lambda line: line.end)
        shown.update(range(code.line - 1, end + 1))
    for first, last in read.hidden:
        shown.update(range(first, last))
        if not _SILENT.match(source, lines[first].start):
            name = _name_line(source[slice(*lines[first])].strip(_SHOWS_NOTHING))
            left = _remove_blocks(document, lines[first].start, lines[last - 1].end) if name == "HTML block" else ""
            yield LeftOut(first + 1, name, has_words(left))
    others = [i for i in range(len(lines)) if i not in shown and not _is_mark(source[slice(*lines[i])])]
    silent = [Span(*match.span()) for match in _SILENT.finditer(source)] if others else []
    for index in others:
        if not any(span.start <= lines[index].start < span.end for span in silent):
            yield LeftOut(index + 1, "line", has_words(source[slice(*lines[index])]))


def _is_mark(text: str) -> bool:
    """Whether a line of no block has nothing but marks of what blocks are in."""
    return not text.strip(_SHOWS_NOTHING) or _MARKS.fullmatch(text.strip(_SHOWS_NOTHING)) is not None


def _name_line(text: str) -> str:
    """What lines are that only programs read, by the first of them."""
    return next((name for begin, name in _NAMES.items() if text.startswith(begin)), "line")


def _read_table(source: str, lines: Sequence[Line], block: MarkdownBlock, definitions: dict[str, Any]) -> Table:
    header = read_row(source, lines, block.first, definitions)
    aligns = [_align(raw) for raw, _ in split_row(source, lines[block.first + 1])]
    aligns += [""] * (len(header.cells) - len(aligns))
    rows = tuple(read_row(source, lines, i, definitions) for i in range(block.first + 2, block.last))
    columns = tuple(Column(cell, align) for cell, align in zip(header.cells, aligns, strict=False))
    span = Span(lines[block.first].start, lines[block.last - 1].end)
    return Table(header.line, columns, rows, span, containers=block.containers)


def read_row(source: str, lines: Sequence[Line], index: int, definitions: dict[str, Any]) -> Row:
    """The row that the line ``index`` is."""
    number = index + 1
    before = lines[index].start - 1
    pieces = split_row(source, lines[index])
    cells = tuple([read_cell(raw, span, number, span[0] - before, definitions) for raw, span in pieces])
    return Row(number, cells, Span(*lines[index]))


def split_row(source: str, line: Line) -> Iterator[tuple[str, Span]]:
    """What is in each of the line's cells, without its padding and isolates, and where."""
    start = _find_content_start(source, line)
    content = source[start : line.end].rstrip()
    if content.startswith("|"):
        start, content = start + 1, content[1:]
    pieces = _PIPE.split(content) if "\\|" in content else content.split("|")
    if len(pieces) > 1 and not pieces[-1]:  # the pipe that closes the row
        pieces.pop()
    for piece in pieces:
        raw = bidi.remove_isolate(piece.strip())
        # An empty cell is after its first space, so that what is put there keeps its padding.
        first = start + (piece.index(raw) if raw else min(1, len(piece)))
        yield raw, Span(first, first + len(raw))
        start += len(piece) + 1


def _find_content_start(source: str, line: Line) -> int:
    prefix = _PREFIX.match(source, line.start, line.end)
    return prefix.end() if prefix else line.start


def _align(delimiter: str) -> Align:
    left, right = delimiter.startswith(":"), delimiter.endswith(":")
    if left and right:
        return "center"
    return "left" if left else "right" if right else ""


def _find_notices(table: Table, block: MarkdownBlock) -> Iterator[Notice]:
    if block.kind == "broken":
        yield Notice(table.line + 1, "the delimiter row is damaged: renderers show no table here")
    yield from find_ragged_rows(table)


def _make_block(block: MarkdownBlock, definitions: dict[str, Any]) -> Block:
    kind = cast("BlockKind", block.kind)
    content = partial(read_inline, definitions=definitions)
    text = fold(block.content)
    return Block(kind, text, block.first + 1, block.span, block.level, content, block.containers)


def fold(content: str) -> str:
    """A paragraph's source on one line, but for its hard line breaks."""
    return _SOFT_BREAK.sub(" ", content)
