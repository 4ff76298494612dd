"""link-retargeted: a link leads to a host that no edition knows for the key."""

from tabl10n.audit import links
from tabl10n.audit.example import row
from tabl10n.audit.model import Severity
from tabl10n.audit.rule import Rule

RULE = Rule(
    "link-retargeted",
    Severity.ERROR,
    "A link leads to a host that neither the source table nor an edition knows for the key. It is an error where "
    "the host belongs to another entry, where it imitates a known one (a name nearly the same, letters that look "
    "alike or are of another script, the real name as a subdomain or before an @), and where the link is not "
    "https any more. Otherwise it is a warning, since sites do move.",
    passing=row("bluebird", link="https://www.bluebird.example:443/shop/"),
    failing=row("bluebird", link="https://bluebrid.example/shop"),
    check=links.check,
)
