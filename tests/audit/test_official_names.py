"""Official, older and ISO's names of territories are variants, in any language; damage stays damage."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping

import pycountry
import pytest

from copies import audited
from tabl10n.findings import Finding
from tabl10n.territories import find_official, find_within, name_of, official, resolve

LOCALES = [
    "zh_Hans", "zh_Hant", "ja", "ko", "de", "fr", "es", "pt_BR", "ru", "tr", "ar", "he", "hi", "id", "vi",
    "it", "nl", "pl", "uk", "fa", "el", "fi", "hu", "th", "bn", "ta", "ka", "hy", "sr_Latn", "eu",
]  # fmt: skip


def translations(locale: str) -> Iterator[tuple[str, str]]:
    """Code and official name of every territory whose name is translated, and by no slip another's name too."""
    (directory, *_) = official._find_directories()[locale]
    catalog = official._read_translations(directory)
    names = {
        field: {
            country.alpha_2: catalog.gettext(name)
            for country in pycountry.countries
            if (name := getattr(country, field, None)) and catalog.gettext(name) != name
        }
        for field in ("name", "official_name")
    }
    owners = Counter(name for name, _ in {(name, code) for said in names.values() for code, name in said.items()})
    for code, name in names["official_name"].items():
        match = resolve(name, locale)
        if owners[name] == 1 and (match is None or match.code == code):
            yield code, name


def table(names: Mapping[str, str]) -> str:
    """A table in which each territory is that of one key."""
    rows = (
        f"| {name} | boat-{code.lower()} | [Boat {code}](https://{code.lower()}.example) |\n"
        for code, name in names.items()
    )
    return "| country | id | name |\n|---|---|---|\n" + "".join(rows)


