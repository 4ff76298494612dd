"""Accepted findings on the command line: the baseline is read, and with --update-baseline written first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tabl10n.api import list_rule_names, read_baseline
from tabl10n.cli.reporting import Reporting
from tabl10n.cli.writing import tell, write_change
from tabl10n.errors import InputError
from tabl10n.files import read_text, write_text
from tabl10n.findings import Report, baseline
from tabl10n.text.counting import format_count


def apply_baseline(
    options: Reporting, reports: Sequence[Report], *, complete: bool = True
) -> tuple[baseline.Accepted, ...]:
    """What the baseline accepts; ``reports`` are whole. Entries that fit nothing in them any more are reported, if they
    are ``complete``: on everything that could have been looked at.

    One file serves audits and checks. Raises InputError when it cannot be read or written, and when it is to be updated
    from a choice of rules.
    """
    if options.update_baseline:
        _accept(options, reports)
    if options.baseline is None:
        return ()
    accepted = read_baseline(options.baseline)
    for entry in baseline.find_stale(reports, accepted) if complete else ():
        tell(f"{options.baseline}: fits nothing any more: {entry.rule} {entry.key or entry.written}")
    return accepted


def read_accepted(options: Reporting) -> tuple[baseline.Accepted, ...]:
    """What the baseline accepts, before anything was looked at; nothing where it is to be written first.

    Raises InputError as ``apply_baseline`` does, but for a file that cannot be written.
    """
    if options.update_baseline:
        _require_all_rules(options)
        return ()
    return () if options.baseline is None else read_baseline(options.baseline)


def _require_all_rules(options: Reporting) -> str:
    """The baseline's path. Raises InputError where there is none, or not every rule is asked for."""
    if options.baseline is None:
        raise InputError("--update-baseline needs a file", next_step="name it with --baseline FILE")
    if options.selected or options.ignored:
        raise InputError("--update-baseline accepts what every rule finds", next_step="leave out --select and --ignore")
    return options.baseline


def _accept(options: Reporting, reports: Sequence[Report]) -> None:
    path = _require_all_rules(options)

    def work_out() -> _Update:
        before = read_text(path, may_be_empty=True) if Path(path).exists() else ""
        return _Update(path, before, baseline.update(reports, baseline.parse(before, path, list_rule_names())))

    update = write_change(work_out(), _write, work_out)
    todo = "; give each its reason" if update.accepted else ""
    tell(f"{path}: {format_count(len(update.accepted), 'accepted finding')}{todo}")


class _Update(NamedTuple):
    """A baseline's path, its text as it was read, and what it is to accept."""

    path: str
    before: str
    accepted: tuple[baseline.Accepted, ...]


def _write(update: _Update) -> None:
    write_text(update.path, baseline.dump(update.accepted), replacing=update.before)
