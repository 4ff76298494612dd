"""The page of the Python API: its examples run in order and print what it says; it leaves no public name out."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import tabl10n
from docs.pages import DOCS, find_examples, read_page

PAGE = DOCS / "python-api.md"
EXAMPLES = [*find_examples(PAGE)]


@pytest.fixture
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the page speaks of, and the source table of a project."""
    for name, written in (("carriers.md", "en.md"), ("carriers.de.md", "de.md")):
        shutil.copy(DOCS / "example" / name, tmp_path / written)
    (tmp_path / "locales/en").mkdir(parents=True)
    shutil.copy(DOCS / "example/carriers.md", tmp_path / "locales/en")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_project")
def test_its_examples_run_in_order_and_print_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    programs = [(one, other) for one, other in pairwise([*EXAMPLES, EXAMPLES[0]]) if one.language == "python"]
    assert len(programs) > 10
    for program, shown in programs:
        exec(compile(program.text, f"{program.page}:{program.line}", "exec"), names)
        printed = capsys.readouterr().out
        assert shown.language == "text", f"line {program.line}: what it prints is not shown"
        assert printed == shown.text, f"line {shown.line}"


def test_it_begins_with_an_example() -> None:
    assert EXAMPLES[0].language == "python"
    assert EXAMPLES[0].line < 10


def test_every_public_name_has_a_section() -> None:
    sections = re.findall(r"^### `(\w+)", read_page(PAGE), re.MULTILINE)
    assert sorted(sections) == sorted(tabl10n.__all__)


def test_every_public_attribute_is_named() -> None:
    page = read_page(PAGE)
    for name in tabl10n.__all__:
        if isinstance(found := getattr(tabl10n, name), type) and name not in ("Role", "Severity", "InputError"):
            own = {each for each in vars(found) if not each.startswith("_") and callable(vars(found)[each])}
            missing = {each for each in own if f"`{each}" not in page and f".{each}" not in page}
            assert missing <= INTERNAL, name


INTERNAL = {
    # of Project: what commands ask of it
    "require_locales", "excludes", "find_catalog_locale", "is_built_of", "list_catalogs", "find_locale",
    "require_catalogs", "tags", "takes_for_source", "find_copied_domain",
}  # fmt: skip
