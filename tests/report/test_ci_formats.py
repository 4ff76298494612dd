"""The formats of CI servers other than GitHub: GitLab's Code Quality, and JUnit's XML."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.findings import Finding, Report, Severity
from tabl10n.report.gitlab import render_gitlab
from tabl10n.report.junit import render_junit

# What GitLab's documentation requires of each issue, and the severities that it knows.
_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def _report(*findings: Finding, document: str = "docs/a.de.md") -> Report:
    return Report(document, "de", findings, len(findings), 0)


def test_gitlab_gets_a_list_with_what_it_requires_of_every_issue(sample) -> None:
    issues = json.loads(render_gitlab([sample.report, replace(sample.report, document="other.md")]))
    assert len(issues) == 2 * len(sample.report.findings)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in _SEVERITIES
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_knows_a_finding_again_that_moved_to_another_line() -> None:
    finding = Finding("key-translated", Severity.ERROR, "x", 8, key="luno", written="Mond", expected="luno")
    [before] = json.loads(render_gitlab([_report(finding)]))
    [after] = json.loads(render_gitlab([_report(replace(finding, line=90))]))
    assert before["fingerprint"] == after["fingerprint"]
    assert (before["location"], after["location"]) == (
        {"path": "docs/a.de.md", "lines": {"begin": 8}},
        {"path": "docs/a.de.md", "lines": {"begin": 90}},
    )


def test_junit_counts_errors_and_warnings_and_leaves_hints_out(sample) -> None:
    root = ET.fromstring(render_junit([sample.report]))
    [suite] = root
    failing = [finding for finding in sample.report.findings if finding.severity is not Severity.HINT]
    assert 0 < len(failing) < len(sample.report.findings)
    assert (root.get("failures"), suite.get("tests"), suite.get("failures")) == (str(len(failing)),) * 3
    assert [case.get("line") for case in suite] == [str(finding.line) for finding in failing]
    assert [case.find("failure").get("message") for case in suite] == [finding.message for finding in failing]


def test_a_file_without_findings_is_a_junit_test_that_passes() -> None:
    [suite] = ET.fromstring(render_junit([_report()]))
    [case] = suite
    assert (suite.get("tests"), suite.get("failures"), len(case)) == ("1", "0", 0)


@pytest.mark.parametrize("render", [render_gitlab, render_junit])
@given(text=st.text(), name=st.text(min_size=1))
def test_no_text_of_a_page_breaks_the_report_or_gets_through_raw(render, text: str, name: str) -> None:
    shown = render([_report(Finding("link-altered", Severity.ERROR, text, 1), document=name)])
    (json.loads if render is render_gitlab else ET.fromstring)(shown)
    assert not any(char in shown for char in "\x00\x07\x1b\u202e\u2066\ufeff")
