"""Markup in changed reStructuredText: only what the source holds stays markup, all else is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tabl10n.formats.lines import split_lines
from tabl10n.formats.rst.blocks import blocks
from tabl10n.formats.rst.escape import RULE, escape, escape_inline
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.rich import parsed

_Node = Any  # docutils' stubs leave out what a node is called and what it was written as


def restrained(text: str, source_text: str, names: Names) -> str:
    """``text`` (inline reStructuredText) as it is where it holds no construct that ``source_text`` has not, else with
    every other one escaped.
    """
    allowed = set(_constructs(parsed(source_text), names))
    found = parsed(text)
    if allowed.issuperset(_constructs(found, names)):
        return text
    return "".join(_written(found, allowed, names))


def prose(text: str, source_text: str, names: Names) -> str:
    """The source of a heading or paragraph that takes the place of ``source_text``; ``text`` is on one line."""
    written = restrained(text, source_text, names)
    return written if _is_paragraph(written) and not RULE.fullmatch(written) else escape(text)


def _is_paragraph(text: str) -> bool:
    found, _ = blocks(text, split_lines(text))
    return [block.kind for block in found] == ["paragraph"] and found[0].span == (0, len(text))


def _constructs(found: Sequence[_Node], names: Names) -> Iterator[tuple[str, str]]:
    for node in found:
        if construct := _construct(node, names):
            yield construct
        yield from _constructs(node.children, names)


def _construct(node: _Node, names: Names) -> tuple[str, str] | None:
    """What the node is markup for, and where it leads; None for text."""
    kind = node.tagname
    if kind == "#text" or kind == "system_message":
        return None
    if kind == "substitution_reference":
        return kind, node.astext()
    if kind == "reference":
        name = node.get("refname", "")
        return kind, str(node.get("refuri") or names.target(name).text or name)
    return kind, ""


def _written(found: Sequence[_Node], allowed: set[tuple[str, str]], names: Names) -> Iterator[str]:
    """The source of the nodes anew; what is not ``allowed`` is text."""
    for node in found:
        if node.tagname == "#text":
            yield escape_inline(node.astext())
        elif node.tagname not in ("system_message", "target"):
            is_allowed = allowed.issuperset(_constructs([node], names))
            yield str(node.rawsource) if is_allowed else escape_inline(str(node.rawsource or node.astext()))
