"""The alignment of a whole document: each table decided, each row explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial

from tabl10n.align import explain
from tabl10n.align.aligner import TableAligner
from tabl10n.align.features import DOC_LINK, IMAGE, LINK
from tabl10n.align.linker import Decision, TableLinker
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import AlignedRow, Alignment, Listing, TableMatch, Variant
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import read_facts
from tabl10n.align.registry import Registry
from tabl10n.align.row_comparison import measure_page_survival
from tabl10n.align.rows import RowAlignment
from tabl10n.align.successors import find_successors
from tabl10n.align.tables import TablePair, pair_documents
from tabl10n.align.tokens import Rows, read_tables
from tabl10n.columns import Columns, infer_columns
from tabl10n.columns.assignment import assign_columns
from tabl10n.columns.infer import keep_whole_rows
from tabl10n.document import Document, Row, Table
from tabl10n.territories import CLDR, Naming
from tabl10n.text.keys import is_key_token


def align(
    copy: Document,
    registry: Registry,
    locale: str | None = None,
    glosses: Glosses | None = None,
    naming: Naming = CLDR,
) -> Alignment:
    """Say for each data row of each table of ``copy`` which key of ``registry`` it is.

    ``copy`` has roles already (``columns.infer_document``). ``locale`` is the language that it is written in; without
    it the territories are read in the likeliest one. ``glosses`` is a dictionary from that language, if there is one,
    ``naming`` what the project calls territories. Never raises: a table in which nothing is recognised, or that has no
    key column in the source, gives rows without a key.
    """
    copy.require_inferred()
    pages = _DocumentPair(copy, registry)
    tables = tuple(_describe_match(pair, registry) for pair in pages.pairs)
    parts = [
        _TableLinkage(number, table, _restrict_registry(registry, match), pages, locale, glosses, naming)
        for number, (table, match) in enumerate(zip(copy.tables, tables, strict=True))
    ]
    written = {key for part in parts if part.pair is not None for key in part.find_written_keys()}
    for part in parts:
        part.withhold_written(written)
    claimed = {key for part in parts for key in part.find_keys()}
    for part in parts:
        part.look_elsewhere(claimed)
    now = _find_successors(registry, parts)
    rows = tuple(row for part in parts for row in part.make_rows(now))
    listings = [part.listing for part in parts if part.listing is not None]
    found = {row.key for row in rows}
    missing = (key for listing in listings for key in listing.keys if key and key not in found)
    columns = tuple(part.columns for part in parts)
    return Alignment(copy, rows, columns, _choose_edition(listings), tuple(dict.fromkeys(missing)), tables)


_NO_KEYS = Registry({}, ())
"""What a table is compared with that has no key column in the source: its rows are none of the other tables' keys."""


def _describe_match(pair: TablePair | None, registry: Registry) -> TableMatch:
    if pair is None:
        return TableMatch(None, 0.0, any(registry.keyed))
    return TableMatch(pair.source + 1, round(pair.confidence, 4), registry.keyed[pair.source])


def _restrict_registry(registry: Registry, match: TableMatch) -> Registry:
    """What a table of the copy is compared with: the keys of its counterpart, all keys where it has none."""
    if not match.has_keys:
        return _NO_KEYS
    return registry if match.source_table is None else registry.restrict_to(match.source_table - 1)


def _infer_columns(table: Table, registry: Registry, locale: str | None) -> Columns:
    own = infer_columns(table)
    if registry is _NO_KEYS:  # what looks like one of these columns in the copy is none in the source
        return own.without_keys()
    return assign_columns(keep_whole_rows(table), own, registry.layouts, locale or "en")


class _DocumentPair:
    """The copy beside the documents of the registry: which table is which, and what aligns their rows."""

    def __init__(self, copy: Document, registry: Registry) -> None:
        self.registry = registry
        self.copy = read_tables(copy)
        self.source = registry.source_tables
        self.page = measure_page_survival(
            (table.tokens for table in self.copy), (table.tokens for table in self.source)
        )
        self.pairs = pair_documents(self.copy, self.source)
        self._rows: dict[int, dict[str, list[int]]] = {}  # by the identity of listings, which the registry keeps

    def find_rows(self, listing: Listing) -> Mapping[str, Sequence[int]]:
        """The rows of each key of a listing."""
        found = self._rows.get(id(listing))
        if found is None:
            found = self._rows[id(listing)] = {}
            for at, key in enumerate(listing.keys):
                found.setdefault(key, []).append(at)
        return found

    def get_aligner(self, table: int, listing: Listing) -> TableAligner:
        """What aligns the rows of a table of the copy with those of a listing."""
        pair = self.pairs[table]
        if pair is not None and listing.document == 0 and listing.table == pair.source + 1:
            return pair.aligner
        rows = self.registry.documents[listing.document].tables[listing.table - 1].rows
        return TableAligner(self.copy[table].rows, Rows(rows), self.page)


