"""encoding-broken: a translation was saved in one encoding and read in another."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding

# What a program writes for what it cannot read (Unicode 15, 23.8).
_LOST = "\ufffd"
# What UTF-8 is taken for.
_MISTAKEN = ("cp1252", "latin-1")


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if _LOST in message.msgstr and _LOST not in message.msgid:
            yield finding(RULE.name, RULE.severity, message, "a character was lost: U+FFFD stands in its place")
        elif again := _read_again(message.msgstr):
            yield finding(RULE.name, RULE.severity, message, "UTF-8 that was read as another encoding", again)


def _read_again(text: str) -> str:
    """``text`` as it was before it was taken for another encoding, "" where it was not: every letter must say so."""
    for encoding in _MISTAKEN if not text.isascii() else ():
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


RULE = Rule(
    "encoding-broken",
    Severity.ERROR,
    "A translation was saved in one encoding and read in another: it holds the mark of a lost character, or two or "
    "three characters for each one that is not ASCII. The file itself is UTF-8 all the same, so no program complains.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgärten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "ObstgÃ¤rten"',
    check=_check,
)
