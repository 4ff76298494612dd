"""The lines of a text and where they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

# What breaks a line in Markdown (CommonMark 2.1) and in text editors. str.splitlines() breaks at form feeds and
# U+2028 too, which would shift every line number after them.
LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Line(NamedTuple):
    """One line: offsets of its first code point and of its end, the line break excluded."""

    start: int
    end: int


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


def start_of_line(lines: Sequence[Line], at: int) -> int:
    """Where the line of ``lines`` begins that the character at ``at`` is in, or the one before a line break there."""
    index = bisect_right(lines, at, key=lambda line: line.start) - 1
    return lines[index].start if index >= 0 else 0


def find_line_break(text: str) -> str:
    r"""How ``text`` breaks its lines: ``\r\n`` where it does so anywhere, ``\r`` where it has no other one."""
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def append_paragraph(text: str, paragraph: str) -> str:
    """``text`` with the line ``paragraph`` after an empty one at its end, and broken as its own lines are."""
    line_break = find_line_break(text)
    ending = "" if text.endswith(("\n", "\r")) else line_break
    return f"{text}{ending}{line_break}{paragraph}{line_break}"
