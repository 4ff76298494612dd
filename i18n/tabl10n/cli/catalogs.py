"""What the commands on catalogs share: which catalogs are meant, and the template that they follow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tabl10n.catalog import pofile
from tabl10n.catalog.model import Catalog
from tabl10n.cli.failures import Failures
from tabl10n.cli.writing import tell
from tabl10n.document import Document
from tabl10n.errors import InputError, shown
from tabl10n.files import read_text
from tabl10n.project import Domain, Project
from tabl10n.project.selection import Selection
from tabl10n.project.sources import load_source, make_missing_catalog_error, require_domains
from tabl10n.territories import ROOT, nearest_locale, parse_locale


class CatalogFile(NamedTuple):
    """A catalog of the project. ``locale`` is the name of its directory."""

    domain: Domain
    locale: str
    path: Path


def find_catalogs(project: Project, arguments: Iterable[str], domains: Iterable[Domain] = ()) -> list[CatalogFile]:
    """The catalogs of the locales and paths that ``arguments`` name, by domain (all unless named); none where only
    files of others are named.

    Says of which sources a locale that is named has none, and which locales CLDR does not have.
    Raises InputError for a tag that is no locale, has no catalog at all, or may mean two, for a path at which there is
    nothing, and where there is no catalog.
    """
    wanted, selection = tuple(domains) or require_domains(project), Selection.parse(arguments)
    found = [
        CatalogFile(domain, locale, project.catalog(domain, locale))
        for domain, locale in project.list_catalogs(wanted, selection.locales)
    ]
    if not found:
        raise make_missing_catalog_error(project)
    say_missing(project, wanted, selection.locales)
    found = [file for file in found if selection.holds_catalog(project, file.domain, file.locale)]
    if not found:
        say_none_selected(selection.paths)
    say_fallbacks(catalog.locale for catalog in found)
    return found


def say_none_selected(paths: Iterable[Path]) -> None:
    """Say that the files that were named are none of the project's: a hook names whatever was changed.

    Raises InputError where one of ``paths`` is a folder, which a person has named.
    """
    for path in paths:
        if path.is_dir():
            fact = "no source page, template or catalog of the project lies in this folder"
            raise InputError(fact, path=shown(path), next_step="name another")
    tell("nothing to do: no source page, template or catalog of the project is among the files")


def say_missing(project: Project, domains: Iterable[Domain], tags: Iterable[str]) -> None:
    """Say which of the domains has no catalog of a locale that was named: the other catalogs of it are used."""
    for domain, tag in product(domains, tags):
        if project.find_catalog_locale(domain, tag) is None:
            tell(f"{tag} has no catalog of {domain.name}; tabl10n init {tag} makes one")


def say_fallbacks(names: Iterable[str]) -> None:
    """Say which of the locales, as their directories are named, CLDR does not have, and what is done instead."""
    for name in dict.fromkeys(names):
        locale = parse_locale(name)
        known = nearest_locale(locale)
        if known == ROOT:
            tell(f"{name}: CLDR has no such locale; its territories are left to translators")
        elif known != locale:
            tell(f"{name}: CLDR has no such locale; its territories are named as in {known}")


def make_current_templates(project: Project, domains: Iterable[Domain], failures: Failures) -> dict[str, Catalog]:
    """By its domain's name, the template of each of ``domains`` (some more than once) whose source can be used."""
    named = {domain.name: domain for domain in domains}

    def make(domain: Domain) -> Catalog:
        return make_current_template(project, domain, load_source(domain, project.source_locale))

    made = failures.make_each(make, named.values())
    return {name: found for name, found in zip(named, made, strict=True) if found is not None}


def make_current_template(project: Project, domain: Domain, document: Document) -> Catalog:
    """The template as `extract` would write it now: of ``document``, the domain's source, with the header of the file
    that is there. Raises InputError when that file cannot be read.
    """
    from tabl10n.catalog.template import make_template

    template, source = project.template(domain), project.source_locale
    name = project.relative(template)
    old = pofile.parse(read_text(template), name) if template.exists() else None
    path = project.relative(domain.source)
    return make_template(document, path, domain.name, old=old, name=name, source_locale=source)
