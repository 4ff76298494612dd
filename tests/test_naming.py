"""How a project names territories: a form of CLDR's, and names of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.territories import CLDR, Match, Naming, read_overrides

OWN = {
    "zh_Hant": {"TW": "臺灣", "HK": "中國香港"},
    "de": {"CZ": "Tschechische Republik", "GB": "Großbritannien"},
    "mk": {"GR": "Елада"},
    "sr": {"GB": "Британија"},
}


def overrides(tmp_path: Path, text: str) -> object:
    path = tmp_path / "territories.toml"
    path.write_text(text, encoding="utf-8")
    return read_overrides(path)


@pytest.mark.parametrize(
    ("code", "locale", "standard", "short", "variant"),
    [
        ("HK", "en", "Hong Kong SAR China", "Hong Kong", "Hong Kong SAR China"),
        ("HK", "zh_Hans", "中国香港特别行政区", "香港", "中国香港特别行政区"),
        ("TW", "zh_Hant", "台灣", "台灣", "台灣"),
        ("MK", "en", "North Macedonia", "North Macedonia", "North Macedonia"),
        ("CZ", "en", "Czechia", "Czechia", "Czech Republic"),
        ("CZ", "de", "Tschechien", "Tschechien", "Tschechische Republik"),
        ("TR", "en", "Türkiye", "Türkiye", "Turkey"),
        ("US", "fr", "États-Unis", "É.-U.", "États-Unis"),
    ],
)
def test_a_project_chooses_the_form(code: str, locale: str, standard: str, short: str, variant: str) -> None:
    named = [Naming(form).name_of(code, locale) for form in ("standard", "short", "variant")]
    assert named == [standard, short, variant]


def test_the_form_of_the_project_goes_before_that_of_the_source() -> None:
    assert CLDR.translate("Hong Kong", "zh_Hans") == "香港"
    assert Naming("standard").translate("Hong Kong", "zh_Hans") == "中国香港特别行政区"
    assert Naming("short").translate("United States", "fr") == "É.-U."
    assert CLDR.translate("Narnia", "fr") is Naming("short").translate("Narnia", "fr") is None


@pytest.mark.parametrize(
    ("name", "locale", "translated"),
    [
        ("Taiwan", "zh_Hant", "臺灣"),
        ("Taiwan", "zh_Hant_HK", "臺灣"),
        ("Taiwan", "zh_Hans", "台湾"),
        ("Hong Kong", "zh_Hant", "中國香港"),
        ("Czech Republic", "de_AT", "Tschechische Republik"),
        ("Turkey", "de", "Türkei"),
        ("Greece", "mk", "Елада"),
        ("UK", "sr_Latn", CLDR.translate("UK", "sr_Latn")),
    ],
)
def test_names_of_the_project_go_before_cldr_in_their_locale_and_its_regions(
    name: str, locale: str, translated: str
) -> None:
    assert Naming(None, OWN).translate(name, locale) == translated


def test_names_of_the_project_are_understood_as_exact() -> None:
    naming = Naming(None, OWN)
    assert naming.resolve("臺灣", "zh_Hant") == Match("TW", "standard", True, "zh_Hant")
    assert naming.resolve("GROSSBRITANNIEN", "de_AT") == Match("GB", "standard", True, "de_AT")
    assert naming.resolve("Tschechien", "de") == CLDR.resolve("Tschechien", "de")
    assert naming.resolve("Елада", "ru") is None


def test_cells_are_split_into_the_names_of_the_project() -> None:
    naming = Naming(None, OWN)
    assert CLDR.split("Елада, Франција", "mk")[0].match is None
    assert [part.match.code for part in naming.split("Елада, Франција", "mk") if part.match] == ["GR", "FR"]
    assert [part.text for part in naming.split("臺灣 / Taiwan", "zh_Hant")] == ["臺灣", "Taiwan"]


@pytest.mark.parametrize(
    ("naming", "code", "chosen"),
    [
        (CLDR, "CZ", None),
        (Naming(None, OWN), "CZ", "Tschechische Republik"),
        (Naming(None, OWN), "TR", None),
        (Naming("variant", OWN), "GB", "Großbritannien"),
        (Naming("variant"), "CZ", "Tschechische Republik"),
        (Naming("variant"), "TR", "Türkei"),
    ],
)
def test_a_project_settles_on_names_or_leaves_them_free(naming: Naming, code: str, chosen: str | None) -> None:
    assert naming.chosen(code, "de") == chosen


def test_a_name_of_a_region_hides_that_of_its_locale() -> None:
    naming = Naming(None, {"de": {"GB": "Britannien"}, "de_AT": {"GB": "Albion"}})
    assert naming.translate("UK", "de_AT") == "Albion"
    assert naming.resolve("Britannien", "de_AT") is None


def test_a_file_of_names_is_read(tmp_path: Path) -> None:
    text = '# reviewed by the team\n[zh-Hant]\nTW = "臺灣"\n\n[de]\nGB = "Großbritannien"  # as ever\n'
    assert overrides(tmp_path, text) == {"zh_Hant": {"TW": "臺灣"}, "de": {"GB": "Großbritannien"}}
    assert read_overrides(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ('[de]\nGB = "Albion"\n[qq]\nGB = "x"', 3, "no such locale 'qq'"),
        ('[zh_Hans]\nGB = "Albion"\n\n["zh-CN"]\nFR = "x"', 4, "zh-CN is a locale that this file has already"),
        ('[de]\nGB = "Albion"\nUK = "Albion"', 3, "CLDR has no territory UK"),
        ('GB = "Albion"', 1, "GB is under no locale"),
        ('[de]\nGB = ""', 2, "GB has no name"),
        ("[de]\nGB = 3", 2, "GB has no name"),
        ('[de]\nGB = "a\\nb"', 2, "GB has no name"),
        ('[de]\n# GB\nGB = "Frankreich"', 3, "Frankreich is the name of FR (France)"),
        ('[zh_Hans]\nTW = "香港"', 2, "香港 is the name of HK (Hong Kong SAR China)"),
        ('[de]\nGB = "Albion"\nIE = "albion"', 3, "albion is what GB is called above"),
        ('[de]\nGB = "Albion, das"', 2, "Albion, das would be read as a list"),
        ('[de]\nGB = "Albion\n', 2, "not valid TOML"),
    ],
)
def test_a_name_that_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, text: str, line: int, fact: str) -> None:
    with pytest.raises(InputError) as error:
        overrides(tmp_path, text)
    assert error.value.line == line
    assert error.value.fact.startswith(fact)
    assert error.value.next_step


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("🇳🇴 Norway", "🇳🇴 Norwegen"),
        ("Norway 🇳🇴", "Norwegen 🇳🇴"),
        ("U.S.", "USA"),
        ("Myanmar (Burma)", "Myanmar"),
        ("🇳🇴 Nowhere", None),
    ],
)
def test_a_flag_beside_a_name_stays(name: str, expected: str | None) -> None:
    assert CLDR.translate(name, "de") == expected


@pytest.mark.parametrize(("code", "step"), [("UK", "GB"), ("hk", "HK"), ("DEU", "DE"), ("XYZ", "a code such as TW")])
def test_the_code_that_was_meant_is_named(tmp_path: Path, code: str, step: str) -> None:
    with pytest.raises(InputError, match=f"CLDR has no territory {code}; write {step}"):
        overrides(tmp_path, f'[de]\n{code} = "Albion"')
