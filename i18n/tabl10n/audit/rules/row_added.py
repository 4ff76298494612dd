"""row-added: the copy says the same thing twice."""

from collections.abc import Iterator

from tabl10n import territories
from tabl10n.audit.context import SURE, Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, row_finding


def check(context: Context) -> Iterator[Finding]:
    """One finding for each row that repeats an earlier one: the same key under the same territories, table by table.

    Where an edition lists the key twice under one territory too, nothing is said.
    """
    seen: set[tuple[str, int, frozenset[str]]] = set()
    for facts in sorted(context.rows, key=lambda facts: facts.entry is None):
        key = _likeliest(facts)
        identity = (key, facts.aligned.table, _places(context, facts))
        if identity in seen and not _repeats(context, key):
            message = f"a second row of {key!r} under the same territory"
            yield row_finding("row-added", Severity.WARNING, facts, message, written=facts.aligned.written)
        if key:
            seen.add(identity)


def _likeliest(facts: RowFacts) -> str:
    """What the row is beyond doubt, also where the alignment gives that key to another row."""
    best = facts.aligned.candidates[0] if facts.aligned.candidates else None
    if facts.entry is None and best and best.confidence >= SURE:
        return best.key
    return facts.entry.key if facts.entry else ""


def _places(context: Context, facts: RowFacts) -> frozenset[str]:
    """The codes of the row's territories; a name without a code stands as it is written."""
    cell = facts.cell(facts.columns.territory)
    parts = territories.split(cell.text, context.locale) if cell else []
    return frozenset(part.match.code if part.match else part.text for part in parts)


def _repeats(context: Context, key: str) -> bool:
    """Whether an edition itself lists the key twice under the same territories."""
    for listing in context.registry.listings:
        places = [codes for name, codes in zip(listing.keys, listing.territories, strict=True) if name == key]
        if len(places) > len(set(places)):
            return True
    return False


RULE = Rule(
    "row-added",
    Severity.WARNING,
    "The copy has a second row of a key under the same territory, and no edition has that. A row of no known key "
    "is key-unknown.",
    passing=row("orchard"),
    failing=row("orchard") + "\n" + row("orchard"),
    check=check,
)
