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

_PREFIX = "tabl10n-staging-"
_NAME = re.compile(_PREFIX + r"\w{8}")  # as tempfile ends it
# Seconds for which a directory may be in use without a lock: from its making to its lock it takes far less.
_UNLOCKED = 60


@contextmanager
def staging() -> Iterator[Path]:
    """A directory that is gone at the end. What runs that were killed have left of theirs goes first."""
    _remove_left()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        handle = _locked(name)
        try:
            yield Path(name)
        finally:
            if handle is not None:
                os.close(handle)


def _remove_left() -> None:
    if sys.platform == "win32":  # without locks nobody knows which are left
        return
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _NAME.fullmatch(path.name) and _is_ours(path) and (handle := _locked(path)) is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(handle)


def _is_ours(path: Path) -> bool:
    """Whether ``path`` is a directory of this user's, and not quite new."""
    found = path.lstat()
    return path.is_dir() and found.st_uid == os.getuid() and found.st_mtime < time.time() - _UNLOCKED


def _locked(path: str | Path) -> int | None:
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
