from __future__ import annotations

from pathlib import Path

import pytest

from commandline import TABLE, Run, Said
from tabl10n.cli import status_of


@pytest.fixture
def boats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one source table, as the working directory."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "locales/en/boats.md"
    source.parent.mkdir(parents=True)
    source.write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line on its arguments; what it said."""

    def call(*arguments: object) -> Said:
        status = status_of([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return call
