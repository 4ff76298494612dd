"""What the pages point to is there: files, sections, paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.pages import find_examples, list_pages, read_page, strip_examples
from paths import ROOT

PAGES = [*list_pages(), *sorted(ROOT.glob("tools/**/README.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"(?<![\w/])((?:i18n|tests|tools|\.github|\.ci)/[\w./-]*[\w/])(?![\w*<{])")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """The names of its sections, as GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", strip_examples(read_page(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> Iterator[str]:
    for target in _LINK.findall(re.sub(r"`[^`\n]*`", "", strip_examples(read_page(page)))):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = (page.parent / path) if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_that_is_named_is_there(page: Path) -> None:
    """But for files that the reader is told to make: how-tos say so in an example of their own."""
    made = {example.file for example in find_examples(page)}
    named = set(_PATH.findall(strip_examples(read_page(page)))) - made
    places = (ROOT, page.parent)
    assert {path for path in named if not any((place / path).exists() for place in places)} == set()


def test_every_page_is_listed() -> None:
    index = ROOT / "i18n/docs/index.md"
    linked = {(index.parent / target).resolve() for target in _LINK.findall(read_page(index))}
    pages = {page for page in index.parent.rglob("*.md") if page.parent.name != "example"}
    assert pages - {index} <= linked
