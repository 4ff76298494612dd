"""What the commands on catalogs share: which catalogs are meant, and the template that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tabl10n.catalog import pofile
from tabl10n.catalog.model import Catalog
from tabl10n.catalog.template import make_template
from tabl10n.cli.failures import Failures
from tabl10n.files import read_text
from tabl10n.project import Domain, Project
from tabl10n.project.sources import load_source, no_catalog, require_domains


class CatalogFile(NamedTuple):
    """A catalog of the project. ``locale`` is the name of its directory."""

    domain: Domain
    locale: str
    path: Path


def find_catalogs(project: Project, tags: Iterable[str], domains: Iterable[Domain] = ()) -> list[CatalogFile]:
    """The catalogs of the locales that ``tags`` mean, all where none is named, by domain (all unless named).

    Raises InputError for a tag that is no locale, has no catalog, or may mean two, and where there is no catalog.
    """
    found = [
        CatalogFile(domain, locale, project.catalog(domain, locale))
        for domain in domains or require_domains(project)
        for locale in _find_locales(project, domain, tuple(tags))
    ]
    if not found:
        raise no_catalog(project)
    return found


def _find_locales(project: Project, domain: Domain, tags: tuple[str, ...]) -> Iterator[str]:
    named = dict.fromkeys(project.catalog_locale(domain, tag) for tag in tags)
    yield from named if tags else project.every_locale(domain)


def make_current_templates(project: Project, domains: Iterable[Domain], failures: Failures) -> dict[str, Catalog]:
    """By its domain's name, the template of each of ``domains`` (some more than once) whose source can be used."""
    named = {domain.name: domain for domain in domains}
    made = failures.make_each(partial(make_current_template, project), named.values())
    return {name: found for name, found in zip(named, made, strict=True) if found is not None}


def make_current_template(project: Project, domain: Domain) -> Catalog:
    """The template as `extract` would write it now: from the source table, with the header of the file that is there.

    Raises InputError when the source table or that file cannot be read.
    """
    place, source = project.template(domain), project.source_locale
    old = pofile.parse(read_text(place), project.relative(place)) if place.exists() else None
    path = project.relative(domain.source)
    return make_template(load_source(domain, source), path, domain.name, old=old, source_locale=source)
