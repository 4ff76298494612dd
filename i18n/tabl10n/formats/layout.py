"""How wide a text stands in an editor, and how it is padded to a width."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, east_asian_width


def display_width(text: str) -> int:
    """The columns that ``text`` takes: 2 for a wide character, 0 for a combining one, 1 for any other.

    The same number as ``docutils.utils.column_width``, whose import takes 20 ms. A reStructuredText grid holds
    together by no other measure: ``len`` and terminal widths (wcwidth) break it for Chinese, Thai or emoji sequences.
    """
    if text.isascii():
        return len(text)
    return sum(map(char_width, text))


@cache
def char_width(char: str) -> int:
    """The columns that one character takes; see ``display_width``. A wide combining character takes one."""
    return (2 if east_asian_width(char) in "WF" else 1) - (1 if combining(char) else 0)


def pad(text: str, width: int) -> str:
    """``text`` with spaces behind it so that it takes ``width`` columns; unchanged when it is that wide already."""
    return text + " " * max(0, width - display_width(text))
