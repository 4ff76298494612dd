"""Fold spellings of one name together, and never two names: no distance, no guess."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks that a name keeps its meaning without: in abbreviations (U.S., Hindi and Hebrew alike) and as apostrophes.
_DROPPED = dict.fromkeys(map(ord, ".॰'’‘ʼ`\"“”״׳"))

# Written without spaces between words, so that a space is layout.
_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})

# Turkish and Azerbaijani pair dotted and dotless i, which str.casefold does not know.
_DOTTED_I = str.maketrans("İI", "iı")
_DOTTED_LANGUAGES = frozenset({"az", "tr"})

# Marks that Arabic letters are mostly written without, and letters that stand for one another on keyboards and in
# hasty spelling: hamza on alef, ya and alef maqsura, ta marbuta and ha, the Arabic and the Persian ya and kaf.
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670]")
_ARABIC_LETTERS = str.maketrans("أإآٱىيةك", "ااااییهک")
_ARABIC_LANGUAGES = frozenset({"ar", "fa", "ur"})

_SAINT = re.compile(r"\bst\b\.?")


def language_of(locale: str) -> str:
    """Take the language subtag of a locale as Babel writes it: ``zh`` of ``zh_Hans``."""
    return locale.partition("_")[0]


def is_unspaced(language: str) -> bool:
    """Whether the language is written without spaces between words."""
    return language in _UNSPACED


def folding_of(language: str) -> str:
    """The language by whose name `fold` folds as for ``language``: one for all that have no rules of their own."""
    if language == "en" or language in _DOTTED_LANGUAGES or is_unspaced(language):
        return language
    return "fa" if language in _ARABIC_LANGUAGES else ""


def fold(name: str, language: str) -> str:
    """Reduce a name to what all spellings of it have in common; empty when nothing is left.

    Compatibility forms, letter case, punctuation and spaces do not count. In English neither do accents and "the",
    "&" is "and", and "St." is "Saint". In Arabic, Persian and Urdu neither do vowel marks and the forms of a letter.
    """
    text = unicodedata.normalize("NFKC", name)
    if language in _DOTTED_LANGUAGES:
        text = text.translate(_DOTTED_I)
    text = unicodedata.normalize("NFKC", text.casefold())
    if language in _ARABIC_LANGUAGES:
        text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS)
    if language == "en":
        text = _english(text)
    kept = "".join(map(_kept, text.translate(_DROPPED)))
    words = [word for word in kept.split() if language != "en" or word != "the"]
    return ("" if is_unspaced(language) else " ").join(words)


def _english(text: str) -> str:
    parts = text if text.isascii() else unicodedata.normalize("NFKD", text)
    bare = parts if parts.isascii() else "".join(part for part in parts if not unicodedata.combining(part))
    return _SAINT.sub("saint ", bare.replace("&", " and "))


@lru_cache(maxsize=4096)  # texts are written in few characters
def _kept(character: str) -> str:
    """Letters, marks and digits as they are, nothing for an invisible control, a space for all else."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "
