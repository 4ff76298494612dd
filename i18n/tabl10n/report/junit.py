"""Findings as the JUnit XML that Jenkins, Azure and most other CI servers show: a test suite for each file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from tabl10n.findings import Finding, Report, Severity
from tabl10n.text.visible import escape_hidden

_SOUND = "no error or warning"


def render_junit(reports: Iterable[Report]) -> str:
    """The XML: each error and warning is a test that fails, a file without any is one that passes.

    Hints are left out: a failed test stops people. Ends without a line break.
    """
    root = ET.Element("testsuites", name="tabl10n")
    total = 0
    for report in reports:
        failures = [finding for finding in report.findings if finding.severity is not Severity.HINT]
        root.append(_make_suite(report, failures))
        total += len(failures)
    root.set("failures", str(total))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _make_suite(report: Report, failures: Sequence[Finding]) -> ET.Element:
    name = escape_hidden(report.document)
    tests = str(max(1, len(failures)))
    suite = ET.Element("testsuite", name=name, tests=tests, failures=str(len(failures)))
    for finding in failures:
        title = f"{finding.rule}, line {finding.line}"
        case = ET.SubElement(suite, "testcase", classname=name, name=title, file=name, line=str(finding.line))
        message = escape_hidden(finding.message)
        failure = ET.SubElement(case, "failure", type=str(finding.severity), message=message)
        failure.text = f"{name}:{finding.line}:{finding.column}: {finding.rule} {message}"
    if not failures:
        ET.SubElement(suite, "testcase", classname=name, name=_SOUND, file=name)
    return suite
