"""Which source page a page is a translated copy of, as its path tells: pure functions on relative paths.

A locale is written in a path as the name of a folder or as a suffix of the file's name::

    docs/en/x.md   ↔ docs/tr/x.md                  the folder takes the place of the source's
    docs/x.md      ↔ docs/tr/x.md                  the folder lies among the sources
    docs/x.md      ↔ translations/tr/docs/x.md     the folder lies in one for translations
    docs/x.md      ↔ i18n/tr/docusaurus-plugin-content-docs/current/x.md
    x.md, x.en.md  ↔ x.tr.md, x_tr.md, x-pt-BR.md

Many words are the code of a language as well (``os``, ``ee``, ``is``), so a name is a locale only where a source page
lies at the place that it leads to, and where that may be chance, only where more than one does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from tabl10n.errors import InputError
from tabl10n.territories import known_locale

CopyLayout = Literal["sibling", "below", "apart", "suffix"]
"""Where a copy lies: in a folder beside that of the sources, in one among the sources, in one for translations, or
beside its source under a name with a suffix."""

# A locale as paths have it: a language, and perhaps a script and a territory.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
# The letters of a code that CLDR may have replaced: nobody writes Sardinian as "src", but many have sources there.
_MAX_REPLACED_LANGUAGE_LETTERS = 2
_SEPARATOR = re.compile(r"[._-]")
# Folders that hold the translations of what lies beside them.
_FOR_TRANSLATIONS = frozenset({"i18n", "l10n", "lang", "langs", "languages", "locale", "locales", "translations"})
# Docusaurus's folders for translations, and where its sources are.
_PLUGIN = re.compile(r"docusaurus-plugin-content-(?P<kind>docs|blog|pages)(?:-(?P<id>.+))?")
_VERSION = re.compile(r"version-.+")
# Names that pages of any folder have: that two folders have one says nothing.
_USUAL_NAMES = frozenset({"index", "_index", "readme"})
_MIN_SHARE = 0.5  # of the pages of a folder among the sources that must have a source before it is that of a locale
_MIN_PAIRS = 2  # that make a suffix which may be a word of the name that of a locale
_CACHE_SIZE = 1 << 12  # names of which it is kept what locale they are
_HERE = PurePosixPath()


class PathReading(NamedTuple):
    """One way to read a path as that of a translated copy.

    ``root`` is the folder of the locale, for a suffix that of the page; ``tag`` is the locale as it is written there.
    """

    locale: str
    source: PurePosixPath
    layout: CopyLayout
    root: PurePosixPath
    tag: str


class PagePair(NamedTuple):
    """A translated copy and its source."""

    copy: PurePosixPath
    reading: PathReading


class Unpaired(NamedTuple):
    """A page of a locale that has no source, and why."""

    copy: PurePosixPath
    reason: str


@dataclass(frozen=True)
class Tags:
    """How locales are written in paths: ``known`` are the names that settings and catalogs use, by name."""

    source_locale: str = "en"
    known: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """The spellings in which the folder or the suffix of the sources may be written, the likeliest first."""
        language = _get_language(self.source_locale)
        written = [self.source_locale, language, *(f"{language}_{territory}" for territory in ("US", "GB"))]
        if language != "en":
            written = [self.source_locale, language, f"{language}_{language.upper()}"]
        cased = [spelling for tag in written for spelling in (tag, tag.lower())]
        spelt = [spelling for tag in cased for spelling in (tag.replace("_", "-"), tag.replace("-", "_"))]
        return tuple(dict.fromkeys([*spelt, *(name for name, locale in self.known.items() if self._is_source(locale))]))

    def read(self, name: str) -> str | None:
        """The locale of a translation that ``name`` means; None where it means none, or that of the sources."""
        locale = self.known.get(name) or _parse_tag(name)
        return None if locale is None or self._is_source(locale) else locale

    def _is_source(self, locale: str) -> bool:
        return _get_language(locale) == _get_language(self.source_locale)


@lru_cache(maxsize=_CACHE_SIZE)  # every folder and every last word of a name is asked for
def _parse_tag(name: str) -> str | None:
    """The locale that CLDR has by that name."""
    try:
        locale = known_locale(name) if _TAG.fullmatch(name) else None
    except InputError:
        return None
    replaced = locale is not None and _get_language(locale) != _get_language(name)
    return None if replaced and len(_get_language(name)) > _MAX_REPLACED_LANGUAGE_LETTERS else locale


def _get_language(locale: str) -> str:
    return locale.replace("-", "_").partition("_")[0].lower()


def find_readings(copy: PurePosixPath, tags: Tags) -> Iterator[PathReading]:
    """Every way to read ``copy`` as a translated copy, the likeliest first; whether its source exists is not asked."""
    for index, name in enumerate(copy.parts[:-1]):
        locale = tags.read(name)
        if locale is not None:
            yield from _read_folder(copy, index, locale, tags)
    yield from _read_suffix(copy, tags)


def _read_folder(copy: PurePosixPath, index: int, locale: str, tags: Tags) -> Iterator[PathReading]:
    """The readings of a path whose folder number ``index`` is called after ``locale``."""
    above, name, below = copy.parts[:index], copy.parts[index], copy.parts[index + 1 :]
    root = PurePosixPath(*above, name)
    for source_name in tags.source_names:
        yield PathReading(locale, PurePosixPath(*above, source_name, *below), "sibling", root, name)
    if above and above[-1].lower() in _FOR_TRANSLATIONS:
        beside = _undo_plugin(below)
        yield PathReading(locale, PurePosixPath(*above[:-1], *beside), "apart", root, name)
    yield PathReading(locale, PurePosixPath(*above, *below), "below", root, name)


def _undo_plugin(below: Sequence[str]) -> Sequence[str]:
    """Where Docusaurus has the source of what lies ``below`` the folder of a locale; other paths are as they are."""
    found = _PLUGIN.fullmatch(below[0])
    if found is None or len(below) == 1:
        return below
    kind, name = found["kind"], found["id"] or found["kind"]
    _, version, *rest = below
    if kind == "docs" and version == "current":
        return (name, *rest)
    if kind == "docs" and _VERSION.fullmatch(version):
        return (f"{found['id']}_versioned_docs" if found["id"] else "versioned_docs", version, *rest)
    return ("src", name, version, *rest) if kind == "pages" else (name, version, *rest)


def _read_suffix(copy: PurePosixPath, tags: Tags) -> Iterator[PathReading]:
    """The readings of a path whose file name ends in a locale: ``x.tr.md``, ``x_zh_CN.md``."""
    for separator in _SEPARATOR.finditer(copy.stem):
        stem, tag = copy.stem[: separator.start()], copy.stem[separator.end() :]
        locale = tags.read(tag) if stem else None
        if locale is None:
            continue
        written = separator[0] + tag
        yield PathReading(locale, copy.with_name(stem + copy.suffix), "suffix", copy.parent, written)
        for source_name in tags.source_names:
            name = f"{stem}{separator[0]}{source_name}{copy.suffix}"
            yield PathReading(locale, copy.with_name(name), "suffix", copy.parent, written)


def find_source(copy: PurePosixPath, is_page: Callable[[PurePosixPath], bool], tags: Tags) -> PathReading | None:
    """The first reading of ``copy`` whose source exists."""
    return next((reading for reading in find_readings(copy, tags) if is_page(reading.source)), None)


class Pairing(NamedTuple):
    """The pages of some folders, put together: copies with their sources, and those of a locale that have none."""

    pairs: tuple[PagePair, ...]
    unpaired: tuple[Unpaired, ...]


def pair_pages(
    pages: Collection[PurePosixPath], is_page: Callable[[PurePosixPath], bool], tags: Tags | None = None
) -> Pairing:
    """Find the sources of ``pages``.

    ``is_page`` says whether there is a page at a path; sources may lie elsewhere. A page that is read as one of a
    locale without doubt and has no source is unpaired; any other page without one is no copy, and left out.
    """
    tags = tags or Tags()
    found = {page: find_source(page, is_page, tags) for page in pages}
    by_root: defaultdict[tuple[PurePosixPath, str], list[PagePair]] = defaultdict(list)
    for page, reading in found.items():
        if reading is not None:
            by_root[reading.root, reading.tag].append(PagePair(page, reading))
    sources = {reading.source for reading in found.values() if reading is not None}
    of_sources = {group for group, pairs in by_root.items() if any(pair.copy in sources for pair in pairs)}
    certain = {group for group, pairs in by_root.items() if group not in of_sources and _is_locale(pairs, pages, tags)}
    folders = {root for root, tag in certain if root.name == tag}
    pairs, unpaired = [], []
    for page, reading in found.items():
        if reading is None:
            folder = next((parent for parent in reversed(page.parents) if parent in folders), None)
            if folder is not None:
                unpaired.append(Unpaired(page, "no source page"))
        elif (reading.root, reading.tag) in certain:
            pairs.append(PagePair(page, reading))
        elif (reading.root, reading.tag) not in of_sources:
            reason = f"perhaps a copy of {reading.source} in {reading.locale}: name that with --source"
            unpaired.append(Unpaired(page, reason))
    return Pairing(tuple(pairs), tuple(unpaired))


def _is_locale(pairs: Sequence[PagePair], pages: Collection[PurePosixPath], tags: Tags) -> bool:
    """Whether a folder or a suffix that is read as a locale in ``pairs`` is no other word by chance."""
    first = pairs[0].reading
    name = first.tag.lstrip("._-")
    if name in tags.known or len(name) > len(first.locale.partition("_")[0]):
        return True  # a territory or a script makes the code of a language no word
    if first.layout == "below":
        inside = sum(1 for page in pages if first.root in page.parents)
        telling = any(pair.copy.stem.lower() not in _USUAL_NAMES for pair in pairs)
        return telling and len(pairs) >= inside * _MIN_SHARE
    if first.layout == "suffix" and not first.tag.startswith("."):
        usual = any(pair.reading.source.stem.lower() in _USUAL_NAMES for pair in pairs)
        return usual or len(pairs) >= _MIN_PAIRS
    return True


def find_missing(
    pairs: Collection[PagePair],
    list_pages: Callable[[PurePosixPath], Collection[PurePosixPath]],
    folder: PurePosixPath = _HERE,
    tags: Tags | None = None,
) -> tuple[tuple[PurePosixPath, str], ...]:
    """The source pages without a copy, each with the locale that lacks it, for every locale of ``pairs``.

    ``list_pages`` lists the pages of a folder and of those in it. Where copies lie in a folder of their locale, all
    pages of what ``folder``, where ``pairs`` were looked for, translates count; where they have a suffix, those pages
    that some locale has.
    """
    tags = tags or Tags()
    translated: defaultdict[tuple[PurePosixPath, str, CopyLayout], set[PurePosixPath]] = defaultdict(set)
    for pair in pairs:
        translated[_find_source_root(pair, folder), pair.reading.locale, pair.reading.layout].add(pair.reading.source)
    missing: set[tuple[PurePosixPath, str]] = set()
    for (root, locale, layout), sources in translated.items():
        if layout == "suffix":
            others = (some for (other, _, kind), some in translated.items() if (other, kind) == (root, layout))
            expected = set().union(*others)
        else:
            expected = {page for page in list_pages(root) if not _is_translation(page, root, tags)}
        missing.update((source, locale) for source in expected - sources)
    return tuple(sorted(missing))


def _find_source_root(pair: PagePair, folder: PurePosixPath) -> PurePosixPath:
    """The folder of the sources whose pages are translated in ``folder``, as far as the copy's locale has them there.

    What the paths of the copy and its source end in alike lies below the folders that translate each other.
    """
    reading = pair.reading
    if reading.layout == "suffix":
        return reading.root
    below = pair.copy.relative_to(reading.root).parts
    same = max(
        n
        for n in range(len(below) + 1)
        if reading.source.parts[len(reading.source.parts) - n :] == below[len(below) - n :]
    )
    root = PurePosixPath(*reading.source.parts[: len(reading.source.parts) - same])
    inside = folder.relative_to(reading.root).parts if folder.is_relative_to(reading.root) else ()
    return root.joinpath(*inside[len(below) - same :])


def _is_translation(page: PurePosixPath, root: PurePosixPath, tags: Tags) -> bool:
    """Whether ``page`` lies in the folder of a locale, or in one for translations, below the sources in ``root``."""
    inside = page.relative_to(root).parts[:-1]
    return any(tags.read(name) is not None or name.lower() in _FOR_TRANSLATIONS for name in inside)
