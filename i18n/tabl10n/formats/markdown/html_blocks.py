"""Words in blocks of HTML on a Markdown page: summaries, captions, paragraphs, cells of tables.

They are read and written as HTML is. What is in no element that holds words stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tabl10n.document import Block, Cell, Edit
from tabl10n.formats.lines import Line
from tabl10n.formats.markdown.kept import escape_templates
from tabl10n.nodes import Code, Span, shift_spans, walk

# What shows no words in lines of HTML: comments, what programs run, drawings, tags and character references.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<name>script|style|template|noscript|svg|math)\b.*?(?:</(?P=name)|\Z)|<[^<>]*+>|&\#?\w+;",
    re.DOTALL | re.IGNORECASE,
)
_CODED_SPACE = "&#32;"  # is in the place of no words, so that the element holds a block still
# What a block of HTML is on a page of Markdown, if no paragraph: its headings are none of the page's.
_KINDS = frozenset({"caption", "definition", "item", "label", "quotation", "term"})


def has_words(source: str) -> bool:
    """Whether a reader sees words in ``source``, lines of HTML or of text that is in no block."""
    return any(map(str.isalpha, _UNSEEN.sub(" ", source)))


def read_html_blocks(source: str, lines: tuple[Line, ...], first: int, last: int) -> Iterator[Block]:
    """Yield the blocks with words of the HTML at lines ``first`` to ``last`` (indexes, the last excluded)."""
    from tabl10n.formats.html.reader import read

    start = lines[first].start
    fragment = source[start : lines[last - 1].end]
    if not has_words(fragment):
        return
    document = read(fragment, "")
    cells = [_make_block(cell) for cell in document.cells() if _has_sentence(cell)]
    blocks = [block for block in document.prose if block.kind != "metadata"]
    for block in sorted([*blocks, *cells], key=lambda one: one.span):
        kind = block.kind if block.kind in _KINDS else "paragraph"
        span = Span(block.span.start + start, block.span.end + start)
        nodes = shift_spans(block.nodes, start)
        yield replace(block, kind=kind, line=block.line + first, span=span, level=0, content=nodes, containers=())


def _make_block(cell: Cell) -> Block:
    return Block("paragraph", " ".join((cell.markup or cell.text).split()), cell.line, cell.span, 0, cell.nodes)


def _has_sentence(cell: Cell) -> bool:
    """Whether the cell says more than a word, which may well be a key, and is no code."""
    return " " in cell.text.strip() and not any(isinstance(node, Code) for node in walk(cell.nodes))


def translate_html_block(block: Block, translation: str) -> Edit:
    """The edit that puts ``translation`` in the place of ``block``, on one line: an empty one would end the HTML."""
    from tabl10n.formats.html.inline import read_fragment
    from tabl10n.formats.html.writer import translate

    edit = translate(block, " ".join(translation.split()))
    source = escape_templates(edit.source or "", block.text, brace="&#123;") or _CODED_SPACE
    return Edit(block.span, read_fragment(source), source)
