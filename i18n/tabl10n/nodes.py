"""Inline nodes: what a cell, a heading or a paragraph consists of, whatever its format.

Every leaf knows its span in the file, or has None where nobody can tell it exactly. Spans count for nothing when nodes
are compared: two nodes are equal that show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

Style = Literal["emphasis", "strong", "deleted"]
MAX_DEPTH = 50
"""How deep nodes may be inside one another: what goes through them calls itself at each level, and Python bounds that.

Nobody writes more than a few. A reader takes what is deeper for the content of what it is in.
"""
# White space that no reader sees at the ends of a cell. A no-break space is text.
_SPACE = " \t\n\r\f\v"


class Span(NamedTuple):
    """A stretch of ``Document.source``: offsets in code points, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Text, decoded: without escapes and entities."""

    text: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BareAddress(Text):
    """An address among words, shown as it is written: readers see a link."""


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is code; the span is that of the text, without its marks."""

    text: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Markup:
    """Markup that only the document's own format has: a tag, a role, a comment, several blocks in one cell.

    ``source`` is how it is written, ``text`` what of it a reader sees, ``name`` what to call it in a message.
    """

    source: str
    text: str = ""
    name: str = ""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """An image, the text that stands for it, and its title."""

    url: str
    alt: str = ""
    title: str = ""
    url_span: Span | None = field(default=None, compare=False)
    alt_span: Span | None = field(default=None, compare=False)


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
    """Content that leads somewhere, and the link's title."""

    url: str
    content: Inline
    title: str = ""
    url_span: Span | None = field(default=None, compare=False)


Leaf = Text | Code | Markup
Node = Leaf | Image | Break | Styled | Link
Inline = tuple[Node, ...]


class Parts(NamedTuple):
    """What a reader and a browser take from a cell: its text, its first link, its first image and that one's text."""

    text: str = ""
    link: str = ""
    image: str = ""
    alt: str = ""


def walk(inline: Inline) -> Iterator[Node]:
    """Yield every node in order, the ones inside others after the one they are in."""
    for node in inline:
        yield node
        if isinstance(node, (Styled, Link)):
            yield from walk(node.content)


def shown_text(inline: Inline) -> str:
    """The text that a reader sees, without images, and without white space at its ends."""
    leaf = _find_only_leaf(inline)
    return "".join(map(_show_text, inline)).strip(_SPACE) if leaf is None else leaf.text


def plain(inline: Inline) -> str:
    """What ``inline`` says without any markup; an image says its alternative text."""
    return "".join(_show_plain(node) for node in inline)


def shown_span(inline: Inline) -> Span | None:
    """The span of the text that a reader sees, if that is in one piece, without markup in it, and its span is known."""
    leaf = _find_only_leaf(inline)
    if leaf is not None:
        return leaf.span
    leaves = _find_text_run(inline)
    if not leaves or leaves[0].span is None or leaves[-1].span is None:
        return None
    first, last = leaves[0].text, leaves[-1].text
    leading, trailing = len(first) - len(first.lstrip(_SPACE)), len(last) - len(last.rstrip(_SPACE))
    return Span(leaves[0].span.start + leading, leaves[-1].span.end - trailing)


def find_first_link(inline: Inline) -> Link | None:
    """The first link that has an address, else the first one."""
    links = [node for node in walk(inline) if isinstance(node, Link)]
    return next((link for link in links if link.url), links[0] if links else None)


def find_first_image(inline: Inline) -> Image | None:
    """The first image."""
    return next((node for node in walk(inline) if isinstance(node, Image)), None)


def parts_of(inline: Inline) -> Parts:
    """The parts of ``inline``."""
    link, image = find_first_link(inline), find_first_image(inline)
    shown = (image.url, image.alt) if image else ("", "")
    return Parts(shown_text(inline), link.url if link else "", *shown)


def from_parts(parts: Parts) -> Inline:
    """The nodes of one text or one image, in a link or not."""
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


def replace_parts(inline: Inline, new: Parts) -> Inline:
    """``inline`` with the parts ``new`` instead of its own; nodes and spans stay where one leaf has the text.

    Where several leaves have it, nobody can tell what of the new text belongs to which: it is one leaf then, which has
    no span.
    """
    old = parts_of(inline)
    if new.text != old.text:
        inline = replace_text(inline, old.text, new.text)
    if new.link != old.link:
        link = find_first_link(inline)
        inline = _replace_node(inline, link, replace(link, url=new.link)) if link else (Link(new.link, inline),)
    if (new.image, new.alt) != (old.image, old.alt):
        image = find_first_image(inline)
        changed = replace(image or Image(""), url=new.image, alt=new.alt)
        inline = _replace_node(inline, image, changed) if image else (changed, *inline)
    return inline


