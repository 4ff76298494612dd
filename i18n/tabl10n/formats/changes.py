"""Edits of a document as text edits of its source: the part of writing that every format shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tabl10n.document import Cell, Document, Edit, Prose, Span, Table
from tabl10n.errors import InputError

# Characters that a text format cannot hold: a parser drops them, replaces them, or takes them for others.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
TOO_RICH = "its markup is too rich to tell where each part stands"
"""Why a part of a cell cannot be changed."""


class TextEdit(NamedTuple):
    """Put ``text`` in the place of ``span``."""

    span: Span
    text: str


class Encoded(NamedTuple):
    """What edits of a document come to in its text.

    ``made`` has each edit that the format can hold, with the text edits that make it and no other; these are none where
    it is made by those that are ``shared``: they make several edits together, as the borders of a table depend on all
    its cells. ``refused`` are the edits that the format cannot hold, and why.
    """

    made: tuple[tuple[Edit, tuple[TextEdit, ...]], ...] = ()
    shared: tuple[TextEdit, ...] = ()
    refused: tuple[tuple[Edit, InputError], ...] = ()

    def text_edits(self) -> Iterator[TextEdit]:
        """All that changes in the text."""
        yield from self.shared
        for _, own in self.made:
            yield from own

    def require_all(self) -> Encoded:
        """Itself. Raises the InputError of the first edit that is refused."""
        for _, error in self.refused:
            raise error
        return self


def encode_each(edits: Iterable[Edit], encode: Callable[[Edit], Iterable[TextEdit]]) -> Encoded:
    """``edits``, each of which ``encode`` makes by itself; it raises InputError for one that the format cannot hold."""
    made: list[tuple[Edit, tuple[TextEdit, ...]]] = []
    refused: list[tuple[Edit, InputError]] = []
    for edit in edits:
        try:
            made.append((edit, tuple(encode(edit))))
        except InputError as error:
            refused.append((edit, error))
    return Encoded(tuple(made), (), tuple(refused))


def apply(source: str, edits: Iterable[TextEdit]) -> str:
    """``source`` with all ``edits`` made; their spans do not overlap, but one edit may be given twice."""
    parts: list[str] = []
    done = 0
    for span, text in sorted(set(edits)):
        parts += (source[done : span.start], text)
        done = span.end
    return "".join([*parts, source[done:]])


def all_cells(document: Document) -> Iterator[Cell]:
    """Every cell, header cells too, in order."""
    return chain.from_iterable(map(cells_of, document.tables))


def cells_of(table: Table) -> Iterator[Cell]:
    """Every cell of the table, header cells too, in order."""
    yield from (column.header for column in table.columns)
    yield from chain.from_iterable(row.cells for row in table.rows)


def refused(document: Document, cell: Cell, fact: str, next_step: str) -> InputError:
    """The error that says which cell cannot be written, and why."""
    return InputError(f"{_name(document, cell)}: {fact}", path=document.name, line=cell.line, next_step=next_step)


def part_edits(document: Document, old: Cell, new: Cell, encode: Callable[[str], str]) -> Iterator[TextEdit]:
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
            yield TextEdit(span, encode(meant))


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
