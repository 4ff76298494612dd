"""territory-untranslated: a territory left in English."""

from tabl10n.audit import places
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "territory-untranslated",
    Severity.HINT,
    "The place is right and its name is still the English one. A cell that names it in both languages is fine.",
    passing=row("lighthouse", country="Germany / Deutschland"),
    failing=row("lighthouse", country="Germany"),
    check=places.check,
)
