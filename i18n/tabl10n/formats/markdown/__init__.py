"""Markdown with GFM tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.formats.format import CodeSpan, Format, UnreadTable
from tabl10n.text.patterns import compile_lazily

if TYPE_CHECKING:
    from tabl10n.document import Block, Cell, Document, Edit, Layout, Row
    from tabl10n.formats.changes import Encoded, TextEdit
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering
    from tabl10n.nodes import Inline

# What no table is without: a bar. East Asian keyboards have full-width ones, here in UTF-8.
_OF_A_TABLE = re.compile(rb"\||\xef\xbd\x9c")
# A line that begins as a table row does or holds two bars, the full-width ones as well.
_LIKE_A_ROW = re.compile(r"^[ \t]*[|｜]|[|｜][^|｜\n]*[|｜]", re.MULTILINE)


class Markdown(Format):
    """Markdown with GFM tables."""

    name = "markdown"
    title = "Markdown"
    suffixes = (".md", ".markdown", ".mdx")
    source_suffixes = (".md", ".markdown")
    remark = compile_lazily(r"<!--\s*tabl10n:([^<>]*)-->|\{/\*\s*tabl10n:([^{}]*)\*/\}")
    is_authored = True

    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds. Rows that are too long or too short are kept, with a notice each."""
        from tabl10n.formats.markdown.reader import read

        return read(text, name)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to: only their spans change, or their tables are reformatted."""
        from tabl10n.formats.markdown import writer

        return writer.encode(document, edits, layout, rtl=options is not None and options.rtl)

    def render(self, document: Document, options: Rendering) -> str:
        """``document`` as Markdown. Raises InputError for a cell that it cannot represent."""
        from tabl10n.formats.markdown import renderer

        return renderer.render(document, options)

    def translate(self, document: Document, part: Cell | Block, translation: str) -> Edit:
        """The edit that replaces ``part`` by ``translation``; raises InputError for a line break in a cell."""
        from tabl10n.formats.markdown.markup import translate

        return translate(document, part, translation)

    def read_inline(self, text: str, document: Document | None = None) -> Inline:
        """The nodes of ``text``; a pipe in it may be escaped, as in a cell."""
        from tabl10n.formats.markdown.file import MarkdownFile
        from tabl10n.formats.markdown.inline import read_inline

        parsed = document.parsed if document else None
        definitions = parsed.definitions if isinstance(parsed, MarkdownFile) else {}
        return read_inline(text.replace("\\|", "|"), None, definitions)

    def find_left_out(self, document: Document) -> Iterator[LeftOut]:
        """Find what is in no block of the page: no other format shows it."""
        from tabl10n.formats.markdown.reader import find_left_out

        return find_left_out(document)

    def append_paragraph(self, text: str, inline: Inline) -> str:
        """``text`` with ``inline`` as its last paragraph."""
        from tabl10n.formats.lines import append_paragraph
        from tabl10n.formats.markdown.renderer import render_inline

        return append_paragraph(text, render_inline(inline))

    def may_hold_table(self, data: bytes) -> bool:
        """Whether the file holds a bar."""
        return _OF_A_TABLE.search(data) is not None

    def find_unread_table(self, source: str) -> UnreadTable | None:
        """The first line with bars like those of a row: it has no delimiter row."""
        row = _LIKE_A_ROW.search(source)
        if row is None:
            return None
        fact = "looks like a table row, but no delimiter row (|---|---|) follows it"
        return UnreadTable(source.count("\n", 0, row.start()) + 1, fact, "add one below the header")

    def read_damaged_tables(self, document: Document, source: Document) -> Document:
        """``document`` with the tables that an empty line ends, that are code, or that lost a row of their head."""
        from tabl10n.formats.markdown.damaged import read_damaged_tables

        return read_damaged_tables(document, source)

    def insert_cell(self, document: Document, row: Row, index: int) -> TextEdit | None:
        """The text edit that puts an empty cell before the cell ``index`` of a row."""
        from tabl10n.formats.markdown.row_edits import insert_cell

        return insert_cell(document, row, index)

    def remove_cell(self, document: Document, row: Row, index: int) -> TextEdit | None:
        """The text edit that takes the last cell out of a row, an empty one."""
        from tabl10n.formats.markdown.row_edits import remove_cell

        return remove_cell(document, row, index)

    def split_row(self, document: Document, row: Row, width: int) -> TextEdit | None:
        """The text edit that makes two rows of the first and the last ``width`` cells of a row."""
        from tabl10n.formats.markdown.row_edits import split_row

        return split_row(document, row, width)

    def remove_markup(self, source: str) -> str:
        """The block ``source`` without code, images, tags and addresses: spaces in their stead."""
        from tabl10n.formats.code import BACKTICKS

        if "`" in source:
            source = BACKTICKS.sub(" ", source)
        return super().remove_markup(source)

    def find_code(self, source: str) -> Iterator[CodeSpan]:
        """The code in backticks and in elements of HTML."""
        from tabl10n.formats import code

        yield from code.find_between(code.BACKTICKS, source)
        yield from code.find_elements(source)


MARKDOWN = Markdown()
