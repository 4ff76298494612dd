"""Rows in another order: they move byte for byte, and nothing else does."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from contents import FORMATS, SUFFIXES, WORDS, document_of, plain_cells
from paths import BY_KEY_2018, GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document, Mobility
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Span, Text

JSON = '{"version": 1, "content": [{"kind": "table", "columns": [{"text": "n"}, {"text": "id"}], "rows": [ROWS]}]}'
GRID = """\
+---------+-------+
| country | id    |
+=========+=======+
«| Norway  | knarr |»
+---------+-------+
ROW
+---------+-------+
«| Japan,  | koba  |
| Korea   |       |»
+---------+-------+
"""
SIMPLE = """\
=======  =====
country  id
=======  =====
«Norway   knarr»
ROW
«Japan,   koba
         ya»
=======  =====

After.
"""
LIST = """\
.. list-table::
   :header-rows: 1

   * - country
     - id
«   * - Norway
     - knarr»

«   * - Japan,
       Korea
     - koba»
«   * - Chad
     -»

After.
"""
# In each document a mark is before and after what is to move; rows in one pair of marks share a cell.
MOVED = {
    "md: no line break at the end": "t.md: | n | id |\n|---|---|\n«| 1 | a |»\n«| 2 | b |»",
    "md: a quotation": "t.md: > | n |\n> |---|\n«> | 1 |»\r\n«>| 2 |»\n\nAfter",
    "csv: no line break at the end": "t.csv: n,id\n«1,a»\n«2,b»",
    "csv: a row of two lines": 't.csv: n,id\n«"1\n2",»\r\n«3»\n\n«4,"5"»\n',
    "html: all on one line": "t.html: <table><tr><th>n«<tr><td>1</td></tr>»«<tr class=x><td>2</td></tr>»</table>",
    "html: no end tags": "t.html: <table>\n<tr><th>n\n«<tr><td>1»\n  «<tr><td>2 <b>3</b>»\n</table>",
    "html: text and tags between rows": (
        "t.html: <table><tr><th>n</tr><tbody>«<tr><td>1</tr>» <!-- x --></tbody>\n"
        "<tbody>«<tr><td>2</tr >»</tbody></table>"
    ),
    "html: a cell over two rows": (
        "t.html: <table><tr><th>n<th>id«<tr><td rowspan=2>1<td>a</tr><!-- x --><tr><td>b</tr>»\n"
        "«<tr><td>2<td>c</tr>»«<tr><td>3<td rowspan=3>d<tr><td>4\n<tr><td>5»</table>"
    ),
    "html: cells over two rows, one in the other": (
        "t.html: <table><tr><th>n<th>id«<tr><td rowspan=2>1<td>a<tr><td rowspan=2>b<tr><td>2»«<tr><td>3<td>c»</table>"
    ),
    "html: a cell over an empty row": "t.html: <table><tr><th>n«<tr><td rowspan=2>1<tr></tr>»«<tr><td>2»</table>",
    "html: a cell over all that follow": (
        "t.html: <table><tr><th>n<tbody>«<tr><td rowspan=0>1<td>a<tr><td>b»</tbody>«<tr><td>2<td>c»</table>"
    ),
    "html: a foot, and a second row of the head": (
        "t.html: <table><thead><tr><th>n<tr><th>-<tfoot><tr><td>sum<tbody>«<tr><td>1»«<tr><td>2»</table>"
    ),
    "html: a header of two rows": (
        "t.html: <table><tr><th rowspan=2>n<th>id<tr><th>-</tr>\n«<tr><td>1<td>a»\n«<tr><td>2<td>b»</table>"
    ),
    "json: all on one line": f"t.json: {JSON}".replace("ROWS", '«{"n": {"text": "1"}}», «{"n":{"text":"2,{"}}» ,«{}»'),
    "json: a row of several lines": f"t.json: {JSON}".replace(
        "ROWS", '«{\n"n": {"text": "1"}\n}»,\n«{"n": {"text": "2"}}»\n'
    ),
    "rst: a grid": f"t.rst: {GRID}".replace("ROW", "«| Chad    | d     |»"),
    "rst: a grid's cell over two rows": f"t.rst: {GRID}".replace(
        "ROW", "«| Chad    | d     |\n|         +-------+\n|         | e     |»"
    ),
    "rst: a grid's heading over all columns": f"t.rst: {GRID}".replace("ROW", "| Asia            |"),
    "html: a heading over all columns": (
        "t.html: <table><tr><th>n<th>id«<tr><td>1<td>a»<tr><td colspan=9>Asia«<tr><td>2<td>b»</table>"
    ),
    "rst: a grid's cell over two columns": (
        "t.rst: +---+---+---+\n| n | m | o |\n+===+===+===+\n"
        "«| 1 | 2 | 3 |»\n+---+---+---+\n«| 4 | 5     |»\n+---+---+---+\n"
    ),
    "rst: a grid in a list": "t.rst: - +---+\n  | n |\n  +===+\n«  | 1 |»\n  +---+\n«  | 2 |»\n  +---+\n",
    "rst: a simple table": f"t.rst: {SIMPLE}".replace("ROW", "«Chad     d»"),
    "rst: lines between the rows of a simple table": f"t.rst: {SIMPLE}".replace(
        "ROW", "-------  -----\n«Chad     d»\n"
    ),
    "rst: a simple table's heading over all columns": f"t.rst: {SIMPLE}".replace("ROW", "Asia\n--------------"),
    "rst: a list-table": f"t.rst: {LIST}",
}
# The document, an order that its rows cannot have, and the line that says why.
REFUSED: dict[str, tuple[str, list[int], int]] = {
    "html: a row without a start tag": ("t.html: <table><tr><th>n</tr>\n<td>1</tr>\n<tr><td>2</table>", [1, 0], 2),
    "html: a cell that reaches too far": (
        "t.html: <table><tr><th>n<th>id</tr>\n<tr><td>1<td>a</tr>\n<tr><td rowspan=9>2<td>b</tr></table>",
        [1, 0],
        2,
    ),
    "html: rows that share a cell, parted": (
        "t.html: <table><tr><th>n<th>id\n<tr><td rowspan=2>1<td>a\n<tr><td>b\n<tr><td>2<td>c</table>",
        [0, 2, 1],
        4,
    ),
    "html: a table in a cell": (
        "t.html: <table><tr><th>n\n<tr><td>1\n<tr><td><table><tr><td>x</table></table>",
        [1, 0],
        3,
    ),
    "html: a table that has no end": ("t.html: <table><tr><th>n\n<tr><td>1\n<tr><td>2\n</body>", [1, 0], 3),
    "html: a foot": ("t.html: <table><tr><th>n\n<tbody><tr><td>1\n<tfoot><tr><td>2</table>", [1, 0], 3),
    "rst: a simple table's row with a cell over two columns": (
        "t.rst: =  =  =\nn  m  o\n=  =  =\n1  2  3\n4  5\n-  ----\n6  7  8\n=  =  =\n",
        [1, 0, 2],
        5,
    ),
    "rst: a grid's row with a cell over two columns": (
        "t.rst: +---+---+---+\n| n | m | o |\n+===+===+===+\n"
        "| 1 | 2 | 3 |\n+---+---+---+\n| 4 | 5     |\n+---+-------+\n",
        [1, 0],
        6,
    ),
}


def rows(document: Document) -> list[list[tuple[str, str, str, str]]]:
    return [
        [(cell.text, cell.link, cell.image, cell.alt) for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]


def parsed(case: str) -> Document:
    name, _, text = case.partition(": ")
    return formats.parse(re.sub("[«»]", "", text), name)


def groups(document: Document) -> list[list[int]]:
    """The numbers of the rows that move, those together that share a place."""
    found: dict[Span, list[int]] = {}
    for number, row in enumerate(document.tables[0].rows):
        if row.mobility is not Mobility.FIXED:
            found.setdefault(row.span, []).append(number)
    return list(found.values())


def order_of(document: Document, places: Sequence[int]) -> list[int]:
    """The order of the rows where the groups are in the order of ``places``."""
    known = groups(document)
    numbers = iter([number for place in places for number in known[place]])
    return [
        number if row.mobility is Mobility.FIXED else next(numbers)
        for number, row in enumerate(document.tables[0].rows)
    ]


def undone(order: Sequence[int]) -> list[int]:
    return [order.index(number) for number in range(len(order))]


def assert_moves(document: Document, places: Sequence[int]) -> Document:
    order = order_of(document, places)
    moved = formats.reorder_rows(document, [order])
    assert rows(moved) == [rows(document)[number] for number in order]
    assert formats.reorder_rows(moved, [undone(order)]).source == document.source
    assert formats.reorder_rows(document, [range(len(order))]).source == document.source
    return moved


@pytest.mark.parametrize("path", [SOURCE, PIPES_2018, GRID_2020, BY_KEY_2018], ids=lambda path: path.name)
def test_everything_in_a_row_moves_with_it(path: Path) -> None:
    document = infer_document(formats.load(path))
    count = len(document.tables[0].rows)
    moved = formats.reorder_rows(document, [range(count)[::-1]])
    assert rows(moved) == rows(document)[::-1]
    assert [column.role for column in moved.tables[0].columns] == [c.role for c in document.tables[0].columns]
    assert sorted(moved.source.splitlines()) == sorted(document.source.splitlines())
    assert formats.reorder_rows(moved, [range(count)[::-1]]).source == document.source


@pytest.mark.parametrize("case", MOVED.values(), ids=MOVED)
def test_the_place_of_each_row(case: str) -> None:
    document = parsed(case)
    places = dict.fromkeys(row.span for row in document.tables[0].rows if row.mobility is Mobility.MOVABLE)
    assert [document.source[slice(*place)] for place in places] == re.split("[«»]", case)[1::2]


@pytest.mark.parametrize("case", MOVED.values(), ids=MOVED)
def test_rows_change_places(case: str) -> None:
    parts = re.split("[«»]", case.partition(": ")[2])
    marked = parts[1::2]
    for places in permutations(range(len(marked))):
        parts[1::2] = [marked[place] for place in places]
        assert assert_moves(parsed(case), places).source == "".join(parts)


def docutils_rows(source: str) -> list[str]:
    tree = publish_doctree(source, settings_overrides={"report_level": 5})
    assert not list(tree.findall(nodes.system_message))
    return [row.astext() for row in tree.findall(nodes.row)][1:]


@pytest.mark.parametrize("case", [case for case in MOVED.values() if case.startswith("t.rst")])
def test_docutils_reads_the_same_rows(case: str) -> None:
    document = parsed(case)
    before = docutils_rows(document.source)
    for places in permutations(range(len(groups(document)))):
        moved = assert_moves(document, places)
        assert docutils_rows(moved.source) == [before[number] for number in order_of(document, places)]


@pytest.mark.parametrize(("case", "order", "line"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_moved_is_named(case: str, order: list[int], line: int) -> None:
    document = parsed(case)
    with pytest.raises(InputError, match="this row cannot be sorted") as error:
        formats.reorder_rows(document, [order, *(range(len(table.rows)) for table in document.tables[1:])])
    assert error.value.line == line


FIXED = {name: case for name, case in MOVED.items() if "heading over all columns" in name or "a foot" in name}
BOUND = {
    name: REFUSED[name]
    for name in (
        "html: a row without a start tag",
        "html: a table in a cell",
        "html: a table that has no end",
        "rst: a simple table's row with a cell over two columns",
        "rst: a grid's row with a cell over two columns",
    )
}


@pytest.mark.parametrize("case", FIXED.values(), ids=FIXED)
def test_a_heading_over_all_columns_and_a_row_of_the_foot_are_fixed(case: str) -> None:
    rows = parsed(case).tables[0].rows
    fixed = [row.cells[0].text for row in rows if row.mobility is Mobility.FIXED]
    assert fixed in (["Asia"], ["-", "sum"])


@pytest.mark.parametrize(("case", "_order", "line"), BOUND.values(), ids=BOUND)
def test_a_row_that_cannot_be_moved_has_a_span(case: str, _order: list[int], line: int) -> None:
    document = parsed(case)
    bound = [row for table in document.tables for row in table.rows if row.mobility is Mobility.BOUND]
    assert bound[0].line == line
    assert all(document.source[slice(*row.span)].strip() for row in bound)


@settings(max_examples=20)
@pytest.mark.parametrize("list_table", [False, True], ids=["", "list-table"])
@pytest.mark.parametrize("target", FORMATS)
@given(st.data())
def test_any_rows_of_any_format(target: str, list_table: bool, data: st.DataObject) -> None:
    cells = plain_cells(WORDS)
    made = data.draw(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
    content = document_of([(Text("n"),), (Text("id"),)], [list(row) for row in made], [(1, (Text("Title"),))])
    text = editing.get(target).render(content, Rendering(list_table=list_table, page=list_table))
    document = formats.parse(text, f"t{SUFFIXES[target]}")
    assert_moves(document, data.draw(st.permutations(range(len(made)))))


TAGS = st.tuples(st.sampled_from(["<tr>", "<tr class='>'>", "<TR\n>"]), st.sampled_from(["", "</tr>", "</TR >"]))
BETWEEN = st.sampled_from(["", "\n", " \r\n\t", "</tbody>\n<tbody>"])
CELLS = st.sampled_from(["<td>a</td>", "<td>b", "<th>c</th>", "<td></td>", "<td><p>d</p>\n", "<td title='</tr>'>&lt;"])


@st.composite
def row_of_html(draw: st.DrawFn, cells: int, before: str = "") -> str:
    start, end = draw(TAGS)
    return start + before + "".join(draw(st.lists(CELLS, min_size=cells, max_size=cells))) + end


@st.composite
def rows_of_html(draw: st.DrawFn) -> str:
    """A row, or several that share their first cell."""
    count = draw(st.integers(1, 3))
    further = draw(st.lists(row_of_html(2), min_size=count - 1, max_size=count - 1))
    first = row_of_html(2, f"<td rowspan={count}>{draw(st.integers(0, 9))}")
    return draw(st.sampled_from(["", "\n"])).join([draw(first), *further])


@given(st.lists(rows_of_html(), min_size=1, max_size=5), st.data())
def test_html_however_it_is_written(made: list[str], data: st.DataObject) -> None:
    body = "".join(rows + data.draw(BETWEEN) for rows in made)
    document = formats.parse(f"<table><thead><tr><th>n<th>x<th>y</thead><tbody>{body}</tbody></table>", "t.html")
    assert len(groups(document)) == len(made)
    assert_moves(document, data.draw(st.permutations(range(len(made)))))


LINES = st.lists(st.sampled_from(["a  ", "b c", "-  ", "\\  "]), min_size=1, max_size=3)


def rows_of_grid(lines: list[str]) -> str:
    """A row in which each of the lines is a cell, beside one that is over them all."""
    return "\n|   +---+\n".join(f"| {'n' if number == 0 else ' '} |{line}|" for number, line in enumerate(lines))


@given(st.lists(LINES, min_size=1, max_size=5), st.data())
def test_any_grid_with_cells_over_several_rows(made: list[list[str]], data: st.DataObject) -> None:
    body = "\n+---+---+\n".join(map(rows_of_grid, made))
    document = formats.parse(f"+---+---+\n| n |id |\n+===+===+\n{body}\n+---+---+\n", "t.rst")
    assert [len(group) for group in groups(document)] == list(map(len, made))
    assert_moves(document, data.draw(st.permutations(range(len(made)))))


@given(st.lists(LINES, min_size=1, max_size=5), st.data())
def test_any_simple_table(made: list[list[str]], data: st.DataObject) -> None:
    between = st.sampled_from(["", "\n", "---  ---\n", "\n---  ---\n"])
    body = "".join(
        "".join(f"{'n  ' if n == 0 else '   '}  {line}\n" for n, line in enumerate(lines)) + data.draw(between)
        for lines in made
    )
    document = formats.parse(f"===  ===\nn    id\n===  ===\n{body}===  ===\n", "t.rst")
    assert len(groups(document)) == len(made)
    assert_moves(document, data.draw(st.permutations(range(len(made)))))


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), st.data())
def test_json_however_it_is_written(made: list[tuple[str, str]], data: st.DataObject) -> None:
    space = st.sampled_from(["", " ", "\n", "\n\t"])
    objects = [
        json.dumps({"n": {"text": n}, "id": {"text": i}}, indent=data.draw(st.sampled_from([None, 1]))) for n, i in made
    ]
    body = ",".join(data.draw(space) + text + data.draw(space) for text in objects)
    document = formats.parse(JSON.replace("ROWS", body), "t.json")
    assert_moves(document, data.draw(st.permutations(range(len(made)))))
