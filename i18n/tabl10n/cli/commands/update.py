"""``tabl10n update``: its arguments, options and help."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Let the catalogs follow the source tables.")
@click.argument("arguments", nargs=-1, metavar="[LOCALE|PATH]...")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="POT", help="Follow this file, not the source table."
)
@click.option("--location/--no-location", default=None, help="With or without references; else as the catalog has it.")
@click.option("--no-date", "date", is_flag=True, flag_value=False, default=True, help="Leave POT-Creation-Date alone.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a catalog is out of date.")
def command(arguments: tuple[str, ...], template: Path | None, location: bool | None, date: bool, check: bool) -> int:
    """Let the catalogs of each LOCALE (default: all), or those that a PATH belongs to, follow the source table.

    No translation is lost and none is guessed. A renamed country or entry keeps its translation, by its code or key;
    a reworded text keeps it as fuzzy, with the text it was made for; what has left the table becomes obsolete, and is
    used again when it comes back. A country without a translation is named where CLDR is certain. Where nothing
    changes, no byte does.

    Example: tabl10n update de zh-Hans
    """
    from tabl10n.cli.update import UpdateOptions, update
    from tabl10n.project.settings import find_project

    return update(find_project(), arguments, UpdateOptions(template, location, date, check))
