"""Files and folders on the command lines of the commands that work on sources and catalogs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run

PAGE = "# Boats\n\n| id | name | use |\n|---|---|---|\n| knarr | Knarr | Carries all the goods. |\n"


@pytest.fixture
def tree(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pages in two folders, each with catalogs in two locales, and files that are none of the project's."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text('[tool.tabl10n]\nsources = ["docs/en/**/*.md"]\n', encoding="utf-8")
    for page in ("boats", "guide/sails", "guide/oars"):
        path = Path(f"docs/en/{page}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    Path("README.md").write_text(PAGE, encoding="utf-8")
    Path("setup.py").write_text("", encoding="utf-8")
    assert (run("extract").status, run("init", "de", "fr").status) == (0, 0)
    return tmp_path


def list_checked(run: Run, *arguments: str) -> set[str]:
    """The catalogs that ``check`` looks at, as locale and domain."""
    documents = json.loads(run("check", *arguments, "--format", "json").out)["documents"]
    paths = [Path(document["document"]).parts for document in documents]
    return {f"{parts[1]} {'/'.join(parts[3:]).removesuffix('.po')}" for parts in paths}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["de"], {"de boats", "de sails", "de oars"}),
        (["docs/en/boats.md"], {"de boats", "fr boats"}),
        (["docs/en/guide"], {"de sails", "fr sails", "de oars", "fr oars"}),
        (["fr", "docs/en/guide"], {"fr sails", "fr oars"}),
        (["locales/de/LC_MESSAGES/oars.po", "locales/boats.pot"], {"de oars", "de boats", "fr boats"}),
        (["locales/fr"], {"fr boats", "fr sails", "fr oars"}),
        (["setup.py", "README.md", "docs/en/boats.md"], {"de boats", "fr boats"}),
    ],
)
def test_check_takes_locales_pages_catalogs_and_folders(
    run: Run, tree: Path, arguments: list[str], expected: set[str]
) -> None:
    assert list_checked(run, *arguments) == expected


def test_a_name_without_a_slash_is_a_locale_whatever_lies_there(run: Run, tree: Path) -> None:
    Path("de").mkdir()
    Path("de/boats.md").write_text(PAGE, encoding="utf-8")
    assert list_checked(run, "de") == {"de boats", "de sails", "de oars"}
    result = run("check", "./de")
    assert (result.status, result.err.partition(":")[0]) == (2, "tabl10n")
    assert "no source page, template or catalog of the project lies in this folder" in result.err


@pytest.mark.parametrize("command", ["check", "stats", "build", "update", "extract"])
def test_files_of_others_are_left_alone(run: Run, tree: Path, command: str) -> None:
    before = sorted(tree.rglob("*"))
    result = run(command, "README.md", "setup.py")
    assert (result.status, result.out) == (0, "")
    assert result.err == "nothing to do: no source page, template or catalog of the project is among the files\n"
    assert sorted(tree.rglob("*")) == before


@pytest.mark.parametrize("command", ["check", "stats", "build", "update", "extract", "inspect"])
def test_a_path_at_which_there_is_nothing(run: Run, tree: Path, command: str) -> None:
    result = run(command, "docs/en/ropes.md")
    assert (result.status, result.out) == (2, "")
    assert result.err == "tabl10n: docs/en/ropes.md: no such file; check the path\n"


def test_build_and_update_follow_one_page(run: Run, tree: Path) -> None:
    assert run("build", "docs/en/guide/oars.md").status == 0
    built = {path.relative_to(tree).as_posix() for path in tree.glob("locales/*/**/*.md")}
    assert built == {"locales/de/guide/oars.md", "locales/fr/guide/oars.md"}
    for page in tree.glob("docs/en/**/*.md"):
        page.write_text(PAGE.replace("goods", "people"), encoding="utf-8")
    assert run("update", "de", "docs/en/boats.md").status == 0
    changed = [path.as_posix() for path in Path("locales").rglob("*.po") if "people" in path.read_text("utf-8")]
    assert changed == ["locales/de/LC_MESSAGES/boats.po"]
    counted = json.loads(run("stats", "locales/de", "--format", "json").out)["documents"]
    assert {one["document"] for one in counted} == {path.as_posix() for path in Path("locales/de").rglob("*.po")}
    Path("locales/de/guide/oars.md").write_text("edited by hand", encoding="utf-8")
    assert run("build", "--check", "locales/de/guide/oars.md").status == 1


def test_extract_writes_the_templates_of_a_folder(run: Run, tree: Path) -> None:
    for template in Path("locales").glob("*.pot"):
        template.unlink()
    assert run("extract", "docs/en/guide").status == 0
    assert sorted(path.name for path in Path("locales").glob("*.pot")) == ["oars.pot", "sails.pot"]


def test_inspect_shows_the_pages_of_a_folder_and_leaves_out_those_without_a_table(run: Run, tree: Path) -> None:
    Path("docs/en/guide/words.md").write_text("# Words\n\nNo table.\n", encoding="utf-8")
    result = run("inspect", "docs/en/guide", "README.md", "--format", "json")
    assert result.status == 0
    documents = [document["document"] for document in json.loads(result.out)["documents"]]
    assert documents == ["docs/en/guide/oars.md", "docs/en/guide/sails.md", "README.md"]
    assert result.err == "1 page without a table left out\n"
    assert run("inspect", "docs/en/guide/words.md").status == 2
