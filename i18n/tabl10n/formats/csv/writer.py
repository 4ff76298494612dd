"""Writing CSV: edits of a document as text edits, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tabl10n.document import Block, Cell, Document, Edit
from tabl10n.formats.changes import Encoded, TextEdit, encode_each, encode_parts, require_writable
from tabl10n.formats.csv import renderer
from tabl10n.formats.csv.reader import CsvFile
from tabl10n.formats.csv.renderer import quote
from tabl10n.formats.rendering import Rendering, simplify
from tabl10n.nodes import Span


def encode(document: Document, edits: Sequence[Edit], options: Rendering | None) -> Encoded:
    """What ``edits`` come to; the whole file is written where ``options`` ask for a guard against formulas.

    Columns of links and images are renamed with the column that they belong to.
    """
    if options and options.guard:
        text = renderer.render(_drop_empty_columns(document.edited(edits)), options)
        return Encoded(tuple((edit, ()) for edit in edits), (TextEdit(Span(0, len(document.source)), text),))
    assert isinstance(document.parsed, CsvFile)
    companions = document.parsed.companions

    def encode_edit(part: Cell | Block, edit: Edit) -> Iterator[TextEdit]:
        assert isinstance(part, Cell)  # there are no paragraphs in CSV
        new = part.edited(edit)
        require_writable(document, new)
        yield from encode_parts(document, part, new, quote)
        for span, suffix in companions.get(edit.span, {}).items():
            yield TextEdit(span, quote(new.text + suffix))

    return encode_each(document, edits, encode_edit)


def _drop_empty_columns(document: Document) -> Document:
    """``document`` without the fields of links and images that there are none of."""
    return document.with_cells(lambda cell: replace(cell, nodes=simplify(cell.nodes)))
