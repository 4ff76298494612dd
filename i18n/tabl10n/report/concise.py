"""Findings as lines that editors and other programs know: ``path:line:column: rule message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tabl10n.findings import Finding, Report
from tabl10n.text.visible import defuse_commands, escape_hidden


def render_concise(reports: Iterable[Report]) -> str:
    """A line for each finding, in the order of the files. Without a last line break."""
    return defuse_commands("\n".join(_render_lines(reports)))


def _render_lines(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        name = _guard(escape_hidden(report.document))
        yield from (f"{name}:{finding.line}:{finding.column}: {_describe(finding)}" for finding in report.findings)


def _describe(finding: Finding) -> str:
    return f"{finding.rule} {escape_hidden(finding.message)}"


def _guard(name: str) -> str:
    """The name, not to be taken for a command of GitHub's, which begins a line with two colons."""
    return f"./{name}" if name.startswith(":") else name
