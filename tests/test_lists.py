"""Lists of territories in one cell: joined as each locale does, and read back as what they name."""

from __future__ import annotations

import pytest
from babel import localedata

from tabl10n import formats, territories
from tabl10n.build.localize import localize
from tabl10n.catalog.model import Catalog, Message
from tabl10n.columns import infer_document
from tabl10n.document import Role
from tabl10n.territories import names

# With the words and marks that a list may be torn at: and, &, brackets, a dash.
NAMES = [
    "Bosnia & Herzegovina",
    "St. Vincent & Grenadines",
    "Japan",
    "South Korea",
    "Trinidad & Tobago",
    "UK",
    "Hong Kong",
    "EU",
    "Myanmar (Burma)",
    "Congo - Kinshasa",
]
ROLES = {"country": Role.TERRITORY, "id": Role.KEY}
LISTS = [", ".join(NAMES), "UK, EU", "Japan and UK", "Japan, UK, and EU", "UK and Japan / EU"]
TABLE = "| country | id |\n|---|---|\n" + "".join(f"| {cell} | {i} |\n" for i, cell in enumerate(LISTS))


def joined(locale: str) -> list[str]:
    """The lists in the words of the locale."""
    names = {name: territories.translate(name, locale) or "" for name in NAMES}
    catalog = Catalog(Message(""), tuple(Message(name, "territory", said) for name, said in names.items()))
    [table] = localize(infer_document(formats.parse(TABLE, "t.md"), ROLES), catalog, locale).document.tables
    return [row.cells[0].text for row in table.rows]


def codes(cell: str, locale: str) -> list[str | None]:
    return [part.match.code if part.match else None for part in territories.split(cell, locale)]


@pytest.mark.slow
def test_every_locale_of_cldr_names_its_territories_apart_and_reads_its_own_lists() -> None:
    """In one test, as the names of a thousand locales are read only once a process.

    Should a later CLDR name two territories alike, the name resolves to nothing, and this test says where.
    """
    wanted = [codes(row, "en") for row in LISTS]
    tags = [tag for tag in localedata.locale_identifiers() if territories.name_of("JP", tag)]
    assert len(tags) > 800
    torn = {tag for tag in tags if [codes(cell, tag) for cell in joined(tag)] != wanted}
    assert torn == set()
    locales = {territories.known_locale(tag) for tag in localedata.locale_identifiers()}
    regional = {locale for locale in locales if "_" in locale}
    ambiguous = {(tag, name) for tag in regional for name, match in names._index_own(tag).items() if not match}
    assert ambiguous == set()


def test_lists_are_separated_as_the_locale_separates_them() -> None:
    assert [joined(locale)[1] for locale in ("de", "ja", "zh_Hant", "ar", "am", "th")] == [
        "Vereinigtes Königreich, Europäische Union",
        "英国、欧州連合",
        "英國、歐盟",
        "المملكة المتحدة، الاتحاد الأوروبي",
        "ዩኬ፣ የአውሮፓ ህብረት",
        "สหราชอาณาจักร, สหภาพยุโรป",
    ]


def test_the_last_item_follows_the_locales_and() -> None:
    assert {locale: joined(locale)[2:] for locale in ("de", "zh_Hans", "hi", "en_GB", "ti")} == {
        "de": [
            "Japan und Vereinigtes Königreich",
            "Japan, Vereinigtes Königreich und Europäische Union",
            "Vereinigtes Königreich und Japan / Europäische Union",
        ],
        "zh_Hans": ["日本和英国", "日本、英国和欧盟", "英国和日本 / 欧盟"],
        "hi": ["जापान और यूनाइटेड किंगडम", "जापान, यूनाइटेड किंगडम, और यूरोपीय संघ", "यूनाइटेड किंगडम और जापान / यूरोपीय संघ"],
        "en_GB": ["Japan and UK", "Japan, UK and European Union", "UK and Japan / European Union"],
        "ti": ["ጃፓን፣ ብሪጣንያ", "ጃፓን፣ ብሪጣንያ፣ ኤውሮጳዊ ሕብረት", "ብሪጣንያ፣ ጃፓን / ኤውሮጳዊ ሕብረት"],
    }
