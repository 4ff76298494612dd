"""Findings put together as people read them: by rule, then by what was written, with all the lines it is on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tabl10n.findings import SEVERITIES, Finding, Report, Severity


@dataclass(frozen=True, slots=True)
class Group:
    """One damage, wherever it is: the same rule, key, wording and remedy on one line or many."""

    first: Finding
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RuleGroups:
    """All that one rule found, the worst and then the most frequent damage first."""

    rule: str
    groups: tuple[Group, ...]
    counts: tuple[tuple[Severity, int], ...]

    @property
    def worst(self) -> Severity:
        """The highest severity among them."""
        return self.counts[0][0]


def group_by_rule(report: Report) -> list[RuleGroups]:
    """The report's findings by rule: rules with errors first, within a severity in the report's order of rules."""
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.rule].append(finding)
    groups = [RuleGroups(rule, _group_alike(found), count_severities(found)) for rule, found in by_rule.items()]
    order = {rule: position for position, rule in enumerate(report.rules)}
    return sorted(
        groups, key=lambda found: (SEVERITIES.index(found.worst), order.get(found.rule, len(order)), found.rule)
    )


def _group_alike(findings: Iterable[Finding]) -> tuple[Group, ...]:
    alike: defaultdict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[_identify(finding)].append(finding)
    groups = [Group(found[0], tuple(sorted({f.line for f in found}))) for found in alike.values()]
    return tuple(
        sorted(groups, key=lambda g: (SEVERITIES.index(g.first.severity), -len(g.lines), g.lines[0], g.first.column))
    )


def is_self_explanatory(finding: Finding) -> bool:
    """Whether ``written → expected`` says all: true of words and of a badge's value, not of addresses or of rows."""
    is_value = finding.part == "image" and "/" not in finding.written
    return (is_value or finding.part in ("text", "alt")) and bool(finding.written and finding.expected)


def have_different_messages(rule: RuleGroups) -> bool:
    """Whether the messages tell the rule's groups apart, beyond the words that they quote."""
    return len({_remove_shown_words(group.first) for group in rule.groups}) > 1


def _remove_shown_words(finding: Finding) -> str:
    """The message without the words that a report shows anyhow."""
    shown = sorted((finding.written, finding.expected, finding.key), key=len, reverse=True)
    message = finding.message
    for word in filter(None, shown):
        message = message.replace(repr(word), "")
    return message


def _identify(finding: Finding) -> tuple[object, ...]:
    """What is the same in two findings that people would call one."""
    same = (finding.severity, finding.part, finding.written, finding.expected)
    return same if is_self_explanatory(finding) else (*same, finding.key, finding.message)


def count_severities(findings: Iterable[Finding]) -> tuple[tuple[Severity, int], ...]:
    """How many findings each severity has, the worst first, those with none left out."""
    counted = Counter(finding.severity for finding in findings)
    return tuple((severity, counted[severity]) for severity in SEVERITIES if counted[severity])
