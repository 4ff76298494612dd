"""table-breaking: a translation would end its cell or its row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.catalog.model import Message
from tabl10n.checks.rule import Rule, Subject, finding, is_prose

# Line breaks of every kind that Markdown, docutils or Python's splitlines know.
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        if said := _damage(message):
            yield finding(RULE.name, RULE.severity, message, said)


def _damage(message: Message) -> str:
    """What no format, or not every one, can hold in a cell. A pipe and a backslash are escaped by each of them."""
    source, text = message.msgid, message.msgstr
    if _BREAK.search(text) and not _BREAK.search(source):
        return "a line break: it ends the row in Markdown and breaks the border in reStructuredText"
    if is_prose(message) and message.msgctxt != "text":
        return ""
    if "\t" in text and "\t" not in source:
        return "a tab: its width is not known, so a grid table's borders move"
    return ""


RULE = Rule(
    "table-breaking",
    Severity.ERROR,
    "A translation holds what a table cannot: a line break or a tab. `tabl10n build` refuses it where the format has "
    "no way to write it, as reStructuredText has none. A pipe or a backslash is no finding: it is escaped.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden | Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden\\nund Söhne"',
    check=_check,
)
