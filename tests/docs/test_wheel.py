"""What is installed from the wheel: all its data, its types, and an API on which the examples of its page run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from docs.pages import DOCS, find_examples
from paths import ROOT

PACKAGE = ROOT / "i18n/tabl10n"
pytestmark = pytest.mark.slow


def run_python(*arguments: object, python: str = sys.executable, cwd: Path = ROOT, path: str = "") -> str:
    command = [python, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    source = directory / "source"  # not the clone: a build may leave files behind
    shutil.copytree(PACKAGE, source / "i18n/tabl10n", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    run_python("-m", "pip", "wheel", *options, "--no-build-isolation", "--wheel-dir", directory, source)
    [made] = directory.glob("*.whl")
    return made


def test_it_has_every_file_of_the_package(wheel: Path) -> None:
    files = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    names = {path.relative_to(PACKAGE.parent).as_posix() for path in files}
    assert "tabl10n/py.typed" in names
    assert names <= set(ZipFile(wheel).namelist())


def test_the_description_of_the_package_has_no_link_that_leads_nowhere_outside_of_the_repository(wheel: Path) -> None:
    with ZipFile(wheel) as files:
        [name] = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        _, _, description = files.read(name).decode().partition("\n\n")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert description.splitlines()[0] == readme.splitlines()[0]
    assert re.findall(r"\]\((?!https?:|#)", readme)
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", description) == []
    assert re.findall(r"!\[", description) == []


@pytest.fixture(scope="module")
def script(wheel: Path) -> Path:
    """A script of the examples of the API's page, beside what it reads and the package that the wheel installs."""
    work = wheel.parent / "work"
    (work / "locales/en").mkdir(parents=True)
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    run_python("-m", "pip", "install", *options, "--target", work / "installed", wheel)
    for name in ("en.md", "locales/en/carriers.md"):
        shutil.copy(DOCS / "example/carriers.md", work / name)
    shutil.copy(DOCS / "example/carriers.de.md", work / "de.md")
    examples = [example.text for example in find_examples(DOCS / "python-api.md") if example.language == "python"]
    path = work / "script.py"
    path.write_text("\n".join(examples) + "print(tabl10n.__file__)\n", encoding="utf-8")
    return path


def run_installed(script: Path, *arguments: object) -> str:
    """Run a Python that knows the installed package and what it depends on, and not this clone."""
    path = os.pathsep.join(("installed", sysconfig.get_path("purelib")))
    python: str = getattr(sys, "_base_executable", sys.executable)
    return run_python(*arguments, python=python, cwd=script.parent, path=path)


def test_the_examples_run_on_it(script: Path) -> None:
    printed = run_installed(script, script.name)
    assert printed.splitlines()[0] == "The first column is a key"
    assert Path(printed.splitlines()[-1]) == script.parent / "installed/tabl10n/__init__.py"


def test_the_examples_satisfy_mypy(script: Path) -> None:
    assert "Success" in run_installed(script, "-m", "mypy", "--strict", "--cache-dir", "cache", script.name)
