from __future__ import annotations

import pytest

from tabl10n.text.characters import UNSAFE_TO_SHOW, find_hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("می‌خواهم", []),  # Persian is spelt with joiners
        ("क्‍ष", []),
        ("שלום\u200f", []),
        ("👩‍💻", []),
        ("word\u200c", ["U+200C"]),
        ("word\u200f", ["U+200F"]),
        ("می\u202eخواهم", ["U+202E"]),  # an override is never spelling
        ("a\u200b\u200bb\ufeff", ["U+200B", "U+FEFF"]),
    ],
)
def test_joiners_and_marks_belong_to_some_scripts(text: str, hidden: list[str]) -> None:
    assert find_hidden(text, plain=False) == hidden
    assert find_hidden(text) or not any(ord(char) in range(0x200B, 0x2070) for char in text)


@pytest.mark.parametrize(
    ("character", "is_hidden", "is_unsafe"),
    [
        ("\u200b", True, True),
        ("\u202e", True, True),
        ("\u3164", True, True),
        ("\u00a0", False, True),  # a space that looks like another
        ("\u2028", False, True),
        ("\ud800", False, True),
        ("\u0600", True, False),  # a number sign, which is seen
        ("\u3000", False, False),
    ],
)
def test_what_is_not_printed_raw_is_not_all_that_is_hidden_and_more(
    character: str, is_hidden: bool, is_unsafe: bool
) -> None:
    assert bool(find_hidden(character)) == is_hidden
    assert bool(UNSAFE_TO_SHOW.fullmatch(character)) == is_unsafe
