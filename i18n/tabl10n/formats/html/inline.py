"""The inline content of an HTML element: its nodes, and where its text and addresses stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tabl10n.document import Span
from tabl10n.formats.html.tokens import Attribute, Leaf
from tabl10n.formats.inline import (
    Break,
    Code,
    Image,
    Inline,
    Link,
    Node,
    Style,
    Styled,
    Text,
    joined,
    plain,
    stripped,
    walk,
)

_STYLES: dict[str, Style] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "del": "deleted",
    "s": "deleted",
}
# Elements that change nothing that a reader sees, or of which the text is all that counts.
_TRANSPARENT = frozenset({"bdi", "span", "p", "div", "wbr", "font", "small", "abbr", "time"})
_KNOWN = _TRANSPARENT | _STYLES.keys() | {"a", "code", "img", "br"}
# What begins a line and ends one.
_BLOCKS = frozenset({"p", "div", "li", "dt", "dd", "ul", "ol", "dl", "pre", "blockquote", "center"})
_VOID = frozenset({"img", "br", "wbr", "hr", "meta", "link", "input", "col", "source"})
_SPACE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Element:
    """An element with what is in it; of attributes, a link and an image have theirs."""

    name: str
    attributes: dict[str, Attribute]
    children: list[Element | Leaf] = field(default_factory=list)

    def said(self, attribute: str) -> str:
        """The attribute's value, empty where it has none."""
        found = self.attributes.get(attribute)
        return found.value if found else ""

    def place(self, attribute: str) -> Span | None:
        """Where the attribute's value stands between its quotation marks; None where it has none."""
        found = self.attributes.get(attribute)
        return found.span if found else None


class Content:
    """What an element holds while it is read: put into it what comes, in order.

    ``link`` and ``image`` are the first ones, of links the first with an address; ``unknown`` is the name of the first
    element that other formats do not know.
    """

    def __init__(self) -> None:
        self.children: list[Element | Leaf] = []
        self.flow: list[Element | Leaf] = []  # all the text, every image and line break, wherever it stands
        self.open: list[Element] = []
        self.link: Element | None = None
        self.image: Element | None = None
        self.unknown = ""
        self.in_line = False  # something stands in this line
        self.is_over = False  # and it has ended

    def start(self, element: Element) -> None:
        """An element begins."""
        if element.name in _BLOCKS:
            self.is_over = self.in_line
        elif element.name == "img":
            self._show()
        elif element.name == "br":
            self.in_line = self.is_over = False
        self._put(element)
        if element.name in ("img", "br"):
            self.flow.append(element)
        if element.name == "img":
            self.image = self.image or element
        elif element.name == "a" and not (self.link and self.link.said("href")):
            self.link = element if element.said("href") else self.link or element
        if element.name not in _KNOWN:
            self.unknown = self.unknown or element.name
        if element.name not in _VOID:
            self.open.append(element)

    def end(self, name: str) -> None:
        """An end tag: it ends the last element of that name, and those in it."""
        if name in _BLOCKS:
            self.is_over = self.in_line
        if any(element.name == name for element in self.open):
            while self.open.pop().name != name:
                pass

    def add(self, leaf: Leaf) -> None:
        """A text; white space between two blocks is none."""
        if leaf.is_coded or leaf.text.strip(_SPACE):
            self._show()
        if not self.is_over:
            self._put(leaf)
            self.flow.append(leaf)

    def _show(self) -> None:
        """Something is shown: in a new line where the last one is over."""
        if self.is_over:
            self.start(Element("br", {}))
        self.in_line = True

    def _put(self, part: Element | Leaf) -> None:
        (self.open[-1].children if self.open else self.children).append(part)

    def inline(self) -> Inline:
        """What it says, white space folded as a browser does."""
        _fold(self.flow)
        return _inside(self.children)

    def text(self) -> str:
        """Its text, folded by ``inline``, without images, and without white space at its ends that is not coded."""
        shown = [part for part in self.flow if isinstance(part, Leaf) or part.name == "br"]
        parts = [(part.text, part.is_coded) if isinstance(part, Leaf) else (" ", False) for part in shown]
        return stripped(parts, _SPACE.__contains__)

    def text_place(self, source: str) -> Span | None:
        """Where its text stands, if that is one stretch without a tag."""
        leaves = (part for part in self.flow if isinstance(part, Leaf))
        filled = [leaf.span for leaf in leaves if leaf.text.strip(_SPACE) or (leaf.text and leaf.is_coded)]
        if not filled:
            return None
        start = filled[0].start
        raw = source[start : filled[-1].end]
        text = raw.strip(_SPACE)
        start += raw.index(text)
        return None if "<" in raw else Span(start, start + len(text))


def is_one_of_each(inline: Inline) -> bool:
    """Whether ``inline`` says one text, one image and one link at most, whatever marks stand around them."""
    nodes = list(walk(inline))
    texts = sum(1 for node in nodes if isinstance(node, (Text, Code)) and node.text.strip(_SPACE))
    images = [node for node in nodes if isinstance(node, Image)]
    links = sum(1 for node in nodes if isinstance(node, Link))
    return max(texts, len(images), links) <= 1 and all(image.url for image in images)


def _fold(flow: Sequence[Leaf | Element]) -> None:
    """Fold the white space that is not coded: none at the ends, one space elsewhere."""
    was_space = True
    for part in flow:
        if isinstance(part, Leaf) and not part.is_coded:
            text = _SPACES.sub(" ", part.text)
            part.text = text[1:] if was_space and text[:1] == " " else text
        if isinstance(part, Element) or part.text:
            was_space = isinstance(part, Leaf) and not part.is_coded and part.text[-1] == " "
    for part in reversed(flow):
        if isinstance(part, Element) or (part.is_coded and part.text):
            return
        part.text = part.text.rstrip(" ")
        if part.text:
            return


def _inside(parts: Sequence[Element | Leaf]) -> Inline:
    return tuple(joined(_nodes(parts))) if parts else ()


def _nodes(parts: Sequence[Element | Leaf]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, Leaf):
            yield Text(part.text)
        else:
            yield from _node(part)


def _node(element: Element) -> Iterator[Node]:
    inside = _inside(element.children)
    if element.name == "a" and (url := element.said("href")):
        yield Link(url, inside)
    elif element.name == "img":
        yield Image(element.said("src"), element.said("alt"))
    elif element.name == "code":
        yield Code(plain(inside))
    elif element.name in _STYLES:
        yield Styled(_STYLES[element.name], inside)
    elif element.name == "br":
        yield Break()
    else:
        yield from inside
