"""The catalogs that the project ships: complete, sound, and true to the template."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tabl10n import territories
from tabl10n.catalog.entity import is_kept_name, read_code
from tabl10n.catalog.model import Catalog
from tabl10n.catalog.pofile import read, render

LOCALES = Path(__file__).parents[2] / "locales"
SHIPPED = ["ar", "de", "es", "fr", "he", "hi", "id", "ja", "ko", "pt_BR", "ru", "tr", "vi", "zh_Hans", "zh_Hant"]
# Headers that are the same word in the language.
SAME_WORD = {("fr", "logo"), ("id", "logo"), ("tr", "logo"), ("vi", "logo")}
# The scripts' code points, where a translation must have some of them.
SCRIPTS = {
    "ar": "\u0600\u06ff",
    "he": "\u0590\u05ff",
    "hi": "\u0900\u097f",
    "ja": "\u3040\u9fff",
    "ko": "\uac00\ud7af",
    "ru": "\u0400\u04ff",
    "zh_Hans": "\u4e00\u9fff",
    "zh_Hant": "\u4e00\u9fff",
}


def catalog(locale: str) -> Catalog:
    return read(LOCALES / locale / "LC_MESSAGES" / "exchanges.po")


def test_these_locales_are_shipped() -> None:
    assert sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/exchanges.po")) == SHIPPED


@pytest.mark.parametrize("locale", SHIPPED)
def test_it_follows_the_template(locale: str) -> None:
    template = read(LOCALES / "exchanges.pot")
    assert [(m.identity, m.extracted, m.references) for m in catalog(locale).messages] == [
        (m.identity, m.extracted, m.references) for m in template.messages
    ]


@pytest.mark.parametrize("locale", SHIPPED)
def test_it_is_written_as_we_write(locale: str) -> None:
    path = LOCALES / locale / "LC_MESSAGES" / "exchanges.po"
    assert render(read(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", SHIPPED)
def test_all_but_names_is_translated(locale: str) -> None:
    usable = Counter(m.msgctxt for m in catalog(locale).messages if m.usable and m.msgctxt != "name")
    assert usable == {"title": 1, "introduction": 1, "header": 5, "territory": 42}


@pytest.mark.parametrize("locale", SHIPPED)
def test_no_header_or_prose_is_left_in_english(locale: str) -> None:
    words = [m for m in catalog(locale).messages if m.msgctxt in ("title", "introduction", "header")]
    assert {(locale, m.msgid) for m in words if m.msgid == m.msgstr} <= SAME_WORD


@pytest.mark.parametrize("locale", SHIPPED)
def test_territories_are_cldrs(locale: str) -> None:
    for message in (m for m in catalog(locale).messages if m.msgctxt == "territory"):
        match = territories.resolve(message.msgstr, locale)
        assert match, message.msgstr
        assert match.code == read_code(message)


@pytest.mark.parametrize("locale", SCRIPTS)
def test_it_is_written_in_its_script(locale: str) -> None:
    first, last = SCRIPTS[locale]
    words = [m.msgstr for m in catalog(locale).messages if m.msgstr and m.msgstr != "ID" and not is_kept_name(m)]
    assert [word for word in words if not any(first <= char <= last for char in word)] == []


@pytest.mark.parametrize("locale", SHIPPED)
def test_translations_keep_the_shape_of_the_source(locale: str) -> None:
    introduction = next(m for m in catalog(locale).messages if m.msgctxt == "introduction")
    assert "ccxt" in introduction.msgstr
    assert introduction.msgstr[-1] in ":："
    assert not [m for m in catalog(locale).messages if m.msgstr != m.msgstr.strip() or "|" in m.msgstr]


@pytest.mark.parametrize("locale", SHIPPED)
def test_its_header_names_its_language(locale: str) -> None:
    assert catalog(locale).fields["Language"] == locale
    assert "Plural-Forms" in catalog(locale).fields


@pytest.mark.gettext
@pytest.mark.parametrize("locale", SHIPPED)
def test_gettext_accepts_it(locale: str) -> None:
    path = LOCALES / locale / "LC_MESSAGES" / "exchanges.po"
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
