"""Plural-Forms: gettext's formula for a locale says what CLDR's rules say."""

from __future__ import annotations

import gettext
import re

import pytest
from babel import Locale

from tabl10n.catalog.plurals import find_plural_forms

# As the gettext manual, or the language's own translators, write them; Hebrew with the dual that CLDR has.
KNOWN = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "he": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "hi": "nplurals=2; plural=(n > 1);",
    "id": "nplurals=1; plural=0;",
    "pt_BR": "nplurals=2; plural=(n > 1);",
    "pt_PT": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n != 1);",
    "zh_Hans": "nplurals=1; plural=0;",
}


@pytest.mark.parametrize(("locale", "expected"), KNOWN.items())
def test_known_formulas(locale: str, expected: str) -> None:
    assert find_plural_forms(locale) == expected


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        ("ru", {0: [1, 21, 101], 1: [2, 3, 4, 22, 104], 2: [0, 5, 11, 12, 14, 20, 111, 112]}),
        ("pl", {0: [1], 1: [2, 4, 22, 104], 2: [0, 5, 12, 21, 101]}),
        ("cs", {0: [1], 1: [2, 4], 2: [0, 5, 22]}),
        ("ar", {0: [0], 1: [1], 2: [2], 3: [3, 10, 103], 4: [11, 99, 111], 5: [100, 101, 102, 200]}),
        ("sl", {0: [1, 101], 1: [2, 102], 2: [3, 4], 3: [0, 5, 11]}),
    ],
)
def test_numbers_take_their_forms(locale: str, forms: dict[int, list[int]]) -> None:
    match = re.fullmatch(r"nplurals=(\d+); plural=(.+);", find_plural_forms(locale))
    assert match
    assert int(match[1]) == len(forms)
    chosen = gettext.c2py(match[2])
    assert {form: [n for n in numbers if chosen(n) == form] for form, numbers in forms.items()} == forms


def test_a_locale_without_a_formula_gets_none() -> None:
    assert find_plural_forms("cy") == ""


@pytest.mark.parametrize(
    "locale", ["bg", "el", "es", "fa", "it", "ja", "ko", "lt", "lv", "mk", "ro", "sr", "th", "uk", "vi"]
)
def test_there_is_a_form_for_every_category_of_cldr(locale: str) -> None:
    match = re.fullmatch(r"nplurals=(\d+); plural=(.+);", find_plural_forms(locale))
    assert match
    rule = Locale.parse(locale).plural_form
    assert int(match[1]) == len({rule(n) for n in range(1000)})
