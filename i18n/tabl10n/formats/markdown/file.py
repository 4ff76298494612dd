"""What is known of a Markdown file besides its document. In a module of its own: readers need no more of the markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.markdown.blocks import MarkdownBlocks
from tabl10n.nodes import Span


class MarkdownConstruct(NamedTuple):
    """A kind of markup, and the address that it leads to or the tag that it is, where it has one."""

    kind: str
    target: str = ""


class AllowedMarkup(NamedTuple):
    """The constructs that a text holds, and the names of its tags that are not closed or not open."""

    constructs: frozenset[MarkdownConstruct]
    unmatched: list[str]


@dataclass(slots=True)
class MarkdownFile:
    """The lines of a file, and where its references lead, as markdown-it-py notes it.

    ``read`` are its blocks and what is beside them. ``allowed`` has the markup of each source text that was asked for:
    translations into every locale are held to it. ``is_mdx`` tells that JSX is read in it, and ``in_html`` are the
    spans of its blocks that are written as HTML is.
    """

    lines: tuple[Line, ...]
    definitions: dict[str, Any] = field(default_factory=dict)
    read: MarkdownBlocks | None = None
    allowed: dict[str, AllowedMarkup] = field(default_factory=dict)
    is_mdx: bool = False
    in_html: frozenset[Span] = frozenset()
