"""The audit for GitHub Actions: annotations on the lines, and a summary of the step in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from tabl10n.findings import SEVERITIES, Report, Severity
from tabl10n.report.groups import Group, RuleGroups, group_by_rule
from tabl10n.report.wording import format_lines, format_severities, summarize, summarize_page
from tabl10n.text.counting import format_count
from tabl10n.text.visible import escape_hidden

# GitHub shows ten annotations of each kind of one step and drops the rest (docs.github.com, "Annotations limits").
_MAX_ANNOTATIONS = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_MAX_SUMMARY_GROUPS = 20  # groups of one rule in the step's summary, which may hold 1 MiB
# Bytes of the step's summary of many pages: GitHub shows nothing of a larger one than 1 MiB.
_MAX_SUMMARY_BYTES = 900_000
_MAX_NAMED_LINES = 6
T = TypeVar("T")

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def render_annotations(report: Report) -> str:
    """Workflow commands, at most ten of each severity, errors first, then a line that says how many there were.

    Every rule has its turn before one has its second; alike damage on many lines is one annotation.
    GitHub finds the line where ``report.document`` is relative to the repository's root. Ends without a line break.
    """
    return _annotate([report], f"{escape_hidden(report.document)}: {summarize_page(report)}")


def render_annotations_of_pages(reports: Sequence[Report]) -> str:
    """As ``render_annotations``, of many pages: GitHub's limit is that of the step, so every page has its turn."""
    return _annotate(reports, summarize(reports))


def _annotate(reports: Sequence[Report], summary: str) -> str:
    rules = [(report, group_by_rule(report)) for report in reports]
    commands = []
    for severity in SEVERITIES:
        of_pages = [[(report, group) for group in _take_turns(found, severity)] for report, found in rules]
        commands += [_render_command(report, group) for report, group in _interleave(of_pages)[:_MAX_ANNOTATIONS]]
    groups = sum(len(rule.groups) for _, found in rules for rule in found)
    return "\n".join([*commands, _render_last_line(summary, groups - len(commands))])


def _take_turns(rules: Sequence[RuleGroups], severity: Severity) -> list[Group]:
    """The groups of that severity: the first of every rule, then the second of every rule, and so on."""
    of_rules = [[group for group in rule.groups if group.first.severity is severity] for rule in rules]
    return _interleave(of_rules)


def _interleave(sequences: Sequence[Sequence[T]]) -> list[T]:
    """The first of every sequence, then the second of every one, and so on."""
    turns = max(map(len, sequences), default=0)
    return [one[turn] for turn in range(turns) for one in sequences if turn < len(one)]


def _render_command(report: Report, group: Group) -> str:
    finding = group.first
    properties = {
        "file": escape_hidden(report.document),
        "line": finding.line,
        "col": finding.column,
        "title": finding.rule,
    }
    written = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_escape_data(_format_message(group))}"


def _format_message(group: Group) -> str:
    others = group.lines[1:]
    also = f" (also on {format_lines(others, _MAX_NAMED_LINES)})" if others else ""
    return escape_hidden(group.first.message) + also


def _render_last_line(summary: str, hidden: int) -> str:
    more = f"; {format_count(hidden, 'more kind')} of damage not annotated here" if hidden else ""
    return _escape_data(f"tabl10n: {summary}{more}")


def _escape_data(text: str) -> str:
    """Escape a command's message as actions/toolkit does (``escapeData`` in packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """Escape a command's property (``escapeProperty`` in the same file)."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def render_step_summary_of_pages(reports: Sequence[Report]) -> str:
    """The audit of many pages in Markdown: the whole, then each page with findings while there is space for it."""
    text = f"### Audit of {format_count(len(reports), 'page')}\n\n{_escape_markup(summarize(reports))}\n"
    for number, report in enumerate(reports):
        page = f"\n{render_step_summary(report)}" if report.findings else ""
        if len(text.encode()) + len(page.encode()) > _MAX_SUMMARY_BYTES:
            return f"{text}\n… and {format_count(len(reports) - number, 'other page')}\n"
        text += page
    return text


def render_step_summary(report: Report) -> str:
    """The audit in Markdown, for the file that ``$GITHUB_STEP_SUMMARY`` names. Ends in a line break."""
    return "\n".join(_render_summary(report)) + "\n"


def _render_summary(report: Report) -> Iterator[str]:
    yield f"### Audit of {_render_code(report.document)} ({_escape_markup(report.locale)})"
    yield ""
    yield _escape_markup(summarize_page(report))
    rules = group_by_rule(report)
    if rules:
        yield from ("", "| rule | findings |", "|---|---|")
        yield from (f"| {rule.rule} | {format_severities(rule.counts)} |" for rule in rules)
    for rule in rules:
        yield from _render_details(rule)


def _render_details(rule: RuleGroups) -> Iterator[str]:
    yield from ("", f"<details><summary>{rule.rule}: {format_severities(rule.counts)}</summary>", "")
    yield from ("| written | expected | where | what |", "|---|---|---|---|")
    for group in rule.groups[:_MAX_SUMMARY_GROUPS]:
        finding = group.first
        words = f"{_render_code(finding.written)} | {_render_code(finding.expected)}"
        where = format_lines(group.lines, _MAX_NAMED_LINES)
        yield f"| {words} | {where} | {_escape_markup(finding.message)} |"
    if hidden := rule.groups[_MAX_SUMMARY_GROUPS:]:
        yield f"| | | | … and {format_count(len(hidden), 'other')} |"
    yield from ("", "</details>")


def _render_code(text: str) -> str:
    return f"<code>{_escape_markup(text)}</code>" if text else ""


def _escape_markup(text: str) -> str:
    """Text that means nothing to Markdown or HTML: all ASCII punctuation as character references."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", escape_hidden(text))
