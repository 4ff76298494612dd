"""key-translated: a key was turned into a word of another language."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-translated",
    Severity.ERROR,
    "A key is an identifier: programs look it up, people copy it. Here it was turned into a word of another "
    "language, so whoever copies it finds nothing. The key that belongs there follows from the row's links, "
    "image, name and version.",
    passing=row("lighthouse"),
    failing=row("lighthouse", id="Leuchtturm"),
    check=keys.check,
)
