"""Which columns are kept from translators, and which tell rows apart: codes do, words are translated."""

from __future__ import annotations

import pytest

from tabl10n.columns.infer import infer_tables
from tabl10n.columns.model import InferredColumn
from tabl10n.columns.tokens import begins_with_code, is_plain_words
from tabl10n.document import Role
from tabl10n.formats import parse


def infer(*lines: str) -> tuple[InferredColumn, ...]:
    """The columns of one table: its header, then its rows."""
    [columns] = infer_all(lines)
    return columns


def infer_all(*tables: tuple[str, ...]) -> list[tuple[InferredColumn, ...]]:
    return infer_tables(parse("\n\n".join(map(written, tables)), "t.md"), locale="en")


def written(lines: tuple[str, ...]) -> str:
    header, *rows = lines
    rule = "|".join(["---"] * (header.count("|") + 1))
    return "\n".join(f"| {line} |" for line in (header, rule, *rows)) + "\n"


def roles(*lines: str) -> str:
    return " ".join(column.role for column in infer(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("Boat | Crew | Sails", "Rowing boat | No | No", "Yawl | Yes | Yes", "Ketch | Yes | Yes"),
        ("Task | Mate | Cook", "Steer | Yes | No", "Reef | Yes | No", "Bake | No | Yes"),
        ("Harbour | All year", "Northport | Yes", "Southport | Yes", "Westport | Yes"),
        ("| Small | Large", "Berths | 4 | many", "Deck | 3 sails | 1 km", "Stove | No | Yes"),
        ("Weekday | Leaves | Returns", "Monday | 8:15 | 19:00", "Friday | 8:15 | 19:00", "Sunday | Closed | Closed"),
        ("Plan | Price", "Basic | 5", "Family | 10", "Captain | Ask us"),
    ],
)
def test_words_that_a_reader_reads_are_all_offered_to_translators(lines: tuple[str, ...]) -> None:
    """No `Yes` in one column beside a translated one in the next, and none of them is a key."""
    columns = infer(*lines)
    assert {column.role for column in columns} == {Role.TEXT}
    assert columns[0].tells_rows_apart


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Status | Reason", "200 | All went well", "404 | Nothing there", "503 | Come again"), "key text"),
        (("Harbour port | Service", "22 | Shell", "443 | Web pages", "5432 | Data"), "key text"),
        (("Year | Boat", "2019 | Dory", "2020 | Yawl", "2021 | Ketch"), "verbatim text"),
        (("No. | Step", "1 | Cast off", "2 | Set sail", "3 | Drop anchor"), "verbatim text"),
        (("Knots | Miles", "5 | 120", "7 | 168", "8 | 192"), "verbatim verbatim"),
        (("Sailing | Crew", "12 | 3", "15 | 5", "15 | 4"), "verbatim verbatim"),
    ],
)
def test_numbers_that_differ_are_keys_where_words_explain_them(lines: tuple[str, ...], expected: str) -> None:
    assert roles(*lines) == expected


@pytest.mark.parametrize(
    "cells",
    [
        ("[Pen::Draw Method](#draw)", "[Pen::Lift Method](#lift)", "[Ink::Fill value class](#fill)"),
        ("[Draw](/api/Pen.Draw) (d)", "[Lift](/api/Pen.Lift) (l)", "[Fill](/api/Ink.Fill) (f)"),
        ("<kbd>Alt</kbd>+<kbd>d</kbd>", "<kbd>Alt</kbd>+<kbd>←</kbd> _(left)_", "<kbd>Alt</kbd>+<kbd>l</kbd> or wheel"),
        ("kind:pen drawn", "kind:ink spilt by hand", "name:draw_a or name:draw_b"),
        ("`--draw` or menu", "`--lift` (quick)", "`--fill`"),
        ("Draw", "Lift", "FillAll"),
        ("draw", "lift 3.1.2", "fill 3.2"),
        ("DRAWING", "LIFTING", "FILLING"),
    ],
)
def test_keys_with_words_or_markup_beside_them_are_judged_by_their_code(cells: tuple[str, ...]) -> None:
    rows = (f"{cell} | What {number} it does." for number, cell in enumerate(cells))
    assert roles("Member | Effect", *rows) == "key text"


