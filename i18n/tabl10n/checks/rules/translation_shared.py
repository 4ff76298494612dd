"""translation-shared: two things have one name."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.entity import code_of, owner_of
from tabl10n.catalog.model import Message
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.document import Role
from tabl10n.text.folding import fold_look

_NAMING = frozenset({Role.TERRITORY.value, Role.NAME.value, "header"})


def _check(subject: Subject) -> Iterator[Finding]:
    first: dict[tuple[str, str], Message] = {}
    for message in (m for m in subject.catalog.messages if m.msgctxt in _NAMING and not m.obsolete):
        other = first.setdefault((str(message.msgctxt), fold_look(_shown(message))), message)
        if (message.usable or other.usable) and other is not message and not _is_one_thing(message, other):
            one, another = (message, other) if message.usable else (other, message)
            said = f"{one.msgid} and {another.msgid} (line {another.line}) are both {one.msgstr}"
            yield finding(RULE.name, RULE.severity, one, said)


def _shown(message: Message) -> str:
    """What readers get to see: the source's words where there is no translation."""
    return message.msgstr if message.usable else message.msgid


def _is_one_thing(one: Message, other: Message) -> bool:
    if code := code_of(one):
        return code == code_of(other)
    return bool(owner_of(one).keys & owner_of(other).keys) or one.msgid.casefold() == other.msgid.casefold()


RULE = Rule(
    "translation-shared",
    Severity.WARNING,
    "Two countries, two rows or two columns are given the same name, or one the name that another has in the source "
    "and keeps: readers cannot tell them apart.",
    passing='#. key bluebird\nmsgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise"\n\n'
    '#. key redbird\nmsgctxt "name"\nmsgid "Redbird"\nmsgstr "Rotkehlchen"',
    failing='#. key bluebird\nmsgctxt "name"\nmsgid "Bluebird"\nmsgstr "Vogel"\n\n'
    '#. key redbird\nmsgctxt "name"\nmsgid "Redbird"\nmsgstr "Vogel"',
    check=_check,
)
