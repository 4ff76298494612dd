"""CSV: read with its places, written as other programs read it, guarded against formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import editing
from contents import document_of
from editing import change
from tabl10n import formats
from tabl10n.document import Cell
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Text

TABLE = "id,name,name link,logo,logo image,logo link\na,A,https://a.example,alt,https://i.example,\nb,,,,,\n"


def cells(text: str) -> list[list[Cell]]:
    (table,) = formats.parse(text, "x.csv").tables
    return [list(row.cells) for row in table.rows]


def test_links_and_images() -> None:
    first, second = cells(TABLE)
    assert [(c.text, c.link, c.image, c.alt) for c in first] == [
        ("a", "", "", ""),
        ("A", "https://a.example", "", ""),
        ("", "", "https://i.example", "alt"),
    ]
    assert [(c.text, c.link, c.image, c.alt) for c in second] == [("b", "", "", ""), *[("", "", "", "")] * 2]


def test_lines_and_columns() -> None:
    document = formats.parse('a,b\n"x\ny","c ""d"""\n,e\n', "x.csv")
    rows = document.tables[0].rows
    assert [(c.text, c.line, c.column, document.raw(c)) for row in rows for c in row.cells] == [
        ("x\ny", 2, 1, '"x\ny"'),
        ('c "d"', 3, 4, '"c ""d"""'),
        ("", 4, 1, ""),
        ("e", 4, 2, "e"),
    ]
    assert [row.line for row in rows] == [2, 4]


def test_a_change_touches_one_field() -> None:
    document = formats.parse(TABLE, "x.csv")
    (table,) = document.tables
    changed = change(table.rows[0].cells[1], text='A, "B"', link="https://b.example")
    row = replace(table.rows[0], cells=(table.rows[0].cells[0], changed, table.rows[0].cells[2]))
    document = replace(document, tables=(replace(table, rows=(row, table.rows[1])),))
    assert editing.patch(document) == TABLE.replace("A,https://a.example", '"A, ""B""",https://b.example')


@given(st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('",\n\r;= ')), max_size=40))
@example('a\n"b')
@example('\ufeffa,"b"c\r\n')
@example("a,")
@example("a\n\n\nb")
def test_any_text_stays_as_it_is_and_reads_as_elsewhere(text: str) -> None:
    try:
        document = formats.parse(text, "x.csv")
    except InputError:
        return
    assert editing.dump(document) == text
    if text.count('"') % 2 == 0 and "\0" not in text and not text.startswith("\ufeff"):
        (table,) = document.tables
        header = [column.header.text for column in table.columns]
        if not any(a + suffix == b for a, b in pairwise(header) for suffix in (" link", " image")):
            found = [header, *([cell.text for cell in row.cells] for row in table.rows)]
            expected = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
            assert found == expected or any(field[:1] == '"' for field in text.split(","))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000@", "'="])
def test_a_guard_against_formulas(start: str) -> None:
    value = f"{start}1+1"
    content = document_of([(Text("h"),)], [[(Text(value),)], [(Text("a=1"),)]])
    plain = editing.get("csv").render(content, Rendering())
    guarded = editing.get("csv").render(content, Rendering(guard=True))
    assert [row for (row,) in csv.reader(io.StringIO(plain, newline=""))] == ["h", value, "a=1"]
    assert [row for (row,) in csv.reader(io.StringIO(guarded, newline=""))] == ["h", "'" + value, "a=1"]


def test_columns_of_links_and_images_are_renamed_with_their_own() -> None:
    document = formats.parse("id,name,name image,name link,note\na,b,c,d,e\n", "x.csv")
    (table,) = document.tables
    columns = tuple(replace(c, header=change(c.header, text=c.header.text.upper())) for c in table.columns)
    renamed = replace(document, tables=(replace(table, columns=columns),))
    assert editing.dump(renamed) == "ID,NAME,NAME image,NAME link,NOTE\na,b,c,d,e\n"


def test_a_guard_against_formulas_in_a_table_that_was_csv() -> None:
    document = formats.parse('h,n\n=1+1,"a,b"\n', "x.csv")
    assert editing.convert(document, "csv", Rendering(guard=True)) == 'h,n\n\'=1+1,"a,b"\n'


@pytest.mark.parametrize("text", ["\0", "a\x1b", "\x85"])
def test_a_control_character_is_refused(text: str) -> None:
    document = formats.parse("id\na\n", "x.csv")
    (table,) = document.tables
    changed = replace(table.rows[0], cells=(change(table.rows[0].cells[0], text=text),))
    for made in (
        lambda: editing.dump(replace(document, tables=(replace(table, rows=(changed,)),))),
        lambda: editing.get("csv").render(document_of([(Text("id"),)], [[(Text(text),)]]), Rendering()),
    ):
        with pytest.raises(InputError, match="table 1, row 1, column 'id': the control character"):
            made()


def test_a_header_that_would_be_read_as_a_link_is_refused() -> None:
    content = document_of([(Text("a"),), (Text("a link"),)], [[(Text("b"),), (Text("c"),)]])
    with pytest.raises(InputError, match="read as a part of the column 'a'"):
        editing.get("csv").render(content, Rendering())


@pytest.mark.parametrize("cell", ["[c](https://c.example)", "![c](https://c.example/c.png)"])
def test_a_link_or_an_image_in_a_cell_without_a_column_is_refused(cell: str) -> None:
    document = formats.parse(f"| a | b |\n|---|---|\n| 1 | 2 | {cell} |\n", "x.md")
    with pytest.raises(InputError, match="in a cell without a column") as error:
        editing.convert(document, "csv")
    assert error.value.line == 3


def notices(text: str) -> list[tuple[int, str]]:
    return [(notice.line, notice.message) for notice in formats.parse(text, "x.csv").notices]


def test_a_row_with_another_number_of_cells_is_kept_and_said() -> None:
    assert [len(row) for row in cells("a,b\n1,2,3\n4\n5,6\n")] == [3, 1, 2]
    assert notices("a,b\n1,2,3\n4\n5,6\n") == [
        (2, "the row has 3 cells, more than the table's 2 columns"),
        (3, "the row has 1 cell, fewer than the table's 2 columns"),
    ]
    assert notices("a\n1,2\n") == [(2, "the row has 2 cells, more than the table's 1 column")]
    assert notices(TABLE) == []


def test_other_separators_are_said() -> None:
    assert notices("id;name\na;b\n") == [
        (1, "one column with semicolons in its header: save the file with commas, not semicolons")
    ]
    assert notices("id\tname\na\tb\n") == [
        (1, "one column with tabs in its header: save the file with commas, not tabs")
    ]
    assert notices("id;no,name\na,b\n") == []


def test_what_follows_a_closing_quotation_mark_belongs_to_the_value() -> None:
    text = 'id,name\na,"b ""c"" "d e\n'
    assert [cell.text for cell in cells(text)[0]] == ["a", 'b "c" d e']
    assert [row[1] for row in csv.reader(io.StringIO(text, newline=""))] == ["name", 'b "c" d e']
    assert editing.dump(formats.parse(text, "x.csv")) == text
