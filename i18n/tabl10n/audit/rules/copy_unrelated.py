"""copy-unrelated: the copy is of another table than the one that it is compared with."""

from collections.abc import Iterator

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row, stranger
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule


def check(context: Context) -> Iterator[Finding]:
    """One finding for the copy, where it has no row of the source table or of an edition."""
    if context.unrelated:
        message = f"no row of this table is a row of {context.source.name}: is that its source?"
        table = context.copy.tables[0]
        yield Finding("copy-unrelated", Severity.ERROR, message, line=table.line, part="document")


RULE = Rule(
    "copy-unrelated",
    Severity.ERROR,
    "No row of the copy is one of the source table, or the copy has no rows at all. Probably it was made from another "
    "table: name that one with `--source`. Its rows are not listed one by one then.",
    passing=row("bluebird"),
    failing=HEADER + stranger(country="Norwegen") + "\n",
    check=check,
)
