"""row-missing: the copy lacks an entry of the edition that it was made from."""

from collections.abc import Iterator
from pathlib import PurePath

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule


def check(context: Context) -> Iterator[Finding]:
    """One finding for each key of the copy's edition that no row is; it stands at the table's last row."""
    if not context.by_key:
        return
    line = max(facts.aligned.line for facts in context.sure_rows)
    severity = Severity.WARNING if _follows(context) else Severity.HINT
    edition = PurePath(context.alignment.edition).name
    for key in (key for key in context.alignment.missing if key not in context.by_key):
        message = f"no row is {key!r}, which {edition} lists"
        yield Finding("row-missing", severity, message, line=line, part="document", key=key, expected=key)


def _follows(context: Context) -> bool:
    """Whether the copy has only keys of its edition; else it was made from one in between, which nobody has."""
    listed = {
        key
        for listing in context.registry.listings
        if listing.edition == context.alignment.edition
        for key in listing.keys
    }
    return set(context.by_key) <= listed


RULE = Rule(
    "row-missing",
    Severity.WARNING,
    "A key is missing from the copy. The edition of the source table that the copy follows lists it, and no row "
    "is it: the row was lost, or damaged so much that nothing tells what it was. It is a hint where the copy has "
    "keys that this edition lacks: then it follows one in between, and the row may never have been there.",
    passing=row("orchard"),
    failing=HEADER + row("lighthouse") + "\n" + row("bluebird") + "\n",
    check=check,
)
