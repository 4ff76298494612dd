"""The public Python API: what a script gets from ``import tabl10n``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest

import tabl10n
from tabl10n import api

ENGLISH = """# Boats

| id | name | country |
|----|------|---------|
| `knarr` | [Knarr](https://knarr.example) | Norway |
| `skiff` | [Skiff](https://skiff.example) | Turkey |
| `dhow` | [Dhow](https://dhow.example) | Oman |
"""
# Of this German copy a key is misspelt and a country is a bird.
GERMAN = ENGLISH.replace("`knarr`", "`knarre`").replace("Turkey", "Truthahn").replace("Norway", "Norwegen")


@pytest.fixture
def source(tmp_path: Path) -> tabl10n.Page:
    path = tmp_path / "en.md"
    path.write_text(ENGLISH, encoding="utf-8")
    return tabl10n.read(path, locale="en")


@pytest.fixture
def copy(tmp_path: Path) -> tabl10n.Page:
    path = tmp_path / "de.md"
    path.write_text(GERMAN, encoding="utf-8")
    return tabl10n.read(path, locale="de")


def test_a_copy_is_read_aligned_audited_and_fixed(source: tabl10n.Page, copy: tabl10n.Page) -> None:
    assert source.tables[0].columns[0].role is tabl10n.Role.KEY
    aligned = tabl10n.align(copy, source)
    assert [row.key for row in aligned.rows] == ["knarr", "skiff", "dhow"]
    report = tabl10n.audit(aligned)
    assert [(finding.rule, finding.written) for finding in report.findings] == [
        ("key-misspelt", "knarre"),
        ("territory-wrong", "Truthahn"),
    ]
    assert report.fixed().source == GERMAN.replace("knarre", "knarr").replace("Truthahn", "Türkei")
    assert report.fixed().locale == "de"
    assert report.fix().fixes == 2
    assert not report.fix().left.findings
    assert "+| `knarr` |" in report.diff()


def test_nothing_is_written_but_by_save(source: tabl10n.Page, copy: tabl10n.Page) -> None:
    fixed = tabl10n.audit(tabl10n.align(copy, source)).fixed()
    assert Path(copy.name).read_text(encoding="utf-8") == GERMAN
    fixed.save()
    assert Path(copy.name).read_text(encoding="utf-8") == fixed.source


def test_rules_are_chosen(source: tabl10n.Page, copy: tabl10n.Page) -> None:
    aligned = tabl10n.align(copy, source)
    report = tabl10n.audit(aligned, select=["key"])
    assert [finding.rule for finding in report.findings] == ["key-misspelt"]
    assert "Truthahn" in report.fixed().source
    assert not tabl10n.audit(aligned, ignore=["key", "territory-*"]).findings


def test_editions_have_the_keys_that_left_the_source(source: tabl10n.Page, tmp_path: Path) -> None:
    row = "| `cog` | [Cog](https://cog.example) | Germany |\n"
    edition = tabl10n.parse(ENGLISH + row, "2019.md", locale="en")
    copy = tabl10n.parse(ENGLISH + row.replace("`cog`", "`Kogge`"), "fr.md", locale="fr")
    assert tabl10n.align(copy, source).rows[3].key is None
    assert tabl10n.align(copy, source, editions=[edition]).rows[3].key == "cog"


def test_a_page_is_put_into_the_words_of_a_catalog(source: tabl10n.Page, tmp_path: Path) -> None:
    template = tabl10n.extract(source)
    catalog = tabl10n.Catalog.from_polib(template.to_polib())
    assert catalog.messages == template.messages
    entries = template.to_polib()
    for entry in entries:
        entry.msgstr = {"Turkey": "Türkei", "country": "Land", "name": "Name"}.get(entry.msgid, "")
    localized = source.localize(tabl10n.Catalog.from_polib(entries), "de")
    assert "| Türkei |" in localized.text.replace("  ", "")
    assert "`skiff`" in localized.text
    assert 0 < localized.percent < 100
    assert ("title", "Boats") in [tuple(identity) for identity in localized.missing]
    localized.save(tmp_path / "de.html")
    assert 'lang="de"' in (tmp_path / "de.html").read_text(encoding="utf-8")
    assert "<td" in localized.to("html", fragment=True)


def test_a_catalog_is_saved_and_read(source: tabl10n.Page, tmp_path: Path) -> None:
    path = tmp_path / "boats.pot"
    tabl10n.extract(source, path="locales/en/boats.md").save(path)
    assert tabl10n.Catalog.read(path).messages[0].references == ("locales/en/boats.md:1",)
    assert polib.pofile(str(path))[0].msgid == "Boats"


def test_a_project_is_found_with_its_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.tabl10n]\nsource-locale = "sv"\n', encoding="utf-8")
    (tmp_path / "docs").mkdir()
    assert tabl10n.Project.find(tmp_path / "docs").source_locale == "sv"


@pytest.mark.parametrize(
    ("call", "fact"),
    [
        (lambda path: tabl10n.read(path / "none.md"), "none.md"),
        (lambda path: tabl10n.parse("a", locale="xx-nowhere"), "xx-nowhere"),
        (lambda path: tabl10n.parse("a", roles={"id": "kee"}), "there is no role 'kee'"),
        (lambda path: tabl10n.audit(tabl10n.align(tabl10n.parse("a"), tabl10n.parse("a"))), "language is not known"),
    ],
)
def test_what_is_wrong_is_said_with_a_next_step(call: object, fact: str, tmp_path: Path) -> None:
    with pytest.raises(tabl10n.InputError, match=fact) as error:
        call(tmp_path)  # type: ignore[operator]
    assert error.value.next_step


def test_importing_the_package_loads_nothing_of_it() -> None:
    """And its functions are not hidden by the packages that have their names."""
    code = (
        "import sys, tabl10n; before = [name for name in sys.modules if name.startswith('tabl10n.')];"
        "import tabl10n.align.registry, tabl10n.audit.rules;"
        "print(before, callable(tabl10n.align), callable(tabl10n.audit), 'align' in dir(tabl10n))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True True True\n"


def test_every_public_name_is_there_and_documented() -> None:
    assert set(api.__all__) == set(tabl10n.__all__)
    for name in tabl10n.__all__:
        assert getattr(tabl10n, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tabl10n.nothing
