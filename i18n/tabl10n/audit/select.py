"""Which findings count: chosen by rule, weighed by severity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from tabl10n.audit.model import Finding, Report, Severity
from tabl10n.audit.rules import RULES
from tabl10n.errors import InputError

_GRAVITY = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}


RULE_NAMES = tuple(rule.name for rule in RULES)
"""The names of the audit's rules."""


def select(
    report: Report, selected: Sequence[str] = (), ignored: Sequence[str] = (), names: Sequence[str] = RULE_NAMES
) -> Report:
    """``report`` with the findings of ``selected`` rules (all where none is named) that are not ``ignored``.

    ``names`` are those of the rules that were run. A rule is named whole, by its first words (``key``) or by a pattern
    (``link-*``). Raises InputError for a name that fits no rule.
    """
    chosen, left_out = _names(selected or ["*"], names), _names(ignored, names)
    kept = tuple(finding for finding in report.findings if finding.rule in chosen and finding.rule not in left_out)
    return replace(report, findings=kept, rules=chosen - left_out)


def _names(patterns: Sequence[str], names: Sequence[str]) -> frozenset[str]:
    """The rules that the patterns name; several may stand in one, between commas."""
    singles = [single.strip() for pattern in patterns for single in pattern.split(",")]
    return frozenset(name for pattern in singles for name in _matching(pattern, names))


def _matching(pattern: str, names: Sequence[str]) -> list[str]:
    found = [name for name in names if fnmatchcase(name, pattern) or name.startswith(f"{pattern}-")]
    if not found:
        raise InputError(f"no such rule: {pattern or repr(pattern)}", next_step=suggestion(pattern, names))
    return found


def suggestion(name: str, names: Sequence[str] = RULE_NAMES) -> str:
    """What to do about a rule's name that is none of ``names``."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=2)
    return f"did you mean {' or '.join(near)}?" if near else "tabl10n rule lists them all"


def at_least(findings: Sequence[Finding], threshold: Severity) -> tuple[Finding, ...]:
    """The findings that are as grave as ``threshold`` or graver: those that fail a run."""
    return tuple(finding for finding in findings if _GRAVITY[finding.severity] >= _GRAVITY[threshold])
