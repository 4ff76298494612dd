"""Columns that name territories: found in any language, and without asking every cell of every column."""

from __future__ import annotations

import pytest

from copies import read
from tabl10n.columns import territories
from tabl10n.columns.languages import guess_locales
from tabl10n.columns.territories import are_territories, find_territory_column
from tabl10n.document import Role
from tabl10n.territories import split
from tabl10n.territories.names import list_known_names
from tabl10n.territories.openings import may_begin_with_territory

LOCALES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "vi", "id", "sv", "cs", "az", "ja", "zh_Hans", "zh_Hant"),
    *("ko", "ru", "uk", "bg", "sr", "he", "ar", "fa", "ur", "hi", "mr", "ne", "bn", "ta", "th", "el", "ka", "hy"),
    *("km", "my", "ff"),
)
FORMS = ("{}", "The {}", "({})", " {} ", "\U0001f1f3\U0001f1f4 {}", "{}, {}", "{}/US", "US, {}", "* {}", "'{}'")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_list_of_territories_is_taken_for_other_words_by_its_beginning(locale: str) -> None:
    for name in [*list_known_names(locale)][::5]:
        for written in {name, name.upper(), name.title()}:
            for cell in {form.format(written, written) for form in FORMS}:
                if all(part.match for part in split(cell, locale)):
                    assert may_begin_with_territory(cell, (locale,)), cell


def test_words_that_begin_as_no_territory_does_are_not_split_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most columns of most tables are such: to split them in a dozen languages is most of what a page would cost."""
    asked: list[str] = []
    monkeypatch.setattr(territories, "_names_territories_only", lambda text, _: asked.append(text))
    cells = [f"{word} {number}" for number, word in enumerate(("Buffers", "widths", "retries", "LAYOUT_RTL", "5", "-"))]
    assert not are_territories(cells, None)
    assert asked == []


def test_a_column_is_given_up_once_too_few_cells_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(territories, "may_begin_with_territory", lambda text, _: bool(asked.append(text)))
    assert not are_territories([f"word {number}" for number in range(100)], "en")
    assert len(asked) == 41


PAGE = """
| id | {} | about |
|----|----|-------|
| knarr | {} | A ship. |
| dory | {} | A boat. |
| koba | {} | Another. |
"""


def test_territories_are_found_in_another_language_than_the_copy_is_said_to_be_in() -> None:
    [table] = read(PAGE.format("Land", "Norwegen", "Spanien", "Frankreich"), locale="zh_Hans").tables
    assert table.column_of(Role.TERRITORY) is None
    assert find_territory_column(table) == 1


def test_the_column_that_plays_the_role_is_that_of_the_territories_whatever_it_holds() -> None:
    [table] = read(PAGE.format("Country", "one", "two", "three"), locale="de").tables
    assert find_territory_column(table) == 1


def test_keys_and_what_a_header_names_otherwise_are_no_territories() -> None:
    [table] = read(PAGE.format("Source", "Norwegen", "Spanien", "Frankreich"), locale="zh_Hans").tables
    assert find_territory_column(table) is None


@pytest.mark.parametrize(
    ("texts", "locale"),
    [
        (["Norway"], "de"),
        (["Норвегия"], "uk"),
        (["ノルウェー"], "ja"),
        (["挪威"], "zh_Hant"),
        (["नॉर्वे"], "ne"),
        (["ノ"], "en"),
    ],
)
def test_the_languages_of_texts_are_those_of_their_script_and_english(texts: list[str], locale: str) -> None:
    assert {locale, "en"} <= set(guess_locales(texts))
    assert len(guess_locales(texts)) < 14
