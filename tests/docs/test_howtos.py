"""Each how-to, followed to the letter in a copy of the repository, leads to what it shows, and its tests pass."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from docs.pages import DOCS, Example, find_examples, find_missing
from paths import ROOT

HOWTOS = sorted((DOCS / "howto").glob("*.md"))
BOATS = "id\tname\tcountry\nknarr\tKnarr\tNorway\nskiff\tSkiff\tTurkey\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a contributor changes, and what they try it on."""
    for name in (".github", "i18n", "locales", "tests", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "pyproject.toml", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "boats.tsv").write_text(BOATS, encoding="utf-8")
    return tmp_path


def follow(example: Example, clone: Path) -> None:
    """Make the file that the example is, or the change that it shows."""
    path = clone / example.file
    if example.language in ("python", "markdown"):
        assert not path.exists(), f"{example.page}:{example.line}: {example.file} is there already"
        path.parent.mkdir(exist_ok=True)
        path.write_text(example.text, encoding="utf-8")
    elif example.language == "diff":
        lines = example.text.splitlines()
        old = "\n".join(line[1:] for line in lines if line[0] != "+")
        new = "\n".join(line[1:] for line in lines if line[0] != "-")
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{example.page}:{example.line}: {old!r} is not in {example.file}, or not once"
        path.write_text(before.replace(old, new), encoding="utf-8")


def follow_all(page: Path, clone: Path) -> list[Example]:
    """Do all that the page says with files; its examples."""
    examples = [example._replace(text=dedent(example.text)) for example in find_examples(page)]
    for example in examples:
        follow(example, clone)
    return examples


def run_python(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(clone / "i18n")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_following_it_leads_to_what_it_shows(page: Path, clone: Path) -> None:
    for example in follow_all(page, clone):
        for arguments, shown in example.commands() if example.language == "console" else ():
            done = run_python(clone, "-m", "tabl10n", *arguments)
            missing = find_missing(shown, done.stdout.splitlines())
            assert missing is None, f"{example.page}:{example.line}: {missing}\n{done.stdout}{done.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_the_pages_that_it_writes_again_and_the_tests_that_it_names_are_fine(page: Path, clone: Path) -> None:
    """In their order; what measures accuracy is left out."""
    for example in follow_all(page, clone):
        for line in re.findall(r"^\.venv/bin/python (.+)$", example.text, re.MULTILINE):
            if line.startswith("-m pytest") or line.endswith("_page.py"):
                done = run_python(clone, *shlex.split(line), *(["-n", "0"] if "pytest" in line else []))
                assert done.returncode == 0, f"{example.page}:{example.line}: {line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_each_names_a_test_that_it_writes_and_runs(page: Path) -> None:
    examples = find_examples(page)
    ran = {word for example in examples if example.language == "sh" for word in example.text.split()}
    assert {example.file for example in examples if example.file.startswith("tests/")} & ran
