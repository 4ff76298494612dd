"""A directory in which made files wait until all are made, and of which nothing stays behind."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tabl10n.errors import InputError

_PREFIX = "tabl10n-staging-"
_NAME = re.compile(_PREFIX + r"\w{8}")  # as tempfile ends it
# How often a directory is made again because another run took it away before it was locked: it hardly ever is.
_MAX_ATTEMPTS = 5


@contextmanager
def open_staging() -> Iterator[Path]:
    """A directory that is gone at the end. What runs that were killed have left of theirs goes first.

    Raises InputError where the system has no space for it.
    """
    try:
        _remove_left()
        name, handle = _make_locked()
    except OSError as error:
        raise _make_refusal(error) from error
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _make_locked() -> tuple[str, int | None]:
    """A new directory, and the handle that keeps it locked where there are locks."""
    for _ in range(_MAX_ATTEMPTS):
        name = tempfile.mkdtemp(prefix=_PREFIX)
        with suppress(FileNotFoundError, BlockingIOError):
            handle = _lock(name)
            if Path(name).exists():  # no other run took it, between its making and its lock, for one that was left
                return name, handle
            if handle is not None:
                os.close(handle)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def stage(directory: Path, data: bytes) -> Path:
    """A new file in ``directory`` that holds ``data``. Raises InputError where there is no space for it."""
    try:
        handle, name = tempfile.mkstemp(dir=directory)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise _make_refusal(error) from error
    return Path(name)


def _make_refusal(error: OSError) -> InputError:
    fact = f"no space for temporary files ({error.strerror})"
    return InputError(fact, next_step="free some space, or name a directory that has some in the variable TMPDIR")


def _remove_left() -> None:
    if sys.platform == "win32":  # without locks nobody knows which are left
        return
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _NAME.fullmatch(path.name) and _is_ours(path) and (handle := _lock(path)) is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(handle)


def _is_ours(path: Path) -> bool:
    """Whether ``path`` is a directory of this user's."""
    return path.is_dir() and path.lstat().st_uid == os.getuid()


def _lock(path: str | Path) -> int | None:
    """An open handle that keeps the directory locked; None where there are no locks.

    Raises BlockingIOError where another run has it.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle
