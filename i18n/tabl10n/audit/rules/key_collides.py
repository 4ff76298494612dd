"""key-collides: what stands in a key cell means another entry."""

from tabl10n.audit import keys
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "key-collides",
    Severity.ERROR,
    "What stands in the key cell stands for several entries of this copy, or it is the key of another entry. This"
    " is the worst that can happen to a key: nothing looks broken, and whoever copies it gets something else. Over the"
    " key of another entry a fix is offered only where two cells of the row or more tell this entry from that one, and"
    " no cell speaks against it.",
    passing=row("lighthouse") + "\n" + row("bluebird"),
    failing=row("lighthouse", id="Haus") + "\n" + row("bluebird", id="Haus"),
    check=keys.check,
)
