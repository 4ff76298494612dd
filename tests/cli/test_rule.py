"""`tabl10n rule`: what a rule finds, why that is wrong, and an example of each kind."""

from __future__ import annotations

from textwrap import indent

import pytest

from commandline import Run
from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.checks import RULES as CHECK_RULES
from tabl10n.findings import Rule

IN_CATALOGS = "\nIn a catalog:\n\n"
"""What precedes the second explanation of a fact that is looked for in copies and in catalogs."""
RULES: list[Rule] = [*AUDIT_RULES, *CHECK_RULES]


def quoted(example: str) -> str:
    return indent(example.strip("\n") + "\n", "    ") if example else ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_explained_with_its_examples(run: Run, rule: Rule) -> None:
    result = run("rule", rule.name)
    assert (result.status, result.err) == (0, "")
    in_copies, _, in_catalogs = result.out.partition(IN_CATALOGS)
    out = in_catalogs if in_catalogs and rule in list(CHECK_RULES) else in_copies
    before, _, rest = out.partition("\nIt finds:\n\n")
    before, _, source = before.partition("\nIn a copy of:\n\n")
    found, _, passed = rest.partition("\nIt passes:\n\n")
    assert " ".join(before.split()) == f"{rule.name} ({rule.severity}) {rule.explanation}"
    assert source == quoted(rule.source)
    assert found == quoted(rule.failing)
    assert passed == quoted(rule.passing)


def test_all_rules_are_listed_by_name(run: Run) -> None:
    result = run("rule")
    assert result.status == 0
    assert [line.split(" (")[0] for line in result.out.splitlines() if line.endswith(")") and line[0] != " "] == [
        rule.name for rule in RULES
    ]
