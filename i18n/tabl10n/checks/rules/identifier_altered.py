"""identifier-altered: a key or a piece of code inside a text is no longer what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.entity import owner_of
from tabl10n.catalog.model import Message
from tabl10n.checks.markup import code
from tabl10n.checks.rule import Rule, Subject, finding, is_prose

_WORD = re.compile(r"\w+(?:[-.]\w+)*", re.ASCII)
# Shorter ones are too often words: "the", "bit".
_LONG_ENOUGH = 4


def _check(subject: Subject) -> Iterator[Finding]:
    for message in filter(is_prose, subject.messages):
        lost = next(_lost(message, subject.keys), "")
        if lost:
            yield finding(RULE.name, _severity(lost, message), message, f"{lost} is not in it as it is in the source")


def _lost(message: Message, keys: frozenset[str]) -> Iterator[str]:
    kept = set(code(message.msgstr))
    yield from (piece for piece in code(message.msgid) if piece not in kept)
    for word in _WORD.findall(message.msgid):
        if word in keys and len(word) >= _LONG_ENOUGH and not _stands_in(message.msgstr, word):
            yield word


def _stands_in(text: str, word: str) -> bool:
    """Whether ``word`` stands there by itself, or before an ending as some languages put one to it: ``shop2-ban``."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.ASCII) is not None


def _severity(lost: str, message: Message) -> Severity:
    """How likely that was the key, not a word: what is said of the entry ``port`` says "the port" as any text does."""
    if lost in code(message.msgid) or not lost.isalpha():
        return RULE.severity
    return Severity.HINT if lost in owner_of(message).keys else Severity.WARNING


RULE = Rule(
    "identifier-altered",
    Severity.ERROR,
    "A key of the table or a piece of code in backticks stands in the source and not, letter by letter, in the "
    "translation: whoever copies it from there copies something else. Where the key might be a common word, this is a "
    "warning, and a hint in the text of its own entry. An ending may follow, as in `shop2-ban`.",
    passing='msgctxt "paragraph"\nmsgid "Call `load_shops()` first."\nmsgstr "Rufen Sie zuerst `load_shops()` auf."',
    failing='msgctxt "paragraph"\nmsgid "Call `load_shops()` first."\nmsgstr "Rufen Sie zuerst `lade_Läden()` auf."',
    check=_check,
)
