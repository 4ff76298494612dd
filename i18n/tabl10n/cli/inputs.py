"""The files that a command line means: by name, by pattern, or listed in a file or on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path

from tabl10n.errors import InputError
from tabl10n.files import read_text

STANDARD_INPUT = "-"
_WILDCARDS = frozenset("*?[")


def list_inputs(files: Sequence[str], files_from: str | None = None) -> tuple[str, ...]:
    """The files and folders that are named, those that patterns mean among them, each once, in order.

    ``files_from`` is a file with a name on each line, or names with a NUL behind each, as ``git diff -z`` prints them;
    ``-`` is standard input. Raises InputError for a pattern that no file fits, and a list that cannot be read.
    """
    found: dict[str, None] = {}
    for name in files:
        found.update(dict.fromkeys(_expand(name)))
    if files_from is not None:
        found.update(dict.fromkeys(_read_names(files_from)))
    return tuple(found)


def _expand(name: str) -> Sequence[str]:
    """What a shell would have made of a name; itself where there is such a file, or it is no pattern."""
    if not _WILDCARDS & set(name) or Path(name).exists():
        return (name,)
    found = sorted(glob(name, recursive=True))  # noqa: PTH207 (as a shell does it, with the path as it is written)
    if not found:
        raise InputError("no file fits this pattern", path=name, next_step="correct it")
    return found


def _read_names(path: str) -> Iterator[str]:
    text = sys.stdin.read() if path == STANDARD_INPUT else read_text(path, may_be_empty=True)
    names = text.split("\0") if "\0" in text else text.splitlines()
    return (name for name in names if name.strip())


def read_standard_input(files: Sequence[str], name: str | None, *, is_fix: bool) -> str:
    """The page on standard input, called ``name``. Raises InputError where other files are named as well, where it has
    no name, and where it is to be fixed: there is no file to write.
    """
    if len(files) > 1:
        raise InputError("- stands for one page", next_step="name the other files in another call")
    if name is None:
        raise InputError("the page on stdin has no name", next_step="add --stdin-filename with the path of the copy")
    if is_fix:
        raise InputError("stdin cannot be fixed", next_step="use --diff, or name the file")
    return sys.stdin.read()
