"""Texts brought to a form in which two spellings of one are equal.

Every form here disregards letter case. They differ in what else means nothing, so each says what it is for:

==================== ================================================================================
``fold_case``        how letters are composed
``fold_spaces``     spaces, as headers are compared
``fold_letters``           how letters are composed, wide forms, spaces and punctuation
``fold_accents``     the same compositions and forms, and accents; spaces and punctuation stay
``fold_spelling``    all but base letters and digits
``fold_look``        what a reader does not see: compositions, wide forms, hidden characters, extra spaces
``fold_look_alikes``         accents, and which of several letters that look alike one is
``fold_words``       everything between words
``fold_name``        what spellings of one name in a language differ in, by the rules of that language
==================== ================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tabl10n.text.characters import remove_hidden

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE_SIZE = 1 << 15
# A cell longer than this is compared by its beginning: bounds what hostile input costs.
_MAX_READ_CHARACTERS = 2000

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

# Letters and digits that are drawn alike in most typefaces, folded to one of them (Unicode TR 39 has the long list;
# these are the ones inside identifiers and host names).
_LOOK_ALIKE = str.maketrans("0135|ıłøđавеһіјкмнорсѕтухԁɡαικνορτυχ", "oleslilodabehijkmhopcstyxdgaikvoptux")
_LOOK_ALIKE_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def fold_case(text: str) -> str:
    """Fold letter case alone; a letter and its accent are one however they are composed."""
    return unicodedata.normalize("NFC", text).casefold()


def fold_spaces(header: str) -> str:
    """A header without letter case and superfluous spaces, as headers are compared."""
    return " ".join(header.casefold().split())


@lru_cache(maxsize=_CACHE_SIZE)
def fold_letters(text: str) -> str:
    """Letters, marks and digits of ``text``, without letter case: what a change of case or punctuation leaves alone."""
    text = text[:_MAX_READ_CHARACTERS]
    if text.isascii() and text.isalnum():  # most keys: nothing to take away
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LMN")


def fold_accents(text: str) -> str:
    """Fold letter case, wide forms and accents; spaces and punctuation stay.

    >>> fold_accents("Åland-Ｘ")
    'aland-x'
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_spelling(text: str) -> str:
    """Keep only base letters and digits: what is left of a key by whoever adds accents, spaces or marks to it.

    >>> fold_spelling("Blue-Bïrd 2")
    'bluebird2'
    """
    return "".join(filter(str.isalnum, fold_accents(text)))


def fold_look(text: str) -> str:
    """Fold what readers do not see of a text: how its letters are composed, what is hidden, how wide its spaces are."""
    return " ".join(unicodedata.normalize("NFKC", remove_hidden(text)).casefold().split())


@lru_cache(maxsize=4096)
def fold_look_alikes(text: str) -> str:
    """``text`` as the eye reads it: letters of other scripts as the Latin ones they look like, look-alikes as one."""
    latin = fold_accents(text).translate(_LOOK_ALIKE)
    for pair, single in _LOOK_ALIKE_PAIRS:
        latin = latin.replace(pair, single)
    return latin


def fold_words(text: str) -> list[str]:
    """The words of a text, without letter case and without what is between them."""
    return re.findall(r"\w+", text.casefold())


def fold_name(name: str, language: str) -> str:
    """Reduce a name to what all spellings of it have in common, and never two names to one; empty when nothing is left.

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
        text = _fold_english(text)
    kept = "".join(map(_keep_character, text.translate(_DROPPED)))
    words = [word for word in kept.split() if language != "en" or word != "the"]
    return ("" if is_unspaced(language) else " ").join(words)


def find_folding(language: str) -> str:
    """The language by whose name `fold_name` folds as for ``language``: one for all without rules of their own."""
    if language == "en" or language in _DOTTED_LANGUAGES or is_unspaced(language):
        return language
    return "fa" if language in _ARABIC_LANGUAGES else ""


def get_language(locale: str) -> str:
    """Take the language subtag of a locale as Babel or gettext writes it: ``zh`` of ``zh_Hans``."""
    return locale.partition("@")[0].partition("_")[0]


def is_unspaced(language: str) -> bool:
    """Whether the language is written without spaces between words."""
    return language in _UNSPACED


def _fold_english(text: str) -> str:
    bare = text if text.isascii() else fold_accents(text)
    return _SAINT.sub("saint ", bare.replace("&", " and "))


@lru_cache(maxsize=4096)  # texts are written in few characters
def _keep_character(character: str) -> str:
    """Letters, marks and digits as they are, nothing for an invisible control, a space for all else."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "
