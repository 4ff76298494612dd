"""The hooks for pre-commit, called as it calls them: the entry, and behind it the files of a commit that fit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from commandline import Run
from paths import ROOT

PAGE = "# Boats\n\n| id | use |\n|---|---|\n| knarr | Carries all the goods. |\n| snekkja | Carries warriors only. |\n"
COPY = PAGE.replace("Carries all the goods.", "Trägt alle Güter.").replace("Carries warriors only.", "Trägt Krieger.")


class Hook(NamedTuple):
    entry: tuple[str, ...]
    files: re.Pattern[str]


def read_hooks() -> dict[str, Hook]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    found: dict[str, Hook] = {}
    for part in text.split("- id: ")[1:]:
        fields = dict(line.strip().split(": ", 1) for line in part.splitlines()[1:])
        assert (fields["language"], fields["require_serial"]) == ("python", "true")
        found[part.splitlines()[0]] = Hook(tuple(fields["entry"].split()[1:]), re.compile(fields["files"]))
    return found


HOOKS = read_hooks()


@pytest.fixture
def tree(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = '[tool.tabl10n]\nsources = ["docs/en/**/*.md"]\ncopies = ["docs/{locale}/{path}"]\n'
    Path("pyproject.toml").write_text(settings, encoding="utf-8")
    for name, text in (("docs/en/boats.md", PAGE), ("docs/de/boats.md", COPY), ("README.md", PAGE), ("run.py", "")):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    assert run("init", "fr").status == 0
    return tmp_path


def commit(run: Run, hook: str, *files: str) -> int:
    """The exit status of the hook for these files."""
    found = HOOKS[hook]
    named = [file for file in files if found.files.search(file)]
    return run(*found.entry, *named).status if named else 0


def test_hooks_pass_a_commit_that_is_sound_and_files_that_are_none_of_the_projects(run: Run, tree: Path) -> None:
    everything = ("docs/en/boats.md", "docs/de/boats.md", "README.md", "run.py", "locales/fr/LC_MESSAGES/boats.po")
    for hook in HOOKS:
        assert commit(run, hook, *everything) == 0, hook
        assert commit(run, hook, "README.md", "run.py") == 0, hook
        assert commit(run, hook, "docs/en/boats.md") == 0, hook


def test_each_hook_fails_for_what_it_is_there_for(run: Run, tree: Path) -> None:
    copy, catalog = Path("docs/de/boats.md"), Path("locales/fr/LC_MESSAGES/boats.po")
    copy.write_text(COPY.replace("| knarr |", "| Schiff |"), encoding="utf-8")
    assert commit(run, "tabl10n-audit", str(copy), "README.md") == 1
    translated = 'msgid "Carries all the goods."\nmsgstr "<script>x</script>"'
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('msgid "Carries all the goods."\nmsgstr ""', translated), encoding="utf-8")
    assert commit(run, "tabl10n-check", str(catalog), "README.md") == 1
    assert commit(run, "tabl10n-check", "README.md") == 0
    built = Path("locales/fr/boats.md")
    assert not built.exists()
    assert commit(run, "tabl10n-build", str(catalog)) == 0
    assert built.exists()  # which pre-commit sees, and fails
