"""A document on its way into another format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tabl10n.document import Cell, Document, Prose, Span
from tabl10n.errors import InputError
from tabl10n.formats import changes
from tabl10n.formats.changes import all_cells, refused
from tabl10n.formats.inline import Image, Inline, Link, from_parts, parts_of, texts, walk

# Where a link may lead. Anything else, javascript: or data: above all, is refused: a page must be safe to open.
_SAFE = frozenset({"", "http", "https", "mailto", "ftp", "tel"})
# A browser leaves out white space and control characters before it looks for the scheme (URL Standard 4.4).
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a document is to be rendered.

    ``language``: its BCP 47 tag; ``rtl``: that is written from right to left; ``foreign``: the cells, headings and
    paragraphs that are in ``foreign_language`` instead, by where they stand; ``page``: a whole HTML page, not a
    fragment; ``list_table``: a list-table in reStructuredText, not a grid; ``guard``: a CSV file in which no
    spreadsheet sees a formula.
    """

    language: str = ""
    rtl: bool = False
    foreign: frozenset[Span] = frozenset()
    foreign_language: str = ""
    page: bool = False
    list_table: bool = False
    guard: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A document, and what its own words for markup mean.

    ``inlines`` has every heading and paragraph, and each cell that is more than one text or one image;
    ``levels`` has every heading's level, from 1.
    """

    document: Document
    inlines: Mapping[Span, Inline]
    levels: Mapping[Span, int] = field(default_factory=dict)

    def inline(self, cell: Cell) -> Inline:
        """What the cell says."""
        found = self.inlines.get(cell.span)
        return from_parts(parts_of(cell)) if found is None else found


def require_safe(content: Content) -> None:
    """Raise InputError where a link or an image leads to anything but a web page, a mail address or a file."""
    document = content.document
    for cell in all_cells(document):
        for url in (cell.link, cell.image):
            if url and not _is_safe(url):
                raise refused(document, cell, f"the address {url!r} is not safe to open", "give it an https address")
    for span, inline in content.inlines.items():
        for node in walk(inline):
            if isinstance(node, (Link, Image)) and not _is_safe(node.url):
                line = document.source.count("\n", 0, span.start) + 1
                fact = f"the address {node.url!r} is not safe to open"
                raise InputError(fact, path=document.name, line=line, next_step="give it an https address")


def require_writable(content: Content, cell: Cell) -> None:
    """Raise InputError where the cell holds a control character other than white space, in its markup too."""
    inline = content.inlines.get(cell.span)
    said = cell if inline is None else replace(cell, markup="".join(texts(inline)))
    changes.require_writable(content.document, said)


def require_writable_prose(content: Content, prose: Prose) -> None:
    """The same for a heading or paragraph."""
    said = "".join(texts(content.inlines[prose.span]))
    changes.require_writable_prose(content.document, replace(prose, text=said))


def _is_safe(url: str) -> bool:
    if url.startswith("https://"):
        return True
    found = _SCHEME.match(_IGNORED.sub("", url))
    return not found or found[1].lower() in _SAFE
