from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from commandline import TABLE, Run


def test_territories_come_from_cldr_and_names_are_filled_with_themselves(run: Run, boats: Path) -> None:
    result = run("init", "zh-Hans")
    assert result.err == "locales/zh_Hans/LC_MESSAGES/boats.po: 11 messages, 2 filled in from CLDR\n"
    catalog = Path("locales/zh_Hans/LC_MESSAGES/boats.po").read_text(encoding="utf-8")
    assert 'msgid "Norway"\nmsgstr "挪威"' in catalog
    assert '#, ignore-same\nmsgctxt "name"\nmsgid "Knarr"\nmsgstr "Knarr"' in catalog
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in catalog


def test_what_cldr_does_not_know_stays_empty_and_is_listed(run: Run, boats: Path) -> None:
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("Japan", "Atlantis"), encoding="utf-8")
    result = run("init", "de")
    assert "not known to CLDR, left empty: Atlantis" in result.err
    assert 'msgid "Atlantis"\nmsgstr ""' in Path("locales/de/LC_MESSAGES/boats.po").read_text(encoding="utf-8")


def test_a_catalog_that_is_there_is_never_touched(run: Run, boats: Path) -> None:
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    catalog.write_text("mine", encoding="utf-8")
    result = run("init", "fr", "de")
    assert result.status == 2
    assert "locales/de/LC_MESSAGES/boats.po: the catalog is there already" in result.err
    assert catalog.read_text(encoding="utf-8") == "mine"
    assert not Path("locales/fr").exists()


def test_two_spellings_of_one_locale_are_not_two_locales(run: Run, boats: Path) -> None:
    run("init", "zh_CN")
    result = run("init", "zh-Hans")
    assert result.status == 2
    assert "zh_CN" in result.err
    assert not Path("locales/zh_Hans").exists()


def test_two_spellings_of_one_locale_in_one_call_are_refused(run: Run, boats: Path) -> None:
    result = run("init", "de", "zh-Hans", "zh_CN")
    assert (result.status, result.err) == (2, "tabl10n: zh_Hans and zh_CN are one locale; name one of them\n")
    assert not Path("locales/de").exists()
    assert run("init", "de", "de").status == 0


def test_the_locale_of_the_sources_gets_no_catalog(run: Run, boats: Path) -> None:
    result = run("init", "en")
    assert (result.status, result.err) == (2, "tabl10n: the source tables are in en already; leave it out\n")
    assert run("init", "en_GB").status == 0


def test_a_second_source_table_gets_its_catalogs_and_the_first_keeps_its_own(run: Run, boats: Path) -> None:
    run("init", "zh_CN")
    catalog = Path("locales/zh_CN/LC_MESSAGES/boats.po")
    catalog.write_text("mine", encoding="utf-8")
    Path("locales/en/ships.md").write_text(TABLE.replace("Boats", "Ships"), encoding="utf-8")
    result = run("init", "zh-Hans")
    assert result.status == 0
    assert result.err == "locales/zh_CN/LC_MESSAGES/ships.po: 11 messages, 2 filled in from CLDR\n"
    assert catalog.read_text(encoding="utf-8") == "mine"
    assert not Path("locales/zh_Hans").exists()
    result = run("init", "fr", "zh_CN")
    assert result.status == 2
    assert "the catalog is there already" in result.err
    assert not Path("locales/fr").exists()


def test_an_unknown_locale_is_refused(run: Run, boats: Path) -> None:
    result = run("init", "xx-klingon")
    assert result.status == 2
    assert "no such locale" in result.err
    assert len(result.err.splitlines()) == 1


def test_the_project_has_a_say_in_names(run: Run, boats: Path) -> None:
    Path("locales/territories.toml").write_text('[de]\nNO = "Königreich Norwegen"\n', encoding="utf-8")
    Path("locales/en/boats.md").write_text(TABLE.replace("Japan ", "Hong Kong"), encoding="utf-8")
    Path("pyproject.toml").write_text('[tool.tabl10n]\nterritory-form = "standard"\n', encoding="utf-8")
    assert run("init", "de").status == 0
    text = Path("locales/de/LC_MESSAGES/boats.po").read_text(encoding="utf-8")
    assert 'msgstr "Königreich Norwegen"' in text
    assert 'msgstr "Sonderverwaltungsregion Hongkong"' in text


def test_a_name_that_is_another_territorys_is_refused(run: Run, boats: Path) -> None:
    Path("locales/territories.toml").write_text('[de]\nNO = "Schweden"\n', encoding="utf-8")
    result = run("init", "de")
    assert result.status == 2
    assert "territories.toml:2: Schweden is the name of SE (Sweden)" in result.err
    assert not Path("locales/de").exists()


def test_the_catalog_of_a_table_that_was_renamed_is_pointed_out(run: Run, boats: Path) -> None:
    run("init", "de", "fr")
    Path("locales/en/boats.md").rename("locales/en/ships.md")
    result = run("init", "de").err.splitlines()
    assert [line.partition(";")[0] for line in result] == [
        "locales/de/LC_MESSAGES/ships.po: 11 messages, 2 filled in from CLDR",
        "locales/de/LC_MESSAGES/boats.po: no source table is called so",
    ]


def test_a_disk_that_is_full_halfway_leaves_no_catalog_and_the_same_command_works_then(
    run: Run, boats: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(boats.rglob("*"))
    synced = 0

    def fsync(_: int) -> None:
        nonlocal synced
        synced += 1
        if synced > 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        result = run("init", "de", "fr", "it")
    assert result.status == 2
    assert "free some space, and run this again" in result.err
    assert sorted(boats.rglob("*")) == before
    assert run("init", "de", "fr", "it").status == 0
