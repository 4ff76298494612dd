"""The audit for GitHub Actions: annotations on the lines, and a summary of the step in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from tabl10n.findings import SEVERITIES, Report, Severity
from tabl10n.report.groups import Group, RuleGroups, grouped
from tabl10n.report.wording import by_severity, on_lines, summarize, summary
from tabl10n.text.counting import format_count
from tabl10n.text.visible import escape_hidden

# GitHub shows ten annotations of each kind of one step and drops the rest (docs.github.com, "Annotations limits").
_SHOWN = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_IN_SUMMARY = 20  # groups of one rule in the step's summary, which may hold 1 MiB
_MAX_SUMMARY = 900_000  # bytes of the step's summary of many pages: GitHub shows nothing of a larger one than 1 MiB
_MOST_LINES = 6
T = TypeVar("T")

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_annotations(report: Report) -> str:
    """Workflow commands, at most ten of each severity, errors first, then a line that says how many there were.

    Every rule has its turn before one has its second; alike damage on many lines is one annotation.
    GitHub finds the line where ``report.document`` is relative to the repository's root. Ends without a line break.
    """
    return _annotate([report], f"{escape_hidden(report.document)}: {summary(report)}")


def as_annotations_of_all(reports: Sequence[Report]) -> str:
    """As ``as_annotations``, of many pages: GitHub's limit is that of the step, so every page has its turn."""
    return _annotate(reports, summarize(reports))


def _annotate(reports: Sequence[Report], said: str) -> str:
    rules = [(report, grouped(report)) for report in reports]
    commands = []
    for severity in SEVERITIES:
        of_pages = [[(report, group) for group in _in_turn(found, severity)] for report, found in rules]
        commands += [_command(report, group) for report, group in _interleave(of_pages)[:_SHOWN]]
    groups = sum(len(rule.groups) for _, found in rules for rule in found)
    return "\n".join([*commands, _last_line(said, groups - len(commands))])


def _in_turn(rules: Sequence[RuleGroups], severity: Severity) -> list[Group]:
    """The groups of that severity: the first of every rule, then the second of every rule, and so on."""
    of_rules = [[group for group in rule.groups if group.first.severity is severity] for rule in rules]
    return _interleave(of_rules)


def _interleave(sequences: Sequence[Sequence[T]]) -> list[T]:
    """The first of every sequence, then the second of every one, and so on."""
    turns = max(map(len, sequences), default=0)
    return [one[turn] for turn in range(turns) for one in sequences if turn < len(one)]


def _command(report: Report, group: Group) -> str:
    finding = group.first
    properties = {
        "file": escape_hidden(report.document),
        "line": finding.line,
        "col": finding.column,
        "title": finding.rule,
    }
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(_message(group))}"


def _message(group: Group) -> str:
    others = group.lines[1:]
    also = f" (also on {on_lines(others, _MOST_LINES)})" if others else ""
    return escape_hidden(group.first.message) + also


def _last_line(said: str, hidden: int) -> str:
    more = f"; {format_count(hidden, 'more kind')} of damage not annotated here" if hidden else ""
    return _data(f"tabl10n: {said}{more}")


def _data(text: str) -> str:
    """Escape a command's message as actions/toolkit does (``escapeData`` in packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a command's property (``escapeProperty`` in the same file)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_step_summary_of_all(reports: Sequence[Report]) -> str:
    """The audit of many pages in Markdown: the whole, then each page with findings while there is space for it."""
    text = f"### Audit of {format_count(len(reports), 'page')}\n\n{_text(summarize(reports))}\n"
    for number, report in enumerate(reports):
        page = f"\n{as_step_summary(report)}" if report.findings else ""
        if len(text.encode()) + len(page.encode()) > _MAX_SUMMARY:
            return f"{text}\n… and {format_count(len(reports) - number, 'other page')}\n"
        text += page
    return text


def as_step_summary(report: Report) -> str:
    """The audit in Markdown, for the file that ``$GITHUB_STEP_SUMMARY`` names. Ends in a line break."""
    return "\n".join(_summary_lines(report)) + "\n"


def _summary_lines(report: Report) -> Iterator[str]:
    yield f"### Audit of {_code(report.document)} ({_text(report.locale)})"
    yield ""
    yield _text(summary(report))
    rules = grouped(report)
    if rules:
        yield from ("", "| rule | findings |", "|---|---|")
        yield from (f"| {rule.rule} | {by_severity(rule.counts)} |" for rule in rules)
    for rule in rules:
        yield from _details(rule)


def _details(rule: RuleGroups) -> Iterator[str]:
    yield from ("", f"<details><summary>{rule.rule}: {by_severity(rule.counts)}</summary>", "")
    yield from ("| written | expected | where | what |", "|---|---|---|---|")
    for group in rule.groups[:_IN_SUMMARY]:
        finding = group.first
        where = on_lines(group.lines, _MOST_LINES)
        yield f"| {_code(finding.written)} | {_code(finding.expected)} | {where} | {_text(finding.message)} |"
    if hidden := rule.groups[_IN_SUMMARY:]:
        yield f"| | | | … and {format_count(len(hidden), 'other')} |"
    yield from ("", "</details>")


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>" if text else ""


def _text(text: str) -> str:
    """Text that means nothing to Markdown or HTML: all ASCII punctuation as character references."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", escape_hidden(text))
