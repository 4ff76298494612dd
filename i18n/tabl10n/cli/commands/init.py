"""``tabl10n init``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.project.layouts import LAYOUTS


@click.command(short_help="Make a catalog (.po), its countries filled in.")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("--layout", type=click.Choice(sorted(LAYOUTS)), help="Write the settings of this layout first.")
def command(locales: tuple[str, ...], layout: str | None) -> int:
    """Make a catalog for each LOCALE, with every territory filled in from CLDR.

    Nothing is guessed: what CLDR has no name for stays empty and is listed. A catalog that is there is never touched;
    of several source tables, those without one get theirs.

    With --layout, the settings of a project in the layout of that site generator go into tabl10n.toml, where there are
    none yet; LOCALE may then be left out.

    \b
    Examples: tabl10n init sv pt-BR zh-Hant
              tabl10n init --layout docusaurus de
    """  # noqa: D301
    from tabl10n.cli.init import init, init_layout
    from tabl10n.project.settings import find_project

    if layout is not None:
        init_layout(layout)
    elif not locales:
        raise click.UsageError("Name a LOCALE, or a --layout.")
    return init(find_project(), locales) if locales else 0
