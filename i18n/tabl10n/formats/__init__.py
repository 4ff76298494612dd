"""Readers and writers, one module a format.

``read(text, name)``, ``write(document)`` and ``patch(document)`` serve a document in its own format:
``write(read(x)) == x`` for every ``x``, for a writer changes only what a document says differently from its source.
``content(document)`` and ``render(content, options)`` carry it from any format to any other: what it says, its
headings, paragraphs and tables, first in the words of no format, then in those of the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, cast

from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.formats.content import Content, Rendering, require_safe
from tabl10n.model import Document

_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".rst": "rst",
    ".rest": "rst",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}
BUILT = {"md": "markdown", "rst": "rst", "html": "html", "csv": "csv", "json": "json"}
"""The formats that a document can be built in, by the suffix of their files."""
# A grid table's border: what tells reStructuredText from Markdown in a file without a telling suffix.
_GRID_BORDER = re.compile(r"^\s*\+(?:[-=]+\+)+\s*$", re.MULTILINE)


class Format(Protocol):
    """What every format module offers."""

    def read(self, text: str, name: str) -> Document:
        """The document that ``text`` holds; ``name`` is the file's name for messages."""

    def write(self, document: Document, options: Rendering | None = None) -> str:
        """The document as text, changed tables laid out anew, for readers of the language in ``options``."""

    def patch(self, document: Document) -> str:
        """The document as text, only the changed spans touched."""

    def content(self, document: Document) -> Content:
        """What the document says, for another format."""

    def render(self, content: Content, options: Rendering) -> str:
        """What a document says, in this format."""


def load(path: str | Path) -> Document:
    """Read the file at ``path``. Raises InputError when it cannot be read."""
    return parse(read_text(path), str(path))


def parse(text: str, name: str) -> Document:
    """Read ``text``; the format follows from the suffix of ``name``, else from the text itself."""
    return format_named(_format_of(text, name)).read(text, name)


def dump(document: Document, options: Rendering | None = None) -> str:
    """The document in its own format, changed tables laid out anew; it says the language in ``options``, if any."""
    return format_named(document.format).write(document, options)


def patch(document: Document) -> str:
    """The document in its own format, every byte outside the changed spans as it was."""
    return format_named(document.format).patch(document)


def reordered(document: Document, orders: Sequence[Sequence[int]]) -> Document:
    """``document`` with the rows of each table in the order of ``orders`` (their numbers, from 0); see `reorder`."""
    from tabl10n.formats import reorder

    return reorder.reordered(document, orders, format_named(document.format).read)


def convert(document: Document, target: str, options: Rendering | None = None) -> str:
    """The document in the format ``target``; in its own one it is what ``dump`` makes, layout and all.

    Raises InputError for what that format cannot represent, naming the cell, and for a link that is not safe to open.
    """
    return next(conversions(document, (target,), options))


def conversions(document: Document, targets: Iterable[str], options: Rendering | None = None) -> Iterator[str]:
    """The document in each of the formats ``targets``, in order; see `convert`."""
    said: Content | None = None
    for target in targets:
        if target == document.format:
            yield dump(document, options)
            continue
        if said is None:
            said = format_named(document.format).content(document)
            require_safe(said)
        yield format_named(target).render(said, options or Rendering())


def format_named(name: str) -> Format:
    """The format module called ``name``; it is imported on first use."""
    if name not in _SUFFIXES.values():
        known = ", ".join(sorted(set(_SUFFIXES.values())))
        raise InputError(f"no such format: {name}", next_step=f"choose one of {known}")
    return cast("Format", import_module(f"tabl10n.formats.{name}"))


def _format_of(text: str, name: str) -> str:
    by_suffix = _SUFFIXES.get(PurePath(name).suffix.lower())
    return by_suffix or ("rst" if _GRID_BORDER.search(text) else "markdown")
