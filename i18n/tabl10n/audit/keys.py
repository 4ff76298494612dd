"""How a key was damaged. A key cell has one kind of damage, the one that misleads most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tabl10n import formats
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import cell_finding
from tabl10n.columns.tokens import looks_like_code
from tabl10n.text.characters import hidden_in, scripts, shown
from tabl10n.text.folding import fold_spelling, skeleton
from tabl10n.text.sound import likeness, sound

# From this likeness on, a word in another script is the key written by ear: unrelated words of two languages reach 0.69
# by chance, so what stays below is called translated.
_SAME_SOUND = 0.7
# The share of letters that a spelling mistake leaves alone: one letter in three may be wrong.
_SAME_SPELLING = 0.66


_BESIDE = " \t\u00a0\u3000([（【,/、"  # what parts a key from a gloss
# A word in brackets inside of a key stands for what readers put there.
_PLACEHOLDER = re.compile(r"(?<=\S)\{[^{}]*\}|(?<=\S)<[^<>]*>|\{[^{}]*\}(?=\S)|<[^<>]*>(?=\S)")

# What stands in brackets behind a key is said of it.
_DESCRIPTOR = re.compile(r"(?<=\w)\s*[(（][^()（）]*[)）]$")


class Damage(NamedTuple):
    """What is wrong with a key cell: the rule that names it, and in words."""

    rule: str
    message: str


def check(context: Context) -> Iterator[Finding]:
    """One finding for each key cell that does not say its key."""
    stands_for, misread, worded = _stands_for(context), _misread(context), _keyed_by_words(context)
    for facts in context.sure_rows:
        damage, index = _damage(context, facts, stands_for), facts.columns.key
        if damage and index is not None and facts.entry is not None:
            key, written = facts.entry.key, facts.aligned.written
            former = may_be_former(context, written, key)
            is_worded = facts.aligned.table in worded or _is_words(context, facts, key)
            is_worded = is_worded or is_same_but_for_words(written, key) or _has_gloss(written, key)
            severity = Severity.WARNING if former or _same_but_for_spaces(written, key) else Severity.ERROR
            severity = Severity.HINT if is_worded else severity
            message = damage.message + (", unless another edition calls it so" if former else "")
            sure = facts.aligned.table not in misread and not former and not is_worded
            yield cell_finding(damage.rule, severity, facts, index, message, expected=key, sure=sure)


def may_be_former(context: Context, written: str, key: str) -> bool:
    """Whether a key may be what an edition that is not known calls the entry: other letters, of the same script."""
    other = bool(written) and fold_spelling(written) != fold_spelling(key) and not scripts(written) - scripts(key)
    return other and context.strangers > 0


def _is_words(context: Context, facts: RowFacts, key: str) -> bool:
    """Whether a key is words as readers see them, a label or a title, and not marked as code."""
    if _is_identifier(key) or facts.counterpart is None:
        return False
    cell = facts.counterpart.columns.cell(facts.counterpart.row, facts.counterpart.columns.key)
    return cell is not None and not formats.get(context.source.format).is_code(context.source.raw(cell))


def _has_gloss(written: str, key: str) -> bool:
    """Whether the whole key is there, with a word, a mark or a version beside it."""
    at = written.find(key)
    before, after = written[:at], written[at + len(key) :]
    return at >= 0 and (before or after) != "" and (not before or before[-1] in _BESIDE) and after[:1] in ("", *_BESIDE)


def _keyed_by_words(context: Context) -> frozenset[int]:
    """The tables of the copy whose rows are told apart by words, such as names of things: those may be translated."""
    numbered = enumerate(context.table_pairs, 1)
    return frozenset(number for number, pair in numbered if pair is not None and not _has_identifiers(context, pair))


def _has_identifiers(context: Context, table: int) -> bool:
    """Whether most cells in the key column of a table of the source are identifiers."""
    columns, source = context.source_columns[table], context.source.tables[table]
    if columns.key is None:
        return True
    keys = [cell.text for row in source.rows if (cell := columns.cell(row, columns.key)) and cell.text]
    return 2 * sum(map(_is_identifier, keys)) >= len(keys)


def _is_identifier(key: str) -> bool:
    """Whether a key is code, or one word without a capital, as ``orchard`` is and "Bubble sort" or "Base" is not."""
    return looks_like_code(key) or (len(key.split()) == 1 and not key[0].isupper())


def _misread(context: Context) -> frozenset[int]:
    """The tables of the copy whose key column seems to be another one: most of it is no key, but what another column of
    the source says. To write keys there would destroy that column.
    """
    values = frozenset(_other_values(context))
    cells = ((facts, facts.cell(facts.columns.key)) for facts in context.sure_rows)
    foreign = Counter(
        facts.aligned.table for facts, cell in cells if cell and cell.text != facts.key and cell.text in values
    )
    rows = Counter(facts.aligned.table for facts in context.rows)
    return frozenset(table for table, count in foreign.items() if 2 * count > rows[table])


def _other_values(context: Context) -> Iterator[str]:
    """What the source says in the columns that are copied as they are, and in further texts."""
    for row, columns in context.source_rows():
        taken = (columns.key, columns.name, columns.territory)
        yield from (cell.text for i, cell in enumerate(row.cells) if cell.text and i not in taken)


def is_same_but_for_words(written: str, key: str) -> bool:
    """Whether the two differ in words alone that describe an identifier or stand for a value in it.

    >>> is_same_but_for_words("get_token Methode", "get_token method")
    True
    >>> is_same_but_for_words("onSend (veraltet)", "onSend (deprecated)")
    True
    >>> is_same_but_for_words("%{NOMBRE}C", "%{NAME}C")
    True
    >>> is_same_but_for_words("obtener_token método", "get_token method")
    False
    """
    if _PLACEHOLDER.search(key) and _PLACEHOLDER.sub("{}", written) == _PLACEHOLDER.sub("{}", key):
        return True
    own, its = (_DESCRIPTOR.sub("", text) for text in (written, key))
    if own == its != key and own != written:
        return True
    identifiers = [token for token in key.split() if looks_like_code(token)]
    described = 0 < len(identifiers) < len(key.split())
    return described and identifiers == [token for token in written.split() if looks_like_code(token)]


def _same_but_for_spaces(written: str, key: str) -> bool:
    """Whether only spaces were put in or taken out: in many languages of code that changes nothing."""
    return "".join(written.split()) == "".join(key.split())


def _stands_for(context: Context) -> Mapping[str, set[str]]:
    """For each text in a key cell, the keys that it stands for in this copy."""
    keys: dict[str, set[str]] = {}
    for facts in context.sure_rows:
        cell = facts.cell(facts.columns.key)
        if cell is not None and cell.text and facts.key:
            keys.setdefault(cell.text, set()).add(facts.key)
    return keys


def _damage(context: Context, facts: RowFacts, stands_for: Mapping[str, set[str]]) -> Damage | None:
    cell, entry = facts.cell(facts.columns.key), facts.entry
    if cell is None or entry is None or (cell.text and cell.text in (entry.key, entry.successor)):
        return None
    others = sorted(stands_for.get(cell.text, set()) - {entry.key})
    if cell.text in context.registry.entries:
        return Damage("key-collides", f"{cell.text!r} is another entry; this row is {entry.key!r}")
    if others:
        listed = ", ".join(map(repr, others))
        return Damage("key-collides", f"{cell.text!r} stands for {entry.key!r} here and for {listed} elsewhere")
    rule = kind_of(cell.text, entry.key)
    return Damage(rule, _WORDING[rule].format(written=shown(cell.text), key=repr(entry.key)) + _why(cell.text))


_WORDING = {
    "key-translated": "{written} is a translation of the key {key}",
    "key-transliterated": "{written} is the key {key} in another script",
    "key-truncated": "{written} is a part of the key {key}",
    "key-recased": "{written} differs from the key {key} in letter case",
    "key-misspelt": "{written} is a misspelling of the key {key}",
}


def _why(written: str) -> str:
    hidden = hidden_in(written)
    if hidden:
        return f" (it holds the invisible {', '.join(hidden)})"
    return " (it mixes letters of several scripts)" if len(scripts(written)) > 1 else ""


def kind_of(written: str, key: str) -> str:
    """The rule that names how ``written`` differs from ``key``; the two are not equal.

    Truncated comes before re-cased: letter case can be guessed back, missing letters cannot.
    """
    plain, wanted = fold_spelling(written), fold_spelling(key)
    if plain == wanted:
        return "key-recased" if written.casefold() == key.casefold() else "key-misspelt"
    if plain in wanted:
        return "key-truncated"
    foreign = scripts(written) - scripts(key)
    if not foreign:
        return "key-misspelt" if _likeness(plain, wanted) >= _SAME_SPELLING else "key-translated"
    if skeleton(written) == skeleton(key):
        return "key-misspelt"  # letters swapped for look-alikes
    heard, wanted = _differing(written, key)
    alike = likeness(sound(heard), sound(wanted))
    return "key-transliterated" if alike >= _SAME_SOUND else "key-translated"


def _differing(one: str, other: str) -> tuple[str, str]:
    """Both texts without what they begin and end with alike: of a key of several words, often only one was changed."""
    from rapidfuzz.distance import Postfix, Prefix

    begin = Prefix.similarity(one, other)
    end = Postfix.similarity(one[begin:], other[begin:])
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _likeness(a: str, b: str) -> float:
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(a, b)
