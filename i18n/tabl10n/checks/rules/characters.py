"""Rules on characters: those that nobody sees, and those of a wrong encoding, notation or script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, is_prose, make_message_finding
from tabl10n.findings import Finding, Severity
from tabl10n.territories import is_rtl
from tabl10n.text.characters import MARKS, find_hidden, find_scripts, remove_hidden
from tabl10n.text.folding import fold_look_alikes
from tabl10n.text.html import decode
from tabl10n.text.mojibake import find_repair

# What a program writes for what it cannot read (Unicode 15, 23.8).
_LOST = "\ufffd"
# And for what the encoding that it writes cannot hold: in a word, or for each letter of one.
_REPLACED = re.compile(r"[A-Za-z]\?[a-z]|(?<!\S)\?{2,}(?!\S)")
# So many letters of Western Europe in a row that are not ASCII are no word of any language.
_BYTES = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}")
_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.ASCII | re.IGNORECASE)
# As JSON and many programming languages write a character.
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Greek letters that look like no Latin one are signs beside Latin ones, as in µs, kΩ and ΔT.
_SIGNS = re.compile(
    "[\u00b5\u2126\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9"
    "\u03b2\u03b4-\u03b8\u03bb\u03bc\u03be\u03c0\u03c6\u03c8\u03c9]"
)
# Scripts with letters that are drawn alike (Unicode Technical Standard 39, confusables.txt).
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})

CHARACTERS = RULES.topic(position=20)

INVISIBLE_CHARACTER = CHARACTERS.rule(
    "invisible-character",
    Severity.ERROR,
    "A translation holds a character that nobody sees: a control, a space without width, a mark that turns the "
    "direction of text. It hides that two names differ, or shows them in a false order. What the spelling of a script "
    "needs, as Persian and Hindi need joiners, is not meant.",
    passing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leuchtturm"',
    failing='msgctxt "name"\nmsgid "Lighthouse"\nmsgstr "Leucht\u200bturm"',
)

ENCODING_BROKEN = CHARACTERS.rule(
    "encoding-broken",
    Severity.ERROR,
    "A translation was saved in one encoding and read in another: it holds the mark of a lost character, or two or "
    "three characters for each one that is not ASCII, or the letters of another alphabet. The file itself is UTF-8 all "
    "the same, so no program complains. A question mark within a word is a warning.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgärten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "ObstgÃ¤rten"',
)

TEXT_ESCAPED = CHARACTERS.rule(
    "text-escaped",
    Severity.WARNING,
    "The translation of a name, a country or a header holds a character reference of HTML, or an escape such as "
    "`\\u2019`. These are plain text: readers see the reference itself, not the character. Some machine translations "
    "write every apostrophe so.",
    passing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden & Söhne"',
    failing='msgctxt "name"\nmsgid "Shop & Co"\nmsgstr "Laden &amp; Söhne"',
)

LETTERS_MIXED = CHARACTERS.rule(
    "letters-mixed",
    Severity.WARNING,
    "A word mixes letters of scripts that look alike, as a Cyrillic letter in a Latin word, or is the source's in the "
    "letters of another script. It looks right, no search finds it, and it is how false names are made. A sign that "
    "looks like no other letter, as in µs, is not meant.",
    passing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "Obstgarten"',
    failing='msgctxt "name"\nmsgid "Orchard"\nmsgstr "\u041ebstgarten"',
)


@CHARACTERS.check
def find_invisible_characters(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with invisible characters that its source does not have."""
    # Where text runs from right to left, a mark keeps a Latin name in its place, also one that is alone.
    usual = find_hidden("".join(MARKS)) if is_rtl(subject.locale) else []
    for message in subject.messages:
        known = {*find_hidden(message.msgid), *usual}
        found = [name for name in find_hidden(message.msgstr, plain=False) if name not in known]
        if found:
            wording = f"invisible: {', '.join(found)}"
            yield make_message_finding(
                INVISIBLE_CHARACTER, message, wording, remove_hidden(message.msgstr, plain=False)
            )


@CHARACTERS.check
def find_broken_encoding(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation that was saved in one encoding and read in another."""
    latin = "LATIN" in subject.scripts
    for message in subject.messages:
        if _LOST in message.msgstr and _LOST not in message.msgid:
            yield make_message_finding(ENCODING_BROKEN, message, "a character was lost: U+FFFD was written instead")
        elif again := find_repair(message.msgstr):
            yield make_message_finding(ENCODING_BROKEN, message, "UTF-8 that was read as another encoding", again)
        elif not latin and _BYTES.search(message.msgstr) and not _BYTES.search(message.msgid):
            yield make_message_finding(
                ENCODING_BROKEN, message, "an encoding of one byte a letter that was read as another"
            )
        elif _is_replaced(subject, message):
            yield make_message_finding(
                ENCODING_BROKEN, message, "a question mark is where a letter should be", severity=Severity.WARNING
            )


def _is_replaced(subject: Subject, message: Message) -> bool:
    if not _REPLACED.search(message.msgstr):
        return False
    written, source = (subject.read_words(message, text) for text in (message.msgstr, message.msgid))
    return _REPLACED.search(written) is not None and not _REPLACED.search(source)


@CHARACTERS.check
def find_escaped_text(subject: Subject) -> Iterator[Finding]:
    """One finding for each plain text that is written with references or escapes, where its source is not."""
    for message in subject.messages:
        if is_prose(message) or _unescape(message.msgid) != message.msgid:
            continue
        plain = _unescape(message.msgstr)
        escaped = _REFERENCE.search(message.msgstr) or _ESCAPE.search(message.msgstr)
        if escaped and plain != message.msgstr:
            yield make_message_finding(TEXT_ESCAPED, message, f"readers will see {escaped[0]}", plain)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), decode(text))


@CHARACTERS.check
def find_mixed_letters(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with a word in letters that only look like those of its script."""
    own = subject.scripts
    for message in subject.messages:
        words = (word for word in _WORD.findall(message.msgstr) if not word.isascii() and word not in message.msgid)
        false = next((word for word in words if _is_mixed(word) or _is_disguised(word, message.msgid, own)), "")
        if false:
            names = " and ".join(sorted(script.title() for script in find_scripts(false) & _ALIKE))
            yield make_message_finding(LETTERS_MIXED, message, f"{false} is written in {names} letters")


def _is_mixed(word: str) -> bool:
    return len(find_scripts(_SIGNS.sub("", word)) & _ALIKE) > 1


def _is_disguised(word: str, source: str, own: frozenset[str]) -> bool:
    """Whether a word looks like one of the source, in a script that the language is not written in."""
    if not own or find_scripts(word) & own or not find_scripts(word) <= _ALIKE:
        return False
    return fold_look_alikes(word) in map(fold_look_alikes, _WORD.findall(source))
