"""key-truncated: a part of a key is all that is left."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-truncated",
    Severity.ERROR,
    "Only a part of the key is left, or nothing: the rest was dropped as noise, or the cell was cut. What is left"
    " may also have changed its letter case; the missing letters are the graver fact.",
    passing=row("lighthouse"),
    failing=row("lighthouse", id="house"),
    check=keys.check,
)
