"""A disk that is full, or folders that nobody may write to: all stays as it was, and the same command works then."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import TABLE, Run

# What needs room or permissions, once for each file at least.
STEPS = ((Path, "mkdir"), (Path, "chmod"), (tempfile, "mkdtemp"), (tempfile, "mkstemp"), (os, "fsync"))


@pytest.fixture
def project(run: Run, boats: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sources whose words have changed since their catalogs and one of their tables were made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    sources = [Path("locales/en/boats.md"), Path("locales/en/ships.md")]
    sources[1].write_text(TABLE, encoding="utf-8")
    run("init", "de", "fr", "it")
    run("extract")
    run("build", "de")
    for source in sources:
        source.write_text(TABLE.replace("All boats", "All the boats").replace("[Knarr]", "[Knorr]"), encoding="utf-8")
    return boats


def snapshot(root: Path) -> dict[str, bytes | None]:
    """All files and folders, those for temporary files too."""
    found = [path for folder in (root, Path(tempfile.gettempdir())) for path in folder.rglob("*")]
    return {str(path): path.read_bytes() if path.is_file() else None for path in found}


def fail_at(step: int, reason: int) -> Callable[[pytest.MonkeyPatch], None]:
    """Let the system refuse a step, from 0, and all that follow it."""

    def patch(patches: pytest.MonkeyPatch) -> None:
        left = step
        for owner, name in STEPS:
            real = getattr(owner, name)

            def refuse(*arguments: object, real: Callable[..., object] = real, **named: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    raise OSError(reason, os.strerror(reason))
                return real(*arguments, **named)

            patches.setattr(owner, name, refuse)

    return patch


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize(
    ("command", "steps"),
    [
        (("update",), 18),
        (("extract",), 6),
        (("init", "es", "pt"), 16),
        (("build",), 25),
        (("build", "--output", "new/er", "--format", "html", "--format", "csv"), 30),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_written_leaves_all_as_it_was(
    run: Run, project: Path, command: tuple[str, ...], steps: int, reason: int
) -> None:
    before, failures = snapshot(project), 0
    while True:
        with pytest.MonkeyPatch.context() as patches:
            fail_at(failures, reason)(patches)
            result = run(*command)
        if result.status == 0:
            break
        assert result.status == 2
        assert os.strerror(reason) in result.err
        assert "Traceback" not in result.err
        assert snapshot(project) == before, failures
        failures += 1
    assert failures >= steps
    assert snapshot(project) != before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_to_leaves_all_as_it_was(run: Run, project: Path) -> None:
    before, folder = snapshot(project), project / "locales/it/LC_MESSAGES"
    folder.chmod(0o500)
    try:
        assert run("update").status == 2
        assert snapshot(project) == before
    finally:
        folder.chmod(0o700)
    assert run("update").status == 0


def test_a_catalog_that_nobody_may_write_to_leaves_all_as_it_was(run: Run, project: Path) -> None:
    before, catalog = snapshot(project), project / "locales/it/LC_MESSAGES/ships.po"
    catalog.chmod(0o400)
    result = run("update")
    assert (result.status, snapshot(project)) == (2, before)
    assert "the file is read-only" in result.err
    catalog.chmod(0o600)
    assert run("update").status == 0
