"""``tabl10n build``: its arguments, options and help."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from tabl10n import formats
from tabl10n.project import SortBy


def _parse_suffixes(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The formats that the option names, each once; none without the option."""
    names = dict.fromkeys(name.strip().removeprefix(".") for name in (value or "").split(",") if name.strip())
    for name in names:
        if formats.find_by_built_suffix(name) is None:
            raise click.BadParameter(f"{name!r} is not one of {_list_offered()}.", ctx, param)
    if value is not None and not names:
        raise click.BadParameter(f"name one of {_list_offered()}.", ctx, param)
    return tuple(names)


def _list_offered() -> str:
    return ", ".join(format_.suffixes[0].removeprefix(".") for format_ in formats.list_formats())


def _parse_directory(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """The directory that the option names. An empty one is a variable that was not set, not this directory."""
    if value == "":
        raise click.BadParameter("name a directory.", ctx, param)
    return None if value is None else Path(value)


@click.command(short_help="Build the table of each locale.")
@click.argument("arguments", nargs=-1, metavar="[LOCALE|PATH]...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False), callback=_parse_directory, help="Build under this directory."
)
@click.option("--sort", type=click.Choice(get_args(SortBy)), help="Sort the rows as readers of the locale do.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Leave out locales under N percent, and exit 1."
)
@click.option(
    "--format",
    "suffixes",
    metavar="FORMAT,…",
    callback=_parse_suffixes,
    help=f"Build {_list_offered()}; several with commas. Default: the source's own.",
)
@click.option("--fragment", is_flag=True, help="HTML to be put into a page, not a page of its own.")
@click.option("--list-table", is_flag=True, help="In reStructuredText a list-table, not a grid.")
@click.option("--guard-formulas", is_flag=True, help="In CSV, an apostrophe before what a spreadsheet would calculate.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a built table is out of date.")
@click.option("--watch", is_flag=True, help="Build again whenever a source or a catalog is saved, until Ctrl-C.")
def command(
    arguments: tuple[str, ...],
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
    """Build the table of each LOCALE (default: every locale that has a catalog), beside the catalogs; with a PATH, what
    is built of that source page or catalog, or of those in that folder.

    Keys, links, images and versions are copied from the source; where a translation is missing, so are the
    words. Only files that change are written. A source or a catalog that cannot be used stops its own tables alone.

    \b
    Examples:
      tabl10n build de zh_Hans --output public
      tabl10n build --sort territory --fail-under 80
      tabl10n build ar --format md,html,json
      tabl10n build --check
    """  # noqa: D301
    from tabl10n.build.builds import BuildOptions
    from tabl10n.cli.build import build, watch_inputs
    from tabl10n.formats.rendering import Rendering
    from tabl10n.project.settings import find_project

    rendering = Rendering(page=not fragment, list_table=list_table, guard=guard_formulas)
    options = BuildOptions(output, sort, fail_under, suffixes, rendering)
    if not watch:
        return build(find_project(), arguments, options, check=check)
    if check:
        raise click.UsageError("--check writes nothing, so there is nothing to --watch: leave one out.")
    return watch_inputs(find_project().root, arguments, options)
