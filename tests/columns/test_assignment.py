"""Columns of a copy are aligned with the source's, also where the keys say nothing any more."""

from __future__ import annotations

from align.making import keys, table
from tabl10n.align import Registry, align
from tabl10n.document import Document

MEMBERS = (
    "Member | Since | What it does",
    "[front](https://x.example/front) | C++98 | the first element",
    "[back](https://x.example/back) | C++98 | the last element",
    "[data](https://x.example/data) | C++11 | the array",
    "[clear](https://x.example/clear) | C++98 | removes all",
)
PROPERTIES = (
    "Property | Description",
    "[order](https://x.example/order) | Changes the sequence.",
    "[width](https://x.example/width) | Sets how wide it is.",
    "[color](https://x.example/color) | Colours the text.",
    "[cursor](https://x.example/cursor) | Shows another pointer.",
)


def registry(*lines: str) -> Registry:
    return Registry.from_documents(table(*lines))


def key_column(copy: Document, known: Registry) -> int | None:
    return align(copy, known).columns[0].key


def test_a_column_that_the_source_knows_is_not_the_key() -> None:
    copy = table(
        "成员 | 自 | 它的作用",
        "[正面](https://x.example/front) | C++98 | 第一个元素",
        "[背面](https://x.example/back) | C++98 | 最后一个元素",
        "[数据](https://x.example/data) | C++11 | 底层数组",
        "[清除](https://x.example/clear) | C++98 | 删除所有元素",
    )
    assert key_column(copy, registry(*MEMBERS)) == 0
    assert keys(align(copy, registry(*MEMBERS))) == ["front", "back", "data", "clear"]


def test_columns_in_another_order_are_found_by_their_values() -> None:
    copy = table(
        "它的作用 | 自 | 成员",
        "最后一个元素 | C++98 | [背面](https://x.example/back)",
        "底层数组 | C++11 | [数据](https://x.example/data)",
    )
    assert key_column(copy, registry(*MEMBERS)) == 2
    assert keys(align(copy, registry(*MEMBERS))) == ["back", "data"]


def test_a_copy_with_nothing_in_common_keeps_what_it_says_itself() -> None:
    assert key_column(table("id | name", "a1 | Some words", "b2 | Other words"), registry(*MEMBERS)) is not None


def test_words_of_another_language_do_not_speak_against_the_right_row() -> None:
    copy = table(
        "Propriété | Description",
        "[curseur](https://x.example/cursor) | Montre un autre pointeur de la souris.",
        "[largeur](https://x.example/width) | Définit la largeur de la boîte.",
        "[commande](https://x.example/order) | Change l'ordre des choses.",
        "[couleur](https://x.example/color) | Donne une couleur au texte.",
    )
    assert keys(align(copy, registry(*PROPERTIES), "fr")) == ["cursor", "width", "order", "color"]


def test_a_host_that_entries_share_suggests_no_new_key() -> None:
    copy = table("Property | Description", "[zoom](https://x.example/zoom) | Enlarges.", PROPERTIES[1])
    [new, _] = align(copy, registry(*PROPERTIES), "en").rows
    assert (new.key, new.suggested) == (None, "")


INTERVALS = (
    "Interval | Code | Steps | Ratio | Inversion",
    "Unison | P1 | 0 | 1:1 | P8",
    "Minor second | m2 | 1 | 16:15 | M7",
    "Major second | M2 | 2 | 9:8 | m7",
    "Fourth | P4 | 5 | 4:3 | P5",
    "Fifth | P5 | 7 | 3:2 | P4",
    "Minor seventh | m7 | 10 | 9:5 | M2",
    "Major seventh | M7 | 11 | 15:8 | m2",
    "Octave | P8 | 12 | 2:1 | P1",
)


