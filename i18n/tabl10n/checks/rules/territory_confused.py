"""territory-confused: a territory has the name of another one."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.entity import code_of
from tabl10n.checks.rule import Rule, Subject, finding


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        code = code_of(message)
        match = subject.naming.resolve(message.msgstr, subject.locale) if code else None
        if match is not None and match.code != code:
            expected = subject.naming.translate(message.msgid, subject.locale, subject.source_locale) or ""
            said = f"{message.msgstr} is {match.code}, {message.msgid} is {code}"
            yield finding(RULE.name, RULE.severity, message, said, expected)


RULE = Rule(
    "territory-confused",
    Severity.ERROR,
    "A country or region is translated by what CLDR knows as the name of another one in this language.",
    passing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Österreich"',
    failing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Australien"',
    check=_check,
)
