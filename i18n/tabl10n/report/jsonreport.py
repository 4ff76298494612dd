"""The audit as JSON: a stable contract, version 1. Fields may be added; none changes its meaning or goes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tabl10n.findings import Finding, Report
from tabl10n.text.visible import json_text

VERSION = 1


def as_json(report: Report) -> str:
    """The report as JSON, findings in the order of the file. Without a last line break."""
    return json_text({"version": VERSION, **_report(report)})


def together(reports: Sequence[Report]) -> str:
    """The reports on several catalogs as JSON, each as `as_json` has it. Without a last line break."""
    return json_text({"version": VERSION, "catalogs": [_report(report) for report in reports]})


def _report(report: Report) -> dict[str, Any]:
    looked_at = {"rows": report.rows, "aligned": report.aligned}
    return {
        "document": report.document,
        "locale": report.locale,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            **(looked_at if report.unit == "row" else {"messages": report.rows}),
            "accepted": report.accepted,
            "findings": report.counts(),
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "table": finding.table,
        "row": finding.row,
        "line": finding.line,
        "column": finding.column,
        "role": finding.role,
        "part": finding.part,
        "key": finding.key,
        "written": finding.written,
        "expected": finding.expected,
        "sure": finding.safe,
        "confidence": finding.confidence,
        "evidence": dict(finding.evidence),
        "message": finding.message,
    }
