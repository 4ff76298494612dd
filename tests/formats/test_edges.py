"""Cells between plain and rich: an address that is its own text, markup that says nothing, spaces beside markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

import editing
from contents import document_of
from editing import change
from tabl10n import formats
from tabl10n.document import Cell, Document
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Inline, Styled, Text


def grid(cell: str) -> Document:
    border = f"+{'-' * (len(cell) + 2)}+\n"
    return formats.parse(f"{border}| h{cell[1:]} |\n{border.replace('-', '=')}| {cell} |\n{border}", "x.rst")


@pytest.mark.parametrize(
    ("raw", "link"),
    [
        ("a@b.example", "mailto:a@b.example"),
        ("news:x", "news:x"),
        ("(https://a.example)", "https://a.example"),
        ("word_", ""),
        ("`two words`_", ""),  # no such target: docutils shows it as it is written
        ("x_ y", ""),
    ],
)
def test_a_text_in_restructuredtext_is_a_link_where_docutils_makes_one(raw: str, link: str) -> None:
    cell = grid(raw).tables[0].rows[0].cells[0]
    assert (cell.text, cell.link) == (raw, link)


def with_text(document: Document, text: str) -> Document:
    (table,) = document.tables
    cell: Cell = change(table.rows[0].cells[0], text=text)
    return replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=(cell,)), *table.rows[1:])),))


@pytest.mark.parametrize("raw", ["<br>", "&nbsp;", "<!-- x -->", "<b></b>", ""])
def test_a_cell_that_says_nothing_takes_a_text(raw: str) -> None:
    document = formats.parse(f"| h |\n|---|\n| {raw} |\n", "x.md")
    assert editing.patch(with_text(document, "new")).splitlines()[2].split() == ["|", "new", "|"]


@pytest.mark.parametrize("target", ["rst", "json"])
@pytest.mark.parametrize("text", [" b", " b ", " ", "  b", " b\u00a0", " b::", " b_", " \\", " *", "::"])
def test_what_is_behind_markup_is_kept(target: str, text: str) -> None:
    inline: Inline = (Styled("strong", (Text("a"),)), Text(text))
    kind = editing.get(target)
    text = kind.render(document_of([(Text("h"),)], [[inline]]), Rendering())
    assert kind.neutral(formats.parse(text, f"x.{target}")).tables[0].rows[0].cells[0].nodes == inline


DEFINITIONS = """
.. _Name: https://n.example
.. |said| replace:: some *words*
.. |linked| replace:: `L <https://l.example>`__
"""


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        ("Name_ *b*", '<a href="https://n.example">Name</a> <em>b</em>'),
        ("`Two words <Name_>`__ *b*", '<a href="https://n.example">Two words</a> <em>b</em>'),
        ("|said| *b*", "some <em>words</em> <em>b</em>"),
        ("|linked| *b*", '<a href="https://l.example">L</a> <em>b</em>'),
        ("Other_ *b*", "Other_ <em>b</em>"),
    ],
)
def test_names_beside_markup_in_restructuredtext_lead_where_their_definitions_say(raw: str, html: str) -> None:
    document = formats.parse(grid(raw).source + DEFINITIONS, "x.rst")
    assert f"<td>{html}</td>" in editing.convert(document, "html")


@pytest.mark.parametrize(
    ("raw", "link"),
    [
        ("`A <https://a.example/b_>`__", "https://a.example/b_"),
        ("`A <https://a.example/b\\_>`__", "https://a.example/b_"),
        ("`A <Name_>`__", "https://n.example"),
    ],
)
def test_an_underscore_at_the_end_of_an_address_makes_no_name_of_it(raw: str, link: str) -> None:
    document = formats.parse(grid(raw).source + DEFINITIONS, "x.rst")
    assert document.tables[0].rows[0].cells[0].link == link


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        ("    a quotation", "<blockquote>"),
        ("- a list", "<li>"),
        ("a term\n    its meaning", "<dt>a term</dt>"),
        ("::\n\n    code", "<pre>"),
    ],
)
def test_what_is_neither_heading_nor_paragraph_nor_table_is_shown_as_what_it_is(between: str, shown: str) -> None:
    document = formats.parse(f"Words.\n\n{between}\n\n{grid('a').source}", "x.rst")
    assert shown in editing.convert(document, "html")


def test_what_no_other_format_can_show_is_named_with_its_line() -> None:
    document = formats.parse(f"Words.\n\n.. raw:: html\n\n    <hr>\n\n{grid('a').source}", "x.rst")
    [converted] = formats.convert_each(document, ["html"])
    assert [(left_out.line, left_out.name) for left_out in converted.left_out] == [(3, "directive")]


@pytest.mark.parametrize(
    ("raw", "text", "link"),
    [("|said|", "some words", ""), ("|linked|", "L", "https://l.example"), ("|none|", "|none|", "")],
)
def test_a_substitution_by_itself_says_its_text(raw: str, text: str, link: str) -> None:
    document = formats.parse(grid(raw).source + DEFINITIONS, "x.rst")
    cell = document.tables[0].rows[0].cells[0]
    assert (cell.text, cell.link, bool(document.notices)) == (text, link, text == raw)


@pytest.mark.parametrize(("rows", "uneven", "is_padded"), [(7, 0, True), (7, 4, True), (7, 5, False), (1, 0, True)])
def test_a_table_most_of_whose_lines_are_aligned_is_laid_out_aligned(rows: int, uneven: int, is_padded: bool) -> None:
    lines = [f"| {'a':{4 if row < uneven else 3}} |" for row in range(rows)][::-1]
    source = "\n".join(("| hh  |", "|-----|", *lines)) + "\n"
    written = editing.dump(with_text(formats.parse(source, "x.md"), "longer"))
    assert ("| hh     |" in written) is is_padded


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>one</p>", "one"),
        ("<p>one<p>two", "one two"),
        ("zero<p>one</p>two", "zero one two"),
        ("<p>one</p>\n<p>two</p>", "one two"),
    ],
)
def test_paragraphs_in_a_cell_of_html_are_the_cells_own(cell: str, text: str) -> None:
    document = formats.parse(f"<p>before</p><table><tr><th>a<tr><td>{cell}</td></tr></table><p>after</p>", "x.html")
    assert [found.text for found in document.tables[0].rows[0].cells] == [text]
    assert [part.text for part in document.prose] == ["before", "after"]


@pytest.mark.parametrize(
    ("lines", "html"),
    [
        (("one", "*two*", "three"), "one <em>two</em> three"),
        (("| one", "| *two*"), "one<br><em>two</em>"),
        (("*one", "two*"), "<em>one two</em>"),
    ],
)
def test_lines_of_a_cell_are_one_unless_bars_part_them(lines: tuple[str, ...], html: str) -> None:
    rows = "".join(f"| {line:8} |\n" for line in lines)
    document = formats.parse(f"+----------+\n| h        |\n+==========+\n{rows}+----------+\n", "x.rst")
    assert f"<td>{html}</td>" in editing.convert(document, "html")