def test_a_column_that_refers_to_other_keys_is_not_that_of_the_keys_though_it_kept_more_of_them() -> None:
    damaged = [line.replace("| m2 | 1 ", "| kleine 2 | 1 ").replace("| P4 | 5 ", "| R4 | 5 ") for line in INTERVALS]
    copy = table(*damaged)
    assert key_column(copy, registry(*INTERVALS)) == 1
    assert keys(align(copy, registry(*INTERVALS))) == ["P1", "m2", "M2", "P4", "P5", "m7", "M7", "P8"]
    turned = [" | ".join([*(parts := line.split(" | "))[:1], parts[4], *parts[2:4], parts[1]]) for line in damaged]
    assert key_column(table(*turned), registry(*INTERVALS)) == 4


def test_a_column_that_repeats_the_keys_is_told_by_its_place() -> None:
    source = ("Code | Label | Note", "aa | aa | one", "bb | bb | two", "cc | cc | three", "dd | dd | four")
    copy = table("Code | Label | Note", "ah | aa | one", "be | bb | two", "cc | cc | three", "dd | dd | four")
    assert key_column(copy, registry(*source)) == 0


def test_numbers_are_recognised_however_a_language_writes_them() -> None:
    source = (
        "Station | Code | Latitude | Longitude | Country",
        "One | AAX | 51.5309 | -0.1233 | Norway",
        "Two | BBX | 1,048.8809 | 2.3553 | Norway",
        "Three | CCX | 52.5251 | 13.3694 | Norway",
        "Four | DDX | 60.1719 | 24.9414 | Norway",
    )
    copy = table(
        "Pituus | Koodi | Leveys | Nimi",
        "\u22120,1233 | AAX | 51,5309 | Yksi",
        "2,3553 | BBX | 1 048,8809 | Kaksi",
        "13,3694 | CCX | 52,5251 | Kolme",
        "24,9414 | DDX | 60,1719 | Neljä",
    )
    columns = align(copy, registry(*source)).columns[0]
    assert columns.verbatim == (("latitude", 2), ("longitude", 0))


def test_a_column_of_days_is_found_in_another_place_however_they_are_written() -> None:
    days = (("1994-07-01", "1. Juli 1994"), ("1850-05-07", "7. Mai 1850"), ("1975-09-29", "29.09.1975"))
    codes = ("BRL", "CHF", "CLP")
    source = table("Code | Since", *(f"{code} | {day}" for code, (day, _) in zip(codes, days, strict=True)))
    copy = table("Seit | Code | Bild", *(f"{day} | {code} | x" for code, (_, day) in zip(codes, days, strict=True)))
    assert align(copy, Registry.from_documents(source), "de").columns[0].verbatim == (("since", 0),)


BADGES = (
    "Key | Version",
    "aak | [![Version 2](https://img.shields.io/badge/2-gray)](https://aak.example/api)",
    "hulk | [![Version 1](https://img.shields.io/badge/1-gray)](https://hulk.example/api)",
    "knarr | [![Version 3](https://img.shields.io/badge/3-gray)](https://knarr.example/api)",
    "sampan | [![Version 1.1](https://img.shields.io/badge/1.1-gray)](https://sampan.example/api)",
)
APART = (
    "Schlüssel | Seit | Doku",
    "aak | 2 | [API](https://aak.example/api)",
    "Koloss | 1 | [API](https://hulk.example/api)",
    "knarr | 3 | [API](https://knarr.example/api)",
    "sampan | 1.1 | [API](https://sampan.example/api)",
)


def test_what_a_source_says_and_links_in_one_column_a_copy_may_have_in_two() -> None:
    turned = (" | ".join([key, doc, said]) for key, said, doc in (line.split(" | ") for line in APART))
    for copy, said, linked in ((table(*APART), 1, 2), (table(*turned), 2, 1)):
        columns = align(copy, registry(*BADGES)).columns[0]
        assert columns.verbatim == (("version", said),)
        assert (columns.version, columns.link) == (said, linked)


def test_what_a_source_has_in_two_columns_a_copy_may_say_and_link_in_one() -> None:
    columns = align(table(*BADGES), registry(*APART)).columns[0]
    assert columns.verbatim == (("seit", 1),)
