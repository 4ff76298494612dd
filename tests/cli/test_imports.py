"""A command imports what it needs and no more: most of the time of a short one would be the import of the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import TABLE
from paths import ROOT
from tabl10n.cli import main

COMMANDS = sorted(path.stem for path in (ROOT / "i18n/tabl10n/cli/commands").glob("[a-z]*.py"))
NEVER_FOR_HELP = ("babel", "markdown_it", "rapidfuzz", "tabl10n.align", "tabl10n.audit", "tabl10n.report")
# The commands that neither align nor audit.
OF_CATALOGS = {
    "inspect": ("locales/en/boats.md",),
    "extract": (),
    "init": ("fr",),
    "update": (),
    "stats": (),
    "check": (),
    "build": (),
}
CALL = """
import json, sys
from tabl10n.cli import run_command_line
status = run_command_line(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def imported(*arguments: str) -> tuple[int, set[str]]:
    """The exit status of a command, and the modules that are loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", CALL, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return status, set(modules)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with one source table and a German catalog, as the working directory."""
    root = tmp_path_factory.mktemp("project")
    (root / "locales/en").mkdir(parents=True)
    (root / "locales/en/boats.md").write_text(TABLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("PYTHONPATH", str(ROOT / "i18n"))
        assert imported("init", "de")[0] == 0
        yield root


def test_each_command_is_listed() -> None:
    assert sorted(main.list_commands(None)) == COMMANDS  # type: ignore[arg-type]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_nothing_that_works(project: Path, command: str) -> None:
    status, modules = imported(*filter(None, (command, "--help")))
    assert status == 0
    assert not modules.intersection(NEVER_FOR_HELP)


@pytest.mark.parametrize("command", OF_CATALOGS)
def test_a_command_that_aligns_nothing_loads_neither_alignment_nor_audit(project: Path, command: str) -> None:
    status, modules = imported(command, *OF_CATALOGS[command])
    assert status == 0
    assert not modules.intersection(("tabl10n.align", "tabl10n.audit", "rapidfuzz"))


def test_align_loads_neither_catalogs_nor_audit(project: Path) -> None:
    status, modules = imported("align", "locales/en/boats.md", "--source", "locales/en/boats.md", "--locale", "en")
    assert status == 0
    assert "tabl10n.align" in modules
    assert not modules.intersection(("tabl10n.catalog.model", "tabl10n.audit"))
