"""``tabl10n inspect``: what files hold, as the tool sees it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from tabl10n import formats
from tabl10n.cli.failures import Failures
from tabl10n.cli.writing import tell
from tabl10n.columns import InferredColumn
from tabl10n.columns.infer import assign_roles, infer_tables
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.project import Project
from tabl10n.project.discovery import walk_pages
from tabl10n.project.settings import find_project
from tabl10n.project.sources import find_domain, require_table
from tabl10n.report import inspection
from tabl10n.text.counting import format_count


class _Inspected(NamedTuple):
    """A page, and why each column of each of its tables has its role."""

    document: Document
    each: Sequence[Sequence[InferredColumn]]


def inspect(files: Sequence[str], output_format: str) -> int:
    """Print what ``files`` hold, and the pages with tables in folders among them; 0, or 2 where one cannot be read or
    a file that is named holds no table.

    Raises InputError where there is no page.
    """
    project, failures = find_project(), Failures()
    listed = _list_pages(project, files)
    if not listed:
        raise InputError("no page lies in this folder", path=files[0], next_step="name another")
    made = failures.make_each(lambda page: _inspect(project, page), listed)
    found = [page for page in made if page is not None]
    pages = [page for page in found if page.document.tables]
    if output_format == "json":
        click.echo(inspection.render_json(page.document for page in pages))
    elif pages:
        click.echo("\n\n".join(inspection.render_text(*page) for page in pages))
    if len(pages) < len(found):
        tell(f"{format_count(len(found) - len(pages), 'page')} without a table left out")
    return failures.conclude()


class _ListedPage(NamedTuple):
    """A page to be read, and whether it was named rather than found in a folder."""

    path: Path
    is_named: bool


def _list_pages(project: Project, files: Sequence[str]) -> Sequence[_ListedPage]:
    found: dict[Path, bool] = {}
    for file in files:
        if Path(file).is_dir():
            found.update((path, False) for path in walk_pages(Path(file), project) if path not in found)
        else:
            found[Path(file)] = True
    return [_ListedPage(path, is_named) for path, is_named in found.items()]


def _inspect(project: Project, page: _ListedPage) -> _Inspected:
    """Raises InputError for a page that cannot be read, and where one that was named holds no table."""
    document = formats.load(page.path)
    if page.is_named:
        require_table(document)
    domain = find_domain(project, page.path)
    locale = project.source_locale if domain in project.domains else project.find_locale(page.path)
    each = infer_tables(document, domain.roles, locale)
    return _Inspected(assign_roles(document, each), each)
