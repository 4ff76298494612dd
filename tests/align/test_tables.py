"""Which table of the source each table of a copy is, and which row a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from align.making import table
from tabl10n.align.tables import find_row, pair_tables, rows_by_key
from tabl10n.document import Table


def made(header: str, *rows: str) -> Table:
    return table(header, *rows).tables[0]


def paired(copy: Sequence[Table], source: Sequence[Table]) -> tuple[int | None, ...]:
    """The counterparts, where the first column of each table is that of its keys."""
    keys = [[frozenset(row.cells[0].text for row in one.rows) for one in tables] for tables in (copy, source)]
    return pair_tables(copy, keys[0], source, keys[1])


BOATS = made("id | name", "knarr | Knarr", "kobaya | Kobaya")
SAILS = made("id | cloth | area", "jib | linen | 9", "spanker | hemp | 12", "topsail | flax | 20")


@pytest.mark.parametrize("tables", [[BOATS, SAILS], [SAILS, BOATS], [BOATS, BOATS, SAILS]])
def test_a_document_is_its_own_counterpart(tables: list[Table]) -> None:
    assert paired(tables, tables) == tuple(range(len(tables)))


def test_keys_say_more_than_headers_and_size() -> None:
    renamed = made("Segel | Tuch", "jib | Leinen", "spanker | Hanf")
    assert paired([renamed], [BOATS, SAILS]) == (1,)
    assert paired([renamed], [SAILS, BOATS]) == (0,)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_table_of_the_copy_alone_has_no_counterpart(place: int) -> None:
    copy, found = [BOATS, SAILS], [0, 1]
    copy.insert(place, made("Frage", *"abcdefghijkl"))
    found.insert(place, None)  # type: ignore[arg-type]
    assert paired(copy, [BOATS, SAILS]) == tuple(found)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_table_of_the_source_alone_is_left_out(place: int) -> None:
    source, found = [BOATS, SAILS], [0, 1]
    source.insert(place, made("question", *"abcdefghijkl"))
    assert paired([BOATS, SAILS], source) == tuple(number + (number >= place) for number in found)


def test_tables_that_were_exchanged_are_paired_in_one_order_alone() -> None:
    assert paired([SAILS, BOATS], [BOATS, SAILS]) == (1, None)


def test_tables_of_one_size_are_counterparts_though_their_words_differ() -> None:
    assert paired([made("Kennung | Wort", "a | Knarr", "b | Kobaya")], [BOATS]) == (0,)
    assert paired([made("Kennung | Wort | Zahl", "a | Knarr | 1", "b | Kobaya | 2")], [BOATS]) == (None,)


def test_headers_without_words_say_nothing() -> None:
    assert paired([made(" | ", "a | b")], [made(" | | ", "c | d | e")]) == (None,)
    assert paired([made("ID | NAME", "a | b")], [made("id | name | size", "c | d | e")]) == (0,)


def test_of_rows_of_one_key_the_one_that_says_most_of_it_is_taken_then_the_nearest() -> None:
    rows = made("id | name", "heron | Grey", "heron | White", "heron | White").rows
    candidates = [(number / 3, row) for number, row in enumerate(rows)]
    assert find_row(rows[2], 0.0, candidates) is rows[1]
    assert find_row(rows[2], 0.6, candidates) is rows[2]
    assert find_row(rows[0], 1.0, candidates) is rows[0]
    assert find_row(rows[0], 1.0, []) is None


def test_a_link_tells_rows_apart_as_words_do() -> None:
    first, second = made("id", "[a](https://a.example)", "[a](https://b.example)").rows
    assert find_row(second, 0.0, [(0.0, first), (0.5, second)]) is second


def test_rows_are_listed_by_their_key_without_what_is_around_it_and_without_what_has_none() -> None:
    listed = made("name | id", "Grey | heron", "White |", "White", "Dark | heron")
    spaced = tuple(cell.with_parts(text=f" {cell.text} ") for cell in listed.rows[3].cells)
    listed = replace(listed, rows=(*listed.rows[:3], replace(listed.rows[3], cells=spaced)))
    assert rows_by_key(listed, 1) == {"heron": [(0.0, listed.rows[0]), (0.75, listed.rows[3])]}
