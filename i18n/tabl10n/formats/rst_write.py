"""Writing reStructuredText: what a document says differently from its source, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from tabl10n.errors import InputError
from tabl10n.formats.changes import Edit, apply, changed_prose, changed_tables
from tabl10n.formats.layout import display_width
from tabl10n.formats.rst_cell import cell_source, definition_edits
from tabl10n.formats.rst_layout import Replaced, edits_in_grid, edits_in_list, edits_in_simple
from tabl10n.model import Cell, Document, Prose, Table

if TYPE_CHECKING:
    from tabl10n.formats.rst import Parsed


def written(document: Document, parsed: Parsed, *, in_place: bool) -> str:
    """``document`` as text; ``parsed`` is what its source says. ``in_place`` uses a cell's padding where that does.

    Raises InputError for a cell that would not read back as it is to be.
    """
    original = parsed.document
    edits = [
        edit
        for old, new in changed_prose(original, document)
        for edit in _prose_edits(original.source, parsed, old, new)
    ]
    for old, new in changed_tables(original, document):
        edits.extend(_table_edits(document, parsed, old, new, in_place))
    if not edits:
        return document.source
    text = apply(document.source, edits)
    _check(text, document)
    return text


def _table_edits(document: Document, parsed: Parsed, old: Table, new: Table, in_place: bool) -> Iterator[Edit]:
    replaced: Replaced = {}
    for before, after in zip(cells(old), cells(new), strict=True):
        if before == after:
            continue
        yield from definition_edits(parsed.document.source, parsed.names, before, after)
        content = cell_source(parsed.document.source, before, after)
        if content is not None:
            replaced[before.span] = content
            replaced.update(dict.fromkeys(before.rest, ""))
    block = parsed.blocks[parsed.document.tables.index(old)]
    if replaced and block.kind == "grid":
        yield from edits_in_grid(document.source, parsed.lines, block, replaced, in_place)
    elif replaced and block.kind == "simple":
        yield from edits_in_simple(document, parsed.lines, block, replaced)
    elif replaced:
        yield from edits_in_list(document.source, replaced)


def cells(table: Table) -> Iterator[Cell]:
    """The table's cells, those of its header first."""
    yield from (column.header for column in table.columns)
    yield from (cell for row in table.rows for cell in row.cells)


def _prose_edits(source: str, parsed: Parsed, old: Prose, new: Prose) -> Iterator[Edit]:
    text = " ".join(new.text.split())
    yield Edit(old.span, text)
    rules = next(block.rules for block in parsed.prose if block.span == old.span)
    for rule in rules:
        if rule.end - rule.start < display_width(text):
            yield Edit(rule, source[rule.start] * display_width(text))


def _check(text: str, document: Document) -> None:
    """Read what was written: every cell and every paragraph must say what it was to say."""
    from tabl10n.formats.rst import read

    done = read(text, document.name)
    for meant, got in zip_longest(document.prose, done.prose):
        if meant is None or got is None or " ".join(meant.text.split()) != got.text:
            where = meant or got
            raise InputError(
                f"the paragraph {where.text!r} would not stay a paragraph",
                path=document.name,
                line=where.line,
                next_step="reword its beginning or its end",
            )
    if len(done.tables) != len(document.tables):
        raise InputError("a table would be lost", path=document.name, next_step="report the file")
    for table, again in zip(document.tables, done.tables, strict=True):
        _check_table(table, again, document.name)


def _check_table(meant: Table, got: Table, name: str) -> None:
    for number, (cell, again) in enumerate(zip_longest(cells(meant), cells(got))):
        if cell is None or again is None or _said(cell) != _said(again):
            raise refused(meant, cell or again, number, name)


def _said(cell: Cell) -> tuple[str, str, str, str]:
    return cell.text, cell.link, cell.image, cell.alt


def refused(table: Table, cell: Cell, number: int, name: str) -> InputError:
    """The error for a cell that reStructuredText cannot hold; it names the column by its header."""
    header = table.columns[number % len(table.columns)].header.text
    said = cell.text or cell.alt
    return InputError(
        f"the cell {said!r} in the column {header!r} cannot be written in this table",
        path=name,
        line=cell.line,
        next_step="write it on one line, without control characters, or change the table by hand",
    )
