"""letters-mixed: a word is written in letters of two scripts that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.characters import scripts
from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding

_WORD = re.compile(r"[^\W\d_]+")
# Greek letters that no other script has are signs beside Latin ones: µs, kΩ, ΔT.
_SIGNS = re.compile(
    "[\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9\u03b2-\u03b8\u03bb\u03bc\u03be\u03c0\u03c3\u03c6\u03c8\u03c9\u00b5\u2126]"
)
# Scripts with letters that are drawn alike (Unicode Technical Standard 39, confusables.txt).
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})


def _check(subject: Subject) -> Iterator[Finding]:
    for message in subject.messages:
        mixed = [word for word in _WORD.findall(message.msgstr) if _is_mixed(word) and word not in message.msgid]
        if mixed:
            names = " and ".join(sorted(script.title() for script in scripts(mixed[0]) & _ALIKE))
            yield finding(RULE.name, RULE.severity, message, f"{mixed[0]} is written in {names} letters")


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len(scripts(_SIGNS.sub("", word)) & _ALIKE) > 1


RULE = Rule(
    "letters-mixed",
    Severity.WARNING,
    "A word mixes letters of scripts that look alike, as a Cyrillic letter in a Latin word. It looks right, no search "
    "finds it, and it is how false names are made. A sign that only looks like itself, as in µs, is not meant.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgarten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "\u041ebstgarten"',
    check=_check,
)
