"""Edits as text edits: each by itself where the format can, all others told apart from what it cannot hold."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.document import Document, Edit
from tabl10n.errors import InputError
from tabl10n.formats.changes import TextEdit, apply
from tabl10n.formats.rendering import Rendering
from tabl10n.formats.rst import writer
from tabl10n.nodes import Span, shown_text

HEADER = "# Boats\n\n| id  | name    |\n|-----|---------|\n"
TARGETS = ("markdown", "rst", "html", "csv", "json")
CONTROL = "\x07"


def document_in(target: str, rows: int = 12) -> Document:
    table = HEADER + "".join(f"| b{number:<2} | Boat {number:02} |\n" for number in range(rows))
    suffix = formats.get(target).suffixes[0]
    return formats.parse(formats.convert(formats.parse(table, "x.md"), target, options=Rendering()), f"x{suffix}")


def name_edit(document: Document, row: int, text: str) -> Edit:
    cell = document.tables[0].rows[row].cells[1]
    return Edit(cell.span, cell.with_parts(text=text).nodes)


@pytest.mark.parametrize("target", TARGETS)
def test_an_edit_touches_the_span_of_its_cell(target: str) -> None:
    document = document_in(target)
    edit = name_edit(document, 3, "Bo 3")
    [(made, text_edits)] = formats.encode(document, [edit]).made
    assert made is edit
    [(span, _)] = text_edits
    assert span.start == edit.span.start or target == "json"
    assert "Boat 03" in document.source[slice(*span)]
    assert "Boat 04" not in document.source[slice(*span)]
    again = formats.parse(apply(document.source, text_edits), document.name)
    assert [row.cells[1].text for row in again.tables[0].rows[2:5]] == ["Boat 02", "Bo 3", "Boat 04"]


@pytest.mark.parametrize("target", ["markdown", "rst", "html", "csv"])
def test_what_the_format_cannot_hold_is_refused_and_the_rest_is_made(target: str) -> None:
    document = document_in(target)
    edits = [name_edit(document, row, CONTROL if row % 5 == 0 else f"Bo {row}") for row in range(12)]
    encoded = formats.encode(document, edits)
    assert [edit for edit, _ in encoded.refused] == edits[::5]
    assert [edit for edit, _ in encoded.made] == [edit for edit in edits if edit not in edits[::5]]
    again = formats.parse(apply(document.source, encoded.collect_text_edits()), document.name)
    texts = [row.cells[1].text for row in again.tables[0].rows]
    assert texts == [f"Boat {row:02}" if row % 5 == 0 else f"Bo {row}" for row in range(12)]
    with pytest.raises(InputError, match=r"control character"):
        formats.patch(document, edits)


def test_what_does_not_read_back_is_found_among_many_with_few_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_in("rst", rows=64)
    edits = [name_edit(document, row, f"Bo {row}") for row in range(64)]
    count, check = 0, writer._check

    def counted(text: str, meant: Document, *others: object) -> None:
        nonlocal count
        count += 1
        if "Bo 7 " in text:
            raise InputError("row 7", next_step="leave it")
        check(text, meant, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(writer, "_check", counted)
    encoded = formats.encode(document, edits)
    assert [(edit, error.fact) for edit, error in encoded.refused] == [(edits[7], "row 7")]
    assert [edit for edit, _ in encoded.made] == edits[:7] + edits[8:]
    assert count < len(edits) / 2


def test_a_grid_that_is_reformatted_is_changed_by_all_its_edits_together() -> None:
    document = document_in("rst")
    edits = [name_edit(document, 1, "A boat with a long name"), name_edit(document, 2, "Bo")]
    encoded = formats.encode(document, edits)
    assert [text_edits for _, text_edits in encoded.made] == [(), ()]
    assert len(encoded.shared) > len(edits)


def test_reformatting_lines_up_the_table_and_leaves_the_prose() -> None:
    document = document_in("markdown")
    [title] = document.prose
    edits = [formats.get("markdown").translate(document, title, "Boote"), name_edit(document, 0, "Ein langes Boot")]
    text = formats.dump(document, edits)
    assert text.startswith("# Boote\n\n| id  | name            |\n")
    assert "\n| b0  | Ein langes Boot |\n| b1  | Boat 01         |\n" in text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", "<table><tr><th>id<th>name<tr><td>a<td rowspan=2>Boat<tr><td>b</table>"),
        (
            "x.rst",
            "+----+------+\n| id | name |\n+====+======+\n| a  | Boat |\n+----+      |\n| b  |      |\n+----+------+\n",
        ),
    ],
)
def test_nothing_is_put_where_the_cell_above_reaches_down(name: str, text: str) -> None:
    document = formats.parse(text, name)
    encoded = formats.encode(document, [name_edit(document, 1, "Boot"), name_edit(document, 0, "Skif")])
    assert [shown_text(edit.nodes) for edit, _ in encoded.refused] == ["Boot"]
    assert apply(text, encoded.collect_text_edits()) == text.replace("Boat", "Skif")


def test_a_column_of_links_in_csv_is_renamed_with_its_own() -> None:
    document = formats.parse("id,name,name link\na,Boat,https://boat.example\n", "x.csv")
    header = document.tables[0].columns[1].header
    [(_, text_edits)] = formats.encode(document, [Edit(header.span, header.with_parts(text="Boot").nodes)]).made
    assert text_edits == (TextEdit(Span(3, 7), "Boot"), TextEdit(Span(8, 17), "Boot link"))


def test_a_code_span_keeps_its_marks_where_its_text_holds_a_pipe() -> None:
    text = "| a | b |\n|---|---|\n| x | `soft \\| hart` |\n"
    document = formats.parse(text, "page.md")
    cell = document.tables[0].rows[0].cells[1]
    encoded = formats.encode(document, [Edit(cell.span, cell.with_parts(text="soft | hard").nodes)])
    assert apply(text, encoded.collect_text_edits()) == text.replace("hart", "hard")
