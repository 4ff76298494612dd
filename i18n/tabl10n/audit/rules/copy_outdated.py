"""copy-outdated: the source table has gone on since the copy was made."""

from collections.abc import Iterator

from tabl10n.audit.context import Context
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule

_LISTED = 10  # keys named in the message: the full list is in the alignment


def check(context: Context) -> Iterator[Finding]:
    """One finding where the copy has keys that the source table lists no more, one where no edition lists many."""
    line = context.copy.tables[0].line if context.copy.tables else 1
    if context.strangers:
        yield Finding("copy-outdated", Severity.WARNING, _another_edition(context), line=line, part="document")
    entries = (facts.entry for facts in context.sure_rows)
    gone = {entry.key: entry.successor for entry in entries if entry and not entry.current}
    if gone:
        listed = [f"{key} (now {later})" if later else key for key, later in gone.items()]
        more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
        message = f"the source table no longer lists {', '.join(listed[:_LISTED])}{more}"
        yield Finding("copy-outdated", Severity.HINT, message, line=line, part="document")


def _another_edition(context: Context) -> str:
    return (
        f"{context.strangers} of {len(context.keyed_rows)} rows are no key that is known: the copy seems to be of "
        f"another edition of {context.source.name}; name that with a further --source, or among the project's editions"
    )


RULE = Rule(
    "copy-outdated",
    Severity.HINT,
    "The copy has keys that only earlier editions list: the source table has dropped or renamed them. Nothing is "
    "broken, but the copy is older than the source. One finding for the whole copy. A warning where many rows show a "
    "key that no edition lists: then the edition that the copy was made from is missing. Name it with a further "
    "`--source`, or among the project's editions; until then what may be true of it is not mended.",
    passing=row("orchard"),
    failing=row("bluebird", id="puffin", alt="puffin", name="Puffin", link="https://puffin.example").replace(
        "bluebird.png", "puffin.png"
    ),
    check=check,
)
