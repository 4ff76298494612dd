"""The JSON that each command prints for one small project, byte for byte: a contract, version 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run

GOLDEN = Path(__file__).parent / "golden"
CATALOG = Path("locales/de/LC_MESSAGES/boats.po")


@pytest.fixture
def project(run: Run, boats: Path) -> Path:
    """A source table, its German catalog with one harmful message, and a copy with a damaged key and version."""
    run("init", "de")
    text = CATALOG.read_text(encoding="utf-8").replace(
        'msgid "Knarr"\nmsgstr "Knarr"', 'msgid "Knarr"\nmsgstr "Kn\\tarr"'
    )
    CATALOG.write_text(text, encoding="utf-8")
    copy = TABLE.replace("Norway", "Norwegen").replace("Boats", "Boote")
    copy = copy.replace("All boats that we know", "Alle Boote, die wir kennen")
    copy = copy.replace("| knarr ", "| Schiff ").replace("| 2.1 |", "| 2,1 |")
    Path("copy.de.md").write_text(copy, encoding="utf-8")
    return boats


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("inspect", ("locales/en/boats.md",)),
        ("align", ("copy.de.md",)),
        ("audit", ("copy.de.md",)),
        ("check", ()),
        ("stats", ()),
    ],
)
def test_golden(run: Run, project: Path, name: str, arguments: tuple[str, ...]) -> None:
    result = run(name, *arguments, "--format", "json").out
    assert result == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert list(json.loads(result))[:2] == ["version", "documents"]
    assert json.loads(result)["version"] == 2


def test_a_catalog_that_cannot_be_read_is_named_with_the_reason(run: Run, project: Path) -> None:
    run("init", "fr")
    Path("locales/fr/LC_MESSAGES/boats.po").write_text('msgid "a\n', encoding="utf-8")
    result = run("check", "--format", "json")
    assert result.status == 2
    contract = json.loads(result.out)
    assert [one["document"] for one in contract["documents"]] == [CATALOG.as_posix()]
    [skipped] = contract["skipped"]
    assert skipped["document"] == "locales/fr/LC_MESSAGES/boats.po"
    assert skipped["reason"] in result.err


def test_the_summary_is_of_all_documents(run: Run, project: Path) -> None:
    run("init", "fr")
    contract = json.loads(run("check", "--format", "json").out)
    messages = [one["summary"]["messages"] for one in contract["documents"]]
    assert contract["summary"] == {
        "documents": 2,
        "messages": sum(messages),
        "rows": None,
        "aligned": None,
        "accepted": 0,
        "findings": {"table-breaking": 1},
    }
