"""Names of countries and regions: exact or not at all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from babel import localedata
from babel.core import get_global
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from paths import ROOT
from tabl10n.errors import InputError
from tabl10n.territories import (
    cells,
    format_language,
    is_rtl,
    known_locale,
    name_locale,
    name_of,
    names,
    nearest_locale,
    parse_locale,
    resolve,
    spell_locale,
    split,
    translate,
)
from tabl10n.text.folding import fold_name, get_language

SHIPPED = ["zh_Hans", "zh_Hant", "ja", "ko", "de", "fr", "es", "pt_BR", "ru", "tr", "ar", "he", "hi", "id", "vi"]
DATA = Path(names.__file__).parents[1] / "data"

# Every name of a country or region in the English source table and its three editions.
SEED_NAMES = {
    "Argentina": "AR", "Australia": "AU", "Austria": "AT", "Bahamas": "BS", "Belarus": "BY", "Brazil": "BR",
    "British Virgin Islands": "VG", "Bulgaria": "BG", "Canada": "CA", "Cayman Islands": "KY", "Chile": "CL",
    "China": "CN", "Colombia": "CO", "Cyprus": "CY", "Czech Republic": "CZ", "EU": "EU", "Estonia": "EE",
    "France": "FR", "Germany": "DE", "Hong Kong": "HK", "Iceland": "IS", "India": "IN", "Indonesia": "ID",
    "Ireland": "IE", "Israel": "IL", "Japan": "JP", "Jersey": "JE", "Lithuania": "LT", "Malta": "MT", "Mexico": "MX",
    "Netherlands": "NL", "New Zealand": "NZ", "Pakistan": "PK", "Panama": "PA", "Peru": "PE", "Philippines": "PH",
    "Poland": "PL", "Russia": "RU", "Saint Kitts and Nevis": "KN", "Seychelles": "SC", "Singapore": "SG",
    "South Africa": "ZA", "South Korea": "KR", "Spain": "ES", "St. Vincent & Grenadines": "VC", "Sweden": "SE",
    "Switzerland": "CH", "Taiwan": "TW", "Tanzania": "TZ", "Thailand": "TH", "Turkey": "TR", "UK": "GB", "US": "US",
    "Ukraine": "UA", "United Arab Emirates": "AE", "Venezuela": "VE", "Vietnam": "VN",
}  # fmt: skip


def read_code(name: str, locale: str = "en") -> str | None:
    match = resolve(name, locale)
    return match.code if match else None


@pytest.mark.parametrize(("name", "code"), SEED_NAMES.items())
def test_every_name_of_the_source_table_and_its_editions_resolves_exactly(name: str, code: str) -> None:
    match = resolve(name)
    assert match is not None
    assert (match.code, match.exact) == (code, True)


@pytest.mark.parametrize(
    ("name", "locale", "form", "exact", "whose"),
    [
        ("Türkiye", "en", "standard", True, "en"),
        ("Turkey", "en", "variant", True, "en"),
        ("Hong Kong", "en", "short", True, "en"),
        ("EU", "en", "short", True, ""),
        ("Burma", "en", "variant", False, "en"),
        ("俄国", "zh_Hans", "variant", False, "zh_Hans"),
        ("俄羅斯", "zh_Hans", "variant", False, "zh_Hant"),
        ("捷克共和国", "zh_Hans", "variant", True, "zh_Hans"),
        ("Polónia", "pt_BR", "variant", False, "pt_PT"),
    ],
)
def test_a_match_says_which_form_was_written_and_whose(
    name: str, locale: str, form: str, exact: bool, whose: str
) -> None:
    match = resolve(name, locale)
    assert match is not None
    assert (match.form, match.exact, match.locale) == (form, exact, whose)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UK", "GB"), ("uk", "GB"), ("USA", "US"), ("GBR", "GB"), ("U.S.A.", "US"), ("TR", "TR"), (" UK ", "GB"),
        ("the Netherlands", "NL"), ("BAHAMAS", "BS"), ("The Bahamas", "BS"), ("Bahamas (the)", "BS"),
        ("Saint Vincent and the Grenadines", "VC"), ("St Vincent & Grenadines", "VC"), ("St.Lucia", "LC"),
        ("Bosnia and Herzegovina", "BA"), ("Guinea Bissau", "GW"), ("Cote d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"),
        ("Reunion", "RE"), ("Hong\u00a0Kong", "HK"), ("Ｊａｐａｎ", "JP"), ("Ja\u200bpan", "JP"),
        ("Myanmar (Burma)", "MM"),
        ("Holland", "NL"), ("Ivory Coast", "CI"), ("Great Britain", "GB"), ("Macedonia", "MK"), ("Swaziland", "SZ"),
        ("Korea, Republic of", "KR"), ("Russian Federation", "RU"), ("Viet Nam", "VN"),
        ("European Union countries", "EU"),
        # As ISO 3166 and the lists of the World Bank have them.
        ("Saint Martin (French part)", "MF"), ("Sint Maarten (Dutch part)", "SX"), ("Korea, Rep.", "KR"),
        ("Heard Island and McDonald Islands", "HM"), ("United States Minor Outlying Islands", "UM"),
        ("Congo, Dem. Rep.", "CD"), ("Congo, Rep.", "CG"), ("Slovak Republic", "SK"), ("South-East Asia", "035"),
    ],
)  # fmt: skip
def test_spellings_in_use_resolve(written: str, code: str) -> None:
    assert read_code(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "…", "-", "St.Â\u00a0Vincent & Grenadines", "Congo", "Korea", "Guinea-Bissaus", "Nigera", "Niger ia",
        "Austrila", "150", "001", "XA", "jp", "tr", "us dollar", "England", "Middle Earth", "南汇", "SU", "YU",
    ],
)  # fmt: skip
def test_what_is_no_name_or_two_names_resolves_to_nothing(written: str) -> None:
    assert resolve(written) is None


@pytest.mark.parametrize(
    ("written", "locale", "code"),
    [
        ("南韩", "zh_Hans", "KR"), ("欧盟国家", "zh_Hans", "EU"), ("中 国", "zh_Hans", "CN"), ("台灣", "zh_Hans", "TW"),
        ("芬兰", "zh_Hans", "FI"), ("格魯吉亞", "zh_Hant", "GE"), ("喬治亞", "zh_Hant_HK", "GE"),
        ("俄國", "zh_Hant", "RU"),
        ("米国", "ja", "US"), ("한국", "ko", "KR"), ("Großbritannien", "de", "GB"), ("GROSSBRITANNIEN", "de", "GB"),
        ("İNGİLTERE", "tr", "GB"), ("ingiltere", "tr", "GB"), ("ISVIÇRE", "tr", None), ('ארה"ב', "he", "US"),
        ("यू.के.", "hi", "GB"), ("RU", "es", "GB"), ("Anh", "vi", "GB"), ("الإمارات", "ar", "AE"),
        ("我", "zh_Hans", None), ("我们", "zh_Hans", None), ("火鸡", "zh_Hans", None), ("英格兰", "zh_Hans", None),
        ("Japan", "zh_Hans", None), ("日本", "en", None),
    ],
)  # fmt: skip
def test_names_in_other_locales(written: str, locale: str, code: str | None) -> None:
    assert read_code(written, locale) == code


@pytest.mark.parametrize("locale", ["en", "en_GB", "zh_Hant_HK", "es_MX", "sr_Latn", *SHIPPED])
def test_every_name_that_cldr_has_resolves_to_its_own_code(locale: str) -> None:
    """No locale here has an ambiguous name; CLDR keeps display names of one form distinct."""
    lost = {
        (code, name): read_code(name, locale)
        for form in ("standard", "short", "variant")
        for code, name in names._names(locale)[form].items()
        if read_code(name, locale) != code
    }
    assert not lost


def test_a_name_of_two_territories_is_neither() -> None:
    one, other = (names.Match(code, "standard", True, "en") for code in ("CD", "CG"))
    index = names._make_index([("Congo", one), ("The Congo", other), ("congo", one), ("Zaire", one)], "en")
    assert index == {"congo": None, "zaire": one}


@pytest.mark.parametrize("locale", SHIPPED)
def test_a_sibling_name_never_overrides_the_name_of_another_territory(locale: str) -> None:
    own, reviewed, sibling = names._index_own(locale), names._index_reviewed(locale), names._index_sibling(locale)
    for folded, match in {**sibling, **reviewed}.items():
        assert match is not None
        if folded in own:
            assert own[folded] == resolve(folded, locale)
            assert own[folded].code == match.code  # type: ignore[union-attr]


VARIANTS = json.loads((DATA / "territory-variants.json").read_text("utf-8"))
REVIEWED = [
    (language, code, name)
    for language, codes in VARIANTS["variants"].items()
    for code, further in codes.items()
    for name in further
]


@pytest.mark.parametrize(
    ("name", "locale", "code"),
    [
        ("کره جنوبی", "fa", "KR"),
        ("كره\u0654 جنوبي", "fa", "KR"),
        ("المانيا", "ar", "DE"),
        ("أَلْمَانِيَا", "ar", "DE"),
        ("الامارات العربيه المتحده", "ar", "AE"),
    ],
)
def test_arabic_letters_have_several_forms(name: str, locale: str, code: str) -> None:
    match = resolve(name, locale)
    assert match is not None
    assert (match.code, match.exact) == (code, True)


@pytest.mark.parametrize("locale", ["ar", "fa", "ur"])
def test_the_forms_of_arabic_letters_keep_names_apart(locale: str) -> None:
    assert None not in names._index_own(locale).values()


# What CLDR says in one of the versions that Babel may bring, and said, or will say, otherwise in another.
MOVED = {("vi", "AU", "Australia"), ("vi", "AU", "Úc")}
PINNED = re.search(r"^babel==(\S+)", (ROOT / "tools/constraints.txt").read_text("utf-8"), re.MULTILINE)
IS_EXTRACT = names._read_cldr()["cldr"].split(".")[0] == get_global("cldr")["version"]
"""Whether the CLDR of this Babel is the one that the package's data were extracted from."""


