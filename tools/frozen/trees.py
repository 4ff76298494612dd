"""Trees of this repository: the one here, and those of other commits; and running code of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Job:
    """A copy to audit in the folder ``project``, which may be one without settings.

    ``sources`` are the source page and its editions, empty in a project that has its own. ``template`` asks for the
    template of the first source too. ``name`` is what the job is called in what is printed.
    """

    name: str
    project: str
    copy: str
    sources: tuple[str, ...]
    locale: str
    template: bool = False


@contextmanager
def open_tree(revision: str) -> Iterator[Path]:
    """A temporary worktree of the commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), revision)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def environment(tree: Path) -> dict[str, str]:
    """What makes Python import the package of that tree, and makes what it writes the same at any time."""
    return os.environ | {"PYTHONPATH": str(tree / "i18n"), "SOURCE_DATE_EPOCH": "0", "PYTHONIOENCODING": "utf-8"}


def observe(tree: Path, jobs: Sequence[Job], directory: Path) -> list[dict[str, Any]]:
    """The facts of each job by the package of ``tree``, all in one process that runs in ``directory``.

    A tree observes with its own ``observe.py``, which fits its package; one that has none, with the one here.
    """
    script = tree / "tools" / "frozen" / "observe.py"
    if not script.exists():
        script = Path(__file__).with_name("observe.py")
    printed = subprocess.run(
        [sys.executable, script],
        input=json.dumps([asdict(job) for job in jobs]),
        env=environment(tree),
        cwd=directory,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    return [json.loads(line) for line in printed.split("\n") if line]


def _git(*arguments: str) -> None:
    done = subprocess.run(["git", *arguments], cwd=HERE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
