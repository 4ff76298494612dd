"""The project in use, as its settings or the usual layout of its directories tell.

Settings are in ``pyproject.toml``; a project that keeps to the usual layout needs none::

    [tool.tabl10n]
    source-locale = "en"
    locales = "locales"

    [tool.tabl10n.domains.exchanges]              # the gettext domain: locales/exchanges.pot
    source = "locales/en/exchanges-by-country.md"
    editions = ["locales/en/editions/*"]
    roles = { "country / region" = "territory" }  # only where the inferred role is wrong
    sort = "territory"                            # the rows of built tables: by territory, name or key

The same without ``tool.tabl10n`` may be in a file of its own, ``tabl10n.toml``. Where the layout is another, path
templates (`paths`) say it::

    sources = ["docs/en/**/*.md"]
    output = "docs/{locale}/{path}"
    catalogs = "i18n/{locale}/{domain}.po"
    templates = "i18n/{domain}.pot"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from tabl10n.document import Region, Role
from tabl10n.errors import InputError, shown
from tabl10n.files import read_toml
from tabl10n.project import Domain, Incomplete, Names, Project, ReportSettings, SortBy
from tabl10n.project.domains import find_domains, find_files, find_usual_domains, merge_domains
from tabl10n.project.paths import PathTemplate
from tabl10n.territories import Form, known_locale
from tabl10n.text.characters import has_control

_SETTINGS = {
    "source-locale", "locales", "domains", "incomplete", "territory-form", "names", "sources", "output", "catalogs",
    "templates", "copies", "locale-names", "exclude", "region", "audit", "check",
}  # fmt: skip
_DOMAIN_SETTINGS = {"source", "editions", "roles", "sort", "region"}
_REPORT_SETTINGS = {"select", "ignore", "fail-on", "baseline", "per-file-ignores"}


def find_project(start: Path | None = None) -> Project:
    """The project that ``start`` (default: the working directory) lies in.

    That is the nearest directory upwards that has a tabl10n.toml, or a pyproject.toml with a table ``[tool.tabl10n]``,
    else ``start`` itself with the usual layout. Raises InputError for settings that cannot be meant.
    """
    here = (start or Path.cwd()).resolve()
    settings = _find_settings(here)
    if settings is None:
        return _Settings(here / "pyproject.toml", {}, "tool.tabl10n").make_project(here)
    return settings.make_project(settings.path.parent)


def find_settings_file(start: Path | None = None) -> Path | None:
    """The file of the settings that hold in ``start`` (default: the working directory), if there are any.

    Raises InputError for one that cannot be read.
    """
    settings = _find_settings((start or Path.cwd()).resolve())
    return None if settings is None else settings.path


def _find_settings(here: Path) -> _Settings | None:
    for directory in (here, *here.parents):
        shared, own = directory / "pyproject.toml", directory / "tabl10n.toml"
        found = _read_shared(shared) if shared.is_file() else None
        if own.is_file():
            if found is not None:
                fact = "there are settings in [tool.tabl10n] of pyproject.toml as well"
                raise InputError(fact, path=own, next_step="keep one of the two")
            return _Settings(own, read_toml(own), "")
        if found is not None:
            return _Settings(shared, found, "tool.tabl10n")
    return None


def _read_shared(path: Path) -> Mapping[str, Any] | None:
    tool = read_toml(path).get("tool", {})
    found = tool.get("tabl10n") if isinstance(tool, Mapping) else None
    if found is not None and not isinstance(found, Mapping):
        raise _make_error(path, "tool.tabl10n", "a table")
    return found


class _Settings:
    """The settings in the file ``path``, in its table ``table``, "" for the whole file."""

    def __init__(self, path: Path, values: Mapping[str, Any], table: str) -> None:
        self.path = path
        self.values = values
        self.table = table

    def make_project(self, root: Path) -> Project:
        """The project that the settings in its root describe."""
        path, values = self.path, self.values
        _refuse_unknown(path, f"[{self.table}]" if self.table else path.name, values, _SETTINGS)
        locale = _read_source_locale(path, values)
        incomplete: Incomplete = _read_choice(path, values, "incomplete", get_args(Incomplete)) or "source"
        names: Names = _read_choice(path, values, "names", get_args(Names)) or "fill"
        form: Form | None = _read_choice(path, values, "territory-form", get_args(Form))
        project = Project(
            root,
            locale,
            root / _read_text(path, "locales", values.get("locales", "locales")),
            incomplete=incomplete,
            territory_form=form,
            names=names,
            found=not self.values.get("sources"),
            named=tuple(self._get_domains()),
            sources=_read_texts(path, values, "sources"),
            locale_names=self._read_locale_names(),
            exclude=_read_texts(path, values, "exclude"),
            output=self._read_template("output", {"locale"}, {"path", "stem", "domain"}),
            catalogs=self._read_template("catalogs", {"locale"}, {"domain", "path", "stem"}),
            templates=self._read_template("templates", set(), {"domain", "path", "stem"}),
            copies=tuple(
                self._parse_template("copies", text, {"locale"}, {"path", "stem", "domain"})
                for text in _read_texts(path, values, "copies")
            ),
            audit=self._read_report("audit"),
            check=self._read_report("check"),
        )
        return replace(project, domains=self._find_domains(project))

    def _get_domains(self) -> Mapping[str, object]:
        given = self.values.get("domains", {})
        if not isinstance(given, Mapping):
            raise _make_error(self.path, "domains", "a table of domains")
        return given

    def _find_domains(self, project: Project) -> tuple[Domain, ...]:
        """The domains that the settings name, and those of all other sources."""
        given = self._get_domains().items()
        named = tuple(self._read_domain(project.root, name, values) for name, values in given)
        _refuse_shared(self.path, named)
        if project.sources:
            template = project.output_template
            found = find_domains(project.root, project.sources, template, project.tags(), project.catalog)
        else:
            found = find_usual_domains(project.locales / project.source_locale)
        own = replace(project, domains=named)
        sources = {domain.source for domain in named}
        region = _read_region(self.path, self.values)
        others = (replace(domain, region=region) for domain in found if not project.excludes(domain.source))
        return merge_domains(
            named,
            [one for one in others if one.source in sources or not own.is_built_of(own.named, one.source)],
        )

    def _read_domain(self, root: Path, name: str, values: object) -> Domain:
        path, where = self.path, f"[{self.table}.domains.{name}]".replace("[.", "[")
        if not name or name.startswith(".") or {"/", "\\"} & set(name) or has_control(name):
            raise InputError(
                f"{where} is no name of a file", path=path, next_step="call it as its catalogs are to be called"
            )
        if not isinstance(values, Mapping):
            raise _make_error(path, name, "a table of settings")
        _refuse_unknown(path, where, values, _DOMAIN_SETTINGS)
        if "source" not in values:
            raise InputError(f"{where} names no source", path=path, next_step='add source = "path/to/table.md"')
        editions = _find_editions(root, path, values.get("editions", []))
        sort: SortBy | None = _read_choice(path, values, "sort", get_args(SortBy))
        source, region = root / _read_text(path, "source", values["source"]), _read_region(path, values, self.values)
        return Domain(name, source, editions, _read_roles(path, values), sort, region=region)

    def _read_locale_names(self) -> Mapping[str, str]:
        names = self.values.get("locale-names", {})
        if not isinstance(names, Mapping):
            raise _make_error(self.path, "locale-names", "a table from locale to name")
        for locale in names:
            try:
                known_locale(locale)
            except InputError as error:
                fact = f"the setting 'locale-names': {error.fact}"
                raise InputError(fact, path=self.path, next_step=error.next_step) from error
        return {locale: _read_text(self.path, locale, name) for locale, name in names.items()}

    def _read_template(self, name: str, needed: set[str], telling: set[str]) -> PathTemplate | None:
        value = self.values.get(name)
        return (
            None if value is None else self._parse_template(name, _read_text(self.path, name, value), needed, telling)
        )

    def _parse_template(self, name: str, text: str, needed: set[str], telling: set[str]) -> PathTemplate:
        """The path template in the setting ``name``; it has all the ``needed`` fields, and one of those that tell
        pages apart.
        """
        try:
            template = PathTemplate.parse(text)
        except InputError as error:
            fact = f"the setting {name!r}: {error.fact}"
            raise InputError(fact, path=self.path, next_step=error.next_step) from error
        if not all(map(template.has, needed)) or not any(map(template.has, telling)):
            wanted = " and ".join([*(f"{{{field}}}" for field in needed), "{path}, {stem} or {domain}"])
            fact = f"the setting {name!r} would put several files at one path"
            raise InputError(fact, path=self.path, next_step=f"let it have {wanted}")
        return template

    def _read_report(self, name: str) -> ReportSettings:
        values = self.values.get(name, {})
        if not isinstance(values, Mapping):
            raise _make_error(self.path, name, "a table of settings")
        if not values:
            return ReportSettings()
        from tabl10n.findings import Severity  # few projects have these settings

        _refuse_unknown(self.path, f"[{self.table}.{name}]".replace("[.", "["), values, _REPORT_SETTINGS)
        by_file = values.get("per-file-ignores", {})
        if not isinstance(by_file, Mapping):
            raise _make_error(self.path, "per-file-ignores", "a table from pattern to rules")
        baseline = values.get("baseline")
        return ReportSettings(
            _read_texts(self.path, values, "select"),
            _read_texts(self.path, values, "ignore"),
            _read_choice(self.path, values, "fail-on", (*Severity, "never")),
            None if baseline is None else str(shown(self.path.parent / _read_text(self.path, "baseline", baseline))),
            {pattern: _read_texts(self.path, by_file, pattern) for pattern in by_file},
        )


def _refuse_shared(path: Path, domains: Sequence[Domain]) -> None:
    """Raise InputError where two domains have one source."""
    taken: dict[Path, str] = {}
    for domain in domains:
        other = taken.setdefault(domain.source.resolve(), domain.name)
        if other != domain.name:
            fact = f"the domains {other} and {domain.name} have one source"
            raise InputError(fact, path=path, next_step="leave one of them out")


def _read_source_locale(path: Path, settings: Mapping[str, Any]) -> str:
    if "source-locale" not in settings:
        return "en"
    locale = _read_text(path, "source-locale", settings["source-locale"])
    try:
        known_locale(locale)
    except InputError as error:
        raise InputError(f"the setting 'source-locale': {error.fact}", path=path, next_step=error.next_step) from error
    return locale


def _find_editions(root: Path, path: Path, patterns: object) -> tuple[Path, ...]:
    """The files that the patterns name. One that is no pattern is a file that must be there."""
    if not isinstance(patterns, list):
        raise _make_error(path, "editions", "a list of paths")
    found: set[Path] = set()
    for pattern in patterns:
        files = find_files(root, _read_text(path, "editions", pattern))
        if not (files or set(pattern) & set("*?[")):
            fact = f"the setting 'editions' names {pattern!r}, which is no file"
            raise InputError(fact, path=path, next_step="correct it, or leave it out")
        found.update(files)
    return tuple(sorted(found))


def _read_region(path: Path, *settings: Mapping[str, Any]) -> Region:
    """What of a page is translated, as the first of ``settings`` that says it says."""
    found: Region = next(
        filter(None, (_read_choice(path, one, "region", get_args(Region)) for one in settings)), "page"
    )
    return found


def _read_roles(path: Path, values: Mapping[str, Any]) -> Mapping[str, Role]:
    roles = values.get("roles", {})
    if not isinstance(roles, Mapping):
        raise _make_error(path, "roles", "a table from header to role")
    return {header: Role(_read_choice(path, roles, header, tuple(Role))) for header in roles}


def _refuse_unknown(path: Path, where: str, values: Mapping[str, Any], known: set[str]) -> None:
    for name in values:
        if name not in known:
            raise InputError(
                f"unknown setting {name!r} in {where}", path=path, next_step=f"known are {', '.join(sorted(known))}"
            )


def _read_choice(path: Path, values: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> Any:
    """The setting, which must be one of ``choices``; None where it is not given."""
    value = values.get(name)
    if value is not None and value not in choices:
        raise InputError(
            f"the setting {name!r} is {value!r}", path=path, next_step=f"choose one of {', '.join(choices)}"
        )
    return value


def _read_text(path: Path, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise _make_error(path, name, "a text of one line")
    return value


def _read_texts(path: Path, values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The setting, a list of texts; none where it is not given."""
    given = values.get(name, [])
    if not isinstance(given, list):
        raise _make_error(path, name, "a list of texts")
    return tuple(_read_text(path, name, value) for value in given)


def _make_error(path: Path, name: str, wanted: str) -> InputError:
    return InputError(f"the setting {name!r} is not {wanted}", path=path, next_step="see the page on settings")
