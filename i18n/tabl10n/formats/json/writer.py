"""Writing JSON: what a document says differently from its source, and nothing else."""

from __future__ import annotations

import re

from tabl10n.formats.changes import Edit, apply, changed_cells, changed_prose, changed_tables, part_edits
from tabl10n.formats.content import Rendering
from tabl10n.formats.json import renderer
from tabl10n.formats.json.places import parse
from tabl10n.formats.json.reader import read_content
from tabl10n.formats.json.translated import is_plain, translated
from tabl10n.model import Document, Span, Table

# The document's own language, where it stands before the content, as it does in every file that is built.
_LANGUAGE = re.compile(r'\ufeff?\s*\{(?:\s*"version"\s*:\s*1\s*,)?\s*"language"\s*:\s*"(?P<said>(?:[^"\\]|\\.)*)"')


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: its source, with what has changed in its place, and the language of ``options``.

    Where a column is called otherwise the text is made anew, since its name stands in every row; so it is where a cell,
    heading or paragraph changed that has markup, since that says its text twice. Of a translation's markup counts what
    the source has too; the rest is text.
    """
    original = read_content(document.source, document.name)
    changed = list(changed_cells(original.document, document))
    reworded = list(changed_prose(original.document, document))
    renamed = any(_headers(old) != _headers(new) for old, new in changed_tables(original.document, document))
    is_rich = any(old.span in original.inlines for old, _ in changed)
    if renamed or is_rich or not all(is_plain(original, old) for old, _ in reworded):
        language = parse(document.source, "").string("language")
        return renderer.render(translated(original, document), options or Rendering(language))
    edits = [Edit(old.span, renderer.escape(new.text)) for old, new in reworded]
    for old, new in changed:
        edits.extend(part_edits(document, old, new, renderer.escape))
    said = _LANGUAGE.match(document.source)
    if said and options and options.language:
        edits.append(Edit(Span(*said.span("said")), renderer.escape(options.language)))
    return apply(document.source, edits)


def _headers(table: Table) -> list[str]:
    return [column.header.text for column in table.columns]
