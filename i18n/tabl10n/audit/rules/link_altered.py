"""link-altered: a link leads elsewhere on a known host."""

from tabl10n.audit import links
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "link-altered",
    Severity.WARNING,
    "The host is known, the rest of the link is not: another page, a code that was lost, or another referral "
    "code. A referral code that changed hands earns somebody money; this, and https that became http, are errors.",
    passing=row("bluebird", link="https://bluebird.example/shop/"),
    failing=row("bluebird", link="https://bluebird.example/laden"),
    check=links.check,
)
