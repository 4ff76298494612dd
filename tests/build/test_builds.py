"""Building outside the command line: planned, made, and only then put in place."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from commandline import TABLE
from paths import ROOT
from tabl10n import processes
from tabl10n.build import builds
from tabl10n.build.builds import BuildOptions, Built, Completeness
from tabl10n.build.watch import wait_for_changes
from tabl10n.catalog import pofile, prefill
from tabl10n.catalog.template import render_template
from tabl10n.errors import InputError
from tabl10n.project import Project
from tabl10n.project.settings import find_project
from tabl10n.project.sources import load_source


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two tables, each with catalogs of three locales whose territories are translated."""
    for name in ("boats", "ships"):
        (tmp_path / "locales/en").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"locales/en/{name}.md").write_text(TABLE, encoding="utf-8")
    project = find_project(tmp_path)
    for domain in project.domains:
        template = pofile.parse(render_template(load_source(domain), "t.md", "t"), "t.pot")
        for locale in ("de", "sv", "zh_Hans"):
            path = project.catalog(domain, locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pofile.render(prefill.make_catalog(template, locale).catalog), encoding="utf-8")
    return project


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    (tmp_path / "staging").mkdir()
    return tmp_path / "staging"


def made(project: Project, staging: Path | None, *locales: str, options: BuildOptions | None = None) -> list[Built]:
    return list(builds.run(project, builds.plan(project, locales), options or BuildOptions(), staging))


