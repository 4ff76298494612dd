"""What docutils reads, interpreted once: what each element shows, where it leads, what was typed for it and where.

A cell's text, link and image (``summarize``), where they are (``find_segments``), its inline nodes and the markup that
a translation may keep are all derived from these elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from tabl10n.formats.rst.docutils_reader import read_block_nodes, read_inline_nodes
from tabl10n.formats.rst.names import Names, decode
from tabl10n.nodes import Span

_Node = Any  # docutils' stubs leave out what a node is called and what it was written as
# White space at the ends of a text, escaped or not: docutils shows none of what is escaped.
_LEADING_SPACE = re.compile(r"(?:\\?\s)*")
_INVISIBLE = frozenset({"system_message", "comment", "substitution_definition"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element, inline or a block; ``kind`` is docutils' name for it, ``#text`` for text.

    ``characters`` is what a text shows, ``source`` what was typed for anything else, as far as docutils keeps that.
    ``url`` is where a reference leads or what an image shows; it is empty for a target in the file, and None where
    docutils shows the reference as it is written. ``level``: whether it is inline, holds inline elements, or blocks.
    """

    kind: str
    characters: str = ""
    source: str = ""
    children: tuple[Element, ...] = ()
    url: str | None = ""
    alt: str = ""
    level: Literal["inline", "paragraph", "block"] = "inline"
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the element and of all that it holds."""
        return self.characters + "".join(child.text for child in self.children)

    @property
    def is_link_target(self) -> bool:
        """Whether it is the target that ```text <address>`_`` defines, which has no source of its own."""
        return self.kind == "target" and not self.children


_MAX_REMEMBERED_TEXTS = 256
"""The texts whose elements are kept: a source text is asked for once for each locale, a translation several times."""


def parse_inline(raw: str, names: Names) -> tuple[Element, ...]:
    """Parse the inline elements of ``raw``."""
    known: tuple[Element, ...] | None = names.read.get(raw)
    if known is None:
        if len(names.read) >= _MAX_REMEMBERED_TEXTS:
            names.read.clear()
        known = names.read[raw] = _interpret(read_inline_nodes(raw, tuple(names.roles)), names)
    return known


def parse_blocks(text: str, names: Names) -> tuple[Element, ...]:
    """Parse the blocks of ``text``."""
    return _interpret(read_block_nodes(text, tuple(names.roles)), names)


def _interpret(nodes: Sequence[_Node], names: Names) -> tuple[Element, ...]:
    return tuple(_interpret_node(node, names) for node in nodes)


def _interpret_node(node: _Node, names: Names) -> Element:
    from docutils import nodes

    if isinstance(node, nodes.Text):
        return Element("#text", node.astext())
    is_text = isinstance(node, nodes.TextElement)
    return Element(
        node.tagname,
        source=node.rawsource,
        children=_interpret(node.children, names),
        url=_resolve(node, names) if node.tagname == "reference" else node.get("uri", ""),
        alt=node.get("alt", ""),
        level="block" if not is_text else "inline" if isinstance(node, nodes.Inline) else "paragraph",
        attributes=node.attributes,
    )


def _resolve(reference: _Node, names: Names) -> str | None:
    """Return where a reference leads, nothing for a target in the file, None where there is no such name."""
    name = reference.get("refname", "")
    return None if name and not names.knows(name) else reference.get("refuri") or names.find_target(name).text


class Expansion(NamedTuple):
    """What a substitution reference stands for, and the names that are known inside."""

    elements: tuple[Element, ...]
    names: Names


def expand(element: Element, names: Names) -> Expansion | None:
    """Return what a substitution reference stands for; None for a directive that is neither image nor text."""
    name = element.text
    found = names.find_substitution(name)
    if found is None:
        return Expansion((Element("#text", f"|{name}|"),), names)
    if found.directive == "image":
        image = Element("image", url=found.value.text, alt=found.shown)
        link = names.resolve(found.target).text
        return Expansion((Element("reference", children=(image,), url=link) if link else image,), names)
    if found.directive == "replace":
        inner = names.remove_name(name)
        return Expansion(parse_inline(found.value.text, inner), inner)
    return None


class Summary(NamedTuple):
    """What a reader sees, the first link and image, and of how many texts, links and images it is made."""

    text: str = ""
    link: str = ""
    image: str = ""
    alt: str = ""
    pieces: int = 0


def summarize(elements: Sequence[Element], names: Names) -> Summary:
    """Sum up what a reader sees of a cell's inline elements or blocks."""
    seen = list(_walk_visible(elements, names))
    texts = [leaf.characters for leaf in seen if leaf.kind == "#text"]
    links = [leaf.url or "" for leaf in seen if leaf.kind == "reference"]
    images = [leaf for leaf in seen if leaf.kind == "image"]
    filled = sum(1 for text in texts if text.strip())
    pieces = filled + max(0, len(links) - 1) + max(0, len(images) - 1)
    image = images[0] if images else Element("image")
    return Summary("".join(texts).strip(), links[0] if links else "", image.url or "", image.alt, pieces)


def _walk_visible(elements: Sequence[Element], names: Names) -> Iterator[Element]:
    """Yield the texts, links and images in order; a block that holds text begins with a space."""
    for element in elements:
        if element.kind == "reference" and element.url is None:
            yield Element("#text", element.source)
            continue
        if element.kind == "substitution_reference":
            expansion = expand(element, names) or Expansion((Element("#text", f"|{element.text}|"),), names)
            yield from _walk_visible(*expansion)
            continue
        if element.level == "paragraph":
            yield Element("#text", " ")
        if element.kind in ("#text", "reference", "image"):
            yield element
        if element.kind not in _INVISIBLE:
            yield from _walk_visible(element.children, names)


class Segment(NamedTuple):
    """From where to where an element goes that is more than text; None for a text, or several side by side."""

    element: Element | None
    span: Span


def find_segments(raw: str, elements: Sequence[Element]) -> list[Segment]:
    """Find where the ``elements`` of ``raw`` are, in order, texts side by side as one.

    No segment at all where it is not certain where one of them is.
    """
    found: list[Segment] = []
    text, at = "", 0
    for element in elements:
        if element.kind == "#text":
            text += element.characters
        elif element.kind != "system_message" and not element.is_link_target and element.children:
            start = _find_source(raw, element.source, at, text)
            if start < 0:
                return []
            found += [Segment(None, Span(at, start))] if text else []
            at = start + len(element.source)
            found.append(Segment(element, Span(start, at)))
            text = ""
    if decode(raw[at:]) != text:
        return []
    return [*found, Segment(None, Span(at, len(raw)))] if text else found


def _find_source(raw: str, source: str, at: int, text: str) -> int:
    """Find ``source`` after ``text``, which begins at ``at``; -1 where it is not there."""
    start = raw.find(source, at)
    while start >= 0 and decode(raw[at:start]) != text:
        start = raw.find(source, start + 1)
    return start


def _find_trailing_space(raw: str, start: int, end: int) -> int:
    """The index at which the white space before ``end`` begins, escaped white space too."""
    while end > start and raw[end - 1].isspace():
        end -= 2 if end - 2 >= start and raw[end - 2] == "\\" else 1
    return end


def trim_segment(raw: str, span: Span) -> Span | None:
    """Return the span of a text without white space at its ends; None where that shows something else."""
    leading = _LEADING_SPACE.match(raw, *span)
    first = leading.end() if leading else span.start
    found = Span(first, _find_trailing_space(raw, first, span.end))
    shown = decode(raw[slice(*found)])
    return found if shown and shown == decode(raw[slice(*span)]).strip() else None
