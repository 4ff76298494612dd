"""Catalogs that other programs begin, merge and keep beside ours: Weblate, msgmerge, sphinx-intl."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commandline import TABLE, Run
from tabl10n.catalog import pofile

GERMAN = Path("locales/de/LC_MESSAGES/boats.po")
FOREIGN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: ../../index.rst:1
msgid "Welcome"
msgstr "Willkommen"
"""


def begin_empty(run: Run, locale: str, domain: str = "boats") -> Path:
    """Begin a catalog as Weblate does: the template, and nothing filled in."""
    run("extract")
    path = Path("locales", locale, "LC_MESSAGES", f"{domain}.po")
    path.parent.mkdir(parents=True)
    shutil.copy(Path("locales", f"{domain}.pot"), path)
    return path


@pytest.fixture
def tables(run: Run, boats: Path) -> Path:
    Path("locales/en/ships.md").write_text(TABLE, encoding="utf-8")
    return boats


@pytest.mark.parametrize("command", ["update", "stats", "check", "build"])
def test_a_locale_that_cldr_does_not_have_stops_no_command(run: Run, boats: Path, command: str) -> None:
    run("init", "de")
    begin_empty(run, "de@formal")
    begin_empty(run, "crh")
    result = run(command)
    assert result.status in (0, 1)
    assert "de@formal: CLDR has no such locale; its territories are named as in de\n" in result.err
    assert "crh: CLDR has no such locale; its territories are left to translators\n" in result.err


def test_a_language_begun_elsewhere_gets_its_territories(run: Run, boats: Path) -> None:
    paths = {locale: begin_empty(run, locale) for locale in ("de@formal", "crh", "sv")}
    result = run("update")
    assert f"{paths['sv']}: updated: 2 named by CLDR, 3 kept\n" in result.err
    named = {m.msgid: m.msgstr for m in pofile.read(paths["de@formal"]).messages if m.msgctxt == "territory"}
    assert named == {"Norway": "Norwegen", "Japan": "Japan"}
    assert {m.msgctxt for m in pofile.read(paths["crh"]).messages if m.msgstr} == {"name"}
    assert run("update", "--check").status == 0


def test_a_page_of_such_a_locale_is_built_and_is_no_source(run: Run, boats: Path) -> None:
    Path("pyproject.toml").write_text(
        '[tool.tabl10n]\nsources = ["docs/**/*.md"]\noutput = "docs/{locale}/{path}"\n', encoding="utf-8"
    )
    Path("docs").mkdir()
    Path("docs/boats.md").write_text(TABLE, encoding="utf-8")
    begin_empty(run, "crh")
    assert run("build").status == 0
    assert Path("docs/crh/boats.md").exists()
    assert run("extract", "--check").err == "1 file up to date\n"


def test_init_writes_a_locale_as_gettext_does(run: Run, boats: Path) -> None:
    assert run("init", "pt-br").status == 0
    assert "Language: pt_BR\\n" in Path("locales/pt_BR/LC_MESSAGES/boats.po").read_text(encoding="utf-8")
    assert run("init", "crh").status == 0
    assert "Crimean Tatar" in Path("locales/crh/LC_MESSAGES/boats.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["update", "stats", "check", "build"])
def test_a_locale_may_lack_a_domain(run: Run, tables: Path, command: str) -> None:
    begin_empty(run, "sv", "ships")
    run("update")
    result = run(command, "sv")
    assert result.status == 0
    assert "sv has no catalog of boats; tabl10n init sv makes one\n" in result.err
    assert run(command, "de").err.startswith("tabl10n: locales/de/LC_MESSAGES/boats.po: de has no catalog of boats")


@pytest.mark.parametrize("command", ["update", "stats", "check", "build"])
def test_a_catalog_of_another_program_is_refused_and_stops_no_other(run: Run, tables: Path, command: str) -> None:
    run("init", "de")
    GERMAN.write_text(FOREIGN, encoding="utf-8")
    result = run(command)
    assert result.status == 2
    assert f"{GERMAN}: the catalog is another program's" in result.err
    assert 'set locales = "tables"' in result.err
    assert result.out if command in ("stats", "check") else "ships" in result.err
    assert GERMAN.read_text(encoding="utf-8") == FOREIGN


def test_a_template_of_another_program_is_refused(run: Run, boats: Path) -> None:
    place = Path("locales/boats.pot")
    place.write_text(FOREIGN, encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert "another program's" in result.err
    assert place.read_text(encoding="utf-8") == FOREIGN


def test_init_says_nothing_of_catalogs_that_are_another_programs(run: Run, boats: Path) -> None:
    Path(GERMAN.parent).mkdir(parents=True)
    GERMAN.with_name("index.po").write_text(FOREIGN, encoding="utf-8")
    assert "index.po" not in run("init", "de").err


def test_names_stay_empty_where_the_settings_say_so(run: Run, boats: Path) -> None:
    Path("pyproject.toml").write_text('[tool.tabl10n]\nnames = "empty"\n', encoding="utf-8")
    run("init", "de")
    assert not any(m.msgstr for m in pofile.read(GERMAN).messages if m.msgctxt == "name")
    Path("pyproject.toml").unlink()
    assert run("update").err == f"{GERMAN}: updated: 3 kept\n"
    assert [m.msgstr for m in pofile.read(GERMAN).messages if m.msgctxt == "name"] == ["Knarr", "Kobaya", "Færing"]


def test_a_name_that_was_only_filled_is_filled_again_when_the_row_is_renamed(run: Run, boats: Path) -> None:
    run("init", "de")
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("[Knarr]", "[Karve]"), encoding="utf-8")
    run("update")
    messages = pofile.read(GERMAN).messages
    assert "Knarr" not in {m.msgid for m in messages}
    assert [(m.msgstr, m.fuzzy) for m in messages if m.msgid == "Karve"] == [("Karve", False)]