def test_every_reviewed_name_adds_something_and_means_one_territory() -> None:
    for language, code, name in REVIEWED:
        folded = fold_name(name, language)
        assert read_code(name, language) == code, (language, name)
        match = resolve(name, language)
        assert match is not None
        if (language, code, name) not in MOVED:
            assert folded not in names._index_own(language), (language, name)
            assert not match.exact, (language, name)


def test_a_name_that_moved_with_cldr_is_known_whichever_version_is_there() -> None:
    assert {read_code(name, language) == code for language, code, name in MOVED} == {True}
    assert set(REVIEWED) >= MOVED


def test_the_reviewed_file_is_sorted_and_knows_its_codes() -> None:
    for codes in VARIANTS["variants"].values():
        assert list(codes) == sorted(codes)
    codes = {code for table in VARIANTS.values() for entry in table.values() for code in entry}
    assert codes <= set(names._read_cldr()["english"])


@pytest.mark.parametrize("locale", ["en", *SHIPPED])
def test_a_name_with_a_character_changed_or_lost_resolves_only_if_that_is_a_name_too(locale: str) -> None:
    """Iran and Iraq are one edit apart, as are 46 pairs of Chinese names: distance says nothing."""
    known = {**names._index_own(locale), **names._index_reviewed(locale), **names._index_sibling(locale)}
    for name in names._names(locale)["standard"].values():
        for at in range(len(name)):
            for neighbour in (name[:at] + name[at + 1 :], name[:at] + "ʘ" + name[at + 1 :]):
                assert fold_name(neighbour, get_language(locale)) in known or resolve(neighbour, locale) is None


