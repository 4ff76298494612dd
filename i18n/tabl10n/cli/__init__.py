"""The command line: ``tabl10n COMMAND``. What each command takes is a file in ``commands``, what it does one here.

Exit status: 0 clean, 1 findings (or, with --check, something would change), 2 wrong usage or unreadable input.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import redirect_stderr, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path

import click

from tabl10n import __version__
from tabl10n.errors import InputError
from tabl10n.text.visible import escape_hidden

_COMMANDS = ("inspect", "extract", "init", "update", "stats", "check", "build", "align", "audit", "rule")


class _Commands(click.Group):
    """The commands, each imported only when it is called: the others' imports would cost more than most of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click calls it so)
        """The commands in the order of a translation's life."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        """The command of that name. Raises InputError if there is none."""
        if cmd_name not in _COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(cmd_name, _COMMANDS, n=1)
            step = f"did you mean {near[0]}?" if near else "tabl10n --help lists them all"
            raise InputError(f"no such command: {cmd_name}", next_step=step)
        command = import_module(f"tabl10n.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; 0 where the reader of its output has left, as ``head`` does: nothing is wrong then."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            from tabl10n.cli.writing import stop_printing

            stop_printing()
            return 0


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tabl10n")
def main() -> None:  # click reads the \b: lines below it keep their breaks
    """Keep reference tables true in every language.

    \b
    Translators see only the words that are theirs:  tabl10n extract, init, build
    A copy that someone else translated is judged:  tabl10n audit

    Exit status: 0 clean, 1 findings (or, with --check, something would change), 2 wrong usage or unreadable input.
    """  # noqa: D301


def run() -> None:
    """Run the command line and exit with its status."""
    # A document is many small objects without cycles. The collector goes through them again and again and frees none:
    # a quarter of the time that extraction takes at 10,000 rows, and two fifths at 100,000.
    gc.disable()
    _set_up_output()
    status = run_command_line(sys.argv[1:])
    if "duckdb" not in sys.modules:  # which prints a page on all that the last collection leaves
        gc.freeze()  # Python collects once more as it ends: a tenth of a second where 10,000 rows are still held
    sys.exit(status)


def _set_up_output() -> None:
    """Let output be UTF-8, as the files are, and on a terminal that cannot show all of it what it can show.

    A stream that the caller has closed takes everything and shows nothing.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        else:
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def run_command_line(arguments: list[str]) -> int:
    """Run the command line on ``arguments``; the exit status."""
    try:
        result = main.main(arguments, prog_name="tabl10n", standalone_mode=False)
    except InputError as error:
        return _report_refusal(str(error))
    except click.ClickException as error:
        _show_visibly(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:  # nearly always of standard output: what a command reads or writes it has answered for
        if error.filename is not None:
            return _report_refusal(f"{error.filename}: {error.strerror}; check the path and its permissions")
        sys.stdout = None
        return _report_refusal(f"standard output: {error.strerror}")
    return result if isinstance(result, int) else 0


def _show_visibly(error: click.ClickException) -> None:
    """Show what click says of wrong usage; what it quotes from the command line steers no terminal."""
    with redirect_stderr(StringIO()) as printed:
        error.show()
    for line in printed.getvalue().splitlines():
        click.echo(escape_hidden(line), err=True)


def _report_refusal(message: str) -> int:
    with suppress(OSError):  # standard error may be full too
        click.echo(f"tabl10n: {escape_hidden(message)}", err=True)
    return 2
