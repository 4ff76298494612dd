"""A rule explained: on the terminal, from the text that its page in the documentation has too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill, indent
from typing import Protocol

from tabl10n.report.sarif import Explained
from tabl10n.report.wording import first_sentence

_WIDTH = 76  # with four spaces before it, a line fits every terminal


class Rule(Explained, Protocol):
    """A rule of the audit or of the checks on catalogs."""

    @property
    def passing(self) -> str:
        """What it has nothing against."""

    @property
    def failing(self) -> str:
        """What it finds."""


def as_text(rule: Rule, source: str = "") -> str:
    """The rule for people: what it says, how grave that is, an example that it finds and one that it does not.

    ``source`` is the table that its examples are copies of, where that is not the one of all rules.
    """
    return "\n".join(_lines(rule, source))


def as_list(rules: Sequence[Rule]) -> str:
    """All rules: name, severity and, below, what each finds."""
    return "\n".join(
        f"{rule.name} ({rule.severity})\n{indent(fill(first_sentence(rule.explanation), _WIDTH), '    ')}"
        for rule in rules
    )


def _lines(rule: Rule, source: str) -> Iterator[str]:
    yield f"{rule.name} ({rule.severity})"
    yield ""
    yield fill(rule.explanation, _WIDTH, break_on_hyphens=False)  # `zh-Hans` is one word
    if source:
        yield from ("", "In a copy of:", "", indent(source.strip("\n"), "    "))
    yield from ("", "It finds:", "", indent(rule.failing.strip("\n"), "    "))
    yield from ("", "It passes:", "", indent(rule.passing.strip("\n"), "    "))
