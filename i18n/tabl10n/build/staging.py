"""A directory in which made files wait until all are made, and of which nothing stays behind."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tabl10n.errors import InputError

_PREFIX = "tabl10n-staging-"
_NAME = re.compile(_PREFIX + r"\w{8}")  # as tempfile ends it
# Seconds for which a directory may be in use without a lock: from its making to its lock it takes far less.
_UNLOCKED = 60


@contextmanager
def staging() -> Iterator[Path]:
    """A directory that is gone at the end. What runs that were killed have left of theirs goes first.

    Raises InputError where the system has no place for it.
    """
    try:
        _remove_left()
        made = tempfile.TemporaryDirectory(prefix=_PREFIX)
    except OSError as error:
        raise _make_refusal(error) from error
    with made as name:
        handle = _lock(name)
        try:
            yield Path(name)
        finally:
            if handle is not None:
                os.close(handle)


def staged(directory: Path, data: bytes) -> Path:
    """A new file in ``directory`` that holds ``data``. Raises InputError where there is no room for it."""
    try:
        handle, name = tempfile.mkstemp(dir=directory)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise _make_refusal(error) from error
    return Path(name)


def _make_refusal(error: OSError) -> InputError:
    fact = f"no place for temporary files ({error.strerror})"
    return InputError(fact, next_step="make room, or name a directory that has some in the variable TMPDIR")


def _remove_left() -> None:
    if sys.platform == "win32":  # without locks nobody knows which are left
        return
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _NAME.fullmatch(path.name) and _is_ours(path) and (handle := _lock(path)) is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(handle)


def _is_ours(path: Path) -> bool:
    """Whether ``path`` is a directory of this user's, and not quite new."""
    found = path.lstat()
    return path.is_dir() and found.st_uid == os.getuid() and found.st_mtime < time.time() - _UNLOCKED


def _lock(path: str | Path) -> int | None:
    """An open handle that keeps the directory locked; None where another run has it, and where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
