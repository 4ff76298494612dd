"""letters-mixed: a word is written in letters of two scripts that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.audit.model import Finding, Severity
from tabl10n.checks.rule import Rule, Subject, finding
from tabl10n.text.characters import scripts
from tabl10n.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+")
# Greek letters that look like no Latin one are signs beside Latin ones, as in µs, kΩ and ΔT.
_SIGNS = re.compile(
    "[\u00b5\u2126\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9"
    "\u03b2\u03b4-\u03b8\u03bb\u03bc\u03be\u03c0\u03c6\u03c8\u03c9]"
)
# Scripts with letters that are drawn alike (Unicode Technical Standard 39, confusables.txt).
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})


def _check(subject: Subject) -> Iterator[Finding]:
    own = subject.scripts
    for message in subject.messages:
        words = (word for word in _WORD.findall(message.msgstr) if not word.isascii() and word not in message.msgid)
        false = next((word for word in words if _is_mixed(word) or _is_disguised(word, message.msgid, own)), "")
        if false:
            names = " and ".join(sorted(script.title() for script in scripts(false) & _ALIKE))
            yield finding(RULE.name, RULE.severity, message, f"{false} is written in {names} letters")


def _is_mixed(word: str) -> bool:
    return len(scripts(_SIGNS.sub("", word)) & _ALIKE) > 1


def _is_disguised(word: str, source: str, own: frozenset[str]) -> bool:
    """Whether a word looks like one of the source, in a script that the language is not written in."""
    if not own or scripts(word) & own or not scripts(word) <= _ALIKE:
        return False
    return skeleton(word) in map(skeleton, _WORD.findall(source))


RULE = Rule(
    "letters-mixed",
    Severity.WARNING,
    "A word mixes letters of scripts that look alike, as a Cyrillic letter in a Latin word, or is the source's in the "
    "letters of another script. It looks right, no search finds it, and it is how false names are made. A sign that "
    "looks like no other letter, as in µs, is not meant.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgarten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "\u041ebstgarten"',
    check=_check,
)
