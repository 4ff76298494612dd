from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Run
from paths import GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.model import Cell, Document, Role
from tabl10n.project import find_project
from tabl10n.roles import with_roles


def test_a_table_is_built_beside_the_catalog(run: Run, boats: Path) -> None:
    run("init", "de")
    said = run("build")
    assert "locales/de/boats.md: written" in said.err
    assert "not translated, left in the source's words: 'Boats'" in said.err
    built = Path("locales/de/boats.md").read_text(encoding="utf-8")
    assert "| Norwegen | knarr   | [Knarr](https://knarr.example)    | 1   |" in built


def test_building_again_changes_nothing_and_check_agrees(run: Run, boats: Path) -> None:
    run("init", "de")
    assert run("build", "--check").status == 1
    assert not Path("locales/de/boats.md").exists()
    run("build")
    assert run("build", "--check").status == 0
    Path("locales/de/boats.md").write_text("edited by hand", encoding="utf-8")
    assert run("build", "--check", "de").status == 1


def test_a_locale_without_a_catalog_is_refused_with_nothing_written(run: Run, boats: Path) -> None:
    run("init", "de")
    said = run("build", "de", "fr")
    assert said.status == 2
    assert "run tabl10n init fr" in said.err
    assert not Path("locales/de/boats.md").exists()


def test_a_broken_catalog_is_refused_with_its_line(run: Run, boats: Path) -> None:
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    text = catalog.read_text(encoding="utf-8").replace('msgstr "Norwegen"', 'msgstr "Norwegen')
    line = next(n for n, said in enumerate(text.splitlines(), 1) if said == 'msgstr "Norwegen')
    catalog.write_text(text, encoding="utf-8")
    said = run("build")
    assert said.status == 2
    assert f"boats.po:{line}:" in said.err
    assert not Path("locales/de/boats.md").exists()


@pytest.mark.parametrize("source", [SOURCE, GRID_2020, PIPES_2018], ids=lambda path: path.name)
def test_the_source_locale_gives_the_source_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales/en").mkdir(parents=True)
    (tmp_path / "locales/en" / source.name).write_bytes(source.read_bytes())
    assert run("build", "en", "--output", "out").status == 0
    assert (tmp_path / "out/en" / source.name).read_bytes() == source.read_bytes()


def _stable(document: Document) -> list[list[object]]:
    """What no translation may change: keys and verbatim texts, and every link and image."""
    [table] = with_roles(document).tables
    kept = [column.role in (Role.KEY, Role.VERBATIM) for column in table.columns]

    def said(cell: Cell, whole: bool) -> object:
        return (cell.link, cell.image, cell.alt, cell.text if whole else "")

    return [[said(cell, whole) for cell, whole in zip(row.cells, kept, strict=True)] for row in table.rows]


def test_every_shipped_table_keeps_keys_links_images_and_versions(run: Run, tmp_path: Path) -> None:
    source = _stable(formats.load(SOURCE))
    project = find_project(SOURCE.parent)
    locales = project.shipped_locales(project.domains[0])
    assert len(locales) == 15
    for locale in locales:
        assert _stable(formats.load(project.built(project.domains[0], locale))) == source, locale


def test_the_shipped_tables_and_template_are_up_to_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SOURCE.parent)
    assert run("extract", "--check").status == 0
    said = run("build", "--check")
    assert said.status == 0, said.err
    assert "not translated" not in said.err
