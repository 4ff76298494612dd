"""Inline nodes in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from tabl10n.formats.json.values import JsonValue
from tabl10n.nodes import MAX_DEPTH, Break, Code, Image, Inline, Link, Node, Style, Styled, Text, join_texts


def read_nodes(value: JsonValue, wrong: Callable[[JsonValue, str], Exception], depth: int = 0) -> Inline:
    """Read the array ``value``, inside ``depth`` nodes. Raises what ``wrong`` makes of a value that is no inline node
    or too deep in others, and why.
    """
    if depth > MAX_DEPTH:
        raise wrong(value, "nested too deep")
    return tuple(join_texts(_read_nodes(value, wrong, depth)))


def read_parts(value: JsonValue) -> Inline:
    """Read the fields of a cell that is one text or one image, in a link or not."""
    fields = value.fields
    text, link, image, alt = map(fields.get, ("text", "link", "image", "alt"))
    inside: list[Node] = []
    if image or alt:
        shown = (image.text if image else "", alt.text if alt else "")
        inside.append(Image(*shown, url_span=image.span if image else None, alt_span=alt.span if alt else None))
    if text:
        inside.append(Text(text.text, text.span))
    return (Link(link.text, tuple(inside), url_span=link.span),) if link else tuple(inside)


def _read_nodes(value: JsonValue, wrong: Callable[[JsonValue, str], Exception], depth: int) -> Iterator[Node]:
    for item in value.items:
        yield _read_text(item) if isinstance(item.content, str) else _read_node(item, wrong, depth)


def _read_text(value: JsonValue) -> Text:
    """The text of a string; in a string with escapes nobody can tell where its characters are."""
    start, end = value.span
    return Text(value.text, value.span if end - start == len(value.text) else None)


def _read_node(value: JsonValue, wrong: Callable[[JsonValue, str], Exception], depth: int) -> Node:
    fields = value.fields
    for style in get_args(Style):
        if style in fields:
            return Styled(style, read_nodes(fields[style], wrong, depth + 1))
    if "code" in fields:
        return Code(fields["code"].text, fields["code"].span)
    if "link" in fields:
        content = read_nodes(fields.get("content", value), wrong, depth + 1)
        return Link(fields["link"].text, content, url_span=fields["link"].span)
    if "image" in fields:
        alt = fields.get("alt")
        image, alt_span = fields["image"], alt.span if alt else None
        return Image(image.text, alt.text if alt else "", url_span=image.span, alt_span=alt_span)
    if "break" in fields:
        return Break()
    raise wrong(value, "inline content of no known kind")


def is_text(nodes: Inline) -> bool:
    """Whether ``nodes`` are nothing but one text, or nothing at all."""
    return not nodes or (len(nodes) == 1 and isinstance(nodes[0], Text))
