"""Edits of a document as text edits of its source: the part of writing that every format shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tabl10n.document import Block, Cell, Document, Edit, Verbatim
from tabl10n.errors import InputError
from tabl10n.nodes import Span, Text, parts_of, shown_span, shown_text, texts

# Characters that a text format cannot hold: a parser drops them, replaces them, or takes them for others.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
TOO_RICH = "its markup is too rich to tell where each part is"
"""Why a part of a cell cannot be changed."""


class TextEdit(NamedTuple):
    """Replace what is at ``span`` by ``text``."""

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

    def collect_text_edits(self) -> Iterator[TextEdit]:
        """All that changes in the text."""
        yield from self.shared
        for _, own in self.made:
            yield from own

    def require_all(self) -> Encoded:
        """Itself. Raises the InputError of the first edit that is refused."""
        for _, error in self.refused:
            raise error
        return self


def pair_edits(document: Document, edits: Sequence[Edit]) -> Iterator[tuple[Edit, Cell | Block]]:
    """Yield each of ``edits`` with the cell, heading or paragraph of ``document`` that it changes."""
    wanted = {edit.span for edit in edits}
    parts: dict[Span, Cell | Block] = {}
    for cell in document.cells():
        if cell.span in wanted and (cell.nodes or cell.span not in parts):
            parts[cell.span] = cell
    parts.update((block.span, block) for block in document.prose)
    for edit in edits:
        yield edit, parts[edit.span]


def encode_each(
    document: Document, edits: Sequence[Edit], encode: Callable[[Cell | Block, Edit], Iterable[TextEdit]]
) -> Encoded:
    """``edits``, each of which ``encode`` makes by itself of the part that it changes; it raises InputError for one
    that the format cannot hold.
    """
    made: list[tuple[Edit, tuple[TextEdit, ...]]] = []
    refused: list[tuple[Edit, InputError]] = []
    for edit, part in pair_edits(document, edits):
        try:
            made.append((edit, tuple(encode(part, edit))))
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


def make_cell_error(document: Document, cell: Cell, fact: str, next_step: str) -> InputError:
    """The error that says which cell cannot be written, and why."""
    return InputError(f"{_name_cell(document, cell)}: {fact}", path=document.name, line=cell.line, next_step=next_step)


def encode_parts(document: Document, old: Cell, new: Cell, encode: Callable[[str], str]) -> Iterator[TextEdit]:
    """Yield an edit for each part of the cell that changed. Raises InputError where nobody knows where it is."""
    spans = (old.text_span, old.link_span, old.image_span, old.alt_span)
    for before, after, span in zip(old.parts, new.parts, spans, strict=True):
        if before != after:
            if span is None:
                raise make_cell_error(document, new, TOO_RICH, "change it by hand")
            yield TextEdit(span, encode(after))


def find_unplaced(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Find the edits of parts of cells of which it is not known where they are: a format may refuse those."""
    return [edit for edit, part in pair_edits(document, edits) if isinstance(part, Cell) and _is_unplaced(part, edit)]


def _is_unplaced(cell: Cell, edit: Edit) -> bool:
    if edit.source is not None:
        return False
    spans = (cell.text_span, cell.link_span, cell.image_span, cell.alt_span)
    parts = zip(cell.parts, parts_of(edit.nodes), spans, strict=True)
    return any(before != after and span is None for before, after, span in parts)


def encode_block(document: Document, block: Block, edit: Edit, encode: Callable[[str], str]) -> Iterator[TextEdit]:
    """Yield what ``edit`` changes of a heading or paragraph: all of it where its source is given, else its text.

    Raises InputError where nobody knows where that is.
    """
    if edit.source is not None:
        yield TextEdit(edit.span, edit.source)
        return
    before, after, span = shown_text(block.nodes), shown_text(edit.nodes), shown_span(block.nodes)
    if span is None:
        fact = f"the {block.kind}: {TOO_RICH}"
        raise InputError(fact, path=document.name, line=block.line, next_step="change it by hand")
    if before != after:
        yield TextEdit(span, encode(after))


def _name_cell(document: Document, cell: Cell) -> str:
    for number, table in enumerate(document.tables, 1):
        for row, cells in enumerate([tuple(column.header for column in table.columns), *(r.cells for r in table.rows)]):
            for index, other in enumerate(cells):
                if other.span == cell.span and other.line == cell.line:
                    header = table.columns[index].header.text if index < len(table.columns) else ""
                    return f"table {number}, {f'row {row}' if row else 'header'}, column {header or index + 1!r}"
    return "a cell"


def is_plain_text(cell: Cell) -> bool:
    """Whether the cell is text and nothing else, without a link or other markup."""
    return len(cell.nodes) == 1 and type(cell.nodes[0]) is Text and not cell.markup


def require_writable(document: Document, cell: Cell) -> None:
    """Raise InputError where a part of the cell holds a control character other than white space."""
    if is_plain_text(cell) and cell.text.isprintable():
        return  # nearly always, and found out ten times as fast
    parts = (*texts(cell.nodes), cell.markup)
    for part in parts:
        if found := _UNWRITABLE.search(part):
            raise make_cell_error(document, cell, f"the control character U+{ord(found[0]):04X}", "take it out")


def require_writable_code(document: Document, code: Verbatim) -> None:
    """Raise InputError where lines of code hold a control character other than white space."""
    if found := _UNWRITABLE.search(code.text):
        fact = f"the code holds the control character U+{ord(found[0]):04X}"
        raise InputError(fact, path=document.name, line=code.line, next_step="take it out")


def require_writable_block(document: Document, block: Block) -> None:
    """Raise InputError where a heading or paragraph holds a control character other than white space."""
    if found := _UNWRITABLE.search(block.text) or _UNWRITABLE.search("".join(texts(block.nodes))):
        fact = f"the {block.kind} holds the control character U+{ord(found[0]):04X}"
        raise InputError(fact, path=document.name, line=block.line, next_step="take it out")
