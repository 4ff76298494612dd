"""The numbers of the alignment: all in one module, each with how it was got."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from paths import ROOT
from tabl10n.align.parameters import BOUNDS, KEYS, ROWS, InputBounds, KeyParameters, RowParameters

ALIGN = ROOT / "i18n/tabl10n/align"
PARAMETERS = ALIGN / "parameters.py"
ORIGINS = ("fitted", "measured", "chosen", "bound")
# What is no parameter: marks in place of a number, guards of arithmetic, and what is a matter of memory alone.
OTHERS = {"_SEVERAL", "_ABSENT", "_BEYOND", "_TINY", "_SMALL", "_MAX_SEARCHED"}


def fields() -> Iterator[tuple[str, str]]:
    """Each number, with the comment on its line and those right above it."""
    text = PARAMETERS.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.AnnAssign):
            above = node.lineno - 2
            while lines[above].lstrip().startswith("#"):
                above -= 1
            yield ast.unparse(node.target), "\n".join(lines[above + 1 : node.lineno])


def test_each_says_how_it_was_got() -> None:
    found = dict(fields())
    assert len(found) > 150
    assert [name for name, comment in found.items() if not re.search(rf"#.*\b({'|'.join(ORIGINS)})\b", comment)] == []


def test_what_was_fitted_names_its_command_and_is_in_the_page_of_the_measurements() -> None:
    fitted = {name: comment for name, comment in fields() if "# fitted" in comment}
    page = (ROOT / "tools/align/README.md").read_text(encoding="utf-8")
    assert all("tools/align/score.py" in comment for comment in fitted.values())
    assert {name for name in fitted if f"`{name}`" not in page} == set()
    assert len(fitted) == 4


def test_no_other_module_has_numbers_of_its_own() -> None:
    found = {(path.name, name) for path in ALIGN.glob("*.py") for name in numbers_of(path)}
    assert {(module, name) for module, name in found if name not in OTHERS and module != PARAMETERS.name} == set()


def numbers_of(path: Path) -> Iterator[str]:
    """The names that a module binds to what has a number in it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and has_number(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))


def has_number(value: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in ast.walk(value))


@pytest.mark.parametrize("numbers", [ROWS, KEYS, BOUNDS], ids=lambda numbers: type(numbers).__name__)
def test_nothing_changes_them(numbers: RowParameters | KeyParameters | InputBounds) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(numbers, dataclasses.fields(numbers)[0].name, 0)
