"""Markdown as markdown-it-py reads it: its tokens, and the inline nodes that they come to.

markdown-it-py knows every rule, but keeps no positions. The nodes' spans are found by following the tokens through the
source: each of them must be there as it was written. Where one is not, no span is given from there on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tabl10n.nodes import (
    MAX_DEPTH,
    BareAddress,
    Break,
    Code,
    Image,
    Inline,
    Link,
    Markup,
    Node,
    Span,
    Style,
    Styled,
    Text,
    join_texts,
    plain,
    strip_ends,
    walk,
)
from tabl10n.text.addresses import GFM_ADDRESS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NOTHING = "<!-- -->"
"""An HTML comment that is written between what would otherwise be read together; it shows as nothing."""
_STYLES: dict[str, Style] = {"em_open": "emphasis", "strong_open": "strong", "s_open": "deleted"}
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANY_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BREAK = re.compile(r" *\\?\n[ \t]*")
_SPACE = re.compile(r"[ \t\n]*")
_REFERENCE_END = re.compile(r"\](?:\[[^\]]*\])?")


def read_tokens(
    source: str, start: int | None, definitions: MutableMapping[str, Any], *, in_cell: bool = False
) -> Inline:
    """Read the inline nodes of ``source``, which begins at ``start`` in the file, if it is there in one piece.

    In a table's cell a pipe is written after a backslash. ``definitions`` says where the file's references lead.
    """
    text = source.replace("\\|", "|") if in_cell else source
    return _NodeBuilder(_SourcePositions(text, source, start)).build(parse_inline(text, definitions))


def make_nodes(tokens: Sequence[Token]) -> Inline:
    """The inline nodes that ``tokens`` come to, without spans."""
    return _NodeBuilder(_SourcePositions("", "", None)).build(tokens)


def parse_inline(text: str, definitions: MutableMapping[str, Any]) -> Sequence[Token]:
    """The tokens of ``text`` in a file that has ``definitions``."""
    return make_parser().parseInline(text, definitions)[0].children or []


@cache
def make_parser() -> MarkdownIt:
    """A GFM-table parser that reports every link as written, a dangerous one too: hiding it would hide damage.

    It is made once: that takes half a millisecond.
    """
    return _make()


@cache
def block_parser(*, is_mdx: bool = False) -> MarkdownIt:
    """A parser for blocks alone, those of extensions too: reading the words in them takes most of a parser's time."""
    from tabl10n.formats.markdown.extensions import use_extensions, use_jsx
    from tabl10n.formats.markdown.myst import use_myst

    made = use_myst(use_extensions(_make().disable("inline")))
    return use_jsx(made) if is_mdx else made


def _make() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return made


class _SourcePositions:
    """Where the next token is in ``text``; lost once one is not there as it was written.

    ``text`` is ``source`` with the backslashes before its pipes taken away.
    """

    def __init__(self, text: str, source: str, start: int | None) -> None:
        self.text = text
        self.start = start
        self.at: int | None = None if start is None else 0
        self.escaped = _find_escaped_pipes(source) if len(text) < len(source) else []

    def take(self, written: str) -> Span | None:
        """Go past ``written``, and return its span in the file."""
        if self.at is None or not self.text.startswith(written, self.at):
            self.at = None
            return None
        first = self.at
        self.at += len(written)
        return self.span(first, self.at)

    def take_match(self, pattern: re.Pattern[str]) -> None:
        """Go past what ``pattern`` matches."""
        match = pattern.match(self.text, self.at) if self.at is not None else None
        self.at = match.end() if match else None

    def take_code(self, mark: str, content: str) -> Span | None:
        """Go past a code span between two ``mark``, and return the span of its ``content``."""
        if self.take(mark) is None or self.at is None:
            return None
        end = re.compile(rf"(?<!`){mark}(?!`)").search(self.text, self.at)
        first, self.at = self.at, end.end() if end else None
        if end is None:
            return None
        inside = self.text[first : end.start()]
        padding = 0 if inside == content else 1
        is_there = inside[padding : len(inside) - padding] == content
        return self.span(first + padding, end.start() - padding) if is_there else None

    def take_target(self, url: str) -> Span | None:
        """Go past the end of a link or an image, from its bracket on, and return the span of its address ``url``; None
        where a definition elsewhere says where it leads.
        """
        if self.at is None or not self.text.startswith("](", self.at):
            self.take_match(_REFERENCE_END)
            return None
        from markdown_it.helpers import parseLinkDestination, parseLinkTitle

        text, end = self.text, len(self.text)
        first = self._skip_space(self.at + 2)
        if not url and text.startswith(")", first):
            self.at = first + 1
            return self.span(first, first)
        found = parseLinkDestination(text, first, end)
        if not found.ok or found.str != url:  # what follows the bracket is no target but text
            self.take_match(_REFERENCE_END)
            return None
        after = self._skip_space(found.pos)
        title = parseLinkTitle(text, after, end)
        after = self._skip_space(title.pos) if title.ok else after
        self.at = after + 1 if text.startswith(")", after) else None
        is_bracketed = text.startswith("<", first)
        return self.span(first + is_bracketed, found.pos - is_bracketed)

    def span(self, first: int, end: int) -> Span | None:
        """The span in the file of what is between two offsets of the text."""
        if self.start is None:
            return None
        return Span(*(self.start + at + bisect_left(self.escaped, at) for at in (first, end)))

    def _skip_space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at


def _find_escaped_pipes(source: str) -> list[int]:
    """The offsets of the escaped pipes of ``source``, as they are once the backslashes before them are taken away."""
    return [match.start() - number for number, match in enumerate(re.finditer(r"\\\|", source))]


@dataclass(slots=True)
class _Frame:
    """What is open: a link or a style, with the nodes inside it so far."""

    opener: Token
    nodes: list[Node] = field(default_factory=list)


class _NodeBuilder:
    """Makes nodes of tokens, in order."""

    def __init__(self, positions: _SourcePositions) -> None:
        self.positions = positions
        self.coded: set[int] = set()  # texts that were written as an escape or an entity: no padding
        self.open: list[_Frame] = []
        self.too_deep: list[Token] = []  # what was not opened, until its end
        self.nodes: list[Node] = []

    def build(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._take(token)
        nodes = strip_ends(self.nodes, lambda text, _: id(text) in self.coded)
        edges: dict[int, Text] = {}
        leaves = [node for node in walk(nodes) if isinstance(node, (Text, Code))]
        for end in (0, -1):
            for leaf in leaves if end == 0 else reversed(leaves):
                if isinstance(leaf, Code) or id(leaf) in self.coded:
                    break
                text = edges.get(id(leaf), leaf)
                bare = text.text.lstrip() if end == 0 else text.text.rstrip()
                edges[id(leaf)] = _fold_space_around(text, bare, end)
                if bare:
                    break
        return _join(nodes, edges)

    def _take(self, token: Token) -> None:
        nodes = self.open[-1].nodes if self.open else self.nodes
        positions = self.positions
        if token.nesting > 0:
            positions.take("<" if token.markup == "autolink" else "[" if token.type == "link_open" else token.markup)
            if len(self.open) < MAX_DEPTH:
                self.open.append(_Frame(token))
            else:
                self.too_deep.append(token)
        elif token.nesting < 0 and self.too_deep:
            self._close(_Frame(self.too_deep.pop()), token)
        elif token.nesting < 0:
            frame = self.open.pop()
            (self.open[-1].nodes if self.open else self.nodes).append(self._close(frame, token))
        elif token.type == "text":
            nodes.extend(self._split_addresses(token.content))
        elif token.type == "text_special":
            text = Text(token.content, positions.take(token.markup))
            self.coded.add(id(text))
            nodes.append(text)
        elif token.type == "code_inline":
            nodes.append(Code(token.content, positions.take_code(token.markup, token.content)))
        elif token.type == "image":
            nodes.append(self._image(token))
        elif token.type == "html_inline":
            self._take_tag(token.content, nodes)
        else:
            positions.take_match(_BREAK)
            nodes.append(Break() if token.type == "hardbreak" else Text(" "))

    def _split_addresses(self, text: str) -> Iterator[Text]:
        """Yield a text, and the addresses in it apart: outside a link they are links."""
        if "://" not in text or any(frame.opener.type == "link_open" for frame in self.open):
            yield Text(text, self.positions.take(text))
            return
        for number, part in enumerate(GFM_ADDRESS.split(text)):
            if part:
                yield (BareAddress if number % 2 else Text)(part, self.positions.take(part))

    def _take_tag(self, tag: str, nodes: list[Node]) -> None:
        span = self.positions.take(tag)
        if _LINE_BREAK.fullmatch(tag):
            nodes.append(Break())
        elif tag != NOTHING:
            nodes.append(Markup(tag, " " if _ANY_LINE_BREAK.match(tag) else "", span=span))

    def _close(self, frame: _Frame, token: Token) -> Node:
        opener, content = frame.opener, tuple(frame.nodes)
        if opener.type != "link_open":
            self.positions.take(token.markup)
            return Styled(_STYLES[opener.type], content)
        url = str(opener.attrs["href"])
        if opener.markup == "autolink":
            inside = content[0] if content else None
            self.positions.take(">")
            return Link(url, content, url_span=inside.span if isinstance(inside, Text) and inside.text == url else None)
        return Link(url, content, str(opener.attrs.get("title") or ""), self.positions.take_target(url))

    def _image(self, token: Token) -> Image:
        children, url = token.children or [], str(token.attrs["src"])
        self.positions.take("![")
        label = self.positions.take(token.content)
        is_text = all(child.type in ("text", "text_special") for child in children)
        alt = plain(make_nodes(children))
        title = str(token.attrs.get("title") or "")
        return Image(url, alt, title, self.positions.take_target(url), label if is_text else None)


def _fold_space_around(text: Text, bare: str, end: int) -> Text:
    """``text`` with spaces instead of the white space around ``bare`` at one end, where it shows as nothing.

    So that a space of another kind, written as it is beside an image, is told from one that was coded to be seen.
    """
    space = " " * (len(text.text) - len(bare))
    return replace(text, text=space + bare if end == 0 else bare + space)


def _join(nodes: Sequence[Node], edges: Mapping[int, Text]) -> Inline:
    """``nodes`` with the texts side by side joined, inside links and styles too, and ``edges`` for those they name."""
    made: list[Node] = []
    for node in join_texts(edges.get(id(node), node) for node in nodes):
        if isinstance(node, Link):
            made.append(Link(node.url, _join(node.content, edges), node.title, node.url_span))
        elif isinstance(node, Styled):
            made.append(Styled(node.style, _join(node.content, edges)))
        else:
            made.append(node)
    return tuple(made)
