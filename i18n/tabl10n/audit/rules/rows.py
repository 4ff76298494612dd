"""Rules on rows: one that was lost, one that was added, one that is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from tabl10n.audit.cells import make_row_finding
from tabl10n.audit.context import Context, RowFacts, list_known_codes
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.pairs import MIN_SURE_CONFIDENCE, PairedTable
from tabl10n.audit.rules import RULES
from tabl10n.document import Row
from tabl10n.findings import Finding, Severity
from tabl10n.text.counting import format_count

ROWS = RULES.topic(position=80)

# So many rows of a table, or this share of them, may be missing before that is found once for all of them.
_MAX_LISTED, _MAX_LISTED_SHARE = 3, 0.2
_MAX_NAMED_ROWS = 10  # rows named in that message
# The confidence from which on a row that is not sure may be the one that seems to be missing.
_MIN_CANDIDATE_CONFIDENCE = 0.1

_NOTES_SOURCE = """\
# Walks

| Where to | What is there |
|---|---|
| To the lake | Two boats and a jetty |
| Up the hill | A view of all the islands |
| Into the wood | Old trees and no path |
"""
_NOTES = """\
# Wege

| Wohin | Was es dort gibt |
|---|---|
| Zum See | Zwei Boote und ein Steg |
| Auf den Berg | Ein Blick auf alle Inseln |
| In den Wald | Alte Bäume und kein Pfad |
{}"""

ROW_MISSING = ROWS.rule(
    "row-missing",
    Severity.WARNING,
    "A row of the source table is missing from the copy, or a key that the edition lists which the copy follows. "
    "Nothing is found where a row that is not sure may be it. It is a hint where the copy has keys that this edition "
    "lacks: then it follows one in between, and the row may never have been there. Where many rows of a table are "
    "missing that is found once.",
    passing=make_row("orchard"),
    failing=HEADER + make_row("lighthouse") + "\n" + make_row("bluebird") + "\n",
)

ROW_ADDED = ROWS.rule(
    "row-added",
    Severity.WARNING,
    "The copy has a row that is none of the source table's, in a table without keys. In a table with keys such a row "
    "is key-unknown.",
    passing=_NOTES.format(""),
    failing=_NOTES.format("| Nach Norden | Dort ist nichts zu sehen |\n"),
    source=_NOTES_SOURCE,
)

ROW_DOUBLED = ROWS.rule(
    "row-doubled",
    Severity.WARNING,
    "The copy has a row twice, and neither the source nor an edition has: the same cells, or the same key under the "
    "same territory. Which of them is to go a person must say: nothing is deleted.",
    passing=make_row("orchard"),
    failing=make_row("orchard") + "\n" + make_row("orchard"),
)


@ROWS.check
def find_missing_rows(context: Context) -> Iterator[Finding]:
    """One finding for each row that is missing, or one for all of a table where they are many."""
    yield from _find_missing_keys(context)
    for pair in context.paired_tables.values():
        if pair.number in context.keyless_tables:
            yield from _find_missing_in(pair)


def _find_missing_keys(context: Context) -> Iterator[Finding]:
    """The keys of the copy's edition that no row is, and none that is not sure may be."""
    if not context.sure_rows_by_key or context.unknown_row_count:
        return
    missing = [key for key in context.alignment.missing if key not in context.sure_rows_by_key]
    may_be = _find_possible_keys(context)
    missing = [key for key in missing if key not in may_be]
    severity = Severity.WARNING if _has_only_keys_of_edition(context) else Severity.HINT
    edition = PurePath(context.alignment.edition).name
    last = max(facts.aligned.line for facts in context.sure_rows)
    total = len(missing) + len(context.sure_rows_by_key)
    if _are_many(len(missing), total):
        message = f"{len(missing)} of {total} keys that {edition} lists are no row: {_list_names(missing)}"
        yield Finding(ROW_MISSING.name, severity, message, line=last, part="document")
        return
    lines = _find_lines(context)
    for key in missing:
        message = f"no row is {key!r}, which {edition} lists"
        line = lines.get(key, last)
        yield Finding(ROW_MISSING.name, severity, message, line=line, part="document", key=key, expected=key)


def _are_many(count: int, total: int) -> bool:
    """Whether so many rows of a table are missing that the copy is of another edition, or its end is lost."""
    return count > max(_MAX_LISTED, _MAX_LISTED_SHARE * total) or 1 < count > total / 2


