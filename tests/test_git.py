from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tabl10n.git import find_uncommitted


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_nothing_that_a_work_tree_names_is_run(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    monitor, ran = tmp_path / "monitor", tmp_path / "ran"
    monitor.write_text(f"#!/bin/sh\ntouch {ran}\n")
    monitor.chmod(0o755)
    subprocess.run(["git", "init", "-q", tree], check=True)
    subprocess.run(["git", "-C", tree, "config", "core.fsmonitor", monitor], check=True)
    page = tree / "a.md"
    page.write_text("a")
    assert find_uncommitted([str(page)]) == [str(page)]
    assert not ran.exists()
