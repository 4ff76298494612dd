"""Rules register themselves: where one is defined is the one place that names it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.checks import RULES as CHECK_RULES
from tabl10n.findings import Finding, RuleSet, Severity


def make_rules() -> RuleSet[str]:
    """Rules on a text, whose second topic is defined first."""
    rules: RuleSet[str] = RuleSet()
    second, first = rules.topic(position=20), rules.topic(position=10)
    second.rule("text-long", Severity.HINT, "It is long.", passing="a", failing="aaaa")
    empty = first.rule("text-empty", Severity.ERROR, "It is empty.", passing="a", failing="")

    @first.check
    def find_empty(text: str) -> list[Finding]:
        return [] if text else [Finding(empty.name, empty.severity, "empty", 1)]

    return rules


def test_rules_are_listed_by_the_positions_of_their_topics() -> None:
    rules = make_rules()
    assert rules.names == ("text-empty", "text-long")
    assert len(rules) == 2
    assert all(rule in rules for rule in rules)


def test_all_checks_are_run() -> None:
    assert [finding.rule for finding in make_rules().find("")] == ["text-empty"]
    assert list(make_rules().find("a")) == []


def test_two_topics_with_one_position_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two topics have the position 10"):
        make_rules().topic(position=10)


def test_a_new_topic_is_a_module_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "some_rules"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from tabl10n.findings import RuleSet\nRULES = RuleSet()\nRULES.import_topics(__name__, __path__)\n"
    )
    (package / "spaces.py").write_text(
        "from some_rules import RULES\nfrom tabl10n.findings import Severity\n"
        "RULES.topic(position=1).rule('space-lost', Severity.HINT, 'Lost.', passing='a b', failing='ab')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import some_rules  # type: ignore[import-not-found]

    assert some_rules.RULES.names == ("space-lost",)
    for name in [name for name in sys.modules if name.startswith("some_rules")]:
        monkeypatch.delitem(sys.modules, name)


def test_the_audit_and_the_checks_have_rules_of_their_own() -> None:
    for rules in (AUDIT_RULES, CHECK_RULES):
        assert len(rules.names) == len(set(rules.names))
    assert len({*AUDIT_RULES.names, *CHECK_RULES.names}) > 40
