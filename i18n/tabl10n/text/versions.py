"""Versions and other numbers, without what a language or a translator adds to them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tabl10n.text.badges import badge_value

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE = 1 << 15
# A cell longer than this is compared by its beginning: bounds what hostile input costs.
_LONGEST_READ = 2000
_DECIMAL_COMMA = re.compile(r"(?<=\d)[,\u066b](?=\d)")  # what a translator to German or Arabic makes of 2.1
_VERSION = re.compile(r"\d+(?:[.\-_]\d+)*|\*")
# A number in whatever way of writing it, with a sign in front or behind: a minus, per cent, that of a currency.
_NUMBER = re.compile(r"(?:[^\w\s]\s?)?\d[\d.,'’\u066b\u066c\s]*[^\w\s]?")


@lru_cache(maxsize=_CACHE)
def version(text: str, image: str = "") -> str:
    """The version that a cell or its badge says, without what a translator added: ``1`` of ``1 pcs`` and of ``v1``."""
    said = badge_value(image) or text
    plain = "".join(_plain(char) for char in said[:_LONGEST_READ])
    found = _VERSION.search(_DECIMAL_COMMA.sub(".", plain))
    return found[0] if found else ""


def _plain(char: str) -> str:
    """Digits of any script as ASCII, and the wide forms of punctuation as the plain ones."""
    digit = unicodedata.digit(char, None)
    return unicodedata.normalize("NFKC", char) if digit is None else str(digit)


def digits(text: str) -> str:
    """``text``, or only the digits of a number: languages group them and set off decimals in their own ways."""
    return "".join(map(str, map(unicodedata.digit, filter(str.isdigit, text)))) if _NUMBER.fullmatch(text) else text
