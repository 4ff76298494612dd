"""Copies in which there is little or nothing to find: no traceback, and an end in good time."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.making import keys, seeds, table
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.align.comparison import Comparer
from tabl10n.align.features import EntryValues, Evidence
from tabl10n.align.records import Record
from tabl10n.columns import infer_document


def test_a_text_without_a_table_has_no_rows():
    assert align(infer_document(formats.parse("# Title\n\nText.\n", "copy.md")), seeds()).rows == ()


def test_a_table_of_something_else_gets_no_keys_and_misses_none():
    copy = table("Fruit | Colour", "apple | a deep red", "pear | a pale green")
    alignment = align(copy, seeds(), "en")
    assert keys(alignment) == [None, None]
    assert (alignment.edition, alignment.missing) == ("", ())


def test_without_known_keys_no_row_gets_one():
    empty = Registry.from_documents(infer_document(formats.parse("text\n", "source.md")))
    assert keys(align(table("id", "a", "b"), empty)) == [None, None]


def test_rows_that_are_missing_empty_or_too_long_disturb_no_other():
    assert align(table("id | name"), seeds()).rows == ()
    copy = infer_document(formats.parse("| id | name |\n|---|---|\n| kraken |\n| | |\n| a | b | c | d |\n", "copy.md"))
    assert keys(align(copy, seeds()))[0] == "kraken"


@pytest.mark.parametrize(
    "text", ["\u202ekraken\u202c", "kra\u200bken", "kraken\u0007", "\u2066kraken\u2069", "\ufeffkraken"]
)
def test_control_and_bidi_characters_hide_no_key(text: str):
    assert keys(align(table("id | name", f"{text} | Kraken"), seeds())) == ["kraken"]


def test_ten_thousand_columns_are_no_hindrance():
    wide = " | ".join(["kraken"] * 10_000)
    assert len(align(table(wide, wide, wide), seeds()).rows) == 2


def test_a_huge_cell_is_no_key():
    huge = "kraken " * 10_000
    assert keys(align(table("id | name | text", f"{huge} | {huge} | {huge}"), seeds())) == [None]


@pytest.mark.slow
def test_of_many_equal_rows_none_gets_a_key():
    alignment = align(table("country | id", *["China | 币"] * 3000), seeds(), "zh_Hans")
    assert keys(alignment) == [None] * 3000


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a record was compared with an entry, by the written key of the record."""
    pairs: Counter[str] = Counter()
    compare = Comparer.compare

    def counted(self: Comparer, record: Record, entry: EntryValues) -> list[Evidence]:
        pairs[record.written] += 1
        return compare(self, record, entry)

    monkeypatch.setattr(Comparer, "compare", counted)
    return pairs


def test_a_crowd_in_the_territory_of_few_keys_is_not_compared_with_them(compared: Counter[str]):
    source = [f"src{i} | [Source {i}](https://src{i}.example.org/) | Türkiye" for i in range(50)]
    crowd = [f"key{i} | [Name {i}](https://k{i}.example.org/) | Türkiye" for i in range(2000)]
    registry = Registry.from_documents(table("id | name | country", *source, name="source.md"))
    alignment = align(table("id | name | country", source[7], *crowd), registry)
    assert keys(alignment) == ["src7", *[None] * 2000]
    assert compared.total() < 4000  # all pairs are 100,000 in each round


def test_a_crowd_between_two_rows_that_are_sure_is_no_gap(compared: Counter[str]):
    source = [f"{word} | {word.title()}" for word in ("alpha", "bravo", "kilo", "tango", "victor")]
    registry = Registry.from_documents(table("id | name", *source, name="source.md"))
    align(table("id | name", source[0], *[f"{i} | {i}" for i in range(1000)], source[-1]), registry)
    assert compared.total() < 1000


def test_few_rows_in_a_territory_are_compared_with_its_keys(compared: Counter[str]):
    source = [f"src{i} | Türkiye" for i in range(12)]
    registry = Registry.from_documents(table("id | country", *source, name="source.md"))
    align(table("id | country", "moon | Türkiye", "src1 | Türkiye"), registry)
    assert compared["moon"] >= 12


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6))
def test_whatever_cells_say_each_confidence_is_a_share(rows: list[list[str]]):
    text = "\n".join("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows)
    copy = infer_document(formats.parse(f"| a | b | c |\n|---|---|---|\n{text}\n", "copy.md"))
    for row in align(copy, seeds()).rows:
        assert 0.0 <= row.confidence <= 1.0
