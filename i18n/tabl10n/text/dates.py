"""Dates as a language writes them: in its order, with its names of months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from tabl10n.text.folding import fold_case

_NUMBER = re.compile(r"\d+")
_FIELD = re.compile(r"[yMd]+")
_MAX_DAY = 31  # a larger number is a year
_FORMS: Final = ("format", "stand-alone")  # "of September", "September": they differ in Slavic languages and Finnish
# Texts whose answer is kept: a column repeats its values, and the rows of a copy those of its source.
_CACHE_SIZE = 1 << 12
_MAX_DATE_CHARACTERS = 60  # the longest date with its day of the week is shorter, a sentence that mentions one is not


def is_same_date(written: str, original: str, locale: str, source_locale: str = "en") -> bool:
    """Whether ``written`` is the date ``original`` of the source. Years of two digits are none: they tell too little.

    >>> is_same_date("5. September 1977", "1977-09-05", "de")
    True
    >>> is_same_date("9.5.1977", "1977-09-05", "de")
    False
    """
    day = read_date(original, source_locale)
    return day is not None and day == read_date(written, locale)


@lru_cache(maxsize=_CACHE_SIZE)
def read_date(text: str, locale: str) -> date | None:
    """The date of the Gregorian calendar that ``text`` is in ``locale``; None where it is none."""
    numbers = [int(digits) for digits in _NUMBER.findall(text)] if len(text) <= _MAX_DATE_CHARACTERS else []
    if len(numbers) == 3:
        year_first = numbers[0] > _MAX_DAY
        year, month, day = numbers if year_first else (numbers[index] for index in _order(locale))
        return _make_date(year, month, day)
    if len(numbers) == 2 and (named := _read_month(text, locale)):
        return _make_date(max(numbers), named, min(numbers))
    return None


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > _MAX_DAY else None
    except ValueError:
        return None


@cache
def _order(locale: str) -> tuple[int, int, int]:
    """The indices of year, month and day where the locale writes all of them in digits."""
    from babel.dates import get_date_format

    fields = [found[0] for found in _FIELD.findall(get_date_format("short", locale).pattern)]
    return fields.index("y"), fields.index("M"), fields.index("d")


def _read_month(text: str, locale: str) -> int:
    """The month that is named in ``text``, by the longest name that is in it; 0 if none is."""
    folded = fold_case(text)
    named = [(len(name), month) for name, month in _list_months(locale).items() if name in folded]
    return max(named, default=(0, 0))[1]


@cache
def _list_months(locale: str) -> Mapping[str, int]:
    from babel.dates import get_month_names

    forms = [get_month_names(width, form, locale) for width in ("wide", "abbreviated") for form in _FORMS]
    return {fold_case(name): month for names in forms for month, name in names.items()}
