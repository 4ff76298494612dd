"""New catalogs: what CLDR knows is filled in, what it does not is listed, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse, read, render
from tabl10n.catalog.prefill import make_catalog
from tabl10n.errors import InputError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def template() -> Catalog:
    return read(ROOT / "locales/exchanges.pot")


def made(*messages: Message) -> Catalog:
    return Catalog(Message("", msgstr="Project-Id-Version: x\nPOT-Creation-Date: then\n"), messages)


@pytest.mark.parametrize(
    ("name", "locale", "expected"),
    [
        ("Turkey", "zh_Hans", {"土耳其"}),
        ("US", "zh_Hans", {"美国"}),
        ("EU", "zh_Hans", {"欧盟"}),
        ("Hong Kong", "zh_Hans", {"香港"}),
        ("Czech Republic", "zh_Hans", {"捷克", "捷克共和国"}),
        ("UK", "zh_Hans", {"英国"}),
        ("Hong Kong", "zh_Hant", {"香港"}),
        ("US", "ja", {"アメリカ", "アメリカ合衆国"}),
        ("Turkey", "de", {"Türkei"}),
    ],
)
def test_territories_come_from_cldr(name: str, locale: str, expected: set[str]) -> None:
    (filled,) = make_catalog(made(Message(name, "territory")), locale).catalog.messages
    assert filled.msgstr in expected


@pytest.mark.parametrize("name", ["Narnia", "Turkeye", "Czech Repulic", "Korea"])
def test_what_cldr_does_not_know_stays_empty_and_is_listed(name: str) -> None:
    prefilled = make_catalog(made(Message("Japan", "territory"), Message(name, "territory")), "de")
    assert [m.msgstr for m in prefilled.catalog.messages] == ["Japan", ""]
    assert [m.msgid for m in prefilled.unresolved] == [name]


def test_only_territories_are_filled(template: Catalog) -> None:
    prefilled = make_catalog(template, "zh_Hans")
    filled = [m for m in prefilled.catalog.messages if m.msgstr]
    assert prefilled.unresolved == ()
    assert len(filled) == 42
    assert {m.msgctxt for m in filled} == {"territory"}


def test_a_text_that_is_a_territory_is_not_filled() -> None:
    (message,) = make_catalog(made(Message("Turkey", "text")), "de").catalog.messages
    assert message.msgstr == ""


def test_comments_and_references_come_along(template: Catalog) -> None:
    assert [(m.identity, m.extracted, m.references) for m in make_catalog(template, "ja").catalog.messages] == [
        (m.identity, m.extracted, m.references) for m in template.messages
    ]


def test_the_header_is_what_translators_tools_expect(template: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert make_catalog(template, "pt-BR").catalog.fields == {
        "Project-Id-Version": "exchanges",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": template.fields["POT-Creation-Date"],
        "PO-Revision-Date": "2001-09-09 01:46+0000",
        "Last-Translator": "tabl10n",
        "Language-Team": "Portuguese (Brazil)",
        "Language": "pt_BR",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
        "X-Generator": "tabl10n",
    }


@pytest.mark.parametrize("tag", ["zh_CN", "zh-CN"])
def test_the_tag_is_kept_as_given(tag: str) -> None:
    prefilled = make_catalog(made(Message("Turkey", "territory")), tag)
    assert prefilled.catalog.fields["Language"] == "zh_CN"
    assert prefilled.catalog.messages[0].msgstr == "土耳其"


def test_a_new_catalog_is_a_catalog(template: Catalog) -> None:
    catalog = make_catalog(template, "cy").catalog
    assert "Plural-Forms" not in catalog.fields
    assert parse(render(catalog), "x.po") == catalog


def test_an_unknown_locale_is_refused(template: Catalog) -> None:
    with pytest.raises(InputError, match="no such locale 'nowhere'"):
        make_catalog(template, "nowhere")


@pytest.mark.parametrize(
    ("tag", "japan"),
    [("de@formal", "Japan"), ("pt_BR@formal", "Japão"), ("fr_JP", "Japon"), ("crh", ""), ("be_Latn", "")],
)
def test_a_locale_that_cldr_does_not_have_is_named_as_its_nearest_or_not_at_all(
    template: Catalog, tag: str, japan: str
) -> None:
    catalog = make_catalog(template, tag).catalog
    assert [m.msgstr for m in catalog.messages if m.msgid == "Japan"] == [japan]
    assert catalog.fields["Language"] == tag
    assert catalog.fields["Language-Team"] not in ("", "root")


def test_plural_forms_follow_the_language_and_are_never_guessed(template: Catalog) -> None:
    fields = {tag: make_catalog(template, tag).catalog.fields for tag in ("be", "be_Latn", "crh")}
    assert fields["be_Latn"]["Plural-Forms"] == fields["be"]["Plural-Forms"]
    assert "Plural-Forms" not in fields["crh"]
