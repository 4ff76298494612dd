"""Reading reStructuredText: what is a table, how a damaged one is split, what a cell says."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import editing
from tabl10n.document import Document

rst = editing.get("rst")

GRID = "+----+------+\n| id | name |\n+====+======+\n| a  | A    |\n+----+------+\n"


def _read(text: str) -> Document:
    return rst.parse(dedent(text), "t.rst")


def _rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in _read(text).tables for row in table.rows]


def _cell(markup: str, after: str = "") -> dict[str, str]:
    """What a cell that holds ``markup`` says."""
    width = max(len(markup), 3)
    rule = f"+{'-' * (width + 2)}+"
    text = f"{rule}\n| {'h':{width}} |\n{rule.replace('-', '=')}\n| {markup:{width}} |\n{rule}\n\n{after}\n"
    cell = rst.parse(text, "t.rst").tables[0].rows[0].cells[0]
    return {part: getattr(cell, part) for part in ("text", "link", "image", "alt") if getattr(cell, part)}


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("plain", {"text": "plain"}),
        (r"\*", {"text": "*"}),
        (r"a\ b", {"text": "ab"}),
        (r"end\\", {"text": "end\\"}),
        ("_1x", {"text": "_1x"}),
        ("x_", {"text": "x_"}),
        ("``a*b\\``", {"text": "a*b\\"}),
        ("*so*", {"text": "so"}),
        ("**so**", {"text": "so"}),
        ("`A <https://a.b>`__", {"text": "A", "link": "https://a.b"}),
        ("`A <https://a.b>`_", {"text": "A", "link": "https://a.b"}),
        (r"`A <https://a.b\_>`_", {"text": "A", "link": "https://a.b_"}),
        (r"`A\`s <https://a.b>`__", {"text": "A`s", "link": "https://a.b"}),
        ("`A <site_>`__", {"text": "A", "link": "https://t.u"}),
        ("site_", {"text": "site", "link": "https://t.u"}),
        ("`two words`_", {"text": "two words", "link": "https://two"}),
        ("far_", {"text": "far", "link": "https://t.u"}),
        ("https://a.b/c", {"text": "https://a.b/c", "link": "https://a.b/c"}),
        ("|logo|", {"image": "i.png", "link": "https://t.u", "alt": "logo"}),
        ("|Logo|", {"image": "i.png", "link": "https://t.u", "alt": "logo"}),
        ("|said|_", {"image": "j.png", "alt": "What it shows", "link": "https://said"}),
        ("|said|", {"image": "j.png", "alt": "What it shows"}),
        ("|words|", {"text": "some words"}),
        ("a |words|", {"text": "a some words"}),
        ("|linked|", {"text": "B", "link": "https://b.c"}),
        ("|pair|", {"text": "\u00a9*a"}),
        ("|none_such|", {"text": "0xD800999999999999x110000"}),
        ("|round|", {"text": "|round|"}),
        (r"far_\ a", {"text": "fara", "link": "https://t.u"}),
        ("|none|", {"text": "|none|"}),
        ("a *b* c", {"text": "a b c"}),
        ("see `A <https://a.b>`__ now", {"text": "see A now", "link": "https://a.b"}),
        ("|logo| `A <https://a.b>`__", {"text": "A", "image": "i.png", "alt": "logo", "link": "https://t.u"}),
        ("1.", {"text": "1."}),
        ("a::", {"text": "a:"}),
        ("a ::", {"text": "a"}),
        (r"a\\::", {"text": "a\\:"}),
        (r"a\::", {"text": "a::"}),
        ("::", {}),
        ("- a", {"text": "- a"}),
    ],
)
def test_cell(markup: str, said: dict[str, str]) -> None:
    definitions = """\
.. |logo| image:: i.png
   :target: site_
.. |said| image:: j.png
   :alt: What it shows
