"""Written keys that are another row's: found by what is beside them, where a table has no links to tell."""

from __future__ import annotations

import pytest

from align.making import keys, table
from tabl10n.align import Alignment, Registry, align
from tabl10n.align.collision import find_collisions, is_doubted
from tabl10n.align.features import IMAGE, KEY, LINK, NAME, ORDER, SOUND, TERRITORY, VERSION, Evidence, Level

HEADER = "Code | Country | Since | Digits | Meaning"
ROWS = (
    "BRL | Brazil | 1994 | 12 | Used in the south",
    "CHF | Switzerland | 1850 | 22 | Used in the Alps",
    "CLP | Chile | 1975 | 30 | Used on the coast",
    "CZK | Czechia | 1993 | 42 | Used in the middle",
    "DKK | Denmark | 1875 | 52 | Used on islands",
    "INR | India | 1957 | 62 | Used in the east",
    "JPY | Japan | 1871 | 70 | Used far away",
    "NOK | Norway | 1876 | 82 | Used in the north",
)
RIGHT = [row.split(" | ")[0] for row in ROWS]


def written(*codes: str) -> list[str]:
    """The rows, with these codes written in them."""
    return [" | ".join([code, *row.split(" | ")[1:]]) for code, row in zip(codes, ROWS, strict=True)]


def found(rows: list[str]) -> Alignment:
    return align(table(HEADER, *rows), Registry.from_documents(table(HEADER, *ROWS)), "en")


@pytest.mark.parametrize("order", [range(8), (3, 7, 1, 0, 6, 2, 5, 4)])
def test_two_keys_that_changed_places_are_told_by_what_is_beside_them(order: range | tuple[int, ...]):
    rows = written("BRL", "NOK", "CLP", "CZK", "DKK", "INR", "JPY", "CHF")
    alignment = found([rows[place] for place in order])
    assert keys(alignment) == [RIGHT[place] for place in order]
    notes = [note for row in alignment.rows for note in row.notes]
    assert sorted(note.partition(",")[0] for note in notes) == ["written as the key CHF", "written as the key NOK"]


def test_a_key_that_is_in_a_second_row_is_told_by_what_is_beside_it():
    rows = written("BRL", "CHF", "CLP", "CZK", "DKK", "INR", "JPY", "CHF")
    assert keys(found(rows)) == RIGHT


def test_a_key_on_a_second_row_of_a_table_whose_other_cells_all_match_is_told_by_them():
    rows = [f"key{n} | term {n} | {1000 + n} | {3000 + n}" for n in range(60)]
    copy = [rows[0].replace("key0", "key7"), *rows[1:]]
    registry = Registry.from_documents(table(HEADER, *rows))
    assert keys(align(table(HEADER, *copy), registry, "en")) == [f"key{n}" for n in range(60)]


def test_rows_that_changed_places_whole_keep_their_keys():
    rows = list(ROWS)
    rows[1], rows[6] = rows[6], rows[1]
    assert keys(found(rows)) == [row.split(" | ")[0] for row in rows]


def test_one_value_of_another_row_does_not_turn_a_key():
    rows = [row.replace("1975", "1875").replace("Chile", "Norway") for row in ROWS]
    assert keys(found(rows)) == RIGHT


def test_a_row_that_is_there_twice_keeps_its_key_or_gets_none():
    answers = keys(found([*ROWS[:4], ROWS[1], *ROWS[4:]]))
    assert answers[:1] + answers[2:4] + answers[5:] == [RIGHT[0], *RIGHT[2:]]
    assert {answers[1], answers[4]} <= {"CHF", None}


def test_a_key_misspelt_into_another_one_that_fits_nearly_as_well_is_found():
    written, same_name, like_name = (
        Evidence(KEY, Level.SAME, 30.0),
        Evidence(NAME, Level.SAME, 4.6),
        Evidence(NAME, 0.95, 3.3),
    )
    near, far = Evidence(TERRITORY, Level.SAME, 3.0), Evidence(TERRITORY, Level.SAME, 1.0)
    misspelt = {0: [Evidence(KEY, Level.OTHER_KEY, -30.0), same_name, near], 1: [written, like_name, far]}
    owner = {1: [Evidence(SOUND, 0.7, 3.0), same_name, near]}
    assert find_collisions([misspelt, owner], [0]) == [0]
    assert (is_doubted(misspelt), is_doubted(owner)) == (True, False)
    assert find_collisions([misspelt], [0]) == []


