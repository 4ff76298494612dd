"""``tabl10n check``: what a catalog has wrong, before it does harm."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from tabl10n import formats
from tabl10n.catalog import pofile
from tabl10n.catalog.ownership import require_own
from tabl10n.checks import RULES
from tabl10n.checks import check as check_catalog
from tabl10n.cli.accepted import apply_baseline
from tabl10n.cli.catalogs import CatalogFile, find_catalogs
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.reporting import Reporting
from tabl10n.cli.writing import print_or_write, refuse_overwriting
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.findings import Report, baseline
from tabl10n.findings.selection import select
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.project import Domain, Project
from tabl10n.project.sources import load_page
from tabl10n.territories import Naming
from tabl10n.text.counting import format_count


def check(project: Project, arguments: tuple[str, ...] = (), options: Reporting | None = None) -> int:
    """Check the catalogs and print what is wrong; 0, 1 where a finding is at or above ``options.fail_on``, or 2 when a
    catalog cannot be read: all others are checked, and no baseline is updated.

    Raises InputError when a rule does not exist.
    """
    options = options or Reporting()
    catalog_files = find_catalogs(project, arguments)
    refuse_overwriting(options.output, [file.path for file in catalog_files])
    naming = project.naming()
    failures = Failures()
    made = failures.make_each(partial(_check_catalog, project, naming, _Pages(project)), catalog_files)
    pairs = [pair for pair in with_progress(made, len(catalog_files), "checking") if pair is not None]
    if not pairs or (failures and options.update_baseline):
        return failures.conclude()
    found, documents = zip(*pairs, strict=True)
    accepted = apply_baseline(options, found, complete=not failures)
    left = [baseline.apply(report, accepted) for report in found]
    reports = [select(report, options.selected, options.list_ignored(report.document)) for report in left]
    print_or_write(_render(list(zip(reports, documents, strict=True)), failures, options), options.output)
    return failures.conclude(options.choose_status(reports))


class _Pages:
    """The source pages, each read once for all locales."""

    def __init__(self, project: Project) -> None:
        self.source_locale = project.source_locale
        self.read: dict[str, Document | None] = {}

    def get(self, domain: Domain) -> Document | None:
        """The source page; None where it cannot be used, as `build` and `extract` say: its catalogs can be checked."""
        if domain.name not in self.read:
            try:
                self.read[domain.name] = load_page(domain, self.source_locale)
            except InputError:
                self.read[domain.name] = None
        return self.read[domain.name]


def _check_catalog(
    project: Project, naming: Naming, pages: _Pages, catalog_file: CatalogFile
) -> tuple[Report, Document]:
    """All that the catalog has wrong, and its text for those who print from it."""
    name, text = project.relative(catalog_file.path), read_text(catalog_file.path)
    source_format = formats.find_by_suffix(catalog_file.domain.source.suffix) or MARKDOWN
    catalog = require_own(pofile.parse(text, name), name)
    source = project.relative(catalog_file.domain.source)
    page = pages.get(catalog_file.domain)
    report = check_catalog(
        catalog, name, catalog_file.locale, project.source_locale, naming, source_format, source, page
    )
    return report, Document(name, "po", text)


def _render(pairs: Sequence[tuple[Report, Document]], failures: Failures, options: Reporting) -> str:
    from tabl10n.report import github, jsonreport, sarif
    from tabl10n.report.formats import RENDERERS
    from tabl10n.text.jsontext import format_json

    reports = [report for report, _ in pairs]
    match options.output_format:
        case name if name in RENDERERS:
            return RENDERERS[name](reports)
        case "json":
            skipped = [jsonreport.Skipped(error.path or "", error.fact) for error in failures.errors]
            return jsonreport.render_json(pairs, skipped)
        case "github":
            return "\n".join(map(github.render_annotations, reports))
        case "sarif":
            logs = [json.loads(sarif.render_sarif(report, document, RULES)) for report, document in pairs]
            return format_json(logs[0] | {"runs": [run for log in logs for run in log["runs"]]})
        case _:
            return "\n\n".join(_render_text(reports, options))


def _render_text(reports: Sequence[Report], options: Reporting) -> Iterator[str]:
    """Each catalog in which something was found, and a line on all of them."""
    from tabl10n.report import terminal

    look = terminal.choose_look(sys.stdout, show_all=options.show_all)
    look = terminal.Look(limit=look.limit) if options.output else look
    found = [report for report in reports if report.findings]
    yield from (terminal.render_text(report, look) for report in found)
    if len(reports) > 1 or not found:
        messages = format_count(sum(report.rows for report in reports), "message")
        summary = f"something found in {len(found)} of them" if found else "nothing found"
        yield f"{format_count(len(reports), 'catalog')}, {messages}: {summary}"
