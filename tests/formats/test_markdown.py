"""The Markdown reader against markdown-it-py, against the seed tables, and against files that are not quite tables."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import editing
from editing import dump, patch
from paths import CHINESE_COPY, PIPES_2018, SOURCE
from tabl10n.document import Cell, Document, Table
from tabl10n.formats import load
from tabl10n.formats.markdown import inline
from tabl10n.text.badges import parse_badge

markdown = editing.get("markdown")


def parsed(text: str) -> Document:
    return markdown.parse(text, "x.md")


def only(text: str) -> Table:
    (table,) = parsed(text).tables
    return table


def cell(raw: str) -> Cell:
    """The one cell of a table, whose source is ``raw``."""
    return only(f"| h |\n|---|\n| {raw} |\n").rows[0].cells[0]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


# The reference: what markdown-it-py, which follows the specification, makes of a cell.


@cache
def reference() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    parser.normalizeLink = lambda url: url
    parser.validateLink = lambda url: True
    return parser


def said(tokens: list[Token], *, in_alt: bool = False) -> tuple[str, str, str, str]:
    """Text, first link, first image and its alternative text. White space at the ends counts only where it is coded.

    An image inside an alternative text says its own one (CommonMark 6.4).
    """
    text, links, images = "", [], []
    for token in tokens:
        if token.type == "text_special":
            text += "".join(chr(0xF0000 + ord(char)) if char.isspace() else char for char in token.content)
        elif token.type in ("text", "code_inline"):
            text += token.content
        elif token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and token.content.startswith("<br")
        ):
            text += " "
        elif token.type == "link_open":
            links.append(str(token.attrs["href"]))
        elif token.type == "image":
            images.append((str(token.attrs["src"]), said(token.children or [], in_alt=True)[0]))
            text += images[-1][1] if in_alt else ""
    image, alt = (images or [("", "")])[0]
    coded = "".join(chr(ord(char) - 0xF0000) if ord(char) >= 0xF0000 else char for char in text.strip())
    return coded, (links or [""])[0], image, alt


def cells_of_reference(text: str) -> list[list[tuple[str, str, str, str]]]:
    rows: list[list[tuple[str, str, str, str]]] = []
    tokens = reference().parse(text)
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            rows.append([])
        if token.type == "inline" and before.type in ("td_open", "th_open"):
            rows[-1].append(said(token.children or []))
    return rows


PIECES = st.sampled_from(
    [
        *"!\"#$%&'()*+,-./:;<=>?@[]^_`{}~ \\ab1中é\u0301\u00a0\u3000ا",
        *("\\|", "\\\\", "[a](b)", "![a](b)", "](", "![", "](b)", "**", "``", "`\\|`", "_a_", "a_b_c", "~~", "👩‍👩‍👧"),
        *("&amp;", "&#x5357;", "&bogus;", "&#0;", "<b>", "<br>", "<br/>", "a<!-- -->b", "<a@b.cc>", "<https://a.b>"),
        *("https://a.b", "[a](<b c>)", '[a](b "t")', "[![a](b)](c)"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=9).map("".join))
@example("a&#10;b")
@example("![a\\]b](c)")
@example("[a\\](b)](c)")
@example("`a\\|b`")
@example("`\u00a0`")
@example("`a `")
def test_a_cell_says_what_the_reference_says(raw: str) -> None:
    if not raw.strip() or raw.endswith("\\"):
        return
    text, link, image, alt = cells_of_reference(f"| h |\n|---|\n| {raw} |\n")[1][0]
    found = cell(raw)
    if found.link == found.text == raw.strip():  # GFM makes a link of an address that is alone
        link = found.link
    # Spaces at the ends count in code that is a whole cell, and wide ones beside other markup: here they are left out.
    assert (found.text.strip(), found.link, found.image, found.alt) == (text.strip(), link, image, alt)


@pytest.mark.parametrize("path", [SOURCE, PIPES_2018, CHINESE_COPY], ids=["source", "2018", "copy"])
def test_a_seed_says_what_the_reference_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (table,) = load(path).tables
    found = [[column.header for column in table.columns], *(row.cells for row in table.rows)]
    expected = cells_of_reference(text)
    assert [[(c.text, c.link, c.image, c.alt) for c in row] for row in found] == expected


# Exact figures of the tables that the project ships.


def test_the_source_table() -> None:
    (table,) = load(SOURCE).tables
    assert [column.header.text for column in table.columns] == ["country / region", "logo", "id", "name", "ver"]
    assert [column.align for column in table.columns] == ["", "", "", "", "center"]
    assert len(table.rows) == 128
    assert len({row.cells[2].text for row in table.rows}) == 102
    assert {parse_badge(row.cells[4].image) for row in table.rows} >= {"1", "2", "3", "*"}
    assert all(parse_badge(row.cells[4].image) for row in table.rows)
    assert table.line == 5
    assert table.rows[0].line == 7


def test_the_edition_of_2018() -> None:
    (table,) = load(PIPES_2018).tables
    assert len(table.rows) == 144
    assert len(table.columns) == 6
    assert len({row.cells[2].text for row in table.rows}) == 102
    assert table.rows[0].cells[4].text == "*"


def test_the_copy() -> None:
    document = load(CHINESE_COPY)
    (table,) = document.tables
    written = [row.cells[2].text for row in table.rows]
    assert len(table.rows) == 166
    assert len(set(written)) == 119
    assert "_1btcxe" in written
    assert any("&#x5357;&#x6C47;" in line for line in document.source.splitlines())
    assert table.rows[1].cells[1].alt == "南汇"
    assert document.prose[-1].kind == "paragraph"
    assert "guhhhhaa" in document.prose[-1].text


@pytest.mark.parametrize("path", [SOURCE, PIPES_2018, CHINESE_COPY], ids=["source", "2018", "copy"])
def test_every_cell_is_where_it_says(path: Path) -> None:
    document = load(path)
    check_places(document)
    assert dump(document) == patch(document) == document.source


def check_places(document: Document) -> None:
    lines = document.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for table in document.tables:
        for cell in [*(column.header for column in table.columns), *(cell for row in table.rows for cell in row.cells)]:
            raw = document.source[cell.span.start : cell.span.end]
            assert lines[cell.line - 1][cell.column - 1 :].startswith(raw)
            for said, span in ((cell.text, cell.text_span), (cell.link, cell.link_span), (cell.image, cell.image_span)):
                if span:
                    assert cell.span.start <= span.start <= span.end <= cell.span.end
                    assert inline.decode(document.source[span.start : span.end]) == said


# Rows that do not answer to the columns are kept.


def test_too_many_and_too_few_cells_are_kept_with_a_notice() -> None:
    document = parsed("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |\n")
    assert texts(document.tables[0]) == [["1"], ["1", "2", "3"], ["1", "2"]]
    assert [(notice.line, notice.message) for notice in document.notices] == [
        (3, "the row has 1 cell, fewer than the table's 2 columns"),
        (4, "the row has 3 cells, more than the table's 2 columns"),
    ]


def test_more_cells_than_a_parser_completes() -> None:
    """markdown-it ends a table silently after 65,536 completed cells (20,000 short rows under six headers)."""
    text = "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n" + "| 1 |\n" * 20_000
    assert len(only(text).rows) == 20_000


# What is no table, and tables in odd places.

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"
NO_TABLES = {
    "code fence": f"```\n{TABLE}```\n",
    "tilde fence": f"~~~ md\n{TABLE}~~~\n",
    "indented code": "".join(f"    {line}\n" for line in TABLE.splitlines()),
    "HTML block": f"<div>\n{TABLE}</div>\n",
    "HTML comment": f"<!--\n{TABLE}-->\n",
    "front matter": f"---\ntitle: x\nnote: |\n  {TABLE.splitlines()[0]}\n---\nwords\n",
    "no delimiter row": "| a | b |\n| 1 | 2 |\n",
    "delimiter row without a header": "|---|---|\n| 1 | 2 |\n",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_no_table(text: str) -> None:
    assert parsed(text).tables == ()


def test_a_damaged_delimiter_row_makes_no_table_for_renderers() -> None:
    document = parsed("| a | b |\n|---|\n| 1 | 2 |\n")
    assert texts(document.tables[0]) == [["1", "2"]]
    assert [notice.message for notice in document.notices] == [
        "the delimiter row is damaged: renderers show no table here"
    ]


PLACES = {
    "block quote": "> " + TABLE.rstrip().replace("\n", "\n> ") + "\n",
    "list": "- " + TABLE.rstrip().replace("\n", "\n  ") + "\n",
    "numbered list": "1. " + TABLE.rstrip().replace("\n", "\n   ") + "\n",
    "byte order mark": "\ufeff" + TABLE,
    "carriage returns": TABLE.replace("\n", "\r\n"),
    "old Mac": TABLE.replace("\n", "\r"),
    "no last line break": TABLE.rstrip(),
    "no outer pipes": "a | b\n---|---\n1 | 2\n",
    "form feed before": "x\x0cy\n\n" + TABLE,
    "front matter": "---\ntitle: x\n---\n" + TABLE,
    "under a heading": "# h\n" + TABLE,
    "under a paragraph": "words\n\n" + TABLE,
    "NUL before": "x\0y\n\n" + TABLE,
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_a_table_in_an_odd_place(text: str) -> None:
    document = parsed(text)
    (table,) = document.tables
    assert [column.header.text for column in table.columns] == ["a", "b"]
    assert texts(table) == [["1", "2"]]
    check_places(document)
    assert dump(document) == text


CELLS = {
    "escaped pipe": (r"a \| b", "a | b"),
    "escaped pipe after a backslash": (r"a \\| b", "a | b"),
    "pipe in code": (r"`a \| b`", "a | b"),
    "form feed": ("a\x0cb", "a\x0cb"),
    "entity": ("&#x5357;&#x6C47;&amp;", "南汇&"),
    "no entity": ("&bogus; AT&T", "&bogus; AT&T"),
    "coded space": ("&#32;a&#10;", " a\n"),
    "emphasis": ("**a** _b_", "a b"),
    "underscore in a word": ("a_b_c", "a_b_c"),
    "empty": ("", ""),
    "line break": ("a<br>b", "a b"),
    "comment": ("a<!-- -->@b.example", "a@b.example"),
}


@pytest.mark.parametrize(("raw", "text"), CELLS.values(), ids=CELLS)
def test_a_cells_text(raw: str, text: str) -> None:
    assert cell(raw).text == text


LINKS = {
    "link": ("[a](b)", ("a", "b", "", "")),
    "image": ("![a](b)", ("", "", "b", "a")),
    "image in a link": ("[![a](b)](c)", ("", "c", "b", "a")),
    "title": ('[a](b "t")', ("a", "b", "", "")),
    "angle brackets": ("[a](<b c>)", ("a", "b c", "", "")),
    "parentheses": ("[a](b(c))", ("a", "b(c)", "", "")),
    "address": ("https://a.example/?b=c", ("https://a.example/?b=c", "https://a.example/?b=c", "", "")),
    "parentheses in an address": (
        "https://a.example/b_(c)",
        ("https://a.example/b_(c)", "https://a.example/b_(c)", "", ""),
    ),
    "dangerous": ("[a](javascript:b)", ("a", "javascript:b", "", "")),
    "entity in a target": ("[a](b?c&amp;d)", ("a", "b?c&d", "", "")),
    "ampersand in a target": ("[a](b?c&d)", ("a", "b?c&d", "", "")),
    "star in an image": ("[![a *](b)](c)", ("", "c", "b", "a *")),
    "struck image": ("![~~a~~](b)", ("", "", "b", "a")),
}


@pytest.mark.parametrize(("raw", "said"), LINKS.values(), ids=LINKS)
def test_a_cells_link_and_image(raw: str, said: tuple[str, str, str, str]) -> None:
    found = cell(raw)
    assert (found.text, found.link, found.image, found.alt) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("[a][d]", ("a", "https://d.example", "", "")),
        ("[d]", ("d", "https://d.example", "", "")),
        ("![a][d]", ("", "", "https://d.example", "a")),
        ("[a][e]", ("[a][e]", "", "", "")),
    ],
)
def test_a_reference_leads_where_its_definition_says(raw: str, said: tuple[str, str, str, str]) -> None:
    (table,) = parsed(f"| h |\n|---|\n| {raw} |\n\n[d]: https://d.example\n").tables
    (found,) = table.rows[0].cells
    assert (found.text, found.link, found.image, found.alt) == said


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("|-\n\r \\`#>\ufeff:")), max_size=60))
@example("| a |\n|---|\n| \\")
@example("\ufeff---\n|a|\n|-|")
def test_any_text_stays_as_it_is(text: str) -> None:
    document = parsed(text)
    assert dump(document) == patch(document) == text
    check_places(document)
