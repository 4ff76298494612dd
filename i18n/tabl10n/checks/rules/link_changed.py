"""link-changed: a translation leads elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.text.addresses import find_addresses


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        wanted, found = Counter(find_addresses(message.msgid)), Counter(find_addresses(message.msgstr))
        source, translation = map(subject.format.find_links, (message.msgid, message.msgstr))
        if further := list(found - wanted):
            yield finding(RULE.name, RULE.severity, message, f"leads to {further[0]}, which the source does not name")
        elif gone := list(wanted - found):
            yield finding(RULE.name, Severity.WARNING, message, f"no longer leads to {gone[0]}")
        elif plain := list(Counter(source.targets) - Counter(translation.targets)):
            yield finding(RULE.name, Severity.WARNING, message, f"names {plain[0]}, but not as a link")
        elif shown := list(Counter(translation.images) - Counter(source.images)):
            said = f"makes a picture of the link to {shown[0]}: an exclamation mark stands right before it"
            yield finding(RULE.name, Severity.WARNING, message, said)


RULE = Rule(
    "link-changed",
    Severity.ERROR,
    "A translation holds an address that the source does not: a reader would be sent elsewhere than the author meant. "
    "Where an address is only missing, or its words are no longer a link, as in `[how] (https://shop.example/how)`, "
    "this is a warning.",
    passing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/how)."\n'
    'msgstr "Lesen Sie, [wie](https://shop.example/how)."',
    failing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/how)."\n'
    'msgstr "Lesen Sie, [wie](https://evil.example/how)."',
    check=_check,
)
