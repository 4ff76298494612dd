"""row-missing: the copy lacks an entry of the edition that it was made from."""

from collections.abc import Iterator

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule


def check(context: Context) -> Iterator[Finding]:
    """One finding for each key of the copy's edition that no row is; it stands at the table's last row."""
    if not context.by_key:
        return
    line = max(facts.aligned.line for facts in context.sure_rows)
    for key in context.alignment.missing:
        message = f"no row is {key!r}, which the edition has that the copy follows"
        yield Finding("row-missing", Severity.WARNING, message, line=line, part="document", key=key, expected=key)


RULE = Rule(
    "row-missing",
    Severity.WARNING,
    "The edition of the source table that the copy follows lists a key, and no row of the copy is it: a row was "
    "lost, or damaged so much that nothing tells what it was.",
    passing=row("orchard"),
    failing=HEADER + row("lighthouse") + "\n" + row("bluebird") + "\n",
    check=check,
)
