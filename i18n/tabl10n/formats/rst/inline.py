"""The inline nodes of reStructuredText, made of what docutils reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from tabl10n.formats.rst.docutils_reader import MAX_PARSED_CHARACTERS
from tabl10n.formats.rst.elements import Element, expand, parse_inline
from tabl10n.formats.rst.line_patterns import LINE_BLOCK
from tabl10n.formats.rst.names import Names, decode
from tabl10n.nodes import Break, Code, Image, Inline, Link, Markup, Node, Span, Style, Styled, Text, join_texts

MARKUP = re.compile(r"[`*|]|_(?![^\W_])|:(?:(?<=[A-Za-z]:)(?=[^\s:])|:\s*$)|@(?<=\S@)(?=\S)")
"""What may begin or end a construct other than plain text. An underscore inside a word does not."""
_STYLES: dict[str, Style] = {"emphasis": "emphasis", "strong": "strong"}
_INVISIBLE = frozenset({"system_message", "comment", "substitution_definition"})


def read_inline(source: str, start: int | None, names: Names) -> Inline:
    """Read a heading, a paragraph or a line block; docutils says no positions, so that only plain text has a span.

    ``start`` is where ``source`` begins in the file, if it is there in one piece.
    """
    if not MARKUP.search(source) or len(source) > MAX_PARSED_CHARACTERS:
        return (Text(decode(source), None if start is None else Span(start, start + len(source))),)
    lines = source.split("\n")
    if not is_line_block(lines):
        return make_nodes(parse_inline(" ".join(lines), names), names)
    shown = [make_nodes(parse_inline(LINE_BLOCK.sub("", line), names), names) for line in lines]
    return tuple(node for number, line in enumerate(shown) for node in ((Break(),) if number else ()) + line)


def is_line_block(lines: Sequence[str]) -> bool:
    """Whether all ``lines`` begin with a bar, so that a reader sees them as lines."""
    return all(LINE_BLOCK.match(line) for line in lines)


def make_nodes(elements: Sequence[Element], names: Names) -> Inline:
    """Make the nodes of ``elements``, without spans; what other formats do not know is marked as such."""
    return tuple(join_texts(chain.from_iterable(_make(element, names) for element in elements)))


def mark_link_in_file(source: str) -> Markup:
    """Make the node that tells that ``source`` is a link to a place in the file itself."""
    return Markup(source, name=f"{source!r} (a link whose target is elsewhere in the file)")


def _make(element: Element, names: Names) -> Iterable[Node]:
    kind = element.kind
    if kind in ("#text", "problematic"):
        return (Text(element.text),)
    if kind == "literal":
        return (Code(element.text),)
    if kind in _STYLES:
        return (Styled(_STYLES[kind], make_nodes(element.children, names)),)
    if kind == "image":
        return (Image(element.url or "", element.alt),)
    if kind == "reference":
        return _make_link(element, names)
    if kind == "substitution_reference":
        return _expand(element, names)
    if kind == "target":  # it shows its name; the target of a link that has its address with it shows nothing
        return make_nodes(element.children, names)
    if kind in _INVISIBLE:
        return ()
    mark = Markup(element.source, name=f"{element.text!r} ({kind.replace('_', ' ')})")
    return (mark, *make_nodes(element.children, names))


def _make_link(element: Element, names: Names) -> Inline:
    if element.url is None:
        return (Text(element.source),)
    inside = make_nodes(element.children, names)
    if not element.url:  # an anonymous link, or one to a target in the file
        return (mark_link_in_file(element.source), Link("", inside))
    if any(isinstance(child, Link) for child in inside):  # a substitution that is a link itself
        return inside
    return (Link(element.url, inside),)


def _expand(element: Element, names: Names) -> Inline:
    expansion = expand(element, names)
    if expansion is not None:
        return make_nodes(*expansion)
    found = names.find_substitution(element.text)
    name = f"the substitution |{element.text}| ({found.directive if found else ''})"
    return (Markup(element.source, name=name), Text(f"|{element.text}|"))
