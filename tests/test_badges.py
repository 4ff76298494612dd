import pytest

from tabl10n.badges import badge_value


@pytest.mark.parametrize(
    ("image", "value"),
    [
        ("https://img.shields.io/badge/2-lightgray", "2"),
        ("https://img.shields.io/badge/*-lightgray", "*"),
        ("https://img.shields.io/badge/1.1-lightgray", "1.1"),
        ("https://img.shields.io/badge/API-v3-blue.svg", "v3"),
        ("https://img.shields.io/badge/since-2020--01-blue?style=flat", "2020-01"),
        ("https://img.shields.io/badge/state-in_use-green", "in use"),
        ("https://img.shields.io/badge/100%25-green", "100%"),
        ("https://example.com/logo.png", ""),
        ("", ""),
    ],
)
def test_a_badge_says_its_message(image: str, value: str) -> None:
    assert badge_value(image) == value
