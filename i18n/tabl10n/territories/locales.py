"""Locale tags as people write them, and the one spelling this package uses."""

from __future__ import annotations

import re
from functools import cache

from tabl10n.errors import InputError
from tabl10n.text.patterns import compile_lazily

_TAG = compile_lazily(
    r"(?P<language>[a-z]{2,3})(?:_(?P<script>[a-z]{4}))?(?:_(?P<territory>[a-z]{2}|\d{3}))?(?:_(?P<variant>\w{5,8}))?",
    re.IGNORECASE,
)
_ENCODING = compile_lazily(r"\.[\w-]+")
# What gettext, Weblate and BCP 47 call a language: its code, any subtags, and after a "@" what else tells it apart.
_WELL_FORMED = compile_lazily(r"[a-z]{2,3}(?:[-_][a-z\d]{1,8})*(?:@[a-z\d]+(?:[-_][a-z\d]+)*)?", re.IGNORECASE)
_SCRIPT = compile_lazily(r"[A-Za-z]{4}")
_TERRITORY = compile_lazily(r"[A-Za-z]{2}|\d{3}")

ROOT = "root"
"""What Babel calls the data that holds in every locale: no name of a territory is among it."""
_MAX_SUBTAG_CHARACTERS = 8  # characters, in BCP 47

# The modifiers of glibc's locale names that stand for a script; the others are variants.
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}

_MAX_SUGGESTIONS = 3
_SCRIPT_LETTERS = 4

# The scripts of right-to-left letters that people write today (Unicode's Bidi_Class R and AL).
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def known_locale(tag: str) -> str:
    """Write the locale that a BCP 47 or POSIX tag means as Babel writes it.

    The script is written where CLDR has the language in several, and then a territory that goes without saying is not:
    ``zh``, ``zh-CN`` and ``zh_Hans_CN`` are ``zh_Hans``, ``zh_TW`` is ``zh_Hant``, ``zh-HK`` is ``zh_Hant_HK``, and
    ``sr@latin`` is ``sr_Latn``. Otherwise the territory stays as given: ``pt_BR``, ``de``. Old codes are replaced
    (``iw`` is ``he``), the encoding is dropped. Babel alone takes ``iw`` for ``he_IL`` and fails on an encoding.
    Raises InputError, with the nearest tags, for a locale that CLDR does not have.
    """
    parsed = _TAG.fullmatch(_normalize_tag(tag))
    candidates = _list_candidates(**parsed.groupdict(default="")) if parsed else []
    for candidate in candidates:
        if candidate in _read_identifiers():
            return candidate
    raise InputError(f"no such locale {tag!r}", next_step=_suggest_tags(tag))


def parse_locale(tag: str) -> str:
    """Write the locale that a well-formed tag means, whether or not CLDR has it: two tags of one locale are alike.

    As ``known_locale`` writes it where CLDR has it, else as gettext does: ``crh``, ``be_Latn``, ``de@formal``.
    Raises InputError, as ``known_locale`` does, for what is no tag.
    """
    if not _is_well_formed(tag):
        return known_locale(tag)
    try:
        return known_locale(tag)
    except InputError:
        return spell_locale(tag)


def is_same_locale(tag: str, locale: str) -> bool:
    """Whether ``tag``, in any spelling, means ``locale``, as ``parse_locale`` writes it."""
    try:
        return parse_locale(tag) == locale
    except InputError:
        return False


def name_locale(tag: str) -> str:
    """Write the locale that someone wants to begin: as ``parse_locale`` does, if it is no slip of the fingers.

    That is one that CLDR has, or whose language, script and territory CLDR has a name for, with or without something
    after a "@". Raises InputError, with the nearest tags, for another.
    """
    from babel import Locale

    if _is_well_formed(tag):
        language, script, territory, rest = _split_tag(tag)
        names = Locale("en")
        has_names = (
            language in names.languages and script in {"", *names.scripts} and territory in {"", *names.territories}
        )
        if has_names and (not rest or "@" in tag):
            return parse_locale(tag)
    return known_locale(tag)


def nearest_locale(locale: str) -> str:
    """The locale of CLDR whose data serve for one, as ``parse_locale`` writes it; ``root`` where none does.

    ``de_AT`` serves for ``de_AT@formal``, ``de`` for ``de_JP``. What is written in another script than the language
    usually is has no use for names in that: nothing serves for ``be_Latn``.
    """
    if locale in _read_identifiers():
        return locale
    language, script, territory, _ = _split_tag(locale)
    for candidate in (*_list_candidates(language, script, territory, ""), *_list_candidates(language, script, "", "")):
        if candidate in _read_identifiers():
            return candidate
    return ROOT


def spell_locale(tag: str) -> str:
    """Write a tag as gettext writes it, for a file's path or its header: ``pt-br`` is ``pt_BR``, no encoding stays."""
    if not _is_well_formed(tag):
        return tag.replace("-", "_")
    language, script, territory, rest = _split_tag(tag)
    return "_".join(filter(None, (language, script, territory))) + ("@" + "_".join(rest) if rest else "")


def format_language(locale: str) -> str:
    """Write a locale, as ``parse_locale`` does, as BCP 47 has it in pages: ``pt-BR``, ``de-x-formal``."""
    name, _, modifier = locale.partition("@")
    private = "".join(f"-{part[:_MAX_SUBTAG_CHARACTERS]}" for part in modifier.split("_")) if modifier else ""
    return name.replace("_", "-") + ("-x" + private if private else "")


def _is_well_formed(tag: str) -> bool:
    return _WELL_FORMED.fullmatch(_ENCODING.sub("", tag.strip())) is not None


def _split_tag(tag: str) -> tuple[str, str, str, list[str]]:
    """The language of a well-formed tag, its script and territory, "" where it has none, and the rest."""
    name, _, modifier = _ENCODING.sub("", tag.strip()).partition("@")
    language, *subtags = re.split("[-_]", name)
    script = subtags.pop(0).title() if subtags and _SCRIPT.fullmatch(subtags[0]) else ""
    territory = subtags.pop(0).upper() if subtags and _TERRITORY.fullmatch(subtags[0]) else ""
    return language.lower(), script, territory, [part for part in (*subtags, *re.split("[-_]", modifier)) if part]


def is_rtl(locale: str) -> bool:
    """Whether the locale, as ``parse_locale`` writes it, is written from right to left.

    Told by its script: Babel's data of a locale says so too, but is a megabyte that Babel never gives back.
    """
    language, *subtags = locale.partition("@")[0].split("_")
    written = next((subtag for subtag in subtags if len(subtag) == _SCRIPT_LETTERS), "")
    script = written or _find_likely(language, *subtags)[0] or _find_likely(language)[0]
    return script in _RTL_SCRIPTS


@cache
def _read_identifiers() -> frozenset[str]:
    from babel import localedata

    return frozenset(localedata.locale_identifiers())


def _normalize_tag(tag: str) -> str:
    """``sr_RS.UTF-8@latin`` as ``sr_Latn_RS``, ``ca-ES@valencia`` as ``ca_ES_valencia``."""
    name, _, modifier = _ENCODING.sub("", tag.strip()).replace("-", "_").partition("@")
    script = _SCRIPTS.get(modifier.lower())
    if script:
        language, _, rest = name.partition("_")
        return "_".join(filter(None, (language, script, rest)))
    return "_".join(filter(None, (name, modifier)))


def _list_candidates(language: str, script: str, territory: str, variant: str) -> list[str]:
    """Spellings that CLDR may have the locale under, the best first."""
    language, script, territory = _replace_withdrawn(language.lower(), script.title(), territory.upper())
    likely_script, likely_territory = _find_likely(language)
    script = script or _find_likely(language, *filter(None, [territory]))[0]
    prefix = f"{language}_{script}"
    if script == likely_script and prefix not in _read_identifiers():
        return _add_territory(language, territory, variant, likely_territory, keep=True)
    return _add_territory(prefix, territory, variant, _find_likely(language, script)[1], keep=False)


def _replace_withdrawn(language: str, script: str, territory: str) -> tuple[str, str, str]:
    """Replace a withdrawn language code; the replacement may bring a script or a territory along."""
    from babel.core import get_global, parse_locale

    replacement = get_global("language_aliases").get(language, language)
    current, with_territory, with_script, *_ = parse_locale(replacement)
    return current, script or with_script or "", territory or with_territory or ""


def _find_likely(*subtags: str) -> tuple[str, str]:
    """Look up the script and territory that CLDR takes for granted with these subtags, or with the first few."""
    from babel.core import get_global, parse_locale

    table, known = get_global("likely_subtags"), "_".join(subtags)
    while known not in table and "_" in known:
        known = known.rpartition("_")[0]
    _, territory, script, *_ = parse_locale(table.get(known, known))
    return script or "", territory or ""


def _add_territory(prefix: str, territory: str, variant: str, likely: str, *, keep: bool) -> list[str]:
    """Add the territory to the prefix, or leave the likely one out; ``keep`` prefers it written."""
    if variant:
        return ["_".join(filter(None, (prefix, place, variant.upper()))) for place in (territory, likely)]
    if territory in ("", likely):
        return [f"{prefix}_{territory}", prefix] if keep else [prefix]
    return [f"{prefix}_{territory}"]


def _suggest_tags(tag: str) -> str:
    """Name the nearest tags, of the same language where CLDR has that."""
    from difflib import get_close_matches

    written = _normalize_tag(tag)
    language = written.partition("_")[0].lower()
    same = [identifier for identifier in _read_identifiers() if identifier.partition("_")[0] == language]
    near = get_close_matches(written, sorted(same or _read_identifiers()), n=_MAX_SUGGESTIONS)
    return f"did you mean {' or '.join(near)}?" if near else "name one such as de, pt_BR or zh_Hans"
