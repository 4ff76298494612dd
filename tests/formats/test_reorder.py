"""Rows in another order: their lines move byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths import BY_KEY_2018, GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.errors import InputError
from tabl10n.model import Document
from tabl10n.roles import with_roles

LIST_TABLE = """\
.. list-table::
   :header-rows: 1

   * - country
     - id
   * - Norway
     - knarr
   * - Japan,
       Korea
     - kobaya

After.
"""
SPANNED = """\
+---------+-------+
| country | id    |
+=========+=======+
| Norway  | knarr |
|         +-------+
|         | snekk |
+---------+-------+
| Japan   | koba  |
+---------+-------+
"""


def rows(document: Document) -> list[list[tuple[str, str, str, str]]]:
    return [
        [(cell.text, cell.link, cell.image, cell.alt) for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]


@pytest.mark.parametrize("path", [SOURCE, PIPES_2018, GRID_2020, BY_KEY_2018], ids=lambda path: path.name)
def test_everything_in_a_row_moves_with_it(path: Path) -> None:
    document = with_roles(formats.load(path))
    count = len(document.tables[0].rows)
    moved = formats.reordered(document, [range(count)[::-1]])
    assert rows(moved) == rows(document)[::-1]
    assert [column.role for column in moved.tables[0].columns] == [c.role for c in document.tables[0].columns]
    assert sorted(moved.source.splitlines()) == sorted(document.source.splitlines())
    assert formats.reordered(moved, [range(count)[::-1]]).source == document.source


@given(st.permutations(range(6)))
def test_any_order_is_undone_by_its_reverse(order: list[int]) -> None:
    lines = "".join(f"> | {n} | [a{n}](b{n}) |\r\n" for n in range(6))
    document = formats.parse(f"Text\r\n\r\n> | n | id |\r\n> |---|---|\r\n{lines}\r\nAfter", "t.md")
    moved = formats.reordered(document, [order])
    assert [row.cells[0].text for row in moved.tables[0].rows] == [str(n) for n in order]
    assert formats.reordered(moved, [[order.index(n) for n in range(6)]]).source == document.source


def test_the_last_line_of_a_file_may_have_no_line_break() -> None:
    document = formats.parse("| n | id |\n|---|---|\n| 1 | a |\n| 2 | b |", "t.md")
    assert formats.reordered(document, [[1, 0]]).source == "| n | id |\n|---|---|\n| 2 | b |\n| 1 | a |"


def test_the_rows_of_a_list_table_move_with_all_their_lines() -> None:
    moved = formats.reordered(formats.parse(LIST_TABLE, "t.rst"), [[1, 0]])
    assert "   * - Japan,\n       Korea\n     - kobaya\n   * - Norway\n     - knarr\n\nAfter." in moved.source


def test_rows_that_share_a_cell_are_refused() -> None:
    document = formats.parse(SPANNED, "t.rst")
    with pytest.raises(InputError, match=r"t.rst:1: the rows of this table cannot be sorted"):
        formats.reordered(document, [[1, 2, 0]])
