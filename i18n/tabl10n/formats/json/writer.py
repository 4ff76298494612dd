"""Writing JSON: edits of a document as text edits, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from tabl10n.document import Block, Cell, Document, Edit
from tabl10n.formats.changes import TOO_RICH, Encoded, TextEdit, encode_each, encode_parts, make_cell_error, pair_edits
from tabl10n.formats.json import renderer
from tabl10n.formats.json.reader import JsonFile
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Span, shown_text


def encode(document: Document, edits: Sequence[Edit], options: Rendering | None) -> Encoded:
    """What ``edits`` come to, and the language of ``options``.

    Where the name of a column changes the whole text is written, since every row has it; so it is where a cell, heading
    or paragraph with markup changes, since the file has its text twice. Markup of a translation that the source does
    not have is text.
    """
    language = _get_parsed(document).language
    if any(_is_written_twice(document, part, edit) for edit, part in pair_edits(document, edits)):
        encoded = encode_each(document, edits, partial(_require_located, document))
        edited = document.edited([edit for edit, _ in encoded.made])
        text = renderer.render(edited, options or Rendering(language.text if language else ""))
        return encoded._replace(shared=(TextEdit(Span(0, len(document.source)), text),))
    encoded = encode_each(document, edits, partial(_encode_edit, document))
    if language and options and options.language:
        named = TextEdit(language.span, renderer.escape(options.language))
        encoded = encoded._replace(shared=(named,))
    return encoded


def _encode_edit(document: Document, part: Cell | Block, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(part, Cell):
        return encode_parts(document, part, part.edited(edit), renderer.escape)
    return [TextEdit(edit.span, renderer.escape(shown_text(edit.nodes)))]


def _is_written_twice(document: Document, part: Cell | Block, edit: Edit) -> bool:
    """Whether the file has what changes more than once: the name of a column, or a text that has markup."""
    headers = (column.header.span for table in document.tables for column in table.columns)
    return _has_inline(document, part) or (part.text != shown_text(edit.nodes) and part.span in headers)


def _has_inline(document: Document, part: Cell | Block) -> bool:
    return part.span in _get_parsed(document).inline_spans


def _get_parsed(document: Document) -> JsonFile:
    assert isinstance(document.parsed, JsonFile)
    return document.parsed


def _require_located(document: Document, part: Cell | Block, edit: Edit) -> Iterable[TextEdit]:
    """Nothing, for an edit that is made by writing the whole text.

    Raises InputError where a part of a cell changes, and it has more markup than tells where that part is.
    """
    if isinstance(part, Cell) and _has_inline(document, part) and edit.source is None:
        new = part.edited(edit)
        if part.markup or any(after and not before for before, after in zip(part.parts, new.parts, strict=True)):
            raise make_cell_error(document, new, TOO_RICH, "change it by hand")
    return ()
