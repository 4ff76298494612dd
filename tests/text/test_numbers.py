from __future__ import annotations

import pytest

from tabl10n.text.numbers import has_same_numbers, keep_digits, to_ascii_digits


@pytest.mark.parametrize(
    ("written", "english", "locale", "same"),
    [
        ("1.234,5", "1,234.5", "de", True),
        ("1 234,5", "1,234.5", "fr", True),
        ("1\u202f234,5 kg", "1,234.5 kg", "fr", True),
        ("12,011", "12.011", "ru", True),
        ("١٬٢٣٤٫٥", "1,234.5", "ar", True),
        ("२", "2", "hi", True),
        ("12,34,567", "1,234,567", "hi", True),
        ("1–2,5", "1–2.5", "de", True),
        ("\u22120,1233", "-0.1233", "fi", True),
        ("5,5 %", "5.5%", "fr", True),
        ("%16,5", "16.5%", "tr", True),
        ("٥٫٥\u066a\u061c", "5.5%", "ar", True),
        ("1.234,50 €", "€1,234.50", "de", True),
        ("0,1233", "-0.1233", "fi", False),
        ("5-", "-5", "de", False),
        ("5,5 $", "5.5 €", "fr", False),
        ("8,1", "8.1%", "de", False),
        ("15", "1.5", "de", False),
        ("1.5", "1,5", "en", False),
        ("1.2345", "1,234.5", "de", False),
        ("8", "008", "de", False),
        ("2,5 Mo", "2.5 MB", "fr", False),
        ("zwei", "two", "de", False),
    ],
)
def test_numbers_as_a_language_writes_them(written: str, english: str, locale: str, same: bool) -> None:
    assert has_same_numbers(written, english, locale) == same


@pytest.mark.parametrize(
    ("text", "kept"),
    [("1.234,5", "12345"), ("€ 0.50", "050"), ("٣٫١٠", "310"), ("5 kg", "5 kg"), ("10-20-7", "10-20-7")],
)
def test_of_a_number_its_digits_are_kept_and_a_text_is_left_alone(text: str, kept: str) -> None:
    assert keep_digits(text) == kept


def test_the_digits_of_any_script_are_those_of_ascii() -> None:
    assert to_ascii_digits("٣.۱०-๙") == "3.10-9"
    assert to_ascii_digits("½ x") == "½ x"
