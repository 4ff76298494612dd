"""Reading and writing files: whole, in UTF-8, and never half."""

from __future__ import annotations

import codecs
import errno
import glob
import os
import re
import stat
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tabl10n.errors import InputError

_TEMPORARY = ".tmp"
# Bytes of a name that a longer one can still be made of: file systems take 255, those that encrypt names 143.
_MAX_NAME_BYTES = 100
# What to do where a file cannot be written for another reason than its permissions.
_REMEDIES = {
    errno.ENOSPC: "free some space, and run this again",
    errno.EISDIR: "name a file",
    errno.ENOTDIR: "name a path in a directory, not in a file",
    errno.EEXIST: "name a path in a directory, not in a file",
    errno.EROFS: "name another path",
}
# How a shell and a user name an open file of this process.
_DESCRIPTOR = re.compile(r"/dev/std(?P<standard>in|out|err)|/(?:dev|proc/self)/fd/(?P<number>\d{1,9})")
_STANDARD = {"in": 0, "out": 1, "err": 2}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ChangedError(InputError):
    """A file does not hold what it held when it was read."""


def read_text(path: str | Path, *, may_be_empty: bool = False) -> str:
    """The file's text with its line breaks as they are.

    Raises InputError when the path is missing, a directory, unreadable, not UTF-8 (with the line), or empty where that
    may not be.
    """
    data = _read_bytes(Path(path))
    if not may_be_empty and (not data or data.isspace()):
        raise InputError("the file is empty", path=path, next_step="name another, or restore it")
    if _is_utf_16(data):
        raise InputError("this is UTF-16", path=path, next_step="save the file as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if 0 in data:
            raise InputError("this is no text", path=path, next_step="name a text file") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", path=path, line=line, next_step="save the file as UTF-8") from error


def read_toml(path: str | Path) -> dict[str, Any]:
    """What the TOML file says; an empty one says nothing. Raises InputError as `read_text` and `parse_toml` do."""
    return parse_toml(read_text(path, may_be_empty=True), path)


def parse_toml(text: str, path: str | Path) -> dict[str, Any]:
    """What ``text``, which is at ``path``, says. Raises InputError with the line where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fact, _, place = str(error).removesuffix(")").rpartition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else text.count("\n") + 1  # "end of document"
        raise InputError(f"not valid TOML ({fact})", path=path, line=line, next_step="correct the line") from error
    except ValueError as error:  # Python makes no number of thousands of digits
        raise InputError("a number that is too long", path=path, next_step="correct it") from error
    except RecursionError as error:
        raise InputError("nested too deep", path=path, next_step="correct it") from error


def _is_utf_16(data: bytes) -> bool:
    """Whether ``data`` begins with the mark of UTF-16, or, without one, with an ASCII character of two bytes."""
    return data.startswith(_UTF_16) or (len(data) % 2 == 0 and data[:2].count(0) == 1)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("no such file", path=path, next_step="check the path") from error
    except IsADirectoryError as error:
        raise InputError("this is a directory", path=path, next_step="name a file in it") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=path, next_step="check its permissions") from error


def is_stream(path: str | Path) -> bool:
    """Whether ``path`` is no file to be replaced: a device, a FIFO, a socket, or an open file (``/dev/stdout``)."""
    if _find_descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (Path drops what makes some names of devices)
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _find_descriptor(path: str | Path) -> int | None:
    """The number of the open file that ``path`` names by it, if it does."""
    found = _DESCRIPTOR.fullmatch(os.fspath(path)) if sys.platform != "win32" else None
    if found is None:
        return None
    return int(found["number"]) if found["number"] else _STANDARD[found["standard"]]


def holds(path: Path, data: bytes) -> bool:
    """Whether there is a file at ``path`` that holds ``data`` and nothing else."""
    if is_stream(path) or not path.is_file():
        return False
    return path.stat().st_size == len(data) and path.read_bytes() == data


def write_text(path: str | Path, text: str, *, replacing: str | None = None) -> None:
    """Write ``text`` to ``path`` so that a reader sees the old file or the new one, whole.

    Keeps the mode of a file that is there; follows a symbolic link; makes missing directories. ``replacing`` is what
    the file must still hold by then, "" that there must be none: so nothing is lost that another run, or someone's
    editor, has written since. What `is_stream` is written to, never replaced. Raises InputError when the place cannot
    be written, ChangedError when it holds another text, BrokenPipeError when the reader of a stream has left.
    """
    write_bytes(path, text.encode("utf-8"), replacing=None if replacing is None else replacing.encode("utf-8"))


def write_bytes(path: str | Path, data: bytes, *, replacing: bytes | None = None) -> None:
    """Write ``data`` to ``path`` as `write_text` does."""
    with _explain_failure(path):
        if is_stream(path):
            _write_stream(path, data)
        else:
            _write_file(Path(os.path.realpath(path)), data, replacing)


@contextmanager
def _explain_failure(path: str | Path) -> Iterator[None]:
    """Raise InputError for what the system says of ``path``, which cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        next_step = _REMEDIES.get(error.errno or 0, "check its permissions and its directory's")
        raise InputError(f"cannot be written ({error.strerror})", path=path, next_step=next_step) from error


class StagedFile:
    """What is to be written to a file, on the disk beside it: to put it there needs no more room.

    So several files are written all or none, as far as their disk and their permissions are concerned: first each is
    staged, then each is put in its place (`discard_rest`). ``read`` gives the content, which is not kept in memory;
    ``replacing`` is as for `write_bytes`. Raises what that does.
    """

    def __init__(self, path: str | Path, read: Callable[[], bytes], *, replacing: bytes | None = None) -> None:
        self.path = path
        self.read = read
        self.replacing = replacing
        self.made: Sequence[Path] = ()
        self.temporary: Path | None = None
        if is_stream(path):
            return
        with _explain_failure(path):
            target = Path(os.path.realpath(path))
            self.made = _find_missing(target.parent)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with _lock_directory(target):
                    _remove_left(target)
                    self.temporary = _write_temporary(target, read())
            except BaseException:
                self.discard()
                raise

    def put(self) -> None:
        """Put it in its place. Raises ChangedError where the file holds another text than that which is replaced."""
        temporary, self.temporary = self.temporary, None
        if temporary is None:
            write_bytes(self.path, self.read(), replacing=self.replacing)
            return
        with _explain_failure(self.path):
            target = Path(os.path.realpath(self.path))
            with _lock_directory(target), suppress(FileNotFoundError):
                _put_in_place(temporary, target, self.replacing)
                return
        # Another run that writes the same file took it for one that a killed run had left.
        write_bytes(self.path, self.read(), replacing=self.replacing)

    def discard(self) -> None:
        """Leave all as it was, unless it has been put in its place."""
        if self.temporary is not None:
            self.temporary.unlink(missing_ok=True)
        _remove_empty(self.made)


@contextmanager
def discard_rest(files: Iterable[StagedFile]) -> Iterator[Sequence[StagedFile]]:
    """All of ``files``, which are staged as they are asked for; those that are not put in place by the end are gone."""
    staged: list[StagedFile] = []
    try:
        for file in files:
            staged.append(file)
        yield staged
    finally:
        for file in reversed(staged):  # the first made the directories that others are in
            file.discard()


def write_new(texts: Mapping[Path, str]) -> None:
    """Write files that there are none of yet, given by their paths: all of them, or none where one cannot be written.

    Raises what `write_text` does.
    """
    files: list[Path] = []
    directories: list[Path] = []
    try:
        for path, text in texts.items():
            directories += _find_missing(path.parent)
            write_text(path, text, replacing="")
            files.append(path)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        _remove_empty(directories)
        raise


def _find_missing(directory: Path) -> list[Path]:
    """Find the directories that are to be made for ``directory`` to be there, from the outermost on."""
    return [path for path in reversed((directory, *directory.parents)) if not path.exists()]


def _remove_empty(directories: Sequence[Path]) -> None:
    """Remove those of ``directories`` that are empty, in the opposite order of their making."""
    for path in reversed(directories):
        with suppress(OSError):
            path.rmdir()


def _write_stream(path: str | Path, data: bytes) -> None:
    """Write ``data`` behind what an open file has; one that is opened by its number would be written from its start."""
    descriptor = _find_descriptor(path)
    handle = os.open(path, os.O_WRONLY) if descriptor is None else os.dup(descriptor)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)


