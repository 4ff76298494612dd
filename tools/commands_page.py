"""The page of the commands, made from their own help: ``i18n/docs/commands.md``.

Run ``python tools/commands_page.py`` after a command's help changed; a test says when that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tabl10n.cli import main as group

PAGE = Path(__file__).parent.parent / "i18n/docs/commands.md"
_WIDTH = 100


def page() -> str:
    """The page's text: each command's help as it is printed in a terminal of 100 columns."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The commands"
    yield ""
    yield "Made from the commands' own help by `tools/commands_page.py`."
    names = group.context_settings["help_option_names"]
    context = click.Context(group, info_name="tabl10n", terminal_width=_WIDTH, help_option_names=names)
    yield from _help("tabl10n", group, context)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
        yield from _help(f"tabl10n {name}", command, inner)
    yield ""


def _help(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield from ("", f"## {title}", "", "```")
    yield command.get_help(context)
    yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
