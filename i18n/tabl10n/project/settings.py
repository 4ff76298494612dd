"""The project in use, as its settings or the usual layout of its directories tell.

Settings stand in ``pyproject.toml``; a project that keeps to the usual layout needs none::

    [tool.tabl10n]
    source-locale = "en"
    locales = "locales"

    [tool.tabl10n.domains.exchanges]              # the gettext domain: locales/exchanges.pot
    source = "locales/en/exchanges-by-country.md"
    editions = ["locales/en/editions/*"]
    roles = { "country / region" = "territory" }  # only where the inferred role is wrong
    sort = "territory"                            # the rows of built tables: by territory, name or key

What is not usual stands in ``[tool.tabl10n]`` as well::

    incomplete = "mark"                           # a table not translated throughout: source, mark, skip or refuse
    territory-form = "short"                      # names filled in from CLDR: standard, short or variant
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from glob import glob
from pathlib import Path
from typing import Any, get_args

from tabl10n import formats
from tabl10n.document import Role
from tabl10n.errors import InputError
from tabl10n.files import read_toml
from tabl10n.project import Domain, Incomplete, Project, SortBy, is_authored
from tabl10n.territories import Form, known_locale
from tabl10n.text.characters import has_control

_SETTINGS = {"source-locale", "locales", "domains", "incomplete", "territory-form"}
_DOMAIN_SETTINGS = {"source", "editions", "roles", "sort"}
_CACHE = 1 << 12  # files of which it is kept whether they look like a table; a project has some dozens


def find_project(start: Path | None = None) -> Project:
    """The project that ``start`` (default: the working directory) lies in.

    That is the nearest directory upwards whose pyproject.toml has a table ``[tool.tabl10n]``, else ``start`` itself
    with the usual layout. Raises InputError for settings that cannot be meant.
    """
    here = (start or Path.cwd()).resolve()
    for directory in (here, *here.parents):
        path = directory / "pyproject.toml"
        settings = _settings(path) if path.is_file() else None
        if settings is not None:
            return _from_settings(directory, path, settings)
    return _from_settings(here, here / "pyproject.toml", {})


def _settings(path: Path) -> Mapping[str, Any] | None:
    tool = read_toml(path).get("tool", {})
    found = tool.get("tabl10n") if isinstance(tool, Mapping) else None
    if found is not None and not isinstance(found, Mapping):
        raise _wrong(path, "tool.tabl10n", "a table")
    return found


def _from_settings(root: Path, path: Path, settings: Mapping[str, Any]) -> Project:
    _refuse_unknown(path, "[tool.tabl10n]", settings, _SETTINGS)
    locale = _source_locale(path, settings)
    locales = root / _text(path, "locales", settings.get("locales", "locales"))
    given = settings.get("domains")
    if given is not None and not isinstance(given, Mapping):
        raise _wrong(path, "domains", "a table of domains")
    domains = (
        tuple(_domain(root, path, name, values) for name, values in given.items())
        if given
        else _usual_domains(locales / locale)
    )
    _refuse_shared(path, domains)
    incomplete: Incomplete = _choice(path, settings, "incomplete", get_args(Incomplete)) or "source"
    form: Form | None = _choice(path, settings, "territory-form", get_args(Form))
    return Project(root, locale, locales, domains, incomplete, form, found=not given)


def _refuse_shared(path: Path, domains: Sequence[Domain]) -> None:
    """Raise InputError where two domains have one source."""
    taken: dict[Path, str] = {}
    for domain in domains:
        other = taken.setdefault(domain.source.resolve(), domain.name)
        if other != domain.name:
            fact = f"the domains {other} and {domain.name} have one source"
            raise InputError(fact, path=path, next_step="leave one of them out")


def _source_locale(path: Path, settings: Mapping[str, Any]) -> str:
    if "source-locale" not in settings:
        return "en"
    locale = _text(path, "source-locale", settings["source-locale"])
    try:
        known_locale(locale)
    except InputError as error:
        raise InputError(f"the setting 'source-locale': {error.fact}", path=path, next_step=error.next_step) from error
    return locale


def _usual_domains(directory: Path) -> tuple[Domain, ...]:
    """With no settings: every table file in the source locale's directory, its editions in ``editions/``.

    Pages of words count where there is nothing else, so that somebody says that they have no table. HTML, CSV and JSON
    count where there is no Markdown or reStructuredText: beside it, they are built from it.
    """
    editions = tuple(_files(directory, "editions/*"))
    files = _files(directory, "*")
    written = [path for path in files if is_authored(path)]
    sources = [path for path in written if _may_hold_table(path)] or written or _one_a_name(files)
    return tuple(Domain(source.stem, source, editions if len(sources) == 1 else ()) for source in sources)


def _may_hold_table(path: Path) -> bool:
    """Whether something in the file looks like a table, or it cannot be read: whoever wants to read it says why."""
    try:
        found = path.stat()
        return _looks_like_table(path, found.st_mtime_ns, found.st_size)
    except OSError:
        return True


@lru_cache(maxsize=_CACHE)  # --watch asks for the project twice a second
def _looks_like_table(path: Path, _saved: int, _size: int) -> bool:
    format_ = formats.for_suffix(path.suffix)
    return format_ is None or format_.may_hold_table(path.read_bytes())


def _one_a_name(files: Sequence[Path]) -> list[Path]:
    """One file of each name, in the likeliest of the formats that people keep tables in where they write none."""
    likeliest_first = [suffix for format_ in formats.registered() for suffix in format_.source_suffixes]
    kept = [path for path in files if path.suffix.lower() in likeliest_first]
    kept.sort(key=lambda path: likeliest_first.index(path.suffix.lower()))
    return sorted({path.stem: path for path in reversed(kept)}.values())


def _files(directory: Path, pattern: str) -> list[Path]:
    """The files that the pattern names, in order: no directory, and none that is hidden, as editors leave them."""
    names = glob(pattern, root_dir=directory, recursive=True)  # noqa: PTH207 (Path.glob finds what is hidden)
    found = (directory / name for name in names)
    return sorted(path for path in found if path.is_file())


def _domain(root: Path, path: Path, name: str, values: object) -> Domain:
    where = f"[tool.tabl10n.domains.{name}]"
    if not name or name.startswith(".") or {"/", "\\"} & set(name) or has_control(name):
        raise InputError(
            f"{where} is no name of a file", path=path, next_step="call it as its catalogs are to be called"
        )
    if not isinstance(values, Mapping):
        raise _wrong(path, name, "a table of settings")
    _refuse_unknown(path, where, values, _DOMAIN_SETTINGS)
    if "source" not in values:
        raise InputError(f"{where} names no source", path=path, next_step='add source = "path/to/table.md"')
    editions = _editions(root, path, values.get("editions", []))
    sort: SortBy | None = _choice(path, values, "sort", get_args(SortBy))
    return Domain(name, root / _text(path, "source", values["source"]), editions, _roles(path, values), sort)


def _editions(root: Path, path: Path, patterns: object) -> tuple[Path, ...]:
    """The files that the patterns name. One that is no pattern is a file that must be there."""
    if not isinstance(patterns, list):
        raise _wrong(path, "editions", "a list of paths")
    found: set[Path] = set()
    for pattern in patterns:
        files = _files(root, _text(path, "editions", pattern))
        if not (files or set(pattern) & set("*?[")):
            fact = f"the setting 'editions' names {pattern!r}, which is no file"
            raise InputError(fact, path=path, next_step="correct it, or leave it out")
        found.update(files)
    return tuple(sorted(found))


def _roles(path: Path, values: Mapping[str, Any]) -> Mapping[str, Role]:
    roles = values.get("roles", {})
    if not isinstance(roles, Mapping):
        raise _wrong(path, "roles", "a table from header to role")
    return {header: Role(_choice(path, roles, header, tuple(Role))) for header in roles}


def _refuse_unknown(path: Path, where: str, values: Mapping[str, Any], known: set[str]) -> None:
    for name in values:
        if name not in known:
            raise InputError(
                f"unknown setting {name!r} in {where}", path=path, next_step=f"known are {', '.join(sorted(known))}"
            )


def _choice(path: Path, values: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> Any:
    """The setting, which must be one of ``choices``; None where it is not given."""
    value = values.get(name)
    if value is not None and value not in choices:
        raise InputError(
            f"the setting {name!r} is {value!r}", path=path, next_step=f"choose one of {', '.join(choices)}"
        )
    return value


def _text(path: Path, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise _wrong(path, name, "a text of one line")
    return value


def _wrong(path: Path, name: str, wanted: str) -> InputError:
    return InputError(f"the setting {name!r} is not {wanted}", path=path, next_step="see the page on settings")
