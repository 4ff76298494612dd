"""JSON: the tables, headings and paragraphs of a document as data.

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

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.formats.format import Format

if TYPE_CHECKING:
    from tabl10n.document import Block, Cell, Document, Edit, Layout
    from tabl10n.formats.changes import Encoded
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering


class Json(Format):
    """JSON of the contract above."""

    name = "json"
    title = "JSON"
    suffixes = (".json",)
    source_suffixes = suffixes

    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds. Raises InputError where it is not JSON, or not of this contract."""
        from tabl10n.formats.json.reader import read

        return read(text, name)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to, and the language of ``options``; no width counts in JSON, so layouts agree."""
        from tabl10n.formats.json.writer import encode

        del layout
        return encode(document, edits, options)

    def find_unshown(self, document: Document) -> Iterator[LeftOut]:
        """Find what is more than a heading, a paragraph or a table."""
        from tabl10n.formats.left_out import list_blocks

        return list_blocks(document)

    def render(self, document: Document, options: Rendering) -> str:
        """``document`` as JSON. Raises InputError for what the contract has no syntax for."""
        from tabl10n.formats.json.renderer import render

        return render(document, options)

    def translate(self, document: Document, part: Cell | Block, translation: str) -> Edit:
        """The edit that replaces ``part`` by ``translation``, an array of nodes if ``part`` is one."""
        from tabl10n.formats.json.markup import translate

        del document
        return translate(part, translation)


JSON = Json()
