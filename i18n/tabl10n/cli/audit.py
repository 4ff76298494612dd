"""``tabl10n audit``: what a translated copy has wrong, and the mended copy."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from tabl10n import formats
from tabl10n.align import Alignment, align
from tabl10n.audit import RULES, fix
from tabl10n.audit import audit as audit_copy
from tabl10n.audit.context import Words
from tabl10n.catalog import pofile
from tabl10n.cli.accepted import accepted_findings
from tabl10n.cli.copies import Copy, print_keyless, reread, with_document
from tabl10n.cli.reporting import Reporting
from tabl10n.cli.writing import show, spare, write_change
from tabl10n.errors import InputError
from tabl10n.files import write_text
from tabl10n.findings import Report, baseline
from tabl10n.findings.selection import select
from tabl10n.project import Project
from tabl10n.territories import Naming

# Each round of mending can only make more rows sure; more than a few never came about.
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class AuditOptions(Reporting):
    """How an audit is run and shown; the names are those of the command line."""

    fix: bool = False
    diff: bool = False


def audit(project: Project, copy: Copy, options: AuditOptions) -> int:
    """Audit, and print, write or mend as the options say; 0, or 1 where a finding is as grave as ``fail_on``."""
    if copy.locale is None:
        raise InputError("its language is not known", path=copy.document.name, next_step="name it with --locale")
    spare(options.output, copy.files)
    print_keyless(copy)
    words = _accepted_words(project, copy, copy.locale)
    given = _Given(copy.locale, words, project.source_locale, project.naming())
    found = _found(copy, given)
    accepted = accepted_findings(options, [found.report])
    left = _left(found, accepted, options)

    def again(mended: Copy) -> _AuditResult:
        return _left(_found(mended, given), accepted, options)

    if options.diff:
        _show_diff(_fixed(copy, left, again), options.output)
        return options.status([left.report])
    if options.fix:
        copy, left = _fix(copy, left, again)
    show(_printed(copy, left.alignment, left.report, options), options.output)
    return options.status([left.report])


class _Given(NamedTuple):
    """What every round of an audit judges by, read once: the locale, its catalog's words, the project's languages."""

    locale: str
    words: Words
    source_locale: str
    naming: Naming


class _AuditResult(NamedTuple):
    """The alignment of a copy, and what it has wrong."""

    alignment: Alignment
    report: Report


def _found(copy: Copy, given: _Given) -> _AuditResult:
    alignment = align(copy.document, copy.registry, given.locale, naming=given.naming)
    return _AuditResult(alignment, audit_copy(copy.document, alignment, copy.registry, copy.source, *given))


def _left(found: _AuditResult, accepted: Sequence[baseline.Accepted], options: AuditOptions) -> _AuditResult:
    """What is left of it without the findings that the baseline accepts and those that were not asked for."""
    report = baseline.apply(found.report, accepted)
    return found._replace(report=select(report, options.selected, options.ignored))


class _Fixed(NamedTuple):
    """A copy before and after its safe fixes, what is left of its findings, and how many were fixed."""

    before: Copy
    after: Copy
    left: _AuditResult
    fixes: int


def _fix(copy: Copy, left: _AuditResult, again: Callable[[Copy], _AuditResult]) -> tuple[Copy, _AuditResult]:
    """Fix the copy in its file; the fixed copy, and what is left of its findings; ``again`` as in `_fixed`.

    Where somebody has saved the file meanwhile, what they saved is audited and fixed.
    """

    def fix_saved() -> _Fixed:
        click.echo(f"{copy.document.name} was changed while it was audited: audited again", err=True)
        saved = reread(copy)
        return _fixed(saved, again(saved), again)

    fixed = write_change(_fixed(copy, left, again), _write, fix_saved)
    click.echo(f"{copy.document.name}: {fixed.fixes} mended", err=True)
    return fixed.after, fixed.left


def _write(fixed: _Fixed) -> None:
    if fixed.fixes:
        document = fixed.after.document
        write_text(document.name, document.source, replacing=fixed.before.document.source)


def _fixed(copy: Copy, left: _AuditResult, again: Callable[[Copy], _AuditResult]) -> _Fixed:
    """What the safe fixes make of the copy; ``again`` audits it after each round of them.

    A mended row may make clear what another one is: it is mended until nothing is left to mend.
    """
    before, count = copy, 0
    for _ in range(_ROUNDS):
        text, mended = fix.fix(copy.document, left.report)
        if not mended:
            break
        count += len(mended)
        copy = with_document(copy, formats.parse(text, copy.document.name))
        left = again(copy)
    return _Fixed(before, copy, left, count)


def _accepted_words(project: Project, copy: Copy, locale: str) -> Words:
    """The translations of the locale's own catalog, where the project has one."""
    name = project.find_catalog_locale(copy.domain, locale)
    if name is None:
        return {}
    translations = pofile.read(project.catalog(copy.domain, name)).translations()
    return {(identity.msgctxt, identity.msgid): said for identity, said in translations.items()}


def _show_diff(fixed: _Fixed, output: str | None) -> None:
    """Print what mending changes: for ``patch`` and for files as it is, for people on a terminal in colours."""
    from tabl10n.report import terminal

    diff = fix.diff(fixed.before.document, fixed.after.document.source)
    if not diff:
        click.echo(f"{fixed.before.document.name}: nothing that --fix would mend", err=True)
    elif output is None and sys.stdout.isatty():
        show(terminal.as_diff(diff, terminal.look_for(sys.stdout)), None)
    else:
        show(diff, output)


def _printed(copy: Copy, alignment: Alignment, report: Report, options: AuditOptions) -> str:
    from tabl10n.report import github, htmlpage, jsonreport, sarif, terminal

    match options.output_format:
        case "json":
            return jsonreport.as_json([(report, copy.document)])
        case "github":
            _append_step_summary(github.as_step_summary(report))
            return github.as_annotations(report)
        case "sarif":
            return sarif.as_sarif(report, copy.document, RULES, fix.find_text_edits(copy.document, report))
        case "html":
            return htmlpage.as_html(report, alignment, copy.registry.entries)
        case _:
            look = terminal.look_for(sys.stdout, show_all=options.show_all)
            return terminal.as_text(report, terminal.Look(limit=look.limit) if options.output else look)


def _append_step_summary(text: str) -> None:
    """Show ``text`` on the page of the GitHub run, where there is one: it names the file in this variable."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(text)
