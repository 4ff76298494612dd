"""A document in another language: its words from a catalog, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tabl10n import formats, territories
from tabl10n.catalog import strings
from tabl10n.catalog.model import Catalog, Identity
from tabl10n.catalog.parts import MessagePart, make_edit
from tabl10n.document import Block, Cell, Document, Edit, Role, Table
from tabl10n.formats import Format
from tabl10n.formats.remarks import restrict
from tabl10n.nodes import Span, replace_text
from tabl10n.text.counting import floor_percent


@dataclass(frozen=True, slots=True)
class Localized:
    """A document and the edits that put it into another language; how many of its messages are done, and which the
    catalog had not.

    Names are done without a translation too: they are what they are. ``doubted`` counts those that have one which
    someone must look at. ``foreign`` are the spans of the cells,
    headings and paragraphs that are still in the source's words, in part at least.
    """

    source: Document
    edits: tuple[Edit, ...]
    translated: int
    missing: tuple[Identity, ...]
    foreign: frozenset[Span] = frozenset()
    doubted: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred messages are done, as `catalog.stats` counts them."""
        return floor_percent(self.translated, self.translated + self.doubted + len(self.missing))

    @property
    def document(self) -> Document:
        """The document in the other language, with the source and the spans of the one that it was made from."""
        return self.source.edited(self.edits) if self.edits else self.source


def localize(document: Document, catalog: Catalog, locale: str, source_locale: str = "en") -> Localized:
    """The edits that put ``document``, whose columns must have their roles, into the words of ``catalog``.

    Prose, headers, territories, names and text change where the catalog has a translation that is neither fuzzy nor
    obsolete, and stay as they are where it has none; keys, links, images and verbatim columns are copied. Territories
    that a comma separates in one cell are separated as lists are in ``locale``.
    The source locale edits nothing. Raises InputError for what is no tag of a locale.
    """
    tag = territories.parse_locale(locale)
    if tag == territories.parse_locale(source_locale):
        return Localized(document, (), 0, ())
    format_ = formats.get(document.format)
    words = _Words(catalog.translations(), format_, territories.nearest_locale(tag), source_locale)
    edits = tuple(words.find_edits(restrict(document, strict=True)))
    left = [identity for identity in words.asked if identity not in words.translations]
    missing = tuple(identity for identity in left if identity.msgctxt != Role.NAME)
    in_doubt = {message.identity for message in catalog.messages if message.fuzzy and message.msgstr}
    doubted = sum(identity.msgctxt == Role.NAME and identity in in_doubt for identity in left)
    done = len(words.asked) - len(missing) - doubted
    return Localized(document, edits, done, missing, frozenset(words.foreign), doubted)


class _Words:
    """The words of one locale, and what was asked for, in order."""

    def __init__(self, translations: Mapping[Identity, str], format_: Format, locale: str, source_locale: str) -> None:
        self.translations = translations
        self.format = format_
        self.locale = locale
        self.source_locale = source_locale
        self.asked: dict[Identity, None] = {}
        self.foreign: set[Span] = set()

    def find_edits(self, document: Document) -> Iterator[Edit]:
        """Yield the edits of headings, paragraphs and cells, in order."""
        for block in document.prose:
            yield from self._edit(document, block, strings.identify_prose(block, self.format))
        for table in document.tables:
            for cell, identity in _list_header_messages(table):
                yield from self._edit(document, cell, identity)
            roles = [column.role for column in table.columns]
            for row in table.rows:
                for cell, role in zip(row.cells, roles, strict=False):  # a row may have more cells than columns
                    known = strings.find_translated_role(cell, role)
                    if known is Role.TERRITORY:
                        yield from _replace_text(cell, self._translate_territories(cell))
                    else:
                        yield from self._edit(document, cell, strings.identify_cell(cell, known))

    def _edit(self, document: Document, part: Cell | Block, identity: Identity | None) -> Iterator[Edit]:
        """The edit that puts a part into the locale's words, if any."""
        if identity is None:
            return
        word = self._translate(identity, identity.msgid, part.span)
        if edit := make_edit(document, MessagePart(identity, part), word):
            yield edit

    def _translate_territories(self, cell: Cell) -> str:
        """The cell's text with each territory in the locale's words, and joined as the locale joins a list."""
        text, done, end = cell.text, "", 0
        for part in territories.split(text, self.source_locale):
            between = text[end : part.start]
            if end:
                of_two = "," not in text[: part.start]
                between = territories.translate_joint(between, self.locale, self.source_locale, of_two=of_two)
            done += between + self._translate(strings.identify_territory(part), part.text, cell.span)
            end = part.end
        return done + text[end:]

    def _translate(self, identity: Identity | None, source: str, span: Span) -> str:
        if identity is None:
            return source
        self.asked.setdefault(identity)
        translated = self.translations.get(identity)
        if translated is None and identity.msgctxt != Role.NAME:
            self.foreign.add(span)
        return source if translated is None else translated


def _list_header_messages(table: Table) -> Iterator[tuple[Cell, Identity | None]]:
    return ((column.header, strings.identify_header(column)) for column in table.columns)


def _replace_text(cell: Cell, text: str) -> Iterator[Edit]:
    """The edit that gives the cell another text; none where that is the same, as a name more often is than not."""
    old = cell.text
    if text != old:
        yield Edit(cell.span, replace_text(cell.nodes, old, text))
