"""Resolve a territory's name to its CLDR code, and name a code in a locale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tabl10n.text.folding import fold_name, get_language

Form = Literal["standard", "short", "variant"]
"""CLDR's forms of a name: "Hong Kong SAR China" is standard, "Hong Kong" short; "Czech Republic" is a variant."""

_FORMS: tuple[Form, ...] = ("standard", "short", "variant")

# Shorter words are articles and prepositions more often than not.
_MIN_CONTENT_LETTERS = 3
# A word in the names of more territories than this tells none apart: "Guinea" is in four, "South" and "Saint" in more.
_MAX_TERRITORIES_OF_WORD = 4

_DATA = Path(__file__).parent.parent / "data"

Index = dict[str, "Match | None"]
"""Folded name to what it means; None where it means two territories."""


@dataclass(frozen=True, slots=True)
class Match:
    """The one territory that a text names.

    ``form`` is that of the name; a code counts as short. ``exact`` is False for a reviewed name that CLDR lacks and for
    the name in a sibling locale. ``locale`` says whose name it is, and is empty for a code.
    """

    code: str
    form: Form
    exact: bool
    locale: str


def resolve(name: str, locale: str = "en") -> Match | None:
    """Find the territory that ``name`` means to a reader of ``locale``; None when unknown or when it means two.

    Looks for, in this order: the locale's own names in CLDR; a code in capitals, or CLDR's alias of one (``UK``,
    ``USA``); reviewed further names; the names in the language's other locales. Spelling is folded, never guessed.
    """
    folded = fold_name(name, get_language(locale))
    if folded in _index_own(locale):
        return _index_own(locale)[folded]
    if code := _read_code(name.strip()):
        return Match(code, "short", True, "")
    return _index_reviewed(locale)[folded] if folded in _index_reviewed(locale) else _index_sibling(locale).get(folded)


def name_of(code: str, locale: str, form: Form = "standard") -> str | None:
    """Name a CLDR code in ``locale``, in that form if CLDR has it, else the standard one.

    None when CLDR does not know the code, or has no name for it in the locale.
    """
    names = _names(locale)
    return names[form].get(code) or names["standard"].get(code)


def shares_word(name: str, code: str, locale: str) -> bool:
    """Whether ``name`` has a whole word in common with a name of ``code`` in the locale, in any form.

    Only words that tell territories apart count: "Korea" does, "and" and "Islands" do not. Languages that are written
    without spaces have no such words.
    """
    words = fold_name(name, get_language(locale)).split()
    named = [_index_words(locale).get(word, frozenset()) for word in words if len(word) >= _MIN_CONTENT_LETTERS]
    return any(code in codes and len(codes) <= _MAX_TERRITORIES_OF_WORD for codes in named)


@cache
def list_known_names(locale: str) -> Mapping[str, str]:
    """Folded, all names of territories that `resolve` knows in ``locale``, with the code of each."""
    indexes = (_index_sibling(locale), _index_reviewed(locale), _index_own(locale))
    return {name: match.code for index in indexes for name, match in index.items() if match and name}


def translate(name: str, locale: str, source_locale: str = "en") -> str | None:
    """Write ``name`` of ``source_locale`` as a reader of ``locale`` expects it; None when it cannot be resolved.

    Keeps the form of the name where the locale has it, unless the reviewed data prefers another: CLDR's French short
    name of the United States is an abbreviation, and "Turkey" is the older name in English but not elsewhere.
    """
    match = resolve(name, source_locale)
    return find_preferred_name(match, locale) if match else None


def find_preferred_name(match: Match, locale: str) -> str | None:
    """Name in ``locale`` what was matched, in the form of the match or the one that the reviewed data prefers."""
    return name_of(match.code, locale, _get_preferred_form(match.code, locale) or match.form)


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / name).read_text("utf-8"))
    return data


def _read_cldr() -> dict[str, Any]:
    return _read("territories.json")


def _get_by_locale(table: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Take the entry of the locale, or of the nearest one that is shorter by subtags; empty without one."""
    while locale not in table and "_" in locale:
        locale = locale.rpartition("_")[0]
    entry: dict[str, Any] = table.get(locale, {})
    return entry


@cache
def _names(locale: str) -> dict[Form, dict[str, str]]:
    """Code to name in each form, as CLDR has them in the locale."""
    alternative = _get_by_locale(_read_cldr()["alternative"], locale)
    names: dict[Form, dict[str, str]] = {form: alternative.get(form, {}) for form in _FORMS}
    names["standard"] = _read_cldr()["english"] if locale == "en" else _read_babel(locale)
    return names


def _read_babel(locale: str) -> dict[str, str]:
    """Babel's names of the codes that CLDR has in English, which leaves out the made-up XA and XB."""
    from babel import localedata

    written = localedata.load(locale).get("territories", {})
    return {code: name for code, name in written.items() if code in _read_cldr()["english"]}


@cache
def _index_own(locale: str) -> Index:
    return _make_index(_list_cldr_matches(locale, exact=True), locale)


@cache
def _index_words(locale: str) -> Mapping[str, frozenset[str]]:
    """The folded words of the locale's names, and the codes of those that each is in."""
    found: dict[str, set[str]] = {}
    for index in (_index_own(locale), _index_reviewed(locale)):
        for name, match in index.items():
            if match:
                for word in name.split():
                    found.setdefault(word, set()).add(match.code)
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def _index_reviewed(locale: str) -> Index:
    variants = _get_by_locale(_read("territory-variants.json")["variants"], locale)
    match = {code: Match(code, "variant", False, locale) for code in variants}
    return _make_index(((name, match[code]) for code, names in variants.items() for name in names), locale)


@cache
def _index_sibling(locale: str) -> Index:
    siblings = _read_cldr()["regional"].get(get_language(locale), [])
    return _make_index((pair for sibling in siblings for pair in _list_cldr_matches(sibling, exact=False)), locale)


def _list_cldr_matches(locale: str, *, exact: bool) -> Iterable[tuple[str, Match]]:
    for form in _FORMS:
        for code, name in _names(locale)[form].items():
            yield name, Match(code, form if exact else "variant", exact, locale)


def _make_index(matches: Iterable[tuple[str, Match]], locale: str) -> Index:
    index: Index = {}
    for name, match in matches:
        folded = fold_name(name, get_language(locale))
        known = index.setdefault(folded, match)
        if known is not None and known.code != match.code:
            index[folded] = None
    return index


@cache
def list_known_codes() -> frozenset[str]:
    """All texts that `resolve` takes for a code, or an alias of one."""
    return frozenset((*filter(_read_code, _read_cldr()["english"]), *filter(_read_code, _read_cldr()["aliases"])))


def _read_code(text: str) -> str | None:
    """Read ``text`` as a CLDR code or an alias of one; numbers (``150`` is Europe) are too often something else."""
    if not (text.isascii() and text.isalpha()):
        return None
    return text if text in _read_cldr()["english"] else _read_cldr()["aliases"].get(text)


def _get_preferred_form(code: str, locale: str) -> Form | None:
    prefer = _read("territory-variants.json")["prefer"]
    form: Form | None = _get_by_locale(prefer, locale).get(code) or prefer["*"].get(code)
    return form
