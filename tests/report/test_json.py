"""Findings as JSON, version 2: every finding has every field, whatever it is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copies import audited, read
from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.audit import example
from tabl10n.catalog import pofile
from tabl10n.checks import RULES as CHECK_RULES
from tabl10n.checks import check
from tabl10n.document import Document, Role, Span
from tabl10n.findings import Finding, Report, Rule, Severity
from tabl10n.report.jsonreport import Skipped, render_json

FIELDS = (
    "rule severity table row cell line column end_line end_column role part key written expected safe confidence "
    "evidence message"
).split()
OF_MESSAGES = ["msgctxt", "msgid"]
HEADER = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
NUMBERS = st.none() | st.integers(1, 9)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(AUDIT_RULES.names),
    severity=st.sampled_from(Severity),
    message=st.text(),
    line=st.integers(1, 3),
    table=NUMBERS,
    row=NUMBERS,
    cell=st.none() | st.integers(0, 9),
    role=st.none() | st.sampled_from(Role),
    span=st.none() | st.sampled_from([Span(0, 1), Span(2, 4), Span(3, 3)]),
    confidence=st.floats(0, 1),
    evidence=st.dictionaries(st.text(), st.text() | st.floats(0, 1)),
)


def describe(report: Report, text: str) -> dict[str, Any]:
    """The one document of the JSON of a report on ``text``."""
    [document] = json.loads(render_json([(report, Document(report.document, "markdown", text))]))["documents"]
    return document


def check_types(finding: dict[str, Any]) -> None:
    """Check that each field has a value of its type, and is null only where that is possible."""
    numbers = ("table", "row", "cell", "end_line", "end_column")
    assert all(finding[name] is None or finding[name] >= 1 for name in numbers)
    assert finding["line"] >= 1
    assert finding["column"] >= 1
    assert finding["severity"] in set(Severity)
    assert finding["role"] is None or finding["role"] in set(Role)
    assert all(isinstance(finding[name], str) for name in ("rule", "part", "key", "written", "expected", "message"))
    assert isinstance(finding["safe"], bool)
    assert 0 <= finding["confidence"] <= 1
    assert isinstance(finding["evidence"], dict)


def test_golden(sample, is_golden: Callable[[str, str], bool]) -> None:
    assert is_golden(render_json([(sample.report, sample.document)]) + "\n", "audit.json")


def test_the_json_has_the_fields_of_the_contract_in_their_order(sample) -> None:
    said = json.loads(render_json([(sample.report, sample.document)], [Skipped("lost.md", "no source page")]))
    assert list(said) == ["version", "documents", "skipped", "summary"]
    assert said["version"] == 2
    assert said["skipped"] == [{"document": "lost.md", "reason": "no source page"}]
    [document] = said["documents"]
    assert list(document) == ["document", "source", "locale", "findings", "summary"]
    summary = {"rows": 4, "aligned": 3, "accepted": 1, "findings": sample.report.counts()}
    assert document["summary"] == summary
    assert said["summary"] == {"documents": 1, **summary}
    finding = next(finding for finding in document["findings"] if finding["rule"] == "key-translated")
    assert list(finding) == FIELDS
    assert (finding["written"], finding["expected"]) == ("月亮", "luno")
    assert [finding[name] for name in ("table", "row", "cell", "role")] == [1, 1, 3, None]
    place = [finding[name] for name in ("line", "column", "end_line", "end_column")]
    assert place == [5, 72, 5, 74]


@given(st.lists(FINDINGS, max_size=3))
def test_every_finding_has_every_field(findings: list[Finding]) -> None:
    report = Report("a.md", "de", tuple(findings), 3, 2)
    shown = describe(report, "ab\ncd\n")["findings"]
    assert [list(finding) for finding in shown] == [FIELDS] * len(findings)
    for finding in shown:
        check_types(finding)


@pytest.mark.parametrize("rule", AUDIT_RULES, ids=lambda rule: rule.name)
def test_the_findings_of_a_rule_are_where_the_json_says(rule: Rule) -> None:
    text = rule.failing if rule.source else example.copy_of(rule.failing)
    report = audited(text, rule.source, ()) if rule.source else audited(text)
    lines = read(text).source.split("\n")
    for finding in describe(report, text)["findings"]:
        assert list(finding) == FIELDS
        check_types(finding)
        line, column, end_line, end = (finding[name] for name in ("line", "column", "end_line", "end_column"))
        if end_line == line and finding["written"].isalnum():
            assert lines[line - 1][column - 1 : end - 1] == finding["written"]


@pytest.mark.parametrize("rule", CHECK_RULES, ids=lambda rule: rule.name)
def test_the_findings_of_a_rule_on_catalogs_name_their_message(rule: Rule) -> None:
    text = (rule.failing if rule.failing.startswith('msgid ""') else HEADER + rule.failing) + "\n"
    report = check(pofile.parse(text, "x.po"), "x.po", "de", source="x.md")
    document = describe(report, text)
    assert document["source"] == "x.md"
    assert [document["summary"][name] for name in ("messages", "rows", "aligned")] == [report.rows, None, None]
    for finding in document["findings"]:
        assert list(finding) == [*FIELDS, *OF_MESSAGES]
        check_types(finding)
        assert f'msgid "{finding["msgid"]}"'.replace("\\", "") in text.replace("\\", "")


def test_a_finding_on_a_header_has_no_row_and_no_role(sample) -> None:
    header = next(
        finding for finding in describe(sample.report, sample.document.source)["findings"] if finding["cell"] == 5
    )
    assert [header[name] for name in ("rule", "table", "row", "role")] == ["header-altered", 1, None, None]
