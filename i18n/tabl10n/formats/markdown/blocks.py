"""Where the blocks of a Markdown file are: its tables, and whatever else has words.

markdown-it-py decides what is a block (a table inside a code fence is none), on a copy of the file from which the
body rows of what looks like a table are left out: they decide nothing, and they are nearly all of a large file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tabl10n.document import BlockKind
from tabl10n.formats.lines import Line
from tabl10n.formats.markdown.extensions import (
    CAPTION_MARK,
    DEFINITION_OPEN,
    FOOTNOTE_OPEN,
    LABEL,
    NOTE_OPEN,
    TAB_OPEN,
    TERM,
)
from tabl10n.formats.markdown.metadata import find_end
from tabl10n.formats.markdown.tokens import block_parser
from tabl10n.nodes import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

# The delimiter row of a table (GFM 4.10), with room for what translators do to it: spaces inside, other dashes.
_DELIMITER = re.compile(r">*\|?(?::?[-–—]+:?\|)+(?::?[-–—]+:?)?")
_IN_DELIMITER = frozenset("|:-–— \t>")
_BODY = re.compile(r" {0,3}\|")


# What a block is that is in one of these; in a tab it is what it is around that.
_CONTAINERS: dict[str, BlockKind | None] = {
    "list_item_open": "item",
    "blockquote_open": "quotation",
    NOTE_OPEN: "note",
    DEFINITION_OPEN: "definition",
    FOOTNOTE_OPEN: "footnote",
    TAB_OPEN: None,
}
# What other formats show as one line after the other: a footnote with its label.
_FLAT = ("heading", "paragraph", "footnote")
# What an alert begins with: a quotation (GitHub), with a title behind it (Obsidian); and an item of a list of tasks.
_ALERT = re.compile(r"\[![\w-]+\][+-]?[ \t]*")
_TASK = re.compile(r"^\[[ xX]\][ \t]+(?=\S)")
# The attributes of a heading at its end, after its words (Python-Markdown, Docusaurus, Hugo).
_ATTRIBUTES = re.compile(r"[ \t]+\{(?::|[ \t]*[#.][\w-]|/\*)[^{}]*\}$")


class MarkdownBlock(NamedTuple):
    """A block at lines ``first`` to ``last`` (indexes, the last excluded).

    ``kind`` is table, broken, or that of a `Block`; a ``broken`` table is one that renderers show as a paragraph, since
    its delimiter row is damaged. ``content`` are the block's words without what stands before each of its lines, and
    ``span`` is where they are. ``level`` is a heading's; ``is_inside`` another block: an item, a quotation.
    """

    kind: str
    first: int
    last: int
    content: str = ""
    span: Span = Span(0, 0)
    level: int = 0
    is_inside: bool = False


def find_blocks(
    source: str, lines: Sequence[Line], definitions: MutableMapping[str, Any] | None = None
) -> list[MarkdownBlock]:
    """The blocks of the file, in order. Where its references lead is noted in ``definitions``, as the parser does."""
    begin = find_end(source, lines)
    kept = _hide_table_bodies(source, lines, begin)
    reduced = "\n".join(_get_text(source, lines[i]).replace("\0", " ") for i in kept).removeprefix("\ufeff")
    tokens = block_parser().parse(reduced, definitions)
    return list(_BlockBuilder(source, lines, [*kept, len(lines)]).build(tokens))


def _hide_table_bodies(source: str, lines: Sequence[Line], begin: int) -> list[int]:
    kept: list[int] = []
    in_body = False
    for index, line in enumerate(lines[begin:], begin):
        if in_body and _BODY.match(source, line.start, line.end):
            continue
        in_body = index > begin and _is_delimiter(source, line) and "|" in source[lines[index - 1].start : line.start]
        kept.append(index)
    return kept


def _is_delimiter(source: str, line: Line) -> bool:
    """Whether the line is, or once was, the delimiter row of a table."""
    text = _get_text(source, line)
    return _IN_DELIMITER.issuperset(text) and _DELIMITER.fullmatch("".join(text.split())) is not None


@dataclass(slots=True)
class _Container:
    """What is open, by the type of the token that opened it, and what a paragraph in it is."""

    opener: str
    kind: str


class _BlockBuilder:
    """Makes blocks of tokens, in order, whose lines are the ``original`` ones of the file."""

    def __init__(self, source: str, lines: Sequence[Line], original: Sequence[int]) -> None:
        self.source = source
        self.lines = lines
        self.original = original
        self.open: list[_Container] = []
        self.is_caption = False

    def build(self, tokens: Sequence[Token]) -> Iterator[MarkdownBlock]:
        """Yield the blocks."""
        for i, token in enumerate(tokens):
            if token.nesting < 0:
                if self.open and token.type == self.open[-1].opener.replace("_open", "_close"):
                    self.open.pop()
            elif token.type in _CONTAINERS:
                self.open.append(_Container(token.type, _CONTAINERS[token.type] or self.kind))
            elif token.type == CAPTION_MARK:
                self.is_caption = True
            elif token.type in ("heading_open", "paragraph_open"):
                is_first = bool(self.open) and tokens[i - 1].type == self.open[-1].opener
                yield from self._take(token, tokens[i + 1].content, is_first)
                self.is_caption = False
            elif token.type == "table_open":
                yield MarkdownBlock("table", *self._find_lines(token))
            elif token.type == LABEL:
                first, last = self._find_lines(token)
                end = self.lines[first].end
                span = Span(end - token.meta["start"], end - token.meta["end"])
                yield MarkdownBlock("label", first, last, token.content, span, is_inside=True)

    @property
    def kind(self) -> str:
        """What a paragraph is here."""
        return self.open[-1].kind if self.open else "paragraph"

    def _find_lines(self, token: Token) -> tuple[int, int]:
        assert token.map is not None
        return self.original[token.map[0]], self.original[token.map[1]]

    def _take(self, token: Token, content: str, is_first: bool) -> Iterator[MarkdownBlock]:
        """Yield the heading or paragraph, the first block in what it is in or another one."""
        first, last = self._find_lines(token)
        if token.type == "heading_open":
            yield self._make_heading(token, content)
        elif last - first > 1 and self._is_broken_table(first):
            yield MarkdownBlock("broken", first, last)
        elif token.info == TERM:
            for number, line in enumerate(content.split("\n"), first):
                yield self._make("term", number, number + 1, line.strip())
        elif is_first and self.kind == "quotation" and (alert := _ALERT.match(content)):
            self.open[-1].kind = "note"
            title, _, below = content.partition("\n")
            if title := title[alert.end() :].rstrip():
                yield self._make("label", first, first + 1, title)
            if below := below.lstrip():
                yield self._make("note", first + 1, last, below)
        elif is_first and self.kind == "item":
            yield self._make("item", first, last, _TASK.sub("", content))
        elif content:
            yield self._make("caption" if self.is_caption else self.kind, first, last, content)

    def _make_heading(self, token: Token, content: str) -> MarkdownBlock:
        kind = "heading" if self.kind == "paragraph" else self.kind
        words = _ATTRIBUTES.sub("", content)
        found = self._make(kind, *self._find_lines(token), content)
        span = Span(found.span.start, found.span.end - len(content) + len(words))
        return found._replace(content=words, span=span, level=int(token.tag[1]))

    def _make(self, kind: str, first: int, last: int, content: str) -> MarkdownBlock:
        span = _find_words(self.source, self.lines, first, last, content)
        return MarkdownBlock(kind, first, last, content, span, is_inside=kind not in _FLAT)

    def _is_broken_table(self, first: int) -> bool:
        has_delimiter = _is_delimiter(self.source, self.lines[first + 1])
        return has_delimiter and "|" in _get_text(self.source, self.lines[first])


def _find_words(source: str, lines: Sequence[Line], first: int, last: int, content: str) -> Span:
    """Where the words ``content`` of the lines are: at the end of the first one, but for marks of a heading."""
    begin, end = lines[first].start, lines[last - 1].end
    parts = content.split("\n")
    text = _get_text(source, lines[first])
    if text.rstrip().endswith(parts[0].rstrip()):
        start = begin + len(text.rstrip()) - len(parts[0].rstrip())
    else:
        start = max(source.find(parts[0], begin, end), begin)
    stop = source.rfind(parts[-1], start, end)
    return Span(start, end if stop < 0 else stop + len(parts[-1]))


def _get_text(source: str, line: Line) -> str:
    return source[line.start : line.end]
