"""The translated copies that files and folders on a command line mean, and the source of each. No page is read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tabl10n import formats
from tabl10n.errors import InputError, shown
from tabl10n.project.pairing import PagePair, Unpaired, find_missing, find_readings, find_source, pair_pages
from tabl10n.project.project import Domain, Project
from tabl10n.project.sources import find_domain, require_domains
from tabl10n.territories import known_locale

# Folders of other people's files, however many pages they hold.
_NOT_OURS = frozenset({"node_modules", "__pycache__", "site-packages", "venv"})


class CopyFile(NamedTuple):
    """A translated copy that was not read yet: its path as it is shown, its source with editions, its locale if known.

    ``locale`` is as it was named or found, in any spelling.
    """

    path: str
    domain: Domain
    locale: str | None


class SkippedFile(NamedTuple):
    """A file that is not looked at, and why."""

    path: str
    reason: str


class MissingCopy(NamedTuple):
    """A source page that has no copy in a locale that others of its folder have one in."""

    source: str
    locale: str


class FoundCopies(NamedTuple):
    """What files and folders come to."""

    copies: tuple[CopyFile, ...]
    skipped: tuple[SkippedFile, ...] = ()
    missing: tuple[MissingCopy, ...] = ()


def find_copy(project: Project, file: str, sources: Sequence[str] = (), locale: str | None = None) -> CopyFile:
    """The copy at ``file``: its source is the first of ``sources`` and the others are editions of that, if any is
    named; else the page that its path tells; else the project's.

    Raises InputError where there is no such locale, or no source is known or several may be.
    """
    tag = known_locale(locale) if locale else project.find_locale(Path(file))
    if sources:
        found = _Sources(project, sources).find_file(file)
        if found is None:
            fact = f"no page in {sources[0]} is its source"
            raise InputError(fact, path=file, next_step="name its source with --source")
        return CopyFile(file, found[0], tag or found[1])
    disk = _Disk(project)
    reading = find_source(disk.key(Path(file)), disk.is_page, project.tags())
    if reading is None:
        return CopyFile(file, _find_domain(project, file), tag)
    return CopyFile(file, find_domain(project, disk.path(reading.source)), tag or reading.locale)


def find_copies(
    project: Project, files: Sequence[str], sources: Sequence[str] = (), locale: str | None = None
) -> FoundCopies:
    """The copies that ``files`` and the pages in the folders among them are, each once, in order.

    ``sources`` are a page and editions of it, or a folder of pages and folders of editions of them. With ``locale``,
    pages in folders whose path tells another one are left out. Raises InputError for a file that is not there, and for
    an unknown locale.
    """
    finder = _Finder(project, sources, known_locale(locale) if locale else None)
    for file in files:
        if Path(file).is_dir():
            finder.add_folder(file)
        else:
            finder.add_file(file)
    return finder.found()


def find_project_copies(project: Project, locale: str | None = None) -> FoundCopies:
    """The copies of the project's sources where its settings have them, or where it builds its pages.

    With ``locale`` those in that one. Raises InputError for a project without a source, and for an unknown locale.
    """
    domains, tags = require_domains(project), project.tags()
    asked = known_locale(locale) if locale else None
    copies: dict[str, CopyFile] = {}
    there: dict[str, set[Path]] = {}
    for template in project.copies or (project.output_template,):
        for domain in domains:
            for name in template.find_locales(project.root, domain.fields):
                found = tags.read(name)
                if found is not None and asked in (None, found):
                    path = str(shown(project.root / template.fill({**domain.fields, "locale": name})))
                    copies.setdefault(path, CopyFile(path, domain, found))
                    there.setdefault(found, set()).add(domain.source)
    missing = (
        MissingCopy(str(shown(domain.source)), found)
        for found, sources in sorted(there.items())
        for domain in domains
        if domain.source not in sources
    )
    return FoundCopies(tuple(copies.values()), (), tuple(missing))


class _Disk:
    """Pages on the disk, by their paths from the project's root; absolute ones where they lie outside of it."""

    def __init__(self, project: Project) -> None:
        self.root = project.root.resolve()

    def key(self, path: Path) -> PurePosixPath:
        """The path of ``path`` from the root. Links to files keep their names."""
        full = path.parent.resolve() / path.name
        inside = full.is_relative_to(self.root)
        return PurePosixPath((full.relative_to(self.root) if inside else full).as_posix())

    def path(self, key: PurePosixPath) -> Path:
        """Where the page ``key`` is, from the working directory where it lies below that."""
        return shown(self.root / key)

    def is_page(self, key: PurePosixPath) -> bool:
        """Whether there is a page at ``key``."""
        return formats.find_by_suffix(key.suffix) is not None and os.path.isfile(self.root / key)  # noqa: PTH113 (faster)


