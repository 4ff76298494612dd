"""Texts brought to a form in which two spellings of one are equal: without letter case, spaces or punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE = 1 << 15
# A cell longer than this is compared by its beginning: bounds what hostile input costs.
_LONGEST_READ = 2000


def header_words(header: str) -> str:
    """A header without letter case and superfluous spaces, as headers are compared."""
    return " ".join(header.casefold().split())


@lru_cache(maxsize=_CACHE)
def folded(text: str) -> str:
    """Letters, marks and digits of ``text``, without letter case: what a change of case or punctuation leaves alone."""
    text = text[:_LONGEST_READ]
    if text.isascii() and text.isalnum():  # most keys: nothing to take away
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LMN")
