"""``tabl10n audit`` of many translated copies: in several processes, with one report of all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click

from tabl10n import processes
from tabl10n.api import AuditReport
from tabl10n.api import audit as audit_page
from tabl10n.audit import RULES, fix, report_unreadable
from tabl10n.cli.accepted import apply_baseline, read_accepted
from tabl10n.cli.audit import (
    AuditOptions,
    append_step_summary,
    fix_file,
    read_catalog,
    show_diff,
    warn_of_uncommitted,
)
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import print_or_write, refuse_overwriting, tell
from tabl10n.copies import read_copy
from tabl10n.document import Role
from tabl10n.errors import InputError
from tabl10n.findings import Report, baseline
from tabl10n.findings.selection import select
from tabl10n.project import Project
from tabl10n.project.discovery import CopyFile, FoundCopies, SkippedFile
from tabl10n.text.counting import format_count

# Bytes of copies that one process audits in about a second: less is not worth the start of others.
_MIN_BYTES_PER_PROCESS = 100_000
_ROUNDS_PER_PROCESS = 25  # times that a process gets new pages: a page takes long enough, and results shall come soon


class PageResult(NamedTuple):
    """What became of one page, without the page: of thousands, memory must not hold more.

    ``report`` has what was asked for, ``whole`` all findings where a baseline is compared with them; ``described`` is
    the report in the format that is printed, where that needs the page's text. ``error`` is why its fixes could not
    be written.
    """

    report: Report
    whole: Report | None = None
    described: Any = None
    diff: str = ""
    fixes: int = 0
    notes: tuple[str, ...] = ()
    is_keyless: bool = False
    is_read: bool = True
    error: InputError | None = None


def audit_pages(
    project: Project,
    found: FoundCopies,
    roles: Mapping[str, Role],
    options: AuditOptions,
    jobs: int | None = None,
) -> int:
    """Audit the copies, and print, write or fix as the options say; 0, or 1 where a finding is as bad as ``fail_on``.

    A page that cannot be read is a finding and stops no other. Raises InputError where there is no copy, none can be
    read, or an option cannot be meant.
    """
    copies = [copy for copy in found.copies if copy.locale is not None]
    nameless = (SkippedFile(copy.path, _NAMELESS) for copy in found.copies if copy.locale is None)
    found = found._replace(copies=tuple(copies), skipped=(*found.skipped, *nameless))
    _require_meant(project, found, options)
    if options.fix and not options.diff:
        warn_of_uncommitted([copy.path for copy in copies])
    auditor = PageAuditor(project, roles, options, read_accepted(options))
    results = list(_print_concise(_run(auditor, copies, jobs), options))
    _require_one_read(copies, results)
    failures = Failures()
    for result in results:
        if result.error is not None:
            failures.add(result.error)
    whole = [result.whole for result in results if result.whole is not None]
    apply_baseline(options, whole, complete=all(result.is_read for result in results))
    reports = [result.report for result in results]
    _print(results, found, options)
    return failures.conclude(options.choose_status(reports))


_NAMELESS = "its language is not known: name it with --locale"


def _require_meant(project: Project, found: FoundCopies, options: AuditOptions) -> None:
    """Raise InputError for options that cannot be meant, and where there is no copy, before any page is read."""
    if not found.copies:
        first = found.skipped[0] if found.skipped else None
        fact = "no translated copy found" + (f": {first.path}: {first.reason}" if first else "")
        raise InputError(fact, next_step="name copies, or the folder of their sources with --source")
    if options.output_format == "html":
        raise InputError("the HTML report is of one copy", next_step="name one file, or choose another format")
    refuse_overwriting(options.output, [path for copy in found.copies for path in (copy.path, copy.domain.source)])
    for ignored in (options.ignored, *options.ignored_in_files.values()):
        select(Report("", "", (), 0, 0, rules=RULES.names), options.selected, ignored)
    project.naming()


@dataclass(frozen=True, slots=True)
class PageAuditor:
    """Audits one page after the other, in whatever process."""

    project: Project
    roles: Mapping[str, Role]
    options: AuditOptions
    accepted: tuple[baseline.Accepted, ...]

    def __call__(self, found: CopyFile) -> PageResult:
        """Read, align and audit the page; a page that cannot be read is the finding that says so."""
        try:
            whole, is_keyless = self._audit(found)
        except InputError as error:
            return self._report_unreadable(error, found)
        ignored = self.options.list_ignored(self.project.relative(Path(found.path)))
        report = whole.choose(self.options.selected, ignored, self._find_accepted(whole.report))
        result = PageResult(report.report, whole.report if self.options.baseline else None, is_keyless=is_keyless)
        if self.options.diff:
            return result._replace(diff=report.diff())
        if self.options.fix:
            report, result = self._fix(report, result)
        return result._replace(described=self._describe(report))

    def _audit(self, found: CopyFile) -> tuple[AuditReport, bool]:
        """The whole report, and whether a table of the source has no key column."""
        copy = read_copy(self.project, found, self.roles)
        assert copy.page.locale is not None
        aligned = copy.align(self.project)
        is_keyless = bool(copy.page.tables) and not all(aligned.registry.keyed)
        return audit_page(aligned, catalog=read_catalog(self.project, copy, copy.page.locale)), is_keyless

    def _find_accepted(self, report: Report) -> tuple[baseline.Accepted, ...]:
        """What is accepted in it: all, where the baseline is about to accept all."""
        return baseline.update([report], ()) if self.options.update_baseline else self.accepted

    def _fix(self, report: AuditReport, result: PageResult) -> tuple[AuditReport, PageResult]:
        """Fix the page in its file; what is left, and how many fixes that were."""
        notes: list[str] = []
        try:
            fixed = fix_file(report, notes.append)
        except InputError as error:
            return report, result._replace(error=error, notes=tuple(notes))
        return fixed.left, result._replace(report=fixed.left.report, fixes=fixed.fixes, notes=tuple(notes))

    def _describe(self, report: AuditReport) -> Any:
        """The report in the format that is printed, where that needs the page's text."""
        found, copy = report.report, report.aligned.copy
        match self.options.output_format:
            case "json":
                from tabl10n.report import jsonreport

                return jsonreport.describe_report(found, copy)
            case "sarif":
                from tabl10n.report import sarif

                return sarif.describe_results(found, copy, RULES, fix.find_text_edits(copy, found))
        return None

    def _report_unreadable(self, error: InputError, found: CopyFile) -> PageResult:
        """The result of a page that cannot be read: no choice of rules hides it, but one that ignores it."""
        from tabl10n.document import Document
        from tabl10n.report import jsonreport, sarif
        from tabl10n.territories import known_locale

        name = self.project.relative(found.domain.source)
        whole = report_unreadable(error, found.path, known_locale(found.locale or ""), name)
        report = select(whole, (), self.options.list_ignored(self.project.relative(Path(found.path))))
        nothing = Document(found.path, "", "")
        described: Any = None
        if self.options.output_format == "json":
            described = jsonreport.describe_report(report, nothing)
        elif self.options.output_format == "sarif":
            described = sarif.describe_results(report, nothing, RULES)
        return PageResult(report, described=described, is_read=False)


