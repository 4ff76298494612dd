"""``--role HEADER=ROLE``: what a column is, where the tool takes it for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run

SOURCE = """| Boat | Mark | About |
|---|---|---|
| Dory | a-1 | A boat with oars. |
| Knarr | b-2 | A boat with a sail. |
| Yawl | c-3 | A boat with two. |
"""
COPY = SOURCE.replace("Boat | Mark | About", "Boot | Marke | Text").replace("A boat with oars", "Ein Boot mit Rudern")


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.chdir(tmp_path)
    Path("en.md").write_text(SOURCE, encoding="utf-8")
    Path("de.md").write_text(COPY, encoding="utf-8")
    return ("de.md", "--source", "en.md", "--locale", "de")


def test_a_role_makes_another_column_the_key(run: Run, pair: tuple[str, ...]) -> None:
    def keys(*roles: str) -> list[str]:
        said = json.loads(run("align", *pair, "--format", "json", *roles).out)
        rows = said["rows"] if "rows" in said else said["documents"][0]["rows"]
        return [row["key"] for row in rows]

    assert keys() == ["a-1", "b-2", "c-3"]
    assert keys("--role", "Boat=key") == ["Dory", "Knarr", "Yawl"]
    assert keys("--role", "Mark=verbatim", "--role", "Boat=key") == ["Dory", "Knarr", "Yawl"]


def test_a_column_that_is_given_as_words_is_no_damaged_key(run: Run, pair: tuple[str, ...]) -> None:
    Path("de.md").write_text(COPY.replace("a-1", "Uhr-Eins"), encoding="utf-8")
    assert "key-" in run("audit", *pair).out
    assert "key-" not in run("audit", *pair, "--role", "Mark=text").out


@pytest.mark.parametrize("command", ["align", "audit"])
@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Boots=key", "no column is called 'Boots', but --role gives it a role; there are Boat, Mark, About"),
        ("Boot=key", "no column is called 'Boot'"),
        ("Boat=id", "there is no role 'id'; choose one of key, territory, name, text, verbatim"),
        ("Boat", "--role 'Boat' names no role; write it as HEADER=ROLE"),
    ],
)
def test_a_role_or_a_header_that_does_not_exist_is_named(
    run: Run, pair: tuple[str, ...], command: str, role: str, said: str
) -> None:
    result = run(command, *pair, "--role", role)
    assert result.status == 2
    assert said in result.err


def test_a_header_may_hold_an_equals_sign(run: Run, pair: tuple[str, ...]) -> None:
    Path("en.md").write_text(SOURCE.replace("Boat", "Boat=ship"), encoding="utf-8")
    assert run("align", *pair, "--role", "Boat=ship=key").status == 0
