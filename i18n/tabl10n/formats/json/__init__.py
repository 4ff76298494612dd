"""JSON: ``read``, ``write``, ``patch``, ``content``, ``render``.

The contract, version 1::

    {
      "version": 1,
      "language": "zh-Hans",
      "content": [
        {"kind": "heading", "level": 1, "text": "Shops"},
        {"kind": "paragraph", "text": "All of them:"},
        {"kind": "table", "columns": [{"text": "id", "role": "key"}, {"text": "name"}], "rows": [
          {"id": {"text": "lighthouse"}, "name": {"text": "Lighthouse", "link": "https://lighthouse.example"}}
        ]}
      ]
    }

A heading's ``level`` is 1 to 6. A cell has ``text``, ``link``, ``image`` and ``alt``, the empty ones left out. A cell
or a paragraph that is more than one text or one image has ``inline`` as well: texts, and objects with one of
``code``, ``emphasis``, ``strong``, ``deleted``, ``link``, ``image``, ``break``; ``text`` then is the same without
markup.
"""

from __future__ import annotations

import re

from tabl10n.formats.changes import Edit, apply, changed_cells, changed_prose, changed_tables, part_edits
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.json import renderer
from tabl10n.formats.json.places import parse
from tabl10n.formats.json.reader import read_content
from tabl10n.formats.json.translated import is_plain, translated
from tabl10n.model import Document, Span, Table

# The document's own language, where it stands before the content, as it does in every file that is built.
_LANGUAGE = re.compile(r'\ufeff?\s*\{(?:\s*"version"\s*:\s*1\s*,)?\s*"language"\s*:\s*"(?P<said>(?:[^"\\]|\\.)*)"')


def read(text: str, name: str) -> Document:
    """The document that ``text`` holds. Raises InputError where it is not JSON, or not of this contract."""
    return read_content(text, name).document


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


patch = write


def _headers(table: Table) -> list[str]:
    return [column.header.text for column in table.columns]


def content(document: Document) -> Content:
    """What ``document`` says."""
    return translated(read_content(document.source, document.name), document)


def render(content: Content, options: Rendering) -> str:
    """``content`` as JSON. Raises InputError for what the contract has no place for."""
    return renderer.render(content, options)
