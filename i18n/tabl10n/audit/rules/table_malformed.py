"""table-malformed: the reader met something that it had to put up with."""

from collections import Counter
from collections.abc import Iterator

from tabl10n import formats
from tabl10n.audit.context import Context
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule
from tabl10n.document import Document


def check(context: Context) -> Iterator[Finding]:
    """One finding for each notice of the reader, unless the source's table is so as well, and one for a copy without a
    table, where the source has one.
    """
    if context.source.tables and not context.copy.tables:
        yield _no_table(context.copy)
    known = Counter(notice.message for notice in context.source.notices)
    for notice in context.copy.notices:
        known[notice.message] -= 1
        if known[notice.message] >= 0:
            continue
        yield Finding("table-malformed", Severity.ERROR, notice.message, line=notice.line, part="row")


def _no_table(copy: Document) -> Finding:
    unread = formats.get(copy.format).find_unread_table(copy.source)
    message = f"this {unread.fact}" if unread else "no table is left: it was lost, or its marks were"
    return Finding("table-malformed", Severity.ERROR, message, line=unread.line if unread else 1, part="document")


RULE = Rule(
    "table-malformed",
    Severity.ERROR,
    "The table is damaged as a table: a row has more or fewer cells than the header, the delimiter row is broken or"
    " lost, the encoding was misread. Renderers drop or shift cells silently; this reader keeps them and says where.",
    passing=row("orchard"),
    failing=row("orchard").removesuffix("| 1 |") + "|",
    check=check,
)
