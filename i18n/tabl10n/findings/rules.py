"""Rules, and the set of all that look at one kind of subject: translated copies, or catalogs.

A rule is registered where it is defined. The modules of a package of rules, one a topic, are found by themselves:

    TOPIC = RULES.topic(position=20)

    KEY_MISSPELT = TOPIC.rule("key-misspelt", Severity.ERROR, "Letters of a key …", passing=…, failing=…)

    @TOPIC.check
    def find_misspelt_keys(context): …  # yields findings of KEY_MISSPELT
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

from tabl10n.findings.model import Finding, Severity

Subject = TypeVar("Subject")

Check = Callable[[Subject], Iterable[Finding]]
"""A function that finds what some rules of its topic name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named fact that may be wrong. ``severity`` is the usual one; a finding may be more or less severe.

    ``passing`` and ``failing`` are examples: the documentation shows them and the tests run them. ``source`` is the
    English table that they are copies of, where that is not the one of all rules.
    """

    name: str
    severity: Severity
    explanation: str
    passing: str
    failing: str
    source: str = ""


class Topic(Generic[Subject]):
    """The rules of one module, in the order in which they are explained, and the checks that find what they name.

    One check may serve several rules, where a cell that several of them could name gets the finding of one.
    """

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.checks: list[Check[Subject]] = []

    def rule(
        self, name: str, severity: Severity, explanation: str, *, passing: str, failing: str, source: str = ""
    ) -> Rule:
        """Register a rule of this topic."""
        rule = Rule(name, severity, explanation, passing, failing, source)
        self.rules.append(rule)
        return rule

    def check(self, function: Check[Subject]) -> Check[Subject]:
        """Register a check of this topic; a decorator."""
        self.checks.append(function)
        return function


class RuleSet(Collection[Rule], Generic[Subject]):
    """All rules on one kind of subject: a collection of them, in the order in which they are explained."""

    def __init__(self) -> None:
        self._topics: dict[int, Topic[Subject]] = {}

    def topic(self, position: int) -> Topic[Subject]:
        """Register a topic; topics are explained in the order of their positions, and no two share one."""
        if position in self._topics:
            raise ValueError(f"two topics have the position {position}")
        self._topics[position] = Topic()
        return self._topics[position]

    def import_topics(self, package: str, path: Iterable[str]) -> None:
        """Import every module of ``package``, whose ``__path__`` is ``path``: they register their rules."""
        for module in iter_modules(path):
            import_module(f"{package}.{module.name}")

    def __iter__(self) -> Iterator[Rule]:
        return (rule for topic in self._list_topics() for rule in topic.rules)

    def __contains__(self, rule: object) -> bool:
        return any(rule in topic.rules for topic in self._topics.values())

    def __len__(self) -> int:
        return sum(len(topic.rules) for topic in self._topics.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rules."""
        return tuple(rule.name for rule in self)

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Run every check over ``subject``."""
        for topic in self._list_topics():
            for check in topic.checks:
                yield from check(subject)

    def _list_topics(self) -> list[Topic[Subject]]:
        return [self._topics[position] for position in sorted(self._topics)]
