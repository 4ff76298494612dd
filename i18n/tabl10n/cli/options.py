"""Options that several commands have, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(formats: Sequence[str], help_text: str) -> Callable[[Command], Command]:
    """``--format``, one of ``formats``, the first unless chosen; ``help_text`` is the help."""
    return click.option(
        "--format", "output_format", type=click.Choice(formats), default=formats[0], show_default=True, help=help_text
    )


source_option = click.option(
    "--source", multiple=True, type=click.Path(), help="The source table; named again, its editions."
)
role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="HEADER=ROLE",
    help="What a column of the source is: key, territory, name, text or verbatim; may be given several times.",
)
locale_option = click.option("-l", "--locale", help="The copy's language, as zh-Hans or pt_BR; else its path tells.")
