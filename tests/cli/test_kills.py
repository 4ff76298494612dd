"""Runs that are ended at any moment: each file is the old one or the new one, and nothing is left after the next run.

TABL10N_TESTS_KILLS says how often.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from commandline import TABLE
from paths import ROOT

KILLS = int(os.environ.get("TABL10N_TESTS_KILLS", "4"))
PAGES = 30

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL, and groups of processes"),
]

# Several processes, however small the work and however busy the machine.
PROGRAM = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores Ctrl-C
from tabl10n.build import builds
from tabl10n.cli import run
os.getloadavg, os.cpu_count, builds._MIN_SIZE_FOR_PROCESSES = lambda: (0, 0, 0), lambda: 2, 0
sys.argv = ["tabl10n", *sys.argv[1:]]
run()
"""


class Project(NamedTuple):
    root: Path
    temporary: Path

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """The command, as a shell would start it: with a group of processes of its own."""
        variables = {**os.environ, "PYTHONPATH": str(ROOT / "i18n"), "TMPDIR": str(self.temporary)}
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *command],
            cwd=self.root,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def finish(self, *command: str) -> float:
        """The seconds that the command takes."""
        start = time.monotonic()
        process = self.start(*command)
        _, err = process.communicate()
        assert process.returncode in (0, 1), err.decode()
        return time.monotonic() - start

    def files(self) -> Mapping[str, bytes]:
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def restore(self, files: Mapping[str, bytes]) -> None:
        """Let the project's files be ``files`` and no others; what a killed run has left beside them stays."""
        for name in self.files():
            if name not in files and not name.endswith(".tmp"):
                (self.root / name).unlink()
        for name, data in files.items():
            (self.root / name).write_bytes(data)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project", tmp_path / "temporary")
    made.temporary.mkdir()
    (made.root / "locales/en").mkdir(parents=True)
    (made.root / "copies").mkdir()
    (made.root / "pyproject.toml").write_text("[tool.tabl10n]\n", encoding="utf-8")
    copy = TABLE.replace("Norway ", "Norwegen").replace("All boats that we know", "Alle Boote, die wir kennen")
    for page in range(PAGES):
        (made.root / f"locales/en/boats{page}.md").write_text(TABLE, encoding="utf-8")
        (made.root / f"copies/boats{page}.md").write_text(copy.replace("| knarr ", "| Schiff "), encoding="utf-8")
    return made


def end(process: subprocess.Popen[bytes], sent: signal.Signals) -> bool:
    """Send the signal: a kill to the command alone, Ctrl-C to its group; whether it was running still."""
    if sent == signal.SIGKILL:
        process.kill()
    else:
        os.killpg(process.pid, sent)
    _, err = process.communicate()  # at the end of all that have its stderr: those that it started too
    # As long as the program is loaded, and once it has ended, Python itself says what Ctrl-C means.
    assert b"Traceback" not in err or (b"run_command_line" not in err and b"concurrent" not in err), err.decode()
    return process.returncode not in (0, 1)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT], ids=["kill", "interrupt"])
@pytest.mark.parametrize(
    "command",
    [("audit", "--fix", "-l", "de", "--source", "locales/en", "--jobs", "2", "copies"), ("build", "de", "fr")],
    ids=["fix", "build"],
)
def test_a_run_that_is_ended_at_any_moment_tears_nothing(
    project: Project, command: tuple[str, ...], sent: signal.Signals
) -> None:
    if command[0] == "build":
        project.finish("init", "de", "fr")
    old = project.files()
    duration = project.finish(*command)
    new = project.files()
    assert len({name for name in new if new[name] != old.get(name)}) >= PAGES
    ended = 0
    for _ in range(KILLS):
        project.restore(old)
        process = project.start(*command)
        time.sleep(random.uniform(0.5, 1) ** 2 * duration)  # most of what matters comes late
        ended += end(process, sent)
        for name, data in project.files().items():
            assert name.endswith(".tmp") or data in (old.get(name), new.get(name)), name
        project.finish(*command)
        assert project.files() == new
        assert list(project.temporary.iterdir()) == []
    assert ended or KILLS < 4
