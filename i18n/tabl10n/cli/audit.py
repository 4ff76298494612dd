"""``tabl10n audit`` of one translated copy: what it has wrong, and the fixed copy. `audit_pages` is that of many."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tabl10n.api import AuditReport, Catalog, Fixed
from tabl10n.api import audit as audit_page
from tabl10n.audit import RULES, fix
from tabl10n.cli.accepted import apply_baseline
from tabl10n.cli.copies import print_keyless
from tabl10n.cli.reporting import Reporting
from tabl10n.cli.writing import print_or_write, refuse_overwriting, tell, write_change
from tabl10n.copies import Copy
from tabl10n.errors import InputError
from tabl10n.files import write_text
from tabl10n.git import find_uncommitted
from tabl10n.project import Project
from tabl10n.text.counting import format_count

_MAX_NAMED_FILES = 5  # files with changes that are not committed


@dataclass(frozen=True, slots=True)
class AuditOptions(Reporting):
    """How an audit is run and shown; the names are those of the command line."""

    fix: bool = False
    diff: bool = False
    statistics: bool = False


def audit(project: Project, copy: Copy, options: AuditOptions) -> int:
    """Audit, and print, write or fix as the options say; 0, or 1 where a finding is as bad as ``fail_on``."""
    if copy.page.locale is None:
        raise InputError("its language is not known", path=copy.page.name, next_step="name it with --locale")
    refuse_overwriting(options.output, copy.files)
    aligned = copy.align(project)
    print_keyless(aligned)
    whole = audit_page(aligned, catalog=read_catalog(project, copy, copy.page.locale))
    accepted = apply_baseline(options, [whole.report])
    report = whole.choose(options.selected, options.list_ignored(project.relative(Path(copy.page.name))), accepted)
    if options.diff:
        show_diff(report.diff(), report.aligned.copy.name, options.output)
        return options.choose_status([report.report])
    if options.fix:
        warn_of_uncommitted([copy.page.name])
        report = _fix(report)
    print_or_write(_render(report, options), options.output)
    return options.choose_status([report.report])


def read_catalog(project: Project, copy: Copy, locale: str) -> Catalog | None:
    """The locale's own catalog, where the project has one."""
    name = project.find_catalog_locale(copy.domain, locale)
    return None if name is None else Catalog.read(project.catalog(copy.domain, name))


def warn_of_uncommitted(paths: Collection[str]) -> None:
    """Say on stderr which of the files, that are to be fixed, have changes that git would not give back."""
    changed = find_uncommitted(paths)
    if changed:
        named = ", ".join(changed[:_MAX_NAMED_FILES]) + (", …" if changed[_MAX_NAMED_FILES:] else "")
        files = format_count(len(changed), "file")
        tell(f"{files} with changes that are not committed: git will show them mixed with the fixes: {named}")


def _fix(report: AuditReport) -> AuditReport:
    """Fix the copy in its file, and say how much; what is left of its findings."""
    fixed = fix_file(report, tell)
    tell(f"{report.aligned.copy.name}: {fixed.fixes} fixed")
    return fixed.left


def fix_file(report: AuditReport, say: Callable[[str], None]) -> Fixed:
    """Fix the copy in its file; what is left of its findings.

    Where someone has saved the file meanwhile, which ``say`` is told, what they saved is audited and fixed.
    """

    def fix_saved() -> _FileFix:
        say(f"{report.aligned.copy.name} was changed while it was audited: audited again")
        saved = report.audit_again(report.aligned.copy.reread())
        return _FileFix(saved, saved.fix())

    return write_change(_FileFix(report, report.fix()), _write, fix_saved).fixed


@dataclass(frozen=True, slots=True)
class _FileFix:
    """A copy's report before its safe fixes, and the copy after them."""

    before: AuditReport
    fixed: Fixed


def _write(change: _FileFix) -> None:
    if change.fixed.fixes:
        page = change.fixed.page
        write_text(page.name, page.source, replacing=change.before.aligned.copy.source)


def show_diff(diff: str, name: str, output: str | None) -> None:
    """Print what fixing changes: for ``patch`` and for files as it is, for people on a terminal in colours."""
    from tabl10n.report import terminal

    if not diff:
        tell(f"{name}: nothing that --fix would change")
    elif output is None and sys.stdout.isatty():
        print_or_write(terminal.render_diff(diff, terminal.choose_look(sys.stdout)), None)
    else:
        print_or_write(diff, output)


def _render(report: AuditReport, options: AuditOptions) -> str:
    from tabl10n.report import github, htmlpage, jsonreport, sarif, terminal, trees
    from tabl10n.report.formats import RENDERERS

    aligned, found = report.aligned, report.report
    if options.statistics:
        return trees.render_statistics([found])
    match options.output_format:
        case name if name in RENDERERS:
            return RENDERERS[name]([found])
        case "json":
            return jsonreport.render_json([(found, aligned.copy)], missing=[])
        case "github":
            append_step_summary(github.render_step_summary(found))
            return github.render_annotations(found)
        case "sarif":
            return sarif.render_sarif(found, aligned.copy, RULES, fix.find_text_edits(aligned.copy, found))
        case "html":
            edits = fix.find_text_edits(aligned.copy, found)
            return htmlpage.render_html(found, aligned.alignment, aligned.registry.entries, edits)
        case _:
            look = terminal.choose_look(sys.stdout, show_all=options.show_all)
            return terminal.render_text(found, terminal.Look(limit=look.limit) if options.output else look)


def append_step_summary(text: str) -> None:
    """Show ``text`` on the page of the GitHub run, where there is one: it names the file in this variable."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
