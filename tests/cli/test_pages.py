"""Pages of the documentation that are made from the code: they say what the code says now."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from commandline import Run
from paths import CHINESE_COPY, ROOT


def tool(path: str) -> ModuleType:
    spec = spec_from_file_location(path.replace("/", "_"), ROOT / "tools" / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_commands_is_up_to_date() -> None:
    made = tool("commands_page.py")
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), "run python tools/commands_page.py"


def test_the_readme_shows_the_audit_as_it_prints_now(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = iter(run("audit", CHINESE_COPY.relative_to(ROOT)).out.splitlines())
    command, *shown = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[3].strip().splitlines()
    assert command == f"$ tabl10n audit {CHINESE_COPY.relative_to(ROOT)}"
    for line in shown:
        if line.strip() not in ("", "…"):
            assert line in printed, f"the audit no longer prints this after what is above it: {line}"


def test_the_readme_names_every_command(run: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in run("--help").out.partition("Commands:")[2].splitlines():
        if line.strip():
            assert f"tabl10n {line.split()[0]}" in readme
