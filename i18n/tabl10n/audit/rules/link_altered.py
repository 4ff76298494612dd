"""link-altered: a link leads elsewhere on a known host."""

from tabl10n.audit import links
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "link-altered",
    Severity.WARNING,
    "A link leads to a known host and not to a known page there. A code that was lost or added is a warning, another "
    "page a hint. A referral code that changed hands earns somebody money: this, and https that became http, are "
    "errors.",
    passing=row("lighthouse", link="https://www.lighthouse.example?ref=K7P2"),
    failing=row("lighthouse", link="https://lighthouse.example"),
    check=links.check,
)