def judged(names: Mapping[str, str], locale: str) -> dict[str, Finding]:
    """What is said of the name that each territory is given in a copy."""
    source = table({code: name_of(code, "en") or "" for code in names})
    report = audited(table(names), source, (), locale, {})
    return {f.key.removeprefix("boat-").upper(): f for f in report.findings if f.role == "territory"}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_official_name_is_wrong_and_none_is_replaced(locale: str) -> None:
    names = dict(translations(locale))
    assert len(names) > 140
    said = judged(names, locale)
    assert {finding.rule for finding in said.values()} <= {"territory-variant"}
    assert not any(finding.safe for finding in said.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_the_official_name_of_another_territory_is_another_territory(locale: str) -> None:
    names = dict(translations(locale))
    usual = {code: name_of(code, locale) or "" for code in names}
    said = judged({**usual, "NO": names["SE"], "PE": names["CL"]}, locale)
    assert {code: finding.rule for code, finding in said.items()} == {"NO": "territory-wrong", "PE": "territory-wrong"}


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_a_name_beside_other_words_is_found_whatever_names_are_a_part_of_it(locale: str) -> None:
    for code in (country.alpha_2 for country in pycountry.countries):
        name = name_of(code, locale) or ""
        match = resolve(name, locale)
        if match and match.code == code and len(name) > 1:
            within = find_within(f"Qxqx {name}", locale)
            assert code in within.named, name
            assert within.may_name(code)


@pytest.mark.parametrize(
    ("locale", "code", "name"),
    [
        ("en", "IR", "Iran, Islamic Republic of"), ("en", "IR", "The Islamic Republic of Iran"),
        ("en", "BR", "Federative Republic of Brazil"), ("it", "IT", "Repubblica Italiana"),
        ("it", "IT", "la repubblica italiana"), ("fr", "KR", "Corée (République de)"),
        ("fr", "IR", "Iran, République islamique d’"), ("ru", "NO", "Королевство Норвегия"),
        ("ru", "ZA", "Южная Африка"), ("ru", "IR", "Исламская Республика Иран"), ("ru", "IT", "Итальянская республика"),
        ("ko", "KR", "대한민국"), ("ko", "IR", "이란이슬람공화국"), ("ar", "EG", "جمهورية مصر العربية"),
        ("ar", "IR", "الجمهورية الإسلامية الإيرانية"), ("he", "NO", "ממלכת נורווגיה"),
        ("hi", "BR", "ब्राज़ील संघीय गणराज्य"),
        ("tr", "NO", "Norveç Krallığı"), ("zh_Hans", "IR", "伊朗伊斯兰共和国"), ("zh_Hans", "IR", "伊朗伊斯蘭共和國"),
        ("zh_Hans", "BN", "文莱达鲁萨兰国"), ("ja", "KR", "大韓民国"), ("es", "IR", "Republica Islamica de Iran"),
        ("de", "TR", "Türkische Republik"), ("de", "IR", "Islamischer Staat Iran"),
        ("sr_Latn", "NO", "Краљевина Норвешка"),
    ],
)  # fmt: skip
def test_names_that_are_usual_are_hints_at_most(locale: str, code: str, name: str) -> None:
    others = {other: name_of(other, locale) or "" for other in ("FR", "ES", "JP", "CN", "PE", "CL", "KE", "ML")}
    said = judged({**others, code: name}, locale)
    assert {finding.rule for finding in said.values()} <= {"territory-variant"}
    assert not any(finding.safe for finding in said.values())


@pytest.mark.parametrize(
    ("locale", "code", "word"),
    [
        ("zh_Hans", "TR", "火鸡"), ("zh_Hans", "US", "我们"), ("zh_Hant", "TR", "火雞"), ("ja", "TR", "七面鳥"),
        ("ja", "US", "私たち"), ("ko", "TR", "칠면조"), ("ko", "US", "우리"), ("de", "TR", "Truthahn"),
        ("de", "US", "uns"),
        ("fr", "TR", "dinde"), ("fr", "US", "nous"), ("es", "TR", "pavo"), ("es", "US", "nosotros"),
        ("ru", "TR", "индейка"), ("ru", "US", "нас"), ("ar", "TR", "ديك رومي"), ("ar", "US", "نحن"),
        ("he", "TR", "תרנגול הודו"),
        ("he", "US", "אנחנו"), ("hi", "US", "हम"), ("tr", "US", "biz"), ("vi", "TR", "gà tây"), ("id", "TR", "kalkun"),
        ("it", "TR", "tacchino"), ("de", "CL", "Chilischote"), ("de", "JO", "Luft"), ("fi", "TR", "kalkkuna"),
    ],
)  # fmt: skip
def test_birds_and_pronouns_stay_wrong_and_are_left_alone_where_all_else_is_sound(
    locale: str, code: str, word: str
) -> None:
    others = {other: name_of(other, locale) or "" for other in ("FR", "ES", "JP", "CN", "PE", "NO", "KE", "ML")}
    (finding,) = judged({**others, code: word}, locale).values()
    assert (finding.rule, finding.written, finding.safe) == ("territory-wrong", word, False)


def test_a_name_that_nobody_knows_is_replaced_where_keys_are_damaged_or_rows_repeat_it() -> None:
    names = ["Norwegen", "Türkei", "Frankreich", "Japan", "Peru"]
    source = "".join(
        f"| {key} | {english} | {number} |\n"
        for key, english, number in zip(
            ("knarr", "kobaya", "barca", "sambuk", "totora"),
            ("Norway", "Turkey", "France", "Japan", "Peru"),
            ("11.4", "12.7", "13.9", "14.2", "15.3"),
            strict=True,
        )
    )
    source = f"| id | country | length |\n|---|---|---|\n{source}"
    sound = source
    for english, german in zip(("Norway", "Turkey", "France", "Japan", "Peru"), names, strict=True):
        sound = sound.replace(english, german)
    for damaged, is_safe in (
        (sound.replace("Türkei", "Truthahn"), False),
        (sound.replace("Türkei", "Truthahn").replace("| barca |", "| Kahn |"), True),
        (sound.replace("Türkei", "uns").replace("Peru", "uns"), True),
    ):
        wrong = [f for f in audited(damaged, source, ()).findings if f.rule == "territory-wrong"]
        assert {finding.safe for finding in wrong} == {is_safe}


def test_what_names_two_territories_is_wrong_and_left_alone() -> None:
    others = {other: name_of(other, "zh_Hans") or "" for other in ("FR", "ES", "JP", "CN", "PE", "CL", "KE", "ML")}
    (finding,) = judged({**others, "NO": "挪威瑞典王国"}, "zh_Hans").values()
    assert (finding.rule, finding.safe) == ("territory-wrong", False)


def test_a_longer_name_is_not_the_shorter_one_in_it() -> None:
    assert not find_within("Republic of South Sudan", "en").may_name("SD")
    assert not find_within("Republic of Nigeria", "en").may_name("NE")
    assert not find_within("Republik Guinea-Bissau", "de").may_name("GN")
    assert not find_within("赤道几内亚共和国", "zh_Hans").may_name("GN")


def test_the_order_of_words_counts_where_it_tells_two_territories_apart() -> None:
    codes = [match and match.code for match in (find_official(name, "vi") for name in ("Đảo Băng", "Băng Đảo"))]
    assert codes == ["GL", "IS"]


def test_official_names_are_not_loaded_before_they_are_asked_for() -> None:
    use = "from tabl10n.territories import split; split('Norwegen, Wiese', 'de')"
    script = f"import sys; {use}; print('pycountry' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


@pytest.mark.parametrize(
    ("text", "locale", "named"),
    [
        ("Norwegens Küste", "de", {"NO"}), ("Norwegensbauer Hof", "de", set()), ("Norwegens", "de", set()),
        ("South Sudan people", "en", {"SS"}), ("Nigerian state", "en", {"NG"}), ("Niger state", "en", {"NE"}),
        ("중국사람입니다만", "ko", {"CN"}), ("괌사람", "ko", set()), ("中国人", "zh_Hans", {"CN"}),
        ("中", "zh_Hans", set()),
        ("والنرويج اليوم", "ar", {"NO"}), ("الاو اليوم", "ar", set()), ("بالاو اليوم", "ar", {"PW"}),
        ("הנורווגיה כאן", "he", {"NO"}), ("", "de", set()), ("", "ja", set()),
    ],
)  # fmt: skip
def test_a_name_is_found_with_what_is_written_together_with_it(text: str, locale: str, named: set[str]) -> None:
    assert find_within(text, locale).named == named


@pytest.mark.parametrize(
    ("text", "locale", "code", "may_be"),
    [
        ("italienische Insel", "de", "IT", True), ("italische Insel", "de", "IT", True),
        ("ital Insel", "de", "IT", False),
        ("italienische", "de", "IT", False), ("Norwood Hafen", "de", "NO", False), ("Perl Hafen", "de", "PE", False),
        ("malische Stadt", "de", "ML", True), ("South Sudanese state", "en", "SS", True),
        ("South Sudanese state", "en", "SD", False), ("Southern state", "en", "SS", False),
        ("中的人", "zh_Hans", "CN", False),
    ],
)  # fmt: skip
def test_an_adjective_shares_most_of_each_word_of_a_name(text: str, locale: str, code: str, *, may_be: bool) -> None:
    assert find_within(text, locale).may_name(code) is may_be


def test_an_official_name_of_two_territories_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    written = [("NO", "Realm of the North"), ("SE", "Realm of the North"), ("FI", "Realm of the Lakes"), ("DK", "´")]
    monkeypatch.setattr(official, "_list_names", lambda _: iter(written))
    monkeypatch.setattr(official, "_index_in_order", official._index_in_order.__wrapped__)
    monkeypatch.setattr(official, "_index_in_any_order", official._index_in_any_order.__wrapped__)
    assert find_official("Realm of the North", "en") is None
    assert find_official("?!", "en") is None
    assert find_official("the North, Realm of", "en") is None
    found = find_official("Lakes, Realm of the", "en")
    assert found is not None
    assert (found.code, found.exact) == ("FI", False)


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Sweden", ["Sweden"]), ("Tre Kronor (Sweden)", ["Tre Kronor (Sweden)", "Tre Kronor"]),
        ("Tre Kronor（Sweden）", ["Tre Kronor（Sweden）", "Tre Kronor"]), ("Sweden (Norway)", ["Sweden (Norway)"]),
        ("Sweden (the North)", ["Sweden (the North)"]), ("(Sweden)", ["(Sweden)"]),
    ],
)  # fmt: skip
def test_brackets_behind_a_name_are_left_out_where_they_hold_another_name_of_the_territory(
    name: str, spellings: list[str]
) -> None:
    assert list(official._list_spellings(name, "SE", "en")) == spellings


@pytest.mark.parametrize("name", ["", "?!", "´", "Atlantis"])
def test_what_is_no_official_name_is_none(name: str) -> None:
    assert find_official(name, "en") is None


def test_one_unknown_name_in_a_long_sound_list_is_a_warning() -> None:
    codes = [country.alpha_2 for country in pycountry.countries if resolve(name_of(country.alpha_2, "de") or "", "de")]
    names = {code: name_of(code, "de") or "" for code in codes if code != "TR"}
    (finding,) = (f for f in judged({**names, "TR": "Truthahn"}, "de").values() if f.rule == "territory-wrong")
    assert (finding.severity, finding.safe) == ("warning", False)


@pytest.mark.parametrize(
    ("name", "locale"),
    [("伊朗伊斯兰共和国", "zh_Hans"), ("伊朗伊斯蘭共和國", "zh_Hans"), ("伊朗伊斯蘭共和國", "zh_Hant")],
)
def test_an_official_name_is_known_in_the_other_scripts_of_its_language_too(name: str, locale: str) -> None:
    found = find_official(name, locale)
    assert found is not None
    assert (found.code, found.locale) == ("IR", locale)
