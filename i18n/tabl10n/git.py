"""What git knows of files, where it is there and they lie in one of its work trees."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from pathlib import Path


def find_uncommitted(paths: Collection[str]) -> list[str]:
    """Those of ``paths`` that have changes which are not committed, or were never committed; none without git."""
    if not paths:
        return []
    full = {path: os.path.realpath(path) for path in paths}
    folder = os.path.commonpath([os.path.dirname(path) for path in full.values()])  # noqa: PTH120
    top = _run_git(folder, "rev-parse", "--show-toplevel")
    status = _run_git(
        folder,
        *(option for name in _find_filters(folder) for option in ("-c", f"{name}=")),
        *("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all", "--", "."),
    )
    if top is None or status is None:
        return []
    root = Path(top.rstrip("\n"))
    changed = {os.path.realpath(root / entry[3:]) for entry in status.split("\0") if entry}
    return [path for path, resolved in full.items() if resolved in changed]


def _find_filters(folder: str) -> list[str]:
    """The settings by which the work tree, not its user, lets programs filter what git reads of its files."""
    settings = _run_git(folder, "config", "--show-scope", "--name-only", "-z", "--get-regexp", r"^filter\.")
    fields = (settings or "").split("\0")
    return [name for scope, name in zip(fields[::2], fields[1::2], strict=False) if scope in ("local", "worktree")]


def _run_git(folder: str, *arguments: str) -> str | None:
    """What git prints; None where it is not there, or does not know the folder.

    It writes nothing, and runs nothing that the settings of a work tree name, which may be a stranger's: no monitor, no
    hook.
    """
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"]
    try:
        done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
