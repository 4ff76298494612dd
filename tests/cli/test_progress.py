"""The bar: only on a terminal, only for work that takes a while."""

from __future__ import annotations

import sys
from itertools import count

import pytest

from tabl10n.cli import progress


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool, step: float) -> str:
    """What is on stderr after three pieces of work that take ``step`` seconds each."""
    clock = count(0, step)
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert list(progress.with_progress("abc", 3, "building")) == ["a", "b", "c"]
    return capsys.readouterr().err


def test_long_work_has_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "100%" in shown(capsys, monkeypatch, terminal=True, step=1.5)


def test_short_work_has_none(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(capsys, monkeypatch, terminal=True, step=0.2) == ""


def test_a_file_has_none(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(capsys, monkeypatch, terminal=False, step=1.5) == ""


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_a_bar_fits_its_window(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in shown(capsys, monkeypatch, terminal=True, step=1.5).replace("\x1b[?25l", "").split("\r"):
        assert len(line.strip()) < int(columns)
