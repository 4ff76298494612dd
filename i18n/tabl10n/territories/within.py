"""Names of territories inside longer texts: "Kingdom of Norway", also where an adjective is made of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tabl10n.territories.names import list_known_names
from tabl10n.text.folding import fold_name, get_language, is_unspaced
from tabl10n.text.patterns import compile_lazily

# In a text without spaces one character is no proof of a name.
_MIN_UNSPACED_CHARACTERS = 2
# What is left of a word without its prefix has at least so many letters.
_MIN_WORD_LETTERS = 3
# An adjective has at least so many letters, and so large a share of the name, in common with it: "Itali-" of "Italien".
_MIN_STEM_LETTERS = 4
_MIN_STEM_SHARE = 2 / 3
# Endings that cases and possessives put to a name are no longer.
_MAX_ENDING_LETTERS = 3
# Korean has spaces, but mostly none inside a name.
_ALSO_UNSPACED = frozenset({"ko"})
# What is written together with the word behind it: articles, prepositions and "and".
_PREFIXES = {
    "ar": compile_lazily("^(?:\u0648|\u0628|\u0641)?(?:\u0627\u0644|\u0644\u0644)"),
    "he": compile_lazily("^[\u05d5\u05d1\u05dc\u05de]?\u05d4"),
}


class _NameFound(NamedTuple):
    """A name inside a text: its code, and the numbers of the text's words, or characters, that it takes."""

    code: str
    taken: frozenset[int]
    length: int


class Within(NamedTuple):
    """The territories that a text names beside other words.

    ``named`` are those whose names it holds, none of them a part of another one's: "South Sudan" is not Sudan.
    """

    named: frozenset[str]
    text: str
    locale: str

    def may_name(self, code: str) -> bool:
        """Whether the text holds the territory's name, or what may be an adjective of it."""
        return code in self.named or _is_described(self.text, code, self.locale)


@lru_cache(maxsize=4096)
def find_within(text: str, locale: str) -> Within:
    """Find the names of territories that ``text`` holds; those of ``locale`` that `resolve` knows."""
    return Within(frozenset(found.code for found in _keep_longest(text, locale)), text, locale)


@lru_cache(maxsize=4096)
def _keep_longest(text: str, locale: str) -> tuple[_NameFound, ...]:
    """The names in the text that no longer name there takes in."""
    found = tuple(_find_occurrences(text, locale))
    return tuple(one for one in found if not any(_covers(other, one) for other in found))


def _covers(longer: _NameFound, shorter: _NameFound) -> bool:
    if longer.taken == shorter.taken:
        return longer.length > shorter.length
    return longer.taken > shorter.taken


def _find_occurrences(text: str, locale: str) -> Iterator[_NameFound]:
    language = get_language(locale)
    if is_unspaced(language) or language in _ALSO_UNSPACED:
        return _find_substrings(fold_name(text, language).replace(" ", ""), locale)
    return _find_whole_words(_split_words(text, language), locale)


def _find_substrings(text: str, locale: str) -> Iterator[_NameFound]:
    for name, code in list_known_names(locale).items():
        bare = name.replace(" ", "")
        if len(bare) >= _MIN_UNSPACED_CHARACTERS:
            for at in (found.start() for found in re.finditer(re.escape(bare), text)):
                yield _NameFound(code, frozenset(range(at, at + len(bare))), len(bare))


def _find_whole_words(words: tuple[str, ...], locale: str) -> Iterator[_NameFound]:
    is_alone = len(words) == 1  # an ending is no proof then: a misspelling has one too
    for name, parts, code in _split_names(locale):
        taken = {_find_index(words, part, is_alone=is_alone) for part in parts}
        if None not in taken:
            yield _NameFound(code, frozenset(number for number in taken if number is not None), len(name))


def _find_index(words: tuple[str, ...], part: str, *, is_alone: bool) -> int | None:
    """The number of the word that is the part of a name, at most with an ending."""
    if part in words:
        return words.index(part)
    if is_alone or len(part) < _MIN_STEM_LETTERS:
        return None
    longest = len(part) + _MAX_ENDING_LETTERS
    return next((i for i, word in enumerate(words) if word.startswith(part) and len(word) <= longest), None)


@cache
def _split_names(locale: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Each name, its words, and its code."""
    language = get_language(locale)
    return tuple((name, _split_words(name, language), code) for name, code in list_known_names(locale).items())


def _split_words(text: str, language: str) -> tuple[str, ...]:
    """The folded words of ``text`` without what is written together with them."""
    words = fold_name(text, language).split()
    prefix = _PREFIXES.get(language)
    return tuple(words if prefix is None else [_remove_prefix(prefix, word) for word in words])


def _remove_prefix(prefix: re.Pattern[str], word: str) -> str:
    rest = prefix.sub("", word)
    return rest if len(rest) >= _MIN_WORD_LETTERS else word


def _is_described(text: str, code: str, locale: str) -> bool:
    """Whether the text holds words made of all words of a name of the territory, and no other's name in these."""
    language = get_language(locale)
    words = _split_words(text, language)
    if len(words) < 2 or is_unspaced(language):
        return False
    others = [found.taken for found in _keep_longest(text, locale) if found.code != code]
    described = (_find_described(words, parts) for _, parts, of in _split_names(locale) if of == code)
    return any(taken and not any(taken <= other for other in others) for taken in described)


def _find_described(words: tuple[str, ...], parts: Iterable[str]) -> frozenset[int]:
    """The numbers of the words that share their stems with the parts of a name; none unless all parts have one."""
    found = [next((i for i, word in enumerate(words) if _have_one_stem(word, part)), None) for part in parts]
    return frozenset() if None in found else frozenset(i for i in found if i is not None)


def _have_one_stem(word: str, part: str) -> bool:
    shared = 0
    for one, other in zip(word, part, strict=False):
        if one != other:
            break
        shared += 1
    return word == part or (shared >= _MIN_STEM_LETTERS and shared >= _MIN_STEM_SHARE * len(part))
