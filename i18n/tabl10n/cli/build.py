"""``tabl10n build``: the table of each locale, in the source's own format."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

import click

from tabl10n import formats
from tabl10n.catalog import pofile
from tabl10n.cli.writing import Target, settle
from tabl10n.errors import InputError
from tabl10n.localize import Localized, localize
from tabl10n.model import Document
from tabl10n.project import Domain, Project, find_project
from tabl10n.sources import load_source, require_domains
from tabl10n.territories import known_locale


@click.command
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Build under this directory.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a built table is out of date.")
def command(locales: tuple[str, ...], output: Path | None, check: bool) -> int:
    """Build the table of each LOCALE (default: every locale that has a catalog), beside the catalogs.

    Keys, links, images and versions are copied from the source; where a translation is missing, the source's words
    stand.

    Example: tabl10n build de zh_Hans --output public
    """
    return build(find_project(), locales, output, check=check)


def build(project: Project, locales: tuple[str, ...] = (), output: Path | None = None, *, check: bool = False) -> int:
    """Build the tables; 0, or 1 when ``check`` finds one out of date. Raises InputError with nothing written."""
    targets: list[Target] = []
    for domain in require_domains(project):
        document = load_source(domain, project.source_locale)
        for locale in locales or project.shipped_locales(domain):
            targets.append(_target(project, domain, document, locale, output))
    return settle(project, targets, check=check, next_step="run tabl10n build")


def _target(project: Project, domain: Domain, document: Document, locale: str, output: Path | None) -> Target:
    name, localized = _localized(project, domain, document, locale)
    _say_missing(name, localized)
    return Target(project.built(domain, name, output), formats.dump(localized.document))


def _localized(project: Project, domain: Domain, document: Document, locale: str) -> tuple[str, Localized]:
    """The directory's name of the locale, and the document in its words."""
    tag = known_locale(locale)
    if tag == known_locale(project.source_locale):
        return project.source_locale, Localized(document, 0, ())
    name = next((name for name in project.shipped_locales(domain) if known_locale(name) == tag), None)
    if name is None:
        raise InputError(
            f"{locale} has no catalog of {domain.name}",
            path=project.relative(project.catalog(domain, tag)),
            next_step=f"run tabl10n init {locale}",
        )
    catalog = pofile.read(project.catalog(domain, name))
    return name, localize(document, catalog, name, project.source_locale)


def _say_missing(locale: str, localized: Localized) -> None:
    if localized.missing:
        first = ", ".join(repr(shorten(identity.msgid, 40, placeholder="…")) for identity in localized.missing[:3])
        more = len(localized.missing) - 3
        rest = f" and {more} more" if more > 0 else ""
        click.echo(f"{locale}: not translated, left in the source's words: {first}{rest}", err=True)
