"""CSV: a file is one table.

Its first record names the columns. Where a cell of the column ``name`` has a link, the column ``name link`` stands
after it, and ``name image`` where it has an image: then ``name`` holds the image's alternative text. A file with such
columns reads back as the same cells. Headings and paragraphs are not part of the table, so they are not in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabl10n.formats.format import Format

if TYPE_CHECKING:
    from tabl10n.formats.content import Content, Rendering
    from tabl10n.model import Document


class Csv(Format):
    """CSV as spreadsheets write it (RFC 4180)."""

    name = "csv"
    title = "CSV"
    suffixes = (".csv",)
    source_suffixes = suffixes

    def read(self, text: str, name: str) -> Document:
        """The table that ``text`` holds. Raises InputError where there is no record, or one with too many fields of
        links and images to tell whose they are.
        """
        from tabl10n.formats.csv.reader import read

        return read(text, name)

    def write(self, document: Document, options: Rendering | None = None) -> str:
        """The document as text: its source, with what has changed in its place."""
        from tabl10n.formats.csv.writer import write

        return write(document, options)

    def patch(self, document: Document) -> str:
        """The same: nothing in CSV depends on widths."""
        return self.write(document)

    def content(self, document: Document) -> Content:
        """The document for another format."""
        from tabl10n.formats.content import Content

        return Content(document, {})

    def render(self, content: Content, options: Rendering) -> str:
        """``content`` as CSV.

        Raises InputError for a cell that is more than one text or one image, and for two tables.
        """
        from tabl10n.formats.csv.renderer import render

        return render(content, options)


CSV = Csv()
