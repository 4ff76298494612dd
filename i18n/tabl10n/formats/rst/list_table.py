"""List-tables: their cells, and changed cells put into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tabl10n.document import Notice
from tabl10n.formats.changes import TextEdit
from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import CellGrid, CellLines, RowSpan, count_header_rows
from tabl10n.nodes import Span

_ROW = re.compile(r"(?P<row>\s*[-*+]\s+)(?P<cell>[-*+](?:\s+|$))")
_CELL = re.compile(r"(?P<cell>\s*[-*+](?:\s+|$))")
_OPTION = re.compile(r"\s+:(?P<name>[\w-]+):\s*(?P<value>.*)")
# Of thousands of digits Python makes no number.
_NUMBER = re.compile(r"[0-9]{1,9}")


def read_list(source: str, lines: Sequence[Line], block: RstBlock) -> CellGrid:
    """The list-table at ``block``; rows that have not as many cells as the first do not answer to the columns."""
    found = _ListTableRows(source, lines)
    for index in range(block.first + 1, block.last):
        found.add(index, source[slice(*lines[index])])
    rows, notices = found.rows, found.notices
    head = count_header_rows(rows, found.head, block, notices)
    columns = len(rows[0]) if rows else 0
    uneven = [number for number, row in enumerate(rows, 1 - head) if len(row) != columns]
    notices += [_describe_uneven(rows[number + head - 1], columns) for number in uneven]
    spans = _find_row_spans(source, lines, block, [row[0].at for row in rows[head:]])
    return CellGrid(columns, rows[:head], rows[head:], frozenset(uneven), notices, spans)


def _find_row_spans(source: str, lines: Sequence[Line], block: RstBlock, firsts: Sequence[int]) -> list[RowSpan]:
    """The lines from each of ``firsts`` to the next, without blank ones at the end."""
    spans: list[RowSpan] = []
    for first, end in pairwise([*firsts, block.last]):
        while not source[slice(*lines[end - 1])].strip():
            end -= 1
        spans.append(RowSpan(Span(lines[first].start, lines[end - 1].end)))
    return spans


def _describe_uneven(row: list[CellLines], columns: int) -> Notice:
    return Notice(row[0].at + 1, f"{len(row)} cells where the table has {columns} columns")


class _ListTableRows:
    """The rows of a list-table, whose lines come in order; ``head`` of them are its header, as its option says.

    ``in_body``: the title and the options are over, which are above the first blank line. ``mark`` is the list mark
    of the last cell, ``at`` where it is in its line, ``content`` where the cell's content begins there: a line that
    is indented as far goes on with it, whatever it looks like.
    """

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.head = 0
        self.in_body = False
        self.rows: list[list[CellLines]] = []
        self.notices: list[Notice] = []
        self.mark, self.at, self.content = "", 0, 0

    def add(self, index: int, text: str) -> None:
        """Add a line: a blank one, the title, an option or a part of a row."""
        option = _OPTION.fullmatch(text)
        self.in_body = self.in_body or not text.strip()
        if option and not self.rows:
            self._set(option["name"], option["value"].strip())
        elif text.strip() and (self.in_body or _ROW.match(text)):
            self._add(index, text)
            self.in_body = True

    def _set(self, name: str, value: str) -> None:
        if name == "header-rows":
            self.head = int(value) if _NUMBER.fullmatch(value) else 0

    def _add(self, index: int, text: str) -> None:
        """Add a line to the rows: ``* - `` begins a row, ``  - `` a cell, if a little out of place; else it goes on."""
        indent = len(text) - len(text.lstrip())
        is_deep = bool(self.rows) and indent >= self.content
        row = None if is_deep or self._is_cell(text, indent) else _ROW.match(text)
        cell = None if is_deep else row or _CELL.match(text)
        if row:
            self.rows.append([])
        if not self.rows:
            self.notices.append(Notice(index + 1, "this line of a list-table belongs to no row"))
        elif cell:
            self._begin(cell, index, text)
        else:
            line = self.lines[index]
            self.rows[-1][-1].add(_trim_rest(line, text, indent), line.start + self.content)

    def _is_cell(self, text: str, indent: int) -> bool:
        """Whether a mark there is a cell's, although what follows may be another one: of a list in the cell."""
        return bool(self.rows) and indent >= self.at and text[indent] == self.mark

    def _begin(self, cell: re.Match[str], index: int, text: str) -> None:
        self.at = len(text) - len(text[cell.start("cell") :].lstrip())
        self.mark = text[self.at]
        self.content = cell.end() if text[cell.end() :].strip() else self.at + 2
        span = _trim_rest(self.lines[index], text, cell.end())
        self.rows[-1].append(CellLines([span], index, len(self.rows[-1]), 1, [self.lines[index].start + self.content]))


def _trim_rest(line: Line, text: str, start: int) -> Span:
    end = max(start, len(text.rstrip()))
    return Span(line.start + start, line.start + end)


def edit_list_table(source: str, replaced: Mapping[Span, str]) -> Iterator[TextEdit]:
    """The edits that put ``replaced`` into a list-table, whose cells need no padding."""
    for span, text in replaced.items():
        glued = text and span.start == span.end and not source[span.start - 1].isspace()
        yield TextEdit(span, f" {text}" if glued else text)
