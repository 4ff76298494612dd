"""Markup in translations of JSON: only what the source has too is markup, all else is text."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.document import Block, Cell, Edit
from tabl10n.errors import InputError
from tabl10n.formats.json.inline import is_text, read_nodes
from tabl10n.formats.json.values import parse
from tabl10n.nodes import Image, Inline, Link, Styled, Text, remove_spans, walk


def translate(part: Cell | Block, translation: str) -> Edit:
    """The edit that replaces ``part`` by ``translation``: an array of inline content if ``part`` is one."""
    if isinstance(part, Block) and is_text(part.nodes):
        return Edit(part.span, (Text(translation),), translation)
    return Edit(part.span, _parse_allowed_markup(translation, part.nodes), translation)


def _parse_allowed_markup(written: str, source: Inline) -> Inline:
    """The nodes of the array ``written`` if all their markup is in ``source`` too; else ``written`` as one text."""
    try:
        value = parse(written, "")
        nodes = read_nodes(value, lambda _, fact: ValueError(fact)) if isinstance(value.content, list) else ()
    except (InputError, ValueError):
        nodes = ()
    is_kept = nodes and set(_find_markup(nodes)) <= set(_find_markup(source))
    return remove_spans(nodes) if is_kept else (Text(written),)


def _find_markup(nodes: Inline) -> Iterator[tuple[str, str]]:
    """Each kind of markup in ``nodes``, with its style, or the address that it leads to."""
    for node in walk(nodes):
        if not isinstance(node, Text):
            target = node.url if isinstance(node, (Link, Image)) else node.style if isinstance(node, Styled) else ""
            yield type(node).__name__, target