@pytest.mark.parametrize("locale", ["en", *SHIPPED])
def test_no_two_names_side_by_side_read_as_a_third(locale: str) -> None:
    """What ``split`` must not join: the names of two territories, with only a separator between."""
    own = names._index_own(locale)
    for third in own:
        halves = [(third[:at].strip(), third[at:].strip()) for at in range(1, len(third))]
        for left, right in halves:
            if left in own and right in own:
                parts = split(f"{left}、{right}", locale)
                assert [part.match for part in parts] == [own[left], own[right]]


def test_english_needs_no_babel_and_says_what_babel_says() -> None:
    from babel import localedata

    babel = {code: name for code, name in localedata.load("en")["territories"].items() if code not in ("XA", "XB")}
    english = names._read_cldr()["english"]
    assert english == babel if IS_EXTRACT else english.keys() <= babel.keys()
    script = (
        "import sys; from tabl10n import territories as t; t.resolve('Turkey'); t.resolve('nothing'); "
        "t.split('US and nothing', 'en'); assert not any(name.startswith('babel') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": str(DATA.parents[1])})


@pytest.mark.parametrize(
    ("code", "locale", "form", "name"),
    [
        ("HK", "en", "standard", "Hong Kong SAR China"),
        ("HK", "en", "short", "Hong Kong"),
        ("JP", "en", "short", "Japan"),
        ("CZ", "zh_Hans", "standard", "捷克"),
        ("CZ", "zh_Hans", "variant", "捷克共和国"),
        ("HK", "zh_Hans_SG", "short", "香港"),
        ("GE", "zh_Hant", "standard", "喬治亞"),
        ("GE", "zh_Hant_HK", "standard", "格魯吉亞"),
        ("US", "fr", "short", "É.-U."),
        ("US", "pt_BR", "short", "EUA"),
        ("QQ", "en", "standard", None),
        ("UK", "en", "standard", None),
        ("XA", "en", "standard", None),
        ("JP", "zh_Latn", "standard", None),
    ],
)
def test_a_code_is_named_in_the_form_asked_for_or_the_standard_one(
    code: str, locale: str, form: names.Form, name: str | None
) -> None:
    assert name_of(code, locale, form) == name


