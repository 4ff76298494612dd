"""A quick test for columns of territories: whether a text begins as the name of one does.

Most columns name none, and to ask each cell for its territories in a dozen locales is most of what reading a page with
many tables would cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from tabl10n.territories.names import list_known_codes, list_known_names
from tabl10n.text.folding import find_folding, fold_name, get_language, is_unspaced

_MAX_LEFT_OUT_WORDS = 4  # words that folding leaves out, looked at before the first that it keeps: "(the ..."
_LETTERS = re.compile(r"[A-Za-z]+")


def may_begin_with_territory(text: str, locales: tuple[str, ...]) -> bool:
    """Whether ``text`` begins with the first word of a name, or a code, that `split` knows in one of ``locales``.

    Where it does not, it is no list of territories in any of them.
    """
    letters = _LETTERS.search(text)
    if letters is not None and letters[0] in list_known_codes():
        return True
    return any(_get_first_word(text, folding) in words for folding, words in _collect_first_words(locales).items())


@cache
def _collect_first_words(locales: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The first words of all names in ``locales`` and in English, by the language whose folding they are in."""
    found: dict[str, set[str]] = {}
    for locale in (*locales, "en"):
        folding = find_folding(get_language(locale))
        found.setdefault(folding, set()).update(_get_head(name, folding) for name in list_known_names(locale))
    return {folding: frozenset(words) for folding, words in found.items()}


@lru_cache(maxsize=4096)  # columns say the same words over and over
def _get_first_word(text: str, folding: str) -> str:
    """The first word of ``text`` that folding leaves, ``""`` where the first few words leave none."""
    for word in text.split(None, _MAX_LEFT_OUT_WORDS)[:_MAX_LEFT_OUT_WORDS]:
        if folded := fold_name(word, folding):
            return _get_head(folded, folding)
    return ""


def _get_head(folded: str, folding: str) -> str:
    """What a folded name begins with: its first word, or its first character where words have no spaces between."""
    return folded[0] if is_unspaced(folding) else folded.partition(" ")[0]
