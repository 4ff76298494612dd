"""letters-mixed: a word is written in letters of two scripts that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.characters import scripts
from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding

_WORD = re.compile(r"[^\W\d_]+")
# Scripts with letters that are drawn alike (Unicode Technical Standard 39, confusables.txt).
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        mixed = [word for word in _WORD.findall(message.msgstr) if _is_mixed(word) and word not in message.msgid]
        if mixed:
            names = " and ".join(sorted(script.title() for script in scripts(mixed[0]) & _ALIKE))
            yield finding(RULE.name, RULE.severity, message, f"{mixed[0]} is written in {names} letters")


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len(scripts(word) & _ALIKE) > 1


RULE = Rule(
    "letters-mixed",
    Severity.WARNING,
    "A word mixes letters of scripts that look alike, as a Cyrillic letter in a Latin word. It looks right, no search "
    "finds it, and it is how false names are made.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgarten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "\u041ebstgarten"',
    check=_check,
)
