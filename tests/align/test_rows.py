"""Rows without keys: by what they share and by their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from align.making import table
from tabl10n.align.aligner import TableAligner
from tabl10n.align.parameters import ROWS
from tabl10n.align.rows import RowAlignment
from tabl10n.align.tokens import Rows
from tabl10n.align.windows import find_windows

WORDS = "Brot Käse Milch Wurst Salz Zucker Mehl Sahne".split()
ENGLISH = "bread cheese milk sausage salt sugar flour cream".split()
SOURCE = [f"{word} | shelf {number} | https://shop.example/{word}" for number, word in enumerate(ENGLISH, 11)]
COPY = [
    f"{word} | Regal {number} | https://shop.example/{english}"
    for number, (word, english) in enumerate(zip(WORDS, ENGLISH, strict=True), 11)
]


def aligned(copy: Sequence[str], source: Sequence[str], header: str = "what | where | page") -> RowAlignment:
    own, other = (Rows(table(header, *part).tables[0].rows) for part in (copy, source))
    return TableAligner(own, other, {}).align()


def answers(alignment: RowAlignment) -> list[int | None]:
    best = (alignment.find_best(row) for row in range(len(alignment.shares)))
    return [found[0] if found is not None and found[1] > 0.6 else None for found in best]


def test_rows_in_order_are_recognised_by_what_they_keep() -> None:
    alignment = aligned(COPY, SOURCE)
    assert answers(alignment) == list(range(8))
    assert all(alignment.is_recognised(row, row) for row in range(8))


def test_rows_that_keep_nothing_are_placed_by_their_order_and_not_recognised() -> None:
    alignment = aligned("leipä juusto maito makkara".split(), ENGLISH[:4], "what")
    assert answers(alignment) == list(range(4))
    assert not any(alignment.is_recognised(row, row) for row in range(4))


@pytest.mark.parametrize("lost", range(8))
def test_a_row_that_one_of_the_tables_lacks_has_no_counterpart(lost: int) -> None:
    rest = [row for row in range(8) if row != lost]
    assert answers(aligned([*COPY[:lost], *COPY[lost + 1 :]], SOURCE)) == rest
    found = answers(aligned(COPY, [*SOURCE[:lost], *SOURCE[lost + 1 :]]))
    assert found[lost] is None
    assert [row for row in found if row is not None] == list(range(7))


def test_rows_in_another_order_are_found_and_order_is_not_believed() -> None:
    order = [5, 2, 7, 0, 3, 6, 1, 4]
    alignment = aligned([COPY[row] for row in order], SOURCE)
    assert answers(alignment) == order
    assert alignment.in_order < 0.01


def test_a_row_that_moved_is_found_and_order_is_believed_of_the_others() -> None:
    order = [6, 0, 1, 2, 3, 4, 5, 7]
    alignment = aligned([COPY[row] for row in order], SOURCE)
    assert answers(alignment) == order
    assert alignment.shares[0][6] > 0.95
    assert alignment.in_order > 0.9


def test_both_of_a_doubled_row_are_the_row_that_was_doubled() -> None:
    assert answers(aligned([*COPY[:3], COPY[2], *COPY[3:]], SOURCE)) == [0, 1, 2, 2, 3, 4, 5, 6, 7]


def test_equal_rows_of_tables_of_one_length_are_different_ones() -> None:
    source = ["yes | no", "yes | no", "yes | no", "no | yes"]
    assert answers(aligned(["ja | nein"] * 3 + ["nein | ja"], source, "a | b")) == [0, 1, 2, 3]


def test_a_new_row_in_place_of_a_lost_one_is_never_recognised() -> None:
    new = "Essig | Regal 99 | https://shop.example/vinegar"
    alignment = aligned([*COPY[:4], new, *COPY[5:]], SOURCE)
    assert not alignment.is_recognised(4, 4)


def test_a_column_that_was_translated_is_one_event_and_not_eight() -> None:
    source = [f"{word}-id | shelf {number}" for number, word in enumerate(ENGLISH, 11)]
    copy = [f"{word} | Regal {number}" for number, word in enumerate(WORDS, 11)]
    assert answers(aligned(copy, source, "id | where")) == list(range(8))


def test_columns_in_another_order_are_compared_with_their_own() -> None:
    turned = [" | ".join(reversed(row.split(" | "))) for row in COPY]
    assert answers(aligned(turned, SOURCE)) == list(range(8))


def test_a_table_without_rows_has_no_answers() -> None:
    assert answers(aligned([], SOURCE)) == []
    assert answers(aligned(COPY, [])) == [None] * 8


def test_long_tables_are_compared_between_rows_that_tell_themselves() -> None:
    windows = find_windows({row: row for row in range(0, 1000, 10)}, 1000, 1000, ROWS)
    assert all(low <= row < high for row, (low, high) in enumerate(windows))
    assert max(high - low for low, high in windows) <= 10 + 2 * ROWS.band + 2


def test_a_long_table_in_which_no_row_tells_itself_is_compared_along_its_diagonal() -> None:
    windows = find_windows({}, 5000, 5000, ROWS)
    assert max(high - low for low, high in windows) <= 2 * ROWS.diagonal


# What each platform comes with (*), can take (+), or cannot have: a table of words that many rows repeat.
SUPPORT = ("*....", "*....", "**...", "++*..", "++*..", "+++*.", "...*.", "++++*", "++++*", "...++", "....+", "....+")


def support(words: dict[str, str], *, named: bool) -> list[str]:
    cells = [" | ".join(words[mark] for mark in marks) for marks in SUPPORT]
    return [f"lamp {'of the harbour ' * (row % 3)}{row} | {said}" for row, said in enumerate(cells)] if named else cells


def test_a_row_that_nothing_but_order_puts_beside_its_position_is_doubted() -> None:
    source = Rows(
        table("n | a | b | c | d | e", *support({"*": "comes with it", "+": "yes", ".": ""}, named=True)).tables[0].rows
    )
    copy = Rows(table("a | b | c | d | e", *support({"*": "Вместе", "+": "Да", ".": ""}, named=False)).tables[0].rows)
    found = TableAligner(copy, source, {}).align()
    elsewhere = [best[1] for row in range(len(SUPPORT)) if (best := found.find_best(row)) and best[0] != row]
    assert elsewhere
    assert max(elsewhere) <= 0.9


def test_a_row_between_rows_that_tell_themselves_is_not_doubted_where_both_moved() -> None:
    copy = [*COPY[:2], *COPY[3:]]
    copy[3] = "Salz | Regal | "
    found = aligned(copy, [*SOURCE[:6], *SOURCE[7:]])
    best = found.find_best(3)
    assert best is not None
    assert best[0] == 4
    assert best[1] > 0.95
    assert not found.is_recognised(3, 4)
