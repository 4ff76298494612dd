"""Which findings count: chosen by rule, weighed by severity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from tabl10n.errors import InputError
from tabl10n.findings.model import SEVERITIES, Finding, Report, Severity


def select(report: Report, selected: Sequence[str] = (), ignored: Sequence[str] = ()) -> Report:
    """``report`` with the findings of ``selected`` rules (all where none is named) that are not ``ignored``.

    A rule is named whole, by its first words (``key``) or by a pattern (``link-*``). Raises InputError for a name that
    fits none of the rules that were run.
    """
    chosen, left_out = _find_rules(selected or ["*"], report.rules), _find_rules(ignored, report.rules)
    rules = tuple(name for name in report.rules if name in chosen - left_out)
    return replace(report, findings=tuple(one for one in report.findings if one.rule in rules), rules=rules)


def _find_rules(patterns: Sequence[str], names: Sequence[str]) -> frozenset[str]:
    """The rules that the patterns name; one text may hold several, between commas."""
    singles = [single.strip() for pattern in patterns for single in pattern.split(",")]
    return frozenset(name for pattern in singles for name in _match(pattern, names))


def _match(pattern: str, names: Sequence[str]) -> list[str]:
    found = [name for name in names if _fits(name, pattern)]
    if not found:
        raise InputError(f"no such rule: {pattern or repr(pattern)}", next_step=suggest_rule(pattern, names))
    return found


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or name.startswith(f"{pattern}-")


def leave_out(report: Report, first: int, last: int, ignored: Sequence[str]) -> Report:
    """``report`` without the findings of the ``ignored`` rules, all where none is named, in the lines ``first`` to
    ``last``: they count as accepted. A name that fits no rule leaves out nothing.
    """
    rules = {name for name in report.rules if not ignored or any(_fits(name, pattern) for pattern in ignored)}
    left = tuple(one for one in report.findings if one.rule not in rules or not first <= one.line <= last)
    return replace(report, findings=left, accepted=report.accepted + len(report.findings) - len(left))


def suggest_rule(name: str, names: Collection[str]) -> str:
    """What to do about a rule's name that is none of ``names``."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=2)
    return f"did you mean {' or '.join(near)}?" if near else "tabl10n rule lists them all"


def select_at_least(findings: Sequence[Finding], threshold: Severity) -> tuple[Finding, ...]:
    """The findings of the severity ``threshold`` or a worse one: those that fail a run."""
    worst = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    return tuple(finding for finding in findings if finding.severity in worst)
