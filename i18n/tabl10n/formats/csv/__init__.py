"""CSV: a file is one table.

Its first record names the columns. Where a cell of the column ``name`` has a link, the column ``name link`` is
after it, and ``name image`` where it has an image: then ``name`` holds the image's alternative text. A file with such
columns reads back as the same cells. Headings and paragraphs are not part of the table, so they are not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.formats.format import Format

if TYPE_CHECKING:
    from tabl10n.document import Document, Edit, Layout
    from tabl10n.formats.changes import Encoded
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering


class Csv(Format):
    """CSV as spreadsheets write it (RFC 4180)."""

    name = "csv"
    title = "CSV"
    suffixes = (".csv",)
    source_suffixes = suffixes

    def parse(self, text: str, name: str) -> Document:
        """The table that ``text`` holds. Raises InputError where there is no record, or one with too many fields of
        links and images to tell whose they are.
        """
        from tabl10n.formats.csv.reader import read

        return read(text, name)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to; no width counts in CSV, so layouts agree."""
        from tabl10n.formats.csv.writer import encode

        del layout
        return encode(document, edits, options)

    def find_unshown(self, document: Document) -> Iterator[LeftOut]:
        """Find what is more than a heading, a paragraph or a table."""
        from tabl10n.formats.left_out import list_blocks

        return list_blocks(document)

    def render(self, document: Document, options: Rendering) -> str:
        """``document`` as CSV.

        Raises InputError for a cell that is more than one text or one image, and for two tables.
        """
        from tabl10n.formats.csv.renderer import render

        return render(document, options)


CSV = Csv()
