"""text-escaped: a translation is written as for HTML or a program, and will be shown so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding, is_prose

_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.ASCII | re.IGNORECASE)
# As JSON and many programming languages write a character.
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})", re.IGNORECASE)


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if is_prose(message) or _plain(message.msgid) != message.msgid:
            continue
        plain = _plain(message.msgstr)
        escaped = _REFERENCE.search(message.msgstr) or _ESCAPE.search(message.msgstr)
        if escaped and plain != message.msgstr:
            yield finding(RULE.name, RULE.severity, message, f"readers will see {escaped[0]}", plain)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), unescape(text))


RULE = Rule(
    "text-escaped",
    Severity.WARNING,
    "The translation of a name, a country or a header holds a character reference of HTML, or an escape such as "
    "`\\u2019`. These are plain text: readers see the reference itself, not the character. Some machine translations "
    "write every apostrophe so.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden & Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden &amp; Söhne"',
    check=_check,
)
