"""One source or catalog of several that cannot be used: all the others are done, and the exit status is 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run

BAD = Path("locales/en/bad.md")
BAD_CATALOG = Path("locales/de/LC_MESSAGES/bad.po")


@pytest.fixture
def pages(run: Run, boats: Path) -> Path:
    """Three pages with their German catalogs; the first of them can no longer be read."""
    for name in ("bad", "ships"):
        Path(f"locales/en/{name}.md").write_text(TABLE, encoding="utf-8")
    run("init", "de")
    spoil()
    return boats


def spoil() -> None:
    BAD.write_bytes(TABLE.replace("Boats", "B\xf6ats", 1).encode("latin-1"))


def says(err: str) -> bool:
    """Whether the error is told once, and last."""
    *others, last = err.splitlines()
    return last == "tabl10n: locales/en/bad.md:1: not UTF-8; save the file as UTF-8" and last not in others


def test_the_templates_of_all_others_are_written(run: Run, pages: Path) -> None:
    result = run("extract")
    assert (result.status, says(result.err)) == (2, True)
    assert sorted(path.name for path in Path("locales").glob("*.pot")) == ["boats.pot", "ships.pot"]
    assert run("extract", "--check").status == 2


def test_the_catalogs_of_all_others_are_made(run: Run, pages: Path) -> None:
    result = run("init", "fr")
    assert (result.status, says(result.err)) == (2, True)
    assert sorted(path.name for path in Path("locales/fr").rglob("*.po")) == ["boats.po", "ships.po"]


def test_the_catalogs_of_all_others_are_updated(run: Run, pages: Path) -> None:
    before = BAD_CATALOG.read_bytes()
    Path("locales/en/ships.md").write_text(TABLE.replace("[Knarr]", "[Knarr II]"), encoding="utf-8")
    result = run("update")
    assert (result.status, says(result.err)) == (2, True)
    assert "Knarr II" in Path("locales/de/LC_MESSAGES/ships.po").read_text(encoding="utf-8")
    assert BAD_CATALOG.read_bytes() == before


def test_all_others_are_counted(run: Run, pages: Path) -> None:
    result = run("stats", "--format", "json", "--badge", "badge.json")
    assert (result.status, says(result.err)) == (2, True)
    assert [one["domain"] for one in json.loads(result.out)["documents"]] == ["boats", "ships"]
    assert not Path("badge.json").exists()  # it would speak for all


def test_all_others_are_built(run: Run, pages: Path) -> None:
    result = run("build", "de", "en", "--output", "out")
    assert (result.status, says(result.err)) == (2, True)
    built = sorted(path.as_posix() for path in Path("out").rglob("*.md"))
    assert built == ["out/de/boats.md", "out/de/ships.md", "out/en/boats.md", "out/en/ships.md"]
    assert run("build", "--check", "de", "en", "--output", "out").status == 2


def test_catalogs_do_not_need_their_page_to_be_checked(run: Run, pages: Path) -> None:
    assert run("check").status == 0


@pytest.mark.parametrize("command", ["update", "stats", "check", "build"])
def test_a_catalog_that_cannot_be_read_stops_only_its_own(run: Run, pages: Path, command: str) -> None:
    BAD.write_text(TABLE, encoding="utf-8")
    BAD_CATALOG.write_text(BAD_CATALOG.read_text(encoding="utf-8") + '\nmsgid "open', encoding="utf-8")
    result = run(command)
    assert result.status == 2
    assert result.err.splitlines()[-1].startswith("tabl10n: locales/de/LC_MESSAGES/bad.po:")
    if command == "build":
        assert sorted(path.name for path in Path("locales/de").glob("*.md")) == ["boats.md", "ships.md"]
    if command == "check":
        assert result.out == "2 catalogs, 4 messages: nothing found\n"


def test_a_page_without_a_table_that_seems_to_have_one_stops_only_itself(run: Run, pages: Path) -> None:
    BAD.write_text("# Boats\n\n| id | name |\n| a | A |\n", encoding="utf-8")
    result = run("extract")
    assert result.status == 2
    assert "tabl10n: locales/en/bad.md:3: no table found: line 3 looks like a table row" in result.err
    assert Path("locales/ships.pot").exists()


def test_a_source_that_the_settings_name_and_that_is_gone_stops_only_itself(run: Run, pages: Path) -> None:
    domains = (f"[tool.tabl10n.domains.{name}]\nsource = 'locales/en/{name}.md'\n" for name in ("bad", "ships"))
    Path("pyproject.toml").write_text("".join(domains), encoding="utf-8")
    BAD.unlink()
    result = run("build")
    assert (result.status, result.err.splitlines()[-1]) == (
        2,
        "tabl10n: locales/en/bad.md: no such file; check the path",
    )
    assert Path("locales/de/ships.md").exists()


def test_nothing_is_built_without_the_others_where_the_project_refuses_gaps(run: Run, pages: Path) -> None:
    Path("pyproject.toml").write_text('[tool.tabl10n]\nincomplete = "refuse"\n', encoding="utf-8")
    result = run("build", "en", "--output", "out")
    assert (result.status, says(result.err)) == (2, True)
    assert "nothing is built: the project refuses to leave tables out\n" in result.err
    assert not Path("out").exists()
