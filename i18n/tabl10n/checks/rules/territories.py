"""Rules on the names of countries and regions."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.catalog.entity import read_code
from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, make_message_finding
from tabl10n.findings import Finding, Severity

TERRITORIES = RULES.topic(position=40)

TERRITORY_CONFUSED = TERRITORIES.rule(
    "territory-confused",
    Severity.ERROR,
    "A country or region is translated by what CLDR knows as the name of another one in this language.",
    passing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Österreich"',
    failing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Australien"',
)

TERRITORY_UNFAMILIAR = TERRITORIES.rule(
    "territory-unfamiliar",
    Severity.HINT,
    "A country or region is called what CLDR knows no territory by in this language: a name that is rightly another "
    "than CLDR's, or a bird that is called as the country is in English. Or the project has chosen another name, in "
    "territories.toml or by territory-form.",
    passing='#. CLDR TR\nmsgctxt "territory"\nmsgid "Turkey"\nmsgstr "Türkei"',
    failing='#. CLDR TR\nmsgctxt "territory"\nmsgid "Turkey"\nmsgstr "Truthahn"',
)


@TERRITORIES.check
def find_confused_territories(subject: Subject) -> Iterator[Finding]:
    """One finding for each territory that has the name of another one."""
    for message in subject.messages:
        code = read_code(message)
        match = subject.naming.resolve(message.msgstr, subject.known_locale) if code else None
        if match is not None and match.code != code:
            expected = subject.naming.translate(message.msgid, subject.known_locale, subject.source_locale) or ""
            wording = f"{message.msgstr} is {match.code}, {message.msgid} is {code}"
            yield make_message_finding(TERRITORY_CONFUSED, message, wording, expected)


@TERRITORIES.check
def find_unfamiliar_territories(subject: Subject) -> Iterator[Finding]:
    """One finding for each territory whose name neither CLDR nor the project knows."""
    for message in subject.messages:
        code = read_code(message)
        usual = subject.naming.translate(message.msgid, subject.known_locale, subject.source_locale) if code else None
        if usual and (wording := _describe_name(subject, message, code, usual)):
            yield make_message_finding(TERRITORY_UNFAMILIAR, message, wording, usual)


def _describe_name(subject: Subject, message: Message, code: str, usual: str) -> str:
    """What is wrong with the name that a message gives the territory, if anything."""
    if subject.naming.chosen(code, subject.known_locale):
        return f"{message.msgstr} is not what the project calls {message.msgid}" if message.msgstr != usual else ""
    is_known = message.msgstr == message.msgid or subject.naming.resolve(message.msgstr, subject.known_locale)
    return "" if is_known else f"{message.msgstr} is no name that CLDR knows {message.msgid} by"
