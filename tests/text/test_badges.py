import pytest

from tabl10n.text.badges import parse_badge, replace_badge_value


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
    assert parse_badge(image) == value


@pytest.mark.parametrize(
    ("image", "value", "changed"),
    [
        ("https://img.example/badge/1%20Stück-gray", "1", "https://img.example/badge/1-gray"),
        (
            "https://img.example/badge/npm-2_шт-blue?style=flat",
            "2.0",
            "https://img.example/badge/npm-2.0-blue?style=flat",
        ),
        ("https://img.example/badge/a--b-c-red", "x-y_z 1", "https://img.example/badge/a--b-x--y__z%201-red"),
    ],
)
def test_a_badge_is_given_another_message(image: str, value: str, changed: str) -> None:
    assert replace_badge_value(image, value) == changed
    assert parse_badge(changed) == value
