"""Each how-to, followed to the letter in a copy of the package, leads to what it shows."""

from __future__ import annotations

import os
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
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "i18n/tabl10n", tmp_path / "i18n/tabl10n", ignore=ignored)
    shutil.copytree(DOCS / "example", tmp_path / "i18n/docs/example")
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


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_following_it_leads_to_what_it_shows(page: Path, clone: Path) -> None:
    examples = [example._replace(text=dedent(example.text)) for example in find_examples(page)]
    for example in examples:
        follow(example, clone)
    environment = os.environ | {"PYTHONPATH": str(clone / "i18n")}
    for example in examples:
        for arguments, shown in example.commands() if example.language == "console" else ():
            command = [sys.executable, "-m", "tabl10n", *arguments]
            done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, encoding="utf-8")
            missing = find_missing(shown, done.stdout.splitlines())
            assert missing is None, f"{example.page}:{example.line}: {missing}\n{done.stdout}{done.stderr}"
