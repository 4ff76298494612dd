"""territory-variant: the right territory under a less usual name."""

from tabl10n.audit import places
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "territory-variant",
    Severity.HINT,
    "The place is right, its name is not the usual one in this language: an official, older or colloquial form, or "
    "one that CLDR lacks and that holds the usual one, a word of it or its initials. Where the project has a name of "
    "its own or chose a form, that is the usual one. Another may be meant: these names are never fixed.",
    passing=row("orchard", country="Tschechien"),
    failing=row("orchard", country="Tschechische Republik"),
    check=places.check,
)
