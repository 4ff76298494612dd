"""Markup in changed JSON: only what the source holds stays markup, all else is text."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.document import Block, Cell, Edit
from tabl10n.errors import InputError
from tabl10n.formats.json.inline import is_text, read_nodes
from tabl10n.formats.json.values import parse
from tabl10n.nodes import Image, Inline, Link, Styled, Text, walk, without_spans


def translate(part: Cell | Block, translation: str) -> Edit:
    """The edit of ``part`` that puts ``translation`` in its place: an array of inline content if ``part`` is one."""
    if isinstance(part, Block) and is_text(part.nodes):
        return Edit(part.span, (Text(translation),), translation)
    return Edit(part.span, _restrain(translation, part.nodes), translation)


def _restrain(written: str, source: Inline) -> Inline:
    """What the array ``written`` says where it has no markup that ``source`` has not; else that very text."""
    try:
        value = parse(written, "")
        nodes = read_nodes(value, lambda _, fact: ValueError(fact)) if isinstance(value.said, list) else ()
    except (InputError, ValueError):
        nodes = ()
    is_kept = nodes and set(_find_markup(nodes)) <= set(_find_markup(source))
    return without_spans(nodes) if is_kept else (Text(written),)


def _find_markup(nodes: Inline) -> Iterator[tuple[str, str]]:
    """Each kind of markup in ``nodes``, with its style, or the address that it leads to."""
    for node in walk(nodes):
        if not isinstance(node, Text):
            target = node.url if isinstance(node, (Link, Image)) else node.style if isinstance(node, Styled) else ""
            yield type(node).__name__, target
