"""Territory cells: which places they name, and which place a damaged one should name.

Places are compared by CLDR code. Names are never compared by likeness: many names of different countries are one
letter apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tabl10n import territories
from tabl10n.align.model import Entry
from tabl10n.audit.context import Context, RowFacts, known_codes
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import cell_finding, span_of
from tabl10n.columns.languages import likely_locales
from tabl10n.document import Cell
from tabl10n.nodes import Span
from tabl10n.territories import Part
from tabl10n.territories.likeness import may_be_spelling
from tabl10n.text.folding import fold_name, folded, language_of

Verdict = Literal["right", "variant", "akin", "untranslated", "elsewhere", "nowhere"]

# A copy of which fewer names can be read is written in another locale than it is said to be.
_READABLE = 0.5
# From so many names that are another key's, and from this share of a table's on, its territories have moved.
_MIN_MOVED, _MOVED_SHARE = 3, 0.2
# So many rows must say a word for it to be damage where all else is sound.
_MIN_REPEATED = 2
# Among sound names and keys a smaller share of unknown names is more likely usual ones that no list has: of 249 names
# in a published list of countries three or four are.
_RARE_SHARE = 0.03
# So many different names must be seen before anything is said of a copy's locale.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One name in a territory cell, and what it is to the row's key; ``others`` are the further names of the cell."""

    facts: RowFacts
    cell: Cell
    part: Part
    others: tuple[Part, ...]
    verdict: Verdict


def check(context: Context) -> Iterator[Finding]:
    """One finding for each name in a territory cell that is not as it should be."""
    read = readings(context)
    if not readable(reading.part for reading in read):
        return
    expected, exchanged, slipped = _Expected(context, read), _exchanged(read), _slipped(read)
    texts = Counter(reading.part.text for reading in read)
    has_damage = _has_damaged_keys(context)
    unknown = sum(reading.verdict == "nowhere" for reading in read)
    for reading in read:
        if reading.verdict == "variant":
            yield _variant(context, reading)
        elif reading.verdict == "akin":
            yield _akin(reading, expected.name(reading))
        elif reading.verdict == "untranslated":
            yield _untranslated(context, reading)
        elif reading.verdict != "right":
            severity = Severity.ERROR
            if reading.verdict == "nowhere":  # it may be a name that nobody has told us of
                is_told = has_damage or texts[reading.part.text] >= _MIN_REPEATED or expected.is_told_by_cell(reading)
                in_doubt = not is_told
                is_rare = unknown < _RARE_SHARE * len(read)
                severity = Severity.ERROR if is_told or not is_rare else Severity.WARNING
            else:
                is_contradicted = _row(reading) in exchanged or reading.facts.is_contradicted
                in_doubt = _row(reading) in slipped or (reading.facts.stands_alone and is_contradicted)
                in_doubt = in_doubt or expected.is_claimed(reading)
            yield _wrong(context, reading, expected.name(reading), severity, in_doubt=in_doubt)


def _has_damaged_keys(context: Context) -> bool:
    """Whether the copy has keys of other letters than their own: then a machine may have translated territories too."""
    return any(folded(facts.aligned.written) != folded(facts.key) for facts in context.sure_rows)


def readings(context: Context) -> tuple[Reading, ...]:
    """What the territory cells say. A row of a known key without known territories is left out; in one whose key is
    not sure, a name is wrong only where it is no name of a place.
    """
    return tuple(reading for facts in context.rows for reading in _readings(context, facts))


def readable(parts: Iterable[Part]) -> bool:
    """Whether a copy's territories can be read in its locale, or in English; where not, each would be a finding."""
    names = {part.text: part.match for part in parts}
    known = sum(1 for match in names.values() if match)
    return len(names) < _ENOUGH or known >= _READABLE * len(names)


def english_names(entry: Entry) -> Mapping[str, str]:
    """By code, the name that the source table or the newest edition gives each territory of the key."""
    names = [name for variant in reversed(entry.variants) for name in variant.names_of_territories]
    return {match.code: name for name in names if (match := territories.resolve(name))}


