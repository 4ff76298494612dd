"""territory-unfamiliar: neither CLDR nor the project knows a territory by the name that it is given."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.entity import code_of
from tabl10n.catalog.model import Message
from tabl10n.checks.rule import Rule, Subject, finding


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        code = code_of(message)
        usual = subject.naming.translate(message.msgid, subject.locale, subject.source_locale) if code else None
        if usual and (said := _said(subject, message, code, usual)):
            yield finding(RULE.name, RULE.severity, message, said, usual)


def _said(subject: Subject, message: Message, code: str, usual: str) -> str:
    """What is to be said of the name that a message gives the territory, if anything."""
    if subject.naming.chosen(code, subject.locale):
        return f"{message.msgstr} is not what the project calls {message.msgid}" if message.msgstr != usual else ""
    is_known = message.msgstr == message.msgid or subject.naming.resolve(message.msgstr, subject.locale)
    return "" if is_known else f"{message.msgstr} is no name that CLDR knows {message.msgid} by"


RULE = Rule(
    "territory-unfamiliar",
    Severity.HINT,
    "A country or region is called what CLDR knows no territory by in this language: a name that is rightly another "
    "than CLDR's, or a bird that is called as the country is in English. Or the project has chosen another name, in "
    "territories.toml or by territory-form.",
    passing='#. CLDR TR\nmsgctxt "territory"\nmsgid "Turkey"\nmsgstr "Türkei"',
    failing='#. CLDR TR\nmsgctxt "territory"\nmsgid "Turkey"\nmsgstr "Truthahn"',
    check=_check,
)
