"""Rules on territory cells: a name of another territory, of none, a less usual one, or one that was left in English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tabl10n import territories
from tabl10n.align.model import Entry
from tabl10n.audit.cells import get_span, make_cell_finding
from tabl10n.audit.context import Context, list_known_codes
from tabl10n.audit.example import make_row
from tabl10n.audit.rules import RULES
from tabl10n.audit.territories import Reading, are_readable, may_name, read_territories
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.nodes import Span
from tabl10n.territories import Part
from tabl10n.text.folding import fold_letters

# From so many names that are another key's, and from this share of a table's on, its territories have moved.
_MIN_MOVED, _MOVED_SHARE = 3, 0.2
# So many rows must have the same unknown name for it to be damage where all else is sound.
_MIN_REPEATED_ROWS = 2
# Among sound names and keys a smaller share of unknown names is more likely usual ones that no list has: of 249 names
# in a published list of countries three or four are.
_MAX_RARE_SHARE = 0.03

TERRITORIES = RULES.topic(position=20)

TERRITORY_WRONG = TERRITORIES.rule(
    "territory-wrong",
    Severity.ERROR,
    "A country or region cell names a territory under which no edition lists the key, or something that is no "
    "territory at all: a bird, a pronoun. Territories are compared by their CLDR codes. Where one key is listed under "
    "several territories, the one that belongs here is found by elimination. An unknown name is replaced only where "
    "keys of the copy are damaged too, or where several rows have it: languages have more names than any list.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", country="Truthahn"),
)

TERRITORY_VARIANT = TERRITORIES.rule(
    "territory-variant",
    Severity.HINT,
    "The territory is right, its name is not the usual one in this language: an official, older or colloquial form, or "
    "one that CLDR lacks and that holds the usual one, a word of it or its initials. Where the project has a name of "
    "its own or chose a form, that is the usual one. Another may be meant: these names are never fixed.",
    passing=make_row("orchard", country="Tschechien"),
    failing=make_row("orchard", country="Tschechische Republik"),
)

TERRITORY_UNTRANSLATED = TERRITORIES.rule(
    "territory-untranslated",
    Severity.HINT,
    "The territory is right and its name is still the English one. A cell that names it in both languages is fine.",
    passing=make_row("lighthouse", country="Germany / Deutschland"),
    failing=make_row("lighthouse", country="Germany"),
)


@TERRITORIES.check
def find_wrong_territories(context: Context) -> Iterator[Finding]:
    """One finding for each name in a territory cell that is not as it should be."""
    read = read_territories(context)
    if not are_readable(reading.part for reading in read):
        return
    expected, doubts = _Expected(context, read), _TerritoryDoubts(context, read)
    for reading in read:
        match reading.judgement:
            case "variant":
                yield _make_variant(context, reading)
            case "partial":
                yield _make_partial(reading, expected.name(reading))
            case "untranslated":
                yield _make_untranslated(context, reading)
            case "unknown":
                is_damage = doubts.is_damage(reading, expected)
                severity = Severity.WARNING if doubts.are_unknown_rare and not is_damage else Severity.ERROR
                yield _make_wrong(context, reading, expected.name(reading), severity, in_doubt=not is_damage)
            case "other":
                in_doubt = doubts.is_in_doubt(reading, expected)
                yield _make_wrong(context, reading, expected.name(reading), Severity.ERROR, in_doubt=in_doubt)


class _TerritoryDoubts:
    """What the whole copy says against a fix: names of no list may be right, and rows or cells may have moved."""

    def __init__(self, context: Context, read: Sequence[Reading]) -> None:
        self._exchanged, self._slipped = _find_exchanged(read), _find_slipped(read)
        self._texts = Counter(reading.part.text for reading in read)
        self._has_damaged_keys = _has_damaged_keys(context)
        unknown = sum(reading.judgement == "unknown" for reading in read)
        self.are_unknown_rare = unknown < _MAX_RARE_SHARE * len(read)

    def is_damage(self, reading: Reading, expected: _Expected) -> bool:
        """Whether a name that is not known is damage, and not a name that no list has."""
        is_repeated = self._texts[reading.part.text] >= _MIN_REPEATED_ROWS
        return self._has_damaged_keys or is_repeated or expected.is_told_by_cell(reading)

    def is_in_doubt(self, reading: Reading, expected: _Expected) -> bool:
        """Whether another territory's name may be right, and the key or the row be what is wrong."""
        row = _get_row(reading)
        is_contradicted = row in self._exchanged or reading.facts.is_contradicted
        in_doubt = row in self._slipped or (reading.facts.has_only_written_key and is_contradicted)
        return in_doubt or expected.is_claimed(reading)


