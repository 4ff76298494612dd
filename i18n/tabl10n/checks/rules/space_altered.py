"""space-altered: white space at the ends differs from the source's."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        source, text = message.msgid, message.msgstr
        start, end = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
        expected = start + text.strip() + end
        if text != expected and source.strip():
            said = "the space at its ends is not the source's"
            yield finding(RULE.name, RULE.severity, message, said, expected)


RULE = Rule(
    "space-altered",
    Severity.WARNING,
    "A translation begins or ends with white space where the source does not, or the other way round: gettext refuses "
    "it where it is a line break, and two names that look the same are two.",
    passing='msgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise"',
    failing='msgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise "',
    check=_check,
)