def _readings(context: Context, facts: RowFacts) -> Iterator[Reading]:
    cell, entry = facts.cell(facts.columns.territory), facts.entry
    codes = known_codes(entry) if entry else frozenset()
    if cell is None or (entry and not codes) or not (entry or cell.text):
        return
    parts = _split(context, cell.text, codes) or (Part("", 0, 0, None),)
    for i, part in enumerate(parts):
        others = (*parts[:i], *parts[i + 1 :])
        accepted = part.text in _accepted(context, entry) if entry else False
        yield Reading(facts, cell, part, others, "right" if accepted else _verdict(context, part, others, codes))


def _split(context: Context, text: str, codes: frozenset[str]) -> tuple[Part, ...]:
    """The names in a cell; official ones are looked for only where the usual ones are not the key's.

    One that is the key's comes before what CLDR knows by it: "South Africa" is a region too in some languages.
    """
    parts = context.naming.split(text, context.locale)
    if all(part.match and (not codes or part.match.code in codes) for part in parts):
        return parts
    whole = Part(text, 0, len(text), None)
    if (meant := _meant(whole, codes, context.locale)) != whole:
        return (meant,)
    return tuple(_meant(part, codes, context.locale) for part in context.naming.split_official(text, context.locale))


def _meant(part: Part, codes: frozenset[str], locale: str) -> Part:
    """The part with the match of an official name, where that is one of ``codes``."""
    official = territories.find_official(part.text, locale)
    return replace(part, match=official) if official and official.code in codes - _codes_of(part) else part


def _codes_of(part: Part) -> frozenset[str]:
    return frozenset({part.match.code}) if part.match else frozenset()


def _accepted(context: Context, entry: Entry) -> frozenset[str]:
    """Names that the catalog gives the key's territories and CLDR does not know: a project may have a policy. In the
    source's own language, the names that the source gives them.
    """
    names = {name for variant in entry.variants for name in variant.names_of_territories}
    if context.same_language:
        return frozenset(names)
    words = {context.words.get(("territory", name), "") for name in names}
    return frozenset(word for word in words if word and not context.naming.resolve(word, context.locale))


def _verdict(context: Context, part: Part, others: Sequence[Part], codes: frozenset[str]) -> Verdict:
    match, locale = part.match, context.locale
    if match is None:
        # An edition that names a place without a code ("worldwide") leaves it open what its translation is.
        return _unknown(locale, part, codes) if all(map(_is_code, codes)) else "right"
    if codes and match.code not in codes:
        return "elsewhere"
    if others:  # half of a bilingual cell, or one of several names: each of the others is read by itself
        return "right"
    if match.locale == "en" and locale != "en":
        return "untranslated"
    chosen = context.naming.chosen(match.code, locale)
    if chosen is not None:
        return "right" if _same_name(part.text, chosen, locale) else "variant"
    return "right" if match.exact and match.form != "variant" else "variant"


def _same_name(one: str, other: str, locale: str) -> bool:
    return fold_name(one, language_of(locale)) == fold_name(other, language_of(locale))


def _unknown(locale: str, part: Part, codes: frozenset[str]) -> Verdict:
    """CLDR has not every name of a territory: one built from the words of a name that it has, or its initials, may be
    right, and so may be one that holds a name beside other words, and no other territory's.
    """
    within = territories.find_within(part.text, locale)
    if within.named <= codes and _may_name(part.text, codes, locale):
        return "akin"
    others = likely_locales((part.text,))
    is_akin = any(
        territories.shares_word(part.text, code, locale) or may_be_spelling(part.text, code, locale, others)
        for code in codes
    )
    return "akin" if is_akin else "nowhere"


def _may_name(text: str, codes: frozenset[str], locale: str) -> bool:
    return any(map(territories.find_within(text, locale).may_name, codes))


def _is_code(code: str) -> bool:
    return territories.name_of(code, "en") is not None


