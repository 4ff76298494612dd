"""Tables of a Markdown copy that renderers show as no table, read as they were meant beside their source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tabl10n import formats
from tabl10n.document import Document

SOURCE = """\
# Knots

| Knot | Use | Strands |
|---|:---:|---|
| bowline | A loop that holds | 1 |
| sheet bend | Joins two ropes | 2 |
| clove hitch | Ties to a post | 1 |
| reef knot | Ties up a sail | 2 |

Learn them all.
"""
HEADER, DELIMITER = "| Nœud | Usage | Brins |", "|---|:---:|---|"
ROWS = (
    "| bowline | Une boucle sûre | 1 |",
    "| sheet bend | Joint deux cordes | 2 |",
    "| clove hitch | Tient à un poteau | 1 |",
    "| reef knot | Attache une voile | 2 |",
)
TABLE = (HEADER, DELIMITER, *ROWS)


def page(lines: Sequence[str], after: str = "\n") -> str:
    return "\n".join(("# Nœuds", "", *lines)) + f"\n{after}Apprenez-les tous.\n"


COPY = page(TABLE)


def reread(text: str, source: str = SOURCE) -> Document:
    document, english = formats.parse(text, "copy.md"), formats.parse(source, "source.md")
    return formats.get(document.format).read_damaged_tables(document, english)


def repair(text: str, source: str = SOURCE) -> str:
    """The text with what the notices say put in its place, one after the other from the end on."""
    for notice in reversed(reread(text, source).notices):
        if notice.span is not None and notice.expected is not None:
            text = text[: notice.span.start] + notice.expected + text[notice.span.end :]
    return text


def shown(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


CELLS = shown(formats.parse(COPY, "copy.md"))

DAMAGES = {
    "an empty line between rows": (page([*TABLE[:4], "", *TABLE[4:]]), 7, "an empty line ends the table here"),
    "two empty lines": (
        page([*TABLE[:3], "", *TABLE[3:5], "", "", TABLE[5]]), 6, "an empty line ends the table here: lines 7 to 8"
    ),
    "an empty line below the delimiter row": (page([*TABLE[:2], "", *ROWS]), 5, "an empty line ends the table here"),
    "an empty line above the delimiter row": (page([HEADER, "", *TABLE[1:]]), 3, "there are empty lines between"),
    "empty lines everywhere": (page("\n\n".join(TABLE).split("\n")), 3, "there are empty lines between"),
    "a fence": (page(["```", *TABLE, "```"]), 4, "the table is fenced as code"),
    "a fence with a language": (page(["~~~markdown", *TABLE, "~~~"]), 4, "the table is fenced as code"),
    "an indentation": (page([f"    {line}" for line in TABLE]), 3, "the table is indented as code"),
    "full-width bars": (page([line.replace("|", "｜") for line in TABLE]), 3, "the table has full-width bars"),
    "full-width bars in a row": (
        page([*TABLE[:4], TABLE[4].replace("|", "｜"), TABLE[5]]), 7, "the bars of this row are full-width"
    ),
    "a line of text below": (page(TABLE, after=""), 9, "this line is shown as a row of the table"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "fact"), DAMAGES.values(), ids=DAMAGES)
def test_a_table_that_is_none_is_read_named_with_its_line_and_can_be_put_right(text: str, line: int, fact: str) -> None:
    document = reread(text)
    assert shown(document) == CELLS
    notice = document.notices[0]
    assert (notice.line, notice.message[: len(fact)]) == (line, fact)
    assert repair(text) == COPY
    for table in document.tables:
        for cell in table.cells():
            assert text[slice(*cell.span)] == cell.text


DELIMITERS = {
    "lost": (page([HEADER, *ROWS]), 3, "the delimiter row is lost"),
    "too short": (page([HEADER, "|---|---|", *ROWS]), 4, "the delimiter row is damaged"),
    "too long": (page([HEADER, "|---|---|---|---|", *ROWS]), 4, "the delimiter row is damaged"),
    "other dashes": (page([HEADER, "|—|—|—|", *ROWS]), 4, "the delimiter row is damaged"),
    "no dashes": (page([HEADER, "|...|...|...|", *ROWS]), 3, "the delimiter row is damaged"),
}


@pytest.mark.parametrize(("text", "line", "fact"), DELIMITERS.values(), ids=DELIMITERS)
def test_a_delimiter_row_that_is_lost_or_damaged_is_written_again(text: str, line: int, fact: str) -> None:
    document = reread(text)
    assert shown(document) == CELLS
    assert [(notice.line, notice.message[: len(fact)]) for notice in document.notices] == [(line, fact)]
    assert repair(text) == COPY.replace(DELIMITER, "|---|---|---|")


def test_bars_that_are_escaped_are_bars_again() -> None:
    text = COPY.replace(ROWS[2], ROWS[2].replace("|", "\\|"))
    assert [notice.message for notice in reread(text).notices] == [
        "the bars of this row are escaped: it is shown as one cell"
    ]
    assert repair(text) == COPY


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        (TABLE[1:], "the header row is lost"),
        (TABLE[2:], "the header and the delimiter row are lost"),
    ],
)
def test_a_header_that_is_lost_is_named_and_nothing_is_made_up(lines: Sequence[str], fact: str) -> None:
    text = page(lines)
    document = reread(text)
    assert shown(document) == CELLS
    assert [notice.message for notice in document.notices] == [f"{fact}: renderers show no table here"]
    assert repair(text) == text


def test_a_header_that_lost_a_cell_is_named_once() -> None:
    text = page(["| Nœud | Usage |", *TABLE[1:]])
    document = reread(text)
    assert shown(document) == CELLS
    assert [(notice.line, notice.message) for notice in document.notices] == [
        (3, "the header row has 2 cells, the rows have 3: renderers show no table here")
    ]
    assert repair(text) == text


def test_a_row_that_a_line_break_cuts_is_named_and_left_to_a_person() -> None:
    text = COPY.replace("Joint deux cordes", "Joint\ndeux cordes")
    assert [(notice.line, notice.message) for notice in reread(text).notices] == [
        (6, "a line break cuts this row in two")
    ]
    assert repair(text) == text


def test_a_page_is_left_as_it_is_where_its_source_is_so_too_or_has_no_such_table() -> None:
    for text, _, _ in (*DAMAGES.values(), *DELIMITERS.values()):
        own = [notice.message for notice in formats.parse(text, "copy.md").notices]
        assert [notice.message for notice in reread(text, "# Knots\n\nNo table.\n").notices] == own
    for name in ("a fence", "an indentation"):
        text = COPY + "\n" + DAMAGES[name][0]
        assert reread(text, SOURCE + "\n" + SOURCE.partition("\n\n")[0] + DAMAGES[name][0][7:]).notices == ()
    assert reread(COPY).notices == ()
    assert reread(SOURCE).notices == ()


def test_rows_of_another_width_and_a_second_table_below_an_empty_line_are_no_damage() -> None:
    for below in ("| one | two |", f"{HEADER}\n{DELIMITER}\n{ROWS[0]}"):
        document = reread(page([*TABLE[:4], "", below]))
        assert [notice for notice in document.notices if notice.span] == []


def test_blocks_of_code_keep_the_lines_that_look_like_rows() -> None:
    text = "```\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\nend\n```\n"
    (code,) = formats.parse(text, "x.md").verbatim
    assert code.text == "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\nend"
    (code,) = formats.parse("- item\n\n  ```\n  | a |\n  |---|\n  | 1 |\n  ```\n", "x.md").verbatim
    assert code.text == "| a |\n|---|\n| 1 |"
    (code,) = formats.parse("    | a | b |\n    |---|---|\n    | 1 | 2 |\n", "x.md").verbatim
    assert code.text == "| a | b |\n|---|---|\n| 1 | 2 |"
