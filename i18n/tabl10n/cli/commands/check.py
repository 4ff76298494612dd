"""``tabl10n check``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.reporting import REPORT_FORMATS, Reporting, report_options, with_settings


@click.command(short_help="Say what the catalogs have wrong.")
@click.argument("arguments", nargs=-1, metavar="[LOCALE|PATH]...")
@report_options(REPORT_FORMATS, "html-live, link-*")
def command(arguments: tuple[str, ...], **options: object) -> int:
    """Say what the catalogs of each LOCALE (default: all) have wrong, or those that a PATH belongs to.

    That is what would break the table, lead elsewhere, run in a browser or name another country. Only translations
    that readers get to see are looked at. `tabl10n rule` explains the rules. Exit status 1 when something was found.

    A PATH is a catalog, a template, a source page, or a folder of such; files of others are left out.

    \b
    Examples: tabl10n check
              tabl10n check de --ignore source-repeated --format github
    """  # noqa: D301
    from tabl10n.cli.check import check
    from tabl10n.project.settings import find_project

    project = find_project()
    return check(project, arguments, Reporting(**with_settings(options, project.check)))
