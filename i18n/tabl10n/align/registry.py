"""Every key known from the source table and its editions, with all that they list of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from tabl10n import territories
from tabl10n.align.index import Index
from tabl10n.align.model import Entry, Listing, Variant
from tabl10n.align.successors import find_successors
from tabl10n.align.tokens import TableTokens, read_tables
from tabl10n.columns import Columns, infer_columns
from tabl10n.columns.assignment import SourceColumns, profile_source
from tabl10n.columns.cells import read_value
from tabl10n.document import Document, Role, Row
from tabl10n.text.badges import parse_badge


@dataclass(frozen=True)
class Registry:
    """The keys in the order of the source table, then of the editions; and each table that lists them.

    ``listings`` holds the tables of the source first; editions are in an order that their content alone decides.
    ``keyed`` says of each table of the source whether it has a key column. ``documents`` are the source, then its
    editions.
    """

    entries: Mapping[str, Entry]
    listings: tuple[Listing, ...]
    layouts: tuple[SourceColumns, ...] = ()
    keyed: tuple[bool, ...] = ()
    documents: tuple[Document, ...] = ()

    @classmethod
    def from_documents(cls, source: Document, editions: Sequence[Document] = (), locale: str = "en") -> Registry:
        """Collect the keys of ``source`` and ``editions``, documents whose columns have roles, written in ``locale``.

        A table without a key column adds nothing. The order of ``editions`` does not matter: the one that shares most
        keys with the source comes first.
        """
        others = {document.source: document for document in editions if document.source != source.source}
        read = [_read(document, locale) for document in (source, *others.values())]
        own, rest = read[0], sorted(read[1:], key=lambda edition: _measure_remoteness(edition, read[0]))
        entries = _collect_entries([own, *rest], own.list_keys())
        listings = tuple(
            listing._replace(document=number)
            for number, edition in enumerate((own, *rest))
            for listing in edition.listings
        )
        layouts = tuple(layout for edition in (own, *rest) for layout in edition.layouts)
        keyed = tuple(table.column_of(Role.KEY) is not None for table in source.tables)
        documents = (source, *(others[edition.source] for edition in rest))
        return cls(entries, listings, layouts, keyed, documents)

    def restrict_to(self, table: int) -> Registry:
        """What is known of the keys of one table of the source, counted from 0: what its other tables have is left out.

        Keys that only editions list are kept: nothing says which table they would be in.
        """
        if len(self.keyed) < 2:
            return self
        if table not in self._scoped:
            self._scoped[table] = self._restrict(table + 1)
        return self._scoped[table]

    @cached_property
    def _scoped(self) -> dict[int, Registry]:
        return {}

    def _restrict(self, table: int) -> Registry:
        source = self.documents[0].name

        def is_kept(edition: str, number: int) -> bool:
            return edition != source or number == table

        entries: dict[str, Entry] = {}
        for key in self._keys_by_table.get(table, ()):
            entry = self.entries[key]
            variants = tuple(variant for variant in entry.variants if is_kept(variant.edition, variant.table))
            if variants:
                entries[key] = entry._replace(variants=variants)
        pairs = [
            (listing, layout)
            for listing, layout in zip(self.listings, self.layouts, strict=True)
            if listing.document > 0 or listing.table == table
        ]
        listings = tuple(_restrict_listing(listing, entries) for listing, _ in pairs)
        return Registry(entries, listings, tuple(layout for _, layout in pairs), (True,), self.documents)

    @cached_property
    def _keys_by_table(self) -> Mapping[int, Sequence[str]]:
        """The keys that each table of the source lists, and with them those that only editions list, in order."""
        source, tables = self.documents[0].name, range(1, len(self.keyed) + 1)
        found: dict[int, list[str]] = {table: [] for table in tables}
        for key, entry in self.entries.items():
            own = {variant.table for variant in entry.variants if variant.edition == source}
            for table in own if entry.current else tables:
                found[table].append(key)
        return found

    @cached_property
    def source_tables(self) -> Sequence[TableTokens]:
        """What each table of the source and its rows share with those of a copy; read once for all copies."""
        return read_tables(self.documents[0]) if self.documents else []

    @cached_property
    def index(self) -> Index:
        """The entries by the values that are compared."""
        return Index(self.entries)


class _Edition(NamedTuple):
    """One document as read: its tables, and the rows that have a key."""

    source: str
    listings: tuple[Listing, ...]
    rows: tuple[tuple[str, Variant], ...]
    layouts: tuple[SourceColumns, ...]

    def list_keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.rows)


def _measure_remoteness(edition: _Edition, own: _Edition) -> tuple[float, str]:
    """How little an edition shares with the source; its text decides between equals."""
    keys = edition.list_keys()
    return -len(keys & own.list_keys()) / max(len(keys), 1), edition.source


def _read(document: Document, locale: str) -> _Edition:
    document.require_inferred()
    listings: list[Listing] = []
    layouts: list[SourceColumns] = []
    rows: list[tuple[str, Variant]] = []
    for number, table in enumerate(document.tables, start=1):
        columns = infer_columns(table)
        if columns.key is None:
            continue
        read = [_read_variant(document.name, number, row, columns, locale) for row in table.rows]
        layouts.append(profile_source(table, columns, locale))
        listings.append(_make_listing(document.name, number, read, len(table.columns)))
        rows += [(key, variant) for key, variant in read if key]
    return _Edition(document.source, tuple(listings), tuple(rows), tuple(layouts))


def _make_listing(edition: str, number: int, rows: Sequence[tuple[str, Variant]], width: int) -> Listing:
    keys = tuple(key for key, _ in rows)
    return Listing(edition, number, keys, tuple(variant.territories for _, variant in rows), width)


def _read_variant(edition: str, number: int, row: Row, columns: Columns, locale: str) -> tuple[str, Variant]:
    """The row's key (empty where it has none) and what it has for it."""
    parts = {name: columns.cell(row, index) for name, index in columns.list_parts()}
    text = {name: "" if cell is None else cell.text for name, cell in parts.items()}
    link = {name: "" if cell is None else cell.link for name, cell in parts.items()}
    version_cell = parts["version"]
    codes, names = _read_territories(text["territory"], locale)
    variant = Variant(
        edition=edition,
        table=number,
        name=text["name"],
        link=link["link"],
        doc_link=link["doc_link"],
        image="" if parts["image"] is None or parse_badge(parts["image"].image) else parts["image"].image,
        version="" if version_cell is None else parse_badge(version_cell.image) or version_cell.text,
        territories=codes,
        names_of_territories=names,
        texts=tuple(cell.text for cell in (columns.cell(row, index) for index in columns.texts) if cell and cell.text),
        values=tuple(_read_values(row, columns)),
    )
    return text["key"].strip(), variant


