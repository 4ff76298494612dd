"""Files that wait: nothing of them stays behind, not of a run that was killed either, and nothing else is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from paths import ROOT
from tabl10n.build.staging import open_staging, stage
from tabl10n.errors import InputError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs locks on directories, and SIGKILL")

# Builds in processes, however small the work and however busy the machine, and says it when they are there.
BUILD = """
import os, time
from tabl10n.build import builds
from tabl10n.cli import run_command_line
def localize(*_):
    os.write(1, b"%d\\n" % os.getpid())  # at one stroke: the other process writes as well
    time.sleep(600)
builds.localize = localize
os.getloadavg, os.cpu_count, builds._MIN_SIZE_FOR_PROCESSES = lambda: (0, 0, 0), lambda: 2, 0
run_command_line(["build"])
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory for temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def leave(path: Path) -> Path:
    path.mkdir()
    (path / "tmpabc").touch()
    return path


def test_nothing_stays_behind(directory: Path) -> None:
    with open_staging() as place:
        (place / "a").touch()
        assert [path.name for path in directory.iterdir()] == [place.name]
    assert list(directory.iterdir()) == []


def test_what_a_killed_run_left_goes_and_nothing_else(directory: Path) -> None:
    for name in ("tabl10n-staging-abcd1234", "tabl10n-staging-of-mine", "tabl10n-project"):
        leave(directory / name)
    (directory / "tabl10n-staging-link1234").symlink_to(directory / "tabl10n-project")
    with open_staging() as place:
        left = {path.name for path in directory.iterdir()} - {place.name}
    assert left == {"tabl10n-staging-of-mine", "tabl10n-project", "tabl10n-staging-link1234"}
    assert (directory / "tabl10n-project" / "tmpabc").exists()


def test_two_runs_leave_each_other_alone(directory: Path) -> None:
    with open_staging() as one, open_staging():
        assert one.exists()


def test_a_directory_that_another_run_takes_before_it_is_locked_is_made_again(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tempfile.mkdtemp
    taken: list[str] = []

    def make(**names: str) -> str:
        made = real(**names)
        if not taken:
            taken.append(made)
            Path(made).rmdir()
        return made

    monkeypatch.setattr(tempfile, "mkdtemp", make)
    with open_staging() as place:
        assert place.exists()
        assert str(place) not in taken


def test_a_place_that_cannot_be_used_is_said(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(directory / "none"))
    with (
        pytest.raises(InputError, match=r"no space for temporary files \(No such file .*; free some space, or"),
        open_staging(),
    ):
        pass
    with pytest.raises(InputError, match="no space for temporary files"):
        stage(directory / "none", b"")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_build_that_is_killed_takes_its_processes_with_it(tmp_path: Path, directory: Path) -> None:
    (tmp_path / "locales/en").mkdir(parents=True)
    for name in ("boats", "ships"):
        (tmp_path / f"locales/en/{name}.md").write_text("| id |\n|---|\n| knarr |\n", encoding="utf-8")
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "i18n"), "TMPDIR": str(directory)}
    subprocess.run([sys.executable, "-m", "tabl10n", "init", "de"], cwd=tmp_path, env=variables, check=True)
    build = subprocess.Popen([sys.executable, "-c", BUILD], cwd=tmp_path, env=variables, stdout=subprocess.PIPE)
    assert build.stdout
    workers = [int(build.stdout.readline()) for _ in range(2)]
    assert all(map(runs, workers))
    build.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(map(runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(runs, workers))
    [left] = directory.glob("tabl10n-staging-*")
    with open_staging():
        assert not left.exists()


def runs(process: int) -> bool:
    """Whether the process is there, and no mere entry that its parent has not read."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"


def test_what_another_user_left_is_not_touched(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = leave(directory / "tabl10n-staging-abcd1234")
    another = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: another)
    with open_staging():
        assert (left / "tmpabc").exists()
