"""Rows that match exactly are taken out of long tables, and no answer changes for it."""

from __future__ import annotations

import random
from dataclasses import replace

from align.making import table
from tabl10n.align.aligner import TableAligner
from tabl10n.align.exact import index_values, match_exactly
from tabl10n.align.parameters import ROWS
from tabl10n.align.rows import RowAligner
from tabl10n.align.tokens import Rows
from tabl10n.document import Row

COUNT = 60
HEADER = "id | what | page"


def make_rows(lines: list[str]) -> tuple[Row, ...]:
    return table(HEADER, *lines).tables[0].rows


def make_line(number: int, word: str = "shelf") -> str:
    return f"item{number} | {word} {number % 7} | https://shop.example/{number}"


SOURCE = [make_line(number) for number in range(COUNT)]
COPY = [make_line(number, "Regal") for number in range(COUNT)]


def align(copy: list[str], *, exact: bool = True) -> list[int | None]:
    numbers = ROWS if exact else replace(ROWS, min_exact=10_000)
    found = TableAligner(Rows(make_rows(copy)), Rows(make_rows(SOURCE)), {}, numbers).align()
    best = [found.find_best(row) for row in range(len(copy))]
    return [row[0] if row is not None and row[1] > 0.6 else None for row in best]


def test_rows_match_that_share_two_cells_which_no_other_row_has() -> None:
    order = random.Random(1).sample(range(COUNT), COUNT)
    copy = make_rows([COPY[row] for row in order])
    assert match_exactly(copy, index_values(make_rows(SOURCE))) == dict(enumerate(order))


def test_one_cell_is_not_enough() -> None:
    copy = [line.replace("item", "Ding ") for line in COPY]
    assert match_exactly(make_rows(copy), index_values(make_rows(SOURCE))) == {}


def test_a_row_whose_cells_point_to_two_rows_matches_none() -> None:
    copy = [*COPY]
    copy[3], copy[4] = (f"item{key} | Regal | https://shop.example/{page}" for key, page in ((4, 3), (3, 4)))
    assert match_exactly(make_rows(copy), index_values(make_rows(SOURCE))).keys() == set(range(COUNT)) - {3, 4}


def test_a_doubled_row_matches_none() -> None:
    copy = [*COPY[:5], COPY[4], *COPY[5:]]
    assert match_exactly(make_rows(copy), index_values(make_rows(SOURCE))).keys() == set(range(COUNT + 1)) - {4, 5}


def test_the_answers_are_those_of_a_table_that_is_compared_whole() -> None:
    translated = [line.replace(f"item{number} ", f"Ding{number} ") for number, line in enumerate(COPY)]
    added = "Zusatz | neu | https://andere.example/"
    for copy in (
        COPY,
        [*COPY[:20], *COPY[24:]],
        [*COPY[:20], added, *COPY[20:]],
        [*COPY[:5], COPY[4], *COPY[5:]],
        [*COPY[:30], *translated[30:]],
        [*COPY[:10], COPY[11], COPY[10], *COPY[12:]],
        random.Random(2).sample(translated[:20] + COPY[20:], COUNT),
    ):
        assert align(copy) == align(copy, exact=False)


def test_rows_beside_a_lost_one_are_compared_by_the_model_and_the_others_are_not() -> None:
    lines = [*COPY[:20], "Zusatz | neu | https://andere.example/", *COPY[21:]]
    aligner = TableAligner(Rows(make_rows(lines)), Rows(make_rows(SOURCE)), {}, replace(ROWS, sample=0))
    assert aligner.copy_rows == aligner.source_rows == [19, 20, 21]


def test_order_is_not_believed_where_exact_rows_are_out_of_it() -> None:
    order = random.Random(3).sample(range(COUNT), COUNT)
    shuffled = [COPY[row] for row in order]
    shuffled[7] = "Zusatz | neu | https://andere.example/"
    found = TableAligner(Rows(make_rows(shuffled)), Rows(make_rows(SOURCE)), {}).align()
    assert found.in_order < 0.01
    assert not found.shares[7] or max(found.shares[7].values()) < 0.6


def model_of(copy: list[str]) -> RowAligner:
    return TableAligner(Rows(make_rows(copy)), Rows(make_rows(SOURCE)), {}).model


def translate(line: str) -> str:
    """A line in which nothing tells which row it is."""
    return "Ding | Regal | " if line else ""


def test_order_is_kept_where_most_rows_match_exactly_in_one_order() -> None:
    model = model_of([*COPY[:30], translate(COPY[30]), *COPY[31:]])
    assert model.keeps_order
    assert not model.loses_order


def test_order_is_lost_where_rows_match_exactly_in_no_order() -> None:
    model = model_of([COPY[row] for row in random.Random(5).sample(range(COUNT), COUNT)])
    assert model.loses_order
    assert not model.keeps_order


def test_one_row_that_moved_does_not_take_order_away() -> None:
    model = model_of([*COPY[1:50], COPY[0], *COPY[50:]])
    assert model.keeps_order
    assert not model.loses_order


def test_a_few_rows_that_match_exactly_do_not_show_that_the_others_are_in_order() -> None:
    model = model_of([COPY[row] if row % 4 == 0 else translate(COPY[row]) for row in range(COUNT)])
    assert not model.keeps_order
    assert not model.loses_order


def test_a_few_rows_that_match_exactly_in_no_order_do_not_show_that_it_is_lost() -> None:
    kept = dict(zip(range(0, COUNT, COUNT // 10), reversed(range(0, COUNT, COUNT // 10)), strict=True))
    model = model_of([COPY[kept[row]] if row in kept else translate(COPY[row]) for row in range(COUNT)])
    assert not model.loses_order
    assert not model.keeps_order
