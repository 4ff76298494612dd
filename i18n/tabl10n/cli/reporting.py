"""What the commands that report findings share: their options, and the exit status that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import click

from tabl10n.cli.options import Command, format_option
from tabl10n.findings import Report, Severity
from tabl10n.findings.selection import select_at_least

if TYPE_CHECKING:
    from tabl10n.project import ReportSettings


REPORT_FORMATS = ("text", "concise", "json", "github", "gitlab", "junit", "sarif")


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
    ignored_in_files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def list_ignored(self, name: str) -> tuple[str, ...]:
        """The rules that are left out in the file ``name``, a path from the project's root."""
        fitting = (rules for pattern, rules in self.ignored_in_files.items() if fnmatchcase(name, pattern))
        return (*self.ignored, *(rule for rules in fitting for rule in rules))

    def choose_status(self, reports: Iterable[Report]) -> int:
        """1 where a finding is of the severity ``fail_on`` or a worse one, else 0."""
        if self.fail_on == "never":
            return 0
        return 1 if any(select_at_least(report.findings, Severity(self.fail_on)) for report in reports) else 0


def with_settings(options: Mapping[str, Any], settings: ReportSettings) -> dict[str, Any]:
    """The options of a command line, and where it names none those of the settings.

    A baseline that is updated accepts what every rule finds.
    """
    accepts_all = options["update_baseline"]
    filled = {
        "selected": options["selected"] or (() if accepts_all else settings.select),
        "ignored": options["ignored"] or (() if accepts_all else settings.ignore),
        "fail_on": options["fail_on"] or settings.fail_on or Severity.WARNING.value,
        "baseline": options["baseline"] or settings.baseline,
        "ignored_in_files": {} if accepts_all else settings.per_file_ignores,
    }
    return {**options, **filled}


_SHOWN = (
    click.option("-o", "--output", type=click.Path(), help="Write the report there instead of printing it."),
    click.option("--all", "show_all", is_flag=True, help="Text: every finding, not only the first of each rule."),
)
_FAILING = click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    help="The least severity that makes the exit status 1; default: warning.",
)
_ACCEPTED = (
    click.option("--baseline", type=click.Path(), help="A file of accepted findings: they are left out."),
    click.option("--update-baseline", is_flag=True, help="Accept all that is found: write it to the baseline."),
)


def report_options(formats: Sequence[str], rules: str) -> Callable[[Command], Command]:
    """The options that fill a ``Reporting``; ``rules`` are examples of what may be selected."""
    shown = format_option(formats, "For people, for programs, or for where code is reviewed.")
    chosen = (
        click.option("--select", "selected", multiple=True, metavar="RULE", help=f"Only these rules: {rules}."),
        click.option("--ignore", "ignored", multiple=True, metavar="RULE", help="Not these rules."),
    )

    def decorate(command: Command) -> Command:
        for option in reversed((shown, *_SHOWN, *chosen, _FAILING, *_ACCEPTED)):
            command = option(command)
        return command

    return decorate
