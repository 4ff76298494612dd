"""key-misspelt: letters of a key were changed, added or swapped."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-misspelt",
    Severity.ERROR,
    "Letters of a key were changed, added or swapped, a space or an accent was put in, or a letter was replaced by one "
    "of another script that looks the same. Where only spaces differ this is a warning. What is spelt as a key is may "
    "be one that the source has dropped: a fix is offered only where other cells of the row agree and none differs.",
    passing=row("orchard"),
    failing=row("orchard", id="orchad"),
    check=keys.check,
)
