"""A project: its source tables, their editions, its locales, and where catalogs and built tables live."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from tabl10n import formats
from tabl10n.document import Region, Role
from tabl10n.errors import InputError
from tabl10n.project.paths import PathTemplate, describe_source
from tabl10n.territories import (
    Form,
    Naming,
    is_same_locale,
    known_locale,
    name_locale,
    parse_locale,
    read_overrides,
    spell_locale,
)

if TYPE_CHECKING:
    from tabl10n.project.pairing import Tags

Incomplete = Literal["source", "mark", "skip", "refuse"]
"""What becomes of a table that is not translated throughout: built with the source's words in the gaps; built so, with
a line that says it; left out; or reason to build none."""

SortBy = Literal["territory", "name", "key"]
"""The role of the column that rows are sorted by."""
Names = Literal["fill", "empty"]
"""What a name of a row is in a catalog until someone translates it: filled with itself, or empty."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One source table: its gettext domain's name, its file, its earlier editions, roles given by hand.

    ``sort`` is what the rows of its built tables are sorted by; None keeps the source's order. ``path`` is the file's
    path below the folder of the sources; None where it is no more than its name. ``region`` is what of it is
    translated.
    """

    name: str
    source: Path
    editions: tuple[Path, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    sort: SortBy | None = None
    path: PurePosixPath | None = None
    region: Region = "page"

    @property
    def fields(self) -> dict[str, str]:
        """What path templates say of it."""
        return describe_source(self.path or PurePosixPath(self.source.name), self.name)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How findings are chosen, as the settings of a command say; None and nothing where they do not.

    ``per_file_ignores`` has the rules that are left out in files that fit a pattern, by pattern.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: str | None = None
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """A directory with source tables and catalogs.

    ``sources`` are the patterns of source pages in the settings; ``found`` says that the sources are what lies in the
    usual directory; ``names`` is what names are in new catalogs; ``named`` are the domains that the settings name.
    ``locale_names`` is how a locale is written in paths of pages, ``exclude`` are patterns of pages and folders that
    are none of the project's. ``output``, ``catalogs`` and ``templates`` say where built pages, catalogs and templates
    are, None: in ``locales``; ``copies`` where translated copies are. ``audit`` and ``check`` are how these commands
    report.
    """

    root: Path
    source_locale: str = "en"
    locales: Path = Path("locales")
    domains: tuple[Domain, ...] = ()
    incomplete: Incomplete = "source"
    territory_form: Form | None = None
    names: Names = "fill"
    found: bool = False
    named: tuple[str, ...] = ()
    locale_names: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    output: PathTemplate | None = None
    catalogs: PathTemplate | None = None
    templates: PathTemplate | None = None
    copies: tuple[PathTemplate, ...] = ()
    audit: ReportSettings = field(default_factory=ReportSettings)
    check: ReportSettings = field(default_factory=ReportSettings)

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """The project that ``start`` (default: the working directory) is in, with its settings.

        Raises InputError for settings that cannot be meant.
        """
        from tabl10n.project.settings import find_project

        return find_project(start)

    def template(self, domain: Domain) -> Path:
        """Where the domain's template (.pot) lives."""
        if self.templates is not None:
            return self.root / self.templates.fill(domain.fields)
        return self.locales / f"{domain.name}.pot"

    def catalog(self, domain: Domain, locale: str) -> Path:
        """Where the domain's catalog (.po) for ``locale`` lives."""
        if self.catalogs is not None:
            return self.root / self.catalogs.fill({**domain.fields, "locale": locale})
        return self.locales / locale / "LC_MESSAGES" / f"{domain.name}.po"

    def built(self, domain: Domain, locale: str, output: Path | None = None) -> Path:
        """Where the domain's table for ``locale`` is built: as the settings say, or under ``output``."""
        written = self._spell_locale(locale)
        if output is None and self.output is not None:
            return self.root / self.output.fill({**domain.fields, "locale": written})
        return (output or self.locales) / written / (domain.path or domain.source.name)

    @property
    def output_template(self) -> PathTemplate:
        """Where built tables are, as a path template."""
        return self.output or PathTemplate(f"{self.relative(self.locales)}/{{locale}}/{{path}}")

    def takes_for_source(self, path: Path) -> bool:
        """Whether a file at ``path`` is a source for no other reason than that it lies there."""
        directory = self.locales / self.source_locale
        is_there = self.found and directory in path.parents and is_authored(path)
        return is_there and not self.is_built_of(self.named, path)

    def is_built_of(self, names: Collection[str], path: Path) -> bool:
        """Whether one of the domains called ``names`` is built at ``path`` in the source locale, in whatever format."""
        built = (self.built(domain, self.source_locale) for domain in self.domains if domain.name in names)
        return any(other.with_suffix("") == path.with_suffix("") for other in built)

    def shipped_locales(self, domain: Domain) -> tuple[str, ...]:
        """The locales that have a catalog for the domain, as their paths name them, sorted."""
        if self.catalogs is not None:
            return tuple(sorted(set(self.catalogs.find_locales(self.root, domain.fields))))
        found = self.locales.glob(f"*/LC_MESSAGES/{escape(domain.name)}.po")
        names = (path.relative_to(self.locales).parts[0] for path in found)
        return tuple(sorted(name for name in names if not name.startswith(".")))

    def require_locales(self, domain: Domain) -> tuple[str, ...]:
        """``shipped_locales``, each of them one. Raises InputError for a directory that is named after no locale."""
        shipped = self.shipped_locales(domain)
        for name in shipped:
            try:
                parse_locale(name)
            except InputError as error:
                where = self.relative(self.catalog(domain, name) if self.catalogs else self.locales / name)
                renamed = "path" if self.catalogs else "directory"
                next_step = f"rename the {renamed} after its locale; {error.next_step}"
                raise InputError(error.fact, path=where, next_step=next_step) from error
        return shipped

    def find_catalog_locale(self, domain: Domain, tag: str) -> str | None:
        """The shipped locale that ``tag`` means: the one of that name, else the one that is the same locale.

        ``zh-CN`` finds ``zh_Hans``. None where there is no catalog. Raises InputError for what is no tag of a locale,
        and where it may mean two that are not told apart.
        """
        shipped, locale = self.shipped_locales(domain), parse_locale(tag)
        named = [name for name in (tag, tag.replace("-", "_")) if name in shipped]
        found = named[:1] or [other for other in shipped if is_same_locale(other, locale)]
        if len(found) > 1:
            raise InputError(
                f"{tag} may be {' or '.join(found)}", next_step="name one of them, or merge the two by hand"
            )
        return found[0] if found else None

    def list_catalogs(self, domains: Collection[Domain], tags: Collection[str] = ()) -> Iterator[tuple[Domain, str]]:
        """The catalogs that the domains have, each with the name of its locale; with ``tags`` those in these locales.

        A locale may lack some of the domains. Raises InputError for a tag that is no locale, may mean two, or has no
        catalog at all, and for a directory that is named after no locale.
        """
        self.require_catalogs(domains, tags)
        for domain in domains:
            named = dict.fromkeys(self.find_catalog_locale(domain, tag) for tag in tags)
            for name in filter(None, named if tags else self.require_locales(domain)):
                yield domain, name

    def require_catalogs(self, domains: Collection[Domain], tags: Collection[str]) -> None:
        """Raise InputError for a tag that is no locale, may mean two, or has no catalog of any of the domains."""
        for tag in tags:
            if not any(self.find_catalog_locale(domain, tag) for domain in domains):
                name_locale(tag)
                domain = next(iter(domains))
                where = self.relative(self.catalog(domain, spell_locale(tag)))
                fact = f"{tag} has no catalog of {domain.name}"
                raise InputError(fact, path=where, next_step=f"run tabl10n init {tag}")

    def find_locale(self, path: Path) -> str | None:
        """The locale that a path tells: as the settings have copies and built pages, a directory of the project's
        locales, or ``name.LOCALE.md``; None if none.
        """
        relative, tags = self.relative(path), self._make_tags(self._spelt_locales)
        for template in (*self.copies, *filter(None, [self.output])):
            fields = template.match(relative)
            locale = tags.read(fields["locale"]) if fields and "locale" in fields else None
            if locale is not None:
                return locale
        file, locales = path.resolve(), self.locales.resolve()
        if locales in file.parents:
            tag = file.relative_to(locales).parts[0]
        else:
            tag = Path(path.stem).suffix.removeprefix(".")
        return _parse_locale(tag) if tag else None

    def find_copied_domain(self, path: Path) -> Domain | None:
        """The domain that a file is a copy of, as the settings have copies and built pages."""
        relative = self.relative(path)
        for template in (*self.copies, *filter(None, [self.output])):
            fields = template.match(relative) or {}
            for domain in self.domains if "locale" in fields else ():
                if template.fill({**domain.fields, "locale": fields["locale"]}) == relative:
                    return domain
        return None

    def tags(self) -> Tags:
        """How locales are written in paths of pages: as the settings say, or as catalogs lie."""
        if self.catalogs is None:
            shipped = {path.parent.name for path in self.locales.glob("*/LC_MESSAGES")}
        else:
            shipped = {name for domain in self.domains for name in self.shipped_locales(domain)}
        known = {name: locale for name in shipped if (locale := _parse_locale(name))}
        return self._make_tags(known | self._spelt_locales)

    def _make_tags(self, known: Mapping[str, str]) -> Tags:
        from tabl10n.project.pairing import Tags  # few commands pair pages

        return Tags(self.source_locale, known)

    @property
    def _spelt_locales(self) -> dict[str, str]:
        """The locales that the settings spell in their own way, by that."""
        return {name: locale for locale, name in self.locale_names.items()}

    def _spell_locale(self, locale: str) -> str:
        """How the locale is written in paths of pages; as it is, unless the settings say otherwise."""
        same = (name for other, name in self.locale_names.items() if _parse_locale(other) == _parse_locale(locale))
        return next(same, locale)

    def excludes(self, path: Path) -> bool:
        """Whether the settings exclude a page, or a folder that it lies in."""
        if not self.exclude:
            return False
        name = PurePosixPath(self.relative(path))
        return any(fnmatchcase(str(part), pattern) for pattern in self.exclude for part in (name, *name.parents))

    def naming(self) -> Naming:
        """How territories are named: in the form of the settings, and as ``territories.toml`` beside the locales says.

        Raises InputError for a name in that file that cannot be meant.
        """
        return Naming(self.territory_form, read_overrides(self.locales / "territories.toml"))

    def relative(self, path: Path) -> str:
        """``path`` as people know it: from the root, with slashes."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else path.as_posix()


def _parse_locale(tag: str) -> str | None:
    """The locale that ``tag`` means, in any spelling; None where it means none."""
    try:
        return known_locale(tag)
    except InputError:
        return None


def is_authored(path: Path) -> bool:
    """Whether the file is of a format that people write tables in: what else lies beside such is built from it."""
    format_ = formats.find_by_suffix(path.suffix)
    return format_ is not None and format_.is_authored and path.suffix.lower() in format_.source_suffixes
