"""Building the tables: planned first, made one after the other, and written to their paths only when all are made.

Made texts wait in a directory of their own, so that memory holds one locale at a time, and a build that is stopped
leaves every table as it was. A source, a catalog or a translation that cannot be used stops only its own tables, and a
format that cannot hold something only its own file. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from tabl10n import formats, processes
from tabl10n.build import marks, sorting
from tabl10n.build.localize import Localized, localize
from tabl10n.build.staging import stage
from tabl10n.catalog import pofile
from tabl10n.catalog.ownership import require_own
from tabl10n.document import Document, Role
from tabl10n.errors import InputError
from tabl10n.files import StagedFile, holds
from tabl10n.formats import Converted, left_out
from tabl10n.formats.remarks import restrict
from tabl10n.formats.rendering import Rendering
from tabl10n.project import Domain, Project, SortBy
from tabl10n.project.sources import load_source, make_missing_catalog_error, require_domains
from tabl10n.territories import format_language, is_rtl, parse_locale

# Bytes of source times locales that one process localizes in about a second (10,000 rows are 5 MB and take 0.35 s).
# Less is not worth the start of other processes.
_MIN_SIZE_FOR_PROCESSES = 16_000_000
_MAX_EXAMPLES = 3


class Task(NamedTuple):
    """The table of one domain in one locale, as its directory is named."""

    domain: Domain
    locale: str


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for: where to (default: beside the catalogs), in which order, how complete at least.

    ``sort`` goes before the order that a domain's settings name. With ``fail_under``, a locale of which less than that
    percentage is translated is left out. ``suffixes`` name the formats (see `formats.find_by_built_suffix`);
    with none it is the source's own. ``rendering`` says how formats other than that look; its language is that of each
    locale.
    """

    output: Path | None = None
    sort: SortBy | None = None
    fail_under: float | None = None
    suffixes: tuple[str, ...] = ()
    rendering: Rendering = field(default_factory=Rendering)


class File(NamedTuple):
    """A file to be made: where, and its text in ``staged``; None where the text is there already, or is not wanted."""

    path: Path
    current: bool
    staged: Path | None

    def is_current(self) -> bool:
        """Whether the file held that text already."""
        return self.current

    def stage(self) -> StagedFile:
        """Write the text to a temporary file beside the target. Raises InputError when it cannot be written there."""
        assert self.staged is not None
        return StagedFile(self.path, self.staged.read_bytes)


class Completeness(NamedTuple):
    """How many of a hundred messages of a table are done, how many are not translated, and the first few of those."""

    percent: int
    missing: int
    examples: tuple[str, ...]

    @staticmethod
    def of(localized: Localized) -> Completeness:
        """How complete the catalog was that ``localized`` was made with."""
        missing = localized.missing
        examples = tuple(identity.msgid for identity in missing[:_MAX_EXAMPLES])
        return Completeness(localized.percent, len(missing), examples)


_NO_MESSAGES = Completeness(0, 0, ())


class Omission(NamedTuple):
    """What files with that suffix do not have of the page they are built of: the first line of it, and what it is."""

    suffix: str
    line: int
    description: str


