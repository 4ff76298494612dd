"""``tabl10n init``: new catalogs (.po) for a locale, its territories filled in from CLDR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tabl10n.catalog import pofile, prefill
from tabl10n.catalog.ownership import is_of_another_program
from tabl10n.cli.catalogs import CatalogFile, make_current_templates, say_fallbacks
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import tell
from tabl10n.document import Role
from tabl10n.errors import InputError, shown
from tabl10n.files import write_new
from tabl10n.project import Domain, Project
from tabl10n.project.layouts import write_settings
from tabl10n.project.settings import find_settings_file
from tabl10n.project.sources import require_domains
from tabl10n.territories import is_same_locale, name_locale, parse_locale, spell_locale
from tabl10n.text.counting import format_count


def init(project: Project, locales: tuple[str, ...]) -> int:
    """Make the catalogs that are missing; 0, or 2 when a source cannot be used: those of the others are made.

    Raises InputError, with nothing written, for an unknown locale, the one that the sources are in, one that is spelt
    in two ways, and one that every source table has a catalog of.
    """
    domains = require_domains(project)
    named = _name_directories(locales, project.source_locale)
    missing = [found for locale, name in named.items() for found in _find_missing(project, domains, name, locale)]
    say_fallbacks(catalog.locale for catalog in missing)
    failures = Failures()
    templates = make_current_templates(project, domains, failures)
    naming, fill = project.naming(), project.names == "fill"
    missing = [catalog for catalog in missing if catalog.domain.name in templates]
    made = (
        (path, prefill.make_catalog(templates[domain.name], name, project.source_locale, naming, fill_names=fill))
        for domain, name, path in missing
    )
    filled = dict(with_progress(made, len(missing), "filling in"))
    write_new({path: pofile.render(prefilled.catalog) for path, prefilled in filled.items()})
    for path, prefilled in filled.items():
        _say(project.relative(path), prefilled)
    _say_lone(project, sorted({catalog.path.parent for catalog in missing}))
    return failures.conclude()


def init_layout(layout: str) -> None:
    """Write the settings of a layout into the working directory. Raises InputError where there are settings already."""
    there = find_settings_file()
    if there is not None:
        raise InputError("there are settings already", path=shown(there), next_step="change them there")
    tell(f"{write_settings(Path.cwd(), layout).name}: written")


def _name_directories(tags: Sequence[str], source_locale: str) -> Mapping[str, str]:
    """The directory of each locale. Two spellings of one locale would be two catalogs of it."""
    named: dict[str, str] = {}
    for tag in tags:
        name, locale = spell_locale(tag), name_locale(tag)
        if locale == parse_locale(source_locale):
            raise InputError(f"the source tables are in {name} already", next_step="leave it out")
        if named.setdefault(locale, name) != name:
            raise InputError(f"{named[locale]} and {name} are one locale", next_step="name one of them")
    return named


def _find_missing(project: Project, domains: Sequence[Domain], name: str, locale: str) -> list[CatalogFile]:
    """Where catalogs of the locale are missing; raises InputError where none is."""
    there = {domain.name: _find_shipped(project, domain, name, locale) for domain in domains}
    missing = [domain for domain in domains if not there[domain.name]]
    if not missing:
        raise _make_error(project, domains[0], name, there[domains[0].name])
    directory = next(filter(None, there.values()), name)  # one locale has one directory, however it is spelt now
    return [CatalogFile(domain, directory, project.catalog(domain, directory)) for domain in missing]


def _find_shipped(project: Project, domain: Domain, name: str, locale: str) -> str:
    """The directory of the domain's catalog of the locale, the one called ``name`` first; ``""`` without one."""
    shipped = project.shipped_locales(domain)
    same = (other for other in shipped if is_same_locale(other, locale))
    return name if name in shipped else next(same, "")


def _make_error(project: Project, domain: Domain, name: str, there: str) -> InputError:
    path, next_step = project.relative(project.catalog(domain, there)), f"run tabl10n update {there}"
    if there == name:
        return InputError("the catalog is there already", path=path, next_step=next_step)
    fact = f"{name} is the locale that {there} is already a catalog of"
    return InputError(fact, path=path, next_step=f"{next_step}, or rename its directory")


def _say_lone(project: Project, directories: Sequence[Path]) -> None:
    """Say which catalogs beside the new ones are no source's: a table that was renamed leaves its translations so."""
    domains = project.domains
    known = {project.catalog(domain, locale) for domain in domains for locale in project.shipped_locales(domain)}
    beside = (path for directory in directories for path in sorted(directory.glob("*.po")))
    for lone in (path for path in beside if path not in known and not _is_of_another_program(path)):
        fact = "no source table is called so; if one was, let this replace its new catalog"
        tell(f"{project.relative(lone)}: {fact}")


def _is_of_another_program(path: Path) -> bool:
    try:
        return is_of_another_program(pofile.read(path))
    except InputError:
        return False


def _say(path: str, prefilled: prefill.Prefilled) -> None:
    messages = prefilled.catalog.messages
    filled = sum(1 for message in messages if message.msgctxt == Role.TERRITORY and message.msgstr)
    tell(f"{path}: {format_count(len(messages), 'message')}, {filled} filled in from CLDR")
    for message in prefilled.unresolved:
        tell(f"{path}: not known to CLDR, left empty: {message.msgid}")
