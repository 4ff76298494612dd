from __future__ import annotations

import pytest

from tabl10n.text.versions import find_version, is_version


@pytest.mark.parametrize(
    ("text", "said"), [("1个", "1"), ("v2", "2"), ("*", "*"), ("＊", "*"), ("١", "1"), ("1.8", "1.8"), ("x", "")]
)
def test_a_version_is_read_without_what_a_translator_added(text: str, said: str):
    assert find_version(text) == said


def test_the_version_of_a_badge_is_its_message():
    assert find_version("", "https://img.shields.io/badge/2-lightgray") == "2"


@pytest.mark.parametrize(
    ("text", "is_one"), [("2", True), ("v1.2", True), ("*", True), ("1 Stück", False), ("", False)]
)
def test_what_a_version_is(text: str, is_one: bool) -> None:
    assert is_version(text) == is_one