class _Finder:
    """Collects copies; a page that several arguments mean is taken once."""

    def __init__(self, project: Project, sources: Sequence[str], locale: str | None) -> None:
        self.project = project
        self.locale = locale
        self.sources = _Sources(project, sources) if sources else None
        self.disk = _Disk(project)
        self.tags = project.tags()
        self.copies: dict[PurePosixPath, CopyFile] = {}
        self.skipped: dict[PurePosixPath, SkippedFile] = {}
        self.missing: dict[MissingCopy, None] = {}

    def found(self) -> FoundCopies:
        """All that was found."""
        skipped = tuple(file for key, file in self.skipped.items() if key not in self.copies)
        return FoundCopies(tuple(self.copies.values()), skipped, tuple(self.missing))

    def add_file(self, file: str) -> None:
        """Add a file that was named."""
        key = self.disk.key(Path(file))
        if formats.find_by_suffix(Path(file).suffix) is None and Path(file).exists():
            self._skip(key, file, "not a page in a format that tabl10n reads")
            return
        try:
            copy = find_copy(self.project, file, self.sources.given if self.sources else (), self.locale)
        except InputError as error:
            self._skip(key, file, f"{error.fact}: {error.next_step}" if error.next_step else error.fact)
        else:
            self._add(key, copy)

    def add_folder(self, folder: str) -> None:
        """Add the copies among the pages of a folder and of those in it."""
        if self.sources:
            self._add_with_given_sources(folder, self.sources)
        else:
            self._add_by_paths(folder)

    def _add_by_paths(self, folder: str) -> None:
        pages = {self.disk.key(path): str(path) for path in walk_pages(Path(folder), self.project)}
        pairing = pair_pages(list(pages), self.disk.is_page, self.tags)
        pairs = [pair for pair in pairing.pairs if self.locale in (None, pair.reading.locale)]
        for pair in pairs:
            domain = find_domain(self.project, self.disk.path(pair.reading.source))
            self._add(pair.copy, CopyFile(pages[pair.copy], domain, pair.reading.locale))
        known = {pair.copy for pair in pairing.pairs}
        for unpaired in pairing.unpaired:
            self._add_unpaired(unpaired, pages[unpaired.copy])
        for key, path in pages.items():
            if key not in known and key not in self.skipped:
                self._add_of_project(key, path)
        self._note_missing(pairs, self.disk.key(Path(folder)))

    def _add_unpaired(self, unpaired: Unpaired, path: str) -> None:
        if not self._add_of_project(unpaired.copy, path):
            self._skip(unpaired.copy, path, unpaired.reason)

    def _add_of_project(self, key: PurePosixPath, path: str) -> bool:
        """Add a page that lies with a locale of the project and is called as one source; whether it is one."""
        locale = self.project.find_locale(Path(path))
        named = [domain for domain in self.project.domains if domain.source.name == Path(path).name]
        if locale is None or len(named) != 1 or self._is_source(path) or self.locale not in (None, locale):
            return False
        if known_locale(self.project.source_locale) == locale:
            return False
        self._add(key, CopyFile(path, named[0], locale))
        return True

    def _is_source(self, path: str) -> bool:
        resolved = Path(path).resolve()
        return any(resolved in (domain.source, *domain.editions) for domain in self.project.domains)

    def _note_missing(self, pairs: Collection[PagePair], folder: PurePosixPath) -> None:
        """Note the sources without a copy; of a part of a locale's folder, those of that part."""

        def list_pages(root: PurePosixPath) -> list[PurePosixPath]:
            return [self.disk.key(path) for path in walk_pages(self.disk.root / root, self.project)]

        for source, locale in find_missing(pairs, list_pages, folder, self.tags):
            self.missing[MissingCopy(str(self.disk.path(source)), locale)] = None

    def _add_with_given_sources(self, folder: str, sources: _Sources) -> None:
        used: set[Path] = set()
        locales: dict[str, None] = {}
        for path in walk_pages(Path(folder), self.project):
            found = sources.find_in_folder(path, Path(folder))
            if found is None:
                if not sources.has(path):
                    self._skip(self.disk.key(path), str(path), f"no page in {sources.given[0]} is its source")
                continue
            domain, locale = found
            named = locale or self.project.find_locale(path)
            if self.locale is not None and named not in (None, self.locale):
                continue
            locale = self.locale or named
            used.add(domain.source.resolve())
            locales[locale or ""] = None
            self._add(self.disk.key(path), CopyFile(str(path), domain, locale))
        if len(locales) == 1:  # of several nobody can say here which page was to be in which
            for source in sources.pages():
                if source.resolve() not in used:
                    self.missing[MissingCopy(str(shown(source)), next(iter(locales)))] = None

    def _add(self, key: PurePosixPath, copy: CopyFile) -> None:
        self.copies.setdefault(key, copy)

    def _skip(self, key: PurePosixPath, path: str, reason: str) -> None:
        self.skipped.setdefault(key, SkippedFile(path, reason))


