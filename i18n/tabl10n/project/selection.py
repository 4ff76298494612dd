"""What a command line means: locales, and files and folders of the project. No file is read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tabl10n import formats
from tabl10n.errors import InputError
from tabl10n.project.project import Domain, Project

_GETTEXT = frozenset({".po", ".pot"})


class Selection(NamedTuple):
    """The locales that were named, and the absolute paths of files and folders; none of a kind means all."""

    locales: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()

    @classmethod
    def parse(cls, arguments: Iterable[str]) -> Selection:
        """Tell locales and paths apart: ``de`` is a locale, whatever lies there, and ``./de`` a path.

        Raises InputError for a path at which there is nothing.
        """
        locales: list[str] = []
        paths: list[Path] = []
        for argument in arguments:
            if is_path(argument):
                paths.append(_resolve(argument))
            else:
                locales.append(argument)
        return cls(tuple(locales), tuple(paths))

    @classmethod
    def of_files(cls, files: Iterable[str]) -> Selection:
        """What ``files`` and folders are, whatever they are called. Raises InputError as `parse` does."""
        return cls(paths=tuple(map(_resolve, files)))

    def holds(self, *files: Path) -> bool:
        """Whether one of ``files`` was named, or lies in a folder that was; all do where no path was named."""
        if not self.paths:
            return True
        return any(path == file or path in file.parents for file in map(Path.resolve, files) for path in self.paths)

    def holds_catalog(self, project: Project, domain: Domain, locale: str) -> bool:
        """Whether it holds the catalog, or what the catalog is of: the source page, an edition, the template."""
        return self.holds(project.catalog(domain, locale), domain.source, *domain.editions, project.template(domain))


def _resolve(path: str) -> Path:
    if not Path(path).exists():
        raise InputError("no such file", path=path, next_step="check the path")
    return Path(path).resolve()


def is_path(argument: str) -> bool:
    """Whether an argument is a path rather than a locale: it has a slash or a known suffix, or there is such a file."""
    if "/" in argument or os.sep in argument:
        return True
    suffix = Path(argument).suffix
    return suffix.lower() in _GETTEXT or formats.find_by_suffix(suffix) is not None or Path(argument).is_file()
