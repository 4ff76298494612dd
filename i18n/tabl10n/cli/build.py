"""``tabl10n build``: the table of each locale, in the source's own format or in others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from textwrap import shorten
from typing import get_args

import click

from tabl10n import formats
from tabl10n.build import builds, sorting
from tabl10n.build.builds import BuildOptions, Built
from tabl10n.build.staging import staging
from tabl10n.build.watch import changes
from tabl10n.cli.failures import Failures
from tabl10n.cli.progress import with_progress
from tabl10n.cli.writing import settle
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering
from tabl10n.project import Project, SortBy
from tabl10n.project.settings import find_project
from tabl10n.text.counting import counted

_GAPS = 20  # catalogs of which is said what is not translated: more would push what was written off the screen


def _suffixes(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The formats that the option names, each once; none without the option."""
    names = dict.fromkeys(name.strip().removeprefix(".") for name in (value or "").split(",") if name.strip())
    for name in names:
        if formats.for_built(name) is None:
            raise click.BadParameter(f"{name!r} is not one of {_offered()}.", ctx, param)
    if value is not None and not names:
        raise click.BadParameter(f"name one of {_offered()}.", ctx, param)
    return tuple(names)


def _offered() -> str:
    return ", ".join(format_.suffixes[0].removeprefix(".") for format_ in formats.registered())


def _directory(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """The directory that the option names. An empty one is a variable that was not set, not this directory."""
    if value == "":
        raise click.BadParameter("name a directory.", ctx, param)
    return None if value is None else Path(value)


@click.command(short_help="Build the table of each locale.")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False), callback=_directory, help="Build under this directory."
)
@click.option("--sort", type=click.Choice(get_args(SortBy)), help="Sort the rows as readers of the locale do.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Leave out locales under N percent, and exit 1."
)
@click.option(
    "--format",
    "suffixes",
    metavar="FORMAT,…",
    callback=_suffixes,
    help=f"Build {_offered()}; several with commas. Default: the source's own.",
)
@click.option("--fragment", is_flag=True, help="HTML to be put into a page, not a page of its own.")
@click.option("--list-table", is_flag=True, help="In reStructuredText a list-table, not a grid.")
@click.option("--guard-formulas", is_flag=True, help="In CSV, an apostrophe before what a spreadsheet would calculate.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a built table is out of date.")
@click.option("--watch", is_flag=True, help="Build again whenever a source or a catalog is saved, until Ctrl-C.")
def command(
    locales: tuple[str, ...],
    output: Path | None,
    sort: SortBy | None,
    fail_under: float | None,
    suffixes: tuple[str, ...],
    fragment: bool,
    list_table: bool,
    guard_formulas: bool,
    check: bool,
    watch: bool,
) -> int:
    """Build the table of each LOCALE (default: every locale that has a catalog), beside the catalogs.

    Keys, links, images and versions are copied from the source; where a translation is missing, the source's words
    stand. Only files that change are written. A source or a catalog that cannot be used stops its own tables alone.

    \b
    Examples:
      tabl10n build de zh_Hans --output public
      tabl10n build --sort territory --fail-under 80
      tabl10n build ar --format md,html,json
      tabl10n build --check
    """  # noqa: D301
    rendering = Rendering(page=not fragment, list_table=list_table, guard=guard_formulas)
    options = BuildOptions(output, sort, fail_under, suffixes, rendering)
    if not watch:
        return build(find_project(), locales, options, check=check)
    if check:
        raise click.UsageError("--check writes nothing, so there is nothing to --watch: leave one out.")
    return _watch(find_project().root, locales, options)


def build(project: Project, locales: tuple[str, ...], options: BuildOptions, *, check: bool = False) -> int:
    """Build the tables; 0, 1 when ``check`` finds one out of date or too little is translated, or 2 when a source, a
    catalog or a translation cannot be used: all tables but its own are built.

    Raises InputError with nothing written.
    """
    tasks = builds.plan(project, locales)
    if (options.sort or any(task.domain.sort for task in tasks)) and not sorting.has_icu():
        click.echo("sorted in Unicode's order; for each locale's own: pip install duckdb", err=True)
    with nullcontext() if check else staging() as directory:
        made = builds.run(project, tasks, options, directory)
        failures, done = _without_failures(with_progress(made, len(tasks), "building"))
        _say_unsorted(project, done, options)
        _say_gaps(project, done, options)
        left_out = any(built.left_out for built in done)
        if project.incomplete == "refuse" and (left_out or failures):
            why = "tables that are not translated; translate them" if left_out else "to leave tables out"
            click.echo(f"nothing is built: the project refuses {why}", err=True)
            return failures.conclude(1)
        files = [file for built in done for file in built.files]
        status = settle(project, files, check=check, next_step="run tabl10n build")
    return failures.conclude(1 if left_out and options.fail_under is not None else status)


def _without_failures(made: Iterable[Built]) -> tuple[Failures, Sequence[Built]]:
    """The errors, and what could be built."""
    failures, done = Failures(), []
    for built in made:
        if built.error is None:
            done.append(built)
        else:
            failures.add(built.error)
    return failures, done


def _watch(root: Path, locales: tuple[str, ...], options: BuildOptions) -> int:
    """Build now and after each change; what cannot be used is said, and waited for to be mended. 0 at Ctrl-C."""
    try:
        for _ in changes(root):
            try:
                build(find_project(root), locales, options)
            except InputError as error:
                click.echo(f"tabl10n: {error}", err=True)
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
            click.echo(f"{source}: no column plays the role {options.sort}; the rows keep their order", err=True)


def _say_gaps(project: Project, done: Sequence[Built], options: BuildOptions) -> None:
    """Say which locales are left out, and of the first few of the others what is not translated."""
    for built in done:
        if built.left_out:
            _say_left_out(project, built, options)
    gaps = [built for built in done if built.completeness.missing and not built.left_out]
    for built in gaps[:_GAPS]:
        _say_missing(project, built)
    if gaps[_GAPS:]:
        more = counted(len(gaps) - _GAPS, "more catalog")
        click.echo(f"{more} not translated throughout; tabl10n stats shows them", err=True)


def _say_left_out(project: Project, built: Built, options: BuildOptions) -> None:
    where, percent = project.relative(project.catalog(*built.task)), int(built.completeness.percent)
    places = builds.places(project, built.task, options)
    stale = ", ".join(project.relative(place) for place in places if place.exists())
    earlier = f"; {stale} stays as an earlier build left it" if stale else ""
    click.echo(f"{where}: {percent} percent translated, left out{earlier}", err=True)


def _say_missing(project: Project, built: Built) -> None:
    _, missing, examples = built.completeness
    where = project.relative(project.catalog(*built.task))
    first = ", ".join(repr(shorten(msgid, 40, placeholder="…")) for msgid in examples)
    rest = f" and {missing - len(examples)} more" if missing > len(examples) else ""
    click.echo(f"{where}: not translated, left in the source's words: {first}{rest}", err=True)
