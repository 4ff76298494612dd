"""Writing what a command made, or with --check only saying what would change."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import click

from tabl10n.errors import InputError
from tabl10n.files import ChangedError, StagedFile, discard_rest, holds, write_text
from tabl10n.project import Project
from tabl10n.text.counting import format_count
from tabl10n.text.visible import defuse_commands, escape_hidden

# How often a file is read again because someone saved it meanwhile. A person is not that fast.
_MAX_ATTEMPTS = 5

_FileChange = TypeVar("_FileChange")


class Made(Protocol):
    """A file that a command made and has not written yet."""

    @property
    def path(self) -> Path:
        """Where the file is to be."""

    def is_current(self) -> bool:
        """Whether the file holds that text already."""

    def stage(self) -> StagedFile:
        """Write the text to a temporary file beside the target. Raises InputError where it cannot be written there."""


class Target(NamedTuple):
    """A file and the text that it is to hold."""

    path: Path
    text: str

    def is_current(self) -> bool:
        """Whether the file holds that text already."""
        return holds(self.path, self.text.encode())

    def stage(self) -> StagedFile:
        """Write the text to a temporary file beside the target. Raises InputError where it cannot be written there."""
        return StagedFile(self.path, self.text.encode)


def tell(message: str) -> None:
    """Print ``message`` on stderr, on one line; what it quotes from a file, or the file's name, steers nothing."""
    click.echo(defuse_commands(escape_hidden(message)), err=True)


def write_outdated(project: Project, targets: Sequence[Made], *, check: bool, next_step: str) -> int:
    """Write the files that would change, all of them or none, and say so; with ``check`` say it only.

    Returns 0, or 1 where ``check`` finds a file that would change.
    """
    outdated = [target for target in targets if not target.is_current()]
    with discard_rest(target.stage() for target in outdated if not check) as staged:
        for target, file in zip_longest(outdated, staged):
            if file is not None:
                file.put()
            tell(f"{project.relative(target.path)}: {'out of date' if file is None else 'written'}")
    if targets and not outdated:
        tell(f"{format_count(len(targets), 'file')} up to date")
    if check and outdated:
        tell(f"{format_count(len(outdated), 'file')} out of date; {next_step}")
    return 1 if check and outdated else 0


def write_change(
    change: _FileChange, write: Callable[[_FileChange], None], again: Callable[[], _FileChange]
) -> _FileChange:
    """Write the change; where someone has saved the file meanwhile, that is kept, and the change worked out ``again``.

    Returns the change that was written. Raises ChangedError, with nothing written, where the file never rests.
    """
    for _ in range(_MAX_ATTEMPTS - 1):
        try:
            write(change)
        except ChangedError:
            change = again()
        else:
            return change
    write(change)
    return change


def refuse_overwriting(output: str | None, inputs: Iterable[str | Path]) -> None:
    """Raise InputError where ``output`` would take the place of one of the files that are read."""
    if output is not None and Path(output).resolve() in {Path(path).resolve() for path in inputs}:
        raise InputError("this file is read: it would be lost", path=output, next_step="name another")


def print_or_write(text: str, output: str | None) -> None:
    """Print ``text``, or write it to ``output`` where that is given; either ends in one line break, unless empty."""
    ended = text.rstrip("\n") + "\n" if text else ""
    try:
        if output is None:
            click.echo(ended, nl=False)
        else:
            write_text(output, ended)
            tell(f"{output}: written")
    except BrokenPipeError:  # who reads it has seen enough; the exit status says what was found all the same
        stop_printing()


def stop_printing() -> None:
    """Let what is still to be printed go nowhere; else Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