@pytest.mark.parametrize(
    ("name", "locale", "expected"),
    [
        ("Turkey", "zh_Hans", "土耳其"), ("US", "zh_Hans", "美国"), ("EU", "zh_Hans", "欧盟"),
        ("Hong Kong", "zh_Hans", "香港"),
        ("Czech Republic", "zh_Hans", "捷克共和国"), ("UK", "zh_Hans", "英国"), ("Taiwan", "zh_Hans", "台湾"),
        ("South Korea", "zh_Hans", "韩国"), ("Turkey", "ja", "トルコ"), ("Turkey", "fr", "Turquie"),
        ("Turkey", "en", "Turkey"),
        ("US", "fr", "États-Unis"), ("UK", "fr", "Royaume-Uni"), ("UK", "es", "Reino Unido"),
        ("UK", "es_MX", "Reino Unido"),
        ("US", "tr", "ABD"), ("US", "he", "ארה״ב"), ("UK", "ru", "Великобритания"), ("US", "ru", "США"),
        ("UK", "hi", "यूनाइटेड किंगडम"), ("US", "id", "Amerika Serikat"), ("Hong Kong", "de", "Hongkong"),
        ("US", "de", "USA"), ("UK", "de", "Vereinigtes Königreich"), ("UK", "pt_BR", "Reino Unido"),
        ("Holland", "de", "Niederlande"), ("Hong Kong", "zh_Hant_HK", "香港"), ("Middle Earth", "de", None),
    ],
)  # fmt: skip
def test_translation_keeps_the_form_that_a_reader_expects(name: str, locale: str, expected: str | None) -> None:
    assert translate(name, locale) == expected


def test_translation_from_another_source_language() -> None:
    assert translate("香港", "ja", "zh_Hans") == "香港"
    assert translate("Österreich", "en", "de") == "Austria"


