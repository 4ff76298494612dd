"""``tabl10n update``: the catalogs follow their source table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tabl10n.catalog import pofile
from tabl10n.catalog.merge import merge
from tabl10n.catalog.model import Catalog
from tabl10n.catalog.ownership import require_own
from tabl10n.cli.catalogs import CatalogFile, find_catalogs, make_current_templates
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import tell, write_change
from tabl10n.errors import InputError
from tabl10n.files import StagedFile, discard_rest, read_text
from tabl10n.project import Domain, Project
from tabl10n.project.sources import require_domains
from tabl10n.territories import Naming
from tabl10n.text.counting import format_count

_PHRASES = {
    "new": "new",
    "filled": "new and named by CLDR",
    "named": "named by CLDR",
    "kept": "kept",
    "renamed": "renamed",
    "reworded": "reworded (now fuzzy)",
    "doubted": "of another row now (fuzzy)",
    "back": "back",
    "obsolete": "obsolete",
    "dropped": "dropped untranslated",
}


class UpdateOptions(NamedTuple):
    """How catalogs are updated; the names are those of the command line."""

    template: Path | None = None
    location: bool | None = None
    date: bool = True
    check: bool = False


def update(project: Project, arguments: tuple[str, ...] = (), options: UpdateOptions | None = None) -> int:
    """Update the catalogs, a line each; 0, 1 when ``options.check`` finds one out of date, or 2 when a table or a
    catalog cannot be read: all others are updated.

    Raises InputError with nothing written when ``options.template`` cannot be read.
    """
    options = options or UpdateOptions()
    catalog_files = find_catalogs(project, arguments, _select_domains(project, options.template))
    failures = Failures()
    templates = _read_templates(project, [file.domain for file in catalog_files], options, failures)
    catalog_files = [file for file in catalog_files if file.domain.name in templates]
    run = _Run(project, templates, project.naming(), options)
    worked_out = with_progress(failures.make_each(run.work_out, catalog_files), len(catalog_files), "updating")
    changes = [change for change in worked_out if change is not None]
    if not options.check:
        run.write(changes)
        return failures.conclude()
    for change in changes:
        run.report(change, "out of date")
    outdated = [change for change in changes if change.is_needed]
    if not outdated:
        return failures.conclude()
    tell(f"{format_count(len(outdated), 'catalog')} out of date; run tabl10n update")
    return failures.conclude(1)


def _select_domains(project: Project, template: Path | None) -> tuple[Domain, ...]:
    """The domains to update: with a template given, the one of its name, or the only one there is."""
    domains = require_domains(project)
    if template is None or len(domains) == 1:
        return domains
    found = tuple(domain for domain in domains if domain.name == template.stem)
    if not found:
        names = ", ".join(f"{domain.name}.pot" for domain in domains)
        raise InputError("no domain has this template", path=template, next_step=f"the project's are {names}")
    return found


def _read_templates(
    project: Project, domains: Sequence[Domain], options: UpdateOptions, failures: Failures
) -> Mapping[str, Catalog]:
    """By its domain's name, the template that is followed."""
    if options.template:
        return dict.fromkeys((domain.name for domain in domains), pofile.read(options.template))
    return make_current_templates(project, domains, failures)


class _CatalogChange(NamedTuple):
    """A catalog's text, what it is to become, and what that does."""

    catalog_file: CatalogFile
    before: str
    after: str
    counts: Counter[str]

    @property
    def is_needed(self) -> bool:
        """Whether it changes anything."""
        return self.after != self.before


def _stage(change: _CatalogChange) -> StagedFile:
    return StagedFile(change.catalog_file.path, change.after.encode, replacing=change.before.encode())


class _Run(NamedTuple):
    """One run: the templates by domain, and how catalogs are to follow them."""

    project: Project
    templates: Mapping[str, Catalog]
    naming: Naming
    options: UpdateOptions

    def work_out(self, catalog_file: CatalogFile) -> _CatalogChange:
        """Read the catalog, and work out what it is to become."""
        text = read_text(catalog_file.path)
        path = self.project.relative(catalog_file.path)
        merged = merge(
            require_own(pofile.parse(text, path), path),
            self.templates[catalog_file.domain.name],
            catalog_file.locale,
            self.project.source_locale,
            naming=self.naming,
            fill_names=self.project.names == "fill",
            location=self.options.location,
            date=self.options.date,
        )
        after = pofile.render(merged.catalog, like=text) if merged.changed else text
        return _CatalogChange(catalog_file, text, after, merged.counts)

    def write(self, changes: Sequence[_CatalogChange]) -> None:
        """Write the catalogs that change, all or none, and report what became of each."""
        with discard_rest(_stage(change) for change in changes if change.is_needed) as staged:
            files = iter(staged)
            for change in changes:
                written = self._put(change, next(files)) if change.is_needed else change
                self.report(written, "updated")

    def _put(self, change: _CatalogChange, file: StagedFile) -> _CatalogChange:
        """Put the staged ``file`` of ``change`` over the catalog, and return the change that was written.

        Where someone has saved the catalog meanwhile, the change is worked out again from what they saved.
        """

        def write(attempt: _CatalogChange) -> None:
            if attempt is change:
                file.put()
            elif attempt.is_needed:
                _stage(attempt).put()

        return write_change(change, write, lambda: self.work_out(change.catalog_file))

    def report(self, change: _CatalogChange, state: str) -> None:
        """Print the catalog's path, and its ``state`` with the counts of what changes in it."""
        path = self.project.relative(change.catalog_file.path)
        if not change.is_needed:
            tell(f"{path}: up to date")
            return
        counted = [f"{change.counts[what]} {phrase}" for what, phrase in _PHRASES.items() if change.counts[what]]
        tell(f"{path}: {state}: {', '.join(counted) or 'only references, comments or the header'}")
