"""Findings as JSON: a stable contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from tabl10n.document import Document
from tabl10n.findings import Finding, Report, count_by_rule
from tabl10n.report.contract import VERSION, describe_evidence
from tabl10n.report.locations import Location, Locations
from tabl10n.text.jsontext import format_json

_HEADER_ROW = 0  # as the number of a row: JSON counts data rows only


class Skipped(NamedTuple):
    """A file that could not be looked at, and why."""

    document: str
    reason: str


def render_json(
    reports: Sequence[tuple[Report, Document]],
    skipped: Iterable[Skipped] = (),
    missing: Iterable[tuple[str, str]] | None = None,
) -> str:
    """The reports, each with its file, as JSON: findings in the order of the file. Without a last line break.

    ``missing`` has the source pages without a copy in a locale; None where the files are no copies.
    """
    documents = [describe_report(report, document) for report, document in reports]
    return join_reports([report for report, _ in reports], documents, skipped, missing)


def join_reports(
    reports: Sequence[Report],
    documents: Sequence[Mapping[str, Any]],
    skipped: Iterable[Skipped] = (),
    missing: Iterable[tuple[str, str]] | None = None,
) -> str:
    """As ``render_json``, of reports that `describe_report` has described."""
    total = {"documents": len(documents), **_summarize(reports)}
    left_out = [one._asdict() for one in skipped]
    answer = {"version": VERSION, "documents": documents, "skipped": left_out}
    if missing is not None:
        answer["missing"] = [{"source": source, "locale": locale} for source, locale in missing]
    return format_json(answer | {"summary": total})


def describe_report(report: Report, document: Document) -> dict[str, Any]:
    """The report on a file as an entry of ``documents``."""
    locations = Locations(document.source)
    describe = _describe_finding if report.unit == "row" else _describe_message_finding
    return {
        "document": report.document,
        "source": report.source or None,
        "locale": report.locale,
        "findings": [describe(finding, locations) for finding in report.findings],
        "summary": _summarize([report]),
    }


def _summarize(reports: Sequence[Report]) -> dict[str, Any]:
    """What was looked at and found; a catalog has messages, and neither rows nor what they are aligned with."""
    messages = sum(report.rows for report in reports if report.unit == "message")
    are_catalogs = any(report.unit == "message" for report in reports)
    return {
        **({"messages": messages} if are_catalogs else {}),
        "rows": None if are_catalogs else sum(report.rows for report in reports),
        "aligned": None if are_catalogs else sum(report.aligned for report in reports),
        "accepted": sum(report.accepted for report in reports),
        "findings": count_by_rule(chain.from_iterable(report.findings for report in reports)),
    }


def _describe_finding(finding: Finding, locations: Locations) -> dict[str, Any]:
    start, end = _locate(finding, locations)
    is_header = finding.row == _HEADER_ROW
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "table": finding.table,
        "row": None if is_header else finding.row,
        "cell": None if finding.cell is None else finding.cell + 1,
        "line": start.line,
        "column": start.column,
        "end_line": end.line if end else None,
        "end_column": end.column if end else None,
        "role": None if is_header else finding.role,
        "part": finding.part,
        "key": finding.key,
        "written": finding.written,
        "expected": finding.expected,
        "safe": finding.safe,
        "confidence": round(finding.confidence, 4),
        "evidence": describe_evidence(finding.evidence),
        "message": finding.message,
    }


def _describe_message_finding(finding: Finding, locations: Locations) -> dict[str, Any]:
    return _describe_finding(finding, locations) | {"msgctxt": finding.msgctxt, "msgid": finding.msgid}


def _locate(finding: Finding, locations: Locations) -> tuple[Location, Location | None]:
    """Where the finding begins, and where it ends if that is known."""
    if finding.span is None:
        return Location(finding.line, finding.column), None
    return locations.locate_span(finding.span)