@pytest.mark.parametrize("locale", SHIPPED)
def test_every_name_of_the_tables_has_a_translation_that_reads_back(locale: str) -> None:
    for name, code in SEED_NAMES.items():
        translated = translate(name, locale)
        assert translated is not None
        assert read_code(translated, locale) == code


@pytest.mark.parametrize(
    ("cell", "locale", "expected"),
    [
        ("Japan, Singapore, Hong Kong, New Zealand", "en", "JP Japan|SG Singapore|HK Hong Kong|NZ New Zealand"),
        ("日本、新加坡", "zh_Hans", "JP 日本|SG 新加坡"),
        ("日本、新加坡和香港", "zh_Hans", "JP 日本|SG 新加坡|HK 香港"),
        ("Argentina / 阿根廷", "zh_Hans", "AR Argentina|AR 阿根廷"),
        ("Argentina\n阿根廷", "zh_Hans", "AR Argentina|AR 阿根廷"),
        ("阿根廷（Argentina）", "zh_Hans", "AR 阿根廷|AR Argentina"),
        ("中国、香港", "zh_Hans", "CN 中国|HK 香港"),
        ("St. Vincent & Grenadines", "en", "VC St. Vincent & Grenadines"),
        ("Bosnia and Herzegovina, US", "en", "BA Bosnia and Herzegovina|US US"),
        ("Japan, Korea, Republic of, China", "en", "JP Japan|KR Korea, Republic of|CN China"),
        ("Saint Helena, Ascension and Tristan da Cunha", "en", "SH Saint Helena, Ascension and Tristan da Cunha"),
        ("Myanmar (Burma)", "en", "MM Myanmar (Burma)"),
        ("US and Canada", "en", "US US|CA Canada"),
        ("US, Japan, and Canada", "en", "US US|JP Japan|CA Canada"),
        ("Japan and Bosnia and Herzegovina", "en", "JP Japan|BA Bosnia and Herzegovina"),
        ("Myanmar (Burma) and Japan", "en", "MM Myanmar (Burma)|JP Japan"),
        ("Japan [Korea (Republic of)]", "en", "JP Japan|KR Korea (Republic of)"),
        ("भारत, जापान, और नेपाल", "hi", "IN भारत|JP जापान|NP नेपाल"),
        ("Česko a Japonsko", "cs", "CZ Česko|JP Japonsko"),
        ("sand and sea", "en", "- sand and sea"),
        ("US and sea", "en", "- US and sea"),
        ("اليابان وسنغافورة", "ar", "JP اليابان|SG سنغافورة"),
        ("火鸡、US", "zh_Hans", "- 火鸡|US US"),
        (" UK , ; EU ", "en", "GB UK|EU EU"),
        (" ", "en", ""),
    ],
)
def test_a_cell_splits_into_the_territories_it_names(cell: str, locale: str, expected: str) -> None:
    parts = split(cell, locale)
    assert "|".join(f"{part.match.code if part.match else '-'} {part.text}" for part in parts) == expected


def test_a_cell_longer_than_all_territories_is_not_split() -> None:
    """Five megabytes in one cell took a minute for each dozen languages."""
    assert [part.text[:4] for part in split(" " + "UK, " * 2_000, "en")] == ["UK, "]
    assert split("UK, " * 2_000, "en")[0].match is None
    assert split(" " * 10_000, "en") == ()


def test_a_stretch_longer_than_any_name_is_not_looked_up() -> None:
    asked: list[str] = []

    def find(text: str, _: str) -> None:
        asked.append(text)

    split("word " * 100 + "; UK", "en", find)
    assert set(asked) == {"UK"}


@pytest.mark.parametrize("locale", ["en", *SHIPPED, "cs", "fa", "fil", "nl", "ur"])
def test_a_list_as_the_locale_writes_it_reads_back(locale: str) -> None:
    for codes in (["JP", "DE"], ["BA", "JP"], ["DE", "JP", "BA"], ["TT", "KN", "VC", "DE"]):
        cell = format_list([name_of(code, locale) or code for code in codes], locale=locale)
        assert [part.match.code if part.match else None for part in split(cell, locale)] == codes, cell


