"""The inline content of an HTML element while it is read: its nodes, and where its text and addresses stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tabl10n.formats.inline import Break, Code, Image, Inline, Link, Node, Style, Styled, Text, joined, plain
from tabl10n.model import Span

_STYLES: dict[str, Style] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "del": "deleted",
    "s": "deleted",
}
# Elements that change nothing that a reader sees, or of which the text is all that counts.
_TRANSPARENT = frozenset({"", "bdi", "span", "p", "div", "wbr", "font", "small", "abbr", "time"})
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass
class Leaf:
    """A stretch of text. ``is_coded`` text keeps its white space: it was written as a character reference."""

    text: str
    span: Span
    is_coded: bool


@dataclass
class Element:
    """An element with what is in it; ``start`` is where its start tag begins, ``tag`` that tag's source."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    start: int = 0
    tag: str = ""
    children: list[Element | Leaf] = field(default_factory=list)

    def leaves(self) -> Iterator[Leaf]:
        """All the text in it, in order."""
        for child in self.children:
            yield from (child,) if isinstance(child, Leaf) else child.leaves()

    def flow(self) -> Iterator[Leaf | Element]:
        """All the text and every image in it, in order."""
        for child in self.children:
            if isinstance(child, Leaf) or child.name == "img":
                yield child
            else:
                yield from child.flow()

    def elements(self, name: str) -> Iterator[Element]:
        """The elements of that name in it, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield from (child,) if child.name == name else ()
                yield from child.elements(name)

    def unknown(self) -> str:
        """The name of the first element in it that other formats do not know, empty where there is none."""
        known = _TRANSPARENT | _STYLES.keys() | {"a", "code", "img", "br"}
        inside = (child.unknown() for child in self.children if isinstance(child, Element))
        return next(filter(None, inside), "") if self.name in known else self.name

    def place(self, attribute: str) -> Span | None:
        """Where the attribute's value stands between its quotation marks; None where it has none."""
        for match in _ATTRIBUTE.finditer(self.tag):
            if match[1].lower() == attribute:
                group = next(group for group in (2, 3, 4) if match[group] is not None)
                return Span(self.start + match.start(group), self.start + match.end(group))
        return None


def inline(element: Element) -> Inline:
    """What the element says, white space folded as a browser does."""
    _fold(list(element.flow()))
    return tuple(joined(_nodes(element)))


def text_place(element: Element, source: str) -> Span | None:
    """Where its text stands, if that is one stretch without a tag."""
    filled = [leaf.span for leaf in element.leaves() if leaf.text]
    if not filled:
        return None
    start, end = filled[0].start, filled[-1].end
    raw = source[start:end]
    stripped = raw.strip(" \t\n\r\f")
    if "<" in raw:
        return None
    lead = len(raw) - len(raw.lstrip(" \t\n\r\f"))
    return Span(start + lead, start + lead + len(stripped))


def _fold(flow: list[Leaf | Element]) -> None:
    """Fold the white space that is not coded: none at the ends, one space elsewhere."""
    was_space = True
    for part in flow:
        if isinstance(part, Leaf) and not part.is_coded:
            text = re.sub(r"[ \t\n\r\f]+", " ", part.text)
            part.text = text[1:] if was_space and text[:1] == " " else text
        if isinstance(part, Element) or part.text:
            was_space = isinstance(part, Leaf) and not part.is_coded and part.text[-1] == " "
    for part in reversed(flow):
        if isinstance(part, Element) or (part.is_coded and part.text):
            return
        part.text = part.text.rstrip(" ")
        if part.text:
            return


def _nodes(element: Element) -> Iterator[Node]:
    for child in element.children:
        if isinstance(child, Leaf):
            yield Text(child.text)
        else:
            yield from _node(child)


def _node(element: Element) -> Iterator[Node]:
    inside = tuple(joined(_nodes(element)))
    if element.name == "a" and element.attributes.get("href"):
        yield Link(element.attributes["href"] or "", inside)
    elif element.name == "img":
        yield Image(element.attributes.get("src") or "", element.attributes.get("alt") or "")
    elif element.name == "code":
        yield Code(plain(inside))
    elif element.name in _STYLES:
        yield Styled(_STYLES[element.name], inside)
    elif element.name == "br":
        yield Break()
    else:
        yield from inside
