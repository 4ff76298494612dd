"""key-recased: a key differs in letter case."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-recased",
    Severity.ERROR,
    "A key differs from the real one in letter case, as if it were the first word of a sentence or a brand. "
    "Identifiers are compared letter by letter, so this is another one.",
    passing=row("bluebird"),
    failing=row("bluebird", id="Bluebird"),
    check=keys.check,
)