def test_a_position_alone_does_not_turn_a_written_key():
    shared = [Evidence(feature, Level.SAME, 4.5) for feature in (IMAGE, LINK, NAME)]
    mine = [*shared, Evidence(KEY, Level.SAME, 30.0), Evidence(VERSION, Level.SAME, 0.6)]
    other = [*shared, Evidence(KEY, Level.OTHER_KEY, -30.0), Evidence(VERSION, Level.OTHER, -3.5)]
    in_place, out_of_place = Evidence(ORDER, Level.IN_PLACE, 4.2), Evidence(ORDER, Level.OUT_OF_PLACE, -4.3)
    assert find_collisions([{0: [*mine, out_of_place], 1: [*other, in_place]}, {0: [*mine, in_place]}], [0]) == []


LINKED = "Package | Release | Licence"
PACKAGES = (
    "lodash | 4.17 | MIT", "rxjs | 7.8 | Apache", "react | 18.2 | MIT", "vue | 3.4 | MIT", "d3 | 7.9 | ISC",
    "chalk | 5.3 | MIT", "commander | 12.1 | MIT", "eslint | 9.1 | MIT",
)  # fmt: skip
NAMES = [row.split(" | ")[0] for row in PACKAGES]


def linked(written: list[str], links: list[str]) -> list[str]:
    """The packages, with these keys written in them, each with the page of the one that ``links`` names."""
    cells = (f"[{key}](https://packages.example/{link})" for key, link in zip(written, links, strict=True))
    return [" | ".join([cell, *row.split(" | ")[1:]]) for cell, row in zip(cells, PACKAGES, strict=True)]


SWAPPED = ["lodash", "commander", "react", "vue", "d3", "chalk", "rxjs", "eslint"]


@pytest.mark.parametrize(("written", "links"), [(SWAPPED, SWAPPED), (SWAPPED, NAMES), (NAMES, SWAPPED), (NAMES, NAMES)])
def test_a_link_in_the_cell_of_a_key_moves_with_it(written: list[str], links: list[str]) -> None:
    source = Registry.from_documents(table(LINKED, *linked(NAMES, NAMES)))
    assert keys(align(table(LINKED, *linked(written, links)), source, "en")) == NAMES


MEMBERS = (
    "m_data | T* | private | Where",
    "m_name | string | protected | Which",
    "begin() | iterator | public | First",
    "end() | iterator | public | Last",
    "push() | void | public | More",
    "size() | size_t | public | Many",
    "at() | T& | public | There",
)
MEMBER = "Member | Type | Access | Meaning"


def members(*renamed: tuple[int, str], order: tuple[int, ...] = tuple(range(7))) -> Alignment:
    rows = list(MEMBERS)
    for place, key in renamed:
        rows[place] = f"{key} | {rows[place].partition(' | ')[2]}"
    copy = table(MEMBER, *(rows[place] for place in order))
    return align(copy, Registry.from_documents(table(MEMBER, *MEMBERS)), "el")


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 3, 1, 5, 2, 0, 4)])
def test_a_key_that_only_is_left_over_beside_a_key_in_the_wrong_row_is_not_sure(order: tuple[int, ...]):
    """The row is 'begin()', which another row says though it is 'end()': what that leaves over is not this row's."""
    row = members((2, "αρχή()"), (3, "begin()"), order=order).rows[order.index(2)]
    assert row.key is None or row.confidence < 0.95


def test_a_key_that_is_left_over_in_its_position_is_sure():
    row = members((3, "τέλος()")).rows[3]
    assert (row.key, row.confidence > 0.95) == ("end()", True)
