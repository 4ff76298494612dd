"""encoding-broken: a translation was saved in one encoding and read in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.model import Message
from tabl10n.checks.markup import without_markup
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.text.mojibake import find_repair

# What a program writes for what it cannot read (Unicode 15, 23.8).
_LOST = "\ufffd"
# And for what the encoding it writes has no place for: in a word, or for each letter of one.
_REPLACED = re.compile(r"[A-Za-z]\?[a-z]|(?<!\S)\?{2,}(?!\S)")
# So many letters of Western Europe in a row that are not ASCII are no word of any language.
_BYTES = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}")


def _check(subject: Subject) -> Iterator[Finding]:
    latin = "LATIN" in subject.scripts
    for message in subject.messages:
        if _LOST in message.msgstr and _LOST not in message.msgid:
            yield finding(RULE.name, RULE.severity, message, "a character was lost: U+FFFD stands in its place")
        elif again := find_repair(message.msgstr):
            yield finding(RULE.name, RULE.severity, message, "UTF-8 that was read as another encoding", again)
        elif not latin and _BYTES.search(message.msgstr) and not _BYTES.search(message.msgid):
            yield finding(
                RULE.name, RULE.severity, message, "an encoding of one byte a letter that was read as another"
            )
        elif _is_replaced(message):
            yield finding(RULE.name, Severity.WARNING, message, "a question mark stands where a letter should")


def _is_replaced(message: Message) -> bool:
    if not _REPLACED.search(message.msgstr):
        return False
    said, source = without_markup(message.msgstr), without_markup(message.msgid)
    return _REPLACED.search(said) is not None and not _REPLACED.search(source)


RULE = Rule(
    "encoding-broken",
    Severity.ERROR,
    "A translation was saved in one encoding and read in another: it holds the mark of a lost character, or two or "
    "three characters for each one that is not ASCII, or the letters of another alphabet. The file itself is UTF-8 all "
    "the same, so no program complains. A question mark within a word is a warning.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgärten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "ObstgÃ¤rten"',
    check=_check,
)
