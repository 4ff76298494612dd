"""key-translated: a key was turned into a word of another language."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-translated",
    Severity.ERROR,
    "A key was turned into a word of another language. A key is an identifier: programs look it up, people copy "
    "it, and whoever copies this one finds nothing. Which key belongs there follows from the rest of the row: its "
    "links, image, name, version and place. Where only the place tells it, no fix is offered. It is a hint where the "
    "keys of the table are words, such as names of things, or where only words beside an identifier or in a "
    "placeholder differ.",
    passing=row("lighthouse"),
    failing=row("lighthouse", id="Leuchtturm"),
    check=keys.check,
)
