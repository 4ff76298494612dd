"""Single habits of the aligner, each on a table of a few rows."""

from __future__ import annotations

import pytest

from align.making import chinese, key_of, keys, seed, seeds, table
from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n.align import Registry, align
from tabl10n.align.territories import learn_territories
from tabl10n.territories import Naming

HEADER = "country | logo | id | name | ver"
ROWS = tuple(
    f"{place} | ![{key}](https://img.example/{key}.png) | {key} | [{name}](https://www.{key}.com) | {version}"
    for place, key, name, version in (
        ("France", "kraken", "Kraken", 0),
        ("Japan", "zaif", "Zaif", 1),
        ("Japan", "bitbank", "bitbank", 1),
        ("China", "huobi", "Huobi", 3),
        ("Chile", "buda", "Buda", 2),
        ("Peru", "buda", "Buda", 2),
    )
)


def small() -> Registry:
    return Registry.from_documents(table(HEADER, *ROWS))


@pytest.mark.parametrize("path", [SOURCE, GRID_2020, PIPES_2018, BY_KEY_2018])
def test_a_table_with_itself_is_the_identity(path: object):
    document = seed(path)
    alignment = align(document, Registry.from_documents(document), "en")
    assert keys(alignment) == [row.written for row in alignment.rows]
    assert min(row.confidence for row in alignment.rows) > 0.99
    assert alignment.missing == ()


def test_rows_and_tables_count_from_one():
    rows = chinese().rows
    assert [(row.table, row.row) for row in rows] == [(1, n) for n in range(1, 167)]
    assert [row.line for row in rows] == [row.line for row in seed(CHINESE_COPY).tables[0].rows]


def test_an_exact_key_wins_over_a_link_and_an_image():
    row = "Japan | ![](https://img.example/zaif.png) | bitbank | [bitbank](https://www.zaif.com) | 1"
    assert keys(align(table(HEADER, row), small())) == ["bitbank"]


def test_an_exact_key_that_everything_contradicts_is_a_collision():
    row = "Japan | ![](https://img.example/zaif.png) | kraken | [Zaif](https://www.zaif.com) | 1"
    found = align(table(HEADER, row), small()).rows[0]
    assert found.key == "zaif"
    assert any("written as the key kraken" in note for note in found.notes)


def test_an_exact_key_that_much_contradicts_and_nothing_replaces_stays_with_a_note():
    source = table("country | id | name", "Norway | knarr | [Knarr](https://knarr.example)", "Japan | kobaya | Kobaya")
    copy = table("country | id | name", "Chile | knarr | [Zq](https://zq.test)", "Japan | kobaya | Kobaya")
    row = align(copy, Registry.from_documents(source), "en").rows[0]
    assert (row.key, row.notes) == ("knarr", ("written as knarr, although link and territory differ",))


def test_an_exact_key_with_nothing_else_stays():
    assert key_of("zaif", small()).key == "zaif"


def test_the_columns_are_found_in_any_order_and_without_a_header():
    rows = [" | ".join(reversed(row.split(" | "))) for row in ROWS]
    assert keys(align(table(" | | | | ", *rows), small())) == [row.split(" | ")[2] for row in ROWS]


def test_a_territory_that_was_mistranslated_is_learned_from_sure_rows():
    japan, china = frozenset({"JP"}), frozenset({"CN"})
    shown = [("bird", japan), ("bird", japan | china), ("China", china), ("China", china), ("once", japan)]
    found = learn_territories({"bird": frozenset(), "China": china, "once": frozenset()}, shown)
    assert found == {"bird": japan, "China": china, "once": frozenset()}


def test_what_is_left_over_is_found_by_elimination():
    rows = [*ROWS[:3], "China | | 火必 | 火必 | 3", *ROWS[4:]]
    found = align(table(HEADER, *rows), small()).rows[3]
    assert found.key == "huobi"


def test_a_stranger_gets_no_key_but_a_suggestion():
    row = "Malta | ![](https://img.example/new.png) | 新 | [Nova](https://www.nova.io) | 7"
    found = align(table(HEADER, *ROWS, row), small()).rows[-1]
    assert (found.key, found.suggested) == (None, "nova")
    assert found.candidates == () or found.candidates[0].confidence == found.confidence < 0.6


def test_one_record_in_several_rows_is_decided_together():
    rows = [row.replace("| buda |", "| 佛 |") if "Peru" in row else row for row in ROWS]
    assert keys(align(table(HEADER, *rows), small()))[-1] == "buda"


def test_a_lookalike_host_does_not_turn_a_row():
    rows = [row.replace("www.zaif.com", "www.kraken.com.evil.example") for row in ROWS]
    assert keys(align(table(HEADER, *rows), small())) == [row.split(" | ")[2] for row in ROWS]


def test_each_of_two_tables_is_laid_on_its_own():
    document = table(HEADER, *ROWS)
    twice = align(
        type(document)(**{**{f: getattr(document, f) for f in document.__slots__}, "tables": document.tables * 2}),
        small(),
    )
    assert keys(twice) == [row.split(" | ")[2] for row in ROWS] * 2
    assert {row.table for row in twice.rows} == {1, 2}


def test_a_dictionary_counts_when_it_is_given():
    rows = ["独立储备", "海"]
    registry = Registry.from_documents(table("id", "independentreserve", "kraken", "zaif"))
    without = align(table("id", *rows), registry)
    found = align(table("id", *rows), registry, "zh_Hans", {"独立": ["independent"], "储备": ["reserve"]})
    assert without.rows[0].candidates[0].evidence.get("meaning") is None
    assert found.rows[0].candidates[0].evidence["meaning"] == 1.0
    assert found.rows[0].key == "independentreserve"


def test_words_and_code_in_descriptions_tell_rows_apart():
    source = table("Option | Description", "--push | Push to the Hub at port 5000", "--pull | Read `CONFIG_X` first")
    copy = table("选项 | 描述", "–推 | 推送到 5000 Hub", "–拉 | 先读 CONFIG_X")
    assert keys(align(copy, Registry.from_documents(source), "zh_Hans")) == ["--push", "--pull"]


def test_seeds_are_not_renamed_by_confusion():
    assert seeds().entries["bitfinex2"].successor == seeds().entries["zb"].successor == ""


def test_the_projects_own_names_of_territories_count() -> None:
    own = Naming(overrides={"de": {"CZ": "Böhmen und Mähren", "PL": "Das Land der Polen"}})
    source = table("country | id", "Czechia | alpha", "Poland | omega")
    copy = table("Land | id", "Böhmen und Mähren | 一", "Das Land der Polen | 二")
    found = align(copy, Registry.from_documents(source), "de", naming=own)
    assert [row.candidates[0].evidence["territory"] for row in found.rows] == ["same", "same"]
    without = align(copy, Registry.from_documents(source), "de").rows
    assert ["territory" in row.candidates[0].evidence for row in without] == [False, False]