@pytest.mark.parametrize("locale", ["en", *SHIPPED, "ee", "mt"])  # the longest list, the longest name
def test_a_list_of_all_territories_is_split(locale: str) -> None:
    known = [name for code, name in names._names(locale)["standard"].items() if not code.isdigit()]
    assert len(", ".join(known)) <= cells._MAX_CELL_CHARACTERS
    assert all(len(name) <= cells._MAX_NAME_CHARACTERS for name in known)


@given(st.text(alphabet="UKS日本, ;/|、()&\n and", max_size=40), st.sampled_from(["en", "zh_Hans", "ar"]))
def test_parts_lie_in_the_cell_in_order_and_lose_only_separators(cell: str, locale: str) -> None:
    end = 0
    for part in split(cell, locale):
        assert end <= part.start < part.end
        assert cell[part.start : part.end] == part.text == part.text.strip()
        assert not set("UKS日本") & set(cell[end : part.start])
        end = part.end
    assert not set("UKS日本") & set(cell[end:])


@given(
    st.lists(st.sampled_from(sorted(SEED_NAMES.values())), min_size=1, max_size=6),
    st.sampled_from(["en", *SHIPPED]),
    st.sampled_from([", ", "; ", " / ", "、", "\n", " | "]),
)
def test_a_joined_list_of_names_reads_back(codes: list[str], locale: str, separator: str) -> None:
    cell = separator.join(name_of(code, locale) or code for code in codes)
    assert [part.match.code if part.match else None for part in split(cell, locale)] == codes


@pytest.mark.parametrize(
    ("tags", "locale"),
    [
        (" zh zh-CN zh_CN zh-Hans zh_Hans_CN zh_CN.UTF-8 cmn", "zh_Hans"), ("zh_TW zh-Hant zh-hant-tw", "zh_Hant"),
        ("zh_HK zh-Hant-HK", "zh_Hant_HK"), ("zh_SG", "zh_Hans_SG"), ("en", "en"), ("en_US.UTF-8 en-us", "en_US"),
        ("iw he", "he"), ("in id", "id"), ("pt_BR pt-br", "pt_BR"), ("pt", "pt"), ("de deu ger de_Latn", "de"),
        ("sr@latin sr-Latn sr_RS@latin sh", "sr_Latn"), ("sr sr_RS sr@cyrillic", "sr_Cyrl"), ("sr_ME", "sr_Latn_ME"),
        ("no no_NO", "no"), ("nb_NO", "nb_NO"), ("es-419", "es_419"), ("hi_Deva", "hi"), ("ja_Jpan", "ja"),
        ("ca@valencia ca-ES-valencia", "ca_ES_VALENCIA"), ("yue_CN", "yue_Hans"), ("prs", "fa_AF"),
    ],
)  # fmt: skip
def test_a_locale_has_one_spelling(tags: str, locale: str) -> None:
    assert {known_locale(tag) for tag in tags.split()} == {locale}


