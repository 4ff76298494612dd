"""What the pages show of a terminal is what the commands print now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commandline import Run
from docs.pages import Example, find_examples, find_missing, list_pages
from paths import ROOT

EXAMPLES = [
    example
    for page in list_pages()
    if page.parent.name != "howto"
    for example in find_examples(page)
    if example.language == "console"
]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What lies in a clone of the repository, as the working directory."""
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    shutil.copytree(ROOT / "i18n/docs/example", tmp_path / "i18n/docs/example")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}:{example.line}")
@pytest.mark.usefixtures("clone")
def test_an_example_prints_what_it_shows(example: Example, run: Run) -> None:
    for arguments, shown in example.commands():
        result = run(*arguments)
        missing = find_missing(shown, (result.out + result.err).splitlines())
        assert missing is None, f"tabl10n {' '.join(arguments)} no longer prints: {missing}\n{result.out}{result.err}"
