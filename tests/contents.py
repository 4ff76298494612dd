"""Documents made up for tests, and what documents say, so that they can be compared whatever their format."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import editing
from tabl10n.document import Align, Block, Cell, Column, Document, Role, Row, Table
from tabl10n.formats.mojibake import repair
from tabl10n.nodes import Code, Image, Inline, Link, Node, Span, Styled, Text, join_texts

FORMATS = ("markdown", "rst", "html", "csv", "json")
SUFFIXES = {"markdown": ".md", "rst": ".rst", "html": ".html", "csv": ".csv", "json": ".json"}
# Control characters but for white space: every text format refuses them.
CONTROLS = "".join(map(chr, (*range(9), 11, *range(14, 32), *range(127, 160))))
AWKWARD = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ a1Z中é\u0301ا\u05d0\u200d👩‍👩‍👧\u00a0\u3000"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(AWKWARD),
        st.characters(exclude_categories=["Cs", "Zl", "Zp"], exclude_characters=f"{CONTROLS}\t\n\r\f"),
    ),
    max_size=15,
).filter(lambda text: repair(text) == text)
WORDS = st.sampled_from(
    ["a", "Name", "中文", "a|b", "*a*", "`a`", "a_", "<b>", "a\\", "https://x.example", "a@b.example"]
)
ALTS = st.just("") | WORDS
TARGETS = st.sampled_from(["https://a.example/?b=c&d=e", "http://a.example/(b)", "mailto:a@b.example", "/a_b_", "a|b"])


def plain_cells(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Inline]:
    """One text or one image, in a link or not."""
    inside = st.one_of(texts.map(Text), st.builds(Image, TARGETS, ALTS))
    linked = st.builds(
        lambda url, node: Link(url, (node,)), TARGETS, inside.filter(lambda n: n not in (Text(""), Text(" ")))
    )
    return st.one_of(inside, inside, linked).map(lambda node: tuple(join_texts([node])))


def rich_cells() -> st.SearchStrategy[Inline]:
    """Texts, code, emphasis, links and images side by side, a space between them."""
    words = WORDS.map(Text)
    styled = st.builds(lambda style, word: Styled(style, (word,)), st.sampled_from(["emphasis", "strong"]), words)
    linked = st.builds(lambda url, node: Link(url, (node,)), TARGETS, words)
    nodes = st.one_of(
        words, styled, linked, WORDS.filter(lambda w: "`" not in w).map(Code), st.builds(Image, TARGETS, ALTS)
    )
    return st.lists(nodes, min_size=2, max_size=4).map(lambda found: tuple(join_texts(_spaced(found))))


def _spaced(nodes: list[Node]) -> list[Node]:
    return [part for node in nodes for part in (Text(" "), node)][1:]


def document_of(
    headers: list[Inline], rows: list[list[Inline]], prose: list[tuple[int, Inline]] | None = None, aligns: str = ""
) -> Document:
    """A document with one table under its prose; a heading has its level, a paragraph 0."""
    spans = _Spans()
    parts = tuple(
        Block("heading" if level else "paragraph", "", 1, spans.next(), level, inline) for level, inline in prose or ()
    )
    names: list[Align] = ["left" if mark == "l" else "right" if mark == "r" else "center" for mark in aligns]
    roles = [Role.TERRITORY, Role.KEY, Role.NAME, Role.VERBATIM]
    padded: list[Align] = [*names, *[""] * len(headers)]
    columns = tuple(
        Column(spans.cell(header), align, role) for header, align, role in zip(headers, padded, roles, strict=False)
    )
    table = Table(1, columns, tuple(Row(1, tuple(map(spans.cell, row)), spans.next()) for row in rows), spans.next())
    return Document("made.test", "made", "", (table,), parts)


class _Spans:
    """Gives every part a span of its own."""

    def __init__(self) -> None:
        self.at = 0

    def next(self) -> Span:
        self.at += 2
        return Span(self.at, self.at + 1)

    def cell(self, inline: Inline) -> Cell:
        return Cell(inline, 1, 1, self.next())


def said(document: Document, *, tables_only: bool = False, aligns: bool = True) -> list[Any]:
    """What a document says: its blocks in order, without their spans."""
    blocks: list[Any] = []
    for block in document.blocks():
        if isinstance(block, Table):
            headers = [(_said(c.header), c.align if aligns else "") for c in block.columns]
            blocks.append((headers, [[_said(cell) for cell in row.cells] for row in block.rows]))
        elif not tables_only:
            blocks.append((block.level, block.nodes))
    return blocks


def _said(cell: Cell) -> Inline:
    return tuple(join_texts(cell.nodes))


def said_in(text: str, target: str, **how: bool) -> list[Any]:
    """What a text in the format ``target`` says."""
    module = editing.get(target)
    return said(module.neutral(module.parse(text, f"made{SUFFIXES[target]}")), **how)


def limits(target: str) -> dict[str, bool]:
    """What the format leaves out by its nature: CSV all but the table, CSV and reStructuredText the alignment."""
    return {"tables_only": target == "csv", "aligns": target not in ("csv", "rst")}
