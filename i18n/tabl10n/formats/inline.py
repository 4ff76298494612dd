"""Inline content in the words of no format: what goes from one format into another.

Only what every markup format knows has a node. A reader raises InputError for anything else, a subscript say, rather
than drop it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tabl10n.document import Cell

Style = Literal["emphasis", "strong", "deleted"]


@dataclass(frozen=True, slots=True)
class Text:
    """Text, decoded."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is code."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image and the text that stands for it."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that a reader sees."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Content that stands out."""

    style: Style
    content: Inline


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads somewhere."""

    url: str
    content: Inline


Node = Text | Code | Image | Break | Styled | Link
Inline = tuple[Node, ...]


class Parts(NamedTuple):
    """What a plain cell says: one text or one image, in a link or not."""

    text: str = ""
    link: str = ""
    image: str = ""
    alt: str = ""


def parts_of(cell: Cell) -> Parts:
    """What a cell says, where that is one text or one image."""
    return Parts(cell.text, cell.link, cell.image, cell.alt)


def from_parts(parts: Parts) -> Inline:
    """The nodes of a plain cell."""
    inside: Inline = (Image(parts.image, parts.alt),) if parts.image else (Text(parts.text),) if parts.text else ()
    return (Link(parts.link, inside),) if parts.link else inside


def to_parts(inline: Inline) -> Parts | None:
    """``inline`` as one text or one image, in a link or not; None where it is more than that."""
    if not inline:
        return Parts()
    if len(inline) > 1:
        return None
    match inline[0]:
        case Text(text):
            return Parts(text)
        case Image(url, alt) if url:
            return Parts(image=url, alt=alt)
        case Link(url, content) if url and (inside := to_parts(content)) and not inside.link:
            return inside._replace(link=url)
    return None


def with_parts(inline: Inline, old: Parts, new: Parts) -> Inline:
    """``inline``, which says the parts ``old`` and nothing else, in whatever markup, with ``new`` in their places."""
    return tuple(_with_parts(node, old, new) for node in inline)


def _with_parts(node: Node, old: Parts, new: Parts) -> Node:
    match node:
        case Text(text) if text.strip():
            return Text(text.replace(old.text, new.text, 1))
        case Code():
            return Code(new.text)
        case Image():
            return Image(new.image, new.alt)
        case Styled(style, content):
            return Styled(style, with_parts(content, old, new))
        case Link(_, content):
            return Link(new.link, with_parts(content, old, new))
    return node


def joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """``nodes`` with texts that stand side by side made one, and empty ones left out."""
    text = ""
    for node in nodes:
        if isinstance(node, Text):
            text += node.text
            continue
        if text:
            yield Text(text)
        text = ""
        yield node
    if text:
        yield Text(text)


def stripped(parts: Sequence[tuple[str, bool]], is_space: Callable[[str], bool] = str.isspace) -> str:
    """The texts of ``parts``, each with whether it is coded, as one without white space at its ends that is not."""
    said = "".join(text for text, _ in parts)
    stays = [is_coded or not is_space(char) for text, is_coded in parts for char in text]
    return said[stays.index(True) : len(stays) - stays[::-1].index(True)] if True in stays else ""


def plain(inline: Inline) -> str:
    """What ``inline`` says without any markup; an image says its alternative text."""
    return "".join(_plain(node) for node in inline)


def _plain(node: Node) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Image(_, alt):
            return alt
        case Styled(_, content) | Link(_, content):
            return plain(content)
    return " "


def walk(inline: Inline) -> Iterator[Node]:
    """Every node, the ones inside others too."""
    for node in inline:
        yield node
        if isinstance(node, (Styled, Link)):
            yield from walk(node.content)


def texts(inline: Inline) -> Iterator[str]:
    """Every text and address, in order."""
    for node in walk(inline):
        match node:
            case Text(text) | Code(text) | Link(text):
                yield text
            case Image(url, alt):
                yield from (url, alt)
