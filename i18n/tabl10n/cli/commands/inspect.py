"""``tabl10n inspect``: its arguments, options and help."""

from __future__ import annotations

import click

from tabl10n.cli.options import format_option


@click.command(short_help="Say what a file holds.")
@click.argument("file", type=click.Path())
@format_option(("text", "json"), "For people, or for programs.")
def command(file: str, output_format: str) -> int:
    """Say what FILE holds: its tables, rows, keys and columns, and what is odd about it.

    Example: tabl10n inspect locales/en/exchanges-by-country.md
    """
    from tabl10n.cli.inspect import inspect

    return inspect(file, output_format)
