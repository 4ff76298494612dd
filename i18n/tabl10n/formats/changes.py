"""What a document says differently from its source: the part of writing that every format shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tabl10n.errors import InputError
from tabl10n.model import Cell, Document, Prose, Span, Table

# Characters that a text format cannot hold: a parser drops them, replaces them, or takes them for others.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
TOO_RICH = "its markup is too rich to tell where each part stands"
"""Why a part of a cell cannot be changed."""


class Edit(NamedTuple):
    """Put ``text`` in the place of ``span``."""

    span: Span
    text: str


def apply(source: str, edits: Iterable[Edit]) -> str:
    """``source`` with all ``edits`` made; their spans do not overlap, but one edit may be given twice."""
    parts: list[str] = []
    done = 0
    for span, text in sorted(set(edits)):
        parts += (source[done : span.start], text)
        done = span.end
    return "".join([*parts, source[done:]])


def changed_prose(original: Document, document: Document) -> Iterator[tuple[Prose, Prose]]:
    """Headings and paragraphs that say something else now, each with what it said."""
    pairs = zip(original.prose, document.prose, strict=True)
    return ((old, new) for old, new in pairs if old.text != new.text)


def changed_tables(original: Document, document: Document) -> Iterator[tuple[Table, Table]]:
    """Tables of which a cell says something else now, each with what it was."""
    pairs = zip(original.tables, document.tables, strict=True)
    return ((old, new) for old, new in pairs if any(a is not b and a != b for a, b in _cells(old, new)))


def changed_cells(original: Document, document: Document) -> Iterator[tuple[Cell, Cell]]:
    """Cells that say something else now, header cells too, each with what it was."""
    for old, new in zip(original.tables, document.tables, strict=True):
        yield from ((a, b) for a, b in _cells(old, new) if a is not b and a != b)


def all_cells(document: Document) -> Iterator[Cell]:
    """Every cell, header cells too, in order."""
    for table in document.tables:
        yield from (column.header for column in table.columns)
        yield from chain.from_iterable(row.cells for row in table.rows)


def _cells(old: Table, new: Table) -> Iterator[tuple[Cell, Cell]]:
    headers = ((a.header, b.header) for a, b in zip(old.columns, new.columns, strict=True))
    rows = (zip(a.cells, b.cells, strict=True) for a, b in zip(old.rows, new.rows, strict=True))
    return chain(headers, chain.from_iterable(rows))


def refused(document: Document, cell: Cell, fact: str, next_step: str) -> InputError:
    """The error that says which cell cannot be written, and why."""
    return InputError(f"{_name(document, cell)}: {fact}", path=document.name, line=cell.line, next_step=next_step)


def part_edits(document: Document, old: Cell, new: Cell, encode: Callable[[str], str]) -> Iterator[Edit]:
    """An edit for each part of the cell that changed. Raises InputError where nobody knows where it stands."""
    if new.markup != old.markup:
        raise refused(document, new, TOO_RICH, "change it by hand")
    for said, meant, span in (
        (old.text, new.text, old.text_span),
        (old.link, new.link, old.link_span),
        (old.image, new.image, old.image_span),
        (old.alt, new.alt, old.alt_span),
    ):
        if said != meant:
            if span is None:
                raise refused(document, new, TOO_RICH, "change it by hand")
            yield Edit(span, encode(meant))


def _name(document: Document, cell: Cell) -> str:
    for number, table in enumerate(document.tables, 1):
        for row, cells in enumerate([tuple(column.header for column in table.columns), *(r.cells for r in table.rows)]):
            for index, other in enumerate(cells):
                if other.span == cell.span and other.line == cell.line:
                    header = table.columns[index].header.text if index < len(table.columns) else ""
                    return f"table {number}, {f'row {row}' if row else 'header'}, column {header or index + 1!r}"
    return "a cell"


def require_writable(document: Document, cell: Cell) -> None:
    """Raise InputError where a part of the cell holds a control character other than white space."""
    parts = (cell.text, cell.alt, cell.link, cell.image, cell.markup)
    if "".join(parts).isprintable():  # nearly always, and found out ten times as fast
        return
    for part in parts:
        if found := _UNWRITABLE.search(part):
            raise refused(document, cell, f"the control character U+{ord(found[0]):04X}", "take it out")


def require_writable_prose(document: Document, prose: Prose) -> None:
    """Raise InputError where a heading or paragraph holds a control character other than white space."""
    if found := _UNWRITABLE.search(prose.text):
        fact = f"the {prose.kind} holds the control character U+{ord(found[0]):04X}"
        raise InputError(fact, path=document.name, line=prose.line, next_step="take it out")
