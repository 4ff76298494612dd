from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.files import ChangedError, holds, is_stream, parse_toml, read_text, read_toml, write_new, write_text


def test_line_breaks_survive(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_text(path, "a\r\nb\rc\n")
    assert path.read_bytes() == b"a\r\nb\rc\n"
    assert read_text(path) == "a\r\nb\rc\n"


def test_a_new_file_gets_the_usual_mode_and_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/a.md"
    mask = os.umask(0o027)
    try:
        write_text(path, "a")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_the_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"good\ngood\nb\xffd\n")
    with pytest.raises(InputError, match=r"a\.md:3: not UTF-8; save the file as UTF-8"):
        read_text(path)


def test_a_directory_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written \(Is a directory\); name a file"):
        write_text(tmp_path, "a")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    for place in ("a/b", "a/b/c"):
        with pytest.raises(InputError, match=r"cannot be written .*; name a path in a directory, not in a file"):
            write_text(tmp_path / place, "a")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "the file is empty"), (b" \n\t\n", "the file is empty"), (b"\xff\xfea\0", "this is UTF-16"),
        (b"\xfe\xff\0a", "this is UTF-16"), (b"a\0b\0", "this is UTF-16"), (b"\0a\0b", "this is UTF-16"),
        (b"a\0b\xff", "this is UTF-16"), (b"\x89PNG\0", "this is no text"), (b"PK\0\xe9\xff", "this is no text"),
        (b"a\xe9b", "not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_text_in_utf_8_is_said(tmp_path: Path, data: bytes, fact: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"a\.md(:1)?: {fact}"):
        read_text(path)


@pytest.mark.parametrize(
    ("place", "fact"),
    [
        ("none", "no such file; check the path"), (".", "this is a directory; name a file in it"),
        ("a.md/b.md", r"cannot be read \(Not a directory\); check its permissions"),
        ("a" * 5000, r"cannot be read \(File name too long\); check its permissions"),
    ],
    ids=("none", "directory", "file", "long"),
)  # fmt: skip
def test_what_cannot_be_read_is_said(tmp_path: Path, place: str, fact: str) -> None:
    (tmp_path / "a.md").touch()
    with pytest.raises(InputError, match=fact):
        read_text(tmp_path / place)


@pytest.mark.parametrize("text", ["a\0b", "\0", "\0\0", "é"])
def test_what_is_text_in_utf_8_is_read_whatever_its_characters(tmp_path: Path, text: str) -> None:
    write_text(tmp_path / "a.md", f"{text}b\n")
    assert read_text(tmp_path / "a.md") == f"{text}b\n"


def test_an_empty_toml_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()
    assert read_toml(tmp_path / "a.toml") == {}


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = ]\n", 2), ("a = 1\n[b", 2), ("a = 1\n\nb = \n", 3)])
def test_the_line_that_is_no_toml_is_named(text: str, line: int) -> None:
    with pytest.raises(InputError, match=r"not valid TOML \([^()]*\)") as error:
        parse_toml(text, "a.toml")
    assert error.value.line == line


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(InputError, match=r"the file is read-only.*; check its permissions"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]


@pytest.mark.parametrize(("there", "replacing"), [("theirs", "mine"), ("theirs", ""), (None, "mine")])
def test_what_was_saved_since_it_was_read_is_not_overwritten(tmp_path: Path, there: str | None, replacing: str) -> None:
    path = tmp_path / "a.po"
    if there:
        path.write_text(there, encoding="utf-8")
    with pytest.raises(ChangedError, match="changed by another program"):
        write_text(path, "new", replacing=replacing)
    assert [p.read_text(encoding="utf-8") for p in tmp_path.iterdir()] == ([there] if there else [])


def test_what_is_as_it_was_read_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_text(path, "one", replacing="")
    write_text(path, "two\r\n", replacing="one")
    write_text(path, "three", replacing="two\r\n")
    assert path.read_bytes() == b"three"


def test_what_a_killed_run_left_behind_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.po.x1.tmp", ".a.po.swp", ".b.po.x1.tmp", "a.po.tmp"):
        (tmp_path / name).touch()
    write_text(tmp_path / "a.po", "new")
    assert {p.name for p in tmp_path.iterdir()} == {"a.po", ".a.po.swp", ".b.po.x1.tmp", "a.po.tmp"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    real = os.fdopen

    def on_a_full_disk(handle: int, mode: str) -> object:
        os.dup2(os.open("/dev/full", os.O_WRONLY), handle)
        return real(handle, mode)

    monkeypatch.setattr(os, "fdopen", on_a_full_disk)
    with pytest.raises(InputError, match="No space left on device"):
        write_text(path, "new" * 100_000)
    assert [p.read_text(encoding="utf-8") for p in tmp_path.iterdir()] == ["old"]


def test_the_new_text_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, seen = tmp_path / "a.po", os.fsync, []
    path.write_text("old", encoding="utf-8")

    def synced(handle: int) -> None:
        seen.append((os.pread(handle, 10, 0), path.read_bytes()))
        real(handle)

    monkeypatch.setattr(os, "fsync", synced)
    write_text(path, "new")
    assert seen == [(b"new", b"old")]


OLD, NEW = "old\n" * 5000, "new\n" * 7000


def is_of_system(called: object) -> bool:
    """Whether a function of C is one of `os`, of `fcntl` or of a file, and may make a system call."""
    owner = type(getattr(called, "__self__", None)).__module__
    return not {owner, getattr(called, "__module__", None)}.isdisjoint({"posix", "fcntl", "_io", "io"})


def killed_at(step: int, path: Path) -> bool:
    """Write NEW in a process that is killed at that step; whether it came to its end before.

    A step is the moment before or after a call into a module that makes system calls: between two of them nothing
    that another process sees can change.
    """
    child = os.fork()
    if child == 0:
        left = step

        def count(_frame: object, event: str, called: object) -> None:
            nonlocal left
            left -= event.startswith("c_") and is_of_system(called)
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        try:
            write_text(path, NEW, replacing=OLD)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_killed_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    seen, steps, done = set(), 0, False
    while not done:
        path.write_text(OLD, encoding="utf-8")
        done = killed_at(steps, path)
        seen.add(path.read_text(encoding="utf-8"))
        assert seen <= {OLD, NEW}, steps
        assert len(list(tmp_path.iterdir())) <= 2, steps
        steps += 1
    assert path.read_text(encoding="utf-8") == NEW
    assert seen == {OLD, NEW}
    assert steps > 100
    write_text(path, OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_of_many_runs_at_once_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("start\n", encoding="utf-8")
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            status = 1  # whatever happens, the child must not go on with the tests
            try:
                for turn in range(10):
                    append(path, f"{number} {turn}\n")
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sorted(lines[1:]) == sorted(f"{number} {turn}" for number in range(8) for turn in range(10))


def append(path: Path, line: str) -> None:
    """Add a line as an update does: read, work, write if nobody has written since."""
    while True:
        before = read_text(path)
        try:
            write_text(path, before + line, replacing=before)
        except ChangedError:
            continue
        return


ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs FIFOs and devices")


def read_from(fifo: Path) -> tuple[threading.Thread, list[bytes]]:
    """A thread that reads all that is written to ``fifo``, and what it has read when it ends."""
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()), daemon=True)
    reader.start()
    return reader, read


def like_device(device: str, path: Path) -> Path:
    """Another node of ``device`` at ``path``: a fault here must not cost the machine its own."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, Path(device).stat().st_rdev)
        path.open("wb").close()
    except OSError:
        pytest.skip("no device may be made or written here")
    return path


@ON_UNIX
def test_a_device_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    device, link = like_device("/dev/null", tmp_path / "null"), tmp_path / "link"
    link.symlink_to(device)
    for place in (device, link):
        write_text(place, "new", replacing="old")
    assert stat.S_ISCHR(device.stat().st_mode)
    assert {p.name for p in tmp_path.iterdir()} == {"null", "link"}


@ON_UNIX
def test_a_fifo_is_written_to_and_stays_a_fifo(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader, read = read_from(fifo)
    write_text(fifo, "new\n")
    reader.join(10)
    assert read == [b"new\n"]
    assert stat.S_ISFIFO(fifo.lstat().st_mode)
    assert [p.name for p in tmp_path.iterdir()] == ["fifo"]


@ON_UNIX
@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_an_open_file_is_written_on_from_where_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / "log"
    with path.open("wb", buffering=0) as file:
        file.write(b"old\n")
        write_text(name.format(file.fileno()), "new\n")
        file.write(b"newest\n")
    assert path.read_bytes() == b"old\nnew\nnewest\n"
    assert [p.name for p in tmp_path.iterdir()] == ["log"]


@ON_UNIX
def test_an_open_file_never_holds_what_is_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("old\n", encoding="utf-8")
    with path.open("rb") as file:
        assert holds(path, b"old\n")
        assert not holds(Path(f"/dev/fd/{file.fileno()}"), b"old\n")
    for other in (b"", b"old", b"new\n"):
        assert not holds(path, other)
    assert not holds(tmp_path, b"")
    assert not holds(tmp_path / "none", b"")


@ON_UNIX
@pytest.mark.parametrize(("name", "found"), [("in", True), ("out", True), ("err", True), ("other", False)])
def test_the_standard_files_are_none_to_be_replaced(name: str, *, found: bool) -> None:
    assert is_stream(f"/dev/std{name}") is found


def test_a_directory_or_what_is_not_there_is_no_stream(tmp_path: Path) -> None:
    assert not any(map(is_stream, (tmp_path, tmp_path / "none", tmp_path / "a\0b")))


@ON_UNIX
def test_a_socket_among_the_open_files_is_written_to() -> None:
    here, there = socket.socketpair()
    with here, there:
        write_text(f"/dev/fd/{here.fileno()}", "new\n")
        assert there.recv(100) == b"new\n"


@ON_UNIX
def test_a_reader_who_has_left_is_no_fault_of_the_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError):
        write_text(f"/dev/fd/{writing}", "new\n")
    os.close(writing)


@ON_UNIX
@pytest.mark.parametrize("place", ["/dev/fd/999999", "/dev/fd/x", "/dev/null/a"])
def test_what_is_no_open_file_is_refused(place: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_text(place, "new\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_device_that_takes_nothing_is_said(tmp_path: Path) -> None:
    device = like_device("/dev/full", tmp_path / "full")
    with pytest.raises(InputError, match="No space left on device"):
        write_text(device, "new\n")
    assert device.is_char_device()


@pytest.mark.parametrize("name", ["a" * 255, "漢" * 85, "a" * 251 + ".csv"])
def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_text(path, "old")
    write_text(path, "new", replacing="old")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(name, "new")]


def test_a_killed_run_leaves_nothing_behind_of_a_long_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ("a" * 255)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", _die)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(SystemExit):
            write_text(path, "new")
    assert len(list(tmp_path.iterdir())) == 1
    write_text(path, "new")
    assert list(tmp_path.iterdir()) == [path]


def _die(*_: object) -> None:
    raise SystemExit


def test_a_name_that_is_too_long_leaves_no_directory_behind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="File name too long"):
        write_text(tmp_path / "new" / "er" / ("a" * 256), "a")
    assert list(tmp_path.iterdir()) == []


def _fill_disk_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Let so many files be written, and none after them."""
    left = [writes]
    real = os.fsync

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)


def test_of_new_files_all_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {tmp_path / locale / "a.po": locale for locale in ("de", "fr", "it")}
    with monkeypatch.context() as patch:
        _fill_disk_after(patch, 2)
        with pytest.raises(InputError, match="free some space, and run this again"):
            write_new(texts)
    assert list(tmp_path.iterdir()) == []
    write_new(texts)
    assert {path: path.read_text() for path in tmp_path.glob("*/*")} == texts


def test_a_file_that_is_there_is_no_new_file(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("kept")
    with pytest.raises(ChangedError):
        write_new({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("b", "kept")]


@pytest.mark.parametrize("text", ["a = " + "1" * 5000, "a = " + "[" * 5000 + "]" * 5000])
def test_toml_that_python_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"too long|too deep"):
        parse_toml(text, "a.toml")
