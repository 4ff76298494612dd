"""``tabl10n stats``: how far each catalog is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from tabl10n import formats
from tabl10n.catalog import pofile
from tabl10n.catalog.model import Catalog
from tabl10n.catalog.ownership import require_own
from tabl10n.catalog.stats import count_stats
from tabl10n.cli.catalogs import CatalogFile, find_catalogs, make_current_template
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import print_or_write, refuse_overwriting, tell
from tabl10n.project import Domain, Project
from tabl10n.project.sources import load_source
from tabl10n.report.stats import StatsLine, describe_left_out, render_badge, render_json, render_markdown, render_text
from tabl10n.report.terminal import choose_look

_FULL_PERCENT = 100  # percent; less is reached although parts of a page have no message


class StatsOptions(NamedTuple):
    """How the figures are shown; the names are those of the command line."""

    output_format: str = "text"
    output: str | None = None
    badge: str | None = None
    fail_under: float | None = None


def print_stats(project: Project, arguments: tuple[str, ...], options: StatsOptions) -> int:
    """Print or write how far each catalog is; 0, 1 where one is below ``options.fail_under``, or 2 when a catalog or a
    source cannot be read: all others are counted, and no badge is written.
    """
    failures = Failures()
    lines = collect_stats(project, arguments, failures)
    if not lines:
        return failures.conclude()
    for path in (options.output, options.badge):
        refuse_overwriting(path, [project.root / line.path for line in lines])
    if options.badge and not failures:
        print_or_write(render_badge(lines), options.badge)
    print_or_write(_render(lines, options.output_format, plain=options.output is not None), options.output)
    return failures.conclude(_report_below(lines, options.fail_under))


def collect_stats(project: Project, arguments: tuple[str, ...], failures: Failures) -> list[StatsLine]:
    """How far each catalog is, but for those that cannot be read or whose table cannot: these are ``failures``."""
    catalog_files = find_catalogs(project, arguments)
    domains = {file.domain.name: file.domain for file in catalog_files}
    made = failures.make_each(partial(_read_wanted, project), domains.values())
    wanted = {name: found for name, found in zip(domains, made, strict=True) if found is not None}
    catalog_files = [file for file in catalog_files if file.domain.name in wanted]

    def line(catalog_file: CatalogFile) -> StatsLine:
        path, (template, left_out) = project.relative(catalog_file.path), wanted[catalog_file.domain.name]
        counted = count_stats(require_own(pofile.read(catalog_file.path), path), template, left_out)
        return StatsLine(catalog_file.locale, catalog_file.domain.name, path, counted)

    lines = with_progress(failures.make_each(line, catalog_files), len(catalog_files), "counting")
    return [line for line in lines if line is not None]


class _Wanted(NamedTuple):
    """The messages that a catalog is to have, and how many parts of the page have words that are none of these."""

    template: Catalog
    left_out: int


def _read_wanted(project: Project, domain: Domain) -> _Wanted:
    document = load_source(domain, project.source_locale)
    template = make_current_template(project, domain, document)
    return _Wanted(template, len(formats.find_untranslatable(document)))


def _render(lines: Sequence[StatsLine], output_format: str, *, plain: bool) -> str:
    if output_format == "json":
        return render_json(lines)
    if output_format == "markdown":
        return render_markdown(lines)
    return render_text(lines, None if plain else choose_look(sys.stdout))


def _report_below(lines: Sequence[StatsLine], least: float | None) -> int:
    """1 where a catalog is below ``least`` percent, each of which is told."""
    if least is None:
        return 0
    below = [line for line in lines if line.stats.percent < least or (line.stats.left_out and least >= _FULL_PERCENT)]
    for line in below:
        has_others = least >= _FULL_PERCENT and line.stats.left_out
        others = f", and {describe_left_out(line.stats)}; tabl10n inspect shows where" if has_others else ""
        tell(f"{line.path}: {line.stats.percent} percent translated, {least:g} wanted{others}")
    return 1 if below else 0
