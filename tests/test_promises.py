"""What .github/SECURITY.md promises: no network, nothing from a page is run, all is written where it is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from paths import ROOT
from sandbox import NETWORK, PROCESSES

# Each page asks for more than words, and holds the mark of `sandbox.MARK` wherever a program could be named.
MARKDOWN = """\
---
title: !!python/object/apply:os.system ["touch kilroy"]
---

# Boats <script src="https://kilroy.example/x.js">kilroy()</script>

All boats: ![map](https://kilroy.example/map.png) {{ kilroy }} {% include "kilroy.md" %} `kilroy` <!-- #exec kilroy -->

| id | country | name | note |
|---|---|---|---|
| knarr | Norway | [Knarr](https://kilroy.example/knarr) | <img src=x onerror=kilroy()> =cmd\\|'/c kilroy'!A1 |
| kobaya | Japan | [Kobaya](https://kilroy.example/kobaya) | ${kilroy} $(kilroy) `kilroy` |
| dhow | Oman | [Dhow](https://kilroy.example/dhow) | [run](javascript:kilroy()) |
"""
RST = """\
Ships
=====

.. include:: kilroy.txt

.. raw:: html
   :url: https://kilroy.example/raw.html

.. csv-table::
   :url: https://kilroy.example/table.csv

.. csv-table::
   :file: kilroy.csv

.. code-block:: python
   :class: kilroy

   import kilroy

.. kilroy:: kilroy

All ships: :kilroy:`kilroy` and `a <https://kilroy.example>`_.

.. list-table::
   :header-rows: 1

   * - id
     - country
     - note
   * - knarr
     - Norway
     - :raw:`kilroy` |kilroy|
   * - dhow
     - Oman
     - words

.. |kilroy| image:: https://kilroy.example/kilroy.png
"""
HTML = """\
<html lang="en"><head><title>Rafts</title><base href="https://kilroy.example/"><script>kilroy()</script>
<link rel="stylesheet" href="kilroy.css"></head><body onload="kilroy()"><h1>Rafts</h1>
<iframe src="kilroy.html"></iframe>
<table><tr><th>id<th>country<th>note<tr><td>knarr<td>Norway<td><a href="kilroy.html">k</a>
<tr><td>dhow<td>Oman<td><object data="kilroy.swf">words</object></table></body></html>
"""
CSV = 'id,country,note\nknarr,Norway,"=WEBSERVICE(""https://kilroy.example"")"\ndhow,Oman,+kilroy|\'/c kilroy\'!A1\n'
SETTINGS = """\
[tool.tabl10n]
source-locale = "en"
sources = ["locales/en/*"]

[build-system]
requires = ["kilroy"]
"""
WAS_RUN = "kilroy was here"
RUN = f"raise SystemExit('{WAS_RUN}')\n"
SOURCES = {"boats.md": MARKDOWN, "ships.rst": RST, "rafts.html": HTML, "canoes.csv": CSV}


class Ended(NamedTuple):
    status: int
    err: str
    changed: set[str]


def make_project(root: Path) -> Path:
    """A git work tree with sources in four formats, and copies of them in German."""
    for name, text in SOURCES.items():
        write(root / "locales/en" / name, text)
        copy = text.replace("Norway", "Norwegen").replace("Oman", "Omen").replace("knarr", "Schiff", 1)
        write(root / "copies" / name, copy)
    write(root / "pyproject.toml", SETTINGS)
    write(root / "kilroy.py", RUN)
    for name in ("sitecustomize.py", "usercustomize.py", "click.py", "conftest.py"):
        write(root / name, RUN)
    with suppress(FileNotFoundError):
        subprocess.run(["git", "init", "-q", root], check=False)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read_files(root: Path) -> Mapping[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def run_watched(project: Path, *command: str, writable: str = "") -> Ended:
    """Run a command in the sandbox: it may write to ``writable`` in the project and to a folder of its own."""
    temporary = project.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "TABL10N_"))},
        **{"PYTHONPATH": str(ROOT / "i18n"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(temporary)},
    }
    places = os.pathsep.join(str(project / one) for one in writable.split())
    before = read_files(project)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/sandbox.py"), places, *command],
        cwd=project, env=variables, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    after = read_files(project)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    changed |= {f"temporary: {path.name}" for path in temporary.iterdir()}
    return Ended(done.returncode, done.stderr, changed)


AUDIT = ("audit", "copies/boats.md", "-l", "de", "--source", "locales/en/boats.md")
ALL = ("audit", "copies", "-l", "de", "--source", "locales/en")
# Each command with what it is told to write, and the names of files that then change.
LIFE: tuple[tuple[tuple[str, ...], str, set[str]], ...] = (
    (("inspect", "locales/en/boats.md"), "", set()),
    (("inspect", "locales/en/ships.rst", "--format", "json"), "", set()),
    (("extract", "--check"), "", set()),
    (("extract",), "locales", {f"locales/{name}.pot" for name in ("boats", "ships", "rafts", "canoes")}),
    (("extract", "locales/en/boats.md", "--output", "-"), "", set()),
    (("init", "de"), "locales/de", {f"locales/de/LC_MESSAGES/{name.partition('.')[0]}.po" for name in SOURCES}),
    (("update", "--check"), "", set()),
    (("update",), "", set()),
    (("stats",), "", set()),
    (("stats", "--format", "json", "--output", "stats.json"), "stats.json .", {"stats.json"}),
    (("check",), "", set()),
    (("check", "--format", "sarif"), "", set()),
    (("build", "--check"), "", set()),
    (("build", "de"), "locales/de", {f"locales/de/{name}" for name in SOURCES}),
    (("build", "de", "--sort", "key", "--check"), "", set()),
    (
        ("build", "de", "--output", "out", "--format", "html"),
        "out",
        {"out/de/rafts.html", "out/de/ships.html", "out/de/canoes.html"},  # the other holds what HTML cannot hold
    ),
    (("align", *AUDIT[1:]), "", set()),
    (("align", *AUDIT[1:], "--format", "csv", "--output", "rows.csv"), ".", {"rows.csv"}),
    (AUDIT, "", set()),
    ((*AUDIT, "--format", "html", "--output", "report.html"), ".", {"report.html"}),
    ((*AUDIT, "--diff"), "", set()),
    ((*AUDIT, "--baseline", "accepted.toml", "--update-baseline"), ".", {"accepted.toml"}),
    ((*ALL, "--format", "sarif", "--jobs", "2"), "", set()),
    ((*ALL, "--fix", "--jobs", "2"), "copies", {"copies/boats.md", "copies/ships.rst"}),
    ((*AUDIT, "--fix"), "copies", set()),
    (("rule", "key-translated"), "", set()),
)


Lived = list[tuple[tuple[str, ...], set[str], Ended]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Each command, the files that it is told to write, and how it ended."""
    project = make_project(tmp_path_factory.mktemp("promises") / "project")
    return [(command, named, run_watched(project, *command, writable=places)) for command, places, named in LIFE]


HAPPENED = re.compile(r"^forbidden: (\S+)", re.MULTILINE)


def find_forbidden(lived: Lived, *events: str) -> list[tuple[tuple[str, ...], str]]:
    """The commands that did what is forbidden, of the kinds whose names begin so."""
    found = [(command, event) for command, _, ended in lived for event in HAPPENED.findall(ended.err)]
    return [one for one in found if one[1].startswith(events)]


@pytest.mark.slow
def test_no_command_uses_a_network(lived: Lived) -> None:
    assert find_forbidden(lived, *NETWORK) == []


@pytest.mark.slow
def test_nothing_that_files_hold_is_run(lived: Lived) -> None:
    assert find_forbidden(lived, "compile", "import", "ctypes", "subprocess", *PROCESSES) == []
    assert not [command for command, _, ended in lived if WAS_RUN in ended.err or "Traceback" in ended.err]


@pytest.mark.slow
def test_only_what_was_named_is_written(lived: Lived) -> None:
    assert find_forbidden(lived, "") == []
    assert [(command, ended.changed) for command, _, ended in lived] == [
        (command, named) for command, named, _ in lived
    ]


@pytest.mark.parametrize(
    "code",
    [
        "open('elsewhere', 'w')",
        "import os; os.open('elsewhere', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('elsewhere')",
        "import os; os.remove('page')",
        "import os; os.rename('own/page', 'page')",
        "import os; os.rename('page', 'own/page')",
        "import os; os.remove('page', dir_fd=os.open('.', os.O_RDONLY))",
        "import shutil; shutil.rmtree('folder')",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('file:///etc/hostname')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "eval('kilroy')",
        "import os\nif os.fork() == 0: os.mkdir('elsewhere')\nelse: os._exit(os.waitstatus_to_exitcode(os.wait()[1]))",
    ],
)
def test_what_is_forbidden_ends_a_program_that_is_watched(tmp_path: Path, code: str) -> None:
    for path in (tmp_path / "page", tmp_path / "own/page", tmp_path / "folder/page"):
        write(path, "words")
    before = read_files(tmp_path)
    program = f"from sandbox import watch\nwatch([{str(tmp_path / 'own')!r}])\nopen('own/new', 'w')\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "forbidden: " in done.stderr
    assert read_files(tmp_path) == {**before, "own/new": b""}
    assert not (tmp_path / "elsewhere").exists()
