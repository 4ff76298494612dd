"""``tabl10n update``: the catalogs follow their source table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tabl10n.catalog import pofile
from tabl10n.catalog.merge import merge
from tabl10n.catalog.model import Catalog
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


def update(project: Project, locales: tuple[str, ...] = (), options: UpdateOptions | None = None) -> int:
    """Update the catalogs, a line each; 0, 1 when ``options.check`` finds one out of date, or 2 when a table or a
    catalog cannot be read: all others are updated.

    Raises InputError with nothing written when ``options.template`` cannot be read.
    """
    options = options or UpdateOptions()
    places = find_catalogs(project, locales, _select_domains(project, options.template))
    failures = Failures()
    templates = _read_templates(project, [place.domain for place in places], options, failures)
    places = [place for place in places if place.domain.name in templates]
    job = _Job(project, templates, project.naming(), options)
    changes = list(with_progress(failures.make_each(job.change, places), len(places), "updating"))
    outdated = job.settle([change for change in changes if change is not None])
    if options.check and any(outdated):
        tell(f"{format_count(sum(outdated), 'catalog')} out of date; run tabl10n update")
        return failures.conclude(1)
    return failures.conclude()


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


class _Change(NamedTuple):
    """A catalog's text, what it is to become, and what that does."""

    place: CatalogFile
    before: str
    after: str
    counts: Counter[str]

    @property
    def is_needed(self) -> bool:
        """Whether it changes anything."""
        return self.after != self.before


def _stage(change: _Change) -> StagedFile:
    return StagedFile(change.place.path, change.after.encode, replacing=change.before.encode())


class _Job(NamedTuple):
    """One run: the templates by domain, and how catalogs are to follow them."""

    project: Project
    templates: Mapping[str, Catalog]
    naming: Naming
    options: UpdateOptions

    def change(self, place: CatalogFile) -> _Change:
        """What becomes of the catalog as it is now."""
        text = read_text(place.path)
        merged = merge(
            pofile.parse(text, self.project.relative(place.path)),
            self.templates[place.domain.name],
            place.locale,
            self.project.source_locale,
            naming=self.naming,
            location=self.options.location,
            date=self.options.date,
        )
        after = pofile.render(merged.catalog, like=text) if merged.changed else text
        return _Change(place, text, after, merged.counts)

    def settle(self, changes: Sequence[_Change]) -> Sequence[bool]:
        """Write the changes, all or none, unless only a check is wanted, and say them; of each, whether it is one."""
        writes = not self.options.check
        with discard_rest(_stage(change) for change in changes if writes and change.is_needed) as staged:
            files = iter(staged)
            for change in changes:
                self._say(self._put(change, next(files)) if writes and change.is_needed else change)
        return [change.is_needed for change in changes]

    def _put(self, change: _Change, file: StagedFile) -> _Change:
        """Put the change in its place. Where somebody has saved the catalog meanwhile, it is worked out again: theirs
        is kept.
        """

        def write(attempt: _Change) -> None:
            if attempt is change:
                file.put()
            elif attempt.is_needed:
                _stage(attempt).put()

        return write_change(change, write, lambda: self.change(change.place))

    def _say(self, change: _Change) -> None:
        path = self.project.relative(change.place.path)
        format_count = (f"{change.counts[what]} {phrase}" for what, phrase in _PHRASES.items() if change.counts[what])
        done = ", ".join(format_count) or "only references, comments or the header"
        state = "out of date" if self.options.check else "updated"
        tell(f"{path}: " + (f"{state}: {done}" if change.is_needed else "up to date"))
