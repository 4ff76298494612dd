"""Findings for GitLab's merge requests: a Code Quality report, as an artifact of the job."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from tabl10n.findings import Report, Severity
from tabl10n.report.fingerprints import compute_fingerprints
from tabl10n.text.jsontext import format_json
from tabl10n.text.visible import escape_hidden

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}


def render_gitlab(reports: Iterable[Report]) -> str:
    """The JSON that GitLab reads: a list with all findings. Ends without a line break.

    Source: GitLab's documentation of Code Quality, "Code Quality report format".
    """
    return format_json([issue for report in reports for issue in _describe_issues(report)])


def _describe_issues(report: Report) -> Iterator[dict[str, Any]]:
    fingerprints = compute_fingerprints(report.findings)
    for finding, fingerprint in zip(report.findings, fingerprints, strict=True):
        in_file = f"{report.document}\x1f{fingerprint}"  # GitLab compares the findings of all files
        yield {
            "description": escape_hidden(finding.message),
            "check_name": finding.rule,
            "fingerprint": hashlib.sha256(in_file.encode("utf-8", "surrogatepass")).hexdigest()[:32],
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": escape_hidden(report.document), "lines": {"begin": finding.line}},
        }
