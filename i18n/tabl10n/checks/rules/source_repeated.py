"""source-repeated: a translation is the source's own words."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.model import Message
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.model import Role

# One word may be the same in two languages; three hardly are.
_WORDS = 3


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if message.msgstr == message.msgid and message.msgctxt != Role.NAME:
            yield from _repeated(message, subject)


def _repeated(message: Message, subject: Subject) -> Iterator[Finding]:
    said = "the same words as in the source"
    if message.msgctxt == Role.TERRITORY:
        usual = subject.naming.translate(message.msgid, subject.locale, subject.source_locale)
        if usual and usual != message.msgid:
            yield finding(RULE.name, RULE.severity, message, said, usual)
    elif len(message.msgid.split()) >= _WORDS:
        yield finding(RULE.name, RULE.severity, message, said)


RULE = Rule(
    "source-repeated",
    Severity.WARNING,
    "A translation repeats the source where that is hardly right: a country that CLDR calls otherwise in this "
    "language, a text of several words. Names are never meant. Leave it empty instead: then it counts as missing, and "
    "the source's words stand.",
    passing='#. CLDR JP\nmsgctxt "territory"\nmsgid "Japan"\nmsgstr "Japan"',
    failing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Austria"',
    check=_check,
)
