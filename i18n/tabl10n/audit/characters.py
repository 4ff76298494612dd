"""Scripts, and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Joiners are part of the spelling in these scripts (Unicode 15, 23.2), and directional marks are usual beside them.
_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA MONGOLIAN".split()
)
_JOINERS = frozenset("\u200c\u200d")
_MARKS = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_RTL_SCRIPTS = frozenset({"ARABIC", "HEBREW", "SYRIAC"})
# Joiners and variation selectors make one picture of several in emoji.
_EMOJI = range(0x1F000, 0x20000)

# Letters and digits that are drawn alike in most typefaces, folded to one of them (Unicode TR 39 has the long list;
# these are the ones inside identifiers and host names).
_LOOK_ALIKE = str.maketrans("0135|ıłøđавеһіјкмнорсѕтухԁɡαικνορτυχ", "oleslilodabehijkmhopcstyxdgaikvoptux")
_LOOK_ALIKE_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """``text`` as the eye reads it: letters of other scripts as the Latin ones they look like, look-alikes as one."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    latin = bare.translate(_LOOK_ALIKE)
    for pair, single in _LOOK_ALIKE_PAIRS:
        latin = latin.replace(pair, single)
    return latin


@lru_cache(maxsize=4096)
def scripts(text: str) -> frozenset[str]:
    """The scripts that the letters of ``text`` belong to, as the first word of their Unicode names.

    Kana, Hangul and ideographs are one: Japanese and Korean write a word in several of them.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = (re.split(r"[ -]", unicodedata.name(char, "UNKNOWN"))[0] for char in plain if char.isalpha())
    return frozenset("CJK" if name in ("HIRAGANA", "KATAKANA", "HANGUL") else name for name in found)


def hidden_in(text: str, *, plain: bool = True) -> list[str]:
    """The invisible characters of ``text``, as ``U+200B``; none twice.

    With ``plain`` False the text is words of a language: joiners, marks and isolates are spelling where its scripts
    use them. Controls of older bidirectional embedding and override are never: they show text in a false order.
    """
    allowed = frozenset() if plain else _allowed(text)
    found = dict.fromkeys(char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char not in allowed)
    return [f"U+{ord(char):04X}" for char in found]


def without_hidden(text: str, *, plain: bool = True) -> str:
    """``text`` without the characters that ``hidden_in`` lists."""
    listed = set(hidden_in(text, plain=plain))
    return "".join(char for char in text if f"U+{ord(char):04X}" not in listed)


def shown(text: str) -> str:
    """``text`` in quotes for a message, invisible characters spelt out."""
    return repr(text) if text else "nothing"


def _allowed(text: str) -> frozenset[str]:
    used = scripts(text)
    emoji = any(ord(char) in _EMOJI for char in text)
    joiners = _JOINERS if used & _JOINING_SCRIPTS or emoji else frozenset()
    return joiners | (_MARKS if used & _RTL_SCRIPTS else frozenset())
