"""The sources of a project, found where its settings or the usual layout have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from glob import glob
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from tabl10n import formats
from tabl10n.errors import InputError
from tabl10n.project.paths import FIELDS, PathTemplate, describe_source
from tabl10n.project.project import Domain, is_authored

if TYPE_CHECKING:
    from tabl10n.project.pairing import Tags

_CACHE_SIZE = 1 << 14  # files of which it is kept whether they look like a table
_WILDCARDS = frozenset("*?[")
EDITIONS = "editions"
"""The folder beside usual sources that has earlier editions of them."""


class SourceFile(NamedTuple):
    """A source page, and its path below the folder of the sources."""

    file: Path
    path: PurePosixPath


def find_usual_domains(directory: Path) -> tuple[Domain, ...]:
    """With no settings: every table file in the source locale's directory, its editions in ``editions/``.

    Pages of words count where there is nothing else, so that someone says that they have no table. HTML, CSV and JSON
    count where there is no Markdown or reStructuredText: beside it, they are built from it.
    """
    editions = tuple(find_files(directory, f"{EDITIONS}/*"))
    files = [path for path in find_files(directory, "**") if path.relative_to(directory).parts[0] != EDITIONS]
    written = [path for path in files if is_authored(path)]
    sources = [path for path in written if _may_hold_table(path)] or written or _choose_one_a_name(files)
    found = [SourceFile(path, PurePosixPath(path.relative_to(directory).as_posix())) for path in sources]
    return make_domains(found, editions if len(sources) == 1 else ())


def find_domains(
    root: Path,
    patterns: Sequence[str],
    output: PathTemplate,
    tags: Tags,
    find_catalog: Callable[[Domain, str], Path],
) -> tuple[Domain, ...]:
    """The pages that the patterns name, each once; what the output template makes of another of them is none.

    ``find_catalog`` says where the catalog of a domain in a locale is: that tells locales that CLDR does not have.
    """
    found: dict[Path, SourceFile] = {}
    for pattern in patterns:
        base = find_base(pattern)
        for file in find_files(root, pattern):
            if formats.find_by_suffix(file.suffix) is not None:
                path = PurePosixPath(file.relative_to(root / base).as_posix())
                found.setdefault(file, SourceFile(file, path))
    outputs = _Outputs(found.values(), root, output, tags, find_catalog)
    return make_domains(sorted(source for source in found.values() if source not in outputs), ())


class _Outputs:
    """The files that a build makes of other sources, told by their paths."""

    def __init__(
        self,
        sources: Collection[SourceFile],
        root: Path,
        output: PathTemplate,
        tags: Tags,
        find_catalog: Callable[[Domain, str], Path],
    ) -> None:
        self._root, self._output, self._tags, self._find_catalog = root, output, tags, find_catalog
        self._made_of = {self._identify(describe_source(source.path, source.path.stem)): source for source in sources}

    def __contains__(self, source: SourceFile) -> bool:
        fields = self._output.match(source.file.relative_to(self._root).as_posix())
        made_of = self._made_of.get(self._identify(fields)) if fields else None
        if fields is None or made_of is None or made_of.file == source.file:
            return False
        return self._tags.read(fields["locale"]) is not None or self._has_catalog(made_of, fields["locale"])

    def _has_catalog(self, source: SourceFile, locale: str) -> bool:
        """Whether someone translates the source into ``locale``, which is then no other word."""
        names = (source.path.stem, _name_whole(source.path))
        return any(self._find_catalog(Domain(name, source.file, path=source.path), locale).is_file() for name in names)

    def _identify(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """What the output template says of a source."""
        return tuple(fields[name] for name in FIELDS if name != "locale" and self._output.has(name))


def make_domains(sources: Sequence[SourceFile], editions: tuple[Path, ...]) -> tuple[Domain, ...]:
    """A domain for each source, called after its file, and after its folders too where two would be called alike."""
    stems = Counter(source.path.stem for source in sources)
    return tuple(
        Domain(
            source.path.stem if stems[source.path.stem] == 1 else _name_whole(source.path),
            source.file,
            editions,
            path=source.path,
        )
        for source in sources
    )


def _name_whole(path: PurePosixPath) -> str:
    return path.with_suffix("").as_posix()


def merge_domains(named: Sequence[Domain], found: Sequence[Domain]) -> tuple[Domain, ...]:
    """The domains that settings name, with the paths that their sources were found at, and those of other sources.

    Raises InputError where another source would share the catalogs of a named one.
    """
    paths = {domain.source.resolve(): domain.path for domain in found}
    own = [replace(domain, path=paths.get(domain.source.resolve())) for domain in named]
    sources, names = {domain.source.resolve() for domain in named}, {domain.name for domain in named}
    others = [domain for domain in found if domain.source.resolve() not in sources]
    renamed = [
        replace(domain, name=_name_whole(domain.path)) if domain.name in names and domain.path else domain
        for domain in others
    ]
    for domain in renamed:
        if domain.name in names:
            fact = f"this source would share its catalogs with the domain {domain.name} of the settings"
            raise InputError(fact, path=domain.source, next_step="give that domain another name, or exclude this page")
    return (*own, *renamed)


def find_base(pattern: str) -> PurePosixPath:
    """The part of a pattern before its first wildcard; of a plain path the folder that it lies in."""
    parts = PurePosixPath(pattern).parts
    plain = next((i for i, part in enumerate(parts) if _WILDCARDS & set(part)), len(parts) - 1)
    return PurePosixPath(*parts[:plain])


def find_files(directory: Path, pattern: str) -> list[Path]:
    """The files that the pattern names, in order: no directory, and none that is hidden, as editors leave them."""
    names = glob(pattern, root_dir=directory, recursive=True)  # noqa: PTH207 (Path.glob finds what is hidden)
    found = (directory / name for name in names)
    return sorted(path for path in found if path.is_file())


def _may_hold_table(path: Path) -> bool:
    """Whether something in the file looks like a table, or it cannot be read: whoever wants to read it says why."""
    try:
        found = path.stat()
        return _looks_like_table(path, found.st_mtime_ns, found.st_size)
    except OSError:
        return True


@lru_cache(maxsize=_CACHE_SIZE)  # --watch asks for the project twice a second
def _looks_like_table(path: Path, _saved: int, _size: int) -> bool:
    format_ = formats.find_by_suffix(path.suffix)
    return format_ is None or format_.may_hold_table(path.read_bytes())


def _choose_one_a_name(files: Sequence[Path]) -> list[Path]:
    """One file of each name, in the likeliest of the formats that people keep tables in where they write none."""
    likeliest_first = [suffix for format_ in formats.list_formats() for suffix in format_.source_suffixes]
    kept = [path for path in files if path.suffix.lower() in likeliest_first]
    kept.sort(key=lambda path: likeliest_first.index(path.suffix.lower()))
    return sorted({path.with_suffix(""): path for path in reversed(kept)}.values())
