"""What every test may need: tests that want a program skip without it, unless CI requires it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from commandline import TABLE, Result, Run
from tabl10n.cli import run_command_line

# Whole documents take a while to generate on a busy machine: what counts is what is found, not how fast.
settings.register_profile("tabl10n", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tabl10n")

_PROGRAMS = {"browser": "chromium", "gettext": "msgfmt"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    required = os.environ.get("TABL10N_TESTS_REQUIRE", "").split()
    for marker, program in _PROGRAMS.items():
        if item.get_closest_marker(marker) and shutil.which(program) is None:
            reason = f"needs {program}: install Debian's package {'gettext' if marker == 'gettext' else program}"
            if marker in required:
                pytest.fail(reason)
            pytest.skip(reason)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line on its arguments; what came of it."""

    def call(*arguments: object) -> Result:
        status = run_command_line([str(argument) for argument in arguments])
        return Result(status, *capsys.readouterr())

    return call


@pytest.fixture
def boats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one source table, as the working directory."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "locales/en/boats.md"
    source.parent.mkdir(parents=True)
    source.write_text(TABLE, encoding="utf-8")
    return tmp_path
