"""invisible-character: a translation holds a character that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.territories import is_rtl
from tabl10n.text.characters import MARKS, hidden_in, without_hidden


def _check(subject: Subject) -> Iterator[Finding]:
    # Where text runs from right to left, a mark keeps a Latin name in its place, also one that stands alone.
    usual = hidden_in("".join(MARKS)) if is_rtl(subject.locale) else []
    for message in subject.messages:
        known = {*hidden_in(message.msgid), *usual}
        found = [name for name in hidden_in(message.msgstr, plain=False) if name not in known]
        if found:
            said = f"invisible: {', '.join(found)}"
            yield finding(RULE.name, RULE.severity, message, said, without_hidden(message.msgstr, plain=False))


RULE = Rule(
    "invisible-character",
    Severity.ERROR,
    "A translation holds a character that nobody sees: a control, a space without width, a mark that turns the "
    "direction of text. It hides that two names differ, or shows them in a false order. What the spelling of a script "
    "needs, as Persian and Hindi need joiners, is not meant.",
    passing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm"',
    failing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leucht\u200bturm"',
    check=_check,
)