.. |words| replace:: some *words*
.. |linked| replace:: `B <https://b.c>`__
.. |pair| unicode:: 0xA9 U+002A a .. comment
.. |none_such| unicode:: 0xD800 999999999999 x110000
.. |round| replace:: |round|
.. _said: https://said
.. _site: https://t.u
.. _far: site_
.. _`two words`: https://two
"""
    assert _cell(markup, definitions) == said


def test_undefined_substitution_is_reported() -> None:
    assert "|x|" in _read(GRID.replace("A   ", "|x| ")).notices[0].message


@pytest.mark.parametrize(
    "before",
    ["Example::\n\n    ", ".. code-block:: rst\n\n    ", ".. comment\n\n    ", "::\n\n    ", ".. raw:: html\n\n    "],
)
def test_no_table_in_what_is_shown_verbatim(before: str) -> None:
    assert _read(before + GRID.replace("\n", "\n    ")).tables == ()


@pytest.mark.parametrize(
    "before",
    [
        ".. table:: Title\n\n    ",
        "quoted\n\n    ",
        "- item\n\n    ",
        ".. note::\n\n    ",
        "1. item\n\n    ",
        "- .. note::\n\n    ",
        ".. figure:: a.png\n\n    Words.\n\n    ",
        ".. _target:\n\n    ",
    ],
)
def test_a_table_may_be_indented(before: str) -> None:
    assert _rows(before + GRID.replace("\n", "\n    ")) == [["a", "A"]]


def test_two_tables_and_prose_kinds() -> None:
    document = _read(f"Title\n=====\n\nFirst\nlines.\n\n{GRID}\nPart\n----\n\nAfter.\n\n{GRID}")
    assert len(document.tables) == 2
    assert [(part.kind, part.text) for part in document.prose] == [
        ("title", "Title"),
        ("introduction", "First lines."),
        ("heading", "Part"),
        ("paragraph", "After."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ":field: value\n",
        "| line\n| block\n",
        ">>> 1\n1\n",
        "----\n",
        "::\n\n  x\n",
    ],
)
def test_what_is_no_prose(text: str) -> None:
    assert _read(text).prose == ()


@pytest.mark.parametrize("text", ["-1", "+2 words", "-a", "--all words", "/V words"])
def test_an_option_without_a_description_is_prose(text: str) -> None:
    assert [part.text for part in _read(f"{text}\n\n{GRID}").prose] == [text]


@pytest.mark.parametrize("title", ["1. Intro", "(a) b", "Dr. No", "版本"])
def test_titles(title: str) -> None:
    assert [part.text for part in _read(f"{title}\n========\n\n{GRID}").prose] == [title]
    assert [part.text for part in _read(f"========\n{title}\n========\n\n{GRID}").prose] == [title]


# A grid whose lines do not line up: what the last line of cells becomes, and a word of the notice.
DAMAGED = [
    ("| a   | A    |", ["a", "A"], "line up"),
    ("| a  | A     |", ["a", "A"], "line up"),
    ("| a | A |", ["a", "A"], "line up"),
    ("|a|A|", ["a", "A"], "line up"),
    ("| a  | A", ["a", "A"], "line up"),
    ("  a  | A    |", ["a", "A"], "line up"),
    ("| a  | A | B |", ["a", "A", "B"], "3 cells"),
    ("| a | A | B |", ["a", "A", "B"], "3 cells"),
    ("| a             |", ["a"], "1 cells"),
    ("| 中  | 文    |", ["中", "文"], ""),
    ("| 中 | 文   |", ["中", "文"], ""),
    ("| e\u0301  | e\u0301u   |", ["e\u0301", "e\u0301u"], ""),
    ("| abe\u0301| e\u0301u   |", ["abe\u0301", "e\u0301u"], ""),
    ("| |x| | |y|  |", ["|x|", "|y|"], "line up"),
]


@pytest.mark.parametrize(("line", "cells", "word"), DAMAGED)
def test_damaged_line(line: str, cells: list[str], word: str) -> None:
    document = rst.parse(GRID.replace("| a  | A    |", line), "t.rst")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == cells
    messages = [
        notice.message for notice in document.notices if notice.line == 4 and "substitution" not in notice.message
    ]
    assert [word in message for message in messages] == ([True] if word else [])


def test_lines_of_a_cell_are_joined() -> None:
    document = _read("""\
        +-----+-----+
        | id  | n   |
        +=====+=====+
        | a   | x   |
        |     | y   |
        |     |     |
        |     | z   |
        +-----+-----+
        """)
    cell = document.tables[0].rows[0].cells[1]
    assert cell.text == "x y z"
    assert document.raw(cell) == "x\ny\nz"
    assert [document.source[start:end] for start, end in cell.rest] == ["y", "z"]


def test_cells_that_span() -> None:
    text = """\
    +------------------------+------------+----------+----------+
    | Header row, column 1   | Header 2   | Header 3 | Header 4 |
    +========================+============+==========+==========+
    | body row 1, column 1   | column 2   | column 3 | column 4 |
    +------------------------+------------+----------+----------+
    | body row 2             | Cells may span columns.          |
    +------------------------+------------+---------------------+
    | body row 3             | Cells may  | contain             |
    +------------------------+ span rows. | body elements.      |
    | body row 4             |            |                     |
    +------------------------+------------+---------------------+
    """
    assert _rows(text) == [
        ["body row 1, column 1", "column 2", "column 3", "column 4"],
        ["body row 2", "Cells may span columns.", "", ""],
        ["body row 3", "Cells may span rows.", "contain body elements.", ""],
        ["body row 4", "", "", ""],
    ]
    assert [notice.line for notice in _read(text).notices] == [6, 8]


def test_table_without_a_header_border() -> None:
    document = _read(GRID.replace("=", "-"))
    assert [column.header.text for column in document.tables[0].columns] == ["id", "name"]
    assert "no header" in document.notices[0].message


def test_table_cut_short_and_a_blank_line_inside() -> None:
    document = _read("+----+\n| id |\n+====+\n| a  |\n\n| b  |\n")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a b"]]
    assert [notice.line for notice in document.notices] == [5, 6]
    assert "blank line" in document.notices[0].message
    assert "no border at its end" in document.notices[1].message


def test_simple_table() -> None:
    text = """\
    ====  ======
    id    name
    ====  ======
    a     A
          goes on
    中    文
    ====  ======
    """
    assert _rows(text) == [["a", "A goes on"], ["中", "文"]]


def test_list_table() -> None:
    text = """\
    .. list-table:: Title
       :header-rows: 1

       * - id
         - name
       * - a
         - `A <https://a.b>`__
       * - b
         -
    """
    document = _read(text)
    assert [column.header.text for column in document.tables[0].columns] == ["id", "name"]
    assert _rows(text) == [["a", "A"], ["b", ""]]
    assert document.tables[0].rows[0].cells[1].link == "https://a.b"


@pytest.mark.parametrize("mark", ["- ", "1. ", "* - "])
def test_a_list_table_may_begin_where_an_item_does(mark: str) -> None:
    space = " " * len(mark)
    lines = [".. list-table::", "   :header-rows: 1", "", "   * - id", "     - name", "   * - a", "     - A"]
    assert _rows(mark + f"\n{space}".join(lines) + "\n") == [["a", "A"]]


def test_line_numbers_with_other_line_breaks() -> None:
    document = rst.parse(f"a\x0bb\u2028c\r\n\r\n{GRID}".replace("\n", "\r\n").replace("\r\r", "\r"), "t.rst")
    assert document.tables[0].rows[0].cells[0].line == 6


BITS = st.sampled_from(
    "+---+|+===+|\n|\n|\n\n|==|== ==|::|.. bar image:: y|  |中|é|* - |- |\t|.. list-table::|   :header-rows: 2".split(
        "|"
    )
    + "`a <b>`__|a_|`|*|\\|.. _a: b|\r|\x00|\u2028|+|-| |bar|bar a bar|barxbar".split("|")
).map(lambda bit: bit.replace("bar", "|"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(BITS, max_size=40).map("".join)))
@example("+=+\n|")
def test_any_text_is_read_and_written_back(text: str) -> None:
    document = rst.parse(text, "t.rst")
    assert rst.write(document) == rst.patch(document) == text
    for table in document.tables:
        assert table.columns
        for row in table.rows:
            for cell in row.cells:
                assert cell.column >= 1
                assert 0 <= cell.span.start <= cell.span.end <= len(text)


def test_a_cell_over_two_columns_beside_a_broken_border() -> None:
    """The row has as many cells as the table has columns, but none in the second."""
    source = "+--+--+\n|h |i |\n+==+==+\n|a  b |\n+--|--+\n|c |d |\n+--+--+\n"
    (row,) = rst.parse(source, "t.rst").tables[0].rows
    assert [cell.text for cell in row.cells] == ["a  b -- c", "", "-- d"]