class _Expected:
    """Which place a damaged name means: by the rest of its cell, by elimination, by what it means in other rows."""

    def __init__(self, context: Context, read: Sequence[Reading]) -> None:
        self.locale, self.naming = context.locale, context.naming
        self.claimed: dict[str, set[str]] = {}
        for reading in read:
            if reading.part.match and reading.verdict not in ("nowhere", "elsewhere"):
                self.claimed.setdefault(_key(reading), set()).add(reading.part.match.code)
        self.meaning = self._meanings(read)

    def name(self, reading: Reading) -> str:
        """The name that should stand there, ``""`` where several may be meant."""
        codes = self._of_cell(reading) or self._open(reading)
        meant = self.meaning.get(reading.part.text, frozenset())
        if len(codes) != 1:
            codes = codes & meant or codes or meant
        return self._written(reading, next(iter(codes))) if len(codes) == 1 else ""

    def is_told_by_cell(self, reading: Reading) -> bool:
        """Whether the other half of a bilingual cell names the territory."""
        return len(self._of_cell(reading)) == 1

    def is_claimed(self, reading: Reading) -> bool:
        """Whether other rows of the copy name all territories of the key: this row may be of one that was dropped."""
        return _codes(reading) <= self.claimed.get(_key(reading), set())

    def _meanings(self, read: Sequence[Reading]) -> dict[str, frozenset[str]]:
        """For each damaged name, the places that most of the rows that have it may be."""
        votes: dict[str, Counter[str]] = {}
        for reading in read:
            if reading.part.text and reading.verdict in ("nowhere", "elsewhere"):
                votes.setdefault(reading.part.text, Counter()).update(self._open(reading))
        return {text: _leading(counted) for text, counted in votes.items()}

    def _of_cell(self, reading: Reading) -> frozenset[str]:
        """What the other half of a bilingual cell says."""
        return frozenset(other.match.code for other in reading.others if other.match) & _codes(reading)

    def _open(self, reading: Reading) -> frozenset[str]:
        """The places of the key that no other row of the copy stands for; those of the copy's own edition first."""
        claimed = self.claimed.get(_key(reading), set())
        of_edition = frozenset(code for variant in reading.facts.variants for code in variant.territories)
        every = _codes(reading)
        return of_edition - claimed or every - claimed or every

    def _written(self, reading: Reading, code: str) -> str:
        english = english_names(reading.facts.entry).get(code, "") if reading.facts.entry else ""
        if self._is_english_half(reading):
            return english
        return self.naming.translate(english, self.locale) or self.naming.name_of(code, self.locale) or ""

    def _is_english_half(self, reading: Reading) -> bool:
        said, others = reading.part.match, [other.match for other in reading.others if other.match]
        half = bool(said and said.locale == "en") or (said is None and reading.part.text.isascii())
        return half and self.locale != "en" and any(other.locale == self.locale for other in others)


def _leading(counted: Counter[str]) -> frozenset[str]:
    most = max(counted.values(), default=0)
    return frozenset(code for code, count in counted.items() if count == most)


def _key(reading: Reading) -> str:
    return reading.facts.key


def _exchanged(read: Sequence[Reading]) -> frozenset[tuple[int, int]]:
    """The rows, as table and row, that name a place of another row's key, while that row names one of theirs."""
    elsewhere = [(r, r.part.match.code) for r in read if r.verdict == "elsewhere" and r.part.match]
    belong: dict[str, set[str]] = {}  # for each place, those under which the rows that name it belong
    for reading, code in elsewhere:
        belong.setdefault(code, set()).update(_codes(reading))
    return frozenset(_row(r) for r, code in elsewhere if any(code in belong.get(own, ()) for own in _codes(r)))


def _slipped(read: Sequence[Reading]) -> frozenset[tuple[int, int]]:
    """The rows of a column of territories that seems to have moved: those of a table in which many name a place of
    another key, and those that name a place of the row above or below, which is wrong too and names none of theirs.
    """
    wrong = {_row(reading): reading for reading in read if reading.verdict in ("elsewhere", "nowhere")}
    unknown = {
        (reading.facts.aligned.table, reading.part.match.code)
        for reading in read
        if reading.facts.entry is None and reading.part.match
    }
    elsewhere = Counter(reading.facts.aligned.table for reading in read if reading.verdict == "elsewhere")
    total = Counter(reading.facts.aligned.table for reading in read)
    moved = {number for number, count in elsewhere.items() if count >= max(_MIN_MOVED, _MOVED_SHARE * total[number])}
    found = {row for row in wrong if row[0] in moved}
    for (table, row), reading in wrong.items():
        beside = [wrong[place] for place in ((table, row - 1), (table, row + 1)) if place in wrong]
        owners = [other for other in beside if _names_place_of(reading, other)]
        if owners and (len(_codes(reading)) > 1 or not any(_names_place_of(other, reading) for other in owners)):
            found.add((table, row))
        if any((table, code) in unknown for code in _codes(reading)):  # the key may be that of a row without one
            found.add((table, row))
    return frozenset(found)


