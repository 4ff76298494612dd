"""The audit as SARIF 2.1.0, the format that code scanners share.

Names and meanings follow https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from tabl10n import __version__
from tabl10n.document import Document
from tabl10n.findings import Finding, Report, Rule, Severity
from tabl10n.formats.changes import TextEdit
from tabl10n.nodes import Span
from tabl10n.report.fingerprints import compute_fingerprints
from tabl10n.report.locations import Locations
from tabl10n.report.wording import cut_to_first_sentence
from tabl10n.text.jsontext import format_json

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
NO_FIXES: Mapping[int, Sequence[TextEdit]] = {}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def render_sarif(
    report: Report,
    document: Document,
    rules: Collection[Rule],
    fixes: Mapping[int, Sequence[TextEdit]] = NO_FIXES,
    rule_page: str = "",
) -> str:
    """The report as SARIF. ``document`` is the file that was audited; ``rules`` explains the rules that were run.

    ``fixes`` has the text edits that fix a finding, by its number in the report, from 0. ``rule_page`` is the
    address of the rules' pages, to which a rule's name is appended; ``""`` leaves it out. Columns count code points.
    Fingerprints stay the same when rows move. Ends without a line break.
    """
    results = describe_results(report, document, rules, fixes)
    return join_results(results, rules, report.locale, rule_page)


def describe_results(
    report: Report,
    document: Document,
    rules: Collection[Rule],
    fixes: Mapping[int, Sequence[TextEdit]] = NO_FIXES,
) -> list[dict[str, Any]]:
    """The results of one file; the arguments are those of `render_sarif`."""
    indexes = {rule.name: index for index, rule in enumerate(rules)}
    return _describe_findings(report, _SarifFile(document), indexes, fixes)


def join_results(
    results: Sequence[Mapping[str, Any]], rules: Collection[Rule], locale: str = "", rule_page: str = ""
) -> str:
    """The results of one file or of many as one run; ``locale`` is that of all of them, "" where they have several.

    Of several runs in one file that call themselves alike, GitHub takes none.
    """
    driver = {"name": "tabl10n", "version": __version__, "rules": [_describe_rule(rule, rule_page) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"tabl10n/audit/{locale}/" if locale else "tabl10n/audit/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return format_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_rule(rule: Rule, page: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.name,
        "shortDescription": {"text": cut_to_first_sentence(rule.explanation)},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return described | ({"helpUri": page + rule.name} if page else {})


class _SarifFile:
    """The audited file, and where its findings are, as SARIF says it."""

    def __init__(self, document: Document) -> None:
        self._locations = Locations(document.source)
        self.artifact = {"uri": _format_uri(document.name)}

    def describe_location(self, finding: Finding) -> dict[str, Any]:
        """The physical location of a finding."""
        region = self.describe_region(finding.span) if finding.span else _describe_point(finding)
        return {"physicalLocation": {"artifactLocation": self.artifact, "region": region}}

    def describe_region(self, span: Span) -> dict[str, int]:
        """The region of a span, its end excluded."""
        start, end = self._locations.locate_span(span)
        return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _format_uri(name: str) -> str:
    """A file's name as a URI reference, relative where the name is."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _describe_point(finding: Finding) -> dict[str, int]:
    return {"startLine": finding.line, "startColumn": finding.column}


def _describe_findings(
    report: Report, file: _SarifFile, indexes: dict[str, int], fixes: Mapping[int, Sequence[TextEdit]]
) -> list[dict[str, Any]]:
    prints = compute_fingerprints(report.findings)
    return [
        _describe_finding(finding, file, indexes, fixes.get(number, ()))
        | {"partialFingerprints": {"tabl10n/v1": fingerprint}}
        for number, (finding, fingerprint) in enumerate(zip(report.findings, prints, strict=True))
    ]


def _describe_finding(
    finding: Finding, file: _SarifFile, indexes: dict[str, int], text_edits: Sequence[TextEdit]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [file.describe_location(finding)],
        "properties": {
            "key": finding.key,
            "written": finding.written,
            "expected": finding.expected,
            "confidence": finding.confidence,
        },
    }
    if finding.rule in indexes:
        result["ruleIndex"] = indexes[finding.rule]
    if text_edits:
        result["fixes"] = [_describe_fix(finding, text_edits, file)]
    return result


def _describe_fix(finding: Finding, text_edits: Sequence[TextEdit], file: _SarifFile) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": file.describe_region(span), "insertedContent": {"text": text}} for span, text in text_edits
    ]
    return {
        "description": {"text": f"Write {finding.expected}"},
        "artifactChanges": [{"artifactLocation": file.artifact, "replacements": replacements}],
    }
