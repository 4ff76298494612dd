"""Writing HTML: edits of a document as text edits, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tabl10n.document import Block, Cell, Document, Edit
from tabl10n.formats.changes import (
    Encoded,
    TextEdit,
    encode_block,
    encode_each,
    encode_parts,
    require_writable,
    require_writable_block,
)
from tabl10n.formats.html import language
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.inline import read_fragment
from tabl10n.formats.html.tokens import find_markup
from tabl10n.formats.rendering import Rendering
from tabl10n.formats.tags import find_unmatched


def encode(document: Document, edits: Sequence[Edit], options: Rendering | None) -> Encoded:
    """What ``edits`` come to, and the language of ``options``.

    Refused is a control character, and a cell of which nobody knows the span of a changed part.
    """
    encoded = encode_each(document, edits, partial(_encode_edit, document))
    if options:
        edited = document.edited([edit for edit, _ in encoded.made])
        encoded = encoded._replace(shared=tuple(language.find_language_edits(document, edited, options)))
    return encoded


def translate(part: Cell | Block, translation: str) -> Edit:
    """The edit that replaces ``part`` by ``translation``, as text if that has a tag that ``part`` has not."""
    source = _escape_unexpected_markup(part.markup if isinstance(part, Cell) else part.text, translation)
    return Edit(part.span, read_fragment(source), source)


def _encode_edit(document: Document, part: Cell | Block, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(part, Block):
        require_writable_block(document, part.edited(edit))
        return encode_block(document, part, edit, escape)
    require_writable(document, part.edited(edit))
    return _encode_cell_edit(document, part, edit)


def _encode_cell_edit(document: Document, old: Cell, edit: Edit) -> Iterator[TextEdit]:
    if edit.source is not None:
        yield TextEdit(old.span, edit.source)
        return
    new = old.edited(edit)
    for made in encode_parts(document, old, new, escape_value):
        yield (
            TextEdit(made.span, escape(new.text))
            if made.span == old.text_span
            else _put_in_quotes(made, document.source)
        )


def _put_in_quotes(edit: TextEdit, source: str) -> TextEdit:
    """The edit of an attribute, in quotation marks where that has none: its new value may hold a space."""
    return edit if source[edit.span.start - 1] in "\"'" else TextEdit(edit.span, f'"{edit.text}"')


def _escape_unexpected_markup(old: str, new: str) -> str:
    """``new`` as it is where it has no tag that ``old`` has not, and closes them as ``old`` does; else as text."""
    tags, allowed = find_markup(new), find_markup(old)
    is_kept = set(tags) <= set(allowed) and find_unmatched(tags) == find_unmatched(allowed)
    return new if is_kept else escape(new)