def join_texts(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield ``nodes`` with texts that are side by side made one, and empty ones left out."""
    waiting: Text | None = None
    for node in nodes:
        if type(node) is Text:  # an address is a node of its own
            waiting = _join(waiting, node) if waiting else node
            continue
        if waiting and waiting.text:
            yield waiting
        waiting = None
        yield node
    if waiting and waiting.text:
        yield waiting


def strip_ends(nodes: Sequence[Node], is_coded: Callable[[Text, int], bool]) -> Inline:
    """``nodes`` without white space at the ends of what they show; ``is_coded`` tells of a text whether the character
    at one of its ends (0 or -1) was written so that it counts.
    """
    return tuple(_strip_end(_strip_end(nodes, is_coded, 0), is_coded, -1))


def texts(inline: Inline) -> Iterator[str]:
    """Yield every text and address, in order."""
    for node in walk(inline):
        match node:
            case Text(text) | Code(text) | Markup(text) | Link(text):
                yield text
            case Image(url, alt):
                yield from (url, alt)


def remove_own_markup(inline: Inline) -> Inline:
    """``inline`` without the markup that only its own format has; what is inside it stays."""
    known = (node for node in inline if not isinstance(node, Markup))
    return tuple(
        replace(node, content=remove_own_markup(node.content)) if isinstance(node, (Styled, Link)) else node
        for node in join_texts(known)
    )


def remove_spans(inline: Inline) -> Inline:
    """``inline`` with no span: its source is not in the file, or not in one piece."""
    return shift_spans(inline, None)


def shift_spans(inline: Inline, by: int | None) -> Inline:
    """``inline`` with every span moved ``by`` so many code points, or taken away."""

    def move(span: Span | None) -> Span | None:
        return None if span is None or by is None else Span(span.start + by, span.end + by)

    def move_node(node: Node) -> Node:
        match node:
            case Text(span=span) | Code(span=span) | Markup(span=span):
                return replace(node, span=move(span))
            case Image():
                return replace(node, url_span=move(node.url_span), alt_span=move(node.alt_span))
            case Link():
                return replace(node, content=tuple(map(move_node, node.content)), url_span=move(node.url_span))
            case Styled():
                return replace(node, content=tuple(map(move_node, node.content)))
        return node

    return inline if by == 0 else tuple(map(move_node, inline))


def _find_only_leaf(inline: Inline) -> Text | Code | Markup | None:
    """The text that is all there is, in links and styles or not; None where there is more."""
    while len(inline) == 1:
        node = inline[0]
        if isinstance(node, (Text, Code, Markup)):
            return node
        if not isinstance(node, (Link, Styled)):
            return None
        inline = node.content
    return None


def _find_text_run(inline: Inline) -> list[Text | Code]:
    """The leaves with the text that a reader sees, if they are one, or texts side by side; else none."""
    found = [node for node in walk(inline) if isinstance(node, (Text, Code, Markup)) and node.text.strip(_SPACE)]
    leaves = [leaf for leaf in found if not isinstance(leaf, Markup)]
    is_run = len(leaves) == 1 or all(isinstance(leaf, Text) for leaf in leaves)
    if len(leaves) < len(found) or not is_run or not all(map(_is_beside, leaves, leaves[1:])):
        return []
    return leaves


def _is_beside(one: Text | Code, other: Text | Code) -> bool:
    return one.span is not None and other.span is not None and one.span.end == other.span.start


def _show_text(node: Node) -> str:
    match node:
        case Text(text) | Code(text) | Markup(_, text):
            return text
        case Styled(_, content) | Link(_, content):
            return "".join(map(_show_text, content))
        case Image():
            return ""
    return " "


def _show_plain(node: Node) -> str:
    match node:
        case Text(text) | Code(text) | Markup(_, text):
            return text
        case Image(_, alt):
            return alt
        case Styled(_, content) | Link(_, content):
            return plain(content)
    return " "


def replace_text(inline: Inline, old: str, new: str) -> Inline:
    """``inline`` with the text ``new`` instead of ``old``, which is what it shows; see `replace_parts`."""
    if new == old:
        return inline
    if len(inline) == 1 and type(inline[0]) is Text:  # what nearly every cell is
        return (Text(new, inline[0].span),)
    leaf = _find_only_leaf(inline)
    leaves: Sequence[Leaf] = [leaf] if leaf else _find_text_run(inline)
    if leaves and not isinstance(leaves[0], Markup):
        first, *others = leaves
        text = "".join(part.text for part in leaves)
        text = text.replace(old, new, 1) if old else new
        made = Code(text, first.span) if isinstance(first, Code) else Text(text, first.span)
        inline = _replace_node(inline, first, made)
        for other in others:
            inline = _replace_node(inline, other, Text(""))
        return inline
    parts = parts_of(inline)
    return (
        from_parts(parts._replace(text=new)) if not parts.image else (*from_parts(parts._replace(text="")), Text(new))
    )


def _replace_node(inline: Inline, old: Node | None, new: Node) -> Inline:
    """``inline`` with ``new`` instead of the object ``old``, however deep that is."""
    return tuple(_replace_in_node(node, old, new) for node in inline)


def _replace_in_node(node: Node, old: Node | None, new: Node) -> Node:
    if node is old:
        return new
    if isinstance(node, (Styled, Link)):
        return replace(node, content=_replace_node(node.content, old, new))
    return node


def _join(one: Text, other: Text) -> Text:
    is_one = one.span is not None and other.span is not None and one.span.end == other.span.start
    span = Span(one.span.start, other.span.end) if is_one and one.span and other.span else None
    return Text(one.text + other.text, span)


def _strip_end(nodes: Sequence[Node], is_coded: Callable[[Text, int], bool], end: int) -> list[Node]:
    """``nodes`` without white space at one end (0 or -1)."""
    kept = list(nodes)
    while kept:
        node = kept[end]
        if isinstance(node, (Link, Styled)):
            kept[end] = replace(node, content=tuple(_strip_end(node.content, is_coded, end)))
            return kept
        if not isinstance(node, Text) or not node.text or is_coded(node, end):
            return kept
        bare = node.text.lstrip() if end == 0 else node.text.rstrip()
        if bare:
            kept[end] = _cut(node, bare, end)
            return kept
        del kept[end]
    return kept


def _cut(node: Text, bare: str, end: int) -> Text:
    """The text ``bare`` that is left of ``node`` without white space at one end."""
    cut = len(node.text) - len(bare)
    if node.span is None or not cut:
        return node if not cut else Text(bare)
    start, stop = node.span
    return Text(bare, Span(start + cut, stop) if end == 0 else Span(start, stop - cut))
