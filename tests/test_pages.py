"""Pages of the documentation that are made from the code: they say what the code says now."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from paths import ROOT


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
