"""HTML: the tables, headings and paragraphs of a page or of a part of one."""

from __future__ import annotations

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


class Html(Format):
    """HTML as browsers read it."""

    name = "html"
    title = "HTML"
    suffixes = (".html", ".htm")
    source_suffixes = suffixes
    remark = compile_lazily(r"<!--\s*tabl10n:([^<>]*)-->")

    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds."""
        from tabl10n.formats.html.reader import read

        return read(text, name)

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to, and the language of ``options``; no width counts in HTML, so layouts agree."""
        from tabl10n.formats.html.writer import encode

        del layout
        return encode(document, edits, options)

    def render(self, document: Document, options: Rendering) -> str:
        """``document`` as HTML. Raises InputError for a control character."""
        from tabl10n.formats.html.renderer import render

        return render(document, options)

    def translate(self, document: Document, part: Cell | Block, translation: str) -> Edit:
        """The edit that replaces ``part`` by ``translation``, as text if that has a new tag."""
        from tabl10n.formats.html.writer import translate

        del document
        return translate(part, translation)

    def read_inline(self, text: str, document: Document | None = None) -> Inline:
        """The nodes of ``text``, the inside of an element."""
        from tabl10n.formats.html.inline import read_fragment

        del document
        return read_fragment(text)

    def find_left_out(self, document: Document) -> Iterator[LeftOut]:
        """Find what is in no block of the page: no other format shows it."""
        from tabl10n.formats.html.reader import find_left_out

        return find_left_out(document)

    def append_paragraph(self, text: str, inline: Inline) -> str:
        """``text`` with ``inline`` as the last paragraph of its body or of its outermost part."""
        from tabl10n.formats.html.renderer import append_paragraph

        return append_paragraph(text, inline)

    def find_code(self, source: str) -> Iterator[CodeSpan]:
        """The code in its elements."""
        from tabl10n.formats import code

        return code.find_elements(source)

    def find_links(self, source: str) -> Links:
        """Nothing: the addresses in a message are all that tells its links."""
        del source
        return Links((), ())


HTML = Html()
