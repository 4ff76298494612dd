"""Files with several tables: each counts its rows from one, and reports tell them apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import TABLE, Run

HARBOURS = "\n## Harbours\n\n| country | id | name |\n|---|---|---|\n| Norway | bergen | Bergen |\n"


@pytest.fixture
def copy(boats: Path) -> Path:
    Path("locales/en/boats.md").write_text(TABLE + HARBOURS, encoding="utf-8")
    Path("copy.de.md").write_text((TABLE + HARBOURS).replace("| bergen ", "| BERGEN "), encoding="utf-8")
    return Path("copy.de.md")


def test_a_finding_names_its_table(run: Run, copy: Path) -> None:
    found = json.loads(run("audit", copy, "--select", "key", "--format", "json").out)["documents"][0]["findings"]
    assert [(one["rule"], one["table"], one["row"], one["line"]) for one in found] == [("key-recased", 2, 1, 15)]


def test_the_page_has_a_heading_for_each_table(run: Run, copy: Path) -> None:
    page = run("audit", copy, "--format", "html").out
    assert [place for place in ("Table 1, line 5", "Table 2, line 13") if f"<h2>{place}</h2>" in page] == [
        "Table 1, line 5",
        "Table 2, line 13",
    ]


def test_every_row_of_both_is_aligned(run: Run, copy: Path) -> None:
    rows = json.loads(run("align", copy, "--format", "json").out)["documents"][0]["rows"]
    assert [(row["table"], row["row"], row["key"]) for row in rows] == [
        *((1, number, key) for number, key in enumerate(("knarr", "kobaya", "faering"), 1)),
        (2, 1, "bergen"),
    ]
