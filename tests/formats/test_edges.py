"""Cells between plain and rich: an address that is its own text, markup that says nothing, spaces beside markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contents import content_of
from tabl10n import formats
from tabl10n.formats.content import Rendering
from tabl10n.formats.inline import Inline, Styled, Text
from tabl10n.model import Cell, Document


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
def test_a_text_in_restructuredtext_that_may_be_a_link(raw: str, link: str) -> None:
    cell = grid(raw).tables[0].rows[0].cells[0]
    assert (cell.text, cell.link) == (raw, link)


def with_text(document: Document, text: str) -> Document:
    (table,) = document.tables
    cell: Cell = replace(table.rows[0].cells[0], text=text)
    return replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=(cell,)),)),))


@pytest.mark.parametrize("raw", ["<br>", "&nbsp;", "<!-- x -->", "<b></b>", ""])
def test_a_cell_that_says_nothing_takes_a_text(raw: str) -> None:
    document = formats.parse(f"| h |\n|---|\n| {raw} |\n", "x.md")
    assert formats.patch(with_text(document, "new")).splitlines()[2].split() == ["|", "new", "|"]


@pytest.mark.parametrize("target", ["rst", "json"])
@pytest.mark.parametrize("text", [" b", " b ", " ", "  b", " b\u00a0"])
def test_spaces_beside_markup_are_kept(target: str, text: str) -> None:
    inline: Inline = (Styled("strong", (Text("a"),)), Text(text))
    kind = formats.format_named(target)
    again = kind.content(formats.parse(kind.render(content_of([(Text("h"),)], [[inline]]), Rendering()), f"x.{target}"))
    assert again.inline(again.document.tables[0].rows[0].cells[0]) == inline


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
    assert f"<td>{html}</td>" in formats.convert(document, "html")
