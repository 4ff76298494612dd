from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tabl10n.git import find_uncommitted

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that is there when a program of the work tree has been run."""
    return tmp_path / "ran"


@pytest.fixture
def tree(tmp_path: Path, ran: Path) -> Path:
    """A work tree with a page that was committed and then changed, and a program that git could be told to run."""
    made = tmp_path / "tree"
    made.mkdir()
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    program.chmod(0o755)
    git(made, "init", "-q")
    (made / "a.md").write_text("a")
    (made / ".gitattributes").write_text("*.md filter=f\n")
    git(made, "add", ".")
    git(made, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first")
    (made / "a.md").write_text("b")
    return made


def git(tree: Path, *arguments: object) -> None:
    subprocess.run(["git", "-C", tree, *map(str, arguments)], check=True, capture_output=True)


@pytest.mark.parametrize("name", ["core.fsmonitor", "filter.f.clean", "filter.f.process"])
def test_nothing_that_a_work_tree_names_is_run(tree: Path, ran: Path, name: str) -> None:
    git(tree, "config", name, tree.parent / "program")
    assert find_uncommitted([str(tree / "a.md")]) == [str(tree / "a.md")]
    assert not ran.exists()


def test_no_hook_of_a_work_tree_is_run_and_nothing_is_written_to_it(tree: Path, ran: Path) -> None:
    hook = tree / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(tree.parent / "program", hook)
    (tree / "a.md").write_text("a")  # git would note that it is as it was
    index = (tree / ".git/index").stat().st_mtime_ns
    assert find_uncommitted([str(tree / "a.md")]) == []
    assert not ran.exists()
    assert (tree / ".git/index").stat().st_mtime_ns == index


def test_nothing_of_a_work_tree_inside_another_one_is_run(tree: Path, ran: Path) -> None:
    inner = tree / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / "b.md").write_text("b")
    git(inner, "add", ".")
    git(inner, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first")
    git(tree, "add", "inner")
    git(inner, "config", "core.fsmonitor", tree.parent / "program")
    (inner / "b.md").write_text("c")
    assert find_uncommitted([str(tree / "a.md")]) == [str(tree / "a.md")]
    assert not ran.exists()
