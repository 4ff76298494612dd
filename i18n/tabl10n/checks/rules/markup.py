"""Rules on what a translation does to the page: to its tables and its HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tabl10n.catalog.model import Message
from tabl10n.checks.markup import find_tags
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, is_prose, make_message_finding
from tabl10n.findings import Finding, Severity

# Line breaks of every kind that Markdown, docutils or Python's splitlines know.
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

MARKUP = RULES.topic(position=10)

TABLE_BREAKING = MARKUP.rule(
    "table-breaking",
    Severity.ERROR,
    "A translation holds what a table cannot: a line break or a tab. `tabl10n build` refuses it where the format has "
    "no way to write it, as reStructuredText has none. A pipe or a backslash is no finding: it is escaped.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden | Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden\\nund Söhne"',
)

HTML_LIVE = MARKUP.rule(
    "html-live",
    Severity.ERROR,
    "A translation holds an HTML tag that the source does not. Where the table is shown as a page it may run a program "
    "or load a picture. `tabl10n build` writes it as text; other programs write it as it is. The words "
    "in a tag, as those of a `title` or an `alt`, are there to be translated.",
    passing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm <3"',
    failing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm<img src=x onerror=alert(1)>"',
)


@MARKUP.check
def find_table_breaks(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with a character that no table can hold."""
    for message in subject.messages:
        if damage := describe_damage(message):
            yield make_message_finding(TABLE_BREAKING, message, damage)


def describe_damage(message: Message) -> str:
    """What no format, or not every one, can hold in a cell. A pipe and a backslash are escaped by each of them."""
    source, text = message.msgid, message.msgstr
    if _BREAK.search(text) and not _BREAK.search(source):
        return "a line break: it ends the row in Markdown and breaks the border in reStructuredText"
    if is_prose(message) and message.msgctxt != "text":
        return ""
    if "\t" in text and "\t" not in source:
        return "a tab: its width is not known, so a grid table's borders move"
    return ""


@MARKUP.check
def find_live_html(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with HTML tags that its source does not have."""
    for message in subject.messages:
        further = Counter(find_tags(message.msgstr)) - Counter(find_tags(message.msgid))
        if live := [tag for tag in further if not _is_target(tag, message.msgid)]:
            yield make_message_finding(HTML_LIVE, message, f"HTML that the source does not hold: {live[0]}")


def _is_target(tag: str, source: str) -> bool:
    """Whether a tag is what the source refers to: in reStructuredText ``Options_`` with other words, ``<Options_>``."""
    target = tag[1:-2]
    return tag.endswith("_>") and any(name in source for name in (f"{target}_", f"`{target}`_"))
