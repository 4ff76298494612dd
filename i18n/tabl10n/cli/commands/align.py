"""``tabl10n align``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.options import format_option, locale_option, role_option, source_option

FORMATS = ("text", "json", "csv")


@click.command(short_help="Say which key each row of a copy is.")
@click.argument("file", type=click.Path())
@source_option
@locale_option
@role_option
@format_option(FORMATS, "For people, for programs, or for a spreadsheet.")
@click.option("-o", "--output", type=click.Path(), help="Write there instead of printing.")
def command(
    file: str,
    source: tuple[str, ...],
    locale: str | None,
    roles: tuple[str, ...],
    output_format: str,
    output: str | None,
) -> int:
    """Say for each row of FILE, a translated copy, which key of the source table it is, how sure that is, and why.

    A row that is no known key gets none; its candidates are listed in the JSON.

    Example: tabl10n align copy.md --source table.md --locale zh-Hans --format json
    """
    from tabl10n.cli.align import align
    from tabl10n.cli.roles import parse_roles
    from tabl10n.copies import open_copy
    from tabl10n.project.settings import find_project

    project = find_project()
    return align(project, open_copy(project, file, source, locale, parse_roles(roles)), output_format, output)
