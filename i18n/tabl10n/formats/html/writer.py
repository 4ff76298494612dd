"""Writing HTML: what a document says differently from its source, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tabl10n.formats.changes import (
    Edit,
    apply,
    changed_cells,
    changed_prose,
    part_edits,
    require_writable,
    require_writable_prose,
)
from tabl10n.formats.content import Rendering
from tabl10n.formats.html import language
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.reader import read_page
from tabl10n.formats.html.tokens import markup
from tabl10n.formats.tags import unmatched
from tabl10n.model import Cell, Document


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: its source, with what has changed in its place, and the language of ``options``.

    Raises InputError for a control character, and where nobody knows where a changed part stands.
    """
    original = read_page(document.source, document.name).document
    edits: list[Edit] = []
    for said, meant in changed_prose(original, document):
        require_writable_prose(document, meant)
        edits.append(Edit(said.span, _restrained(said.text, meant.text)))
    for old, new in changed_cells(original, document):
        require_writable(document, new)
        edits.extend(_cell_edits(document, old, new))
    if options:
        edits.extend(language.edits(original, document, options))
    return apply(document.source, edits)


def _cell_edits(document: Document, old: Cell, new: Cell) -> Iterator[Edit]:
    if new.markup != old.markup:
        yield Edit(old.span, _restrained(old.markup, new.markup))
        new = replace(new, markup=old.markup)
    for edit in part_edits(document, old, new, escape_value):
        yield Edit(edit.span, escape(new.text)) if edit.span == old.text_span else _in_quotes(edit, document.source)


def _in_quotes(edit: Edit, source: str) -> Edit:
    """The edit of an attribute, in quotation marks where that has none: its new value may hold a space."""
    return edit if source[edit.span.start - 1] in "\"'" else Edit(edit.span, f'"{edit.text}"')


def _restrained(old: str, new: str) -> str:
    """``new`` as it is where it has no tag that ``old`` has not, and closes them as ``old`` does; else as text."""
    tags, allowed = markup(new), markup(old)
    is_kept = set(tags) <= set(allowed) and unmatched(tags) == unmatched(allowed)
    return new if is_kept else escape(new)
