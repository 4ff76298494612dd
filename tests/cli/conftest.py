from __future__ import annotations

from pathlib import Path

import pytest

from commandline import TABLE


@pytest.fixture
def boats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one source table, as the working directory."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "locales/en/boats.md"
    source.parent.mkdir(parents=True)
    source.write_text(TABLE, encoding="utf-8")
    return tmp_path