def _has_damaged_keys(context: Context) -> bool:
    """Whether the copy has keys of other letters than their own: then a machine may have translated territories too."""
    return any(fold_letters(facts.aligned.written) != fold_letters(facts.key) for facts in context.sure_rows)


class _Expected:
    """Which territory a damaged name means: by the rest of its cell, by elimination, by what it means in other rows."""

    def __init__(self, context: Context, read: Sequence[Reading]) -> None:
        self.locale, self.naming = context.locale, context.naming
        self.claimed: dict[str, set[str]] = {}
        for reading in read:
            if reading.part.match and reading.judgement not in ("unknown", "other"):
                self.claimed.setdefault(_get_key(reading), set()).add(reading.part.match.code)
        self.meaning = self._find_meanings(read)

    def name(self, reading: Reading) -> str:
        """The name that is expected, ``""`` where several may be meant."""
        codes = self._list_codes_of_other_half(reading) or self._list_unclaimed_codes(reading)
        meant = self.meaning.get(reading.part.text, frozenset())
        if len(codes) != 1:
            codes = codes & meant or codes or meant
        return self._spell_name(reading, next(iter(codes))) if len(codes) == 1 else ""

    def is_told_by_cell(self, reading: Reading) -> bool:
        """Whether the other half of a bilingual cell names the territory."""
        return len(self._list_codes_of_other_half(reading)) == 1

    def is_claimed(self, reading: Reading) -> bool:
        """Whether other rows of the copy name all territories of the key: this row may be under a dropped one."""
        return _get_codes(reading) <= self.claimed.get(_get_key(reading), set())

    def _find_meanings(self, read: Sequence[Reading]) -> dict[str, frozenset[str]]:
        """For each damaged name, the territories that most of the rows that have it may be."""
        votes: dict[str, Counter[str]] = {}
        for reading in read:
            if reading.part.text and reading.judgement in ("unknown", "other"):
                votes.setdefault(reading.part.text, Counter()).update(self._list_unclaimed_codes(reading))
        return {text: _find_leading(counted) for text, counted in votes.items()}

    def _list_codes_of_other_half(self, reading: Reading) -> frozenset[str]:
        """What the other half of a bilingual cell says."""
        return frozenset(other.match.code for other in reading.others if other.match) & _get_codes(reading)

    def _list_unclaimed_codes(self, reading: Reading) -> frozenset[str]:
        """The territories of the key that no other row of the copy names; those of the copy's own edition first."""
        claimed = self.claimed.get(_get_key(reading), set())
        of_edition = frozenset(code for variant in reading.facts.variants for code in variant.territories)
        every = _get_codes(reading)
        return of_edition - claimed or every - claimed or every

    def _spell_name(self, reading: Reading, code: str) -> str:
        english = _find_english_names(reading.facts.entry).get(code, "") if reading.facts.entry else ""
        if self._is_english_half(reading):
            return english
        return self.naming.translate(english, self.locale) or self.naming.name_of(code, self.locale) or ""

    def _is_english_half(self, reading: Reading) -> bool:
        own, others = reading.part.match, [other.match for other in reading.others if other.match]
        half = bool(own and own.locale == "en") or (own is None and reading.part.text.isascii())
        return half and self.locale != "en" and any(other.locale == self.locale for other in others)


def _find_english_names(entry: Entry) -> Mapping[str, str]:
    """By code, the name that the source table or the newest edition gives each territory of the key."""
    names = [name for variant in reversed(entry.variants) for name in variant.names_of_territories]
    return {match.code: name for name in names if (match := territories.resolve(name))}


def _find_leading(counted: Counter[str]) -> frozenset[str]:
    most = max(counted.values(), default=0)
    return frozenset(code for code, count in counted.items() if count == most)


def _get_key(reading: Reading) -> str:
    return reading.facts.key


def _find_exchanged(read: Sequence[Reading]) -> frozenset[tuple[int, int]]:
    """The rows, as table and row, that name a territory of another row's key, while that row names one of their key."""
    elsewhere = [(r, r.part.match.code) for r in read if r.judgement == "other" and r.part.match]
    belong: dict[str, set[str]] = {}  # for each territory, those under which the rows that name it belong
    for reading, code in elsewhere:
        belong.setdefault(code, set()).update(_get_codes(reading))
    return frozenset(_get_row(r) for r, code in elsewhere if any(code in belong.get(own, ()) for own in _get_codes(r)))


