"""Writing JSON: edits of a document as text edits, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from tabl10n.document import CellEdit, Document, Edit, ProseEdit, Span
from tabl10n.formats.changes import Encoded, TextEdit, encode_each, part_edits
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.json import renderer
from tabl10n.formats.json.places import parse
from tabl10n.formats.json.reader import read_content
from tabl10n.formats.json.translated import is_plain, translated, translated_inline

# The document's own language, where it stands before the content, as it does in every file that is built.
_LANGUAGE = re.compile(r'\ufeff?\s*\{(?:\s*"version"\s*:\s*1\s*,)?\s*"language"\s*:\s*"(?P<said>(?:[^"\\]|\\.)*)"')


def encode(document: Document, edits: Sequence[Edit], options: Rendering | None) -> Encoded:
    """What ``edits`` come to, and the language of ``options``.

    Where a column is called otherwise the whole text is written, since its name is in every row; so it is where a cell,
    heading or paragraph changes that has markup, since that says its text twice. Of a translation's markup counts what
    the source has too; the rest is text.
    """
    original = read_content(document.source, document.name)
    if any(_is_rewritten(original, edit) for edit in edits):
        encoded = encode_each(edits, lambda edit: _require_writable(original, edit))
        made = [edit for edit, _ in encoded.made]
        language = parse(document.source, "").string("language")
        text = renderer.render(translated(document, made, original), options or Rendering(language))
        return encoded._replace(shared=(TextEdit(Span(0, len(document.source)), text),))
    encoded = encode_each(edits, partial(_text_edits, document))
    said = _LANGUAGE.match(document.source)
    if said and options and options.language:
        named = TextEdit(Span(*said.span("said")), renderer.escape(options.language))
        encoded = encoded._replace(shared=(named,))
    return encoded


def _text_edits(document: Document, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(edit, CellEdit):
        return part_edits(document, edit.old, edit.new, renderer.escape)
    return (TextEdit(edit.span, renderer.escape(edit.new.text)),)


def _is_rewritten(original: Content, edit: Edit) -> bool:
    """Whether more than one place says what changes: the name of a column, or a text that has markup."""
    if isinstance(edit, ProseEdit):
        return not is_plain(original, edit.old)
    headers = (column.header.span for table in original.document.tables for column in table.columns)
    return edit.span in original.inlines or (edit.old.text != edit.new.text and edit.span in headers)


def _require_writable(original: Content, edit: Edit) -> Iterable[TextEdit]:
    translated_inline(original, edit)
    return ()
