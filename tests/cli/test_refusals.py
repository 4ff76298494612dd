"""Words on the command line and settings that do not go together: one line says what to do, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commandline import Run

TWO = """\
[tool.tabl10n.domains.a]
source = "locales/en/boats.md"
[tool.tabl10n.domains.b]
source = "locales/en/ships.md"
"""


@pytest.fixture
def two(boats: Path) -> Path:
    """A project with two source tables and a copy of the first, called otherwise."""
    shutil.copy("locales/en/boats.md", "locales/en/ships.md")
    shutil.copy("locales/en/boats.md", "copy.de.md")
    Path("pyproject.toml").write_text(TWO, encoding="utf-8")
    return boats


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("extract --output x.pot", "--output takes the template of one file; name one source table before it"),
        ("audit copy.de.md", "copy.de.md: the project has several source tables; name this copy's with --source: "),
        ("audit copy.de.md --source locales/en/boats.md --update-baseline", "--update-baseline needs a file; name it "),
        ("update --template other.pot", "other.pot: no domain has this template; the project's are a.pot, b.pot"),
        ("rule key-colides", "no such rule: key-colides; did you mean key-collides?"),
    ],
)
def test_what_does_not_go_together(run: Run, two: Path, command: str, says: str) -> None:
    Path("other.pot").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    run("init", "de")
    before = sorted(path for path in two.rglob("*") if path.is_file())
    result = run(*command.split())
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"tabl10n: {says}"), result.err
    assert len(result.err.splitlines()) == 1
    assert sorted(path for path in two.rglob("*") if path.is_file()) == before


def test_a_copy_called_as_its_source_needs_no_source_named(run: Run, two: Path) -> None:
    Path("copies").mkdir()
    shutil.copy("locales/en/ships.md", "copies/ships.md")
    result = run("audit", "copies/ships.md", "--locale", "de", "--fail-on", "error")
    assert (result.status, result.out.splitlines()[0]) == (0, "copies/ships.md (de)")


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("editions = 'x.md'", "'editions' is not a list of paths"),
        ("roles = 'key'", "'roles' is not a table from header to role"),
    ],
)
def test_settings_of_another_kind(run: Run, boats: Path, setting: str, says: str) -> None:
    text = f"[tool.tabl10n.domains.boats]\nsource = 'locales/en/boats.md'\n{setting}\n"
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert says in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("table", "target", "says"),
    [
        ("| id | id |\n|---|---|\n| a | b |\n", "json", "boats.md:1: 2 columns are called 'id'"),
        ("| id | [A](https://a.example) |\n|---|---|\n| a | b |\n", "csv", "a link or an image in a header"),
        ("| id | a<br>b |\n|---|---|\n| a | b |\n", "csv", "CSV cannot hold markup"),
    ],
)
def test_what_a_format_has_no_place_for(run: Run, boats: Path, table: str, target: str, says: str) -> None:
    Path("locales/en/boats.md").write_text(table, encoding="utf-8")
    result = run("build", "en", "--format", target, "--output", "out")
    assert result.status == 2
    assert says in result.err
    assert len(result.err.splitlines()) == 1
    assert not Path("out").exists()


def test_a_long_cell_is_not_said_whole(run: Run, boats: Path) -> None:
    Path("locales/en/boats.md").write_text(
        f"| id | a |\n|---|---|\n| a | {'[word](b.md) ' * 9999} |\n", encoding="utf-8"
    )
    result = run("build", "en", "--format", "csv", "--output", "out")
    assert result.status == 2
    assert "table 1, row 1, column 'a'" in result.err
    assert "CSV cannot hold markup" in result.err
    assert len(result.err) < 600
