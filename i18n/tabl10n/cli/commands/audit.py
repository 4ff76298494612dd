"""``tabl10n audit``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.options import locale_option, role_option, source_option
from tabl10n.cli.reporting import report_options

FORMATS = ("text", "json", "github", "sarif", "html")


@click.command(short_help="Say what a copy has wrong, and mend it.")
@click.argument("file", type=click.Path())
@locale_option
@source_option
@role_option
@report_options(FORMATS, "key-recased, key, link-*")
@click.option("--fix", is_flag=True, help="Mend in FILE what is sure, and nothing else.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, not the report; mend nothing.")
def command(file: str, locale: str | None, source: tuple[str, ...], roles: tuple[str, ...], **options: object) -> int:
    """Say what FILE, a table that somebody else translated, has wrong.

    Its rows are laid back onto the keys of the source table and its editions: the project's, or those named with
    --source. Exit status 1 when something was found.

    \b
    Examples: tabl10n audit copy.md --locale zh-Hans
              tabl10n audit copy.md -l de --format html -o report.html
              tabl10n audit copy.md -l de --diff
    """  # noqa: D301
    from tabl10n.cli.audit import AuditOptions, audit
    from tabl10n.cli.roles import parse_roles
    from tabl10n.copies import open_copy
    from tabl10n.project.settings import find_project

    project = find_project()
    copy = open_copy(project, file, source, locale, parse_roles(roles))
    return audit(project, copy, AuditOptions(**options))  # type: ignore[arg-type]
