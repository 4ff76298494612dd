"""The alignment of a whole document: every table decided, every row explained."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from tabl10n.align.columns import columns_of
from tabl10n.align.decide import Decision, Table
from tabl10n.align.facts import facts_of
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import AlignedRow, Alignment, Candidate
from tabl10n.align.registry import Registry
from tabl10n.model import Document


def align(copy: Document, registry: Registry, locale: str | None = None, glosses: Glosses | None = None) -> Alignment:
    """Say for each data row of each table of ``copy`` which key of ``registry`` it is.

    ``copy`` has roles already (``roles.with_roles``). ``locale`` is the language that it is written in; without it the
    territories are read in the likeliest one. ``glosses`` is a dictionary from that language, if there is one. Never
    raises: a table in which nothing is recognised gives rows without a key.
    """
    columns = tuple(columns_of(table, registry.known) for table in copy.tables)
    rows: list[AlignedRow] = []
    for number, (table, places) in enumerate(zip(copy.tables, columns, strict=True), start=1):
        facts = facts_of(table, places)
        state = Table(facts, registry.index, registry.listings, locale, glosses)
        by_row = {row: d for d in state.decide() for row in d.thing.rows}
        for at, row in enumerate(table.rows):
            d = by_row[at]
            share = d.shares.get(d.chosen, 0.0) if d.chosen is not None else 0.0
            ranked = sorted(d.shares, key=lambda n: -d.shares[n])[:5]
            candidates = tuple(
                Candidate(registry.index.known[n].key, d.shares[n], {e.kind: e.said for e in d.evidence[n]})
                for n in ranked
            )
            key = registry.index.known[d.chosen].key if d.chosen is not None and share > 0.5 else None
            rows.append(AlignedRow(number, at + 1, row.line, row, facts[at].written, key, share, candidates))
    return Alignment(copy, tuple(rows), columns)
