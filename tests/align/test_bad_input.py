"""Copies in which there is little or nothing to find: no traceback, and an end in good time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.making import keys, seeds, table
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.roles import with_roles


def test_no_table():
    assert align(with_roles(formats.parse("# Title\n\nText.\n", "copy.md")), seeds()).rows == ()


def test_nothing_in_common():
    copy = table("Fruit | Colour", "apple | a deep red", "pear | a pale green")
    alignment = align(copy, seeds(), "en")
    assert keys(alignment) == [None, None]
    assert (alignment.edition, alignment.missing) == ("", ())


def test_no_registry():
    empty = Registry.from_documents(with_roles(formats.parse("text\n", "source.md")))
    assert keys(align(table("id", "a", "b"), empty)) == [None, None]


def test_a_table_without_rows_and_rows_without_cells():
    assert align(table("id | name"), seeds()).rows == ()
    copy = with_roles(formats.parse("| id | name |\n|---|---|\n| kraken |\n| | |\n| a | b | c | d |\n", "copy.md"))
    assert keys(align(copy, seeds()))[0] == "kraken"


@pytest.mark.parametrize(
    "text", ["\u202ekraken\u202c", "kra\u200bken", "kraken\u0007", "\u2066kraken\u2069", "\ufeffkraken"]
)
def test_control_and_bidi_characters(text: str):
    assert keys(align(table("id | name", f"{text} | Kraken"), seeds())) == ["kraken"]


def test_ten_thousand_columns():
    wide = " | ".join(["kraken"] * 10_000)
    start = time.process_time()
    align(table(wide, wide, wide), seeds())
    assert time.process_time() - start < 10


def test_one_huge_cell():
    huge = "kraken " * 10_000
    start = time.process_time()
    align(table("id | name | text", f"{huge} | {huge} | {huge}"), seeds())
    assert time.process_time() - start < 10


def test_many_equal_rows():
    start = time.process_time()
    alignment = align(table("country | id", *["China | 币"] * 3000), seeds(), "zh_Hans")
    assert time.process_time() - start < 10
    assert len(alignment.rows) == 3000


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_cells(rows: list[list[str]]):
    text = "\n".join("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows)
    copy = with_roles(formats.parse(f"| a | b | c |\n|---|---|---|\n{text}\n", "copy.md"))
    for row in align(copy, seeds()).rows:
        assert 0.0 <= row.confidence <= 1.0
