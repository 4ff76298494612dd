"""What the commands on catalogs share: which catalogs are meant, and the template that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tabl10n.catalog import pofile
from tabl10n.catalog.model import Catalog
from tabl10n.catalog.template import template_text
from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.project import Domain, Project
from tabl10n.sources import load_source, require_domains
from tabl10n.territories import known_locale


class Place(NamedTuple):
    """A catalog of the project. ``locale`` is the name of its directory."""

    domain: Domain
    locale: str
    path: Path


def catalogs(project: Project, tags: Iterable[str], domains: Iterable[Domain] = ()) -> list[Place]:
    """The catalogs of the locales that ``tags`` mean, all where none is named, by domain (all unless named).

    Raises InputError for a tag that is no locale, has no catalog, or may mean two, and where there is no catalog.
    """
    found = [
        Place(domain, locale, project.catalog(domain, locale))
        for domain in domains or require_domains(project)
        for locale in _locales(project, domain, tuple(tags))
    ]
    if not found:
        raise InputError(
            "there is no catalog", path=project.relative(project.locales), next_step="run tabl10n init LOCALE"
        )
    return found


def _locales(project: Project, domain: Domain, tags: tuple[str, ...]) -> Iterator[str]:
    shipped = project.shipped_locales(domain)
    yield from dict.fromkeys(named(project, domain, tag) for tag in tags) if tags else shipped


def named(project: Project, domain: Domain, tag: str) -> str:
    """The directory of the catalog that ``tag`` means: the one of that name, else the one of that locale.

    ``zh-CN`` finds ``zh_Hans``. Raises InputError where there is none, or two that are not told apart.
    """
    shipped = project.shipped_locales(domain)
    name = tag.replace("-", "_")
    locale = known_locale(tag)
    found = [name] if name in shipped else [other for other in shipped if _is(other, locale)]
    if len(found) > 1:
        raise InputError(f"{tag} may be {' or '.join(found)}", next_step="name one of them, or merge the two by hand")
    if not found:
        raise InputError(
            f"{tag} has no catalog of {domain.name}",
            path=project.relative(project.catalog(domain, name)),
            next_step=f"run tabl10n init {tag}",
        )
    return found[0]


def _is(directory: str, locale: str) -> bool:
    try:
        return known_locale(directory) == locale
    except InputError:
        return False


def current_template(project: Project, domain: Domain) -> Catalog:
    """The template as `extract` would write it now: from the source table, with the header of the file that is there.

    Raises InputError when the source table or that file cannot be read.
    """
    place = project.template(domain)
    text = template_text(
        load_source(domain, project.source_locale),
        project.relative(domain.source),
        domain.name,
        existing=read_text(place) if place.exists() else None,
        name=project.relative(place),
        source_locale=project.source_locale,
    )
    return pofile.parse(text, project.relative(place))
