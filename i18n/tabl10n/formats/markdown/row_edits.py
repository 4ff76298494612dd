"""Text edits that put a row of a table right: a cell too few or too many, two rows on one line."""

from __future__ import annotations

import re

from tabl10n.document import Document, Row
from tabl10n.formats.changes import TextEdit
from tabl10n.formats.lines import find_line_break
from tabl10n.nodes import Span

_BETWEEN = re.compile(r"[ \t]*\|[ \t]*(?:\|[ \t]*)?")  # what is between two cells, or two with an empty one between
_AT_END = re.compile(r"[ \t]*\|[ \t]*\|?[ \t]*")  # what is behind the last cell that says anything


def split_row(document: Document, row: Row, width: int) -> TextEdit | None:
    """The edit that makes two rows of the first and the last ``width`` cells; what is between them is left out."""
    cells = row.cells
    gap = Span(cells[width - 1].span.end, cells[len(cells) - width].span.start)
    start = document.source[row.span.start : cells[0].span.start]
    if start.strip() != "|" or not _BETWEEN.fullmatch(document.source[slice(*gap)]):
        return None
    return TextEdit(gap, f" |{find_line_break(document.source)}{start}")


def insert_cell(document: Document, row: Row, index: int) -> TextEdit | None:
    """The edit that puts an empty cell before the cell ``index``."""
    if index >= len(row.cells) or not document.source.startswith("|", row.span.start):
        return None
    start = row.cells[index].span.start
    return TextEdit(Span(start, start), "| ")


def remove_cell(document: Document, row: Row, index: int) -> TextEdit | None:
    """The edit that takes away the cell ``index``, the last one and empty."""
    if index != len(row.cells) - 1 or _is_said(document, row, index):
        return None
    gap = Span(row.cells[index - 1].span.end, row.span.end)
    return TextEdit(gap, " |") if _AT_END.fullmatch(document.source[slice(*gap)]) else None


def _is_said(document: Document, row: Row, index: int) -> bool:
    return bool(document.source[slice(*row.cells[index].span)].strip())
