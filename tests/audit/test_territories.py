from __future__ import annotations

import pytest

from copies import audited, read
from tabl10n.audit import example, fix
from tabl10n.findings import Finding
from tabl10n.territories import Form, Naming


def found(country: str, locale: str = "de") -> tuple[Finding, ...]:
    copy = example.copy_of(example.make_row("lighthouse", country=country))
    return tuple(finding for finding in audited(copy).findings if finding.role == "territory")


@pytest.mark.parametrize("country", ["Deutschland", "Deutschland / Germany", "DE", "deutschland"])
def test_a_right_name_is_not_wrong_however_it_is_written(country: str) -> None:
    assert not [finding for finding in found(country) if finding.rule == "territory-wrong"]


@pytest.mark.parametrize(
    ("country", "written", "expected"),
    [
        ("Finnland", "Finnland", "Deutschland"),
        ("Wiese", "Wiese", "Deutschland"),
        ("", "", "Deutschland"),
        ("Deutschland / Wiese", "Wiese", "Germany"),
        ("Germany / Wiese", "Wiese", "Deutschland"),
        ("Finland / Deutschland", "Finland", "Germany"),
        ("Germany / Finnland", "Finnland", "Deutschland"),
    ],
)
def test_wrong_names_and_the_right_ones(country: str, written: str, expected: str) -> None:
    (finding,) = found(country)
    assert (finding.rule, finding.written, finding.expected) == ("territory-wrong", written, expected)


def test_a_row_whose_version_is_wrong_too_is_still_known_by_its_name_and_links() -> None:
    report = audited(example.copy_of(example.make_row("lighthouse", country="Finnland", version="7")))
    assert [(finding.rule, finding.safe) for finding in report.findings if finding.role == "territory"] == [
        ("territory-wrong", True)
    ]


def test_the_location_is_that_of_the_name_in_the_cell() -> None:
    (finding,) = found("Germany / Wiese")
    document = read(example.copy_of(example.make_row("lighthouse", country="Germany / Wiese")))
    assert finding.span is not None
    assert document.source[finding.span.start : finding.span.end] == "Wiese"
    assert finding.column == len("| Germany / ") + 1


def test_the_initials_of_a_name_may_stand_for_it() -> None:
    source, copy = (
        "| country | id | since |\n|---|---|---|\n" + "".join(f"| {place} | {key} | 1 |\n" for key, place in rows)
        for rows in (
            (("alpha", "South Africa"), ("beta", "Spain"), ("gamma", "Norway"), ("delta", "Norway")),
            (("alpha", "ЮАР"), ("beta", "Испания"), ("gamma", "Норвегия"), ("delta", "НО")),
        )
    )
    found = audited(copy, source, (), "ru", {}).findings
    assert [(f.rule, f.severity, f.written) for f in found] == [
        ("territory-variant", "hint", "ЮАР"),
        ("territory-wrong", "error", "НО"),
    ]


SOURCE = """\
| country | id | name |
|---|---|---|
| Norway | alpha | [Alpha](https://alpha.example) |
| Sweden | alpha | [Alpha](https://alpha.example) |
| Sweden | beta | [Beta](https://beta.example) |
| Norway | gamma | [Gamma](https://gamma.example) |
| Denmark | gamma | [Gamma](https://gamma.example) |
| Sweden | gamma | [Gamma](https://gamma.example) |
| Denmark | delta | [Delta](https://delta.example) |
| Finland | zeta | [Zeta](https://zeta.example) |
| Iceland | eta | [Eta](https://eta.example) |
| Atlantis | epsilon | [Epsilon](https://epsilon.example) |
"""
COPY = (
    SOURCE.replace("Norway", "Norwegen").replace("Sweden", "Schweden").replace("Denmark", "Dänemark")
    .replace("Finland", "Finnland").replace("Iceland", "Island").replace("country", "Land")
)  # fmt: skip


def expected(copy: str) -> dict[str, set[str]]:
    """By key, what the wrong names of its rows should be."""
    said: dict[str, set[str]] = {}
    for finding in audited(copy, SOURCE, (), words={}).findings:
        if finding.rule == "territory-wrong":
            said.setdefault(finding.key, set()).add(finding.expected)
    return said


def test_a_sound_copy_of_many_territories_is_sound() -> None:
    assert expected(COPY) == {}


def test_a_territory_is_found_by_elimination() -> None:
    assert expected(COPY.replace("| Schweden | alpha", "| Wiese | alpha")) == {"alpha": {"Schweden"}}


