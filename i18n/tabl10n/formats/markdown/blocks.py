"""Where the tables, headings and paragraphs of a Markdown file are.

markdown-it-py decides what is a block (a table inside a code fence is none), on a copy of the file from which the
body rows of what looks like a table are left out: they decide nothing, and they are nearly all of a large file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.markdown.tokens import block_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

# The delimiter row of a table (GFM 4.10), with room for what translators do to it: spaces inside, other dashes.
_DELIMITER = re.compile(r">*\|?(?::?[-–—]+:?\|)+(?::?[-–—]+:?)?")
_IN_DELIMITER = frozenset("|:-–— \t>")
_BODY = re.compile(r" {0,3}\|")


class MarkdownBlock(NamedTuple):
    """A block at lines ``first`` to ``last`` (indexes, the last excluded).

    ``kind`` is table, broken, heading or paragraph; a ``broken`` table is one that renderers show as a paragraph, since
    its delimiter row is damaged.
    """

    kind: str
    first: int
    last: int
    content: str = ""


def find_blocks(
    source: str, lines: Sequence[Line], definitions: MutableMapping[str, Any] | None = None
) -> list[MarkdownBlock]:
    """The blocks of the file, in order. Where its references lead is noted in ``definitions``, as the parser does."""
    begin = skip_front_matter(source, lines)
    kept = _hide_table_bodies(source, lines, begin)
    reduced = "\n".join(_get_text(source, lines[i]).replace("\0", " ") for i in kept).removeprefix("\ufeff")
    return list(_read_tokens(block_parser().parse(reduced, definitions), source, lines, [*kept, len(lines)]))


def skip_front_matter(source: str, lines: Sequence[Line]) -> int:
    """The index of the first line after a YAML front matter, 0 where there is none."""
    if not lines or _get_text(source, lines[0]).removeprefix("\ufeff").rstrip() != "---":
        return 0
    ends = (i for i, line in enumerate(lines[1:], 1) if _get_text(source, line).rstrip() in ("---", "..."))
    return next(ends, -1) + 1


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


def _read_tokens(
    tokens: Sequence[Token], source: str, lines: Sequence[Line], original: Sequence[int]
) -> Iterator[MarkdownBlock]:
    for i, token in enumerate(tokens):
        if token.map is None:
            continue
        first, last = original[token.map[0]], original[token.map[1]]
        if token.type == "table_open":
            yield MarkdownBlock("table", first, last)
        elif token.type == "heading_open" and token.level == 0:
            yield MarkdownBlock("heading", first, last, tokens[i + 1].content)
        elif token.type == "paragraph_open":
            if last - first > 1 and _is_delimiter(source, lines[first + 1]) and "|" in _get_text(source, lines[first]):
                yield MarkdownBlock("broken", first, last)
            elif token.level == 0:
                yield MarkdownBlock("paragraph", first, last, tokens[i + 1].content)


def _get_text(source: str, line: Line) -> str:
    return source[line.start : line.end]
