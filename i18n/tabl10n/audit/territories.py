"""What the territory cells of a copy name, and what that is to the keys of their rows.

Territories are compared by CLDR code. Names are never compared by likeness: many names of different countries are one
letter apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tabl10n import territories
from tabl10n.align.model import Entry
from tabl10n.audit.context import Context, RowFacts, list_known_codes
from tabl10n.columns.languages import guess_locales
from tabl10n.document import Cell
from tabl10n.territories import Part
from tabl10n.territories.likeness import may_be_spelling
from tabl10n.text.folding import fold_name, get_language

Judgement = Literal["right", "variant", "partial", "untranslated", "other", "unknown"]
"""What a name in a territory cell is to the key of its row: ``partial`` is built from words of a name that CLDR has,
``other`` names another territory than the key's, ``unknown`` names none.
"""

# A copy of which fewer names can be read is written in another locale than the audit was asked for.
_MIN_READABLE_SHARE = 0.5
# So many different names must be there before a copy's locale is judged.
_MIN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One name in a territory cell, and what it is to the row's key; ``others`` are the further names of the cell."""

    facts: RowFacts
    cell: Cell
    part: Part
    others: tuple[Part, ...]
    judgement: Judgement


def read_territories(context: Context) -> tuple[Reading, ...]:
    """What the territory cells say. A row of a known key without known territories is left out; in one whose key is
    not sure, a name is wrong only where it is no name of a territory.
    """
    return tuple(reading for facts in context.rows for reading in _read_row(context, facts))


def are_readable(parts: Iterable[Part]) -> bool:
    """Whether a copy's territories can be read in its locale, or in English; where not, each would be a finding."""
    names = {part.text: part.match for part in parts}
    known = sum(1 for match in names.values() if match)
    return len(names) < _MIN_NAMES or known >= _MIN_READABLE_SHARE * len(names)


def _read_row(context: Context, facts: RowFacts) -> Iterator[Reading]:
    cell, entry = facts.cell(facts.columns.territory), facts.entry
    codes = list_known_codes(entry) if entry else frozenset()
    if cell is None or (entry and not codes) or not (entry or cell.text):
        return
    parts = _split(context, cell.text, codes) or (Part("", 0, 0, None),)
    for i, part in enumerate(parts):
        others = (*parts[:i], *parts[i + 1 :])
        accepted = part.text in _find_accepted(context, entry) if entry else False
        yield Reading(facts, cell, part, others, "right" if accepted else _judge(context, part, others, codes))


def _split(context: Context, text: str, codes: frozenset[str]) -> tuple[Part, ...]:
    """The names in a cell; official ones are looked for only where the usual ones are not the key's.

    One that is the key's comes before what CLDR knows by it: "South Africa" is a region too in some languages.
    """
    parts = context.naming.split(text, context.locale)
    if all(part.match and (not codes or part.match.code in codes) for part in parts):
        return parts
    whole = Part(text, 0, len(text), None)
    if (meant := _read_official(whole, codes, context.locale)) != whole:
        return (meant,)
    return tuple(
        _read_official(part, codes, context.locale) for part in context.naming.split_official(text, context.locale)
    )


def _read_official(part: Part, codes: frozenset[str], locale: str) -> Part:
    """The part with the match of an official name, where that is one of ``codes``."""
    official = territories.find_official(part.text, locale)
    return replace(part, match=official) if official and official.code in codes - _list_codes(part) else part


def _list_codes(part: Part) -> frozenset[str]:
    return frozenset({part.match.code}) if part.match else frozenset()


def _find_accepted(context: Context, entry: Entry) -> frozenset[str]:
    """Names that the catalog gives the key's territories and CLDR does not know: a project may have a policy. In the
    source's own language, the names that the source gives them.
    """
    names = {name for variant in entry.variants for name in variant.names_of_territories}
    if context.is_same_language:
        return frozenset(names)
    words = {context.words.get(("territory", name), "") for name in names}
    return frozenset(word for word in words if word and not context.naming.resolve(word, context.locale))


def _judge(context: Context, part: Part, others: Sequence[Part], codes: frozenset[str]) -> Judgement:
    match, locale = part.match, context.locale
    if match is None:
        # An edition that names a territory without a code ("worldwide") leaves it open what its translation is.
        return _judge_unknown(locale, part, codes) if all(map(_is_code, codes)) else "right"
    if codes and match.code not in codes:
        return "other"
    if others:  # half of a bilingual cell, or one of several names: each of the others is read by itself
        return "right"
    if match.locale == "en" and locale != "en":
        return "untranslated"
    chosen = context.naming.chosen(match.code, locale)
    if chosen is not None:
        return "right" if _is_same_name(part.text, chosen, locale) else "variant"
    return "right" if match.exact and match.form != "variant" else "variant"


def _is_same_name(one: str, other: str, locale: str) -> bool:
    return fold_name(one, get_language(locale)) == fold_name(other, get_language(locale))


def _judge_unknown(locale: str, part: Part, codes: frozenset[str]) -> Judgement:
    """CLDR has not every name of a territory: one built from the words of a name that it has, or its initials, may be
    right, and so may be one that holds a name beside other words, and no other territory's.
    """
    within = territories.find_within(part.text, locale)
    if within.named <= codes and may_name(part.text, codes, locale):
        return "partial"
    others = guess_locales((part.text,))
    is_akin = any(
        territories.shares_word(part.text, code, locale) or may_be_spelling(part.text, code, locale, others)
        for code in codes
    )
    return "partial" if is_akin else "unknown"


def may_name(text: str, codes: frozenset[str], locale: str) -> bool:
    """Whether a text that CLDR does not know may name one of the territories all the same."""
    return any(map(territories.find_within(text, locale).may_name, codes))


def _is_code(code: str) -> bool:
    return territories.name_of(code, "en") is not None
