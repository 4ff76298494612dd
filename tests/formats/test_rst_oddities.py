"""Tables in reStructuredText that are not as they should be: what they say is kept, and the line is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import editing
from editing import change
from tabl10n import formats
from tabl10n.errors import InputError
from tabl10n.project.sources import require_table

rst = editing.get("rst")

GRID = "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+\n"
LIST = ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - b\n   * - 1\n     - 2\n"


@pytest.mark.parametrize(
    ("text", "line", "said", "cells"),
    [
        (GRID.replace("| 2 |\n+---+---+", "| 2 |\n+===+===+"), 5, "a second border of =", ["1 2", "3 4"]),
        (GRID.replace("| 2 |\n+---+---+", "| 2 |\n+--+----+"), 5, "does not line up", ["1 2", "3 4"]),
        (f".. csv-table::\n\n   a, b\n   1, 2\n\n{GRID}", 1, "a csv-table is not read", ["1 2", "3 4"]),
        (
            LIST.replace("     - b\n   * - 1\n", "     - b\n     - c\n   * - 1\n"),
            7,
            "2 cells where the table has 3",
            ["1 2"],
        ),
        (LIST.replace("\n\n   *", "\n\n   lost\n\n   *"), 4, "belongs to no row", ["1 2"]),
        ("== ==\na  b\n1  2\n== ==\n", 1, "no header", ["1 2"]),
        (".. list-table::\n\n   * - a\n     - b\n   * - 1\n     - 2\n", 1, "no header", ["1 2"]),
        (LIST.replace("rows: 1", "rows: " + "1" * 5000), 1, "no header", ["1 2"]),
        ("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n", 1, "no header", ["1 2"]),
    ],
)
def test_what_is_odd_is_said_with_its_line(text: str, line: int, said: str, cells: list[str]) -> None:
    document = formats.parse(text, "x.rst")
    assert [" ".join(cell.text for cell in row.cells) for row in document.tables[-1].rows] == cells
    assert [notice.line for notice in document.notices if said in notice.message] == [line]
    assert editing.dump(document) == text


@pytest.mark.parametrize("quoted", ["= =\n= b\n= =\n", "> +---+\n> | a |\n> +===+\n> | b |\n> +---+\n"])
def test_a_quoted_literal_block_is_no_table(quoted: str) -> None:
    assert len(formats.parse(f"For example::\n\n{quoted}\n{GRID}", "x.rst").tables) == 1


def test_a_title_of_two_lines_belongs_to_its_table() -> None:
    document = formats.parse(LIST.replace("::\n", ":: A title\n   of two lines\n", 1), "x.rst")
    assert not document.notices
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["1", "2"]


def test_a_file_with_nothing_but_a_csv_table_says_so() -> None:
    document = formats.parse("Words.\n\n.. csv-table::\n\n   a, b\n   1, 2\n", "x.rst")
    with pytest.raises(InputError, match="no table found: a csv-table is not read: write it as a list-table") as error:
        require_table(document)
    assert error.value.line == 3


TABLES = {
    "grid": "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n",
    "simple": "===  ===\na    b\n===  ===\nc    d\n===  ===\n",
    "list": ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - b\n   * - c\n     - d\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_byte_order_mark_is_no_part_of_a_table(table: str) -> None:
    document = rst.parse(f"\ufeff{table}", "x.rst")
    (read,) = document.tables
    assert [cell.text for cell in read.rows[0].cells] == ["c", "d"]
    longer = replace(
        read.rows[0], cells=(change(read.rows[0].cells[0], text="longer than it was"), read.rows[0].cells[1])
    )
    written = rst.write(replace(document, tables=(replace(read, rows=(longer,)),)))
    assert written.startswith("\ufeff")
    assert entries(written.removeprefix("\ufeff")) == ["a", "b", "longer than it was", "d"]


def test_a_byte_order_mark_makes_no_title_longer() -> None:
    (title,) = rst.parse("\ufeffT\n=\n", "x.rst").prose
    assert (title.kind, title.text) == ("title", "T")


def test_an_indented_first_line_is_a_quotation() -> None:
    for text in ("   Words\n", "   Title\n   =====\n"):
        assert [block.kind for block in rst.parse(text, "x.rst").prose] == ["quotation"]


def entries(source: str) -> list[str]:
    tree = publish_doctree(source, settings_overrides={"report_level": 5})
    return [entry.astext() for entry in tree.findall(nodes.entry)]