def test_a_territory_is_found_by_what_the_word_means_elsewhere() -> None:
    copy = COPY.replace("| Norwegen | gamma", "| Wiese | gamma").replace("| Dänemark | gamma", "| Wald | gamma")
    copy = copy.replace("| Norwegen | alpha", "| Wiese | alpha").replace("| Dänemark | delta", "| Wald | delta")
    assert expected(copy) == {"alpha": {"Norwegen"}, "delta": {"Dänemark"}, "gamma": {"Norwegen", "Dänemark"}}


def test_where_several_territories_may_be_meant_none_is_named() -> None:
    copy = COPY.replace("| Norwegen | gamma", "| Wiese | gamma").replace("| Dänemark | gamma", "| Wald | gamma")
    assert expected(copy) == {"gamma": {""}}


def test_a_territory_without_a_code_is_left_alone() -> None:
    assert expected(COPY.replace("Atlantis", "Versunkene Stadt")) == {}


def test_a_policy_of_the_catalog_counts() -> None:
    copy = COPY.replace("Dänemark | delta", "Königreich der Dänen | delta")
    assert expected(copy) == {"delta": {"Dänemark"}}
    words = {("territory", "Denmark"): "Königreich der Dänen"}
    assert audited(copy, SOURCE, (), words=words).counts() == {}


def test_a_name_that_cldr_lacks_may_be_right_where_it_shares_a_word() -> None:
    copy = example.copy_of(
        example.make_row("lighthouse", country="\u05d3\u05e8\u05d5\u05dd \u05e7\u05d5\u05e8\u05d9\u05d0\u05d4")
    )
    source = example.make_source().replace("Germany", "South Korea")
    others = {"Türkei": "\u05d8\u05d5\u05e8\u05e7\u05d9\u05d4", "Tschechien": "\u05e6\u05f3\u05db\u05d9\u05d4"}
    for german, hebrew in others.items():
        copy = copy.replace(german, hebrew)
    (finding,) = (one for one in audited(copy, source, (), "he", {}).findings if one.role == "territory")
    assert (finding.rule, finding.severity, finding.safe) == ("territory-variant", "hint", False)
    assert finding.expected == "\u05e7\u05d5\u05e8\u05d9\u05d0\u05d4 \u05d4\u05d3\u05e8\u05d5\u05de\u05d9\u05ea"


@pytest.mark.parametrize("country", ["Deutschlande", "Wiese und Wald", "Bundesrepublik"])
def test_a_likeness_or_a_word_of_many_names_shows_nothing(country: str) -> None:
    source = example.make_source().replace("Germany", "Bosnia and Herzegovina")
    copy = example.copy_of(example.make_row("lighthouse", country=country))
    assert audited(copy, source, ()).counts()["territory-wrong"] == 1


OWN_NAMES = Naming(None, {"de": {"CZ": "Böhmen und Mähren", "TR": "Republik Türkei"}})


def named(country: str, naming: Naming, key: str = "orchard") -> list[tuple[str, str, str]]:
    """What is said of the territory of one row, where the other rows say what the project wants to read."""
    copy = example.copy_of(example.make_row(key, country=country))
    report = audited(copy, naming=naming)
    return [(f.rule, f.written, f.expected) for f in report.findings if f.role == "territory" and f.key == key]


@pytest.mark.parametrize("country", ["Böhmen und Mähren", "böhmen und mähren", "Czech Republic / Böhmen und Mähren"])
def test_a_name_of_the_project_is_sound(country: str) -> None:
    assert named(country, OWN_NAMES) == []


@pytest.mark.parametrize("country", ["Tschechien", "Tschechische Republik"])
def test_another_name_than_that_of_the_project_is_a_variant(country: str) -> None:
    assert named(country, OWN_NAMES) == [("territory-variant", country, "Böhmen und Mähren")]


@pytest.mark.parametrize(
    ("form", "sound", "other"),
    [("standard", "Tschechien", "Tschechische Republik"), ("variant", "Tschechische Republik", "Tschechien")],
)
def test_the_form_that_the_project_chose_is_sound(form: Form, sound: str, other: str) -> None:
    assert named(sound, Naming(form)) == []
    assert named(other, Naming(form)) == [("territory-variant", other, sound)]
    assert named("Czech Republic", Naming(form)) == [("territory-untranslated", "Czech Republic", sound)]


