"""key-transliterated: a key was written by ear in another script."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-transliterated",
    Severity.ERROR,
    "A key was written by ear in the letters of another script. It sounds the same when read aloud, and no "
    "program finds it.",
    passing=row("orchard"),
    failing=row("orchard", id="орчард"),
    check=keys.check,
)
