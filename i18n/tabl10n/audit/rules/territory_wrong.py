"""territory-wrong: a territory cell names another place, or none."""

from tabl10n.audit import places
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "territory-wrong",
    Severity.ERROR,
    "A country or region cell names a place under which no edition lists the key, or something that is no place "
    "at all: a bird, a pronoun. Places are compared by their CLDR codes. Where one key stands under several "
    "territories, the one that belongs here is found by elimination. A name that nobody knows is replaced only where "
    "keys of the copy are damaged too, or where several rows have it: languages have more names than any list.",
    passing=row("bluebird"),
    failing=row("bluebird", country="Truthahn"),
    check=places.check,
)