@pytest.mark.parametrize(
    "cells",
    [
        ("[Getting started](getting-started.md)", "[Drawing](drawing.md)", "[Help](Help.md)"),
        ("PDF export", "iOS app", "GitHub account"),
        ("Node.js version", "Read/write access", "9:30 in the morning"),
        ("<kbd>Alt</kbd>+<kbd>d</kbd>", "Drag a file", "Click with the wheel"),
    ],
)
def test_words_are_not_taken_for_keys_by_a_letter_or_a_mark(cells: tuple[str, ...]) -> None:
    rows = (f"{cell} | What {number} it does." for number, cell in enumerate(cells))
    assert roles("Member | Effect", *rows) == "text text"


def test_codes_are_keys_before_words_and_earlier_ones_before_later_ones() -> None:
    assert roles("Bird | Short", "Grey heron | gh", "Barn owl | bo", "Coot | co") == "text key"
    assert roles("One | Two", "gh-1 | gx-4", "bo-2 | bx-5", "co-3 | cx-6") == "key verbatim"
    assert (
        roles("Bird | Held | Seen", "Heron | few | Yes", "Owl | many | Never", "Coot | some | No") == "text text text"
    )


def test_a_few_codes_with_a_word_in_brackets_are_still_kept() -> None:
    rows = (
        "pen_a | root_1",
        "pen_b | jdbc:pen://127.0.0.1/x",
        "pen_c | 5",
        "pen_d | select 1",
        "pen_d2 | 7.5",
        "pen_e | Map<string, any>",
    )
    assert roles("Setting | Preset", *rows) == "key verbatim"
    assert roles("Setting | Preset", *rows, "pen_f | As the captain says") == "key text"


def test_a_name_that_is_a_code_is_a_key_and_one_of_words_is_a_name() -> None:
    assert roles("Name | Cost", "draw_line | n", "fill_area | n + 1", "lift_pen | n") == "key text"
    assert roles("Name | Cost", "**Bubble bath** | n", "**Long walk** | n", "**Deep sleep** | n") == "name verbatim"


def test_tables_with_the_same_headers_have_the_same_roles() -> None:
    long = ("Field | Kept as", "draw_line | Yes", "fill_area | No", "lift_pen | Yes")
    short = ("Field | Kept as", "Both | twice")
    other = ("Field | Held as", "Both | twice")
    assert [[column.role for column in columns] for columns in infer_all(long, short)] == [["key", "text"]] * 2
    [first, second] = infer_all(("Mode | Kept as", "read_only | 1", "read_all | 2"), ("Mode | Kept as", "Both | Never"))
    assert [column.role for column in first] == [column.role for column in second] == ["key", "text"]
    assert second[0].reason == "in other tables with these headers its cells are identifiers that differ"
    assert len(infer_all(long, other)) == 2


def test_sentences_are_no_keys_though_another_table_with_these_headers_has_keys_there() -> None:
    keys = ("Shortcut | Effect", "Alt+d | Draws", "Alt+l | Lifts", "Alt+f | Fills")
    sentences = ("Shortcut | Effect", "Alt+d, while the pen is held above the paper | Draws")
    first, second = infer_all(keys, sentences)
    assert [column.role for column in first] == ["key", "text"]
    assert [column.role for column in second] == ["text", "text"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Monday", True), ("grep", False), ("Never mind", True), ("HALFTONE", False), ("True", False), ("GPL-3.0", False),
     ("42", False), ("×", False), ("标题", True), ("α", False)],
)  # fmt: skip
def test_plain_words_have_a_capital_or_a_space(text: str, plain: bool) -> None:
    assert is_plain_words(text) is plain


@pytest.mark.parametrize(
    ("text", "code"),
    [("Pen::Draw Method", True), ("Ctrl+← (left)", True), ("draw(a, b)", True), ("--all or none", True),
     ("Draw all", False), ("9:30 sharp", False), ("e.g. this", False), ("", False), ("a:b one two three four", False)],
)  # fmt: skip
def test_a_few_words_are_known_by_the_code_they_begin_with(text: str, code: bool) -> None:
    assert begins_with_code(text) is code
