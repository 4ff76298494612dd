"""table-breaking: a translation would end its cell or its row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.model import Message
from tabl10n.checks.rule import Rule, Subject, finding, is_prose

# Line breaks of every kind that Markdown, docutils or Python's splitlines know.
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LAST_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if said := _damage(message):
            yield finding(RULE.name, RULE.severity, message, said)


def _damage(message: Message) -> str:
    source, text = message.msgid, message.msgstr
    if _BREAK.search(text) and not _BREAK.search(source):
        return "a line break: it ends the row in Markdown and breaks the border in reStructuredText"
    if is_prose(message) and message.msgctxt != "text":
        return ""
    if text.count("|") > source.count("|"):
        return "a pipe: it begins a new cell in Markdown, a substitution in reStructuredText"
    if "\t" in text and "\t" not in source:
        return "a tab: its width is not known, so a grid table's borders move"
    if _LAST_BACKSLASH.search(text) and not _LAST_BACKSLASH.search(source):
        return "a backslash at the end: it takes the border behind it for text"
    return ""


RULE = Rule(
    "table-breaking",
    Severity.ERROR,
    "A translation holds what ends its cell or its row: a line break, a pipe, a tab, a backslash at the end. "
    "`tabl10n build` escapes all of them; other programs write the catalog's words into the table as they are. Word it "
    "without.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden und Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden | Söhne"',
    check=_check,
)
