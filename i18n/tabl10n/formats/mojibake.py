"""Text that was written as UTF-8 and read as something else, put right."""

from __future__ import annotations

import re
from dataclasses import replace

from tabl10n.document import Cell, Document, Notice

# UTF-8 read as Latin-1 or Windows-1252: the first byte of a sequence shows as a letter from U+00C2 to U+00F4, the
# next as one of the 64 characters that stand at 80-BF. Only such text is worth the import of ftfy (82 ms).
_AFTER = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_SUSPECT = re.compile(rf"[\u00c2-\u00f4][\u0080-\u00bf{re.escape(_AFTER)}]|\u00c3 ")


def repair(text: str) -> str:
    """``text`` with broken encoding repaired; the same text when nothing is broken.

    A no-break space that the repair brings to light becomes a plain space: names are compared and translated with
    plain spaces.
    """
    if text.isascii() or not _is_suspect(text):
        return text
    from ftfy import fix_encoding

    fixed = fix_encoding(text)
    return text if fixed == text else fixed.replace("\u00a0", " ")


def _is_suspect(text: str) -> bool:
    return any(_SUSPECT.search(line) for line in text.split("\n") if not line.isascii())


def repair_document(document: Document) -> Document:
    """``document`` with ``repair`` done on the text of each cell, header cells too, and a notice for each change."""
    if document.source.isascii() or not _is_suspect(document.source):
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
