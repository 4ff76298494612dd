"""Hostile translations: whatever one holds, every renderer shows it as text.

Each string of the corpus is used once as a heading, a paragraph, a header, a territory, a name in a link and a text.
What the renderers and a browser make of it has the same elements and the same addresses as a table of harmless words.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docutils.core import publish_string
from markdown_it import MarkdownIt

import editing
from browser import open_page
from editing import change
from tabl10n import formats
from tabl10n.document import Column, Document, Role, Row
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering

CORPUS = Path(__file__).parent / "corpus/hostile.jsonl"
HOSTILE: list[str] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
VOID = ("img", "br", "meta", "hr", "link", "col")
# What a renderer puts around the page, or around a section; and the parts of an element that hold a reader's words.
ATTRIBUTES = ("href", "src", "style", "align")


def test_the_corpus_is_large() -> None:
    assert len(set(HOSTILE)) >= 400


# A source with room for every string.


def markdown_source(number: int) -> str:
    prose = "".join(f"## Heading {i}\n\nParagraph {i}.\n\n" for i in range(number))
    headers = "".join(f"| h{i} |\n|---|\n| x |\n\n" for i in range(number))
    rows = "| territory | [name](https://name.example) | Text |\n" * number
    return f"# Title\n\nIntroduction.\n\n{prose}{headers}| a | b | c |\n|---|---|---|\n{rows}"


def rst_source(number: int) -> str:
    return editing.convert(formats.parse(markdown_source(number), "x.md"), "rst")


OWN = {"x.md": "markdown", "x.rst": "rst"}
SOURCES: dict[str, Callable[[int], str]] = {"x.md": markdown_source, "x.rst": rst_source}
# What is made of a source serves many tests and takes a while: one process makes it, and has all tests of that source.
NAMES = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SOURCES]


def translated(document: Document, words: list[str]) -> Document:
    """The document with ``words`` in every place that is translated."""
    title, introduction, *prose = document.prose
    doubled = [word for word in words for _ in range(2)]
    parts = [replace(part, text=word) for part, word in zip(prose, doubled, strict=True)]
    *headers, rows = document.tables
    pairs = zip(headers, words, strict=True)
    tables = [replace(table, columns=(_named(table.columns[0], word),)) for table, word in pairs]
    translated_rows = tuple(_row(row, word) for row, word in zip(rows.rows, words, strict=True))
    roles = (Role.TERRITORY, Role.NAME, Role.TEXT)
    with_roles = tuple(replace(c, known_role=role) for c, role in zip(rows.columns, roles, strict=True))
    tables.append(replace(rows, columns=with_roles, rows=translated_rows))
    return replace(document, prose=(title, introduction, *parts), tables=tuple(tables))


def _named(column: Column, word: str) -> Column:
    return replace(column, header=column.header.with_parts(text=word))


def _row(row: Row, word: str) -> Row:
    return replace(row, cells=tuple(cell.with_parts(text=word) for cell in row.cells))


@cache
def source_of_one(name: str) -> Document:
    return formats.parse(SOURCES[name](1), name)


@cache
def accepted(name: str, target: str) -> tuple[str, ...]:
    """The strings of the corpus that neither the source's format nor the other one refuses."""
    known = HOSTILE if target == OWN[name] else accepted(name, OWN[name])
    return tuple(word for word in known if is_accepted(name, target, word))


def is_accepted(name: str, target: str, word: str) -> bool:
    try:
        editing.convert(translated(source_of_one(name), [word]), target)
    except InputError:
        return False
    return True


@cache
def built(name: str, target: str) -> tuple[list[str], str, str]:
    """The words used; the text made with them; the text made with plain words in their places."""
    words = list(accepted(name, target) if target in ("markdown", "rst") else accepted(name, OWN[name]))
    document = formats.parse(SOURCES[name](len(words)), name)
    rendering = Rendering("ar", rtl=True)
    hostile, plain = (
        editing.convert(translated(document, said), target, rendering)
        for said in (words, [f"word{i}" for i in range(len(words))])
    )
    return words, hostile, plain


CONTROL = frozenset(map(chr, (*range(9), 11, *range(14, 32), *range(127, 160))))
LINES = frozenset("\t\n\r\f\u2028\u2029")


@pytest.mark.xdist_group("x.md")
def test_what_is_refused() -> None:
    """Markdown refuses control characters alone; reStructuredText what would end a line too, and nothing but spaces."""
    no_control = [word for word in HOSTILE if not CONTROL & set(word)]
    assert list(accepted("x.md", "markdown")) == no_control
    on_one_line = [word for word in no_control if not LINES & set(word)]
    assert set(on_one_line) - set(accepted("x.rst", "rst")) == {"\xa0", "a::"}


