"""HTML: the tables, headings and paragraphs of a page or of a part of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.formats.format import CodeSpan, Format, Links

if TYPE_CHECKING:
    from tabl10n.document import Document, Edit, Layout
    from tabl10n.formats.changes import Encoded
    from tabl10n.formats.content import Content, Rendering
    from tabl10n.formats.inline import Inline


class Html(Format):
    """HTML as browsers read it."""

    name = "html"
    title = "HTML"
    suffixes = (".html", ".htm")
    source_suffixes = suffixes

    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds."""
        from tabl10n.formats.html.reader import read_page

        return read_page(text, name).document

    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` come to, and the language of ``options``; no width counts in HTML, so layouts agree."""
        from tabl10n.formats.html.writer import encode

        del layout
        return encode(document, edits, options)

    def content(self, document: Document, edits: Sequence[Edit] = ()) -> Content:
        """The edited document for another format. Raises InputError for what other formats do not know."""
        from tabl10n.formats.html.contents import content

        return content(document, edits)

    def render(self, content: Content, options: Rendering) -> str:
        """``content`` as HTML. Raises InputError for a control character."""
        from tabl10n.formats.html.renderer import render

        return render(content, options)

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