class Built(NamedTuple):
    """What became of a task: the files, none where the locale is left out, and how complete its catalog is.

    ``unsorted`` says that the rows are not in the order that was asked for: no column plays that role. ``omissions``
    say what of the page is not in a file, ``errors`` why files could not be made, one or all.
    """

    task: Task
    completeness: Completeness
    files: tuple[File, ...]
    unsorted: bool = False
    omissions: tuple[Omission, ...] = ()
    errors: tuple[InputError, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether too little is translated."""
        return not self.files and not self.errors


def plan(project: Project, locales: Iterable[str] = ()) -> tuple[Task, ...]:
    """The tables to build: those of ``locales``, or of every locale that has a catalog.

    A locale may lack a catalog of some. Raises InputError for a project without a source table or without a catalog,
    an unknown locale, or one without any catalog, and where two tables would be built as one file.
    """
    domains, asked = require_domains(project), tuple(locales)
    project.require_catalogs(domains, [locale for locale in asked if not _is_source(project, locale)])
    tasks: list[Task] = []
    for domain in domains:
        named = (_find_directory(project, domain, locale) for locale in asked or project.require_locales(domain))
        tasks += (Task(domain, name) for name in dict.fromkeys(filter(None, named)))
    if not tasks:
        raise make_missing_catalog_error(project)
    _refuse_shared(project, tasks)
    return tuple(tasks)


def list_paths(project: Project, task: Task, options: BuildOptions) -> tuple[Path, ...]:
    """Where the files of ``task`` are built, one for each format."""
    path = project.built(*task, options.output)
    return tuple(path.with_suffix(suffix) for suffix in _list_suffixes(task, options))


def _list_suffixes(task: Task, options: BuildOptions) -> list[str]:
    return [f".{suffix}" for suffix in options.suffixes] or [task.domain.source.suffix]


def _refuse_shared(project: Project, tasks: Iterable[Task]) -> None:
    """Raise InputError where two sources differ in no more than their directory or their format."""
    taken: dict[Path, Domain] = {}
    for domain, locale in tasks:
        path = project.built(domain, locale).with_suffix("")
        other = taken.setdefault(path, domain)
        if other is not domain:
            raise InputError(
                f"{project.relative(other.source)} would be built under the same name",
                path=project.relative(domain.source),
                next_step="rename one of them",
            )


def _is_source(project: Project, locale: str) -> bool:
    return parse_locale(locale) == parse_locale(project.source_locale)


def _find_directory(project: Project, domain: Domain, locale: str) -> str | None:
    """The name of the locale's directory; None where it has no catalog of the domain."""
    return project.source_locale if _is_source(project, locale) else project.find_catalog_locale(domain, locale)


def run(project: Project, tasks: Sequence[Task], options: BuildOptions, staging: Path | None) -> Iterator[Built]:
    """Make the tables in order, in several processes where that saves time; each is given back as it is made.

    Texts that their files do not hold yet are put into ``staging``, for `File.stage`; with None they are only compared.
    What a source, a catalog or a translation that cannot be used stops is given back with the error. Raises InputError
    where a file would take the place of a source, or there is no space for it in ``staging``.
    """
    builder = _Builder(project, options, staging)
    workers = min(processes.count_free_processors(), len(tasks))
    if workers < 2 or sum(map(_measure_size, tasks)) < _MIN_SIZE_FOR_PROCESSES:
        yield from map(builder, tasks)
        return
    with suppress(InputError):
        builder.read(tasks[0].domain)  # once for all processes where these are forked
    yield from processes.spread(builder, tasks, workers)


def _measure_size(task: Task) -> int:
    """The bytes of the source; none where it cannot be read: whoever reads it says why."""
    try:
        return task.domain.source.stat().st_size
    except OSError:
        return 0


class _Builder:
    """Makes one table after the other; holds the source that it read last."""

    def __init__(self, project: Project, options: BuildOptions, staging: Path | None) -> None:
        self.project = project
        self.options = options
        self.staging = staging
        self.sources = {path.resolve() for domain in project.domains for path in (domain.source, *domain.editions)}
        self.domain: Domain | None = None
        self.loaded: Document | InputError

    def __call__(self, task: Task) -> Built:
        try:
            completeness, converted = self._make_each(task)
        except InputError as error:
            return Built(task, _NO_MESSAGES, (), errors=(error,))
        if not converted:
            return Built(task, completeness, ())
        pairs = zip(list_paths(self.project, task, self.options), converted.values(), strict=True)
        files = tuple(self._make_file(path, one.text) for path, one in pairs if one.error is None)
        unsorted = self.options.sort is not None and not self._can_sort()
        omissions = tuple(
            Omission(suffix, one.left_out[0].line, left_out.describe(one.left_out))
            for suffix, one in converted.items()
            if one.left_out
        )
        errors = tuple(_add_locale(one.error, task.locale) for one in converted.values() if one.error is not None)
        return Built(task, completeness, files, unsorted, omissions, errors)

    def _make_each(self, task: Task) -> tuple[Completeness, Mapping[str, Converted]]:
        """How complete the table is, and what it is by suffix, nothing where it is left out.

        Raises InputError for a source, a catalog or a translation that cannot be used.
        """
        source, translate = self.read(task.domain), self._make_translator(task)
        localized = translate(source)
        completeness = Completeness.of(localized)
        if self._should_leave_out(completeness):
            return completeness, {}
        try:
            converted = self._convert_sorted(task, localized, translate)
        except InputError as error:
            raise _add_locale(error, task.locale) from error
        if completeness.missing and self.project.incomplete == "mark":
            shares = marks.Shares(task.locale, self.project.source_locale, completeness.percent)
            converted = {suffix: self._mark(one, suffix, shares) for suffix, one in converted.items()}
        return completeness, converted

    def _mark(self, converted: Converted, suffix: str, shares: marks.Shares) -> Converted:
        """What was made, if it was, with the mark of an incomplete page."""
        if converted.error is not None:
            return converted
        return converted._replace(text=marks.append_mark(converted.text, self._find_format(suffix), shares))

    def read(self, domain: Domain) -> Document:
        """The source of ``domain``, read once for all its locales. Raises InputError when it cannot be used."""
        if domain != self.domain:
            self.domain, self.loaded = domain, self._load(domain)
        if isinstance(self.loaded, InputError):
            raise self.loaded
        return self.loaded

    def _load(self, domain: Domain) -> Document | InputError:
        try:
            return load_source(domain, self.project.source_locale)
        except InputError as error:
            return error

    @property
    def source(self) -> Document:
        """The source that was read last."""
        assert isinstance(self.loaded, Document)
        return self.loaded

    def _make_translator(self, task: Task) -> Callable[[Document], Localized]:
        if task.locale == self.project.source_locale:
            return lambda document: Localized(document, (), 0, ())
        path = self.project.catalog(*task)
        catalog = require_own(pofile.read(path), self.project.relative(path))
        return lambda document: localize(document, catalog, task.locale, self.project.source_locale)

    def _should_leave_out(self, completeness: Completeness) -> bool:
        least = self.options.fail_under
        if least is None:
            return completeness.missing > 0 and self.project.incomplete in ("skip", "refuse")
        return completeness.percent < least

    def _convert_sorted(
        self, task: Task, localized: Localized, translate: Callable[[Document], Localized]
    ) -> Mapping[str, Converted]:
        """The localized document in each format, its rows in the order that is asked for."""
        in_order = self._sort(task, localized, translate)
        converted = self._convert(task, in_order)
        if in_order is localized or all(one.error is None for one in converted.values()):
            return converted
        # The errors name lines of the sorted table. Without the sorting, they name lines of the source.
        unsorted = self._convert(task, localized)
        return {
            suffix: unsorted[suffix] if one.error and unsorted[suffix].error else one
            for suffix, one in converted.items()
        }

    def _sort(self, task: Task, localized: Localized, translate: Callable[[Document], Localized]) -> Localized:
        """``localized`` with its rows in the order that is asked for; itself where they are in that order.

        The rows of the source are sorted, by their words in the locale, and translated again.
        """
        by = self.options.sort if self._can_sort() else task.domain.sort
        orders = _find_orders(localized.document, by, task.locale) if by else ()
        if all(order == tuple(range(len(order))) for order in orders):
            return localized
        return translate(formats.reorder_rows(self.source, orders))

    def _can_sort(self) -> bool:
        """Whether a table has the column that all rows are to be sorted by: of several sources, some may have none."""
        by = self.options.sort
        return by is not None and any(table.column_of(Role(by)) is not None for table in self.source.tables)

    def _convert(self, task: Task, localized: Localized) -> Mapping[str, Converted]:
        """The document in each format that is asked for, by the suffix of its file."""
        locale = parse_locale(task.locale)
        rendering = replace(
            self.options.rendering,
            language=format_language(locale),
            rtl=is_rtl(locale),
            foreign=localized.foreign,
            foreign_language=self.project.source_locale.replace("_", "-"),
        )
        suffixes = _list_suffixes(task, self.options)
        targets = [self._find_format(suffix).name for suffix in suffixes]
        converted = formats.convert_each(localized.source, targets, localized.edits, rendering)
        return dict(zip(suffixes, converted, strict=True))

    def _find_format(self, suffix: str) -> formats.Format:
        return formats.find_by_built_suffix(suffix.removeprefix(".")) or formats.get(self.source.format)

    def _make_file(self, path: Path, text: str) -> File:
        data = text.encode()
        current = holds(path, data)
        if not current:
            self._refuse_source(path)
        if current or self.staging is None:
            return File(path, current, None)
        return File(path, current, stage(self.staging, data))

    def _refuse_source(self, path: Path) -> None:
        """Raise InputError where ``path`` is a source, or would be taken for one from then on."""
        aside = "build into another directory with --output"
        if path.resolve() in self.sources:
            fact = "the built table would take the place of its source"
            aside += ", or remove the link that leads to the source"
        elif self.project.takes_for_source(path):
            fact = "the built table would be taken for a source itself"
        else:
            return
        raise InputError(fact, path=self.project.relative(path), next_step=aside)


def _add_locale(error: InputError, locale: str) -> InputError:
    """The error with the locale it came up in: it names a line of the source, but its cause may be a translation."""
    fact = f"{error.fact}, in the table for {locale}"
    return InputError(fact, path=error.path, line=error.line, next_step=error.next_step)


def _find_orders(document: Document, by: SortBy, locale: str) -> tuple[sorting.Order, ...]:
    """The order of the rows of each table; one that another tool translates keeps its own."""
    own = {table.span for table in restrict(document).tables}
    pairs = zip(document.tables, sorting.find_orders(document, by, locale), strict=True)
    return tuple(order if table.span in own else tuple(range(len(table.rows))) for table, order in pairs)