# What a page is made of.


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple(sorted((name, value) for name, value in attrs if name in ATTRIBUTES))
        others = tuple((name, None) for name, _ in sorted(attrs) if name not in (*ATTRIBUTES, "id", "class"))
        self.elements.append((tag, kept + others))
        if tag in ("h1", "h2", "p", "th", "td", "title") and not {"td", "th"} & set(self.open):
            self.texts.append((tag, ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.texts:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def squeezed(text: str) -> str:
    """The text without white space, and without the isolates that Markdown has around names and keys."""
    return "".join(text.replace("\u2068", "").replace("\u2069", "").split())


def check(hostile: str, plain: str, words: list[str]) -> None:
    """Same elements, same addresses, and each word shown in the tables; in prose it is markup, escapes are read."""
    found, expected = read(hostile), read(plain)
    assert found.elements == expected.elements
    pairs = zip(found.texts, expected.texts, strict=True)
    shown = [squeezed(text) for (tag, text), (_, said) in pairs if tag in ("th", "td") and "word" in said]
    squeezed_words = list(map(squeezed, words))
    assert shown == [*squeezed_words, *(word for word in squeezed_words for _ in range(3))]


# A text with markup, of which a translation may have the same.

RICH_ROWS = {
    "x.md": "| *a* **b** `c` [d](https://d.example) ![e](e.png) <https://f.example> | i |\n",
    "x.rst": "| *a* **b** ``c`` `d <https://d.example>`__ |e| https://f.example | i |\n",
}


def rich_source(name: str, number: int) -> str:
    row = RICH_ROWS[name]
    if name == "x.md":
        return f"| h | i |\n|---|---|\n{row * number}"
    rule = "".join(
        "+" if char == "|" and place in (0, len(row) - 6, len(row) - 2) else "-" for place, char in enumerate(row[:-1])
    )
    head = f"| h{' ' * (len(row) - 9)}| i |\n"
    return f"{rule}\n{head}{rule.replace('-', '=')}\n" + f"{row}{rule}\n" * number + "\n.. |e| image:: e.png\n"


def with_markup(document: Document, words: list[str]) -> Document:
    (table,) = document.tables
    pairs = zip(table.rows, words, strict=True)
    rows = tuple(replace(row, cells=(change(row.cells[0], markup=word), row.cells[1])) for row, word in pairs)
    return replace(document, tables=(replace(table, rows=rows),))


@cache
def rich(name: str, target: str) -> tuple[str, str]:
    """Hostile words in the place of a rich text, alone and beside markup of the source; and a source of two rows."""
    words = [said for word in HOSTILE for said in (word, f"*a* {word}") if takes_markup(name, target, said)]
    assert len(words) > 700
    document = formats.parse(rich_source(name, len(words)), name)
    two = formats.parse(rich_source(name, 2), name)
    return editing.convert(with_markup(document, words), target), editing.convert(two, target)


@cache
def rich_source_of_one(name: str) -> Document:
    return formats.parse(rich_source(name, 1), name)


def takes_markup(name: str, target: str, word: str) -> bool:
    try:
        editing.convert(with_markup(rich_source_of_one(name), [word]), target)
    except InputError:
        return False
    return True


def commonmark(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def linkified(text: str) -> str:
    return str(MarkdownIt("gfm-like").render(text))


def github(text: str) -> str:
    cmarkgfm = pytest.importorskip("cmarkgfm")
    return str(cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.Options.CMARK_OPT_UNSAFE))


def docutils(text: str) -> str:
    settings = {"raw_enabled": False, "file_insertion_enabled": False, "_disable_config": True, "report_level": 2}
    settings |= {"embed_stylesheet": False, "stylesheet_path": "", "warning_stream": io.StringIO()}
    page = publish_string(text, writer="html5", settings_overrides=settings | {"line_length_limit": 10**7}).decode()
    assert "system-message" not in page
    return page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("render", [commonmark, linkified, github])
def test_markdown(name: str, render: Callable[[str], str]) -> None:
    words, hostile, plain = built(name, "markdown")
    check(render(hostile), render(plain), words)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_restructuredtext(name: str) -> None:
    words, hostile, plain = built(name, "rst")
    check(docutils(hostile), docutils(plain), words)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("target", "render"),
    [("markdown", commonmark), ("markdown", linkified), ("markdown", github), ("rst", docutils), ("html", str)],
)
def test_rich_text(name: str, target: str, render: Callable[[str], str]) -> None:
    """Same rows and columns, and no element and no address that the source's own text does not have."""
    found, expected = (read(render(page)).elements for page in rich(name, target))
    assert set(found) <= set(expected)
    shown, two = ([each for each in elements if each[0] in ("tr", "th", "td")] for elements in (found, expected))
    row = two[-3:]
    assert [element for element, _ in row] == ["tr", "td", "td"]
    number = (len(shown) - 3) // 3
    assert shown == two[:3] + row * number
    assert number > 700


@pytest.mark.parametrize("name", NAMES)
def test_html(name: str) -> None:
    words, hostile, plain = built(name, "html")
    check(hostile, plain, words)


@pytest.mark.parametrize("name", NAMES)
def test_json(name: str) -> None:
    words, text, _ = built(name, "json")
    blocks = json.loads(text)["content"]
    headers = blocks[-1 - len(words) : -1]
    assert all("inline" not in block for block in blocks)
    assert [column["text"] for table in headers for column in table["columns"]] == words
    for word, row in zip(words, blocks[-1]["rows"], strict=True):
        assert [row[key].get("text", "") for key in "abc"] == [word] * 3
        assert [row[key].get("link", "") for key in "abc"] == ["", "https://name.example", ""]
    assert "</" not in text
    assert "<!--" not in text


@pytest.mark.xdist_group("x.md")
def test_csv() -> None:
    words = list(accepted("x.md", "markdown"))
    rows = "| territory | [name](https://name.example) | Text |\n" * len(words)
    document = formats.parse(f"| a | b | c |\n|---|---|---|\n{rows}", "x.md")
    (table,) = document.tables
    changed = replace(table, rows=tuple(_row(row, word) for row, word in zip(table.rows, words, strict=True)))
    text = editing.convert(replace(document, tables=(changed,)), "csv")
    read_rows = list(csv.reader(io.StringIO(text, newline="")))
    assert read_rows == [["a", "b", "b link", "c"], *([word, word, "https://name.example", word] for word in words)]


# In a browser: the page itself, and what the other renderers make of the other formats.


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_in_a_browser(name: str) -> None:
    words, text, _ = built(name, "html")
    markdown = commonmark(built(name, "markdown")[1]), github(built(name, "markdown")[1])
    held = f'<script type="application/json" id="data">{built(name, "json")[1]}</script>'
    for html in (text, *markdown, f"<!DOCTYPE html><meta charset=utf-8>{text}{held}"):
        page = open_page(html)
        try:
            rows = page.evaluate("[...document.querySelectorAll('tr')].map(r => [...r.cells].map(c => c.textContent))")
            links = page.evaluate("[...document.querySelectorAll('[href],[src]')].map(e => e.href || e.src)")
            elements = page.evaluate("[...document.body.querySelectorAll('*')].map(e => e.localName)")
            kept = page.evaluate("document.querySelector('#data')?.textContent")
            shown = [[squeezed(cell) for cell in row] for row in rows[-len(words) :]]
            assert shown == [[squeezed(word)] * 3 for word in words]
            assert links == ["https://name.example/"] * len(words)
            assert set(elements) <= ELEMENTS
            assert kept is None or json.loads(kept) == json.loads(built(name, "json")[1])
            assert (page.dialogs, page.requests) == ([], [])
        finally:
            page.close()


ELEMENTS = {"a", "bdi", "div", "h1", "h2", "p", "script", "table", "tbody", "td", "th", "thead", "tr"}


@pytest.mark.browser
@pytest.mark.parametrize("word", ["</title><script>document.x=1</script>", "<!--", "a & b &amp; c", '"<b>'])
def test_the_title_of_a_page(word: str) -> None:
    document = formats.parse("# Title\n\n| a |\n|---|\n| b |\n", "x.md")
    document = replace(document, prose=(replace(document.prose[0], text=word.replace("&", "&amp;")),))
    page = open_page(editing.convert(document, "html", Rendering("de", page=True)))
    try:
        assert page.evaluate("document.title") == word
        assert page.evaluate("document.querySelector('h1').textContent") == word
        assert page.evaluate("document.scripts.length + (document.x || 0)") == 0
        assert page.evaluate("document.documentElement.lang") == "de"
    finally:
        page.close()


@pytest.mark.browser
def test_keys_and_versions_are_not_mirrored() -> None:
    """In a right-to-left table the underscore stays at the left of the key, and so does the number of the version."""
    document = formats.parse("| name | id | ver |\n|---|---|---|\n| a! | _1b | 2.0- |\n", "x.md")
    (table,) = document.tables
    roles = (Role.NAME, Role.KEY, Role.VERBATIM)
    columns = tuple(replace(column, known_role=role) for column, role in zip(table.columns, roles, strict=True))
    document = replace(document, tables=(replace(table, columns=columns),))
    page = open_page(editing.convert(document, "html", Rendering("ar", rtl=True, page=True)))
    script = """[...document.querySelectorAll('td')].map(cell => {
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
      const lefts = [...text.data].map((_, i) => {
        const range = document.createRange(); range.setStart(text, i); range.setEnd(text, i + 1);
        return range.getBoundingClientRect().left; });
      return lefts.every((left, i) => !i || left > lefts[i - 1]); })"""
    try:
        assert page.evaluate(script) == [True, True, True]
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.querySelectorAll('[translate=no].notranslate').length") == 3
    finally:
        page.close()
