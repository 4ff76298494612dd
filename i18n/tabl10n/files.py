"""Reading and writing files: whole, in UTF-8, and never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tabl10n.errors import InputError


def read_text(path: str | Path) -> str:
    """The file's text with its line breaks as they are.

    Raises InputError when the path is missing, a directory, unreadable, empty or not UTF-8 (with the line).
    """
    data = _read_bytes(Path(path))
    if not data.strip():
        raise InputError("the file is empty", path=path, next_step="name another, or restore it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", path=path, line=line, next_step="save the file as UTF-8") from error


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("no such file", path=path, next_step="check the path") from error
    except IsADirectoryError as error:
        raise InputError("this is a directory", path=path, next_step="name a file in it") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=path, next_step="check its permissions") from error


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` to ``path`` so that a reader sees the old file or the new one, whole.

    Keeps the mode of a file that is there; follows a symbolic link; makes missing directories.
    Raises InputError when the place cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, text.encode("utf-8"))
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", path=path, next_step="check its directory's permissions"
        ) from error


def _replace(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))  # mkstemp makes 0600
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The mode of the file that is there, else what a new file gets from the umask."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
