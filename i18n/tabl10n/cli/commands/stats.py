"""``tabl10n stats``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.options import format_option


@click.command(short_help="Say how far the catalogs are.")
@click.argument("arguments", nargs=-1, metavar="[LOCALE|PATH]...")
@format_option(("text", "json", "markdown"), "For people, for programs, or for a page.")
@click.option("-o", "--output", type=click.Path(), help="Write it there instead of printing it.")
@click.option("--badge", type=click.Path(), help="Write the file that a shields.io endpoint badge reads.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit 1 where a locale is below N percent."
)
def command(
    arguments: tuple[str, ...], output_format: str, output: str | None, badge: str | None, fail_under: float | None
) -> int:
    """Say how far the catalogs of each LOCALE (default: all) are, or those that a PATH belongs to, counted against the
    source table as it is now.

    The percentage is of messages, as Weblate and msgfmt count them. A name that stays as it is counts as done; it is
    kept.

    Example: tabl10n stats --fail-under 90
    """
    from tabl10n.cli.stats import StatsOptions, print_stats
    from tabl10n.project.settings import find_project

    return print_stats(find_project(), arguments, StatsOptions(output_format, output, badge, fail_under))
