"""link-altered: a link leads elsewhere on a known host."""

from tabl10n.audit import links
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "link-altered",
    Severity.WARNING,
    "A link leads to a known host and not to a known page there. A code was lost or added, or it is another page;"
    " those are warnings. A referral code that changed hands earns somebody money: this, and https that became "
    "http, are errors.",
    passing=row("bluebird", link="https://bluebird.example/shop/"),
    failing=row("bluebird", link="https://bluebird.example/laden"),
    check=links.check,
)
