"""Documents whose text was written as UTF-8 and read as something else, put right."""

from __future__ import annotations

from dataclasses import replace

from tabl10n.document import Cell, Document, Notice
from tabl10n.text.mojibake import is_suspect, repair


def repair_document(document: Document) -> Document:
    """``document`` with ``repair`` done on the text of each cell, header cells too, and a notice for each change."""
    if document.source.isascii() or not is_suspect(document.source):
        return document
    changed = document.with_cells(_repair_cell)
    notices = [
        Notice(after.line, f"broken encoding: {before.text!r} is read as {after.text!r}")
        for before, after in zip(document.cells(), changed.cells(), strict=True)
        if before.text != after.text
    ]
    return replace(changed, notices=tuple(sorted([*document.notices, *notices], key=lambda notice: notice.line)))


def _repair_cell(cell: Cell) -> Cell:
    text = repair(cell.text)
    return cell if text == cell.text else cell.with_parts(text=text)
