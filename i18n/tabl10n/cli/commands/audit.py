"""``tabl10n audit``: its arguments, options and help."""

from __future__ import annotations

from pathlib import Path

import click

from tabl10n.cli.options import locale_option, role_option, source_option
from tabl10n.cli.reporting import REPORT_FORMATS, report_options, with_settings


@click.command(short_help="Say what a copy has wrong, and fix it.")
@click.argument("files", nargs=-1, type=click.Path())
@click.option(
    "--files-from", type=click.Path(), metavar="FILE", help="Also the files that FILE lists, a line each; - for stdin."
)
@click.option("--ignore-others", is_flag=True, help="No error where none of FILES is a copy: for hooks.")
@click.option("--stdin-filename", type=click.Path(), help="The path that the page on stdin has, where FILES is -.")
@locale_option
@source_option
@role_option
@report_options((*REPORT_FORMATS, "html"), "key-recased, key, link-*")
@click.option("--statistics", is_flag=True, help="Text: how many findings each rule has, not the findings.")
@click.option("--fix", is_flag=True, help="Fix in FILES what is certain, and nothing else.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, not the report; write nothing.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Audit so many pages at once; default: the free processors."
)
def command(
    files: tuple[str, ...],
    locale: str | None,
    source: tuple[str, ...],
    roles: tuple[str, ...],
    jobs: int | None,
    files_from: str | None,
    stdin_filename: str | None,
    ignore_others: bool,
    **options: object,
) -> int:
    """Say what FILES, pages that someone else translated, have wrong.

    Their rows are aligned with those of the source page and its editions: those named with --source, else the page
    that a copy's path tells, else the project's. A folder stands for all copies in it; the source is then a folder
    too, or told by each path. Patterns are written as for a shell, and - is standard input. Without FILES, those are
    the copies that the settings name. Exit status 1 when something was found.

    \b
    Examples: tabl10n audit copy.md --locale zh-Hans
              tabl10n audit copy.md -l de --format html -o report.html
              tabl10n audit copy.md -l de --diff
              tabl10n audit README.de.md docs/options.de.md
              tabl10n audit docs/tr --source docs/en
              tabl10n audit docs --format concise --jobs 4
              tabl10n audit docs/tr --statistics
              tabl10n audit docs/tr --fix
              git diff --name-only main | tabl10n audit --files-from -
              tabl10n audit - --stdin-filename docs/tr/options.md < new.md
              tabl10n audit
    """  # noqa: D301
    from tabl10n.cli.audit import AuditOptions, audit
    from tabl10n.cli.inputs import STANDARD_INPUT, list_inputs, read_standard_input
    from tabl10n.cli.roles import parse_roles
    from tabl10n.copies import open_copy
    from tabl10n.project.settings import find_project

    project = find_project()
    asked = AuditOptions(**with_settings(options, project.audit))
    if STANDARD_INPUT in files:
        text = read_standard_input(files, stdin_filename, is_fix=asked.fix and not asked.diff)
        return audit(project, open_copy(project, stdin_filename or "", source, locale, parse_roles(roles), text), asked)
    if files or files_from is not None:
        files = list_inputs(files, files_from)
    is_listed = files_from is not None or ignore_others
    if len(files) == 1 and not is_listed and not Path(files[0]).is_dir():
        return audit(project, open_copy(project, files[0], source, locale, parse_roles(roles)), asked)
    from tabl10n.cli.audit_pages import audit_pages
    from tabl10n.project.discovery import find_copies, find_project_copies

    found = find_copies(project, files, source, locale) if files or is_listed else find_project_copies(project, locale)
    if is_listed and all(copy.locale is None for copy in found.copies):
        return 0  # of the files that a commit changes, for one, none may be a copy
    return audit_pages(project, found, parse_roles(roles), asked, jobs)
