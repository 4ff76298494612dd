"""The order of rows: ICU's where DuckDB is installed, Unicode's without."""

from __future__ import annotations

import json
import sys

import pytest

from browser import open_page
from tabl10n import formats
from tabl10n.build import sorting
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.project import SortBy
from tabl10n.territories import name_of, resolve

needs_icu = pytest.mark.skipif(not sorting.has_icu(), reason="needs duckdb: pip install '.[collation]'")

# Each line is in order.
ORDERS = {
    "de": "Ägypten Albanien Oman Österreich zebra",
    "sv": "apa zebra ål ärlig öl",
    "da": "zebra æble øl ål",
    "es": "nube nz ñandú oso",
    "tr": "h ı i j",
    "cs": "c cz č d h ch i",
    "zh_Hans": "阿联酋 俄罗斯 美国 日本 香港 中国",
    "zh_Hant": "一 丁 中 日本 美國",
    "ja": "アメリカ いぬ イヌ うさぎ 中国",
    "ar": "أستراليا ألمانيا تركيا فرنسا هونغ",
    "ru": "ежевика ёлка жук",
    "sr_Latn": "cd ce ča ćb da",
}
LOCALES = ["ar", "de", "en", "es", "fr", "he", "hi", "ja", "ko", "ru", "sr_Latn", "sv", "tr", "zh_Hans", "zh_Hant"]

TABLE = """\
| country | id | name |
|---------|----|------|
| Norway  | b  | Ål   |
| Åland Islands | a | zebra |
|         | c  | apa  |
| Norway  | A  | ål   |
"""
HEADED = """\
<table><tr><th>country<th>id
<tr><td>Peru<td>a<tr><td>Chad<td>b
<tr><td colspan=2>Asia
<tr><td>Oman<td>c<tr><td>Iran<td>d</table>
"""
GRID = """\
+---------+----+
| country | id |
+=========+====+
| Peru    | a  |
+---------+----+
| Chad    | b  |
+---------+----+
| Asia         |
+---------+----+
| Oman    | c  |
+---------+----+
| Iran    | d  |
+---------+----+
"""


def in_order(texts: list[str], locale: str) -> list[str]:
    return sorted(texts, key=sorting.make_sort_keys(texts, locale).__getitem__)


def sorted_keys(by: SortBy, locale: str = "sv", table: str = TABLE) -> list[str]:
    document = infer_document(formats.parse(table, "t.md"))
    moved = formats.reorder_rows(document, sorting.find_orders(document, by, locale))
    return [row.cells[1].text for row in moved.tables[0].rows]


def territories(locale: str) -> list[str]:
    codes = [f"{a}{b}" for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    return sorted({name for code in codes if resolve(code) and (name := name_of(code, locale))})


@needs_icu
@pytest.mark.parametrize("locale", ORDERS)
def test_each_locale_has_its_own_alphabet(locale: str) -> None:
    texts = ORDERS[locale].split()
    assert in_order(texts[::-1], locale) == texts


@needs_icu
@pytest.mark.browser
def test_every_territory_is_where_a_browsers_icu_puts_it() -> None:
    page = open_page("")
    for locale in LOCALES:
        ours = in_order(territories(locale), locale)
        tag = locale.replace("_", "-")
        theirs = page.evaluate(f"{json.dumps(ours[::-1])}.sort(new Intl.Collator('{tag}').compare)")
        assert len(ours) > 250
        assert ours == theirs, locale
    page.close()


@needs_icu
def test_rows_of_one_territory_stay_together_in_their_order_and_rows_without_come_last() -> None:
    assert sorted_keys("territory") == ["b", "A", "a", "c"]
    assert sorted_keys("territory", "en") == ["a", "b", "A", "c"]


@needs_icu
def test_rows_are_sorted_by_name_or_key() -> None:
    assert sorted_keys("name") == ["c", "a", "A", "b"]
    assert sorted_keys("key") == ["a", "A", "b", "c"]


def test_without_icu_accents_and_case_count_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert not sorting.has_icu()
    assert in_order(["b", "Ál", "zebra", "al", "Al", "am", "ÅL"], "de") == ["Al", "al", "Ál", "ÅL", "am", "b", "zebra"]


@needs_icu
def test_a_short_row_comes_last() -> None:
    assert sorted_keys("name", "en", TABLE + "| Japan | z |\n") == ["A", "b", "c", "a", "z"]


@needs_icu
def test_rows_that_share_a_cell_stay_together_and_a_foot_at_the_foot() -> None:
    rows = "<tr><td rowspan=2>Norway<td>b<tr><td>a<tr><td>Chad<td>c<tr><td>Norway<td>d"
    table = f"<table><tr><th>country<th>id<tfoot><tr><td>Asia<td>e<tbody>{rows}</table>"
    document = infer_document(formats.parse(table, "t.html"))
    assert sorting.find_orders(document, "territory", "en") == ((0, 3, 1, 2, 4),)
    assert sorting.find_orders(document, "key", "en") == ((0, 1, 2, 3, 4),)


@needs_icu
@pytest.mark.parametrize(("table", "name"), [(HEADED, "t.html"), (GRID, "t.rst")])
def test_rows_are_sorted_below_their_heading(table: str, name: str) -> None:
    document = infer_document(formats.parse(table, name))
    (order,) = sorting.find_orders(document, "territory", "en")
    assert order == (1, 0, 2, 4, 3)
    moved = formats.reorder_rows(document, [order])
    assert [row.cells[0].text for row in moved.tables[0].rows] == ["Chad", "Peru", "Asia", "Iran", "Oman"]


def test_a_table_without_such_a_column_keeps_its_order() -> None:
    both = f"{TABLE}\n| id | number |\n|----|----|\n| z  | 2 |\n| y  | 1 |\n"
    document = infer_document(formats.parse(both, "t.md"))
    assert sorting.find_orders(document, "name", "en")[1] == (0, 1)


def test_a_document_without_such_a_column_is_refused() -> None:
    document: Document = infer_document(formats.parse("| id | number |\n|----|----|\n| z  | 2 |\n", "t.md"))
    with pytest.raises(InputError, match="no column plays the role territory"):
        sorting.find_orders(document, "territory", "en")
