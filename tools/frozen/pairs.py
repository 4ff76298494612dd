"""Finds the translated pages below a folder, and the English page of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

SUFFIXES = {".md", ".mdx", ".rst", ".html", ".htm", ".csv", ".json", ".txt"}
ENGLISH = ("en", "en-US", "en-GB", "en_US", "en_GB")
NUMBERED = re.compile(r"\d+_\w+")  # the stem of a seed


class Pair(NamedTuple):
    """A translated page and its source, as absolute paths; ``name`` is the copy's path from above the folder."""

    name: str
    source: Path
    copy: Path
    locale: str


def find_pairs(folders: Sequence[Path]) -> list[Pair]:
    """The pairs below the folders, by name; one pair, the first that fits, for each translated page."""
    return sorted(pair for folder in folders for pair in _find_pairs(folder.resolve()))


def _find_pairs(folder: Path) -> Iterator[Pair]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            for find in (_find_mirrored, _find_by_suffix, _find_beside, _find_seed):
                found = find(path, folder)
                if found:
                    yield Pair(path.relative_to(folder.parent).as_posix(), found[0], path, found[1])
                    break


def _find_mirrored(path: Path, folder: Path) -> tuple[Path, str] | None:
    """``tr/guide/page.md`` is a copy of ``en/guide/page.md``."""
    parts = path.relative_to(folder).parts
    for number, part in enumerate(parts[:-1]):
        if part not in ENGLISH and is_locale(part):
            for english in ENGLISH:
                source = folder.joinpath(*parts[:number], english, *parts[number + 1 :])
                if source.is_file():
                    return source, part
    return None


def _find_by_suffix(path: Path, _: Path) -> tuple[Path, str] | None:
    """``page.zh-CN.md`` is a copy of ``page.en-US.md``, or of ``page.md``."""
    stem, _, tag = path.stem.rpartition(".")
    if not stem or tag in ENGLISH or not is_locale(tag):
        return None
    names = [f"{stem}.{english}{path.suffix}" for english in ENGLISH] + [f"{stem}{path.suffix}"]
    return next(((source, tag) for name in names if (source := path.with_name(name)).is_file()), None)


def _find_beside(path: Path, _: Path) -> tuple[Path, str] | None:
    """``copy.md`` or ``translated.md`` is a copy of ``en.md`` or ``source.md``; the folder's name holds the locale."""
    if path.stem not in ("copy", "translated"):
        return None
    sources = (path.with_name(f"{stem}{path.suffix}") for stem in (*ENGLISH, "source"))
    source = next((source for source in sources if source.is_file()), None)
    parts = path.parent.name.split("-")
    tag = next((tag for tag in (parts[-1], parts[0], f"und-{parts[-1]}") if is_locale(tag)), None)
    return (source, str(Locale.parse(tag, sep="-"))) if source and tag else None


def _find_seed(path: Path, _: Path) -> tuple[Path, str] | None:
    """Of the numbered tables of a folder, the last is a Chinese copy of the first; the others are editions of it."""
    if not NUMBERED.fullmatch(path.stem) or path.suffix != ".txt":
        return None
    first, *_, last = sorted(path.parent.glob("[0-9]*_*.txt"))
    return (first, "zh-Hans") if path == last != first else (path, "en")


def is_locale(tag: str) -> bool:
    """Whether CLDR has the locale."""
    try:
        return bool(Locale.parse(tag, sep="-" if "-" in tag else "_"))
    except (UnknownLocaleError, ValueError):
        return False
