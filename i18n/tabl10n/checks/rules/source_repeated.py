"""source-repeated: a translation is the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.model import Message
from tabl10n.checks.markup import without_markup
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.document import Role
from tabl10n.text.folding import fold_words

# One word may be the same in two languages; three hardly are.
_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"[^\w\s'-]+")


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if message.msgctxt == Role.TERRITORY:
            expected = subject.naming.translate(message.msgid, subject.locale, subject.source_locale) or ""
            written, source = fold_words(message.msgstr), fold_words(message.msgid)
            repeated = bool(expected) and written == source != fold_words(expected)
            repeated = repeated and not _is_a_name_there(message.msgstr, subject)
        else:
            expected, repeated = "", message.msgctxt != Role.NAME and _is_repeated(message, subject)
        if repeated:
            yield finding(RULE.name, RULE.severity, message, "the same words as in the source", expected)


def _is_a_name_there(text: str, subject: Subject) -> bool:
    """Whether the language has that name for a territory, among others: "UK" is German as well. A code is no name."""
    match = subject.naming.resolve(text, subject.locale)
    return match is not None and bool(match.locale)


def _is_repeated(message: Message, subject: Subject) -> bool:
    """Whether a text is the source's, word for word, and long enough for another language to differ."""
    same = fold_words(message.msgstr) == fold_words(message.msgid) and not subject.same_language
    return same and _translatable(message.msgid) >= _WORDS


def _translatable(text: str) -> int:
    """How many words it has that another language has others for: neither acronyms nor one capital word by itself."""
    parts = (_WORD.findall(part) for part in _BETWEEN.split(without_markup(text)))
    return sum(not word.isupper() for words in parts if len(words) > 1 or "".join(words).islower() for word in words)


RULE = Rule(
    "source-repeated",
    Severity.WARNING,
    "A translation repeats the source where that is hardly right: a country that CLDR calls otherwise in this "
    "language, a text of several words. Names are never meant, nor are lists of names and codes. Leave it empty "
    "instead: then it counts as missing, and the source's words stand.",
    passing='#. CLDR JP\nmsgctxt "territory"\nmsgid "Japan"\nmsgstr "Japan"',
    failing='#. CLDR AT\nmsgctxt "territory"\nmsgid "Austria"\nmsgstr "Austria"',
    check=_check,
)
