"""Rules on rows and tables: what was lost, what was added, what no renderer reads as it was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from tabl10n import formats
from tabl10n.audit.cells import make_row_finding
from tabl10n.audit.context import Context, RowFacts, list_known_codes
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.rules import RULES
from tabl10n.document import Document
from tabl10n.findings import Finding, Severity

STRUCTURE = RULES.topic(position=80)

ROW_MISSING = STRUCTURE.rule(
    "row-missing",
    Severity.WARNING,
    "A key is missing from the copy. The edition of the source table that the copy follows lists it, and no row "
    "is it: the row was lost, or damaged so much that nothing tells what it was. It is a hint where the copy has "
    "keys that this edition lacks: then it follows one in between, and the row may never have been there.",
    passing=make_row("orchard"),
    failing=HEADER + make_row("lighthouse") + "\n" + make_row("bluebird") + "\n",
)

ROW_ADDED = STRUCTURE.rule(
    "row-added",
    Severity.WARNING,
    "The copy has a second row of a key under the same territory, and no edition has that. A row of no known key "
    "is key-unknown.",
    passing=make_row("orchard"),
    failing=make_row("orchard") + "\n" + make_row("orchard"),
)

TABLE_MALFORMED = STRUCTURE.rule(
    "table-malformed",
    Severity.ERROR,
    "The table is damaged as a table: a row has more or fewer cells than the header, the delimiter row is broken or"
    " lost, the encoding was misread. Renderers drop or shift cells silently; this reader keeps them and says where.",
    passing=make_row("orchard"),
    failing=make_row("orchard").removesuffix("| 1 |") + "|",
)


@STRUCTURE.check
def find_missing_rows(context: Context) -> Iterator[Finding]:
    """One finding for each key of the copy's edition that no row is; it stands at the table's last row."""
    if not context.by_key:
        return
    line = max(facts.aligned.line for facts in context.sure_rows)
    severity = Severity.WARNING if _has_only_keys_of_edition(context) else Severity.HINT
    edition = PurePath(context.alignment.edition).name
    for key in (key for key in context.alignment.missing if key not in context.by_key):
        message = f"no row is {key!r}, which {edition} lists"
        yield Finding(ROW_MISSING.name, severity, message, line=line, part="document", key=key, expected=key)


def _has_only_keys_of_edition(context: Context) -> bool:
    """Whether the copy has only keys of its edition; else it was made from one in between, which nobody has."""
    listed = {
        key
        for listing in context.registry.listings
        if listing.edition == context.alignment.edition
        for key in listing.keys
    }
    return set(context.by_key) <= listed


@STRUCTURE.check
def find_added_rows(context: Context) -> Iterator[Finding]:
    """One finding for each row that repeats another one of its table: the same key under the same territories.

    Nothing is said of a row with a wrong territory, nor where an edition lists the key as often under one territory.
    """
    seen: Counter[tuple[int, str, frozenset[str]]] = Counter()
    for facts in context.sure_rows:
        key, codes, entry = facts.key, _find_codes(context, facts), facts.entry
        if entry is None or not codes <= list_known_codes(entry):
            continue
        seen[facts.aligned.table, key, codes] += 1
        count = seen[facts.aligned.table, key, codes]
        # One is never too many: the editions need not be asked.
        if count > 1 and count > _count_listed(context, key, codes):
            message = f"a second row of {key!r} under the same territory"
            yield make_row_finding(ROW_ADDED, facts, message, facts.aligned.written)


def _find_codes(context: Context, facts: RowFacts) -> frozenset[str]:
    """The codes of the row's territories, none where the table has no such column."""
    cell = facts.cell(facts.columns.territory)
    parts = context.naming.split(cell.text, context.locale) if cell else []
    return frozenset(part.match.code if part.match else part.text for part in parts)


def _count_listed(context: Context, key: str, codes: frozenset[str]) -> int:
    """How many rows of the key one table of an edition has under these territories; under any where none is named."""
    listed = (
        sum(
            name == key and (under == codes or not codes)
            for name, under in zip(listing.keys, listing.territories, strict=True)
        )
        for listing in context.registry.listings
    )
    return max(listed) or 1


@STRUCTURE.check
def find_malformed_tables(context: Context) -> Iterator[Finding]:
    """One finding for each notice of the reader, unless the source's table is so as well, and one for a copy without a
    table, where the source has one.
    """
    if context.source.tables and not context.copy.tables:
        yield _make_no_table(context.copy)
    known = Counter(notice.message for notice in context.source.notices)
    for notice in context.copy.notices:
        known[notice.message] -= 1
        if known[notice.message] >= 0:
            continue
        yield Finding(TABLE_MALFORMED.name, TABLE_MALFORMED.severity, notice.message, line=notice.line, part="row")


def _make_no_table(copy: Document) -> Finding:
    unread = formats.get(copy.format).find_unread_table(copy.source)
    message = f"this {unread.fact}" if unread else "no table is left: it was lost, or its marks were"
    line = unread.line if unread else 1
    return Finding(TABLE_MALFORMED.name, TABLE_MALFORMED.severity, message, line=line, part="document")
