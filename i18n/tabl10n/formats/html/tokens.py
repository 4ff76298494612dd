"""HTML in tags and texts, each with its span, as browsers split it (HTML Standard, 13.2.5).

The standard library's parser tells lines and columns instead of offsets and takes three times as long; it also reads
``AT&T`` as ``AT&T;`` and ``?a=1&lt=2`` as ``?a=1<=2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import NamedTuple

from tabl10n.nodes import Span
from tabl10n.text.html import decode

# An attribute: its name, and its value in quotation marks or without. What does not end goes on to the file's end.
_NAMED = r"""([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
_VALUED = r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|((?!["'])[^\t\n\f\r >]*+)))?+"""
_ATTRIBUTE = re.compile(_NAMED + _VALUED)
# A tag or comment without an end, and what only looks like a tag (a declaration, "<?", "</ "), are nothing to be seen.
_MARKUP = re.compile(
    rf"<(?P<tag>/?[a-zA-Z][^\t\n\f\r />]*+)(?:[\t\n\f\r /]++|{_ATTRIBUTE.pattern})*+(?:>|\Z)"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?!\Z))[^>]*+(?:>|\Z)"
    r"|(?P<reference>&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]*+);?)",
    re.DOTALL,
)
# In a value, a name without a semicolon is no reference where a letter, a digit or "=" follows: addresses have those.
_IN_VALUE = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*(?:;|(?![a-zA-Z0-9=])))")
# Elements whose content is text to their end tag, whatever it looks like.
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in ("script", "style", "title")}


class Tag(NamedTuple):
    """A start tag or an end tag, its name in small letters."""

    name: str
    is_end: bool
    start: int
    end: int


@dataclass(slots=True)
class Leaf:
    """A stretch of text. ``is_coded`` text keeps its white space: it was written as a character reference."""

    text: str
    span: Span
    is_coded: bool = False


class Attribute(NamedTuple):
    """What an attribute says, and where that is; None where it has no value."""

    value: str
    span: Span | None


def tokenize(source: str) -> Iterator[Tag | Leaf]:
    """The tags and texts of ``source`` in order, without what scripts, styles and titles hold."""
    at = 0
    while found := _MARKUP.search(source, at):
        start, end = found.span()
        if at < start:
            yield Leaf(source[at:start], Span(at, start))
        at = end
        if name := found["tag"]:
            if source[end - 1] == ">":
                yield Tag(name.lstrip("/").lower(), name[0] == "/", start, end)
            if closing := _RAW_END.get(name.lower()):
                ends = closing.search(source, end)
                at = ends.start() if ends else len(source)
        elif written := found["reference"]:
            decoded = decode(written)
            yield Leaf(decoded, Span(start, end), is_coded=decoded != written)
    if at < len(source):
        yield Leaf(source[at:], Span(at, len(source)))


def find_markup(source: str) -> list[str]:
    """The tags, comments and declarations in ``source``, a part of a page, as they are written."""
    return [found[0] for found in _MARKUP.finditer(source + " ") if not found["reference"]]


def read_attributes(tag: Tag, source: str) -> dict[str, Attribute]:
    """The attributes of a start tag, by their names in small letters; of two with one name, the first."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, tag.start + 1 + len(tag.name), tag.end):
        group = match.lastindex or 1
        raw = match[group] if group > 1 else ""
        value = _IN_VALUE.sub(_decode_match, raw) if "&" in raw else raw
        found.setdefault(match[1].lower(), Attribute(value, Span(*match.span(group)) if group > 1 else None))
    return found


def _decode_match(match: re.Match[str]) -> str:
    return decode(match[0]) if match[1][0] == "#" or match[1] in html5 else match[0]
