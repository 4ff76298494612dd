"""Rules on key cells: how a key was damaged, and rows whose key is not known.

Of several kinds of damage to a key cell the one that misleads most is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tabl10n import formats
from tabl10n.audit.cells import make_cell_finding, make_row_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import make_row, make_unknown_row
from tabl10n.audit.keys import (
    are_spelt_alike,
    has_gloss,
    is_identifier,
    is_left_as_markup,
    is_same_but_for_separators,
    is_same_but_for_spaces,
    is_same_but_for_words,
    is_words,
    may_be_former_key,
    sound_alike,
)
from tabl10n.audit.rules import RULES
from tabl10n.columns.headers import names_words
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.text.characters import find_hidden, find_scripts, quote_text
from tabl10n.text.expressions import is_same_but_for_placeholders
from tabl10n.text.folding import fold_look_alikes, fold_spelling

_MAX_NAMED_CANDIDATES = 3  # candidates named: more would not help to choose
_MIN_NAMED_CONFIDENCE = 0.1  # the confidence below which a candidate is noise

# A table without counterpart that has so many rows, none of them known, is found once.
_MIN_OF_OTHER_TABLE = 3

KEYS = RULES.topic(position=10)

KEY_COLLIDES = KEYS.rule(
    "key-collides",
    Severity.ERROR,
    "The text of the key cell is used for several entries of this copy, or it is the key of another entry. This"
    " is the worst that can happen to a key: nothing looks broken, and whoever copies it gets something else. Over the"
    " key of another entry a fix is offered only where two cells of the row or more tell this entry from that one, and"
    " no cell speaks against it.",
    passing=make_row("lighthouse") + "\n" + make_row("bluebird"),
    failing=make_row("lighthouse", id="Haus") + "\n" + make_row("bluebird", id="Haus"),
)

KEY_TRANSLATED = KEYS.rule(
    "key-translated",
    Severity.ERROR,
    "A key was turned into a word of another language. A key is an identifier: programs look it up, people copy "
    "it, and whoever copies this one finds nothing. Which key belongs there follows from the rest of the row: its "
    "links, image, name, version and territory, and from its position. Where only the position tells it, no fix is "
    "offered. It is a hint where the "
    "keys of the table are words, such as names of things, or where only words beside an identifier differ. What is "
    "in a placeholder may be translated.",
    passing=make_row("lighthouse"),
    failing=make_row("lighthouse", id="Leuchtturm"),
)

KEY_TRANSLITERATED = KEYS.rule(
    "key-transliterated",
    Severity.ERROR,
    "A key was written by ear in the letters of another script. It sounds the same when read aloud, and no "
    "program finds it.",
    passing=make_row("orchard"),
    failing=make_row("orchard", id="орчард"),
)

KEY_TRUNCATED = KEYS.rule(
    "key-truncated",
    Severity.ERROR,
    "Only a part of the key is left, or nothing: the rest was dropped as noise, or the cell was cut. What is left"
    " may also have changed its letter case; the missing letters are the worse fact.",
    passing=make_row("lighthouse"),
    failing=make_row("lighthouse", id="house"),
)

KEY_RECASED = KEYS.rule(
    "key-recased",
    Severity.ERROR,
    "A key differs from the real one in letter case, as if it were the first word of a sentence or a brand. "
    "Identifiers are compared letter by letter, so this is another one.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", id="Bluebird"),
)

KEY_MISSPELT = KEYS.rule(
    "key-misspelt",
    Severity.ERROR,
    "Letters of a key were changed, added or swapped, a space or an accent was put in, or a letter was replaced by one "
    "of another script that looks the same. Where only spaces differ this is a warning. What is spelt as a key is may "
    "be one that the source has dropped: a fix is offered only where other cells of the row agree and none differs.",
    passing=make_row("orchard"),
    failing=make_row("orchard", id="orchad"),
)

KEY_UNKNOWN = KEYS.rule(
    "key-unknown",
    Severity.WARNING,
    "It is not sure which key this row has: no known one fits, or several fit about as well. The row may be new; "
    "then the source table should have it too. Or it was damaged so much that only a person can tell. In such a "
    "row nothing is found that depends on the key, and nothing is fixed. A well-formed key whose logo or link is not "
    "that of the likeliest entry is one that the source has dropped, more often than a misspelling. A table of which "
    "the source has none is found once.",
    passing=make_row("bluebird"),
    failing=make_unknown_row(),
)


_WORDING = {
    KEY_TRANSLATED: "{written} is a translation of the key {key}",
    KEY_TRANSLITERATED: "{written} is the key {key} in another script",
    KEY_TRUNCATED: "{written} is a part of the key {key}",
    KEY_RECASED: "{written} differs from the key {key} in letter case",
    KEY_MISSPELT: "{written} is a misspelling of the key {key}",
}


class KeyDamage(NamedTuple):
    """What is wrong with a key cell: the rule that names it, and in words."""

    rule: Rule
    message: str


@KEYS.check
def find_damaged_keys(context: Context) -> Iterator[Finding]:
    """One finding for each key cell that does not say its key."""
    meanings, misread, worded = (
        _find_meanings(context),
        _find_misread_tables(context),
        _find_tables_keyed_by_words(context),
    )
    for facts in context.sure_rows:
        damage, index = _find_damage(context, facts, meanings), facts.columns.key
        if damage and index is not None and facts.entry is not None:
            key, written = facts.entry.key, facts.aligned.written
            if is_same_but_for_placeholders(written, key) or is_same_but_for_separators(written, key):
                continue
            former = may_be_former_key(context, written, key)
            is_worded = facts.aligned.table in worded or is_words(context, facts, key)
            is_worded = is_worded or is_same_but_for_words(written, key) or has_gloss(written, key)
            severity = Severity.WARNING if former or is_same_but_for_spaces(written, key) else Severity.ERROR
            severity = Severity.HINT if is_worded else severity
            message = damage.message + (", unless another edition calls it so" if former else "")
            safe = facts.aligned.table not in misread and not former and not is_worded
            yield make_cell_finding(damage.rule, facts, index, message, severity=severity, expected=key, safe=safe)


def _find_tables_keyed_by_words(context: Context) -> frozenset[int]:
    """The tables of the copy whose rows are told apart by words, such as names of things: those may be translated."""
    numbered = enumerate(context.table_pairs, 1)
    return frozenset(number for number, pair in numbered if pair is not None and not _has_identifiers(context, pair))


def _has_identifiers(context: Context, table: int) -> bool:
    """Whether most cells in the key column of a table of the source are identifiers; terms and units are none."""
    columns, source = context.source_columns[table], context.source.tables[table]
    if columns.key is None:
        return True
    cells = [cell for row in source.rows if (cell := columns.cell(row, columns.key)) and cell.text]
    if names_words(source.columns[columns.key]):
        is_code = formats.get(context.source.format).is_code
        return any(is_code(context.source.raw(cell)) for cell in cells)
    return 2 * sum(is_identifier(cell.text) for cell in cells) >= len(cells)


def _find_misread_tables(context: Context) -> frozenset[int]:
    """The tables of the copy whose key column seems to be another one: most of it is no key, but what another column of
    the source says. To write keys there would destroy that column.
    """
    values = frozenset(_list_other_values(context))
    cells = ((facts, facts.cell(facts.columns.key)) for facts in context.sure_rows)
    foreign = Counter(
        facts.aligned.table for facts, cell in cells if cell and cell.text != facts.key and cell.text in values
    )
    rows = Counter(facts.aligned.table for facts in context.rows)
    return frozenset(table for table, count in foreign.items() if 2 * count > rows[table])


def _list_other_values(context: Context) -> Iterator[str]:
    """What the source says in the columns that are copied as they are, and in further texts."""
    for source, columns in context.list_source_rows():
        taken = (columns.key, columns.name, columns.territory)
        yield from (cell.text for i, cell in enumerate(source.cells) if cell.text and i not in taken)


def _find_meanings(context: Context) -> Mapping[str, set[str]]:
    """For each text in a key cell, the keys that it is written for in this copy."""
    keys: dict[str, set[str]] = {}
    for facts in context.sure_rows:
        cell = facts.cell(facts.columns.key)
        if cell is not None and cell.text and facts.key:
            keys.setdefault(cell.text, set()).add(facts.key)
    return keys


def _find_damage(context: Context, facts: RowFacts, meanings: Mapping[str, set[str]]) -> KeyDamage | None:
    cell, entry = facts.cell(facts.columns.key), facts.entry
    if cell is None or entry is None or (cell.text and cell.text in (entry.key, entry.successor)):
        return None
    others = sorted(meanings.get(cell.text, set()) - {entry.key})
    if cell.text in context.registry.entries:
        return KeyDamage(KEY_COLLIDES, f"{cell.text!r} is another entry; this row is {entry.key!r}")
    if others:
        listed = ", ".join(map(repr, others))
        return KeyDamage(KEY_COLLIDES, f"{cell.text!r} stands for {entry.key!r} here and for {listed} elsewhere")
    if is_left_as_markup(cell.text, entry.key):
        return KeyDamage(KEY_MISSPELT, f"{cell.text!r} has marks around the key {entry.key!r} that are shown as text")
    rule = classify_damage(cell.text, entry.key)
    message = _WORDING[rule].format(written=quote_text(cell.text), key=repr(entry.key))
    return KeyDamage(rule, message + _describe_letters(cell.text))


def _describe_letters(written: str) -> str:
    hidden = find_hidden(written)
    if hidden:
        return f" (it holds the invisible {', '.join(hidden)})"
    return " (it mixes letters of several scripts)" if len(find_scripts(written)) > 1 else ""


def classify_damage(written: str, key: str) -> Rule:
    """The rule that names how ``written`` differs from ``key``; the two are not equal.

    Truncated comes before re-cased: letter case can be guessed back, missing letters cannot.
    """
    plain, wanted = fold_spelling(written), fold_spelling(key)
    if plain == wanted:
        return KEY_RECASED if written.casefold() == key.casefold() else KEY_MISSPELT
    if plain in wanted:
        return KEY_TRUNCATED
    foreign = find_scripts(written) - find_scripts(key)
    if not foreign:
        return KEY_MISSPELT if are_spelt_alike(plain, wanted) else KEY_TRANSLATED
    if fold_look_alikes(written) == fold_look_alikes(key):
        return KEY_MISSPELT  # letters swapped for look-alikes
    return KEY_TRANSLITERATED if sound_alike(written, key) else KEY_TRANSLATED


@KEYS.check
def find_unknown_keys(context: Context) -> Iterator[Finding]:
    """One finding for each row without a known key, unless its written key is the likeliest one; one for a table that
    the source does not have.

    Where no row of the copy is known, copy-unrelated is found instead.
    """
    if context.is_unrelated:
        return
    unknown: dict[int, list[RowFacts]] = {}
    for facts in context.keyed_rows:
        if facts.entry is None and facts.aligned.written != facts.aligned.key and not _is_keyless(context, facts):
            unknown.setdefault(facts.aligned.table, []).append(facts)
    counts = Counter(facts.aligned.table for facts in context.keyed_rows)
    for table, rows in unknown.items():
        if context.table_pairs[table - 1] is None and counts[table] == len(rows) >= _MIN_OF_OTHER_TABLE:
            yield _make_unknown_table(context, table, len(rows))
        else:
            yield from map(_make_unknown, rows)


def _make_unknown_table(context: Context, table: int, count: int) -> Finding:
    message = f"{context.source.name} has no such table: none of its {count} keys is known"
    line = context.copy.tables[table - 1].line
    return Finding(KEY_UNKNOWN.name, KEY_UNKNOWN.severity, message, line=line, table=table, part="document")


def _is_keyless(context: Context, facts: RowFacts) -> bool:
    """Whether the row has no key, as rows of an edition have none."""
    aligned = facts.aligned
    if aligned.written or aligned.key or aligned.suggested:
        return False
    return any("" in listing.keys for listing in context.registry.listings)


def _make_unknown(facts: RowFacts) -> Finding:
    message = _describe_candidates(facts)
    if facts.cell(facts.columns.key) is None or facts.columns.key is None:
        return make_row_finding(KEY_UNKNOWN, facts, message, facts.aligned.written)
    return make_cell_finding(KEY_UNKNOWN, facts, facts.columns.key, message)


def _describe_candidates(facts: RowFacts) -> str:
    aligned = facts.aligned
    worthy = [repr(candidate.key) for candidate in aligned.candidates if candidate.confidence >= _MIN_NAMED_CONFIDENCE]
    candidates = " or ".join(worthy[:_MAX_NAMED_CANDIDATES])
    if aligned.suggested:
        unless = f", unless it is {candidates}" if candidates else ""
        return f"no edition knows {aligned.written!r}: the link or the name suggests {aligned.suggested!r}{unless}"
    if candidates:
        return f"it is not sure which key {aligned.written!r} is: perhaps {candidates}"
    return f"no edition knows {aligned.written!r}"