def _write_file(target: Path, data: bytes, expected: bytes | None) -> None:
    made = _find_missing(target.parent)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _lock_directory(target):
            _remove_left(target)
            _put_in_place(_write_temporary(target, data), target, expected)
    except BaseException:
        _remove_empty(made)
        raise


@contextmanager
def _lock_directory(target: Path) -> Iterator[None]:
    """Keep other runs out of the directory.

    The lock is on the directory itself, so that no file stays behind. A file system without locks, and Windows, have
    the comparison before the replacement alone.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(target.parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove_left(target: Path) -> None:
    """Remove what runs that were killed have left of ``target``, in a directory that is locked."""
    if sys.platform == "win32":  # nothing is locked there: it may be another run's
        return
    for left in target.parent.glob(f"{glob.escape(_prefix(target))}*{_TEMPORARY}"):
        with suppress(OSError):
            left.unlink()


def _prefix(target: Path) -> str:
    """How the names of temporary files for ``target`` begin; they are longer than its own, which has a bound."""
    name = os.fsencode(target.name)
    if len(name) <= _MAX_NAME_BYTES:
        return f".{target.name}."
    from hashlib import sha256

    return f".{sha256(name).hexdigest()}."


def _write_temporary(target: Path, data: bytes) -> Path:
    """A file beside ``target``, with its mode, that holds ``data`` on the disk."""
    import tempfile

    mode = _find_mode(target)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=_TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)  # mkstemp makes 0600
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Path(temporary)


def _put_in_place(temporary: Path, target: Path, expected: bytes | None) -> None:
    """Replace ``target`` by ``temporary``, if ``target`` holds what is expected; else delete ``temporary``."""
    try:
        if expected is not None and expected != (target.read_bytes() if target.exists() else b""):
            raise ChangedError(
                "was changed by another program meanwhile", path=target, next_step="run this again when it is saved"
            )
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _find_mode(target: Path) -> int:
    """The mode of the file that is there, else what a new file gets from the umask.

    Raises PermissionError for a file that nobody may write: the directory alone would let us replace it.
    """
    try:
        mode = target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not (mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "the file is read-only", target)
    return mode