_LINKED = ((LINK, "link"), (DOC_LINK, "doc_link"), (IMAGE, "image"))
"""Features, and the columns that they are read from."""


class _TableLinkage:
    """One table of the copy with its decisions; ``number`` counts from 0."""

    def __init__(
        self, number: int, table: Table, registry: Registry, pages: _DocumentPair, locale: str | None,
        glosses: Glosses | None, naming: Naming,
    ) -> None:  # fmt: skip
        self.number, self.table, self.registry, self.pages = number, table, registry, pages
        self.columns = _infer_columns(table, registry, locale)
        self.pair = pages.pairs[number]
        self.facts = read_facts(table, self.columns, registry.index.separator)
        beside = frozenset(feature for feature, at in _LINKED if getattr(self.columns, at) == self.columns.key)
        index, listings = registry.index, registry.listings
        self.aligner = cache(partial(pages.get_aligner, number))
        linker = TableLinker(
            self.facts, index, listings, locale, glosses, naming, beside, self.aligner, self._find_sure_entries()
        )
        self.decisions = linker.link()
        answered = any(decision.answer(KEYS.answered) is not None for decision in self.decisions)
        self.listing: Listing | None = linker.origin.listing if answered and linker.origin else None
        self.order = linker.order
        self.known = {row: (decision, registry) for decision in self.decisions for row in decision.record.rows}
        self._decide_among = partial(TableLinker, locale=locale, glosses=glosses, naming=naming, beside=beside)

    def _find_sure_entries(self) -> dict[int, int]:
        """The numbers of the entries of rows that the alignment of rows is sure of, and that are no other known key.

        Where editions are known, they may know the row by a key that the source has dropped: there its key must match.
        """
        listing, numbers = self._source_listing, self.registry.index.numbers
        if self.pair is None or listing is None:
            return {}
        has_editions = any(other.document > 0 for other in self.registry.listings)
        found: dict[int, int] = {}
        for row, at in self.pair.rows.find_sure():
            key, written = listing.keys[at], self.facts[row].written
            if key and (key == written or not (has_editions or written in numbers)):
                found[row] = numbers[key]
        return found

    def find_keys(self) -> Iterator[str]:
        """The keys that rows have."""
        for decision, registry in self.known.values():
            number = decision.answer(KEYS.answered)
            if number is not None:
                yield registry.index.keys[number]

    def find_written_keys(self) -> Iterator[str]:
        """The keys that rows have and say."""
        for decision, registry in self.known.values():
            number = decision.answer(KEYS.answered)
            if number is not None and registry.index.keys[number] == decision.record.written:
                yield decision.record.written

    def withhold_written(self, taken: Container[str]) -> None:
        """Rows of a table without counterpart that write a key which nobody knows: none is the entry of a key that
        ``taken`` has. The source has no such table, and a well-formed key is its own.
        """
        if self.pair is not None:
            return
        index = self.registry.index
        for decision in self.decisions:
            number, written = decision.answer(KEYS.answered), decision.record.written
            is_unknown = written not in index.numbers and is_key_token(written)
            if number is not None and is_unknown and index.keys[number] in taken:
                decision.withhold()

    def look_elsewhere(self, claimed: Container[str]) -> None:
        """Rows that are none of the counterpart's: decided among all keys, and answered where they tell one that no row
        has.
        """
        everything = self.pages.registry
        if self.registry in (everything, _NO_KEYS):
            return
        left = [row for row, (decision, _) in sorted(self.known.items()) if self._is_left(row, decision)]
        facts = [self.facts[row] for row in left]
        linker = self._decide_among(facts, everything.index, everything.listings)
        for decision in linker.link() if left else ():
            number = decision.answer(KEYS.answered)
            is_free = number is not None and everything.index.keys[number] not in claimed
            if number is not None and is_free and decision.is_recognised(number):
                decision.record.rows = [left[row] for row in decision.record.rows]
                self.known.update((row, (decision, everything)) for row in decision.record.rows)

    def _is_left(self, row: int, decision: Decision) -> bool:
        """Whether a row has no key, and no row of the counterpart is it."""
        if decision.answer(KEYS.answered) is not None or self.pair is None:
            return False
        best = self._source_rows.find_best(row)
        return best is None or best[1] < KEYS.answered

    def make_rows(self, now: Mapping[str, str]) -> list[AlignedRow]:
        """The aligned rows in order; ``now`` says what keys that left the source table are called in it."""
        return [self._make_row(at, row, now) for at, row in enumerate(self.table.rows)]

    def _make_row(self, at: int, row: Row, now: Mapping[str, str]) -> AlignedRow:
        decision, registry = self.known[at]
        index = registry.index
        found = explain.list_candidates(decision, index.keys)
        confidence = found[0].confidence if found else 0.0
        number = decision.answer(KEYS.answered)
        key: str | None = None
        notes: tuple[str, ...] = ()
        suggested, successor, recognised = "", "", False
        if number is not None:
            key = index.keys[number]
            successor = now.get(key, "")
            notes = tuple(explain.write_notes(decision, number, registry.entries[key], successor))
            recognised = decision.is_recognised(number)
        elif registry is not _NO_KEYS:
            suggested = explain.suggest_key(self.facts[at], index)
        found_row = self._find_source_row(at) if key is None else self._find_row_of_key(at, key, confidence, recognised)
        table, source_row, source_confidence, recognised = found_row or (None, None, 0.0, recognised)
        return AlignedRow(
            self.number + 1, at + 1, row.line, row, self.facts[at].written, key, confidence, found, suggested,
            successor, notes, table, source_row, source_confidence, recognised,
        )  # fmt: skip

    def _find_source_row(self, row: int) -> _SourceRow | None:
        """The row of the source that a row without a key is."""
        best = None if self.pair is None else self._source_rows.find_best(row)
        if self.pair is None or best is None or best[1] * self.pair.confidence < KEYS.answered:
            return None
        recognised = self._source_rows.is_recognised(row, best[0])
        return _locate(self.pair.source + 1, best[0], best[1] * self.pair.confidence, recognised)

    def _find_row_of_key(self, row: int, key: str, confidence: float, recognised: bool) -> _SourceRow | None:
        """The first of the source's rows of the row's ``key``, of several the likeliest."""
        registry = self.known[row][1]
        own = self._source_listing if registry is self.registry else None
        for listing in registry.listings if own is None else (own,):
            rows = self.pages.find_rows(listing).get(key, ()) if listing.document == 0 else ()
            if rows:
                is_own = listing is self._source_listing
                shares = self._source_rows.shares[row] if is_own else {}
                total = sum(shares.get(at, 0.0) for at in rows)
                best = max(rows, key=lambda at: (shares.get(at, 0.0), -abs(at - row))) if len(rows) > 1 else rows[0]
                part = shares.get(best, 0.0) / total if total else 1 / len(rows)
                recognised = recognised or (is_own and self._source_rows.is_recognised(row, best))
                return _locate(listing.table, best, confidence * part, recognised)
        return None

    @cached_property
    def _source_rows(self) -> RowAlignment:
        """The rows of the counterpart, with all that is known of them."""
        if self.order is not None and self.order.listing is self._source_listing:
            return self.order.rows
        assert self.pair is not None
        return self.pair.rows

    @cached_property
    def _source_listing(self) -> Listing | None:
        """The listing of the counterpart, None where that has no keys."""
        if self.pair is None:
            return None
        number = self.pair.source + 1
        return next((li for li in self.registry.listings if li.document == 0 and li.table == number), None)

    def list_variants(self) -> Iterable[tuple[str, Variant]]:
        """What the rows that are answered say of their keys, as one more edition does."""
        for decision in self.decisions:
            number = decision.answer(KEYS.answered)
            if number is not None:
                yield self.registry.index.keys[number], self._read_variant(self.table.rows[decision.record.rows[0]])

    def _read_variant(self, row: Row) -> Variant:
        cell = {name: self.columns.cell(row, at) for name, at in self.columns.list_parts()}
        link, doc_link, image = cell["link"], cell["doc_link"], cell["image"]
        return Variant(
            edition=_THE_COPY,
            link=link.link if link else "",
            doc_link=doc_link.link if doc_link else "",
            image=image.image if image else "",
        )


_SourceRow = tuple[int, int, float, bool]
"""A table and a row of the source, from 1, how likely it is that one, and whether it is recognised."""


def _locate(table: int, at: int, confidence: float, recognised: bool) -> _SourceRow:
    return table, at + 1, round(confidence, 4), recognised


_THE_COPY = "the copy itself"


def _find_successors(registry: Registry, parts: Sequence[_TableLinkage]) -> dict[str, str]:
    """The registry's successors, and those that only what the copy shows tells."""
    if all(entry.current for entry in registry.entries.values()):
        return {}
    seen: dict[str, list[Variant]] = {}
    for part in parts:
        for key, variant in part.list_variants():
            seen.setdefault(key, []).append(variant)
    known = {key: entry.successor for key, entry in registry.entries.items() if entry.successor}
    return {**find_successors(registry.entries, seen), **known}


def _choose_edition(listings: Sequence[Listing]) -> str:
    """The edition of most rows' listings, the first of equals."""
    rows: Counter[str] = Counter()
    for listing in listings:
        rows[listing.edition] += len(listing.keys)
    return max(rows, key=lambda edition: rows[edition], default="")
