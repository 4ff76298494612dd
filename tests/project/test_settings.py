from __future__ import annotations

from pathlib import Path

import pytest

from paths import CHINESE_COPY, GRID_2020, ROOT, SOURCE
from tabl10n.document import Role
from tabl10n.errors import InputError
from tabl10n.project.settings import find_project


def test_this_project_is_found_from_below() -> None:
    project = find_project(CHINESE_COPY.parent)
    [domain] = project.domains
    assert project.root == ROOT
    assert (domain.name, domain.source) == ("exchanges", SOURCE)
    assert GRID_2020 in domain.editions
    assert len(domain.editions) == 3
    assert project.template(domain) == ROOT / "locales/exchanges.pot"


def test_without_settings_the_usual_layout_is_a_project(tmp_path: Path) -> None:
    for name in ("en/boats.md", "en/ships.rst", "en/editions/old.md", "de/LC_MESSAGES/boats.po"):
        (tmp_path / "locales" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "locales" / name).touch()
    project = find_project(tmp_path)
    assert [domain.name for domain in project.domains] == ["boats", "ships"]
    assert project.shipped_locales(project.domains[0]) == ("de",)
    assert project.shipped_locales(project.domains[1]) == ()


def test_settings_name_sources_editions_and_roles(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        """
        [tool.tabl10n]
        source-locale = "de"
        locales = "lang"
        [tool.tabl10n.domains.boote]
        source = "docs/boote.md"
        editions = ["docs/alt/*.md"]
        roles = { Kennung = "key" }
        """,
        encoding="utf-8",
    )
    (tmp_path / "docs/alt").mkdir(parents=True)
    (tmp_path / "docs/alt/2019.md").touch()
    project = find_project(tmp_path / "docs")
    [domain] = project.domains
    assert domain.source == tmp_path / "docs/boote.md"
    assert domain.editions == (tmp_path / "docs/alt/2019.md",)
    assert domain.roles == {"Kennung": Role.KEY}
    assert project.catalog(domain, "fr") == tmp_path / "lang/fr/LC_MESSAGES/boote.po"
    assert project.built(domain, "fr", Path("out")) == Path("out/fr/boote.md")


def test_a_pyproject_of_another_tool_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.tabl10n]\n[tool.tabl10n.domains.a]\nsource='a.md'\n", encoding="utf-8"
    )
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert find_project(tmp_path / "sub").root == tmp_path


def test_other_formats_are_sources_where_nobody_writes_a_table(tmp_path: Path) -> None:
    directory = tmp_path / "locales" / "en"
    directory.mkdir(parents=True)
    for name in ("boats.json", "boats.html", "ports.csv"):
        (directory / name).touch()
    assert [domain.source.name for domain in find_project(tmp_path).domains] == ["boats.html", "ports.csv"]
    (directory / "boats.md").touch()
    assert [domain.source.name for domain in find_project(tmp_path).domains] == ["boats.md"]


def test_hidden_files_and_directories_are_no_sources_and_no_editions(tmp_path: Path) -> None:
    directory = tmp_path / "locales" / "en"
    (directory / "editions" / "older").mkdir(parents=True)
    (directory / "drafts.md").mkdir()
    for name in ("boats.md", ".boats.md.swp", "editions/2019.md", "editions/.DS_Store"):
        (directory / name).touch()
    (directory / ".#boats.md").symlink_to("somebody@somewhere")
    [domain] = find_project(tmp_path).domains
    assert (domain.name, domain.editions) == ("boats", (directory / "editions/2019.md",))


def settings(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "pyproject.toml").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_editions_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "old.md").touch()
    settings(tmp_path, "[tool.tabl10n.domains.a]", "source = 'a.md'", f"editions = ['{tmp_path}/*.md']")
    assert find_project(tmp_path).domains[0].editions == (tmp_path / "old.md",)


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        (("[tool]", "tabl10n = 5"), "the setting 'tool.tabl10n' is not a table"),
        (("[tool.tabl10n]", "source-locale = 'xx'"), "the setting 'source-locale': no such locale 'xx'"),
        (("[tool.tabl10n.domains.'a/b']", "source = 'a.md'"), "[tool.tabl10n.domains.a/b] is no name of a file"),
        (("[tool.tabl10n.domains.'']", "source = 'a.md'"), "[tool.tabl10n.domains.] is no name of a file"),
        (("[tool.tabl10n.domains.'..']", "source = 'a.md'"), "[tool.tabl10n.domains...] is no name of a file"),
        (("[tool.tabl10n.domains.a]", "sauce = 'a.md'"), "unknown setting 'sauce' in [tool.tabl10n.domains.a]"),
        (("[tool.tabl10n.domains]", "a = 'a.md'"), "the setting 'a' is not a table of settings"),
        (("[tool.tabl10n.domains.a]", "source = 'a.md'", "roles = {id = 'kee'}"), "the setting 'id' is 'kee'"),
        (
            ("[tool.tabl10n.domains]", "a = {source = 'x.md'}", "b = {source = './x.md'}"),
            "the domains a and b have one source",
        ),
        (
            ("[tool.tabl10n.domains.a]", "source = 'a.md'", "editions = ['old.md']"),
            "the setting 'editions' names 'old.md', which is no file",
        ),
    ],
)
def test_settings_that_mean_nothing_are_refused(tmp_path: Path, lines: tuple[str, ...], fact: str) -> None:
    settings(tmp_path, *lines)
    with pytest.raises(InputError) as error:
        find_project(tmp_path)
    assert error.value.fact == fact
    assert error.value.next_step


def test_a_pyproject_without_tools_is_passed_by(tmp_path: Path) -> None:
    settings(tmp_path, "tool = 5")
    assert find_project(tmp_path).domains == ()


def test_settings_that_are_no_toml_are_named_with_their_line(tmp_path: Path) -> None:
    settings(tmp_path, "[tool.tabl10n]", "locales = ")
    with pytest.raises(InputError, match="not valid TOML") as error:
        find_project(tmp_path)
    assert error.value.line == 2


def test_names_of_files_are_no_patterns_and_may_be_in_capitals(tmp_path: Path) -> None:
    for name in ("en/[slug].md", "en/BOATS.MD", "de/LC_MESSAGES/[slug].po", "de/LC_MESSAGES/s.po"):
        (tmp_path / "locales" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "locales" / name).touch()
    project = find_project(tmp_path)
    assert [domain.name for domain in project.domains] == ["BOATS", "[slug]"]
    assert [project.shipped_locales(domain) for domain in project.domains] == [(), ("de",)]
