"""The machine-translated seed: every row, by a table that was checked by hand."""

from __future__ import annotations

import pytest

from align.making import chinese, keys
from paths import ROOT

TRUTH = ROOT / "tests/data/machine-translated-truth.tsv"


def truth() -> list[str | None]:
    return [line.split("\t")[2] or None for line in TRUTH.read_text("utf-8").splitlines()[1:]]


def test_every_row_is_right():
    rights = truth()
    assert len(rights) == 166
    assert keys(chinese()) == rights


def test_its_119_spellings_stand_for_122_exchanges():
    rows = chinese().rows
    assert len({row.written for row in rows}) == 119
    assert len({row.key or row.suggested for row in rows}) == 122


def test_every_answer_is_sure():
    assert min(row.confidence for row in chinese().rows if row.key) > 0.95


def test_two_things_are_in_no_edition_and_get_a_name():
    new = [(row.written, row.suggested) for row in chinese().rows if row.key is None]
    assert new == [("体重", "bw"), ("Topq", "topq")]


def test_the_copy_was_made_from_the_edition_of_2020():
    assert chinese().edition.endswith("by-country-2020.rst")
    assert not {row.key for row in chinese().rows} & set(chinese().missing)


@pytest.mark.parametrize(
    ("key", "successor"),
    [
        ("gateio", "gate"),
        ("okex", "okx"),
        ("okex3", "okx"),
        ("bitbay", "zonda"),
        ("bitmax", "ascendex"),
        ("huobipro", "huobi"),
        # Keys of families that live on side by side, and keys that are simply gone.
        ("bitkk", ""),
        ("hitbtc2", ""),
        ("kkex", ""),
        # Keys that the source table lists.
        ("bitfinex2", ""),
        ("zb", ""),
    ],
)
def test_what_a_key_is_called_now(key: str, successor: str):
    rows = [row for row in chinese().rows if row.key == key]
    assert rows
    assert {row.successor for row in rows} == {successor}


def test_one_spelling_stands_for_three_keys():
    found = {row.key for row in chinese().rows if row.written == "比特币"}
    assert found == {"bitfinex", "bitmex", "surbitcoin"}


def test_evidence_names_what_decided():
    row = next(row for row in chinese().rows if row.written == "南汇")
    said = dict(row.candidates[0].evidence)
    assert list(said)[:2] == ["image", "link"]
    assert {said[kind] for kind in ("image", "link", "doc link", "name", "territory", "version")} == {"same"}
    assert "the source table no longer lists it" in row.notes
