"""What the commands that report findings share: their options, and the exit status that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from tabl10n.audit import Report, Severity, select

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Reporting:
    """How findings are chosen and shown; the names are those of the command line."""

    output_format: str = "text"
    output: str | None = None
    show_all: bool = False
    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    fail_on: str = Severity.WARNING
    baseline: str | None = None
    update_baseline: bool = False

    def status(self, reports: Iterable[Report]) -> int:
        """1 where a finding is as grave as ``fail_on`` or graver, else 0."""
        if self.fail_on == "never":
            return 0
        return 1 if any(select.at_least(report.findings, Severity(self.fail_on)) for report in reports) else 0


def report_options(formats: Sequence[str], rules: str) -> Callable[[_Command], _Command]:
    """The options that fill a ``Reporting``; ``rules`` are examples of what may be selected."""
    options = (
        click.option(
            "--format",
            "output_format",
            type=click.Choice(formats),
            default="text",
            show_default=True,
            help="For people, for programs, or for where code is reviewed.",
        ),
        click.option("-o", "--output", type=click.Path(), help="Write the report there instead of printing it."),
        click.option("--all", "show_all", is_flag=True, help="Text: every finding, not only the first of each rule."),
        click.option("--select", "selected", multiple=True, metavar="RULE", help=f"Only these rules: {rules}."),
        click.option("--ignore", "ignored", multiple=True, metavar="RULE", help="Not these rules."),
        click.option(
            "--fail-on",
            type=click.Choice([*(severity.value for severity in Severity), "never"]),
            default=Severity.WARNING.value,
            show_default=True,
            help="The least severity that makes the exit status 1.",
        ),
        click.option("--baseline", type=click.Path(), help="A file of accepted findings: they are left out."),
        click.option("--update-baseline", is_flag=True, help="Accept all that is found: write it to the baseline."),
    )

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