def _find_possible_keys(context: Context) -> frozenset[str]:
    """The keys that a row that is not sure may be: by what it says, or since it is where that row should be."""
    unsure = [facts for facts in context.keyed_rows if facts.entry is None]
    found = {
        one.key for facts in unsure for one in facts.aligned.candidates if one.confidence >= _MIN_CANDIDATE_CONFIDENCE
    }
    for pair in context.paired_tables.values():
        left = {facts.aligned.row - 1 for facts in unsure if facts.aligned.table == pair.number}
        for gap in pair.gaps:
            if left.intersection(gap.added):
                found.update(pair.find_key(at) for at in gap.missing)
        found.update(pair.find_key(at) for at in context.joined_rows.get(pair.number, ()))
    return frozenset(found)


def _find_lines(context: Context) -> Mapping[str, int]:
    """For each key of the source that is missing from its table the line after which it should be."""
    return {
        pair.find_key(at): gap.line
        for pair in context.paired_tables.values()
        for gap in pair.gaps
        for at in gap.missing
    }


def _has_only_keys_of_edition(context: Context) -> bool:
    """Whether the copy has only keys of its edition; else it was made from one in between, which nobody has."""
    listed = {
        key
        for listing in context.registry.listings
        if listing.edition == context.alignment.edition
        for key in listing.keys
    }
    return set(context.sure_rows_by_key) <= listed


def _list_names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MAX_NAMED_ROWS} more" if len(names) > _MAX_NAMED_ROWS else ""
    return ", ".join(map(repr, names[:_MAX_NAMED_ROWS])) + more


def _find_missing_in(pair: PairedTable) -> Iterator[Finding]:
    """The rows of a table without keys that are missing, or how many are where nobody can tell which."""
    missing = [(gap, at) for gap in pair.gaps if gap.is_sure and not gap.added for at in gap.missing]
    joined = pair.context.joined_rows.get(pair.number, ())
    missing = [(gap, at) for gap, at in missing if at not in joined]
    total, lacking = len(pair.source.rows), pair.count_lacking()
    if lacking <= 0 or not (
        pair.matched_rows or pair.context.alignment.tables[pair.number - 1].confidence >= MIN_SURE_CONFIDENCE
    ):
        return
    if len(missing) == lacking and not _are_many(lacking, total):
        for gap, at in missing:
            message = f"row {at + 1} of the source's table is missing: {pair.name_row(at)!r}"
            yield _make_missing(pair, gap.line, message)
        return
    names = f": {_list_names([pair.name_row(at) for _, at in missing])}" if len(missing) == lacking else ""
    message = f"{lacking} of the {total} rows of the source's table {'is' if lacking == 1 else 'are'} missing{names}"
    yield _make_missing(pair, pair.table.line, message)


def _make_missing(pair: PairedTable, line: int, message: str) -> Finding:
    return Finding(ROW_MISSING.name, ROW_MISSING.severity, message, line=line, table=pair.number, part="document")


@ROWS.check
def find_added_rows(context: Context) -> Iterator[Finding]:
    """One finding for each row of a table without keys that is no row of the source, or how many are none where nobody
    can tell which.
    """
    for pair in context.paired_tables.values():
        more = -pair.count_lacking()
        if pair.number not in context.keyless_tables or more <= 0 or 2 * more > len(pair.matched_rows):
            continue
        gaps = (gap for gap in pair.gaps if gap.is_sure and not gap.missing)
        added = [own for gap in gaps for own in gap.added if own in pair.own_rows]
        if len(added) == more:
            for own in added:
                facts = context.rows_by_number.get((pair.number, own + 1))
                if facts is not None:
                    message = "no row of the source's table is this one"
                    yield make_row_finding(ROW_ADDED, facts, message, _quote(facts.aligned.copy_row))
            continue
        message = f"{format_count(more, 'row')} more than in the source's table"
        line = pair.table.line
        yield Finding(ROW_ADDED.name, ROW_ADDED.severity, message, line=line, table=pair.number, part="document")


@ROWS.check
def find_doubled_rows(context: Context) -> Iterator[Finding]:
    """One finding for each row that repeats another one of its table, where no edition does."""
    yield from _find_doubled_keys(context)
    for pair in context.paired_tables.values():
        if pair.number in context.keyless_tables:
            for own, first in pair.doubled.items():
                facts = context.rows_by_number.get((pair.number, own + 1))
                if facts is not None:
                    message = f"the same row as line {pair.table.rows[first].line}"
                    yield make_row_finding(ROW_DOUBLED, facts, message, _quote(facts.aligned.copy_row))


def _quote(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.text), "")


def _find_doubled_keys(context: Context) -> Iterator[Finding]:
    """The rows with the same key under the same territories.

    Nothing is found in a row with a wrong territory, nor where an edition lists the key as often under one territory.
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
            under = " under the same territory" if codes else ""
            yield make_row_finding(ROW_DOUBLED, facts, f"a second row of {key!r}{under}", facts.aligned.written)


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
