"""Localization: the words change, the table does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import editing
from tabl10n import formats, territories
from tabl10n.build.localize import localize
from tabl10n.catalog.model import Catalog, Identity, Message
from tabl10n.catalog.pofile import read
from tabl10n.catalog.prefill import make_catalog
from tabl10n.catalog.stats import count_stats
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.errors import InputError

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.parent.parent.name for path in (ROOT / "locales").glob("*/LC_MESSAGES/exchanges.po"))
TABLE = """\
# Shops

See [us](https://example.org).

| country       | id    | name                    | about        | ver |
|---------------|-------|-------------------------|--------------|-----|
| Japan, Turkey | Japan | [Japan](https://j.org)  | Japan        | v1  |
| EU            | eu    | [Eu](https://e.org)     | **big** shop | v2  |
"""


def small(text: str = TABLE) -> Document:
    return infer_document(formats.parse(text, "x.md"), {"name": Role.NAME, "about": Role.TEXT}, "en")


def catalog(*found: Message) -> Catalog:
    return Catalog(Message("", msgstr="Content-Type: text/plain; charset=UTF-8\n"), found)


def rows(document: Document) -> list[list[str]]:
    return [[cell.markup or cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_each_role_takes_its_own_words() -> None:
    given = catalog(
        Message("Japan", "territory", "日本"),
        Message("Turkey", "territory", "土耳其"),
        Message("Japan", "name", "瑞穗"),
        Message("Japan", "text", "在日本"),
        Message("**big** shop", "text", "**大**店"),
        Message("v1", "text", "never"),
        Message("eu", "name", "never"),
    )
    localized = localize(small(), given, "zh_Hans")
    assert rows(localized.document) == [
        ["日本、土耳其", "Japan", "瑞穗", "在日本", "v1"],
        ["EU", "eu", "Eu", "**大**店", "v2"],
    ]


def test_prose_and_headers_are_translated() -> None:
    given = catalog(
        Message("Shops", "title", "Läden"),
        Message("See [us](https://example.org).", "introduction", "Siehe [uns](https://example.org)."),
        Message("country", "header", "Land"),
    )
    document = localize(small(), given, "de").document
    assert [prose.text for prose in document.prose] == ["Läden", "Siehe [uns](https://example.org)."]
    assert [column.header.text for column in document.tables[0].columns] == ["Land", "id", "name", "about", "ver"]


@pytest.mark.parametrize(
    "unusable",
    [
        Message("EU", "territory", "?", flags=("fuzzy",)),
        Message("EU", "territory", "?", obsolete=True),
        Message("EU", "territory", ""),
        Message("EU", "header", "?"),
        Message("EU", None, "?"),
    ],
)
def test_a_translation_that_may_not_be_used_is_not(unusable: Message) -> None:
    localized = localize(small(), catalog(unusable), "de")
    assert rows(localized.document)[1][0] == "EU"
    assert Identity("territory", "EU") in localized.missing


def test_a_name_counts_as_done_without_a_translation_unless_it_has_one_in_doubt() -> None:
    localized = localize(small(), catalog(Message("Japan", "territory", "日本"), Message("Eu", "name", "欧")), "ja")
    assert (localized.translated, localized.doubted) == (3, 0)
    doubted = localize(small(), catalog(Message("Eu", "name", "欧", flags=("fuzzy",))), "ja")
    assert (doubted.translated, doubted.doubted) == (1, 1)
    assert localized.missing == (
        Identity("title", "Shops"),
        Identity("introduction", "See [us](https://example.org)."),
        *(Identity("header", header) for header in ("country", "id", "name", "about", "ver")),
        Identity("territory", "Turkey"),
        Identity("text", "Japan"),
        Identity("territory", "EU"),
        Identity("text", "**big** shop"),
    )


@pytest.mark.parametrize(
    ("cell", "locale", "expected"),
    [
        ("Japan, Turkey", "de", "JP, TR"),
        ("Japan , Turkey", "de", "JP, TR"),
        ("Japan, Turkey, EU", "ja", "JP、TR、EU"),
        ("Japan, Turkey", "ar", "JP، TR"),
        ("Japan, Turkey", "fa", "JP، TR"),
        ("Japan, Turkey", "th", "JP, TR"),
        ("Japan / Turkey", "ja", "JP / TR"),
        ("Japan (Turkey)", "ja", "JP (TR)"),
        ("Narnia, Japan", "ja", "Narnia、JP"),
        ("", "ja", ""),
    ],
)
def test_several_territories_are_listed_as_the_locale_lists_them(cell: str, locale: str, expected: str) -> None:
    words = (("Japan", "JP"), ("Turkey", "TR"), ("EU", "EU"))
    given = catalog(*(Message(name, "territory", word) for name, word in words))
    text = f"| country | id |\n|---|---|\n| {cell} | a |\n| EU | b |\n"
    assert rows(localize(small(text), given, locale).document)[0][0] == expected


@pytest.mark.parametrize("locale", SHIPPED)
def test_a_localized_list_is_read_as_the_same_territories(locale: str) -> None:
    source = infer_document(formats.load(ROOT / "locales/en/editions/by-key-2018.rst"), None, "en")
    given = make_catalog(catalog(*extract_messages(source, "x")), locale).catalog
    at = source.tables[0].column_of(Role.TERRITORY)
    assert at is not None
    changed = localize(source, given, locale).document
    for before, after in zip(source.tables[0].rows, changed.tables[0].rows, strict=True):
        assert codes(after.cells[at].text, locale) == codes(before.cells[at].text, "en")


def codes(text: str, locale: str) -> list[str | None]:
    return [part.match and part.match.code for part in territories.split(text, locale)]


@pytest.mark.parametrize("row", ["| Japan |", "| Japan | j | J | x | v1 | extra | Japan |"])
def test_a_row_too_short_or_too_long_is_kept(row: str) -> None:
    document = small("\n".join([*TABLE.splitlines()[:7], row, ""]))
    (*_, last) = rows(localize(document, catalog(Message("Japan", "territory", "日本")), "ja").document)
    assert last == ["日本", *[cell.strip() for cell in row.strip("|").split("|")][1:]]


@pytest.mark.parametrize("locale", ["en", "EN"])
def test_the_source_locale_gives_the_document_back(locale: str) -> None:
    document = small()
    assert localize(document, catalog(Message("Japan", "territory", "?")), locale).document is document


def test_an_empty_catalog_changes_nothing() -> None:
    document = small(TABLE.replace("Japan, Turkey", "Japan"))
    assert localize(document, catalog(), "ja").document == document


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(InputError, match="no such locale 'nowhere'"):
        localize(small(), catalog(), "nowhere")


@pytest.mark.parametrize("locale", SHIPPED)
def test_the_shipped_tables_differ_in_words_alone(locale: str) -> None:
    source = infer_document(formats.load(ROOT / "locales/en/exchanges-by-country.md"), None, "en")
    localized = localize(source, read(ROOT / "locales" / locale / "LC_MESSAGES/exchanges.po"), locale)
    assert (localized.translated, localized.missing) == (146, ())
    built = formats.parse(editing.dump(localized.document), "x.md")
    assert untouchable(built, source) == untouchable(source, source)


def untouchable(document: Document, source: Document) -> list[list[tuple[str, ...]]]:
    """What is the same in every language, by the roles of ``source``."""
    roles = [column.role for column in source.tables[0].columns]
    return [
        [
            (cell.link, cell.image, cell.alt, cell.text if role in (Role.KEY, Role.VERBATIM) else "")
            for cell, role in zip(row.cells, roles, strict=True)
        ]
        for row in document.tables[0].rows
    ]


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
@pytest.mark.parametrize("context", ["name", "territory", "text", "title"])
def test_a_build_and_the_statistics_count_alike(context: str, flags: tuple[str, ...]) -> None:
    template = extract_messages(small(), "x")
    given = [replace(m, msgstr="日本", flags=flags) for m in template if m.msgctxt == context]
    counted = count_stats(catalog(*given), catalog(*template))
    localized = localize(small(), catalog(*given), "ja")
    assert localized.percent == counted.percent
    assert localized.translated == counted.done
