"""Versions, without what a language or a translator adds to them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tabl10n.text.badges import parse_badge
from tabl10n.text.numbers import to_ascii_digits

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE_SIZE = 1 << 15
# A cell longer than this is compared by its beginning: bounds what hostile input costs.
_MAX_READ_CHARACTERS = 2000
_DECIMAL_COMMA = re.compile(r"(?<=\d)[,\u066b](?=\d)")  # what a translator to German or Arabic makes of 2.1
_VERSION = re.compile(r"\d+(?:[.\-_]\d+)*|\*")


@lru_cache(maxsize=_CACHE_SIZE)
def find_version(text: str, image: str = "") -> str:
    """The version that a cell or its badge says, without what a translator added: ``1`` of ``1 pcs`` and of ``v1``."""
    shown = parse_badge(image) or text
    plain = unicodedata.normalize("NFKC", to_ascii_digits(shown[:_MAX_READ_CHARACTERS]))
    found = _VERSION.search(_DECIMAL_COMMA.sub(".", plain))
    return found[0] if found else ""


@lru_cache(maxsize=_CACHE_SIZE)
def is_version(text: str) -> bool:
    """Whether ``text`` is a version or a number and nothing else."""
    return bool(text) and find_version(text) == text.removeprefix("v")
