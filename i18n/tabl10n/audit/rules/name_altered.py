"""name-altered: a display name is written differently."""

from tabl10n.audit import names
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "name-altered",
    Severity.WARNING,
    "A display name is spelt differently from every edition; where only letter case, spaces or punctuation "
    "differ, this is a hint.",
    passing=row("bluebird"),
    failing=row("bluebird", name="Bluebrid"),
    check=names.check,
)