def _find_slipped(read: Sequence[Reading]) -> frozenset[tuple[int, int]]:
    """The rows whose territories seem to have slipped from another row: those of a table in which many name a
    territory of another key, and those that name one of the row above or below, which is wrong too and names none of
    the row's own.
    """
    wrong = {_get_row(reading): reading for reading in read if reading.judgement in ("other", "unknown")}
    unknown = {
        (reading.facts.aligned.table, reading.part.match.code)
        for reading in read
        if reading.facts.entry is None and reading.part.match
    }
    elsewhere = Counter(reading.facts.aligned.table for reading in read if reading.judgement == "other")
    total = Counter(reading.facts.aligned.table for reading in read)
    moved = {number for number, count in elsewhere.items() if count >= max(_MIN_MOVED, _MOVED_SHARE * total[number])}
    found = {row for row in wrong if row[0] in moved}
    for (table, number), reading in wrong.items():
        beside = [wrong[other] for other in ((table, number - 1), (table, number + 1)) if other in wrong]
        owners = [other for other in beside if _names_territory_of(reading, other)]
        if owners and (
            len(_get_codes(reading)) > 1 or not any(_names_territory_of(other, reading) for other in owners)
        ):
            found.add((table, number))
        if any((table, code) in unknown for code in _get_codes(reading)):  # the key may be that of a row without one
            found.add((table, number))
    return frozenset(found)


def _names_territory_of(reading: Reading, other: Reading) -> bool:
    return reading.part.match is not None and reading.part.match.code in _get_codes(other)


def _get_row(reading: Reading) -> tuple[int, int]:
    return reading.facts.aligned.table, reading.facts.aligned.row


def _get_codes(reading: Reading) -> frozenset[str]:
    return list_known_codes(reading.facts.entry) if reading.facts.entry else frozenset()


def _make_wrong(context: Context, reading: Reading, expected: str, severity: Severity, *, in_doubt: bool) -> Finding:
    """Make the finding on a wrong territory.

    It is not safe where the key may be wrong instead, as where two keys were exchanged, or nothing is, as where the
    copy follows an edition that is not known, or lists the key under one more territory than the source does.
    """
    key = repr(_get_key(reading))
    if not reading.part.text:
        message = f"no territory is named for {key}"
    elif reading.part.match:
        message = f"{reading.part.text!r} is no territory under which an edition lists {key}"
    else:
        message = f"{reading.part.text!r} is no name of a territory"
    safe = bool(expected) and reading.facts.entry is not None
    safe = safe and not may_name(reading.part.text, _get_codes(reading), context.locale)
    safe = safe and not in_doubt and not (reading.part.match and context.unknown_row_count)
    safe = safe and _is_whole(reading, expected) and not _is_region(reading.part)
    return _make_finding(TERRITORY_WRONG, reading, message, expected, severity, safe=safe)


def _is_region(part: Part) -> bool:
    """Whether the name is that of a region of the world: in many languages it is a country's short name too."""
    return part.match is not None and part.match.code.isdigit()


def _is_whole(reading: Reading, expected: str) -> bool:
    """Whether the name is all that its cell says, or one of the two halves that say the same in two languages."""
    codes = _get_codes(reading)
    halves = len(reading.others) == 1 and all(other.match and other.match.code in codes for other in reading.others)
    return not reading.others or (halves and expected not in (other.text for other in reading.others))


def _make_variant(context: Context, reading: Reading) -> Finding:
    code = reading.part.match.code if reading.part.match else ""
    expected = context.naming.name_of(code, context.locale) or ""
    chosen = context.naming.chosen(code, context.locale)
    relation = "is not the project's name of" if chosen else "is a less usual name of"
    message = f"{reading.part.text!r} {relation} {expected}"
    return _make_finding(TERRITORY_VARIANT, reading, message, expected)


def _make_partial(reading: Reading, expected: str) -> Finding:
    message = f"{reading.part.text!r} is no name that CLDR has; it holds a usual one, or words or initials of it"
    return _make_finding(TERRITORY_VARIANT, reading, message, expected)


def _make_untranslated(context: Context, reading: Reading) -> Finding:
    code = reading.part.match.code if reading.part.match else ""
    naming, text = context.naming, reading.part.text
    expected = naming.translate(text, context.locale) or naming.name_of(code, context.locale) or ""
    message = f"{text!r} is left in English"
    return _make_finding(TERRITORY_UNTRANSLATED, reading, message, expected)


def _make_finding(
    rule: Rule, reading: Reading, message: str, expected: str, severity: Severity | None = None, *, safe: bool = False
) -> Finding:
    return make_cell_finding(
        rule,
        reading.facts,
        reading.facts.columns.territory or 0,
        message,
        severity=severity,
        written=reading.part.text,
        expected=expected,
        safe=safe,
        span=_find_span(reading),
    )


def _find_span(reading: Reading) -> Span | None:
    """The span of the name; the whole text's where escapes make the two differ in length."""
    span = get_span(reading.cell, "text")
    if span is None or span.end - span.start != len(reading.cell.text):
        return span
    return Span(span.start + reading.part.start, span.start + reading.part.end)
