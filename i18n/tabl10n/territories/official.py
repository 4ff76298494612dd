"""Official, older and ISO's names of territories, which CLDR lacks: from the iso-codes project, in many languages.

They are loaded only when a name is asked for that CLDR does not know: `resolve`, which reads every cell of every
table, has no use for them. Their translations are of mixed quality, so they tell which territory is meant and never
how to write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tabl10n.errors import InputError
from tabl10n.territories.locales import known_locale
from tabl10n.territories.names import Match, resolve
from tabl10n.text.folding import fold_name, get_language

if TYPE_CHECKING:
    from gettext import NullTranslations

Index = dict[tuple[str, ...], "str | None"]
"""The folded words of a name to the code of its territory; None where it is two territories' name."""

_DOMAIN = "iso3166-1"
_FIELDS = ("name", "official_name", "common_name")
_BRACKETS = re.compile(r"^(?P<outer>.+?)\s*[(（](?P<inner>.+?)[)）]$")
# Stress, and accents that hasty spelling leaves out.
_ACCENTS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = str.maketrans("'‘’ʼ`", "     ")


def find_official(name: str, locale: str) -> Match | None:
    """Find the territory that ``name`` is an official, an older or ISO's name of in ``locale``; None when unknown.

    Accents do not count, nor does the order of words: ISO writes "Iran, Islamic Republic of". In a language of several
    scripts or regions the names of the others count too. What CLDR knows is `resolve`'s alone.
    """
    words = _split_words(name, get_language(locale))
    for tag in (locale, *_list_siblings(locale)):
        for index, key in ((_index_in_order(tag), words), (_index_in_any_order(tag), tuple(sorted(words)))):
            if key in index:
                code = index[key]
                return Match(code, "variant", False, locale) if code else None
    return None


@lru_cache(maxsize=4096)
def _split_words(name: str, language: str) -> tuple[str, ...]:
    """The folded words of ``name`` without accents."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)))
    return tuple(fold_name(bare, language).split())


@cache
def _index_in_order(locale: str) -> Index:
    return _make_index((_split_words(name, get_language(locale)), code) for code, name in _list_names(locale))


@cache
def _index_in_any_order(locale: str) -> Index:
    return _make_index(
        (tuple(sorted(_split_words(name, get_language(locale)))), code) for code, name in _list_names(locale)
    )


def _make_index(names: Iterable[tuple[tuple[str, ...], str]]) -> Index:
    """The code of each name that is only one territory's."""
    index: Index = {}
    for words, code in names:
        if words and index.setdefault(words, code) != code:
            index[words] = None
    return index


def _list_names(locale: str) -> Iterator[tuple[str, str]]:
    """The code of each territory with each of its names in the locale."""
    import pycountry

    translations = [_read_translations(directory) for directory in _find_directories().get(locale, ())]
    for country in pycountry.countries:
        for name in filter(None, (getattr(country, field, None) for field in _FIELDS)):
            translated = [name] if get_language(locale) == "en" else [catalog.gettext(name) for catalog in translations]
            for one in translated:
                if one != name or get_language(locale) == "en":  # else it is not translated
                    yield from (
                        (country.alpha_2, spelling) for spelling in _list_spellings(one, country.alpha_2, locale)
                    )


def _list_spellings(name: str, code: str, locale: str) -> Iterable[str]:
    """The name, and without the brackets behind it where these hold another name of the territory."""
    yield name
    found = _BRACKETS.match(name)
    if found and (inner := resolve(found["inner"], locale)) and inner.code == code:
        yield found["outer"]


def _read_translations(directory: str) -> NullTranslations:
    from gettext import translation

    import pycountry

    return translation(_DOMAIN, pycountry.LOCALES_DIR, [directory], fallback=True)


@cache
def _find_directories() -> dict[str, tuple[str, ...]]:
    """By locale, as ``known_locale`` writes it, the directories of translations; several where codes were merged."""
    from pathlib import Path

    import pycountry

    found: dict[str, list[str]] = {}
    for directory in sorted(path.name for path in Path(pycountry.LOCALES_DIR).iterdir()):
        try:
            found.setdefault(known_locale(directory), []).append(directory)
        except InputError:  # CLDR does not have it, so nobody can name it
            continue
    return {locale: tuple(directories) for locale, directories in found.items()}


@cache
def _list_siblings(locale: str) -> tuple[str, ...]:
    """The other locales of the language, the nearest script first."""
    language = get_language(locale)
    same = [tag for tag in _find_directories() if get_language(tag) == language and tag != locale]
    return tuple(sorted(same, key=lambda tag: (not tag.startswith(locale) and not locale.startswith(tag), tag)))
