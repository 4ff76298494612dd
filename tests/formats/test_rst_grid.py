"""Sound grids whose cells go over several columns and rows: docutils is the reference for every cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pytest
from docutils.parsers.rst.tableparser import GridTableParser
from docutils.statemachine import StringList
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tabl10n.formats.lines import split_lines
from tabl10n.formats.rst import RST, traced_grid
from tabl10n.formats.rst.blocks import find_blocks
from tabl10n.formats.rst.grid_table import split_grid
from tabl10n.text.width import measure_width

# Letters, wide ones, one with a combining mark, and the marks that a grid is drawn with. No bar is between two spaces:
# such a line looks as if it had lost its borders.
PARTS = ["a", "b", "漢", "ｗ", "e\u0301", " ", "-", "+", "a|b", "a||"]


class Area(NamedTuple):
    """A cell: the numbers of its first row and column, and of those after its last."""

    top: int
    left: int
    bottom: int
    right: int


def areas(height: int, width: int, draw: st.DrawFn) -> list[Area]:
    """Cells that fill a grid of so many rows and columns."""
    free = {(row, column) for row in range(height) for column in range(width)}
    found = []
    while free:
        top, left = min(free)
        right = next(column for column in range(left + 1, width + 1) if (top, column) not in free)
        right = draw(st.integers(left + 1, right))
        bottom = draw(st.integers(top + 1, height)) if draw(st.booleans()) else top + 1
        found.append(Area(top, left, bottom, right))
        free -= {(row, column) for row in range(top, bottom) for column in range(left, right)}
    return found


@st.composite
def grids(draw: st.DrawFn) -> str:
    """A sound grid of any cells, with or without a header."""
    cells = areas(draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw)
    height, width = max(cell.bottom for cell in cells), max(cell.right for cell in cells)
    rows, columns = [0], [0]
    for _ in range(height):
        rows.append(rows[-1] + draw(st.integers(1, 3)) + 1)
    for _ in range(width):
        columns.append(columns[-1] + draw(st.integers(3, 7)) + 1)
    drawn = [[" "] * (columns[-1] + 1) for _ in range(rows[-1] + 1)]
    for cell in cells:
        box = Area(rows[cell.top], columns[cell.left], rows[cell.bottom], columns[cell.right])
        draw_borders(drawn, box)
        for line in range(box.top + 1, box.bottom):
            room = box.right - box.left - 1
            drawn[line][box.left + 1 : box.right] = fit(draw(st.lists(st.sampled_from(PARTS), max_size=6)), room)
    below = [row for row in range(1, height) if all(cell.bottom <= row or cell.top >= row for cell in cells)]
    if below and draw(st.booleans()):
        header = rows[draw(st.sampled_from(below))]
        drawn[header] = ["=" if char == "-" else char for char in drawn[header]]
    return "\n".join(map("".join, drawn)) + "\n"


def draw_borders(drawn: list[list[str]], box: Area) -> None:
    for line in range(box.top, box.bottom + 1):
        for column in (box.left, box.right):
            drawn[line][column] = "+" if line in (box.top, box.bottom) or drawn[line][column] in "-+" else "|"
    for line in (box.top, box.bottom):
        for column in range(box.left + 1, box.right):
            drawn[line][column] = "+" if drawn[line][column] in "|+" else "-"


def fit(parts: list[str], room: int) -> list[str]:
    """The parts in as many columns, with nothing in the other columns of one that takes several."""
    fitted: list[str] = []
    for part in parts:
        if len(fitted) + measure_width(part) <= room:
            fitted += [part, *[""] * (measure_width(part) - 1)]
    return fitted + [" "] * (room - len(fitted))


Cells = list[tuple[int, int, list[str]]]


def cells_of_docutils(source: str) -> list[Cells]:
    """The first column and the width of each cell, and its filled lines; a row that begins no cell is left out."""
    block = StringList(source.splitlines(), source="")
    block.pad_double_width("\0")
    _, head, body = GridTableParser().parse(block)
    rows = [[(first, cell[1] + 1, filled(cell[3])) for first, cell in enumerate(row) if cell] for row in head + body]
    return [row for row in rows if row]


def cells_of(source: str) -> list[Cells]:
    """The same by the reader of this project."""
    lines = split_lines(source)
    (block,) = find_blocks(source, lines)[0]
    grid = split_grid(source, lines, block)
    rows = [sorted(row, key=lambda cell: cell[0].first) for row in grid.rows if row]
    return [
        [(cell[0].first, cell[0].last - cell[0].first, filled(source[x.start : x.end] for x in cell)) for cell in row]
        for row in rows
    ]


def filled(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


@settings(max_examples=100)
@given(grids())
@example("+---+---+\n| 漢| b |\n|漢 +---+\n|   | c |\n+---+---+\n")
def test_docutils_sees_the_same_cells(source: str) -> None:
    assert cells_of(source) == cells_of_docutils(source)


def test_a_bar_in_a_cell_over_two_columns_is_text() -> None:
    source = "+---+---+\n| a | b |\n+===+===+\n|  c|d  |\n| e   f |\n+---+---+\n"
    (table,) = RST.parse(source, "a.rst").tables
    assert [cell.text for cell in table.rows[0].cells] == ["c|d e f", ""]


def test_columns_that_only_lines_with_wide_characters_show_are_found() -> None:
    source = (
        "+-------+---+\n| a     | b |\n+=======+===+\n| c     | 漢|\n"
        "+---+---+漢 |\n| d | e | f |\n+---+---+漢 |\n| g     |   |\n+-------+---+\n"
    )
    (table,) = RST.parse(source, "a.rst").tables
    assert [cell.text for row in table.rows for cell in row.cells if cell.text] == ["c", "漢 漢 f 漢", "d", "e", "g"]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("+----+------+\n| id | name |\n+====+======+\n| a | A | B |\n+----+------+\n", ["a", "A", "B"]),
        ("+--+--+\n|h |i |\n+==+==+\n|a  b |\n+--|--+\n|c |d |\n+--+--+\n", ["a  b -- c", "", "-- d"]),
        ("+----+---+\n| h  | i |\n+====+*==+\n| x  | y |\n+----+---+\n", ["x", ""]),
    ],
    ids=["a bar too many", "a corner lost", "half a header's border"],
)
def test_what_looks_damaged_is_not_made_one_cell(source: str, texts: list[str]) -> None:
    """docutils takes each of these lines for text, without a word."""
    (table,) = RST.parse(source, "a.rst").tables
    assert [cell.text for row in table.rows for cell in row.cells] == texts
    assert table.columns[0].header.text in ("id", "h")


@pytest.mark.parametrize("limit", ["MAX_TRACED_WIDTH", "MAX_STEPS_PER_CHARACTER"])
def test_a_grid_that_would_take_docutils_too_long_is_read_without_it(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traced_grid, limit, 0)
    source = "+---+---+\n| a | b |\n+===+===+\n| c     |\n+---+---+\n| d | e |\n|   +---+\n|   | f |\n+---+---+\n"
    rows = RST.parse(source, "a.rst").tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["c", ""], ["d", "e"], ["", "f"]]
