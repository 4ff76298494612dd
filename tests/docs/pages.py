"""The pages of the documentation, and the examples on them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from paths import ROOT

DOCS = ROOT / "i18n/docs"
README = ROOT / "README.md"
_BLOCK = re.compile(r"^(?P<indent> *)(?P<fence>```+)(?P<language>\w*)\n(?P<text>.*?)^ *(?P=fence)$", re.M | re.S)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# The line that says which file an example is, or changes: "`i18n/tabl10n/x.py`:"
_FILE = re.compile(r"`([\w./-]+)`[^`\n]*:\n*\Z")


class Example(NamedTuple):
    """A fenced block: the heading that it is under, its language, its text, and the file that it is or changes."""

    page: str
    heading: str
    language: str
    text: str
    file: str
    line: int

    def commands(self) -> Iterator[tuple[list[str], list[str]]]:
        """The arguments of each ``$ tabl10n …`` in it, and the lines that it shows as its output."""
        for shown in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, *output = shown.rstrip("\n").split("\n")
            program, *arguments = shlex.split(command, comments=True)
            if program == "tabl10n":
                yield arguments, output


def list_pages() -> list[Path]:
    """The README, the pages of ``i18n/docs`` and those for contributors; not the one that is made of commands' help."""
    return [README, *sorted(DOCS.rglob("*.md")), *sorted((ROOT / ".github").glob("*.md"))]


@cache
def read_page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def find_examples(path: Path) -> tuple[Example, ...]:
    """The fenced blocks of a page, in order."""
    text, page = read_page(path), path.relative_to(ROOT).as_posix()
    prose, at, heading, found = "", 0, "", []
    for block in _BLOCK.finditer(text):
        prose = text[at : block.start()]
        heading = (_HEADING.findall(prose) or [heading])[-1]
        named = _FILE.search(prose)
        line = text.count("\n", 0, block.start()) + 1
        found.append(Example(page, heading, block["language"], block["text"], named[1] if named else "", line))
        at = block.end()
    return tuple(found)


def strip_examples(text: str) -> str:
    """A page's text without its fenced blocks."""
    return _BLOCK.sub("", text)


def find_missing(shown: list[str], printed: list[str]) -> str | None:
    """The first line of ``shown`` that ``printed`` does not have after those above it; lines of dots leave some out."""
    rest = iter(printed)
    lines = (line for line in shown if line.strip() not in ("", "…"))
    return next((line for line in lines if not any(line == other for other in rest)), None)