def test_a_damaged_name_is_fixed_to_that_of_the_project() -> None:
    copy = read(example.copy_of(example.make_row("bluebird", country="Tschechien")))
    text, fixed = fix.fix(copy, audited(copy, naming=OWN_NAMES))
    assert [(f.rule, f.expected) for f in fixed] == [("territory-wrong", "Republik Türkei")]
    assert "| Republik Türkei | [![bluebird]" in text
    assert not named("Republik Türkei", OWN_NAMES, "bluebird")


def test_the_name_that_a_project_gives_another_territory_is_wrong_here() -> None:
    assert named("Republik Türkei", OWN_NAMES) == [("territory-wrong", "Republik Türkei", "Böhmen und Mähren")]


STATIONS = (
    ("LKX", "14 October 1852", "14.10.1852", "United Kingdom", "Vereinigtes Königreich"),
    ("PNO", "20 June 1846", "20.6.1846", "France", "Frankreich"),
    ("ROM", "25 February 1863", "25.2.1863", "Italy", "Italien"),
    ("VIE", "10 October 2014", "10.10.2014", "Austria", "Wiese"),
    ("BUD", "16 August 1884", "16.8.1884", "Hungary", "Hunger"),
    ("IST", "3 November 1890", "3.11.1890", "Turkey", "Truthahn"),
)


def test_damaged_territories_are_found_in_a_table_of_another_width_and_order() -> None:
    source = "| code | opened | country |\n|---|---|---|\n" + "".join(
        f"| {code} | {opened} | {english} |\n" for code, opened, _, english, _ in STATIONS
    )
    copy = "| Kürzel | Land | Eröffnet | Notiz |\n|---|---|---|---|\n" + "".join(
        f"| {code} | {german} | {opened} | |\n" for code, _, opened, _, german in STATIONS
    )
    wrong = [f.written for f in audited(copy, source, ()).findings if f.rule == "territory-wrong"]
    assert wrong == ["Wiese", "Hunger", "Truthahn"]


def test_no_territory_is_fixed_where_the_key_may_be_what_is_wrong() -> None:
    places = {"NOK": ("578", "Norway", "Norwegen"), "TRY": ("949", "Turkey", "Türkei"),
              "CHF": ("756", "Austria", "Österreich"), "HUF": ("348", "Hungary", "Ungarn")}  # fmt: skip
    source = "| code | number | country |\n|---|---|---|\n" + "".join(
        f"| {key} | {number} | {english} |\n" for key, (number, english, _) in places.items()
    )
    copy = "| Code | Nummer | Land |\n|---|---|---|\n" + "".join(
        f"| {key} | {number} | {german} |\n" for key, (number, _, german) in places.items()
    )
    swapped = copy.replace("NOK", "?").replace("TRY", "NOK").replace("?", "TRY")
    wrong = [f for f in audited(swapped, source, ()).findings if f.rule == "territory-wrong"]
    assert [(f.written, f.safe) for f in wrong] == [("Norwegen", False), ("Türkei", False)]
    one = [f for f in audited(copy.replace("Türkei", "Ungarn"), source, ()).findings if f.rule == "territory-wrong"]
    assert [(f.written, f.expected, f.safe) for f in one] == [("Ungarn", "Türkei", True)]


@pytest.mark.parametrize(("country", "findings"), [("", 0), ("Finnland", 0), ("Wiese", 1)])
def test_of_a_row_that_is_no_known_key_only_a_word_that_is_no_territory_is_wrong(country: str, findings: int) -> None:
    report = audited(example.copy_of(example.make_unknown_row(country=country)))
    assert len([finding for finding in report.findings if finding.role == "territory"]) == findings


def test_territories_that_two_rows_exchanged_are_not_fixed_where_the_keys_may_have_been_exchanged() -> None:
    rows = ("| Germany | alpha |", "| Norway | beta |", "| Spain | gamma |", "| France | delta |", "| Italy | omega |")
    source = "| country | id |\n|---|---|\n" + "\n".join(rows) + "\n"
    shuffled = [rows[i] for i in (3, 1, 4, 2, 0)]
    copy = "| country | id |\n|---|---|\n" + "\n".join(shuffled) + "\n"
    swapped = copy.replace("| alpha", "| #").replace("| gamma", "| alpha").replace("| #", "| gamma")
    found = audited(swapped, source, (), "en", {}).findings
    assert [(finding.rule, finding.safe) for finding in found] == [("territory-wrong", False)] * 2
    (alone,) = audited(copy.replace("Spain", "Italy"), source, (), "en", {}).findings
    assert (alone.rule, alone.expected, alone.safe) == ("territory-wrong", "Spain", True)
