"""reStructuredText: grid tables, simple tables and list-tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.formats.format import CodeSpan, Format, Links
from tabl10n.text.patterns import compile_lazily

if TYPE_CHECKING:
    from tabl10n.document import Block, Cell, Document, Edit, Layout
    from tabl10n.formats.changes import Encoded
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering
    from tabl10n.nodes import Inline

# What no table is without: bars (also East Asian ones, in UTF-8), the corner of a grid, the gap in the border of a
# simple table, a directive.
_OF_A_TABLE = re.compile(rb"\||\xef\xbd\x9c|\+[-=]|=[ \t]+=|table::")
_GRID_BORDER = re.compile(r"^\s*\+(?:[-=]+\+)+\s*$", re.MULTILINE)


class ReStructuredText(Format):
    """reStructuredText as docutils reads it."""

    name = "rst"
    title = "reStructuredText"
    suffixes = (".rst", ".rest")
    source_suffixes = (".rst",)
    remark = compile_lazily(r"^[ \t]*\.\.[ \t]+tabl10n:(.*)$", re.MULTILINE)
    is_authored = True

    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds.

        A line of a table that is out of place is split at the borders it has; a row that is too long or too short is
        kept. Both have a notice.
        """
        from tabl10n.formats.rst.parser import parse

        return parse(text, name)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to; as a patch a cell's padding is used where that does, else its table is reformatted.

        Refused are those that would not read back as they are meant.
        """
        from tabl10n.formats.rst.writer import encode

        del options  # reStructuredText has no syntax for a language
        return encode(document, edits, layout)

    def render(self, document: Document, options: Rendering) -> str:
        """``document`` as reStructuredText. Raises InputError for a cell that it cannot represent."""
        from tabl10n.formats.rst.renderer import render

        return render(document, options)

    def translate(self, document: Document, part: Cell | Block, translation: str) -> Edit:
        """The edit that replaces ``part`` by ``translation``; markup that ``part`` does not have is text."""
        from tabl10n.formats.rst.markup import translate

        return translate(document, part, translation)

    def read_inline(self, text: str, document: Document | None = None) -> Inline:
        """The nodes of ``text``, on one line or several."""
        from tabl10n.formats.rst.inline import read_inline
        from tabl10n.formats.rst.names import Names
        from tabl10n.formats.rst.parser import get_parsed

        return read_inline(text, None, get_parsed(document).names if document else Names())

    def separate_markup(self, text: str, source_text: str, document: Document | None = None) -> str:
        """``text`` with escaped spaces where docutils would see no markup, and a word joiner in each."""
        from tabl10n.formats.rst.markup import separate_markup
        from tabl10n.formats.rst.names import Names
        from tabl10n.formats.rst.parser import get_parsed

        return separate_markup(text, source_text, get_parsed(document).names if document else Names())

    def find_left_out(self, document: Document) -> Iterator[LeftOut]:
        """Find what is in no block of the page: no other format shows it."""
        from tabl10n.formats.rst.parser import find_left_out

        return find_left_out(document)

    def append_paragraph(self, text: str, inline: Inline) -> str:
        """``text`` with ``inline`` as its last paragraph."""
        from tabl10n.formats.lines import append_paragraph
        from tabl10n.formats.rst.renderer import render_inline

        return append_paragraph(text, render_inline(inline))

    def is_recognized_in(self, text: str) -> bool:
        """Whether ``text`` has the border of a grid table."""
        return _GRID_BORDER.search(text) is not None

    def may_hold_table(self, data: bytes) -> bool:
        """Whether the file has a part of a table's border, or a directive that makes one."""
        return _OF_A_TABLE.search(data) is not None

    def find_code(self, source: str) -> Iterator[CodeSpan]:
        """The code in inline literals."""
        from tabl10n.formats import code

        return code.find_between(code.LITERAL, source)

    def find_links(self, source: str) -> Links:
        """Nothing: the addresses in a message are all that tells its links."""
        del source
        return Links((), ())


RST = ReStructuredText()
