"""What joins the territories that a cell lists, as each locale joins a list."""

from __future__ import annotations

import re
from functools import cache

from tabl10n.territories.cells import is_and

# The mark between two items of a CLDR list pattern, and the space after it.
_MARK = re.compile(r"\{0\}([^\w\s])[^{ ]*( ?)")


def translate_joint(between: str, locale: str, source_locale: str, *, of_two: bool) -> str:
    """What ``locale`` writes between two territories where ``source_locale`` writes ``between``.

    A comma and the word for "and" are the locale's own; all else stays. ``of_two``: no other is before them.
    """
    if between.strip() == ",":
        return _get_separator(locale)
    if is_and(between, source_locale):
        return _get_last_separator(locale, "2" if of_two else "end")
    return between


@cache
def _get_separator(locale: str) -> str:
    """The mark that separates the items of a list: ``、`` in Chinese, ``،`` in Arabic; a comma where CLDR has none.

    Arabic puts "and" between all items of a list. The mark of its shorter pattern is taken instead, because names such
    as "Saint Vincent and the Grenadines" hold that very word, and nobody could tell them apart in a list.
    """
    from babel import Locale

    patterns = Locale.parse(locale).list_patterns
    found = (_MARK.match(patterns.get(style, {}).get("middle", "")) for style in ("standard", "unit-short"))
    return next((match[1] + match[2] for match in found if match), ", ")


@cache
def _get_last_separator(locale: str, kind: str) -> str:
    """What is before the last item of a list: of two items where ``kind`` is "2", of more where it is "end"."""
    from babel import Locale

    found = re.fullmatch(r"\{0\}(.*)\{1\}", Locale.parse(locale).list_patterns["standard"][kind])
    return found[1] if found else _get_separator(locale)  # some put an ending to each item