@lru_cache(maxsize=4096)  # a column of territories has the same few over and over
def _read_territories(cell: str, locale: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The codes of the territories in a cell, and their names as they are written."""
    found = territories.split(cell, locale)
    codes = frozenset(part.match.code if part.match else part.text for part in found)
    return codes, tuple(part.text for part in found)


def _read_values(row: Row, columns: Columns) -> Iterator[tuple[str, str]]:
    """The row's values by header. Empty ones tell nothing, and an address that is its own link is one of the links."""
    for header, index in columns.verbatim:
        cell = columns.cell(row, index)
        if cell is not None and (value := read_value(cell)) and value != cell.link:
            yield header, value


def _restrict_listing(listing: Listing, entries: Mapping[str, Entry]) -> Listing:
    """The listing with the keys that are among ``entries``; the others' rows have none."""
    if all(not key or key in entries for key in listing.keys):
        return listing
    return listing._replace(keys=tuple(key if key in entries else "" for key in listing.keys))


def _collect_entries(editions: Sequence[_Edition], current: frozenset[str]) -> dict[str, Entry]:
    variants: dict[str, dict[Hashable, Variant]] = {}
    order: dict[str, int] = {}
    for edition in editions:
        for number, (key, variant) in enumerate(edition.rows):
            order.setdefault(key, number)
            _add_variant(variants.setdefault(key, {}), variant)
    entries = {key: Entry(key, tuple(own.values()), key in current, order[key]) for key, own in variants.items()}
    names = find_successors(entries)
    return {key: entry._replace(successor=names[key]) if key in names else entry for key, entry in entries.items()}


def _add_variant(variants: dict[Hashable, Variant], variant: Variant) -> None:
    """Keep one variant for the rows of an edition that differ in their territory only."""
    edition, name, link, doc_link, image, version, _, _, *rest = variant
    bare = (edition, name, link, doc_link, image, version, *rest)
    other = variants.get(bare)
    if other is not None:
        names = tuple(dict.fromkeys(other.names_of_territories + variant.names_of_territories))
        variant = variant._replace(territories=other.territories | variant.territories, names_of_territories=names)
    variants[bare] = variant
