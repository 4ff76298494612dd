"""HTML tags in words: whether each element that they open is closed again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tabl10n.text.html import VOID_ELEMENTS

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")


def find_unmatched(tags: Iterable[str]) -> list[str]:
    """The names of the tags that open an element which none of them closes in its turn, or close one that is not open.

    A browser lets such an element go on over the paragraphs that follow. ``<b/>`` opens one too.
    """
    lone: list[str] = []
    opened: list[str] = []
    for slash, name in (found.groups() for tag in tags if (found := _TAG.match(tag))):
        if not slash:
            opened += [name.lower()] if name.lower() not in VOID_ELEMENTS else []
        elif opened[-1:] == [name.lower()]:
            opened.pop()
        else:
            lone.append(slash + name.lower())
    return lone + opened
