"""``tabl10n stats``: how far each catalog is."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from tabl10n.catalog import pofile
from tabl10n.catalog.stats import stats as stats_of
from tabl10n.cli.catalogs import CatalogFile, catalogs, current_templates
from tabl10n.cli.failures import Failures
from tabl10n.cli.options import format_option
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import show, spare
from tabl10n.project import Project
from tabl10n.project.settings import find_project
from tabl10n.report.stats import Line, as_badge, as_json, as_markdown, as_text
from tabl10n.report.terminal import look_for


@click.command(short_help="Say how far the catalogs are.")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@format_option(("text", "json", "markdown"), "For people, for programs, or for a page.")
@click.option("-o", "--output", type=click.Path(), help="Write it there instead of printing it.")
@click.option("--badge", type=click.Path(), help="Write the file that a shields.io endpoint badge reads.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit 1 where a locale is below N percent."
)
def command(
    locales: tuple[str, ...], output_format: str, output: str | None, badge: str | None, fail_under: float | None
) -> int:
    """Say how far the catalogs of each LOCALE (default: all) are, counted against the source table as it is now.

    The percentage is of what needs a translation: names may stay as they are, so they are counted apart, as optional.

    Example: tabl10n stats --fail-under 90
    """
    project = find_project()
    failures = Failures()
    lines = stats(project, locales, failures)
    if not lines:
        return failures.conclude()
    for place in (output, badge):
        spare(place, [project.root / line.path for line in lines])
    if badge and not failures:
        show(as_badge(lines), badge)
    show(_printed(lines, output_format, plain=output is not None), output)
    return failures.conclude(_below(lines, fail_under))


def stats(project: Project, locales: tuple[str, ...], failures: Failures) -> list[Line]:
    """How far each catalog is, but for those that cannot be read or whose table cannot: these are ``failures``."""
    places = catalogs(project, locales)
    wanted = current_templates(project, [place.domain for place in places], failures)
    places = [place for place in places if place.domain.name in wanted]

    def line(place: CatalogFile) -> Line:
        counted = stats_of(pofile.read(place.path), wanted[place.domain.name])
        return Line(place.locale, place.domain.name, project.relative(place.path), counted)

    lines = with_progress(failures.made(line, places), len(places), "counting")
    return [line for line in lines if line is not None]


def _printed(lines: Sequence[Line], output_format: str, *, plain: bool) -> str:
    if output_format == "json":
        return as_json(lines)
    if output_format == "markdown":
        return as_markdown(lines)
    return as_text(lines, None if plain else look_for(sys.stdout))


def _below(lines: Sequence[Line], least: float | None) -> int:
    """1 where a catalog is below ``least`` percent, each of which is told."""
    below = [line for line in lines if least is not None and line.stats.percent < least]
    for line in below:
        click.echo(f"{line.path}: {line.stats.percent} percent translated, {least:g} wanted", err=True)
    return 1 if below else 0