def _names_place_of(reading: Reading, other: Reading) -> bool:
    return reading.part.match is not None and reading.part.match.code in _codes(other)


def _row(reading: Reading) -> tuple[int, int]:
    return reading.facts.aligned.table, reading.facts.aligned.row


def _codes(reading: Reading) -> frozenset[str]:
    return known_codes(reading.facts.entry) if reading.facts.entry else frozenset()


def _wrong(context: Context, reading: Reading, expected: str, severity: Severity, *, in_doubt: bool) -> Finding:
    """Not sure where the key may be what is wrong instead, as where two keys changed places, or nothing is, as where
    the copy follows an edition that is not known, or lists the key under one more territory than the source does.
    """
    key = repr(_key(reading))
    if not reading.part.text:
        message = f"no territory is named for {key}"
    elif reading.part.match:
        message = f"{reading.part.text!r} is another place than any edition lists {key} under"
    else:
        message = f"{reading.part.text!r} is no name of a territory"
    sure = bool(expected) and reading.facts.entry is not None
    sure = sure and not _may_name(reading.part.text, _codes(reading), context.locale)
    sure = sure and not in_doubt and not (reading.part.match and context.strangers)
    sure = sure and _is_whole(reading, expected) and not _is_region(reading.part)
    return _finding("territory-wrong", severity, reading, message, expected, sure=sure)


def _is_region(part: Part) -> bool:
    """Whether the name is that of a region of the world: in many languages it is a country's short name too."""
    return part.match is not None and part.match.code.isdigit()


def _is_whole(reading: Reading, expected: str) -> bool:
    """Whether the name is all that its cell says, or one of the two halves that say the same in two languages."""
    codes = _codes(reading)
    halves = len(reading.others) == 1 and all(other.match and other.match.code in codes for other in reading.others)
    return not reading.others or (halves and expected not in (other.text for other in reading.others))


def _variant(context: Context, reading: Reading) -> Finding:
    code = reading.part.match.code if reading.part.match else ""
    expected = context.naming.name_of(code, context.locale) or ""
    chosen = context.naming.chosen(code, context.locale)
    said = "is not the project's name of" if chosen else "is a less usual name of"
    message = f"{reading.part.text!r} {said} {expected}"
    return _finding("territory-variant", Severity.HINT, reading, message, expected)


def _akin(reading: Reading, expected: str) -> Finding:
    message = f"{reading.part.text!r} is no name that CLDR has; it holds a usual one, or words or initials of it"
    return _finding("territory-variant", Severity.HINT, reading, message, expected)


def _untranslated(context: Context, reading: Reading) -> Finding:
    code = reading.part.match.code if reading.part.match else ""
    naming, text = context.naming, reading.part.text
    expected = naming.translate(text, context.locale) or naming.name_of(code, context.locale) or ""
    message = f"{text!r} is left in English"
    return _finding("territory-untranslated", Severity.HINT, reading, message, expected)


def _finding(
    rule: str, severity: Severity, reading: Reading, message: str, expected: str, *, sure: bool = False
) -> Finding:
    index = reading.facts.columns.territory or 0
    span = _span(reading)
    return cell_finding(
        rule, severity, reading.facts, index, message,
        written=reading.part.text, expected=expected, sure=sure, span=span,
    )  # fmt: skip


def _span(reading: Reading) -> Span | None:
    """Where the name stands; the whole text's place where escapes make the two differ in length."""
    span = span_of(reading.cell, "text")
    if span is None or span.end - span.start != len(reading.cell.text):
        return span
    return Span(span.start + reading.part.start, span.start + reading.part.end)
