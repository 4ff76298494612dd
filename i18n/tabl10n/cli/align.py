"""``tabl10n align``: which key each row of a translated copy is."""

from __future__ import annotations

import shutil
import sys

import click

from tabl10n.align import Alignment
from tabl10n.align import align as align_copy
from tabl10n.cli.copies import Copy, open_copy, print_keyless
from tabl10n.cli.options import format_option, locale_option, role_option, source_option
from tabl10n.cli.writing import show, spare
from tabl10n.project import Project
from tabl10n.project.settings import find_project

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
    project = find_project()
    return align(project, open_copy(project, file, source, locale, roles), output_format, output)


def align(project: Project, copy: Copy, output_format: str, output: str | None) -> int:
    """Align the copy and print or write it in ``output_format``; 0."""
    spare(output, copy.files)
    print_keyless(copy)
    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    alignment = align_copy(copy.document, copy.registry, copy.locale, naming=project.naming())
    show(_printed(copy, alignment, output_format, width), output)
    return 0


def _printed(copy: Copy, alignment: Alignment, output_format: str, width: int | None) -> str:
    from tabl10n.report.alignment import as_csv, as_json, as_text

    match output_format:
        case "json":
            return as_json(alignment, copy.source, copy.locale)
        case "csv":
            return as_csv(alignment)
        case _:
            return as_text(alignment, width)
