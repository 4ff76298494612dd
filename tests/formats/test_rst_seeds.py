"""The seed tables in reStructuredText: exact figures, and docutils as the reference for every cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import editing
from tabl10n.document import Cell, Document

rst = editing.get("rst")

EDITIONS = Path(__file__).parents[2] / "locales" / "en" / "editions"
BY_COUNTRY = EDITIONS / "by-country-2020.rst"
BY_KEY = EDITIONS / "by-key-2018.rst"
SAFE = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "halt_level": 6,
    "report_level": 5,
    "line_length_limit": 1_000_000,
}


@cache
def _document(path: Path) -> Document:
    return rst.parse(path.read_bytes().decode(), path.name)


def _repaired(text: str) -> str:
    """Seed 003 as it was before its encoding was broken, which makes the line as wide as the others again."""
    return text.replace("St.Â\u00a0Vincent", "St. Vincent")


def _entries(text: str) -> list[list[tuple[str, str, str]]]:
    """Text, link and image of every cell of the first table, as docutils sees them."""
    tree = publish_doctree(text, settings_overrides=SAFE)
    return [
        [_entry(entry) for entry in row.findall(nodes.entry)]
        for row in next(tree.findall(nodes.table)).findall(nodes.row)
    ]


def _entry(entry: nodes.entry) -> tuple[str, str, str]:
    links = [node["refuri"] for node in entry.findall(nodes.reference)]
    images = [node["uri"] for node in entry.findall(nodes.image)]
    text = "" if images else entry.astext()
    return text, links[0] if links else "", images[0] if images else ""


def _said(document: Document) -> list[list[tuple[str, str, str]]]:
    table = document.tables[0]
    header = [column.header for column in table.columns]
    return [[(c.text, c.link, c.image) for c in row] for row in [header, *(row.cells for row in table.rows)]]


@pytest.mark.parametrize(
    ("path", "rows", "keys", "headers", "key"),
    [
        (BY_COUNTRY, 174, 125, ["country / region", "logo", "id", "name", "ver", "doc", "…"], 2),
        (BY_KEY, 123, 123, ["id", "name", "ver", "doc", "countries"], 0),
    ],
)
def test_figures(path: Path, rows: int, keys: int, headers: list[str], key: int) -> None:
    table = _document(path).tables[0]
    assert [column.header.text for column in table.columns] == headers
    assert len(table.rows) == rows
    assert len({row.cells[key].text for row in table.rows}) == keys
    assert {len(row.cells) for row in table.rows} == {len(headers)}


@pytest.mark.parametrize("path", [BY_COUNTRY, BY_KEY])
def test_every_cell_says_what_docutils_says(path: Path) -> None:
    assert _said(_document(path)) == _entries(_repaired(path.read_bytes().decode()))


@pytest.mark.parametrize("path", [BY_COUNTRY, BY_KEY])
def test_every_cell_is_where_it_says(path: Path) -> None:
    document = _document(path)
    lines = document.source.split("\n")
    for row in document.tables[0].rows:
        for cell in row.cells:
            assert lines[cell.line - 1][cell.column - 1 :].startswith(document.raw(cell))


@pytest.mark.parametrize("path", [BY_COUNTRY, BY_KEY])
def test_writes_back_the_same_bytes(path: Path) -> None:
    source = path.read_bytes().decode()
    assert rst.write(_document(path)) == rst.patch(_document(path)) == source


def test_logo_is_a_substitution_defined_after_the_table() -> None:
    document = _document(BY_COUNTRY)
    cell = document.tables[0].rows[0].cells[1]
    assert (cell.text, cell.alt, cell.link) == ("", "buda", "https://www.buda.com")
    assert [_at(document, cell, part) for part in ("alt", "link", "image")] == [cell.alt, cell.link, cell.image]
    assert cell.image_span is not None
    assert cell.image_span.start > document.tables[0].span.end


def _at(document: Document, cell: Cell, part: str) -> str:
    span = getattr(cell, f"{part}_span")
    return document.source[span.start : span.end]


def test_last_column_is_empty() -> None:
    assert {row.cells[6].text for row in _document(BY_COUNTRY).tables[0].rows} == {""}


def test_escapes_and_underscores() -> None:
    rows = _document(BY_COUNTRY).tables[0].rows
    assert rows[1].cells[4].text == "*"
    assert "_1btcxe" in {row.cells[2].text for row in rows}


def test_title_and_introduction() -> None:
    assert [(part.kind, part.text, part.line) for part in _document(BY_COUNTRY).prose] == [
        ("title", "Exchanges By Country", 1),
        (
            "introduction",
            "The ccxt library currently supports the following cryptocurrency exchange markets and trading APIs:",
            4,
        ),
    ]


def test_broken_encoding_is_repaired_in_memory_and_reported() -> None:
    document = _document(BY_KEY)
    cell = next(row for row in document.tables[0].rows if row.line == 154).cells[4]
    assert cell.text == "St. Vincent & Grenadines, Russia"
    assert {notice.line for notice in document.notices} == {154}
    assert any("encoding" in notice.message for notice in document.notices)


def test_nothing_is_odd_in_the_other_seed() -> None:
    assert _document(BY_COUNTRY).notices == ()
