"""Which table of the source each table of a copy is, and which row each row, keys or not."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.align import Alignment, Registry, align
from tabl10n.columns import infer_document
from tabl10n.document import Document

SECTIONS = {
    "Fruit": [("apple", "a red one", "4"), ("pear", "a green one", "7")],
    "Tools": [("hammer", "for nails", "12"), ("saw", "for wood", "15")],
    "Boats": [("canoe", "with a paddle", "21"), ("raft", "of logs", "23"), ("dinghy", "with a motor", "29")],
    "Trees": [("birch", "white", "31"), ("willow", "by the water", "37")],
}
GERMAN = {
    "Obst": [("Apfel", "ein roter", "4"), ("Birne", "eine grüne", "7")],
    "Werkzeug": [("Hammer", "für Nägel", "12"), ("Säge", "für Holz", "15")],
    "Boote": [("Kanu", "mit Paddel", "21"), ("Floß", "aus Stämmen", "23"), ("Schlauchboot", "mit Motor", "29")],
    "Bäume": [("Birke", "weiß", "31"), ("Weide", "am Wasser", "37")],
}

Sections = dict[str, list[tuple[str, str, str]]]


def page(sections: Sections, headers: str, name: str) -> Document:
    parts = [
        f"## {heading}\n\n| {headers} |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
        for heading, rows in sections.items()
    ]
    return infer_document(formats.parse("\n".join(parts), name))


def aligned(copy: Sections, source: Sections) -> Alignment:
    english = page(source, "Name | What it is | Page", "source.md")
    return align(page(copy, "Name | Was es ist | Seite", "copy.md"), Registry.from_documents(english), "de")


def pairs(alignment: Alignment) -> list[int | None]:
    return [table.source_table for table in alignment.tables]


def rows(alignment: Alignment) -> list[tuple[int | None, int | None]]:
    return [(row.source_table, row.source_row) for row in alignment.rows]


def test_every_row_of_every_table_is_a_row_of_the_source_keys_or_not() -> None:
    alignment = aligned(GERMAN, SECTIONS)
    assert pairs(alignment) == [1, 2, 3, 4]
    assert rows(alignment) == [(row.table, row.row) for row in alignment.rows]


@pytest.mark.parametrize("lost", range(4))
def test_a_table_that_the_copy_lost_is_no_tables_counterpart(lost: int) -> None:
    copy = {name: rows for number, (name, rows) in enumerate(GERMAN.items()) if number != lost}
    assert pairs(aligned(copy, SECTIONS)) == [number for number in (1, 2, 3, 4) if number != lost + 1]


def test_tables_in_another_order_are_found_by_what_they_share() -> None:
    copy = {name: GERMAN[name] for name in ("Bäume", "Boote", "Obst", "Werkzeug")}
    assert pairs(aligned(copy, SECTIONS)) == [4, 3, 1, 2]


def test_a_table_of_the_copy_alone_has_no_counterpart() -> None:
    copy = {**GERMAN, "Steine": [("Granit", "hart", "41"), ("Kreide", "weich", "43"), ("Jade", "grün", "47")]}
    assert pairs(aligned(copy, SECTIONS)) == [1, 2, 3, 4, None]


def test_a_document_is_its_own_counterpart() -> None:
    alignment = aligned(SECTIONS, SECTIONS)
    assert pairs(alignment) == [1, 2, 3, 4]
    assert all(row.recognised and row.source_confidence > 0.99 for row in alignment.rows)


def test_a_key_of_two_tables_is_the_one_of_its_own_table() -> None:
    source = {name: [("size", "how wide", number), *rows] for number, (name, rows) in enumerate(SECTIONS.items())}
    source = {name: [(key, text, str(number)) for key, text, number in rows] for name, rows in source.items()}
    copy = {name: [("size", "wie weit", str(number)), *own] for number, (name, own) in enumerate(GERMAN.items())}
    alignment = aligned(copy, source)
    assert [row for row, found in zip(rows(alignment), alignment.rows, strict=True) if found.row == 1] == [
        (1, 1), (2, 1), (3, 1), (4, 1)
    ]  # fmt: skip


def test_a_table_of_two_rows_with_translated_keys_is_aligned_by_its_order() -> None:
    english = "| Parameter | Meaning |\n|---|---|\n| SourcePath | Where it is |\n| Force | Overwrite |\n"
    turkish = english.replace("SourcePath", "Yolundan").replace("Where it is", "Nerede")
    source, copy = (infer_document(formats.parse(text, name)) for text, name in ((english, "s.md"), (turkish, "c.md")))
    found = align(copy, Registry.from_documents(source), "tr").rows
    assert [row.key for row in found] == ["SourcePath", "Force"]
    assert [row.recognised for row in found] == [False, True]
