"""The first command of the README: ``make tables``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from paths import ROOT


def test_it_builds_every_table_and_says_what_came_of_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    (tmp_path / "tools").mkdir()
    for file in ("pyproject.toml", "tools/tables.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    command = [sys.executable, "tools/tables.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    summary = done.stdout.partition("\nIn short\n")[2]
    assert "15 tables with the source's own keys and links" in summary
    assert "of 166 rows," in summary
    assert (tmp_path / "build/audit-zh_Hans.html").is_file()