def _run(auditor: PageAuditor, copies: Sequence[CopyFile], jobs: int | None) -> Iterator[PageResult]:
    """The results in the order of the copies, as they come; a bar on stderr shows how far that is."""
    workers = min(jobs or processes.count_free_processors(), len(copies))
    if workers < 2 or (jobs is None and sum(map(_measure, copies)) < _MIN_BYTES_PER_PROCESS):
        results: Iterator[PageResult] = map(auditor, copies)
        yield from with_progress(results, len(copies), "auditing")
        return
    with closing(processes.spread(auditor, copies, workers, rounds=_ROUNDS_PER_PROCESS)) as spread:
        yield from with_progress(spread, len(copies), "auditing")


def _measure(copy: CopyFile) -> int:
    """The bytes of the copy; none where it cannot be read: whoever reads it says why."""
    try:
        return Path(copy.path).stat().st_size
    except OSError:
        return 0


def _print_concise(results: Iterator[PageResult], options: AuditOptions) -> Iterator[PageResult]:
    """Print each page's findings in the format ``concise`` when they come, where nothing is in the way of that."""
    from tabl10n.report import concise

    streams = _is_printed_at_once(options)
    for result in results:
        if streams and result.report.findings:
            click.echo(concise.render_concise([result.report]))
        yield result


def _is_printed_at_once(options: AuditOptions) -> bool:
    is_concise = options.output_format == "concise" and not (options.diff or options.statistics)
    return is_concise and options.output is None and not sys.stdout.isatty()


def _require_one_read(copies: Sequence[CopyFile], results: Sequence[PageResult]) -> None:
    """Raise InputError where not one page could be read: then it is no finding, but wrong usage."""
    if not any(result.is_read for result in results) and results[0].report.findings:
        [finding] = results[0].report.findings
        fact = f"none of {format_count(len(copies), 'page')} can be read: {copies[0].path}: {finding.message}"
        raise InputError(fact, next_step="check the paths")


def _print(results: Sequence[PageResult], found: FoundCopies, options: AuditOptions) -> None:
    """Print the report of all pages, or what fixing them would change."""
    for note in (note for result in results for note in result.notes):
        tell(note)
    if options.diff:
        show_diff("".join(result.diff for result in results), format_count(len(results), "page"), options.output)
        return
    if options.fix:
        fixed = sum(result.fixes > 0 for result in results)
        tell(f"{format_count(fixed, 'page')}: {sum(result.fixes for result in results)} fixed")
    if not _is_printed_at_once(options):
        print_or_write(_format(results, found, options), options.output)
    if options.output_format == "concise" or options.statistics:
        from tabl10n.report.trees import render_tree_summary

        click.echo(render_tree_summary(_make_tree(results, found)), err=True)


def _format(results: Sequence[PageResult], found: FoundCopies, options: AuditOptions) -> str:
    from tabl10n.report import github, jsonreport, sarif, terminal, trees
    from tabl10n.report.formats import RENDERERS

    reports = [result.report for result in results]
    if options.statistics and options.output_format in ("text", "concise"):
        return trees.render_statistics(reports)
    match options.output_format:
        case name if name in RENDERERS:
            return RENDERERS[name](reports)
        case "json":
            skipped = [jsonreport.Skipped(path, reason) for path, reason in found.skipped]
            return jsonreport.join_reports(reports, [result.described for result in results], skipped, found.missing)
        case "sarif":
            locales = {report.locale for report in reports}
            described = [one for result in results for one in result.described]
            return sarif.join_results(described, RULES, locales.pop() if len(locales) == 1 else "")
        case "github":
            append_step_summary(github.render_step_summary_of_pages(reports))
            return github.render_annotations_of_pages(reports)
        case _:
            look = terminal.choose_look(sys.stdout, show_all=options.show_all)
            look = terminal.Look(limit=look.limit) if options.output else look
            return trees.render_tree(_make_tree(results, found), look)


def _make_tree(results: Sequence[PageResult], found: FoundCopies) -> Any:
    from tabl10n.report.trees import Tree, group_missing

    keyless = sum(result.is_keyless for result in results)
    note = f"{format_count(keyless, 'page')} with a table without a key column: its rows are not aligned"
    reports = [result.report for result in results]
    return Tree(reports, found.skipped, group_missing(found.missing), [note] if keyless else [])
