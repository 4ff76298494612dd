"""``tabl10n init``: its arguments, options and help."""

from __future__ import annotations

import click


@click.command(short_help="Make a catalog (.po), its countries filled in.")
@click.argument("locales", nargs=-1, required=True, metavar="LOCALE...")
def command(locales: tuple[str, ...]) -> int:
    """Make a catalog for each LOCALE, with every territory filled in from CLDR.

    Nothing is guessed: what CLDR has no name for stays empty and is listed. A catalog that is there is never touched;
    of several source tables, those without one get theirs.

    Example: tabl10n init sv pt-BR zh-Hant
    """
    from tabl10n.cli.init import init
    from tabl10n.project.settings import find_project

    return init(find_project(), locales)
