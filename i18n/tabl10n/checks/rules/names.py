"""Rules on display names: brands that were translated as if they were words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.catalog.entity import Owner, read_owner
from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, make_message_finding
from tabl10n.document import Role
from tabl10n.findings import Finding, Severity
from tabl10n.text.addresses import parse_address, strip_suffix
from tabl10n.text.characters import find_scripts
from tabl10n.text.folding import fold_letters

# From this likeness on a name is the same word spelt differently, in whatever script.
_MIN_WORD_LIKENESS = 0.6
# Where a catalog translates this share of the names, and more than so many, someone meant it.
_THROUGHOUT_SHARE, _MIN_THROUGHOUT = 0.8, 3
_MIN_LETTERS = 3
# What hardly any word has inside: a capital, a dot, a digit.
_NO_WORD = re.compile(r"[a-z][A-Z]|\w\.\w|\d")

NAMES = RULES.topic(position=45)

NAME_TRANSLATED = NAMES.rule(
    "name-translated",
    Severity.WARNING,
    "A brand is translated by other words: readers do not find it under those. That is a name that the site is called "
    "by which its row links to, or one that no word looks like, as with a capital or a dot in it, and that the row's "
    "key repeats. In another script nothing is found: many brands have an official name there. Where a catalog "
    "translates nearly every name, each is a hint. Leave the message empty: then the name stays.",
    passing='#. key tidepool, https://tidepool.example\nmsgctxt "name"\nmsgid "Tide.Pool"\nmsgstr "Tide-Pool"',
    failing='#. key tidepool, https://tidepool.example\nmsgctxt "name"\nmsgid "Tide.Pool"\nmsgstr "Gezeiten.Becken"',
)


@NAMES.check
def find_translated_names(subject: Subject) -> Iterator[Finding]:
    """One finding for each brand whose translation is another word."""
    names = [message for message in subject.messages if message.msgctxt == Role.NAME]
    brands = [message for message in names if _is_brand(message.msgid, read_owner(message)) and _is_translated(message)]
    is_meant = len(brands) > max(_MIN_THROUGHOUT, _THROUGHOUT_SHARE * len(names))
    for message in brands:
        wording = f"{message.msgid} is a name, and {message.msgstr} are other words"
        severity = Severity.HINT if is_meant else NAME_TRANSLATED.severity
        yield make_message_finding(NAME_TRANSLATED, message, wording, message.msgid, severity=severity)


def _is_brand(name: str, owner: Owner) -> bool:
    """Whether the site that the row links to is called as the name is, or its key is and the name is no word."""
    plain = fold_letters(name)
    sites = {fold_letters(strip_suffix(parse_address(link).site)) for link in owner.links}
    keys = {fold_letters(key) for key in owner.keys} if _NO_WORD.search(name) else set()
    called = (one for one in sites | keys if len(one) >= _MIN_LETTERS)
    return len(plain) >= _MIN_LETTERS and any(plain in one or one in plain for one in called)


def _is_translated(message: Message) -> bool:
    """Whether the translation is in the same script, and neither the name with something beside it nor its sound."""
    name, written = fold_letters(message.msgid), fold_letters(message.msgstr)
    if name in written or written in name or not find_scripts(message.msgstr) <= find_scripts(message.msgid):
        return False
    from tabl10n.text.sound import compare_sounds, sound  # few catalogs translate names

    return compare_sounds(sound(message.msgstr), sound(message.msgid)) < _MIN_WORD_LIKENESS
