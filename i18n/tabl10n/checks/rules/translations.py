"""Rules on translations as a whole: one that two messages share, that is the source, that has other space around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.catalog.entity import read_code, read_owner
from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, make_message_finding
from tabl10n.document import Role
from tabl10n.findings import Finding, Severity
from tabl10n.text.folding import fold_look, fold_words
from tabl10n.text.words import list_translatable

_NAMING = frozenset({Role.TERRITORY.value, Role.NAME.value, "header"})
# One word may be the same in two languages; three hardly are.
_MIN_WORDS = 3
# What begins a line for the site's own program: the title of a tab, an import of MDX, a directive, a template's tag.
_FOR_A_PROGRAM = re.compile(r"\s*(?:===[!+]? \"|import\s.*['\"]|export\s|:::|!!!|\?\?\?|\{%|<!--|\.\. )")

TRANSLATIONS = RULES.topic(position=50)

TRANSLATION_SHARED = TRANSLATIONS.rule(
    "translation-shared",
    Severity.WARNING,
    "Two countries, two rows or two columns are given the same name, or one the name that another has in the source "
    "and keeps: readers cannot tell them apart.",
    passing='#. key bluebird\nmsgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise"\n\n'
    '#. key redbird\nmsgctxt "name"\nmsgid "Redbird"\nmsgstr "Rotkehlchen"',
    failing='#. key bluebird\nmsgctxt "name"\nmsgid "Bluebird"\nmsgstr "Vogel"\n\n'
    '#. key redbird\nmsgctxt "name"\nmsgid "Redbird"\nmsgstr "Vogel"',
)

SOURCE_REPEATED = TRANSLATIONS.rule(
    "source-repeated",
    Severity.WARNING,
    "A translation repeats the source where that is hardly right: a country that CLDR calls otherwise in this "
    "language, a text of several words. Names are never meant, nor are lists of names and codes. Leave it empty "
    "instead: then it counts as missing, and readers see the source's words.",
    passing='#. CLDR JP\nmsgctxt "territory"\nmsgid "Japan"\nmsgstr "Japan"',
    failing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Austria"',
)

SPACE_ALTERED = TRANSLATIONS.rule(
    "space-altered",
    Severity.WARNING,
    "A translation begins or ends with white space where the source does not, or the other way round: gettext refuses "
    "it where it is a line break, and two names that look the same are two.",
    passing='msgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise"',
    failing='msgctxt "name"\nmsgid "Bluebird"\nmsgstr "Blaumeise "',
)


@TRANSLATIONS.check
def find_shared_translations(subject: Subject) -> Iterator[Finding]:
    """One finding for each pair of entries, territories or columns that readers cannot tell apart."""
    first: dict[tuple[str, str], Message] = {}
    for message in (m for m in subject.catalog.messages if m.msgctxt in _NAMING and not m.obsolete):
        other = first.setdefault((str(message.msgctxt), fold_look(_get_shown(message))), message)
        if (message.usable or other.usable) and other is not message and not _are_one_entry(message, other):
            one, another = (message, other) if message.usable else (other, message)
            wording = f"{one.msgid} and {another.msgid} (line {another.line}) are both {one.msgstr}"
            yield make_message_finding(TRANSLATION_SHARED, one, wording)


def _get_shown(message: Message) -> str:
    """What readers get to see: the source's words where there is no translation."""
    return message.msgstr if message.usable else message.msgid


def _are_one_entry(one: Message, other: Message) -> bool:
    if code := read_code(one):
        return code == read_code(other)
    return bool(read_owner(one).keys & read_owner(other).keys) or one.msgid.casefold() == other.msgid.casefold()


@TRANSLATIONS.check
def find_repeated_source(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation that is the words of its source."""
    for message in subject.messages:
        if message.msgctxt == Role.TERRITORY:
            expected = subject.naming.translate(message.msgid, subject.known_locale, subject.source_locale) or ""
            written, source = fold_words(message.msgstr), fold_words(message.msgid)
            repeated = bool(expected) and written == source != fold_words(expected)
            repeated = repeated and not _is_a_name_there(message.msgstr, subject)
        else:
            expected, repeated = "", message.msgctxt != Role.NAME and _is_repeated(message, subject)
        if repeated:
            yield make_message_finding(SOURCE_REPEATED, message, "the same words as in the source", expected)


def _is_a_name_there(text: str, subject: Subject) -> bool:
    """Whether the language has that name for a territory, among others: "UK" is German as well. A code is no name."""
    match = subject.naming.resolve(text, subject.known_locale)
    return match is not None and bool(match.locale)


def _is_repeated(message: Message, subject: Subject) -> bool:
    """Whether a text is the source's, word for word, and long enough for another language to differ."""
    if subject.is_same_language or _FOR_A_PROGRAM.match(message.msgid):
        return False
    same = fold_words(message.msgstr) == fold_words(message.msgid)
    return same and len(list_translatable(subject.read_words(message, message.msgid))) >= _MIN_WORDS


@TRANSLATIONS.check
def find_altered_space(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with other white space at its ends than its source."""
    for message in subject.messages:
        source, text = message.msgid, message.msgstr
        start, end = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
        expected = start + text.strip() + end
        if text != expected and source.strip():
            wording = "the space at its ends is not the source's"
            yield make_message_finding(SPACE_ALTERED, message, wording, expected)
