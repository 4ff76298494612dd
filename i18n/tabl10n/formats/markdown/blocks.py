"""Where the blocks of a Markdown file are: its tables, and whatever else has words.

markdown-it-py decides what is a block (a table inside a code fence is none), on a copy of the file from which the
body rows of what looks like a table are left out: they decide nothing, and they are nearly all of a large file.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tabl10n.document import BlockKind, Container, ContainerKind, Verbatim
from tabl10n.formats.lines import Line
from tabl10n.formats.markdown.extensions import (
    CAPTION_MARK,
    DEFINITION_OPEN,
    DIRECTIVE_CLOSE,
    DIRECTIVE_OPEN,
    FOOTNOTE_OPEN,
    HIDDEN,
    LABEL,
    NOTE_OPEN,
    TAB_OPEN,
    TERM,
)
from tabl10n.formats.markdown.jsx import find_element
from tabl10n.formats.markdown.metadata import find_end
from tabl10n.formats.markdown.tokens import block_parser
from tabl10n.nodes import Span
from tabl10n.text.patterns import compile_lazily

if TYPE_CHECKING:
    from markdown_it.token import Token

# The delimiter row of a table (GFM 4.10), with room for what translators do to it: spaces inside, other dashes.
_DELIMITER = compile_lazily(r">*\|?(?::?[-–—]+:?\|)+(?::?[-–—]+:?)?")
_IN_DELIMITER = frozenset("|:-–— \t>")
_BODY = compile_lazily(r" {0,3}\|")


# What a block is that is in one of these; in a list that is none yet, in a tab it is what it is around that.
_KINDS: dict[str, BlockKind | None] = {
    "bullet_list_open": None,
    "ordered_list_open": None,
    "list_item_open": "item",
    "blockquote_open": "quotation",
    NOTE_OPEN: "note",
    DEFINITION_OPEN: "definition",
    FOOTNOTE_OPEN: "footnote",
    TAB_OPEN: None,
}
_CONTAINERS: dict[str, ContainerKind] = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quotation",
    NOTE_OPEN: "note",
    DEFINITION_OPEN: "definition",
    TAB_OPEN: "tab",
}
# What a line of its own may close.
_CLOSING_LINES = frozenset({NOTE_OPEN.replace("_open", "_close"), TAB_OPEN.replace("_open", "_close")})
# Directives between two lines of colons that are notes (Docusaurus, VitePress, MyST); of others the content is shown.
_NOTES = frozenset(
    "abstract admonition attention bug caution danger details error example failure hint important info note question "
    "quote seealso spoiler success tip todo warning".split()
)
# What an alert begins with: a quotation (GitHub), with a title behind it (Obsidian); and an item of a list of tasks.
_ALERT = compile_lazily(r"\[!(?P<type>[\w-]+)\][+-]?[ \t]*")
_TASK = compile_lazily(r"^\[(?P<box>[ xX])\][ \t]+(?=\S)")
# The attributes of a heading at its end, after its words (Python-Markdown, Docusaurus, Hugo).
_ATTRIBUTES = compile_lazily(r"[ \t]+\{(?::|[ \t]*[#.][\w-]|/\*)[^{}]*\}$")


class MarkdownBlock(NamedTuple):
    """A block at lines ``first`` to ``last`` (indexes, the last excluded).

    ``kind`` is table, broken, or that of a `Block`; a ``broken`` table is one that renderers show as a paragraph, since
    its delimiter row is damaged. ``content`` are the block's words without what is before each of its lines, and
    ``span`` is where they are. ``level`` is a heading's; ``containers`` are what it is in.
    """

    kind: str
    first: int
    last: int
    content: str = ""
    span: Span = Span(0, 0)
    level: int = 0
    containers: tuple[Container, ...] = ()


class MarkdownBlocks(NamedTuple):
    """The blocks of a file in order; what it shows besides; and the first and last lines of what is neither.

    ``marks`` are the lines of what blocks are in: they say nothing but that. ``hidden`` are those that only programs
    read, and blocks of HTML.
    """

    blocks: list[MarkdownBlock]
    verbatim: list[Verbatim]
    marks: list[tuple[int, int]]
    hidden: list[tuple[int, int]]


def find_blocks(
    source: str, lines: Sequence[Line], definitions: MutableMapping[str, Any] | None = None, *, is_mdx: bool = False
) -> list[MarkdownBlock]:
    """The blocks of the file, in order. Where its references lead is noted in ``definitions``, as the parser does."""
    return read_blocks(source, lines, definitions, is_mdx=is_mdx).blocks


def read_blocks(
    source: str, lines: Sequence[Line], definitions: MutableMapping[str, Any] | None = None, *, is_mdx: bool = False
) -> MarkdownBlocks:
    """All that the file shows; see `find_blocks`."""
    begin = find_end(source, lines)
    kept = _hide_table_bodies(source, lines, begin)
    reduced = "\n".join(_get_text(source, lines[i]).replace("\0", " ") for i in kept).removeprefix("\ufeff")
    tokens = block_parser(is_mdx=is_mdx).parse(reduced, definitions)
    builder = _BlockBuilder(source, lines, [*kept, len(lines)], is_mdx=is_mdx)
    return MarkdownBlocks(list(builder.build(tokens)), builder.verbatim, builder.marks, builder.hidden)


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
class _OpenContainer:
    """What is open, by the type of the token that opened it, what a paragraph in it is, and what blocks have of it."""

    opener: str
    kind: str
    container: Container | None
    length: int = 0


def _find_closed_directives(tokens: Sequence[Token]) -> set[int]:
    """Find the directives that are closed, by the numbers of the tokens that open them: others hold nothing."""
    closed: set[int] = set()
    open_: list[int] = []
    for number, token in enumerate(tokens):
        if token.type in _KINDS or token.type == DIRECTIVE_OPEN:
            open_.append(number)
        elif token.type == DIRECTIVE_CLOSE:
            length = token.meta["length"]
            while open_ and tokens[open_[-1]].type == DIRECTIVE_OPEN and tokens[open_[-1]].meta["length"] > length:
                open_.pop()
            if open_ and tokens[open_[-1]].type == DIRECTIVE_OPEN:
                closed.add(open_.pop())
        elif token.nesting < 0 and token.type.replace("_close", "_open") in _KINDS:
            while tokens[open_.pop()].type == DIRECTIVE_OPEN:
                pass
    return closed


class _BlockBuilder:
    """Makes blocks of tokens, in order, whose lines are the ``original`` ones of the file."""

    def __init__(self, source: str, lines: Sequence[Line], original: Sequence[int], *, is_mdx: bool) -> None:
        self.is_mdx = is_mdx
        self.source = source
        self.lines = lines
        self.original = original
        self.open: list[_OpenContainer] = []
        self.is_caption = False
        self.verbatim: list[Verbatim] = []
        self.marks: list[tuple[int, int]] = []
        self.hidden: list[tuple[int, int]] = []

    def build(self, tokens: Sequence[Token]) -> Iterator[MarkdownBlock]:
        """Yield the blocks."""
        closed = _find_closed_directives(tokens) if any(token.type == DIRECTIVE_OPEN for token in tokens) else set()
        for i, token in enumerate(tokens):
            if token.nesting < 0:
                self._close(token)
            elif token.type in _KINDS:
                self._open(token)
            elif token.type == DIRECTIVE_OPEN:
                has_label = i in closed and tokens[i + 1].type == LABEL
                self._open_directive(token, is_closed=i in closed, has_label=has_label)
            elif token.type == DIRECTIVE_CLOSE:
                self.marks.append(self._find_lines(token))
                self._close_directive(token.meta["length"])
            elif token.type in ("fence", "code_block", "hr"):
                self._add_verbatim(token)
            elif token.type in ("html_block", HIDDEN):
                self.hidden.append(self._find_lines(token))
            elif token.type == CAPTION_MARK:
                self.is_caption = True
            elif token.type in ("heading_open", "paragraph_open"):
                is_first = bool(self.open) and tokens[i - 1].type == self.open[-1].opener
                yield from self._take(token, tokens[i + 1].content, is_first)
                self.is_caption = False
            elif token.type == "table_open":
                yield MarkdownBlock("table", *self._find_lines(token), containers=self.containers)
            elif token.type == LABEL:
                first, last = self._find_lines(token)
                end = self.lines[first].end
                span = Span(end - token.meta["start"], end - token.meta["end"])
                yield MarkdownBlock("label", first, last, token.content, span, containers=self.containers)

    @property
    def kind(self) -> str:
        """What a paragraph is here."""
        return self.open[-1].kind if self.open else "paragraph"

    @property
    def containers(self) -> tuple[Container, ...]:
        """What a block is in here."""
        return tuple([one.container for one in self.open if one.container]) if self.open else ()

    def _open(self, token: Token) -> None:
        first, last = self._find_lines(token)
        container = None
        if kind := _CONTAINERS.get(token.type):
            number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
            container = Container(kind, self.lines[first].start, token.info.lower() if kind == "note" else "", number)
        if token.type in (NOTE_OPEN, TAB_OPEN):
            self.marks.append((first, last))
        self.open.append(_OpenContainer(token.type, _KINDS[token.type] or self.kind, container))

    def _open_directive(self, token: Token, *, is_closed: bool, has_label: bool) -> None:
        first, last = self._find_lines(token)
        self.marks.append((first, last))
        if is_closed:
            start, name = self.lines[first].start, token.info.lower()
            container = Container("note", start, name) if name in _NOTES else Container("tab", start)
            has_any = name in _NOTES or has_label
            length = token.meta["length"]
            self.open.append(_OpenContainer(token.type, self.kind, container if has_any else None, length))

    def _close(self, token: Token) -> None:
        """Close what ``token`` closes, if anything, and the directives in it."""
        opener = token.type.replace("_close", "_open")
        if token.type in _CLOSING_LINES and token.map:
            self.marks.append(self._find_lines(token))
        if opener in _KINDS:
            while self.open.pop().opener != opener:
                pass

    def _close_directive(self, length: int) -> None:
        while self.open and self.open[-1].opener == DIRECTIVE_OPEN:
            if self.open.pop().length <= length:
                return

    def _add_verbatim(self, token: Token) -> None:
        first, last = self._find_lines(token)
        span = Span(self.lines[first].start, self.lines[last - 1].end)
        language = token.info.strip().partition(" ")[0].strip("{}.") if token.type == "fence" else ""
        kind: Literal["code", "rule"] = "rule" if token.type == "hr" else "code"
        found = Verbatim(kind, self._restore_rows(token), first + 1, span, language, self.containers)
        self.verbatim.append(found)

    def _restore_rows(self, token: Token) -> str:
        """The lines of code, with those that look like rows of a table, which the parser was not shown."""
        assert token.map is not None
        lines = token.content.rstrip("\n").split("\n")
        start = token.map[0] + (token.type == "fence")
        if (
            token.type == "hr"
            or self.original[token.map[1]] - self.original[token.map[0]] == token.map[1] - token.map[0]
        ):
            return "\n".join(lines)
        restored: list[str] = []
        for line, index, following in zip(lines, self.original[start:], self.original[start + 1 :], strict=False):
            shown = _get_text(self.source, self.lines[index])
            prefix = len(shown) - len(line) if shown.endswith(line) else 0
            hidden = (_get_text(self.source, self.lines[at])[prefix:] for at in range(index + 1, following))
            restored.extend((line, *hidden))
        return "\n".join(restored)

    def _find_lines(self, token: Token) -> tuple[int, int]:
        assert token.map is not None
        return self.original[token.map[0]], self.original[token.map[1]]

    def _take(self, token: Token, content: str, is_first: bool) -> Iterator[MarkdownBlock]:
        """Yield the heading or paragraph, the first block in what it is in or another one."""
        first, last = self._find_lines(token)
        if token.type == "heading_open":
            yield self._make_heading(token, content)
        elif last - first > 1 and self._is_broken_table(first):
            yield MarkdownBlock("broken", first, last, containers=self.containers)
        elif token.info == TERM:
            for number, line in enumerate(content.split("\n"), first):
                yield self._make("term", number, number + 1, line.strip())
        elif is_first and self.kind == "quotation" and (alert := _ALERT.match(content)):
            opened = self.open[-1]
            assert opened.container is not None
            opened.kind = "note"
            opened.container = opened.container._replace(kind="note", name=alert["type"].lower())
            self.marks.append((first, first + 1))
            title, _, below = content.partition("\n")
            if title := title[alert.end() :].rstrip():
                yield self._make("label", first, first + 1, title)
            if below := below.lstrip():
                yield self._make("note", first + 1, last, below)
        elif is_first and self.kind == "item":
            if task := _TASK.match(content):
                opened = self.open[-1]
                assert opened.container is not None
                opened.container = opened.container._replace(name=task["box"].lower())
            yield self._make("item", first, last, _TASK.sub("", content))
        elif content:
            found = self._make("caption" if self.is_caption else self.kind, first, last, content)
            yield _unwrap(found) if self.is_mdx and content.startswith("<") else found

    def _make_heading(self, token: Token, content: str) -> MarkdownBlock:
        kind = "heading" if self.kind == "paragraph" else self.kind
        words = _ATTRIBUTES.sub("", content)
        found = self._make(kind, *self._find_lines(token), content)
        span = Span(found.span.start, found.span.end - len(content) + len(words))
        return found._replace(content=words, span=span, level=int(token.tag[1]))

    def _make(self, kind: str, first: int, last: int, content: str) -> MarkdownBlock:
        span = _find_words(self.source, self.lines, first, last, content)
        return MarkdownBlock(kind, first, last, content, span, containers=self.containers)

    def _is_broken_table(self, first: int) -> bool:
        has_delimiter = _is_delimiter(self.source, self.lines[first + 1])
        return has_delimiter and "|" in _get_text(self.source, self.lines[first])


def _unwrap(block: MarkdownBlock) -> MarkdownBlock:
    """A paragraph of MDX that is one element, as the words in it: `<summary>Words</summary>`."""
    element = find_element(block.content)
    if element is None:
        return block
    start, end = element
    span = Span(block.span.start + start, block.span.end - (len(block.content) - end))
    return block._replace(content=block.content[start:end], span=span)


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
