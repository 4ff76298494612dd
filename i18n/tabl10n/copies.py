"""Translated copies: which pages a copy is compared with, as a project or a command line says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tabl10n.api import AlignedPage, Page, align, parse, wrap_inferred
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.project import Domain, Project
from tabl10n.project.discovery import CopyFile, find_copy
from tabl10n.project.sources import load_editions, load_page
from tabl10n.territories import known_locale


class Copy(NamedTuple):
    """A translated copy with its source and the editions of that."""

    page: Page
    source: Page
    editions: tuple[Page, ...]
    domain: Domain

    @property
    def files(self) -> tuple[str | Path, ...]:
        """The files that it was read from, its source's and the editions' among them."""
        return (self.page.name, self.domain.source, *self.domain.editions)

    def align(self, project: Project) -> AlignedPage:
        """Align it, with the project's names of territories."""
        return align(self.page, self.source, editions=self.editions, naming=project.naming())


def open_copy(
    project: Project,
    file: str,
    sources: Sequence[str] = (),
    locale: str | None = None,
    roles: Mapping[str, Role] | None = None,
    text: str | None = None,
) -> Copy:
    """Read the copy and what it is compared with.

    Args:
        project: The project whose sources may be its source.
        file: The copy's path.
        sources: Paths of the source and of editions of it; none: the page that the copy's path tells, or the project's
            domain that the file is of.
        locale: The copy's language; None: as its path tells.
        roles: Roles of columns of the source, by header.
        text: What the copy holds; None: it is read from its file.

    Raises:
        InputError: One of the files cannot be read, an edition holds no table, there is no such locale, or no column
            has a header that is given a role.

    """
    return read_copy(project, find_copy(project, file, sources, locale), roles, text)


def read_copy(
    project: Project, found: CopyFile, roles: Mapping[str, Role] | None = None, text: str | None = None
) -> Copy:
    """Read a copy that was found, and what it is compared with; arguments and errors are those of `open_copy`."""
    domain = found.domain
    source: Document = load_page(domain, project.source_locale)
    editions: Sequence[Document] = load_editions(domain, project.source_locale)
    if roles:
        _require_headers(roles, [source, *editions])
        domain = replace(domain, roles={**domain.roles, **roles})
        source, *editions = (infer_document(page, domain.roles, project.source_locale) for page in (source, *editions))
    locale = known_locale(project.source_locale)
    pages = [wrap_inferred(document, locale, domain.roles) for document in (source, *editions)]
    if text is None:
        text = read_text(found.path)
    page = replace(parse(text, found.path, locale=found.locale, roles=domain.roles), region=domain.region)
    return Copy(page, pages[0], tuple(pages[1:]), domain)


def _require_headers(roles: Iterable[str], documents: Sequence[Document]) -> None:
    """Raise InputError for a header that no table of ``documents``, a source and its editions, has."""
    tables = [table for document in documents for table in document.tables]
    headers = dict.fromkeys(column.header.text for table in tables for column in table.columns)
    for header in roles:
        if header not in headers:
            fact = f"no column is called {header!r}, but --role gives it a role"
            known = ", ".join(filter(None, headers)) or "no headers"
            raise InputError(fact, path=documents[0].name, next_step=f"there are {known}")
