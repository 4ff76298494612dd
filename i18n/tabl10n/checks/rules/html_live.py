"""html-live: a translation holds HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.markup import tags
from tabl10n.checks.rule import Rule, Subject, finding


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        further = Counter(tags(message.msgstr)) - Counter(tags(message.msgid))
        if live := [tag for tag in further if not _is_target(tag, message.msgid)]:
            yield finding(RULE.name, RULE.severity, message, f"HTML that the source does not hold: {live[0]}")


def _is_target(tag: str, source: str) -> bool:
    """Whether a tag is what the source refers to: in reStructuredText ``Options_`` with other words, ``<Options_>``."""
    target = tag[1:-2]
    return tag.endswith("_>") and any(name in source for name in (f"{target}_", f"`{target}`_"))


RULE = Rule(
    "html-live",
    Severity.ERROR,
    "A translation holds an HTML tag that the source does not. Where the table is shown as a page it may run a program "
    "or load a picture. `tabl10n build` writes it as text; other programs write it as it is. The words "
    "in a tag, as those of a `title` or an `alt`, are there to be translated.",
    passing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm <3"',
    failing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm<img src=x onerror=alert(1)>"',
    check=_check,
)
