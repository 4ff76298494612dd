"""Lay a translated copy back onto the keys that are known: which key each row is, how sure that is, and why."""

from __future__ import annotations

from collections import Counter

from tabl10n.align.columns import columns_of, image_of
from tabl10n.align.model import AlignedRow, Alignment, Candidate, Columns, Entry, Listing, Variant
from tabl10n.align.registry import Registry
from tabl10n.align.values import address, image_name, version
from tabl10n.model import Document, Row

__all__ = ["AlignedRow", "Alignment", "Candidate", "Columns", "Entry", "Listing", "Registry", "Variant", "align"]


def align(copy: Document, registry: Registry, locale: str | None = None) -> Alignment:
    """Say for each data row of each table of ``copy`` which key of ``registry`` it is.

    ``copy`` has roles already (``roles.with_roles``); ``locale`` is the language it is written in, where that is known.
    Never raises: a table in which nothing is recognised gives rows without a key.
    """
    index: dict[tuple[str, str], list[str]] = {}
    for key, entry in registry.entries.items():
        for variant in entry.variants:
            for value in set(_values(variant.image, variant.link, variant.doc_link)):
                if key not in index.setdefault(value, []):
                    index[value].append(key)
    columns = tuple(columns_of(table, registry.known) for table in copy.tables)
    rows = tuple(
        _row(number, place, row, places, registry, index)
        for number, (table, places) in enumerate(zip(copy.tables, columns, strict=True), start=1)
        for place, row in enumerate(table.rows, start=1)
    )
    found = {row.key for row in rows}
    edition = registry.listings[0].edition if registry.listings else ""
    return Alignment(
        copy, rows, columns, edition, tuple(k for k, e in registry.entries.items() if e.current and k not in found)
    )


def _values(image: str, link: str, doc_link: str) -> list[tuple[str, str]]:
    values = [("image", image_name(image)), ("link", address(link).url), ("doc link", address(doc_link).url)]
    return [value for value in values if value[1]]


def _row(
    number: int, place: int, row: Row, columns: Columns, registry: Registry, index: dict[tuple[str, str], list[str]]
) -> AlignedRow:
    cell = {name: columns.cell(row, at) for name, at in columns.places()}
    text = {name: "" if part is None else part.text.strip() for name, part in cell.items()}
    link = {name: "" if part is None else part.link for name, part in cell.items()}
    image = image_of(cell["image"])
    votes: Counter[str] = Counter()
    said: dict[str, dict[str, str | float]] = {}
    for kind, value in _values(image, link["link"], link["doc_link"]):
        for key in index.get((kind, value), ()):
            votes[key] += 1
            said.setdefault(key, {})[kind] = "same"
    written = text["key"]
    if written in registry.entries:
        votes[written] += 10
        said.setdefault(written, {})["key"] = "same"
    for key in votes:
        if version(text["version"]) in {version(v.version) for v in registry.entries[key].variants}:
            votes[key] += 0.5
    ranked = votes.most_common(3)
    key = ranked[0][0] if ranked and (len(ranked) < 2 or ranked[0][1] > ranked[1][1]) else None
    candidates = tuple(Candidate(name, 0.99 if name == key else 0.3, said[name]) for name, _ in ranked)
    return AlignedRow(number, place, row.line, row, written, key, 0.99 if key else 0.0, candidates)