class _Sources:
    """The sources that a command line names: a page and its editions, or folders of them."""

    def __init__(self, project: Project, given: Sequence[str]) -> None:
        self.project = project
        self.given = given
        self.first, *self.others = map(Path, given)
        self.tags = project.tags()

    def has(self, path: Path) -> bool:
        """Whether ``path`` is a source or an edition itself."""
        full = path.resolve()
        return any(full == one.resolve() or one.resolve() in full.parents for one in (self.first, *self.others))

    def pages(self) -> list[Path]:
        """The pages that need a copy."""
        return list(walk_pages(self.first, self.project)) if self.first.is_dir() else []

    def find_file(self, file: str) -> tuple[Domain, str | None] | None:
        """The source of a file, and the locale that their paths tell. A file is the source of any."""
        path = Path(file)
        if not self.first.is_dir():
            return self._make_domain(self.first, None), None
        parts = path.resolve().parts
        tails = (PurePosixPath(*parts[start:]) for start in range(1, len(parts)))
        return next(filter(None, (self._find(path, tail) for tail in tails)), None)

    def find_in_folder(self, path: Path, folder: Path) -> tuple[Domain, str | None] | None:
        """The source of a page in a folder that was named, and the locale that their paths tell."""
        relative = PurePosixPath(path.relative_to(folder).as_posix())
        if self.first.is_dir():
            return self._find(path, relative)
        names = {relative.name, *(reading.source.name for reading in find_readings(relative, self.tags))}
        if self.first.name not in names or path.resolve() == self.first.resolve():
            return None
        return self._make_domain(self.first, None), self._tell_locale(path, relative, self.first)

    def _find(self, path: Path, relative: PurePosixPath) -> tuple[Domain, str | None] | None:
        candidates = [(relative, None), *((r.source, r.locale) for r in find_readings(relative, self.tags))]
        for candidate, locale in candidates:
            source = self.first / candidate
            if source.is_file() and source.resolve() != path.resolve():
                return self._make_domain(source, candidate), locale or self._tell_locale(path, relative, source)
        return None

    def _tell_locale(self, path: Path, relative: PurePosixPath, source: Path) -> str | None:
        """The locale that the path tells in what it does not share with that of the source, the innermost folder's."""
        for reading in find_readings(relative, self.tags):
            return reading.locale
        common = set(source.resolve().parts)
        names = [name for name in path.resolve().parts[:-1] if name not in common]
        return next(filter(None, map(self.tags.read, reversed(names))), None)

    def _make_domain(self, source: Path, relative: PurePosixPath | None) -> Domain:
        known = find_domain(self.project, source)
        editions = [other / relative if relative and other.is_dir() else other for other in self.others]
        present = tuple(path for path in editions if relative is None or path.is_file())
        return replace(known, editions=present) if present else known


def walk_pages(folder: Path, project: Project) -> Iterator[Path]:
    """The pages in the folder and in those in it, in order; data files where nobody has written a page.

    What the settings exclude, what is hidden, and what other programs have installed is left out.
    """
    pages = sorted(_walk_files(folder, project))
    authored = [path for path in pages if _is_authored(path)]
    yield from authored or pages


def _is_authored(path: Path) -> bool:
    format_ = formats.find_by_suffix(path.suffix)
    return format_ is not None and format_.is_authored


def _walk_files(folder: Path, project: Project) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_OURS]
        for name in names:
            path = Path(directory, name)
            if not name.startswith(".") and formats.find_by_suffix(path.suffix) and not project.excludes(path):
                yield path


def _find_domain(project: Project, file: str) -> Domain:
    """The project's domain that a file is of: where the settings have its copies, by its name, or the only one."""
    if not project.domains:
        raise InputError("no source table is known", path=file, next_step="name the source table with --source")
    placed = project.find_copied_domain(Path(file))
    if placed is not None:
        return placed
    named = [domain for domain in project.domains if domain.source.name == Path(file).name]
    if len(project.domains) > 1 and len(named) != 1:
        names = ", ".join(project.relative(domain.source) for domain in project.domains)
        raise InputError(
            "the project has several source tables", path=file, next_step=f"name this copy's with --source: {names}"
        )
    return (named or list(project.domains))[0]
