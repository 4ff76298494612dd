"""name-translated: a display name was turned into words."""

from tabl10n.audit import names
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "name-translated",
    Severity.WARNING,
    "A display name was turned into words of another language or another script, or it is missing. Some brands "
    "have an official name in the language: then give it in the catalog, which this check reads. For the same "
    "reason a name is never mended by itself, and where a copy translates nearly all of them, each is only a hint.",
    passing=row("lighthouse"),
    failing=row("lighthouse", name="Leuchtturm"),
    check=names.check,
)
