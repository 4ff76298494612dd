"""``tabl10n init``: a new catalog (.po) for a locale, its territories filled in from CLDR."""

from __future__ import annotations

from pathlib import Path

import click

from tabl10n.catalog import pofile, prefill
from tabl10n.cli.catalogs import current_template
from tabl10n.errors import InputError
from tabl10n.files import write_text
from tabl10n.project import Domain, Project, find_project
from tabl10n.sources import require_domains
from tabl10n.territories import known_locale


@click.command(short_help="Make a catalog (.po), its countries filled in.")
@click.argument("locales", nargs=-1, required=True, metavar="LOCALE...")
def command(locales: tuple[str, ...]) -> int:
    """Make a catalog for each LOCALE, with every territory filled in from CLDR.

    Nothing is guessed: what CLDR has no name for stays empty and is listed. A catalog that is there is never touched.

    Example: tabl10n init sv pt-BR zh-Hant
    """
    return init(find_project(), locales)


def init(project: Project, locales: tuple[str, ...]) -> int:
    """Make the catalogs; 0. Raises InputError, with nothing written, for an unknown locale or one that is there."""
    domains = require_domains(project)
    named = {_directory(tag): known_locale(tag) for tag in locales}
    places = [_place(project, domain, name, locale) for domain in domains for name, locale in named.items()]
    templates = {domain.name: current_template(project, domain) for domain in domains}
    naming = project.naming()
    made = [
        (path, prefill.new_catalog(templates[domain.name], name, project.source_locale, naming))
        for domain, path, name in places
    ]
    for path, prefilled in made:
        write_text(path, pofile.render(prefilled.catalog), replacing="")
        _say(project.relative(path), prefilled)
    return 0


def _place(project: Project, domain: Domain, name: str, locale: str) -> tuple[Domain, Path, str]:
    path = project.catalog(domain, name)
    if path.exists():
        next_step = f"run tabl10n update {name}"
        raise InputError("the catalog is there already", path=project.relative(path), next_step=next_step)
    same = [other for other in project.shipped_locales(domain) if known_locale(other) == locale]
    if same:
        raise InputError(
            f"{name} is the locale that {same[0]} is already a catalog of",
            path=project.relative(project.catalog(domain, same[0])),
            next_step=f"run tabl10n update {same[0]}, or rename its directory",
        )
    return domain, path, name


def _directory(tag: str) -> str:
    """The locale as its directory is named: as it was given, in gettext's form."""
    return tag.replace("-", "_")


def _say(path: str, prefilled: prefill.Prefilled) -> None:
    messages = prefilled.catalog.messages
    filled = sum(1 for message in messages if message.msgstr)
    click.echo(f"{path}: {len(messages)} messages, {filled} filled in from CLDR", err=True)
    for message in prefilled.unresolved:
        click.echo(f"{path}: not known to CLDR, left empty: {message.msgid}", err=True)