def finished(built: list[Built]) -> dict[str, str]:
    """What the files hold once they are written, by their path's end."""
    for file in (file for one in built for file in one.files):
        if not file.is_current():
            file.stage().put()
    files = [file.path for one in built for file in one.files]
    return {f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8") for path in files}


def test_every_domain_in_every_locale_is_planned_once(project: Project) -> None:
    planned = [(task.domain.name, task.locale) for task in builds.plan(project)]
    assert planned == [(name, locale) for name in ("boats", "ships") for locale in ("de", "sv", "zh_Hans")]
    named = [task.locale for task in builds.plan(project, ["zh-CN", "en", "zh_Hans"])]
    assert named == ["zh_Hans", "en"] * 2


def test_two_tables_of_one_name_are_refused(project: Project) -> None:
    (project.locales / "en/boats.rst").write_text("== ==\n", encoding="utf-8")
    again = find_project(project.root)
    with pytest.raises(InputError, match=r"boats.rst: locales/en/boats.md would be built under the same name"):
        builds.plan(again, ["en"])


def test_nothing_is_in_its_place_before_it_is_written(project: Project, staging: Path) -> None:
    built = made(project, staging)
    assert list(project.locales.glob("*/*.md")) == list(project.locales.glob("en/*.md"))
    assert "Norwegen" in finished(built)["de/boats.md"]


def test_what_is_there_already_is_not_made_again(project: Project, staging: Path) -> None:
    finished(made(project, staging))
    for path in staging.iterdir():
        path.unlink()
    again = made(project, staging)
    assert all(file.is_current() for one in again for file in one.files)
    assert list(staging.iterdir()) == []


def test_memory_does_not_grow_with_the_locales(project: Project) -> None:
    """Each locale of Babel's is a megabyte; forty of them would show."""
    catalog = project.catalog(project.domains[0], "de").read_text(encoding="utf-8")
    locales = (
        "af am ar az be bg bn bs ca cs cy da el es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk km ko".split()
    )
    for locale in locales:
        path = project.catalog(project.domains[0], locale)
        path.parent.mkdir(parents=True)
        path.write_text(catalog, encoding="utf-8")
    script = """
import tracemalloc
from tabl10n.build import builds
from tabl10n.project import settings
found = settings.find_project()
tracemalloc.start()
for built in builds.run(found, builds.plan(found), builds.BuildOptions(suffixes=("md", "html")), None):
    print(tracemalloc.get_traced_memory()[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, env={**os.environ, "PYTHONPATH": str(ROOT / "i18n")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    held = [int(line) for line in done.stdout.split()]
    assert len(held) == len(locales) + 2 * 3
    assert held[-1] - held[4] < 4 * 2**20  # what is read on the way is 1.3 MB; it was 30 with a locale of Babel's each


def test_without_staging_files_are_only_compared(project: Project) -> None:
    [file, *_] = [file for one in made(project, None) for file in one.files]
    assert not file.is_current()
    assert not file.path.exists()


def test_several_processes_make_the_same_as_one(
    project: Project, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(project, None)
    monkeypatch.setattr(builds, "_MIN_SIZE_FOR_PROCESSES", 0)
    monkeypatch.setattr(processes, "count_free_processors", lambda: 2)
    together = made(project, staging)
    assert [(one.task, one.completeness) for one in together] == [(one.task, one.completeness) for one in alone]
    assert "挪威" in finished(together)["zh_Hans/ships.md"]


@pytest.mark.parametrize("free", [1, 2])
def test_an_error_in_one_catalog_leaves_all_other_tables_to_be_built(
    project: Project, staging: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    monkeypatch.setattr(builds, "_MIN_SIZE_FOR_PROCESSES", 0)
    monkeypatch.setattr(processes, "count_free_processors", lambda: free)
    catalog = project.catalog(project.domains[1], "zh_Hans")
    catalog.write_text(catalog.read_text(encoding="utf-8") + '\nmsgid "open', encoding="utf-8")
    *built, failed = made(project, staging)
    [error] = failed.errors
    assert isinstance(error, InputError)
    assert error.path == str(catalog)
    assert error.line is not None
    assert (failed.files, failed.left_out) == ((), False)
    assert not (project.locales / "de/boats.md").exists()
    assert len(finished(built)) == 5


def test_a_translation_that_cannot_be_written_is_named_at_its_place_in_the_source_when_sorted_too(
    project: Project, staging: Path
) -> None:
    catalog = project.catalog(project.domains[0], "de")
    text = catalog.read_text(encoding="utf-8").replace('msgstr "Japan"', 'msgstr "Ja\\tpan\\u0000"')
    catalog.write_text(text.replace("\\u0000", "\x01"), encoding="utf-8")
    errors = []
    for options in (BuildOptions(), BuildOptions(sort="name")):
        failed, *_ = made(project, staging, "de", options=options)
        errors.append(list(map(str, failed.errors)))
    assert errors[0] == errors[1]
    assert "boats.md:8:" in errors[0][0]
    assert "in the table for de;" in errors[0][0]


def test_a_source_is_never_overwritten(project: Project, staging: Path) -> None:
    """Neither through a link that stands for a table not built yet, nor by sorting the source's own rows."""
    source = project.domains[0].source
    text = source.read_text(encoding="utf-8")
    project.built(project.domains[0], "de").symlink_to(source)
    for locale, options in (("de", BuildOptions()), ("en", BuildOptions(sort="name"))):
        with pytest.raises(InputError, match="would take the place of its source"):
            made(project, staging, locale, options=options)
    assert source.read_text(encoding="utf-8") == text


BOTH = 'domains.boats.source = "locales/en/boats.md"\ndomains.ships.source = "locales/en/ships.md"\n'


@pytest.mark.parametrize(("settings", "refused"), [("", True), (BOTH, False)])
def test_no_table_is_built_that_would_be_a_source_from_then_on(
    project: Project, staging: Path, settings: str, refused: bool
) -> None:
    (project.root / "pyproject.toml").write_text(f"[tool.tabl10n]\n{settings}", encoding="utf-8")
    again = find_project(project.root)
    made(again, staging, "en", options=BuildOptions(suffixes=("html", "csv")))
    if refused:
        with pytest.raises(InputError, match="taken for a source"):
            made(again, staging, "en", options=BuildOptions(suffixes=("rst",)))
    else:
        made(again, staging, "en", options=BuildOptions(suffixes=("rst",)))


def test_each_locale_is_sorted_its_own_way(project: Project, staging: Path) -> None:
    def keys(text: str) -> list[str]:
        return [line.split("|")[2].strip() for line in text.splitlines() if line.startswith("|")][2:]

    tables = finished(made(project, staging, options=BuildOptions(sort="territory")))
    assert keys(tables["de/boats.md"]) == ["kobaya", "knarr", "faering"]
    assert keys((project.locales / "en/boats.md").read_text(encoding="utf-8")) == ["knarr", "kobaya", "faering"]


def test_a_table_is_made_in_several_formats_at_once_and_sorted_in_each(project: Project, staging: Path) -> None:
    options = BuildOptions(suffixes=("md", "html", "csv", "rst", "json"), sort="territory")
    orders = {"de": ["kobaya", "knarr", "faering"], "zh_Hans": ["knarr", "faering", "kobaya"]}
    texts = finished(made(project, staging, *orders, options=options))
    assert len(texts) == 2 * 2 * 5
    for name, text in texts.items():
        assert sorted(orders["de"], key=text.index) == orders[name.partition("/")[0]], name
    assert '<div class="tabl10n" lang="zh-Hans" dir="ltr" ' in texts["zh_Hans/boats.html"]


def test_words_of_the_source_say_their_language_in_html(project: Project, staging: Path) -> None:
    html = finished(made(project, staging, "de", options=BuildOptions(suffixes=("html",))))["de/boats.html"]
    assert '<h1 lang="en" dir="auto">Boats</h1>' in html
    assert '<th scope="col" lang="en" dir="auto">country</th>' in html
    assert "<td>Norwegen</td>" in html
    assert '<a href="https://knarr.example">Knarr</a>' in html
    assert html.count('lang="en"') == 6


def test_too_little_translated_is_left_out(project: Project, staging: Path) -> None:
    [one, _] = made(project, staging, "de", options=BuildOptions(fail_under=50))
    assert one.left_out
    assert one.completeness == Completeness(45, 6, one.completeness.examples)
    assert one.completeness.examples == ("Boats", "All boats that we know:", "country")
    assert not made(project, staging, "de", options=BuildOptions(fail_under=45))[0].left_out


def test_the_source_locale_is_complete(project: Project, staging: Path) -> None:
    [one, _] = made(project, staging, "en", options=BuildOptions(fail_under=100))
    assert one.completeness.percent == 100
    assert all(file.is_current() for file in one.files)


def test_a_change_is_noticed_while_settings_are_broken_too(project: Project) -> None:
    seen: list[int] = []

    def look() -> None:
        for number, _ in enumerate(wait_for_changes(project.root, 0.01)):
            seen.append(number)
            if number == 2:
                return

    def until(number: int) -> None:
        deadline = time.monotonic() + 10
        while number not in seen and time.monotonic() < deadline:
            time.sleep(0.01)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    until(0)
    (project.root / "pyproject.toml").write_text("[tool.tabl10n", encoding="utf-8")
    until(1)
    (project.root / "pyproject.toml").write_text("[tool.tabl10n]", encoding="utf-8")
    thread.join(10)
    assert seen == [0, 1, 2]
