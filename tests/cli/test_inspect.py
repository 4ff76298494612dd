from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run
from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n.text.width import measure_width

COUNTRY_FIRST = ["territory", "verbatim", "key", "name", "verbatim", "verbatim"]


@pytest.mark.parametrize(
    ("path", "line", "rows", "keys", "roles"),
    [
        (SOURCE, 5, 128, 102, COUNTRY_FIRST[:5]),
        (GRID_2020, 6, 174, 125, [*COUNTRY_FIRST, "verbatim"]),
        (PIPES_2018, 5, 144, 102, COUNTRY_FIRST),
        (BY_KEY_2018, 1, 123, 123, ["key", "name", "verbatim", "verbatim", "territory"]),
        (CHINESE_COPY, 7, 166, 119, COUNTRY_FIRST),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_the_seed_tables_are_read_whole(
    run: Run, path: Path, line: int, rows: int, keys: int, roles: list[str]
) -> None:
    result = run("inspect", path, "--format", "json")
    assert result.status == 0
    [contract] = json.loads(result.out)["documents"]
    assert contract["document"] == str(path)
    [table] = contract["tables"]
    assert (table["table"], table["line"], table["rows"], table["keys"]) == (1, line, rows, keys)
    assert [column["role"] for column in table["columns"]] == roles


def test_a_line_with_broken_encoding_is_named(run: Run) -> None:
    warnings = json.loads(run("inspect", BY_KEY_2018, "--format", "json").out)["documents"][0]["warnings"]
    assert any("line 154" in warning and "St. Vincent" in warning for warning in warnings)


def test_the_other_seeds_give_no_warning(run: Run) -> None:
    for path in (SOURCE, GRID_2020, PIPES_2018, CHINESE_COPY):
        assert json.loads(run("inspect", path, "--format", "json").out)["documents"][0]["warnings"] == []


def test_text_says_the_same(run: Run, boats: Path) -> None:
    assert run("inspect", "locales/en/boats.md").out == (
        "locales/en/boats.md (markdown)\n"
        "\n"
        "table 1, line 5: 3 rows, 3 keys, 4 columns\n"
        "  country               territory  2 different    Norway\n"
        "                        because its header says so\n"
        "  id                    key        3 different    knarr\n"
        "                        because its header names keys\n"
        "  name                  name       3 different    Knarr\n"
        "                        because its header says so\n"
        "  ver                   verbatim   3 different    1\n"
        "                        because its header says so\n"
    )


def test_a_cell_neither_steers_the_terminal_nor_fills_it(run: Run, boats: Path) -> None:
    path = Path("locales/en/boats.md")
    text = path.read_text(encoding="utf-8").replace("| Norway ", "| \x9b31m\u202e" + "月" * 40, 1)
    path.write_text(text, encoding="utf-8")
    result = run("inspect", path)
    assert r"\x9b31m\u202e月月" in result.out
    assert max(map(measure_width, result.out.splitlines())) <= 80
    assert "\x9b" not in run("inspect", path, "--format", "json").out


def test_odd_rows_are_reported_not_dropped(run: Run, boats: Path) -> None:
    Path("odd.md").write_text("| id | name |\n|---|---|\n| a | A | more |\n| b |\n", encoding="utf-8")
    result = run("inspect", "odd.md")
    assert "2 rows" in result.out
    assert "odd.md:3: warning: the row has 3 cells" in result.out
    assert "odd.md:4: warning: the row has 1 cell," in result.out


def test_equal_notices_are_one_line(run: Run, boats: Path) -> None:
    rows = ("| a | A | more |\n", "| b | B | more |\n", "| c |\n", *("| d | D | more |\n" for _ in range(20)))
    Path("odd.md").write_text("| id | name |\n|---|---|\n" + "".join(rows), encoding="utf-8")
    warnings = [line for line in run("inspect", "odd.md").out.splitlines() if "warning" in line]
    assert [line.partition(": ")[0] for line in warnings] == ["odd.md:3", "odd.md:5"]
    assert warnings[0].endswith("(also lines 4, 6, 7, 8, 9, 10, 11, 12 and 13 more)")
    assert "also" not in warnings[1]


def test_one_is_said_as_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("| id |\n|---|\n| knarr |\n", encoding="utf-8")
    assert "table 1, line 1: 1 row, 1 key, 1 column\n" in run("inspect", tmp_path / "one.md").out


@pytest.mark.parametrize("place", ["locales/da/boats.md", "boats.da.md", "docs/boats.md"])
def test_the_language_is_that_of_the_project_or_of_the_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text("| kode | sted |\n|---|---|\n| a1 | Tyskland |\n| b2 | Grækenland |\n", encoding="utf-8")
    named = '[tool.tabl10n]\nsource-locale = "da"\n[tool.tabl10n.domains.boats]\nsource = "docs/boats.md"\n'
    Path("pyproject.toml").write_text(named, encoding="utf-8")
    assert "sted                  territory " in run("inspect", place).out
