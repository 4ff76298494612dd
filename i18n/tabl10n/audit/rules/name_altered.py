"""name-altered: a display name is written differently."""

from tabl10n.audit import names
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "name-altered",
    Severity.WARNING,
    "A display name is spelt differently from every edition. This is a hint where only letter case, spaces or "
    "punctuation differ, where an abbreviation has the same letters in another order, as the language may have it, and "
    "where a copy changes nearly all names.",
    passing=row("bluebird"),
    failing=row("bluebird", name="Bluebrid"),
    check=names.check,
)
