"""``tabl10n build``: the table of each locale, in the source's own format or in others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from textwrap import shorten

import click

from tabl10n.build import builds, sorting
from tabl10n.build.builds import BuildOptions, Built, Task
from tabl10n.build.staging import open_staging
from tabl10n.build.watch import wait_for_changes
from tabl10n.cli.catalogs import say_fallbacks, say_missing, say_none_selected
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import tell, write_outdated
from tabl10n.errors import InputError
from tabl10n.project import Project
from tabl10n.project.selection import Selection
from tabl10n.project.settings import find_project
from tabl10n.territories import parse_locale
from tabl10n.text.counting import format_count

# Catalogs of which a line says what is not translated: more would push what was written off the screen.
_MAX_NAMED_CATALOGS = 20


def build(project: Project, arguments: tuple[str, ...], options: BuildOptions, *, check: bool = False) -> int:
    """Build the tables of what ``arguments`` name; 0, 1 when ``check`` finds one out of date or too little is
    translated, or 2 when a source, a catalog or a translation cannot be used: all tables but its own are built.

    Raises InputError with nothing written.
    """
    selection = Selection.parse(arguments)
    tasks = [task for task in builds.plan(project, selection.locales) if _is_selected(project, selection, task)]
    _say_locales(project, selection.locales, tasks)
    if not tasks:
        say_none_selected(selection.paths)
        return 0
    if (options.sort or any(task.domain.sort for task in tasks)) and not sorting.has_icu():
        tell("sorted in Unicode's order; for each locale's own: pip install duckdb")
    with nullcontext() if check else open_staging() as directory:
        made = builds.run(project, tasks, options, directory)
        failures, done = _split_failures(with_progress(made, len(tasks), "building"))
        _say_unsorted(project, done, options)
        _say_gaps(project, done, options)
        _say_omissions(project, done)
        left_out = any(built.left_out for built in done)
        if project.incomplete == "refuse" and (left_out or failures):
            why = "tables that are not translated; translate them" if left_out else "to leave tables out"
            tell(f"nothing is built: the project refuses {why}")
            return failures.conclude(1)
        files = [file for built in done for file in built.files]
        status = write_outdated(project, files, check=check, next_step="run tabl10n build")
    return failures.conclude(1 if left_out and options.fail_under is not None else status)


def _is_selected(project: Project, selection: Selection, task: Task) -> bool:
    return selection.holds(project.built(*task)) or selection.holds_catalog(project, *task)


def _say_locales(project: Project, locales: Sequence[str], tasks: Sequence[Task]) -> None:
    """Say what of the locales that were asked for is not built, and which of them CLDR does not have."""
    source = parse_locale(project.source_locale)
    say_missing(project, project.domains, [locale for locale in locales if parse_locale(locale) != source])
    say_fallbacks(task.locale for task in tasks)


def _split_failures(made: Iterable[Built]) -> tuple[Failures, Sequence[Built]]:
    """The errors, and what could be built."""
    failures, done = Failures(), []
    for built in made:
        for error in built.errors:
            failures.add(error)
        if built.files or not built.errors:
            done.append(built)
    return failures, done


def watch_inputs(root: Path, arguments: tuple[str, ...], options: BuildOptions) -> int:
    """Build now and after each change; what cannot be used is reported, and waited for to be corrected. 0 at Ctrl-C."""
    try:
        for _ in wait_for_changes(root):
            try:
                build(find_project(root), arguments, options)
            except InputError as error:
                tell(f"tabl10n: {error}")
    except KeyboardInterrupt:
        click.echo(err=True)
    return 0


def _say_unsorted(project: Project, done: Sequence[Built], options: BuildOptions) -> None:
    """Say which sources have no column to sort by; raise InputError where none has one."""
    sources = {project.relative(built.task.domain.source): built.unsorted for built in done}
    for source, unsorted in sources.items():
        if unsorted and all(sources.values()):
            step = "sort by another, or name it under roles"
            raise InputError(f"no column plays the role {options.sort}", path=source, next_step=step)
        if unsorted:
            tell(f"{source}: no column plays the role {options.sort}; the rows keep their order")


def _say_omissions(project: Project, done: Sequence[Built]) -> None:
    """Say once for all locales what of a source is not in the files of a format."""
    for source, omission in dict.fromkeys((built.task.domain.source, one) for built in done for one in built.omissions):
        where = f"{project.relative(source)}:{omission.line}"
        tell(f"{where}: left out of {omission.suffix.removeprefix('.')}, from this line on: {omission.description}")


def _say_gaps(project: Project, done: Sequence[Built], options: BuildOptions) -> None:
    """Say which locales are left out, and of the first few of the others what is not translated."""
    for built in done:
        if built.left_out:
            _say_left_out(project, built, options)
    gaps = [built for built in done if built.completeness.missing and not built.left_out]
    for built in gaps[:_MAX_NAMED_CATALOGS]:
        _say_missing(project, built)
    if gaps[_MAX_NAMED_CATALOGS:]:
        more = format_count(len(gaps) - _MAX_NAMED_CATALOGS, "more catalog")
        tell(f"{more} not translated throughout; tabl10n stats shows them")


def _say_left_out(project: Project, built: Built, options: BuildOptions) -> None:
    where, percent = project.relative(project.catalog(*built.task)), built.completeness.percent
    paths = builds.list_paths(project, built.task, options)
    stale = ", ".join(project.relative(path) for path in paths if path.exists())
    earlier = f"; {stale} stays as an earlier build left it" if stale else ""
    tell(f"{where}: {percent} percent translated, left out{earlier}")


def _say_missing(project: Project, built: Built) -> None:
    _, missing, examples = built.completeness
    where = project.relative(project.catalog(*built.task))
    first = ", ".join(repr(shorten(msgid, 40, placeholder="…")) for msgid in examples)
    rest = f" and {missing - len(examples)} more" if missing > len(examples) else ""
    tell(f"{where}: not translated, left in the source's words: {first}{rest}")
