"""Rules on keys inside of texts, which are to be as they are in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.catalog.entity import read_owner
from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, is_prose, make_message_finding
from tabl10n.findings import Finding, Severity

_WORD = re.compile(r"\w+(?:[-.]\w+)*", re.ASCII)
# Shorter ones are too often words: "the", "bit".
_MIN_KEY_LETTERS = 4

IDENTIFIERS = RULES.topic(position=30)

IDENTIFIER_ALTERED = IDENTIFIERS.rule(
    "identifier-altered",
    Severity.ERROR,
    "A key of the table is in the words of the source and not, letter by letter, in the translation: whoever "
    "copies it from there copies something else. Where the key might be a common word, this is a warning, and a hint "
    "in the text of its own entry. An ending may follow, as in `shop2-ban`.",
    passing='#. key shop2\nmsgctxt "text"\nmsgid "As shop2 does."\nmsgstr "Wie shop2."',
    failing='#. key shop2\nmsgctxt "text"\nmsgid "As shop2 does."\nmsgstr "Wie Laden2."',
)


@IDENTIFIERS.check
def find_altered_identifiers(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation that lacks a key that is in the words of its source."""
    for message in filter(is_prose, subject.messages):
        lost = next(_find_lost(subject, message), "")
        if lost:
            yield make_message_finding(
                IDENTIFIER_ALTERED,
                message,
                f"{lost} is not in it as it is in the source",
                severity=_rate_loss(lost, message),
            )


def _find_lost(subject: Subject, message: Message) -> Iterator[str]:
    for word in _WORD.findall(subject.read_words(message, message.msgid)):
        if word in subject.keys and len(word) >= _MIN_KEY_LETTERS and not _has_word(message.msgstr, word):
            yield word


def _has_word(text: str, word: str) -> bool:
    """Whether ``word`` is there by itself, or before an ending as some languages put one to it: ``shop2-ban``."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.ASCII) is not None


def _rate_loss(lost: str, message: Message) -> Severity:
    """How likely that was the key and not a word: a text on the entry ``port`` has "the port" in it as any text may."""
    if not lost.isalpha():
        return IDENTIFIER_ALTERED.severity
    return Severity.HINT if lost in read_owner(message).keys else Severity.WARNING
