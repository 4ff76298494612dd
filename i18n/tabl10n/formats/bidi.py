"""Left-to-right words in right-to-left text: what a reader would see in another order, and what keeps it in its own.

Unicode's bidirectional algorithm (UAX #9) gives punctuation and spaces at the edge of a word, and between a number and
a word, the direction of the line: in Arabic ``--all`` shows as ``all--``. An isolate around it keeps its own order. It
is around a link or a word of code, never in it, and is no part of what a cell says.
"""

from __future__ import annotations

from unicodedata import bidirectional, mirrored

from tabl10n.document import Column, Role
from tabl10n.text.patterns import compile_lazily

_LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
# Identifiers and values are never read from the right; a name goes where its first letter does.
_OPENERS = {Role.KEY: _LEFT_TO_RIGHT, Role.VERBATIM: _LEFT_TO_RIGHT, Role.NAME: _FIRST_STRONG}
_ISOLATED = compile_lazily(rf"[\u2066-\u2068]\s*([^\s\u2066-\u2069](?:[^\u2066-\u2069]*[^\s\u2066-\u2069])?)\s*{_END}")
# One letter for each class of UAX #9: left-to-right, right-to-left, digit, around digits, between digits, other.
_CLASSES = {"L": "L", "R": "R", "AL": "R", "AN": "R", "EN": "1", "ET": "$", "ES": ",", "CS": ",", "NSM": "", "BN": ""}
_BETWEEN_DIGITS = compile_lazily(r"(?<=1),(?=1)")
_AROUND_DIGITS = compile_lazily(r"(?<=1)\$+|(?<!\$)\$++(?=1)")
# What takes the direction of the line, but for what is between two words; after a word, digits are one too (W7).
_TURNED = compile_lazily(r"^[ ,$]|[ ,$]$|^[1 ,$]*1[ ,$]")


def isolate(source: str, text: str, column: Column) -> str:
    """``source``, which shows ``text`` in ``column``, in an isolate where right-to-left text would turn it.

    Words of a language (territories, texts) have none: they run as the text does. Nor has a column without a role.
    """
    opener = _OPENERS.get(column.role) if column.is_inferred else None
    return f"{opener}{source}{_END}" if opener and is_turned(text) else source


def remove_isolate(source: str) -> str:
    """What is in the isolate that ``source`` is; ``source`` itself where it is none."""
    found = _ISOLATED.fullmatch(source) if source[-1:] == _END else None
    return found[1] if found else source


def is_turned(text: str) -> bool:
    """Whether a right-to-left line shows ``text``, which begins from the left, in another order than its own."""
    if not text or (text.isascii() and text.isalnum()):
        return False
    classes = "".join(_CLASSES.get(bidirectional(char), " ") for char in text)
    letters = classes.lstrip("1$, ")
    if "R" in letters:
        return letters.startswith("L")
    classes = _AROUND_DIGITS.sub(lambda match: "1" * len(match[0]), _BETWEEN_DIGITS.sub("1", classes))
    return (len(text) > 1 or bool(mirrored(text))) and _TURNED.search(classes) is not None
