"""Scripts, and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tabl10n.text.patterns import compile_lazily

# Joiners are part of the spelling in these scripts (Unicode 15, 23.2), written from right to left or with a virama.
_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC THAANA NKO MANDAIC ADLAM DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM "
    "SINHALA TIBETAN MYANMAR KHMER MONGOLIAN".split()
)
_JOINERS = compile_lazily("[\u200c\u200d\u180e]+")
# These are written without spaces: a space without width says where a line may end (Unicode 15, 16.2 to 16.4).
_UNSPACED_SCRIPTS = frozenset({"THAI", "LAO", "MYANMAR", "KHMER", "TAI", "TIBETAN"})
_SPACES = compile_lazily("\u200b+")
# Beside text from right to left these are usual.
MARKS = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_RTL = frozenset({"R", "AL"})
# One picture of several: joined, or a flag that letters without a shape name (Unicode TS 51, 1.4.9 and C.1).
_JOINED = compile_lazily(
    "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_FLAG = compile_lazily("(?<=\U0001f3f4)[\U000e0030-\U000e007a]{3,6}\U000e007f")
# Letters and a symbol that are drawn as nothing: the fillers of Hangul, and the Braille cell without a dot.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# What is never printed raw. It is more than nobody sees: separators, surrogates, and the spaces that look like others,
# all but the ideographic one. And it is less: number signs of Arabic (U+0600 and others) are format characters by
# category but are seen, and what selects a shape changes no more than that.
UNSAFE_TO_SHOW = compile_lazily(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_CONTROL = compile_lazily("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What chooses between two shapes of a character; a letter that has a capital has only one.
_SELECTOR = compile_lazily("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@lru_cache(maxsize=4096)
def find_scripts(text: str) -> frozenset[str]:
    """The scripts that the letters of ``text`` belong to, as the first word of their Unicode names.

    Kana, Hangul and ideographs are one: Japanese and Korean write a word in several of them.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = {_get_script(char) for char in set(plain) if char.isalpha()}
    return frozenset("CJK" if name in ("HIRAGANA", "KATAKANA", "HANGUL") else name for name in found)


def find_hidden(text: str, *, plain: bool = True) -> list[str]:
    """The invisible characters of ``text``, as ``U+200B``; none twice.

    With ``plain`` False the text is words of a language: joiners, marks, isolates and breaks are spelling where its
    scripts use them, and a reader sees where a line ends. Controls of older bidirectional embedding and override are
    never: they show text in a false order.
    """
    return [f"U+{ord(char):04X}" for char in dict.fromkeys(text[i] for i in sorted(_find_hidden(text, plain)))]


def remove_hidden(text: str, *, plain: bool = True) -> str:
    """``text`` without the characters that ``find_hidden`` lists, where they are hidden."""
    hidden = _find_hidden(text, plain)
    return "".join(char for i, char in enumerate(text) if i not in hidden) if hidden else text


def has_control(text: str) -> bool:
    """Whether ``text`` has a control character, or breaks a line for any program."""
    return _CONTROL.search(text) is not None


def quote_text(text: str) -> str:
    """``text`` in quotes for a message, invisible characters spelt out."""
    return repr(text) if text else "nothing"


def _find_hidden(text: str, plain: bool) -> frozenset[int]:
    """Where ``text`` has a character that nobody sees, and that does not belong there."""
    if text.isascii() and text.isprintable():
        return frozenset()
    found = {i for i, char in enumerate(text) if _is_invisible(char)} | set(_find_idle_selectors(text))
    return frozenset(found if plain else found.difference(_find_spelling(text)))


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf") or char in _BLANK


def _find_idle_selectors(text: str) -> Iterator[int]:
    """Selectors that select nothing: what they say is written for programs alone."""
    for match in _SELECTOR.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.strip() or before.lower() != before.upper() or _SELECTOR.match(before):
            yield match.start()


def _find_spelling(text: str) -> Iterator[int]:
    """Where the invisible characters are that lay words out, that their scripts use, or a picture is made of."""
    yield from (i for i, char in enumerate(text) if char in "\t\n\r")
    for pattern, users in ((_JOINERS, _JOINING_SCRIPTS), (_SPACES, _UNSPACED_SCRIPTS)):
        for run in pattern.finditer(text):
            # Either side may be what it is for: Persian joins its plural to a Latin word.
            beside = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
            if not users.isdisjoint(map(_get_script, beside)):
                yield from range(*run.span())
    for pattern in (_JOINED, _FLAG):
        for match in pattern.finditer(text):
            yield from range(*match.span())
    if any(unicodedata.bidirectional(char) in _RTL for char in text if char not in MARKS):
        yield from (i for i, char in enumerate(text) if char in MARKS)


def _get_script(char: str) -> str:
    """The first word of the character's name: a letter's or a mark's script."""
    return re.split(r"[ -]", unicodedata.name(char, "UNKNOWN"))[0]
