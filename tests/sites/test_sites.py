"""A page of each kind of site, translated in full: its own renderer shows the same structure."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import Run
from paths import ROOT
from sites.renderers import RENDERERS, is_installed
from sites.structure import outline
from sites.translator import TRANSLATORS
from tabl10n.catalog import pofile

PAGES = ROOT / "tests/sites/pages"


def build_translated(run: Run, name: str) -> dict[str, str]:
    """The page in every locale, built from catalogs that a translator has filled in."""
    source = PAGES / name
    Path("docs").mkdir()
    Path("docs", name).write_bytes(source.read_bytes())
    Path("tabl10n.toml").write_text(f"sources = ['docs/{name}']\noutput = 'built/{{locale}}/{{path}}'\n")
    assert run("init", *TRANSLATORS).status == 0
    pages = {"en": source.read_text(encoding="utf-8")}
    for locale in TRANSLATORS:
        translate_catalog(Path(f"locales/{locale}/LC_MESSAGES/{source.stem}.po"), locale, name)
    findings = run("check", "--ignore", "translation-shared")  # words of one length are one word to the translator
    assert findings.status == 0, findings.out
    assert run("build", *TRANSLATORS).status == 0
    return pages | {locale: Path("built", locale, name).read_text(encoding="utf-8") for locale in TRANSLATORS}


def translate_catalog(path: Path, locale: str, name: str) -> None:
    translator, markup = TRANSLATORS[locale], "rst" if name.endswith(".rst") else "markdown"
    catalog = pofile.read(path)
    messages = tuple(
        one if one.msgctxt in ("territory", "name") else replace(one, msgstr=translator.translate(one.msgid, markup))
        for one in catalog.messages
    )
    path.write_text(pofile.render(replace(catalog, messages=messages)), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", RENDERERS)
def test_a_translated_page_has_the_structure_of_its_source(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    program, render = RENDERERS[name]
    if not is_installed(program):
        reason = f"needs {program}: make .venv-sites, and Debian's packages hugo and npm"
        if "sites" in os.environ.get("TABL10N_TESTS_REQUIRE", "").split():
            pytest.fail(reason)
        pytest.skip(reason)
    monkeypatch.chdir(tmp_path)
    pages = build_translated(run, name)
    (tmp_path / "site").mkdir()
    shown = render(pages, tmp_path / "site")
    for locale in TRANSLATORS:
        assert outline(shown[locale]) == outline(shown["en"]), locale
