"""Where the benchmarks find their programs and keep their files, and the project that each builds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tables import SEED, seed, write_markdown

_MSGID, _MSGSTR, _EMPTY = "msgid ", "msgstr ", '""\n'


class Bench(NamedTuple):
    """Where the programs are installed (``environments``), and where files may be written (``scratch``)."""

    environments: Path
    scratch: Path

    def program(self, environment: str, name: str) -> Path:
        """The command called ``name`` in the environment."""
        return self.environments / environment / "bin" / name

    def source(self, rows: int) -> Path:
        """A table of that many rows: the source table itself where it has as many."""
        path = self.scratch / f"table-{rows}.md"
        if rows == len(seed()):
            shutil.copyfile(SEED, path)
        elif not path.exists():
            write_markdown(rows, path)
        return path


class Project(NamedTuple):
    """A table to be built in some locales."""

    bench: Bench
    directory: Path
    locales: Sequence[str]

    @property
    def source(self) -> Path:
        """The table, which may not be there yet."""
        return self.directory / "locales" / "en" / "table.md"

    @property
    def built(self) -> Path:
        """The directory that every program builds into."""
        return self.directory / "built"

    def catalog(self, locale: str) -> Path:
        """Where tabl10n keeps the locale's catalog."""
        return self.directory / "locales" / locale / "LC_MESSAGES" / "table.po"

    def start(self) -> None:
        """Make the directories of the project, and its settings."""
        self.built.mkdir(parents=True)
        self.source.parent.mkdir(parents=True)
        (self.directory / "pyproject.toml").write_text("[tool.tabl10n]\n", encoding="utf-8")

    def prepare(self, *command: str | Path) -> None:
        """Run what is not measured. Raises CalledProcessError when it fails."""
        subprocess.run(command, cwd=self.directory, check=True, capture_output=True)


def localized_project(bench: Bench, rows: int, locales: Sequence[str]) -> Project:
    """A project with a table, and with catalogs as tabl10n makes them: their territories are translated."""
    project = Project(bench, bench.scratch / f"build-{rows}-{len(locales)}", locales)
    project.start()
    shutil.copyfile(bench.source(rows), project.source)
    program = bench.program("tabl10n", "tabl10n")
    project.prepare(program, "extract")
    project.prepare(program, "init", *locales)
    return project


def languages(bench: Bench) -> list[str]:
    """The languages in which CLDR names the territories, as the Babel beside tabl10n has it."""
    code = (
        "from babel import Locale, localedata\n"
        "tags = [tag for tag in localedata.locale_identifiers() if '_' not in tag and tag != 'en']\n"
        "print(*sorted(tag for tag in tags if len(Locale(tag).territories) > 200))"
    )
    return subprocess.check_output([bench.program("tabl10n", "python"), "-c", code], text=True).split()


def translate(template: Path, words: Mapping[str, str], catalog: Path) -> None:
    """Write a program's template as its catalog, with the ``words`` that `translations` gives.

    It is written line by line, for the same reason as in ``tables.write_markdown``.
    """
    catalog.parent.mkdir(parents=True, exist_ok=True)
    msgid = ""
    with template.open(encoding="utf-8") as lines, catalog.open("w", encoding="utf-8") as file:
        for line in lines:
            if line.startswith(_MSGID):
                msgid = line.removeprefix(_MSGID)
            file.write(_MSGSTR + words[msgid] if line == _MSGSTR + _EMPTY and msgid in words else line)


def translations(catalog: Path) -> Mapping[str, str]:
    """The translations that a catalog has in one line, as written there, by the message as written there."""
    words: dict[str, str] = {}
    msgid = ""
    with catalog.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(_MSGID):
                msgid = line.removeprefix(_MSGID)
            elif line.startswith(_MSGSTR) and line != _MSGSTR + _EMPTY:
                words[msgid] = line.removeprefix(_MSGSTR)
    return words


def plain(words: Mapping[str, str]) -> frozenset[str]:
    """The translations without their quotation marks: what a page that is built with them must hold."""
    return frozenset(word.strip()[1:-1] for word in words.values())
