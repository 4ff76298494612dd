"""What a document says differently from its source: the part of writing that every format shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tabl10n.model import Cell, Document, Prose, Span, Table


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
    return ((old, new) for old, new in pairs if any(a != b for a, b in _cells(old, new)))


def changed_cells(original: Document, document: Document) -> Iterator[tuple[Cell, Cell]]:
    """Cells that say something else now, header cells too, each with what it was."""
    for old, new in zip(original.tables, document.tables, strict=True):
        yield from ((a, b) for a, b in _cells(old, new) if a != b)


def _cells(old: Table, new: Table) -> Iterator[tuple[Cell, Cell]]:
    headers = ((a.header, b.header) for a, b in zip(old.columns, new.columns, strict=True))
    rows = (zip(a.cells, b.cells, strict=True) for a, b in zip(old.rows, new.rows, strict=True))
    return chain(headers, chain.from_iterable(rows))
