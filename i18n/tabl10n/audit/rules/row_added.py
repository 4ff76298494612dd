"""row-added: the copy says the same thing twice."""

from collections import Counter
from collections.abc import Iterator

from tabl10n.audit.context import Context, RowFacts, known_codes
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, row_finding


def check(context: Context) -> Iterator[Finding]:
    """One finding for each row that repeats another one of its table: the same key under the same territories.

    Nothing is said of a row in a wrong place, nor where an edition lists the key as often under one territory.
    """
    seen: Counter[tuple[int, str, frozenset[str]]] = Counter()
    for facts in context.sure_rows:
        key, places, entry = facts.key, _places(context, facts), facts.entry
        if entry is None or not places <= known_codes(entry):
            continue
        seen[facts.aligned.table, key, places] += 1
        count = seen[facts.aligned.table, key, places]
        if count > 1 and count > _usual(context, key, places):  # one is never too many: all editions need not be asked
            message = f"a second row of {key!r} under the same territory"
            yield row_finding("row-added", Severity.WARNING, facts, message, written=facts.aligned.written)


def _places(context: Context, facts: RowFacts) -> frozenset[str]:
    """The codes of the row's territories, none where the table has no such column."""
    cell = facts.cell(facts.columns.territory)
    parts = context.naming.split(cell.text, context.locale) if cell else []
    return frozenset(part.match.code if part.match else part.text for part in parts)


def _usual(context: Context, key: str, places: frozenset[str]) -> int:
    """How many rows of the key one table of an edition has under these territories; under any where none is named."""
    return (
        max(
            sum(
                1
                for name, codes in zip(listing.keys, listing.territories, strict=True)
                if name == key and (codes == places or not places)
            )
            for listing in context.registry.listings
        )
        or 1
    )


RULE = Rule(
    "row-added",
    Severity.WARNING,
    "The copy has a second row of a key under the same territory, and no edition has that. A row of no known key "
    "is key-unknown.",
    passing=row("orchard"),
    failing=row("orchard") + "\n" + row("orchard"),
    check=check,
)
