"""Inline content in JSON: its nodes, and where the parts stand of a cell that is one text, one image and one link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args

from tabl10n.document import Span
from tabl10n.formats.inline import Break, Code, Image, Inline, Link, Node, Style, Styled, Text, joined
from tabl10n.formats.json.places import Value

_PARTS = frozenset({"link", "image", "alt"})


def nodes(value: Value, wrong: Callable[[Value, str], Exception]) -> Inline:
    """What the array ``value`` says. Raises what ``wrong`` makes of a value that is no inline content, and why."""
    return tuple(joined(_nodes(value, wrong)))


def _nodes(value: Value, wrong: Callable[[Value, str], Exception]) -> Iterator[Node]:
    for item in value.items:
        yield Text(item.said) if isinstance(item.said, str) else _node(item, wrong)


def _node(value: Value, wrong: Callable[[Value, str], Exception]) -> Node:
    fields = value.fields
    for style in get_args(Style):
        if style in fields:
            return Styled(style, nodes(fields[style], wrong))
    if "code" in fields:
        return Code(fields["code"].text)
    if "link" in fields:
        return Link(fields["link"].text, nodes(fields.get("content", value), wrong))
    if "image" in fields:
        return Image(fields["image"].text, value.string("alt"))
    if "break" in fields:
        return Break()
    raise wrong(value, "inline content of no known kind")


def is_text(said: Inline, text: str) -> bool:
    """Whether ``said`` is nothing but ``text``, or nothing at all."""
    return said in ((), (Text(text),))


def parts(value: Value) -> Mapping[str, Value] | None:
    """The one text, link and image, with its alternative text, of the array ``value``; None where it says more."""
    found: dict[str, Value] = {}
    for name, part in _strings(value.items):
        if found.setdefault(name, part) is not part:
            return None
    return found


def _strings(items: Iterable[Value]) -> Iterator[tuple[str, Value]]:
    for item in items:
        if isinstance(item.said, str):
            yield from [("text", _trimmed(item))] if item.text.strip() else []
        for name, value in item.fields.items():
            if name == "code":
                yield "text", value
            elif name in _PARTS:
                yield name, value
            else:
                yield from _strings(value.items)


def _trimmed(value: Value) -> Value:
    """The string without the spaces at its ends, unless something in it is escaped: that could be one of them."""
    start, end = value.span
    if end - start != len(value.text):
        return value
    body = value.text.strip(" ")
    start += value.text.index(body)
    return Value(body, Span(start, start + len(body)))
