"""``tabl10n inspect``: what a file holds, as the tool sees it."""

from __future__ import annotations

from pathlib import Path

import click

from tabl10n import formats
from tabl10n.columns.infer import assign_roles, infer_tables
from tabl10n.project.settings import find_project
from tabl10n.project.sources import find_domain, require_table
from tabl10n.report import inspection


def inspect(file: str, output_format: str) -> int:
    """Print what ``file`` holds; 0. Raises InputError when it holds no table."""
    document = formats.load(file)
    require_table(document)
    project = find_project()
    domain = find_domain(project, file)
    locale = project.source_locale if domain in project.domains else project.find_locale(Path(file))
    each = infer_tables(document, domain.roles, locale)
    document = assign_roles(document, each)
    click.echo(
        inspection.render_json([document]) if output_format == "json" else inspection.render_text(document, each)
    )
    return 0
