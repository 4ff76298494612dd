"""Numbers as a language writes them: its digits, its decimal mark, its grouping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_ARABIC_MARKS = str.maketrans({"\u066b": ".", "\u066c": ","})
# Signs of several scripts that mean the same (CLDR, numbering systems' symbols): minus and per cent.
# The marks that turn the direction of text, which Arabic and Hebrew put before a sign, are left out.
_SIGNS = str.maketrans("\u2212\u066a", "-%", "\u200e\u200f\u061c")
# Digits with the marks that group them or set off decimals (CLDR, numbering systems' symbols) between them.
_NUMBER = re.compile(r"\d(?:[\d.,'’\u066b\u066c\u00a0\u202f ]*\d)?")
_SPACE = re.compile(r"\s")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)*")
# A number, or two, with a word or the sign of multiplication: "4-bit", "2-3x".
_QUANTITY = re.compile(r"\d+-[a-z]{3,}|\d+(?:\.\d+)?(?:\s?[-\u2013]\s?\d+(?:\.\d+)?)?\s?[x×]")
# A whole text that is a number, however it is written, with a sign in front or behind: of minus, per cent, a currency.
_ONLY_NUMBER = re.compile(r"(?:[^\w\s]\s?)?\d[\d.,'’\u066b\u066c\s]*[^\w\s]?")


def to_ascii_digits(text: str) -> str:
    """``text`` with the digits of any script as those of ASCII.

    >>> to_ascii_digits("٣.١٠")
    '3.10'
    """
    return text if text.isascii() else "".join(str(unicodedata.digit(char, char)) for char in text)


def keep_digits(text: str) -> str:
    """``text``, or only the digits of a number: languages group them and set off decimals in their own ways."""
    return to_ascii_digits("".join(filter(str.isdigit, text))) if _ONLY_NUMBER.fullmatch(text) else text


def has_same_numbers(written: str, original: str, locale: str, source_locale: str = "en") -> bool:
    """Whether ``written`` is the text ``original`` of the source with nothing changed but the way of writing numbers.

    >>> has_same_numbers("1.234,5 kg", "1,234.5 kg", "de")
    True
    >>> has_same_numbers("15", "1.5", "de")
    False
    """
    written, original = written.translate(_SIGNS), original.translate(_SIGNS)
    return _split_around(written) == _split_around(original) and _are_all_same(written, locale, original, source_locale)


def has_sign_in_words(written: str, original: str, locale: str, source_locale: str = "en") -> bool:
    """Whether ``written`` is the one number of ``original`` with a word in place of the sign of a currency or of per
    cent. Nothing tells whether it is the right word.

    >>> has_sign_in_words("0,50 Euro", "€0.50", "de")
    True
    >>> has_sign_in_words("0,50 $", "€0.50", "de")
    False
    """
    there, here = "".join(_split_around(original)), "".join(_split_around(written))
    return _is_sign(there) and here.isalpha() and _are_all_same(written, locale, original, source_locale)


def _are_all_same(written: str, locale: str, original: str, source_locale: str) -> bool:
    written_numbers, original_numbers = _NUMBER.findall(written), _NUMBER.findall(original)
    pairs = zip(written_numbers, original_numbers, strict=False)
    return 0 < len(written_numbers) == len(original_numbers) and all(
        _is_same(one, locale, other, source_locale) for one, other in pairs
    )


def _split_around(text: str) -> Sequence[str]:
    """What is around the numbers, spaces left out. Beside a single number the sign of a currency or of per cent
    is in front in some languages and behind in others.
    """
    around = ["".join(part.split()) for part in _NUMBER.split(text)]
    if len(around) == 2 and _is_sign(around[0] + around[1]):
        return ("", "".join(around))
    return around


def _is_sign(text: str) -> bool:
    return len(text) == 1 and (text == "%" or unicodedata.category(text) == "Sc")


def _is_same(written: str, locale: str, original: str, source_locale: str) -> bool:
    """The same digits, so that no zero is lost in front or behind, and the same amount."""
    one, other = _write_in_ascii(written), _write_in_ascii(original)
    if [*filter(str.isdigit, one)] != [*filter(str.isdigit, other)]:
        return False
    own = "en" if written.translate(_ARABIC_MARKS) != written else locale
    amount = _read_amount(one, own)
    return amount is not None and amount == _read_amount(other, source_locale)


def _write_in_ascii(number: str) -> str:
    """Digits of any script as ASCII, and the marks that go with the Arabic ones as the English ones."""
    return to_ascii_digits(number.translate(_ARABIC_MARKS))


def _read_amount(number: str, locale: str) -> Decimal | None:
    """The amount, None where no number is written so in the locale. All spaces are one: keyboards have no others."""
    from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

    try:
        return parse_decimal(_SPACE.sub(get_group_symbol(locale), number), locale=locale, strict=True)
    except NumberFormatError:
        return None


def is_translated_quantity(written: str, original: str) -> bool:
    """Whether both are one number, or two, with a word: languages have their own for "times" and "bit".

    >>> is_translated_quantity("2-3 mal", "2-3x"), is_translated_quantity("8 Bit", "4-bit")
    (True, False)
    """
    is_same = _PLAIN_NUMBER.findall(to_ascii_digits(written)) == _PLAIN_NUMBER.findall(original)
    return _QUANTITY.fullmatch(original) is not None and is_same and any(map(str.isalpha, written))
