"""Split a cell that names several territories, without tearing names that hold a separator apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tabl10n.territories.names import Match, resolve

# The last two are the commas of the Ethiopic and the Adlam script: every mark that CLDR separates lists by is here.
_SEPARATOR = re.compile(r"[,;/|\n、،，；؛／｜·፣⹁]")

_OPENING, _CLOSING = "([（", ")]）"

# "Korea, Republic of" holds one separator; CLDR and ISO 3166 have no name with more than two.
_MAX_PIECES_OF_NAME = 3
_MAX_NAME_CHARACTERS = 200  # characters; CLDR's longest name has 81
_MAX_CELL_CHARACTERS = 5_000  # characters; all of CLDR's names in a list have at most 4,893, in Ewe

PieceSpan = tuple[int, int]
"""Start and end in the cell."""

Find = Callable[[str, str], "Match | None"]
"""What finds the territory of a name in a locale: `resolve`, or what a project puts before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a cell, ``cell[start:end] == text``, and the territory that it names, if any."""

    text: str
    start: int
    end: int
    match: Match | None


@lru_cache(maxsize=4096)  # a column of territories says the same few over and over
def split(cell: str, locale: str, find: Find = resolve) -> tuple[Part, ...]:
    """Split a cell into the territories that it names, in order; what names none is a part without a match.

    ``find`` says what a name means, `resolve` unless a project has names of its own.

    Each part is read in ``locale``, then in English, so that both halves of a bilingual cell resolve. A run of pieces
    that is one name stays whole ("Korea, Republic of"), unless each piece is a territory by itself. Brackets and the
    word for "and" separate only where every piece is one: "Bosnia and Herzegovina" and "Myanmar (Burma)" stay whole.
    An empty cell has no part; one that is longer than all territories together is a single part without a match.
    """
    if len(cell) > _MAX_CELL_CHARACTERS:
        return _make_unread(cell)
    spans = list(_split_pieces(cell, _SEPARATOR, 0, len(cell)))
    parts: list[Part] = []
    at = 0
    while at < len(spans):
        taken = _count_pieces_of_name(cell, spans[at : at + _MAX_PIECES_OF_NAME], locale, find)
        parts += _read_parts(cell, (spans[at][0], spans[at + taken - 1][1]), locale, find)
        at += taken
    return tuple(parts)


def _make_unread(cell: str) -> tuple[Part, ...]:
    text = cell.strip()
    start = cell.find(text)
    return (Part(text, start, start + len(text), None),) if text else ()


def _split_pieces(cell: str, separator: re.Pattern[str], start: int, end: int) -> Iterator[PieceSpan]:
    """Where the stretches between separators lie, without the space around them; empty ones are left out."""
    cuts = [start, *(at for found in separator.finditer(cell, start, end) for at in found.span()), end]
    for left, right in zip(cuts[::2], cuts[1::2], strict=True):
        text = cell[left:right]
        if text.strip():
            yield left + len(text) - len(text.lstrip()), left + len(text.rstrip())


def _count_pieces_of_name(cell: str, spans: list[PieceSpan], locale: str, find: Find) -> int:
    """Count how many of the first pieces are one name.

    Territories that each are by themselves are a list even where they make a name together: Chinese has a name of
    Hong Kong that is "China" and "Hong Kong" side by side.
    """
    alone = [_read_part(cell, span, locale, find).match for span in spans]
    for count in range(len(spans), 1, -1):
        if not all(alone[:count]) and _read_part(cell, (spans[0][0], spans[count - 1][1]), locale, find).match:
            return count
    return 1


def _read_part(cell: str, span: PieceSpan, locale: str, find: Find) -> Part:
    text = cell[slice(*span)]
    match = find(text, locale) or find(text, "en") if len(text) <= _MAX_NAME_CHARACTERS else None
    return Part(text, *span, match)


def _read_parts(cell: str, span: PieceSpan, locale: str, find: Find) -> list[Part]:
    whole = _read_part(cell, span, locale, find)
    if whole.match is not None:
        return [whole]
    return _find_named(cell, list(_split_pieces(cell, _make_weak_separator(locale), *span)), locale, find) or [whole]


def _find_named(cell: str, spans: list[PieceSpan], locale: str, find: Find) -> list[Part]:
    """The territories that the pieces name, each with as many pieces as can be; none unless all are part of a name."""
    named: list[list[Part]] = [[]]  # the parts that the last so many pieces come to
    for at in reversed(range(len(spans))):
        named.append([])
        for count in range(min(_MAX_PIECES_OF_NAME, len(spans) - at), 0, -1):
            rest = named[-1 - count]
            if rest or at + count == len(spans):
                part = _read_part(
                    cell, _extend_to_bracket(cell, (spans[at][0], spans[at + count - 1][1])), locale, find
                )
                if part.match:
                    named[-1] = [part, *rest]
                    break
    return named[-1]


def _extend_to_bracket(cell: str, span: PieceSpan) -> PieceSpan:
    """The span with the bracket behind it, where one is opened in it and not closed."""
    opened = sum(map(cell[slice(*span)].count, _OPENING)) - sum(map(cell[slice(*span)].count, _CLOSING))
    return (span[0], span[1] + 1) if opened == 1 and cell[span[1] : span[1] + 1] in _CLOSING else span


def is_and(between: str, locale: str) -> bool:
    """Whether what is between two territories is the word for "and", in the locale or in English."""
    return _make_and_pattern(locale).fullmatch(between) is not None


@cache
def _make_and_pattern(locale: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_SEPARATOR.pattern})?(?:{'|'.join(_list_conjunctions(locale))})")


@cache
def _make_weak_separator(locale: str) -> re.Pattern[str]:
    """Brackets, and the word for "and"."""
    return re.compile("|".join([f"[{re.escape(_OPENING + _CLOSING)}]", "&", *_list_conjunctions(locale)]))


def _list_conjunctions(locale: str) -> list[str]:
    """The patterns of what is before the last item of a list, in English and in the locale."""
    between = {", and ": None}
    if locale != "en":
        from babel import localedata

        lists = localedata.load(locale)["list_patterns"]["standard"]
        between |= dict.fromkeys(lists[kind].replace("{0}", "").replace("{1}", "") for kind in ("end", "2"))
    return list(filter(None, map(_make_conjunction, between)))


def _make_conjunction(between: str) -> str:
    """The pattern of the word between the last two items of a list; a comma before it has separated them already."""
    word = re.sub(rf"^{_SEPARATOR.pattern}", "", between).strip()
    if not word:
        return ""
    if between[-1].isspace():
        return rf"\s*(?<!\w){re.escape(word)}\s+"
    return (r"\s+" if between[0].isspace() else "") + re.escape(word)
