"""What the commands on a translated copy share: the copy, the keys it is laid onto, and its locale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from tabl10n import formats
from tabl10n.align import Registry
from tabl10n.cli.roles import parse_roles, require_headers
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.project import Domain, Project
from tabl10n.project.sources import domain_of, load_editions, load_page
from tabl10n.territories import known_locale


class Copy(NamedTuple):
    """A translated copy, read, with all that it is judged by. ``locale`` is None where it is not known."""

    document: Document
    source: Document
    registry: Registry
    locale: str | None
    domain: Domain

    @property
    def files(self) -> tuple[str | Path, ...]:
        """The files that it was read from, its source's and the editions' among them."""
        return (self.document.name, self.domain.source, *self.domain.editions)


def open_copy(
    project: Project, file: str, sources: tuple[str, ...], locale: str | None, roles: Sequence[str] = ()
) -> Copy:
    """Read the copy and what it is compared with: the tables named as ``sources`` (the first one is the source, the
    others its editions), else those of the project's domain that the file belongs to.

    ``roles`` are those of the source's columns as the command line gives them. Neither the copy nor the source needs to
    hold a table. Raises InputError when one of them cannot be read, an edition holds no table, the locale does not
    exist, or a role or its header does not.
    """
    given = parse_roles(roles)
    tag = known_locale(locale) if locale else project.locale_of(Path(file))
    document = formats.load(file)
    domain = _domain(project, file, sources)
    source = load_page(domain, project.source_locale)
    editions: Sequence[Document] = load_editions(domain, project.source_locale)
    if given:
        require_headers(given, [source, *editions])
        domain = replace(domain, roles={**domain.roles, **given})
        source, *editions = (infer_document(one, domain.roles, project.source_locale) for one in (source, *editions))
    registry = Registry.from_documents(source, editions, project.source_locale)
    return Copy(infer_document(document, domain.roles, tag), source, registry, tag, domain)


def reread(copy: Copy) -> Copy:
    """The copy as its file is now. Raises InputError when it cannot be read any more."""
    return with_document(copy, formats.load(copy.document.name))


def with_document(copy: Copy, document: Document) -> Copy:
    """``copy`` with another text of its file."""
    return copy._replace(document=infer_document(document, copy.domain.roles, copy.locale))


def print_keyless(copy: Copy) -> None:
    """Print on stderr which tables of the source have no key column, where any has none."""
    keyed = copy.registry.keyed
    numbers = [str(number) for number, has_key in enumerate(keyed, 1) if not has_key]
    if not numbers or not copy.document.tables:
        return
    *first, last = numbers
    if not first:
        fact = f"table {last} has no key column: its rows are not aligned"
    elif any(keyed):
        fact = f"tables {', '.join(first)} and {last} have no key column: their rows are not aligned"
    else:
        fact = "no table has a key column: the rows are not aligned"
    click.echo(f"{copy.source.name}: {fact}", err=True)


def _domain(project: Project, file: str, sources: tuple[str, ...]) -> Domain:
    if sources:
        first, *others = (Path(source) for source in sources)
        known = domain_of(project, first)
        return replace(known, editions=tuple(others)) if others else known
    if not project.domains:
        raise InputError("no source table is known", path=file, next_step="name the source table with --source")
    named = [domain for domain in project.domains if domain.source.name == Path(file).name]
    if len(project.domains) > 1 and len(named) != 1:
        names = ", ".join(project.relative(domain.source) for domain in project.domains)
        raise InputError(
            "the project has several source tables", path=file, next_step=f"name this copy's with --source: {names}"
        )
    return (named or list(project.domains))[0]
