"""text-escaped: a translation is written as for HTML, and will be shown so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding, is_prose

_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.ASCII | re.IGNORECASE)


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if is_prose(message) or unescape(message.msgid) != message.msgid:
            continue
        plain = unescape(message.msgstr)
        reference = _REFERENCE.search(message.msgstr)
        if reference and plain != message.msgstr:
            yield finding(RULE.name, RULE.severity, message, f"readers will see {reference[0]}", plain)


RULE = Rule(
    "text-escaped",
    Severity.WARNING,
    "The translation of a name, a country or a header holds a character reference of HTML. These are plain text: "
    "readers see the reference itself, not the character. Some machine translations write every apostrophe so.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden & Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden &amp; Söhne"',
    check=_check,
)
