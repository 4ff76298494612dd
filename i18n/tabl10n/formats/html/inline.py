"""The inline nodes of an HTML element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tabl10n.formats.html.tokens import Attribute, Leaf, Tag, read_attributes, tokenize
from tabl10n.nodes import (
    MAX_DEPTH,
    Break,
    Code,
    Image,
    Inline,
    Link,
    Markup,
    Node,
    Span,
    Style,
    Styled,
    Text,
    join_texts,
    plain,
    remove_own_markup,
    remove_spans,
    walk,
)
from tabl10n.text.html import VOID_ELEMENTS

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
_SPACE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class OpenElement:
    """An element with what is in it; of attributes, a link and an image have theirs."""

    name: str
    attributes: dict[str, Attribute]
    children: list[OpenElement | Leaf] = field(default_factory=list)

    def value(self, attribute: str) -> str:
        """The attribute's value, empty where it has none."""
        found = self.attributes.get(attribute)
        return found.value if found else ""

    def span(self, attribute: str) -> Span | None:
        """Where the attribute's value is between its quotation marks; None where it has none."""
        found = self.attributes.get(attribute)
        return found.span if found else None


class OpenContent:
    """What an element holds while it is read: put into it what comes, in order.

    Elements are open inside one another down to a bound, as in browsers; what is in a deeper one is beside it.
    """

    def __init__(self) -> None:
        self.children: list[OpenElement | Leaf] = []
        self.flow: list[OpenElement | Leaf] = []  # all the text, every image and line break, wherever it is
        self.open: list[OpenElement] = []
        self.too_deep: Counter[str] = Counter()  # elements that were not opened, by name, until their end tags
        self.in_line = False  # something is in this line
        self.is_over = False  # and it has ended

    def start(self, element: OpenElement) -> None:
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
        if element.name in VOID_ELEMENTS:
            return
        if len(self.open) < MAX_DEPTH:
            self.open.append(element)
        else:
            self.too_deep[element.name] += 1

    def end(self, name: str) -> None:
        """An end tag: it ends the last element of that name, and those in it."""
        if name in _BLOCKS:
            self.is_over = self.in_line
        if self.too_deep[name]:
            self.too_deep[name] -= 1
        elif any(element.name == name for element in self.open):
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
            self.start(OpenElement("br", {}))
        self.in_line = True

    def _put(self, part: OpenElement | Leaf) -> None:
        (self.open[-1].children if self.open else self.children).append(part)

    def nodes(self) -> Inline:
        """The nodes that it comes to, white space folded as a browser does."""
        _fold(self.flow)
        return _make_inline(self.children)


def read_fragment(source: str) -> Inline:
    """Read the nodes of ``source``, the inside of an element, without spans: it is in no file."""
    content = OpenContent()
    for token in tokenize(source):
        if isinstance(token, Leaf):
            content.add(token)
        elif token.is_end:
            content.end(token.name)
        else:
            content.start(read_element(token, source))
    return remove_spans(content.nodes())


def read_element(tag: Tag, source: str) -> OpenElement:
    """Read the element that ``tag`` starts; of attributes only those count that a link and an image have."""
    return OpenElement(tag.name, read_attributes(tag, source) if tag.name in ("a", "img") else {})


def is_one_of_each(nodes: Inline) -> bool:
    """Whether ``nodes`` are one text, one image and one link at most, whatever marks are around them."""
    found = list(walk(remove_own_markup(nodes)))
    texts = sum(1 for node in found if isinstance(node, (Text, Code)) and node.text.strip(_SPACE))
    images = [node for node in found if isinstance(node, Image)]
    links = sum(1 for node in found if isinstance(node, Link))
    return max(texts, len(images), links) <= 1 and all(image.url for image in images)


def _fold(flow: Sequence[Leaf | OpenElement]) -> None:
    """Fold the white space that is not coded: none at the ends, one space elsewhere."""
    was_space = True
    for part in flow:
        if isinstance(part, Leaf) and not part.is_coded:
            _fold_leaf(part, is_after_space=was_space)
        if isinstance(part, OpenElement) or part.text:
            was_space = isinstance(part, Leaf) and not part.is_coded and part.text[-1] == " "
    for part in reversed(flow):
        if isinstance(part, OpenElement) or (part.is_coded and part.text):
            return
        bare = part.text.rstrip(" ")
        part.span = Span(part.span.start, part.span.end - len(part.text) + len(bare))
        part.text = bare
        if part.text:
            return


def _fold_leaf(leaf: Leaf, *, is_after_space: bool) -> None:
    """Fold the white space of ``leaf``; its span is then that of what is left at its ends."""
    start, end = leaf.span
    text = _SPACES.sub(" ", leaf.text)
    if len(text) == len(leaf.text) and not (is_after_space and text[:1] == " "):
        leaf.text = text
        return
    if is_after_space and text[:1] == " ":
        start += len(leaf.text) - len(leaf.text.lstrip(_SPACE))
        text = text[1:]
    if text[-1:] == " ":  # one character of the white space stays
        end -= len(leaf.text) - len(leaf.text.rstrip(_SPACE)) - 1
    leaf.text, leaf.span = text, Span(min(start, end), end)


def _make_inline(parts: Sequence[OpenElement | Leaf]) -> Inline:
    return tuple(join_texts(_make_nodes(parts))) if parts else ()


def _make_nodes(parts: Sequence[OpenElement | Leaf]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, Leaf):
            yield Text(part.text, part.span)
        else:
            yield from _make_element_nodes(part)


def _make_element_nodes(element: OpenElement) -> Iterator[Node]:
    inside = _make_inline(element.children)
    name = element.name
    if name == "a" and "href" in element.attributes:
        yield Link(element.value("href"), inside, url_span=element.span("href"))
    elif name == "img":
        src, alt = element.span("src"), element.span("alt")
        yield Image(element.value("src"), element.value("alt"), url_span=src, alt_span=alt)
    elif name == "code":
        yield from _make_code(inside)
    elif name in _STYLES:
        yield Styled(_STYLES[name], inside)
    elif name == "br":
        yield Break()
    else:
        if name not in _KNOWN:
            yield Markup(f"<{name}>", name=f"the element {name}")
        yield from inside


def _make_code(inside: Inline) -> Iterator[Node]:
    """Yield ``inside`` as code. A link in it stays, and what it shows is code."""
    if not any(isinstance(node, Link) for node in inside):
        inner = inside[0] if len(inside) == 1 else None
        yield Code(plain(inside), inner.span if isinstance(inner, Text) else None)
        return
    for node in inside:
        if isinstance(node, Link):
            yield Link(node.url, tuple(_make_code(node.content)), url_span=node.url_span)
        elif isinstance(node, Text):
            yield Code(node.text, node.span)
        else:
            yield node
