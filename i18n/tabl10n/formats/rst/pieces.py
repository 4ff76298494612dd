"""The pieces that the lines of a table are split into, at the columns in which an editor shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tabl10n.formats.layout import char_width
from tabl10n.model import Span

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Piece(NamedTuple):
    """What stands between two borders of the line at index ``at``, padding included.

    It takes the columns from ``first`` to ``last`` (excluded). ``fill`` is the mark of a border, else ``""``.
    """

    at: int
    first: int
    last: int
    start: int
    end: int
    fill: str = ""


def trimmed(source: str, piece: Piece) -> Span:
    """The piece's content without padding; an empty one stands after its first space."""
    body = source[piece.start : piece.end].strip()
    if not body:
        middle = min(piece.start + 1, piece.end)
        return Span(middle, middle)
    start = source.find(body, piece.start)
    return Span(start, start + len(body))


def by_width(text: str, bounds: Sequence[int]) -> list[int]:
    """The index in ``text`` of the character that is displayed at each of ``bounds`` (in order).

    A bound inside a wide character has that character's index; a combining one belongs to what stands before it.
    """
    odd = [(match.start(), char_width(match[0])) for match in _NOT_ASCII.finditer(text)]
    found: list[int] = []
    passed = shift = 0
    for bound in bounds:
        while passed < len(odd) and odd[passed][0] + shift < bound + (odd[passed][1] == 0):
            shift += odd[passed][1] - 1
            passed += 1
        found.append(max(0, bound - shift))
    return found
