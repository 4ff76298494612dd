"""The alignment of a whole document: each table decided, each row explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat

from tabl10n.align import explain
from tabl10n.align.decide import Decision, TableState
from tabl10n.align.facts import facts_of
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import AlignedRow, Alignment, Listing, Variant
from tabl10n.align.registry import Registry
from tabl10n.align.successors import successors
from tabl10n.columns import Columns, infer_columns
from tabl10n.columns.assignment import assign_columns
from tabl10n.document import Document, Row, Table
from tabl10n.territories import CLDR, Naming

# How sure an answer must be. Above a half no two things can have one entry; at 0.6 one answer in ten thousand more is
# lost than at 0.5, and a third of the wrong ones go.
ANSWERED = 0.6


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
    keyless = registry.keyless_tables(copy)
    known = [_NO_KEYS if number in keyless else registry for number in range(1, len(copy.tables) + 1)]
    columns = tuple(map(_columns, copy.tables, known, repeat(locale)))
    numbered = enumerate(zip(copy.tables, columns, known, strict=True), start=1)
    parts = [_Part(number, table, own, keys, locale, glosses, naming) for number, (table, own, keys) in numbered]
    now = _successors(registry, parts)
    rows = tuple(row for part in parts for row in part.rows(now))
    listings = [part.listing for part in parts if part.listing is not None]
    found = {row.key for row in rows}
    missing = (key for listing in listings for key in listing.keys if key and key not in found)
    return Alignment(copy, rows, columns, _edition(listings), tuple(dict.fromkeys(missing)))


_NO_KEYS = Registry({}, ())
"""What a table is compared with that has no key column in the source: its rows are none of the other tables' keys."""


def _columns(table: Table, registry: Registry, locale: str | None) -> Columns:
    own = infer_columns(table)
    if registry is _NO_KEYS:  # what looks like one of these columns in the copy is none in the source
        return own.without_keys()
    return assign_columns(table, own, registry.layouts, locale or "en")


_LINKED = (
    ("link", "link"),
    ("doc link", "doc_link"),
    ("image", "image"),
)  # kinds of evidence, and whose columns say it


class _Part:
    """One table of the copy with its decisions."""

    def __init__(
        self, number: int, table: Table, columns: Columns, registry: Registry, locale: str | None,
        glosses: Glosses | None, naming: Naming,
    ) -> None:  # fmt: skip
        self.number, self.table, self.columns, self.registry = number, table, columns, registry
        self.facts = facts_of(table, columns, registry.index.separator)
        beside = frozenset(kind for kind, at in _LINKED if getattr(columns, at) == columns.key)
        state = TableState(self.facts, registry.index, registry.listings, locale, glosses, naming, beside)
        self.decisions = state.decide()
        answered = any(decision.answer(ANSWERED) is not None for decision in self.decisions)
        self.listing: Listing | None = state.origin.listing if answered and state.origin else None

    def rows(self, now: Mapping[str, str]) -> list[AlignedRow]:
        """The aligned rows in order; ``now`` says what keys that left the source table are called in it."""
        by_row = {row: decision for decision in self.decisions for row in decision.thing.rows}
        return [self._row(at, row, by_row[at], now) for at, row in enumerate(self.table.rows)]

    def _row(self, at: int, row: Row, decision: Decision, now: Mapping[str, str]) -> AlignedRow:
        index = self.registry.index
        found = explain.candidates(decision, index.keys)
        number = decision.answer(ANSWERED)
        aligned = AlignedRow(
            table=self.number,
            row=at + 1,
            line=row.line,
            source=row,
            written=self.facts[at].written,
            key=None if number is None else index.keys[number],
            confidence=found[0].confidence if found else 0.0,
            candidates=found,
        )
        if self.registry is _NO_KEYS:
            return aligned
        if number is None:
            return replace(aligned, suggested=explain.suggested(self.facts[at], index))
        entry = self.registry.entries[index.keys[number]]
        successor = now.get(entry.key, "")
        return replace(aligned, successor=successor, notes=tuple(explain.notes(decision, number, entry, successor)))

    def seen(self) -> Iterable[tuple[str, Variant]]:
        """What the rows that are answered say of their keys, as one more edition does."""
        for decision in self.decisions:
            number = decision.answer(ANSWERED)
            if number is not None:
                yield self.registry.index.keys[number], self._variant(self.table.rows[decision.thing.rows[0]])

    def _variant(self, row: Row) -> Variant:
        cell = {name: self.columns.cell(row, at) for name, at in self.columns.places()}
        link, doc_link, image = cell["link"], cell["doc_link"], cell["image"]
        return Variant(
            edition=_THE_COPY,
            link=link.link if link else "",
            doc_link=doc_link.link if doc_link else "",
            image=image.image if image else "",
        )


_THE_COPY = "the copy itself"


def _successors(registry: Registry, parts: Sequence[_Part]) -> dict[str, str]:
    """The registry's successors, and those that only what the copy shows tells."""
    seen: dict[str, list[Variant]] = {}
    for part in parts:
        for key, variant in part.seen():
            seen.setdefault(key, []).append(variant)
    known = {key: entry.successor for key, entry in registry.entries.items() if entry.successor}
    return {**successors(registry.entries, seen), **known}


def _edition(listings: Sequence[Listing]) -> str:
    """The edition of most rows' listings, the first of equals."""
    rows: Counter[str] = Counter()
    for listing in listings:
        rows[listing.edition] += len(listing.keys)
    return max(rows, key=lambda edition: rows[edition], default="")
