"""A rule explained: on the terminal, from the text that its page in the documentation has too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from tabl10n.findings import Rule
from tabl10n.report.wording import cut_to_first_sentence

_LINE_WIDTH = 76  # with four spaces before it, a line fits every terminal


def render_rule(rule: Rule) -> str:
    """The rule for people: what it says, how bad that is, an example that it finds and one that it does not."""
    return "\n".join(_render_lines(rule))


def list_rules(rules: Iterable[Rule]) -> str:
    """All rules: name, severity and, below, what each finds."""
    return "\n".join(
        f"{rule.name} ({rule.severity})\n{indent(fill(cut_to_first_sentence(rule.explanation), _LINE_WIDTH), '    ')}"
        for rule in rules
    )


def _render_lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.name} ({rule.severity})"
    yield ""
    yield fill(rule.explanation, _LINE_WIDTH, break_on_hyphens=False)  # `zh-Hans` is one word
    if rule.source:
        yield from ("", "In a copy of:", "", indent(rule.source.strip("\n"), "    "))
    yield from ("", "It finds:", "", indent(rule.failing.strip("\n"), "    "))
    yield from ("", "It passes:", "", indent(rule.passing.strip("\n"), "    "))
