"""``tabl10n extract``: its arguments, options and help."""

from __future__ import annotations

import click


@click.command(short_help="Write the template (.pot) of the source tables.")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE|FOLDER]...")
@click.option("-o", "--output", type=click.Path(), help="Write the template of one FILE there; - for standard output.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a template is out of date.")
def command(files: tuple[str, ...], output: str | None, check: bool) -> int:
    """Write the template of every source table: the strings that a translator needs, and nothing else.

    Without FILES, those are the project's source tables; else those of them that are named, or lie in a folder that is.

    \b
    Examples: tabl10n extract --check
              tabl10n extract docs/en/guide
    """  # noqa: D301
    from tabl10n.cli.extract import extract
    from tabl10n.cli.inputs import list_inputs
    from tabl10n.project.settings import find_project

    return extract(find_project(), list_inputs(files), output, check=check)
