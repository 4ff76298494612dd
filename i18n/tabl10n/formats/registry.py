"""The formats there are, by name and by suffix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from tabl10n.errors import InputError
from tabl10n.formats.csv import CSV
from tabl10n.formats.format import Format
from tabl10n.formats.html import HTML
from tabl10n.formats.json import JSON
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.formats.rst import RST

_FORMATS: dict[str, Format] = {format_.name: format_ for format_ in (MARKDOWN, RST, HTML, CSV, JSON)}
"""In this order they are offered, and of one table kept in several of them the first is the likeliest source."""


def list_formats() -> tuple[Format, ...]:
    """Every format."""
    return tuple(_FORMATS.values())


def get(name: str) -> Format:
    """The format called ``name``. Raises InputError where there is none."""
    if name not in _FORMATS:
        raise InputError(f"no such format: {name}", next_step=f"choose one of {', '.join(sorted(_FORMATS))}")
    return _FORMATS[name]


def register(format_: Format) -> None:
    """Make ``format_`` known. Raises ValueError where one has its name, or one of its suffixes, already."""
    if format_.name in _FORMATS or any(map(find_by_suffix, format_.suffixes)):
        raise ValueError(f"{format_.name}, or one of its suffixes, is registered")
    _FORMATS[format_.name] = format_


@contextmanager
def register_for_context(format_: Format) -> Iterator[None]:
    """Have ``format_`` known for as long as the context lasts."""
    register(format_)
    try:
        yield
    finally:
        del _FORMATS[format_.name]


def find_by_suffix(suffix: str) -> Format | None:
    """The format of the files with that suffix (``.md``), in upper or lower case."""
    return next((format_ for format_ in list_formats() if suffix.lower() in format_.suffixes), None)


def find_by_text(text: str, name: str) -> Format:
    """The format of the file called ``name``, by its suffix, else by the ``text`` that it holds; Markdown if nothing
    tells.
    """
    by_suffix = find_by_suffix(PurePath(name).suffix)
    return by_suffix or next((format_ for format_ in list_formats() if format_.is_recognized_in(text)), MARKDOWN)


def find_by_built_suffix(suffix: str) -> Format | None:
    """The format that documents are built in under that suffix, without its dot (``md``)."""
    return next((format_ for format_ in list_formats() if format_.suffixes[0] == f".{suffix}"), None)