def test_every_locale_of_cldr_is_known_and_its_spelling_is_stable() -> None:
    from babel import localedata

    for identifier in localedata.locale_identifiers():
        assert known_locale(known_locale(identifier)) == known_locale(identifier)


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("pt_BRA", "no such locale 'pt_BRA'; did you mean pt_BR or pt_AO?"),
        ("de_JP", "no such locale 'de_JP'; did you mean de_"),
        ("zh_Hanss", "no such locale 'zh_Hanss'; did you mean zh_Hans or "),
        ("xx", "no such locale 'xx'; name one such as de, pt_BR or zh_Hans"),
        ("", "no such locale ''; name one such as"),
        ("../zh", "no such locale '../zh'; "),
        ("C", "no such locale 'C'; "),
        ("root", "no such locale 'root'; "),
    ],
)
def test_an_unknown_locale_is_one_line_with_the_nearest(tag: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        known_locale(tag)
    assert str(raised.value).startswith(says)


@given(st.text(alphabet="zhZHanstTW_-@.08\n\0/", max_size=14))
def test_any_tag_is_a_locale_or_an_input_error_of_one_line(tag: str) -> None:
    said = ""
    try:
        locale = known_locale(tag)
    except InputError as error:
        said = str(error)
    else:
        assert known_locale(locale) == locale
    assert "\n" not in said


def test_arabic_and_hebrew_scripts_run_from_right_to_left_in_any_locale() -> None:
    assert [locale for locale in ["en", *SHIPPED, "ur", "az_Arab"] if is_rtl(locale)] == ["ar", "he", "ur", "az_Arab"]


@pytest.mark.slow
def test_every_locale_is_written_in_the_direction_that_cldr_says() -> None:
    for tag in localedata.locale_identifiers():
        assert is_rtl(tag) == (localedata.load(tag)["character_order"] == "right-to-left"), tag


def test_the_extract_is_the_cldr_of_babel_and_carries_its_licence() -> None:
    assert IS_EXTRACT or (PINNED and version("babel") != PINNED[1])
    assert (DATA / "LICENSE-Unicode.txt").read_text("utf-8").startswith("UNICODE LICENSE V3")


@pytest.mark.parametrize(
    ("tag", "locale", "nearest", "page"),
    [
        ("de@formal", "de@formal", "de", "de-x-formal"),
        ("pt-br@formal", "pt_BR@formal", "pt_BR", "pt-BR-x-formal"),
        ("pt-br", "pt_BR", "pt_BR", "pt-BR"),
        ("es-419", "es_419", "es_419", "es-419"),
        ("de_JP.UTF-8", "de_JP", "de", "de-JP"),
        ("be_Latn", "be_Latn", "root", "be-Latn"),
        ("crh", "crh", "root", "crh"),
        ("nan_Hant", "nan_Hant", "root", "nan-Hant"),
        ("sr@ijekavian_Latn", "sr@ijekavian_Latn", "sr_Cyrl", "sr-x-ijekavia-Latn"),
    ],
)
def test_every_well_formed_tag_is_a_locale(tag: str, locale: str, nearest: str, page: str) -> None:
    assert parse_locale(tag) == locale == parse_locale(locale)
    assert nearest_locale(locale) == nearest
    assert format_language(locale) == page


@pytest.mark.parametrize("tag", ["", "templates", "../de", "C", "d\u00e9", "en us", "root"])
def test_what_is_no_tag_is_no_locale(tag: str) -> None:
    with pytest.raises(InputError, match="no such locale"):
        parse_locale(tag)


@pytest.mark.parametrize("tag", ["crh", "be_Latn", "de@formal", "de_JP", "es-419", "zh-CN"])
def test_a_language_that_exists_may_be_begun(tag: str) -> None:
    assert name_locale(tag) == parse_locale(tag)


@pytest.mark.parametrize("tag", ["xx", "pt_BRA", "zh_Hanss", "be_Lath", "de_formal"])
def test_a_slip_of_the_fingers_is_no_locale_to_begin(tag: str) -> None:
    with pytest.raises(InputError, match="no such locale"):
        name_locale(tag)


def test_a_locale_is_spelt_as_gettext_spells_it() -> None:
    spelt = {tag: spell_locale(tag) for tag in ("pt-br", "zh-CN", "de.UTF-8", "ZH_hant_tw", "ca@valencia")}
    assert list(spelt.values()) == ["pt_BR", "zh_CN", "de", "zh_Hant_TW", "ca@valencia"]


def test_the_script_of_a_locale_says_its_direction_whether_or_not_cldr_has_it() -> None:
    assert [is_rtl(tag) for tag in ("ar@formal", "ar_Latn", "crh", "be_Arab")] == [True, False, False, True]
