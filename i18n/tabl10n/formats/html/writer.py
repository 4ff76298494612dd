"""Writing HTML: edits of a document as text edits, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from tabl10n.document import Cell, CellEdit, Document, Edit
from tabl10n.formats.changes import (
    Encoded,
    TextEdit,
    encode_each,
    part_edits,
    require_writable,
    require_writable_prose,
)
from tabl10n.formats.content import Rendering
from tabl10n.formats.html import language
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.tokens import markup
from tabl10n.formats.tags import unmatched


def encode(document: Document, edits: Sequence[Edit], options: Rendering | None) -> Encoded:
    """What ``edits`` come to, and the language of ``options``.

    Refused is a control character, and a cell of which nobody knows the span of a changed part.
    """
    encoded = encode_each(edits, partial(_text_edits, document))
    if options:
        edited = document.edited([edit for edit, _ in encoded.made])
        encoded = encoded._replace(shared=tuple(language.edits(document, edited, options)))
    return encoded


def _text_edits(document: Document, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(edit, CellEdit):
        require_writable(document, edit.new)
        return _cell_edits(document, edit.old, edit.new)
    require_writable_prose(document, edit.new)
    return (TextEdit(edit.span, _restrained(edit.old.text, edit.new.text)),)


def _cell_edits(document: Document, old: Cell, new: Cell) -> Iterator[TextEdit]:
    if new.markup != old.markup:
        yield TextEdit(old.span, _restrained(old.markup, new.markup))
        new = replace(new, markup=old.markup)
    for edit in part_edits(document, old, new, escape_value):
        yield TextEdit(edit.span, escape(new.text)) if edit.span == old.text_span else _in_quotes(edit, document.source)


def _in_quotes(edit: TextEdit, source: str) -> TextEdit:
    """The edit of an attribute, in quotation marks where that has none: its new value may hold a space."""
    return edit if source[edit.span.start - 1] in "\"'" else TextEdit(edit.span, f'"{edit.text}"')


def _restrained(old: str, new: str) -> str:
    """``new`` as it is where it has no tag that ``old`` has not, and closes them as ``old`` does; else as text."""
    tags, allowed = markup(new), markup(old)
    is_kept = set(tags) <= set(allowed) and unmatched(tags) == unmatched(allowed)
    return new if is_kept else escape(new)
