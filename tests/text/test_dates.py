from __future__ import annotations

import pytest

from tabl10n.text.dates import is_same_date


@pytest.mark.parametrize(
    ("written", "english", "locale", "same"),
    [
        ("5. September 1977", "1977-09-05", "de", True),
        ("5.9.1977", "1977-09-05", "de", True),
        ("le 5 sept. 1977", "1977-09-05", "fr", True),
        ("5 сентября 1977 г.", "1977-09-05", "ru", True),
        ("5. syyskuuta 1977", "1977-09-05", "fi", True),
        ("5 tháng 9, 1977", "1977-09-05", "vi", True),
        ("1977년 9월 5일", "1977-09-05", "ko", True),
        ("5 सितंबर 1977", "September 5, 1977", "hi", True),
        ("٥ سبتمبر ١٩٧٧", "1977-09-05", "ar", True),
        ("9.5.1977", "1977-09-05", "de", False),
        ("5. Oktober 1977", "1977-09-05", "de", False),
        ("31.2.1977", "1977-02-31", "de", False),
        ("5.9.77", "1977-09-05", "de", False),
        ("68.26.8", "68-26-8", "de", False),
    ],
)
def test_dates_as_a_language_writes_them(written: str, english: str, locale: str, same: bool) -> None:
    assert is_same_date(written, english, locale) == same
