"""The stretches of plain text and of markup that inline reStructuredText is made of, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tabl10n.formats.rst.names import decode

_Node = Any  # docutils' stubs leave out what a node is called and what it was written as
# White space at the ends of a text, escaped or not: docutils shows none of what is escaped.
_LEAD = re.compile(r"(?:\\?\s)*")
_END = re.compile(r"(?:\\?\s)*\Z")


class Stretch(NamedTuple):
    """From where to where a text or a piece of markup goes; ``kind`` is docutils' name for it."""

    kind: str
    start: int
    end: int


def stretches(raw: str, nodes: Sequence[_Node]) -> list[Stretch]:
    """The stretches of ``raw`` in order, by the ``nodes`` that docutils makes of it.

    No stretch at all where they do not tell where one of them stands.
    """
    found: list[Stretch] = []
    text, at = "", 0
    for node in nodes:
        kind = node.tagname
        if kind == "#text":
            text += node.astext()
        elif kind != "system_message" and node.children:  # a target without children belongs to the link before it
            start = _start(raw, node.rawsource, at, text)
            if start < 0:
                return []
            found += [Stretch("#text", at, start)] if text else []
            at = start + len(node.rawsource)
            found.append(Stretch(kind, start, at))
            text = ""
    if decode(raw[at:]) != text:
        return []
    return [*found, Stretch("#text", at, len(raw))] if text else found


def _start(raw: str, markup: str, at: int, text: str) -> int:
    """Where ``markup`` stands after ``text``, which begins at ``at``; -1 where it does not."""
    start = raw.find(markup, at)
    while start >= 0 and decode(raw[at:start]) != text:
        start = raw.find(markup, start + 1)
    return start


def words(raw: str, stretch: Stretch) -> Stretch | None:
    """The stretch of text without white space at its ends; None where that says something else than its words."""
    start = _LEAD.match(raw, stretch.start, stretch.end)
    first = start.end() if start else stretch.start
    ending = _END.search(raw, first, stretch.end)
    found = Stretch(stretch.kind, first, ending.start() if ending else stretch.end)
    said = decode(raw[found.start : found.end])
    return found if said and said == decode(raw[stretch.start : stretch.end]).strip() else None
