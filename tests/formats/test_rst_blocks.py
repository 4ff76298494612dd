"""Cells that hold more than one paragraph: read as docutils reads them, and never changed into words by the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import editing
from editing import change
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError

rst = editing.get("rst")

# What a cell holds, what a reader sees of it, and what it is called.
BLOCKS: dict[str, tuple[str, str, str]] = {
    "a list": ("- a\n- b", "a b", "a list"),
    "a list after a text": ("a:\n\n- b", "a: b", "a list"),
    "a numbered list": ("1. a\n2. b", "a b", "a list"),
    "a list of one": ("1. a\n   b", "a b", "a list"),
    "people": ("A. Smith\nB. Jones", "Smith Jones", "a list"),
    "two paragraphs": ("a\n\nb *c*", "a b c", "several paragraphs"),
    "a literal block": ("a::\n\n  *b*", "a: *b*", "a literal block"),
    "a quotation": ("a\n\n  b", "a b", "a block quote"),
    "a definition": ("a\n  b", "a b", "a definition list"),
    "a field": (":a: b", "a b", "a field list"),
    "options": ("-a  b", "-a b", "an option list"),
    "a session": (">>> 1", ">>> 1", "a doctest block"),
    "an indented line block": ("| a\n|   b", "a b", "a line block"),
    "a line that goes on": ("| a\n  b\n| c", "a b c", "a line block"),
    "a note": (".. note:: a", "a", "a note"),
    "a directive of Sphinx": (".. versionadded:: 1", ".. versionadded:: 1", "a directive"),
    "a table": ("== ==\na  b\n== ==", "a b", "a table"),
    "a grid": ("+---+\n| a |\n+---+", "a", "a table"),
    "a footnote": (".. [1] a", "1 a", "a footnote"),
    "a comment": (".. a", ".. a", "a comment"),
}


def grid(lines: list[str]) -> str:
    width = max(map(len, lines)) + 2
    rule = f"+---+{'-' * width}+"
    body = "\n".join(f"| {'x' if number == 0 else ' '} | {line:{width - 1}}|" for number, line in enumerate(lines))
    return f"{rule}\n| h | {'i':{width - 1}}|\n{rule.replace('-', '=')}\n{body}\n{rule}\n"


def simple(lines: list[str]) -> str:
    rest = "".join(f"   {line}".rstrip() + "\n" for line in lines[1:])
    return f"== ========\nh  i\n== ========\nx  {lines[0]}\n{rest}== ========\n"


def listed(lines: list[str]) -> str:
    rest = "".join(f"       {line}".rstrip() + "\n" for line in lines[1:])
    return f".. list-table::\n   :header-rows: 1\n\n   * - h\n     - i\n   * - x\n     - {lines[0]}\n{rest}"


TABLES = [grid, simple, listed]
Make = Callable[[list[str]], str]


def cell(document: Document) -> Cell:
    return document.tables[0].rows[0].cells[1]


def changed(document: Document, column: int, **parts: str) -> Document:
    (table,) = document.tables
    cells = list(table.rows[0].cells)
    cells[column] = change(cells[column], **parts)
    return replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=tuple(cells)),)),))


def entry(source: str) -> nodes.entry:
    tree = publish_doctree(source, settings_overrides={"report_level": 5, "_disable_config": True})
    found: nodes.entry = list(tree.findall(nodes.entry))[3]
    return found


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize(("text", "seen", "name"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_are_kept_and_named(make: Make, text: str, seen: str, name: str) -> None:
    if make is simple and text.startswith("=="):
        text = text.replace("a  b", "a  b\n== ==\nc  d")
        seen += " c d"
    document = rst.parse(make(text.split("\n")), "x.rst")
    assert (cell(document).text, cell(document).markup) == (seen, text)
    for parts in ({"text": "new"}, {"markup": "new"}):
        with pytest.raises(InputError, match=rf"column 'i' holds {name}"):
            rst.write(changed(document, 1, **parts))
    with pytest.raises(InputError, match=rf"column 'i'.*{name} cannot be written"):
        editing.convert(document, "html")


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("text", [text for text, *_ in BLOCKS.values()], ids=BLOCKS)
def test_they_stay_as_they_are_beside_another_cell(make: Make, text: str) -> None:
    source = make(text.split("\n"))
    for write in (rst.write, rst.patch):
        written = write(changed(rst.parse(source, "x.rst"), 0, text="a longer text"))
        assert entry(written).pformat() == entry(source).pformat()


# A cell of several blocks and its translation, line by line.
TRANSLATED = {
    "a list": ("- a *b*\n- c\n\n  - d", "- ä *ö* und länger\n- ü\n\n  - ö"),
    "paragraphs": ("a\n\nb `c <https://c.example>`__", "ä\n\n`d <https://c.example>`__ b"),
    "a definition": ("a\n  b", "ä\n  ö"),
    "numbers": ("1. a\n2. b", "1. ä\n2. ö"),
    "a field": (":a: b", ":ä: ö"),
    "a literal block": ("a::\n\n  b", "ä::\n\n  ö"),
    "a note": (".. note:: a", ".. note:: ä"),
    "a role of Sphinx": ("- :ref:`a`\n- b", "- ä :ref:`a`\n- ö"),
}


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("write", [rst.write, rst.patch])
@pytest.mark.parametrize(("text", "translation"), TRANSLATED.values(), ids=TRANSLATED)
def test_they_are_translated_line_by_line(
    make: Make, write: Callable[[Document], str], text: str, translation: str
) -> None:
    source = make(text.split("\n"))
    written = write(changed(rst.parse(source, "x.rst"), 1, markup=translation))
    assert cell(rst.parse(written, "x.rst")).markup == translation
    assert kinds(entry(written)) == kinds(entry(source))


def kinds(node: nodes.Element) -> list[str]:
    return [found.tagname for found in node.findall(nodes.Element)]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("- a\n- b", "- ä"),
        ("- a\n- b", "- ä\n- **ö**"),
        ("- a\n- b", "- ä\n* ö"),
        ("- a\n- b", "- ä\n- - ö"),
        ("- a\n- b", "- ä\n- ö |x"),
        ("- a\n- b", "- |x|\n- ö"),
        ("- a\n- b", "- ä\n- .. image:: x"),
        ("- .. new:: a\n- b", "- .. raw:: html\n- b"),
        ("- :ref:`a`\n- b", "- :ref:`b`\n- b"),
        ("a\n\nb", "`x <javascript:x>`__\n\nb"),
        ("a\n\nb", "ä\n\n===="),
        ("a\n\nb", "ä\n\n.. _x: https://evil.example"),
        (".. note:: a", ".. tip:: a"),
        (".. image:: a.png", ".. image:: b.png"),
        (".. versionadded:: 1", ".. raw:: html"),
    ],
)
def test_no_translation_makes_other_blocks_or_markup(text: str, translation: str) -> None:
    document = rst.parse(grid(text.split("\n")), "x.rst")
    with pytest.raises(InputError, match=r"column 'i' holds .*line by line"):
        rst.write(changed(document, 1, markup=translation))


# Words that look like another block to the eye, and are none for docutils; or nothing but an error.
WORDS = ["-", "1.", "- a", "A. Smith", "-1", "-a", "----", "a\n---", "x:\ny", "a\n- b", ":sub:`2`", "| a", "|a|\n|b|"]


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("text", WORDS)
def test_words_stay_words(make: Make, text: str) -> None:
    said = cell(rst.parse(make(text.split("\n")), "x.rst"))
    assert said.text == text.replace(":sub:`2`", "2").replace("| ", "").replace("\n", " ")


@pytest.mark.parametrize("make", TABLES)
def test_an_image_on_its_own_is_an_image(make: Make) -> None:
    document = rst.parse(make([".. image:: a.png", "   :alt: A", "   :target: https://a.example"]), "x.rst")
    assert (cell(document).image, cell(document).alt, cell(document).link) == ("a.png", "A", "https://a.example")
    assert cell(document).text == ""


def test_the_lines_of_a_nested_table_are_no_borders_of_the_outer_one() -> None:
    inner = ["== ==", "a  b", "c  d", "== =="]
    source = simple(inner).replace("h  i\n== ========\n", "")
    (table,) = rst.parse(source, "x.rst").tables
    assert table.columns[1].header.markup == "\n".join(inner)


def test_a_border_broken_by_a_cell_over_several_rows_ends_no_table() -> None:
    source = "+---+---+---+\n| h | i | j |\n+===+===+===+\n| a | b | c |\n+---+   +---+\n| d |   | e |\n+---+---+---+\n"
    document = rst.parse(source, "x.rst")
    assert [[said.text for said in row.cells] for row in document.tables[0].rows] == [["a", "b", "c"], ["d", "", "e"]]
    assert not document.notices


@pytest.mark.parametrize("text", ["|a|b c", "|ab c|", "a |b c", "+ab|+c"])
def test_a_bar_in_a_cell_over_two_columns_is_no_border(text: str) -> None:
    source = (
        f"+---+---+---+\n| h | i | j |\n+===+===+===+\n| {text}| d |\n+-------+   |\n| e     |   |\n+-------+---+\n"
    )
    document = rst.parse(source, "x.rst")
    assert [[said.text for said in row.cells] for row in document.tables[0].rows] == [[text, "", "d"], ["e", "", ""]]
    assert entry(source).children[0].astext() == text


def test_a_cell_too_long_for_docutils_is_kept_with_a_notice() -> None:
    document = rst.parse(listed([f"* {word}" for word in ["word"] * 3_000]), "x.rst")
    assert cell(document).markup.count("\n") == 2_999
    assert "too much markup" in document.notices[0].message
