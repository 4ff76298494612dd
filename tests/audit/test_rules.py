"""Each rule's examples do what the documentation says of them."""

from __future__ import annotations

import pytest

from copies import audited
from tabl10n.audit import RULES, example
from tabl10n.findings import Report, Rule


def audited_example(rule: Rule, copy: str) -> Report:
    return audited(copy, rule.source, ()) if rule.source else audited(example.copy_of(copy))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_failing_example_fails(rule: Rule) -> None:
    report = audited_example(rule, rule.failing)
    found = [finding for finding in report.findings if finding.rule == rule.name]
    assert found, report.findings
    assert {finding.severity for finding in found} == {rule.severity} or rule.name == "link-retargeted"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_passing_example_passes(rule: Rule) -> None:
    assert rule.name not in audited_example(rule, rule.passing).counts()


def test_names_are_distinct_and_say_a_fact() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all("-" in name and name == name.lower() for name in names)
