"""The shape that SARIF 2.1.0 asks for, checked without its schema: validators need that from the network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tabl10n import formats
from tabl10n.audit import RULES
from tabl10n.audit.fix import find_text_edits
from tabl10n.findings import Finding, Report, Severity
from tabl10n.formats.changes import TextEdit, apply
from tabl10n.nodes import Span
from tabl10n.report.sarif import render_sarif

_TWO = [
    SimpleNamespace(name="key-translated", severity=Severity.ERROR, explanation="A key was translated. Write the key."),
    SimpleNamespace(name="link-altered", severity=Severity.WARNING, explanation="A link leads elsewhere."),
]


def _fixes(sample) -> Mapping[int, Sequence[TextEdit]]:
    return find_text_edits(sample.document, sample.report)


def _run(sample, rules: Any = RULES) -> dict[str, Any]:
    log = json.loads(render_sarif(sample.report, sample.document, rules, _fixes(sample), "https://docs.test/rules/"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def test_golden(sample, is_golden: Callable[[str, str], bool]) -> None:
    text = render_sarif(sample.report, sample.document, _TWO, _fixes(sample), "https://docs.test/rules/")
    assert is_golden(re.sub(r'("name": "tabl10n",\s+"version": )"[^"]+"', r'\1"0"', text) + "\n", "audit.sarif")


def test_rules_are_described_and_referred_to(sample) -> None:
    run = _run(sample)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    assert all(rule["shortDescription"]["text"].endswith((".", ":")) for rule in rules)
    assert rules[0]["helpUri"] == f"https://docs.test/rules/{rules[0]['id']}"
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_rule_that_is_not_described_is_not_pointed_at(sample) -> None:
    indexes = {result["ruleId"]: result.get("ruleIndex") for result in _run(sample, _TWO)["results"]}
    assert (indexes["link-altered"], indexes["row-missing"]) == (1, None)


def test_regions_hold_what_was_written(sample) -> None:
    lines = sample.document.source.split("\n")
    for finding, result in zip(sample.report.findings, _run(sample)["results"], strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == finding.line
        if finding.span:
            held = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert held == sample.document.source[slice(*finding.span)]


def test_levels_are_sarifs(sample) -> None:
    assert {result["level"] for result in _run(sample)["results"]} == {"error", "warning", "note"}


def test_paths_are_uris(sample) -> None:
    def uri(name: str) -> str:
        named = replace(sample, document=replace(sample.document, name=name))
        location = _run(named)["results"][0]["locations"][0]
        return location["physicalLocation"]["artifactLocation"]["uri"]

    assert uri("locales/zh Hans/表.md") == "locales/zh%20Hans/%E8%A1%A8.md"
    assert uri("/tmp/a b.md") == "file:///tmp/a%20b.md"


def _prints(sample) -> list[str]:
    return [result["partialFingerprints"]["tabl10n/v1"] for result in _run(sample)["results"]]


def test_fingerprints_are_distinct_and_do_not_move_with_the_rows(sample) -> None:
    moved = tuple(replace(finding, line=finding.line + 40, span=None) for finding in sample.report.findings)
    assert len(set(_prints(sample))) == len(sample.report.findings)
    assert _prints(replace(sample, report=replace(sample.report, findings=moved))) == _prints(sample)


def _fixed(sample) -> str:
    lines = sample.document.source.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    edits = []
    for result in _run(sample)["results"]:
        for fix in result.get("fixes", []):
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            region = replacement["deletedRegion"]
            start = starts[region["startLine"] - 1] + region["startColumn"] - 1
            end = starts[region["endLine"] - 1] + region["endColumn"] - 1
            edits.append(TextEdit(Span(start, end), replacement["insertedContent"]["text"]))
    return apply(sample.document.source, edits)


def test_fixes_write_what_is_expected_and_touch_nothing_else(sample) -> None:
    cells = formats.parse(_fixed(sample), "shops.md").tables[0].rows[0].cells
    assert (cells[0].text, cells[1].alt, cells[2].text, cells[4].text) == ("土耳其", "luno", "luno", "1")
    assert cells[3].link == "https://luno.test?r=A1"  # not sure
    assert _fixed(sample).splitlines()[5] == sample.document.source.splitlines()[5]


@pytest.mark.parametrize("expected", ["*", "a|b", "_x_", "a]b", "&lt;", "`"])
def test_fixes_escape_as_their_format_does(sample, expected: str) -> None:
    findings = tuple(replace(finding, expected=expected) for finding in sample.report.findings)
    cells = formats.parse(_fixed(replace(sample, report=replace(sample.report, findings=findings))), "shops.md").tables[
        0
    ]
    assert [cells.rows[0].cells[i].text for i in (0, 2, 4)] == [expected] * 3


def test_a_fix_that_takes_the_whole_table_is_left_to_the_fixer() -> None:
    grid = "+----+-----+\n| id | is  |\n+====+=====+\n| a  | b   |\n+----+-----+\n"
    document = formats.parse(grid, "x.rst")
    cell = document.tables[0].rows[0].cells[0]

    def fixes(expected: str) -> Mapping[int, Sequence[TextEdit]]:
        finding = Finding(
            "key-translated",
            Severity.ERROR,
            "",
            4,
            table=1,
            row=1,
            cell=0,
            written="a",
            expected=expected,
            safe=True,
            span=cell.span,
        )
        return find_text_edits(document, Report("x.rst", "de", (finding,), 1, 1))

    assert fixes("c") == {0: (TextEdit(Span(cell.span.start, cell.span.end + 2), "c  "),)}
    assert fixes("longer") == {}
