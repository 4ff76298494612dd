"""The lines of a text and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# What breaks a line in Markdown (CommonMark 2.1) and in text editors. str.splitlines() breaks at form feeds and
# U+2028 too, which would shift every line number after them.
LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Line(NamedTuple):
    """One line: offsets of its first code point and of its end, the line break excluded."""

    start: int
    end: int


@lru_cache(maxsize=2)  # of one source, several ask for them
def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of ``text``, broken only at ``\n``, ``\r\n`` and ``\r``; line ``n`` (from 1) has index ``n - 1``.

    A text that ends in a line break has no empty line after it.
    """
    lines: list[Line] = []
    start = 0
    for match in LINE_BREAK.finditer(text):
        lines.append(Line(start, match.start()))
        start = match.end()
    if start < len(text):
        lines.append(Line(start, len(text)))
    return tuple(lines)


def with_last_paragraph(text: str, paragraph: str) -> str:
    """``text`` with the line ``paragraph`` after an empty one at its end, and broken as its own lines are."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    ending = "" if text.endswith(("\n", "\r")) else line_break
    return f"{text}{ending}{line_break}{paragraph}{line_break}"
