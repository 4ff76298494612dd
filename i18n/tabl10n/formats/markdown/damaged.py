"""Tables of a translated copy that renderers show as no table, or not whole: read as they were meant.

Only a copy is read so, and only where its source has a table of the same width that the copy lacks: on any other page
such lines are what they look like. What is read is where it is in the file; a notice of each damage says what would
put it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from tabl10n.document import Align, BlockKind, Cell, Column, Document, Notice, Row, Table, Verbatim
from tabl10n.formats.lines import Line, find_line_break
from tabl10n.formats.markdown.blocks import MarkdownBlock
from tabl10n.formats.markdown.code_tables import DELIMITER, count_code_tables, is_fenced, list_code_tables
from tabl10n.formats.markdown.file import MarkdownFile
from tabl10n.formats.markdown.reader import TABLE_KINDS, read_row, split_row
from tabl10n.formats.prose import assign_kinds
from tabl10n.nodes import Span

_FULL_WIDTH_BAR = "\uff5c"
_NO_TABLE = "renderers show no table here"
_DELIMITERS: dict[Align, str] = {"": "---", "left": ":---", "right": "---:", "center": ":---:"}


def read_damaged_tables(document: Document, source: Document) -> Document:
    """``document``, a copy of ``source``, with the tables that it lacks for damage; itself where there are none."""
    reader = _DamageReader(document, source)
    if not reader.widths:
        return document
    reader.read()
    return reader.make_document() if reader.notices else document


class _PagePiece(NamedTuple):
    """Lines, by their indexes, that are rows: a table's, those of a paragraph or of a block of code, or none."""

    first: int
    last: int
    block: MarkdownBlock | None = None
    code: Verbatim | None = None
    table: int | None = None


