from __future__ import annotations

import pytest

from copies import audited
from tabl10n.audit import RULES, example
from tabl10n.errors import InputError
from tabl10n.findings import Severity
from tabl10n.findings.selection import select, select_at_least

DAMAGED = example.make_row("lighthouse", id="Lighthouse", alt="Turm", country="Tower", name="Turm")


def found(*selected: str, ignored: tuple[str, ...] = ()) -> set[str]:
    return set(select(audited(example.copy_of(DAMAGED)), selected, ignored).counts())


@pytest.mark.parametrize(
    ("selected", "ignored", "left"),
    [
        ((), (), {"key-recased", "alt-altered", "territory-wrong", "name-translated"}),
        (("key-recased",), (), {"key-recased"}),
        (("key",), (), {"key-recased"}),
        (("*-altered",), (), {"alt-altered"}),
        (("key,territory",), (), {"key-recased", "territory-wrong"}),
        ((), ("key", "alt-*"), {"territory-wrong", "name-translated"}),
        (("key", "name"), ("name",), {"key-recased"}),
        (("row",), (), set()),
    ],
)
def test_rules_are_chosen_by_name_first_words_or_pattern(
    selected: tuple[str, ...], ignored: tuple[str, ...], left: set[str]
) -> None:
    assert found(*selected, ignored=ignored) == left


@pytest.mark.parametrize("name", ["key-translate", "keys", "ke", "", "key,"])
def test_a_name_that_fits_no_rule_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no such rule") as caught:
        found(name)
    assert caught.value.next_step


def test_the_next_step_names_the_nearest_rule() -> None:
    with pytest.raises(InputError, match="did you mean key-translated"):
        found("key-translate")


def test_severities_weigh_in_order() -> None:
    findings = audited(example.copy_of(DAMAGED)).findings
    numbers = [
        len(select_at_least(findings, severity)) for severity in (Severity.HINT, Severity.WARNING, Severity.ERROR)
    ]
    assert numbers == [4, 3, 2]


def test_every_rule_can_be_selected() -> None:
    for rule in RULES:
        assert found(rule.name) <= {rule.name}
