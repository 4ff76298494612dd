"""``tabl10n inspect``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.options import format_option


@click.command(short_help="Say what files hold.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE|FOLDER...")
@format_option(("text", "json"), "For people, or for programs.")
def command(files: tuple[str, ...], output_format: str) -> int:
    """Say what files hold, and the pages of folders: their tables, rows, keys and columns, and what is odd about them.

    \b
    Examples: tabl10n inspect locales/en/exchanges-by-country.md
              tabl10n inspect docs/en
    """  # noqa: D301
    from tabl10n.cli.inputs import list_inputs
    from tabl10n.cli.inspect import inspect

    return inspect(list_inputs(files), output_format)
