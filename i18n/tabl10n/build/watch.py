"""Noticing that an input of a project was saved."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tabl10n.errors import InputError
from tabl10n.project.settings import find_project


def wait_for_changes(root: Path, seconds: float = 0.5) -> Iterator[None]:
    """Go on at once, and then each time when an input of the project at ``root`` was saved, came or went.

    Looks every few ``seconds``: a few hundred files cost a millisecond, and it works on every platform and file system.
    """
    seen = _read_stamps(_list_inputs(root))
    while True:
        yield
        while (found := _read_stamps(_list_inputs(root))) == seen:
            time.sleep(seconds)
        seen = found


def _list_inputs(root: Path) -> Iterator[Path]:
    """What tables are built from: settings, sources and catalogs; the settings alone while they cannot be used."""
    yield root / "pyproject.toml"
    yield root / "tabl10n.toml"
    try:
        project = find_project(root)
    except InputError:
        return
    for domain in project.domains:
        yield domain.source
        yield from (project.catalog(domain, locale) for locale in project.shipped_locales(domain))


def _read_stamps(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    return {path: (found.st_mtime_ns, found.st_size) for path in paths if (found := _read_stat(path))}


def _read_stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
