"""How wide a text is in an editor, and how it is padded to a width."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, combining, east_asian_width

# What an emoji sequence shows as a part of the character before it, and what a selector makes an emoji of.
_SEQUENCES = re.compile("(?<=\u200d)[\u2600-\u27bf\U0001f300-\U0001faff]|[\U0001f3fb-\U0001f3ff]|.\ufe0f")


def measure_width(text: str) -> int:
    """The columns that ``text`` takes: 2 for a wide character, 0 for a combining one, 1 for any other.

    The same number as ``docutils.utils.column_width``, whose import takes 20 ms. A reStructuredText grid holds
    together by no other measure: ``len`` and terminal widths (wcwidth) break it for Chinese, Thai or emoji sequences.
    """
    if text.isascii():
        return len(text)
    return sum(map(measure_char, text))


@cache
def measure_char(char: str) -> int:
    """The columns that one character takes; see ``measure_width``. A wide combining character takes one."""
    return (2 if east_asian_width(char) in "WF" else 1) - (1 if combining(char) else 0)


def measure_in_editor(text: str) -> int:
    """The columns that ``text`` takes in an editor or a terminal: none for the marks on a letter, for what is invisible
    and for all of an emoji sequence but its first character.
    """
    if text.isascii():
        return len(text)
    width = sum(map(_measure_char_in_editor, text))
    for sequence in _SEQUENCES.findall(text):
        width += (2 if sequence[1:] else 0) - _measure_char_in_editor(sequence[0])
    return width


@cache
def _measure_char_in_editor(char: str) -> int:
    # What has no width for glibc and for browsers: marks that take no column, format characters, jamos that
    # end a syllable.
    if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def pad(text: str, width: int) -> str:
    """``text`` with spaces behind it so that it takes ``width`` columns; unchanged when it is that wide already."""
    return text + " " * max(0, width - measure_width(text))


def cut_to_width(text: str, width: int) -> str:
    """``text`` cut to ``width`` columns, with ``…`` at its end where anything was cut off."""
    if measure_width(text) <= width:
        return text
    used = 0
    for i, char in enumerate(text):
        used += measure_char(char)
        if used > width - 1:
            return text[:i] + "…"
    return text
