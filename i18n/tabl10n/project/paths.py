"""Path templates: where a project's files are, as ``docs/{locale}/{path}`` says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from glob import escape, glob
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tabl10n.errors import InputError

FIELDS = ("locale", "path", "dir", "stem", "suffix", "domain")
"""What a template may have in braces: of a source, its path below the folder of the sources, the parts of that, and the
name of its catalogs."""

_FIELD = re.compile(r"\{(\w*)\}")
_SLASHES = re.compile(r"/{2,}")
# What a field may match. A folder may be none, and then its slash is gone too.
_PATTERNS = {
    "locale": r"[^/]+?",
    "path": r".+",
    "dir": r".+",
    "stem": r"[^/]+?",
    "suffix": r"\.[^/.]+",
    "domain": r".+",
}


class PathTemplate(NamedTuple):
    """A path from the project's root with fields in braces."""

    text: str

    @classmethod
    def parse(cls, text: str) -> PathTemplate:
        """The template that ``text`` is. Raises InputError for an unknown field, and a path that leads out."""
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        for name in _FIELD.findall(text):
            if name not in FIELDS:
                raise InputError(f"there is no field {{{name}}}", next_step=f"known are {known}")
        if set(_FIELD.sub("", text)) & set("{}"):
            raise InputError(f"{text!r} has a brace too many", next_step=f"fields are written {known}")
        if PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts:
            raise InputError(f"{text!r} leads out of the project", next_step="name a path below its root")
        return cls(text)

    def has(self, name: str) -> bool:
        """Whether the template has that field."""
        return f"{{{name}}}" in self.text

    def fill(self, values: Mapping[str, str]) -> str:
        """The path with ``values`` in its fields."""
        filled = _FIELD.sub(lambda found: values[found[1]], self.text)
        return _SLASHES.sub("/", filled).removeprefix("/")

    def match(self, path: str) -> Mapping[str, str] | None:
        """The fields of ``path``, if it is one that the template makes."""
        pieces = _FIELD.split(self.text)  # text and names of fields in turn
        pattern, seen = "", set()
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                follows_dir = index > 1 and pieces[index - 1] == "dir" and piece.startswith("/")
                pattern += re.escape(piece.removeprefix("/") if follows_dir else piece)
            elif piece in seen:
                pattern += f"(?P={piece})"
            elif piece == "dir":
                pattern += r"(?:(?P<dir>.+)/)?"
            else:
                pattern += f"(?P<{piece}>{_PATTERNS[piece]})"
            seen.add(piece)
        found = re.fullmatch(pattern, path)
        return None if found is None else found.groupdict(default="")

    def find_locales(self, root: Path, values: Mapping[str, str]) -> Iterator[str]:
        """The locales for which there is a file; ``values`` are those of all other fields."""
        mark = "\x00"
        pattern = escape(self.fill({**values, "locale": mark})).replace(mark, "*")
        located = PathTemplate(_FIELD.sub(lambda f: f[0] if f[1] == "locale" else values[f[1]], self.text))
        for path in sorted(glob(pattern, root_dir=root)):  # noqa: PTH207 (Path.glob finds what is hidden)
            found = PathTemplate(_SLASHES.sub("/", located.text)).match(Path(path).as_posix())
            if found is not None:
                yield found["locale"]


def describe_source(path: PurePosixPath, domain: str) -> dict[str, str]:
    """The fields of a source whose path below the folder of the sources is ``path``."""
    folder = "" if path.parent == PurePosixPath() else path.parent.as_posix()
    return {"path": path.as_posix(), "dir": folder, "stem": path.stem, "suffix": path.suffix, "domain": domain}