@dataclass(slots=True)
class _DamageReader:
    document: Document
    source: Document
    tables: dict[int, Table] = field(default_factory=dict)  # by the number of the table that they replace
    found: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    explained: set[int] = field(default_factory=set)  # lines, from 1, of which nothing else is to be noticed
    broken: set[int] = field(default_factory=set)  # the numbers of tables with a damaged delimiter row
    text: str = ""
    lines: Sequence[Line] = ()
    parsed: MarkdownFile | None = None
    widths: dict[int, int] = field(default_factory=dict)  # how many tables of the source have each width
    source_rows: dict[int, int] = field(default_factory=dict)  # how many rows the longest of these has

    def __post_init__(self) -> None:
        assert isinstance(self.document.parsed, MarkdownFile)
        self.parsed = self.document.parsed
        self.lines = self.parsed.lines
        # As long as the file's own text, so that all offsets are the same.
        self.text = self.document.source.replace(_FULL_WIDTH_BAR, "|")
        self.widths = _count_widths(self.source)
        for table in self.source.tables:
            width = len(table.columns)
            self.source_rows[width] = max(self.source_rows.get(width, 0), len(table.rows))

    def read(self) -> None:
        """Read what is damaged."""
        lacking = {width: count - _count_widths(self.document).get(width, 0) for width, count in self.widths.items()}
        assert self.parsed is not None
        assert self.parsed.read is not None
        blocks = [block for block in self.parsed.read.blocks if block.kind in TABLE_KINDS]
        numbered = enumerate(blocks)
        self.broken = {number for number, block in numbered if block.kind == "broken" and not block.containers}
        for number, table in enumerate(self.document.tables):
            self._read_rows(number, table)
        for group in self._group():
            if group[0].table is not None:
                self._extend(group)
                continue
            width = self._find_width(group)
            if width is not None and lacking.get(width, 0) > 0:
                lacking[width] -= 1
                self._read_table(group, width)

    def make_document(self) -> Document:
        """The document with what was read."""
        document = self.document
        kept = [self.tables.get(number, table) for number, table in enumerate(document.tables)]
        tables = tuple(sorted([*kept, *self.found], key=lambda table: table.span))
        spans = [table.span for table in (*self.tables.values(), *self.found)]
        prose = [block for block in document.prose if not _is_within(block.span, spans)]
        verbatim = tuple(one for one in document.verbatim if not any(_overlap(one.span, span) for span in spans))
        notices = [notice for notice in document.notices if notice.line not in self.explained]
        notices = sorted([*notices, *self.notices], key=lambda notice: notice.line)
        first = tables[0].line if tables else inf
        kinds = assign_kinds((replace(block, kind=_get_plain_kind(block.kind)) for block in prose), first)
        return replace(document, tables=tables, prose=kinds, verbatim=verbatim, notices=tuple(notices))

    # Which lines belong together

    def _group(self) -> Iterator[list[_PagePiece]]:
        """Pieces with nothing but empty lines between them; a block of code is one by itself."""
        group: list[_PagePiece] = []
        for piece in self._list_pieces():
            joins = piece.code is None and piece.table is None and not (group and group[-1].code)
            if group and not (joins and self._is_empty_between(group[-1].last, piece.first)):
                yield group
                group = []
            group.append(piece)
        if group:
            yield group

    def _list_pieces(self) -> Iterator[_PagePiece]:
        assert self.parsed is not None
        assert self.parsed.read is not None
        pieces: list[_PagePiece] = []
        number = 0
        for block in self.parsed.read.blocks:
            if block.kind in TABLE_KINDS:
                pieces.append(_PagePiece(block.first, block.last, block, table=number))
                number += 1
            elif block.kind == "paragraph" and not block.containers and self._are_rows(block.first, block.last):
                pieces.append(_PagePiece(block.first, block.last, block))
        if count_code_tables(self.document) > count_code_tables(self.source):
            pieces.extend(_PagePiece(*lines, code=code) for code, lines in list_code_tables(self.document))
        yield from sorted(pieces, key=lambda piece: piece.first)

    def _are_rows(self, first: int, last: int) -> bool:
        return all(self._count_cells(index) in self.widths or self._is_delimiter(index) for index in range(first, last))

    def _count_cells(self, index: int) -> int:
        """How many cells a line has, 0 where it does not begin and end with a bar."""
        line = self.lines[index]
        content = self.text[line.start : line.end].strip()
        is_row = len(content) > 1 and content.startswith("|") and content.endswith("|") and content[-2:] != "\\|"
        return sum(1 for _ in split_row(self.text, line)) if is_row else 0

    def _is_delimiter(self, index: int) -> bool:
        """Whether a line of bars has neither letters nor digits, and anything."""
        line = self.lines[index]
        content = "".join(self.text[line.start : line.end].replace("|", " ").split())
        return (
            self.text[line.start : line.end].strip().startswith("|")
            and bool(content)
            and not any(character.isalnum() for character in content)
        )

    def _is_empty_between(self, first: int, last: int) -> bool:
        return all(not self.text[slice(*self.lines[index])].strip() for index in range(first, last))

    def _find_width(self, group: Sequence[_PagePiece]) -> int | None:
        """How many cells all rows of a group have; None where they do not agree, or are too few to be a table."""
        rows = [index for index in _list_lines(group) if not self._is_delimiter(index)]
        widths = {self._count_cells(index) for index in rows}
        is_table = len(rows) > 1 or (len(rows) == 1 and len(_list_lines(group)) > 1)
        return widths.pop() if len(widths) == 1 and is_table and widths <= self.widths.keys() else None

    # Tables that go on after an empty line

    def _extend(self, group: Sequence[_PagePiece]) -> None:
        head, *others = group
        assert head.table is not None
        table = self.tables.get(head.table, self.document.tables[head.table])
        if self.source_rows.get(len(table.columns), 0) <= len(table.rows):
            return
        for piece in others:
            if any(self._count_cells(index) != len(table.columns) for index in range(piece.first, piece.last)):
                break
            rows = tuple(self._read_row(index) for index in range(piece.first, piece.last))
            before = table.rows[-1].line if table.rows else table.line + 1
            table = replace(
                table,
                rows=(*table.rows, *rows),
                span=Span(table.span.start, self.lines[piece.last - 1].end),
            )
            count = f"lines {piece.first + 1} to {piece.last} are rows" if len(rows) > 1 else "the line below is a row"
            fact = f"an empty line ends the table here: {count} of it"
            gap = Span(self.lines[before - 1].end, self.lines[piece.first].start)
            self.notices.append(Notice(before + 1, fact, gap, find_line_break(self.document.source)))
        self.tables[head.table] = table

    # Tables that are none

    def _read_table(self, group: Sequence[_PagePiece], width: int) -> None:
        indexes = _list_lines(group)
        delimiter = next((at for at, index in enumerate(indexes[:2]) if self._is_delimiter(index)), None)
        rows = [index for index in indexes if not self._is_delimiter(index)]
        has_header = delimiter == 1 or (delimiter is None and not self._is_headless(rows, width))
        header = self._read_row(rows[0]).cells if has_header else self._make_empty_header(indexes[0], width)
        body = rows[has_header:]
        span = Span(self.lines[indexes[0]].start, self.lines[indexes[-1]].end)
        columns = tuple(Column(cell) for cell in header)
        line = indexes[0] + 1
        self.found.append(Table(line, columns, tuple(self._read_row(index) for index in body), span))
        facts = list(self._list_facts(group, delimiter, has_header))
        whole = group[0].code.span if group[0].code else span
        fact = f"{', '.join(facts)}: {_NO_TABLE}"
        if delimiter == 1 or (has_header and self._is_headed(rows, width)):
            text = self._rebuild(rows, width, whole, indexes[1] if delimiter == 1 else None)
            self.notices.append(Notice(line, fact, whole, text))
        else:
            self.notices.append(Notice(line, fact))

    def _list_facts(self, group: Sequence[_PagePiece], delimiter: int | None, has_header: bool) -> Iterator[str]:
        code = group[0].code
        if code is not None:
            yield f"the table is {'fenced' if is_fenced(self.document, code) else 'indented'} as code"
            return
        indexes = _list_lines(group)
        if any(_FULL_WIDTH_BAR in self.document.source[slice(*self.lines[index])] for index in indexes):
            yield "the table has full-width bars"
        if delimiter is None:
            yield "the delimiter row is lost" if has_header else "the header and the delimiter row are lost"
        elif not has_header:
            yield "the header row is lost"
        elif not re.search("-", self.text[slice(*self.lines[indexes[delimiter]])]):
            yield "the delimiter row is damaged"
        if len(group) > 1:
            yield "there are empty lines between the rows"

    def _is_headless(self, rows: Sequence[int], width: int) -> bool:
        """Whether the first line is no header: as many lines as a table of the source has rows, or what its first row
        says, and nothing that a header of the source says.
        """
        if self._is_headed(rows, width):
            return False
        values = self._read_values(rows[0])
        tables = [table for table in self.source.tables if len(table.columns) == width and table.rows]
        return any(
            len(table.rows) == len(rows) or values & {_read_cell(cell) for cell in table.rows[0].cells}
            for table in tables
        )

    def _is_headed(self, rows: Sequence[int], width: int) -> bool:
        """Whether the first line is a header: one line more than a table of the source has rows, or what its header
        says, and nothing that its first row says.
        """
        values = self._read_values(rows[0])
        for table in self.source.tables:
            if len(table.columns) == width and table.rows:
                first = {_read_cell(cell) for cell in table.rows[0].cells}
                headers = {_read_cell(column.header) for column in table.columns}
                if not values & (first - headers) and (len(rows) == len(table.rows) + 1 or values & headers):
                    return True
        return False

    def _read_values(self, index: int) -> set[tuple[str, str, str]]:
        return {_read_cell(cell) for cell in self._read_row(index).cells} - {_NOTHING}

    def _make_empty_header(self, index: int, width: int) -> tuple[Cell, ...]:
        start = self.lines[index].start
        return tuple(Cell((), index + 1, 1, Span(start, start)) for _ in range(width))

    def _rebuild(self, rows: Sequence[int], width: int, span: Span, delimiter: int | None) -> str:
        """The table's lines as they should be, its header first."""
        line_break = find_line_break(self.document.source)
        lines = [self.text[slice(*self.lines[index])].strip() for index in rows]
        dashes = "" if delimiter is None else self.text[slice(*self.lines[delimiter])].strip()
        is_sound = DELIMITER.fullmatch(dashes) is not None and dashes.count("|") == width + 1
        text = line_break.join([lines[0], dashes if is_sound else f"|{'---|' * width}", *lines[1:]])
        after = self.document.source[span.end :].removeprefix(line_break)
        is_apart = not after or after.startswith(("\n", "\r"))
        return text if is_apart else text + line_break

    # Rows and delimiters of tables

    def _read_rows(self, number: int, table: Table) -> None:
        """Read what is damaged in a table that is one, or nearly."""
        if number in self.broken:
            table = self._read_broken(table)
        width, rows = len(table.columns), list(table.rows)
        for at, row in enumerate(rows):
            if len(row.cells) == width or table.containers:
                continue
            content = self.document.source[row.span.start : row.span.end]
            if content.lstrip().startswith(_FULL_WIDTH_BAR) and self._count_cells(row.line - 1) == width:
                rows[at] = self._read_row(row.line - 1)
                self._explain(row, "the bars of this row are full-width: it is shown as one cell", row.span, self.text)
            elif content.lstrip().startswith("\\|") and content.replace("\\|", "|").count("|") == width + 1:
                fact = "the bars of this row are escaped: it is shown as one cell"
                self._explain(row, fact, row.span, content.replace("\\|", "|"), whole=True)
            elif at + 1 < len(rows) and self._is_cut(row, rows[at + 1], width):
                # Whether a word was cut or two were parted nobody can tell: nothing is written.
                self.explained.update((row.line, rows[at + 1].line))
                self.notices.append(Notice(row.line, "a line break cuts this row in two"))
        while rows and "|" not in self.text[slice(*rows[-1].span)] and self.source_rows.get(width):
            text = rows.pop()
            self.explained.add(text.line)
            if not rows or "|" in self.text[slice(*rows[-1].span)]:
                start = Span(text.span.start, text.span.start)
                fact = "this line is shown as a row of the table: an empty line is missing above it"
                self.notices.append(Notice(text.line, fact, start, find_line_break(self.document.source)))
        if (
            len(rows) < len(table.rows)
            or any(new is not old for new, old in zip(rows, table.rows, strict=False))
            or table is not (self.document.tables[number])
        ):
            self.tables[number] = replace(table, rows=tuple(rows))

    def _explain(self, row: Row, fact: str, span: Span, text: str, *, whole: bool = False) -> None:
        self.explained.add(row.line)
        self.notices.append(Notice(row.line, fact, span, text if whole else text[slice(*span)]))

    def _is_cut(self, row: Row, below: Row, width: int) -> bool:
        """Whether two rows are one with a line break in it."""
        one, other = (self.document.source[slice(*each.span)].strip() for each in (row, below))
        is_open = not one.endswith("|") and not other.startswith("|")
        return is_open and f"{one} {other}".replace("\\|", "").count("|") == width + 1 and other.endswith("|")

    def _read_broken(self, table: Table) -> Table:
        """A table with a damaged delimiter row, or with a header that lost a cell."""
        line = self.lines[table.line]
        widths = [len(row.cells) for row in table.rows]
        width = max(set(widths), key=widths.count, default=0)
        self.explained.add(table.line + 1)
        if len(table.columns) < width and width in self.widths:
            lost = width - len(table.columns)
            fact = f"the header row has {len(table.columns)} cells, the rows have {width}: {_NO_TABLE}"
            self.notices.append(Notice(table.line, fact))
            self.explained.update(row.line for row in table.rows if len(row.cells) == width)
            empty = self._make_empty_header(table.line - 1, lost)
            return replace(table, columns=(*table.columns, *(Column(cell) for cell in empty)))
        fact = f"the delimiter row is damaged: {_NO_TABLE}"
        if len(table.columns) in self.widths:
            marks = "|".join(_DELIMITERS[column.align] for column in table.columns)
            self.notices.append(Notice(table.line + 1, fact, Span(*line), f"|{marks}|"))
        else:
            self.notices.append(Notice(table.line + 1, fact))
        return table

    def _read_row(self, index: int) -> Row:
        assert self.parsed is not None
        return read_row(self.text, self.lines, index, self.parsed.definitions)


def _count_widths(document: Document) -> dict[int, int]:
    """How many tables have each number of columns; those of one column are written in no particular way."""
    widths: dict[int, int] = {}
    for table in document.tables:
        if len(table.columns) > 1:
            widths[len(table.columns)] = widths.get(len(table.columns), 0) + 1
    return widths


def _list_lines(group: Sequence[_PagePiece]) -> list[int]:
    return [index for piece in group for index in range(piece.first, piece.last)]


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _get_plain_kind(kind: BlockKind) -> BlockKind:
    """The kind of a block before its position on the page is taken into account."""
    return "heading" if kind == "title" else "paragraph" if kind == "introduction" else kind


_NOTHING = ("", "", "")


def _read_cell(cell: Cell) -> tuple[str, str, str]:
    return (cell.text, cell.link, cell.image)
