"""Which findings hold, and which of their fixes are safe, in view of the whole row and table.

A rule looks at one cell. Whether the row and the column are what they seem is asked here, once for all rules: what the
source's own cell says is no finding, and nothing is written where the structure of a row or a table is in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import OSA, Postfix, Prefix

from tabl10n.align.features import SOUND
from tabl10n.align.model import Entry
from tabl10n.audit.agreement import PartOfRow, RowComparer
from tabl10n.audit.cells import get_part
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.displacement import Displacement
from tabl10n.audit.rules.territories import TERRITORY_UNTRANSLATED, TERRITORY_WRONG
from tabl10n.audit.rules.text import HIDDEN_CHARACTER
from tabl10n.audit.rules.untranslated import TEXT_UNTRANSLATED
from tabl10n.document import Role, Table
from tabl10n.findings import Finding
from tabl10n.nodes import texts
from tabl10n.text.folding import fold_letters, fold_spaces
from tabl10n.text.keys import is_key_token

# What a rule finds wrong because it is what the source says.
_SAME_AS_SOURCE = frozenset({TERRITORY_UNTRANSLATED.name, TEXT_UNTRANSLATED.name})
# So many rows of a table, and this share of those with a known key, must speak for other rows' keys before the column
# of keys is taken to have moved: two rows that were exchanged are judged by themselves.
_MIN_MOVED, _MIN_MOVED_SHARE = 3, 0.5
# Cells beside the key that must agree with an answer before another known key is overwritten, or one of two values that
# were exchanged: one agreeing cell may be what was exchanged.
_MIN_AGREEING_CELLS = 2
# Cells that must agree for each one that differs where a key seems to have lost letters: the logo may be a newer one.
_MIN_AGREEING_PER_DIFFERING = 3
# From this likeness on a key that nothing else in its row tells is the entry's by its sound: unrelated words of two
# languages reach 0.69 by chance (audit/keys.py), and a word cut short more.
_MIN_SOUND_LIKENESS = 0.8
# So many letters a key must have to be told by its sound alone: of shorter ones nearly any word has half of the sounds.
_MIN_KEY_LETTERS = 4
# Different keys of one table that are changed in the same way are written so on purpose.
_MIN_KEYS_OF_NOTATION = 3
# The parts of a key that is made of several, and the share of letters that a misspelt part keeps.
_PART = re.compile(r"[^\W_]+")
_MIN_MISSPELT_LIKENESS = 0.6
# In a number, and in a key of so few characters, one character makes another key.
_MAX_SHORT_KEY_CHARACTERS = 3


def drop_sound(context: Context, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but those on cells that say what the cell of the source says."""
    return (finding for finding in findings if not _is_in_source(context, finding))


def _is_in_source(context: Context, finding: Finding) -> bool:
    """Whether the cell of the source that the copy's cell translates says what is found wrong, and does not say what
    is expected as well: of two links the first may be right.
    """
    facts, index = context.find_facts(finding), finding.cell
    if facts is None or index is None or finding.rule in _SAME_AS_SOURCE:
        return False
    cell = facts.aligned.copy_row.cells[index]
    written = get_part(cell, finding.part)
    others = (other for other in facts.list_source_cells(index) if written == get_part(other, finding.part))
    return any(written == finding.expected or finding.expected not in set(texts(other.nodes)) for other in others)


def withhold_unsafe_fixes(context: Context, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, those with a fix that may be wrong marked as not safe."""
    doubts = Doubts(context, findings)
    judged = [replace(one, safe=False) if one.safe and doubts.is_unsafe(one) else one for one in findings]
    unsafe = {_identify(finding) for finding in judged if finding.rule == TERRITORY_WRONG.name and not finding.safe}
    for finding in judged:  # of two wrong territories in one cell none is fixed alone: the other one would stay wrong
        yield replace(finding, safe=False) if _identify(finding) in unsafe else finding


class Doubts:
    """What speaks against writing the fixes of a copy; each answer is worked out when it is first needed."""

    def __init__(self, context: Context, findings: Sequence[Finding]) -> None:
        self.context = context
        self._comparer = RowComparer(context)
        self._displacement = Displacement(context, findings)
        self._exchanged = _find_exchanged(findings)
        self._notations = _find_notations(findings)
        self._fixed = frozenset((*_identify(finding), finding.written) for finding in findings if finding.safe)

    def is_unsafe(self, finding: Finding) -> bool:
        """Whether the fix of a finding is not safe."""
        facts = self.context.find_facts(finding)
        if facts is None or finding.cell is None:
            return False
        if (not finding.expected and finding.rule != HIDDEN_CHARACTER.name) or _identify(finding) in self._notations:
            return True
        table = self.context.copy.tables[facts.aligned.table - 1]
        if len(facts.aligned.copy_row.cells) != len(table.columns) or facts.aligned.table in self._doubted_tables:
            return True
        if self._displacement.affects(facts, finding):
            return True
        if facts.entry is not None and not facts.aligned.recognised:
            return True  # only its position tells which row it is
        return facts.entry is not None and self._may_belong_to_another(facts, facts.entry, finding)

    # One row and its entry

    def _may_belong_to_another(self, facts: RowFacts, entry: Entry, finding: Finding) -> bool:
        """Whether the row, or what is found wrong in it, may be another entry's."""
        wrong_part: PartOfRow = (finding.cell, finding.part)
        is_key = finding.cell == facts.columns.key and finding.part == "text"
        agreement = self._comparer.compare(facts, entry, wrong_part)
        is_well_supported = agreement.agreeing >= _MIN_AGREEING_CELLS and not agreement.differing
        if _identify(finding) in self._exchanged and not is_well_supported:
            return True
        if is_key and not self._is_recognised(facts, entry):
            return True
        if finding.part in ("link", "image") and self._is_beside_another_name(facts, entry, finding):
            return True
        if agreement.agreeing == 0 and self._comparer.is_known(finding.part, finding.written):
            return True  # another entry's link or image, and nothing but the key says that it is not the row's
        if agreement.differing and agreement.balance <= (-1 if is_key else 0) and not agreement.is_identified:
            return True  # the key is what may be wrong, or the row is of another edition
        if not is_key and not is_well_supported and self._is_repeated(facts, entry):
            return True
        return self._may_written_key_be_right(facts, entry)

    def _is_recognised(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether the row itself tells its key, by another cell or by its sound, and not its position alone."""
        best = next((one for one in facts.aligned.candidates if one.key == entry.key), None)
        likeness = best.evidence.get(SOUND.name, 0.0) if best else 0.0
        sounds_alike = isinstance(likeness, float) and likeness >= _MIN_SOUND_LIKENESS
        is_respelt = fold_letters(facts.aligned.written) == fold_letters(entry.key)
        if is_respelt or (sounds_alike and len(entry.key) >= _MIN_KEY_LETTERS):
            return True
        return self._comparer.compare(facts, entry).agreeing > 0

    def _is_beside_another_name(self, facts: RowFacts, entry: Entry, finding: Finding) -> bool:
        """Whether the words beside a link or an image name another entry: the whole cell may be that one's, and to fix
        a part of it would make two halves.
        """
        cell = facts.cell(finding.cell)
        if cell is None:
            return False
        text, part = (cell.text, "text") if finding.part == "link" else (cell.alt, "alt")
        named = self._named.get(fold_letters(text), frozenset()) if text else frozenset()
        beside = (finding.table, finding.row, finding.cell, part, text)
        return bool(named) and entry.key not in named and beside not in self._fixed

    @cached_property
    def _named(self) -> Mapping[str, Set[str]]:
        """By key or name, folded, the keys of the entries that are called so."""
        found: dict[str, set[str]] = {}
        for key, entry in self._entries.items():
            for name in (key, *(variant.name for variant in entry.variants if variant.name)):
                found.setdefault(fold_letters(name), set()).add(key)
        return found

    def _is_repeated(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether more rows say the row's key than in the source and its editions: it is not the key of them all."""
        return facts.aligned.written == entry.key and self._row_counts[entry.key] > self._max_listed_counts[entry.key]

    @cached_property
    def _row_counts(self) -> Counter[str]:
        return Counter(facts.aligned.written for facts in self.context.rows)

    @cached_property
    def _max_listed_counts(self) -> Mapping[str, int]:
        """For each key the number of rows that the source or an edition has of it, whichever has most."""
        editions: dict[str, Counter[str]] = {}
        for listing in self.context.registry.listings:
            editions.setdefault(listing.edition, Counter()).update(listing.keys)
        return {key: max(counted[key] for counted in editions.values()) for key in self._entries}

    def _may_written_key_be_right(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether the written key, spelt as keys are and not as the entry's, may be right: the key of another row, or
        one that the source has dropped.
        """
        written, key = facts.aligned.written, entry.key
        if not is_key_token(written) or fold_letters(written) == fold_letters(key):
            return False
        if _has_other_parts(written, key):
            return True
        agreement = self._comparer.compare(facts, entry)
        if written in self._entries:
            telling = self._comparer.count_telling_apart(facts, entry, self._entries[written])
            return telling < _MIN_AGREEING_CELLS or agreement.differing > 0
        is_short = len(written) <= _MAX_SHORT_KEY_CHARACTERS and len(key) <= _MAX_SHORT_KEY_CHARACTERS
        if is_short or (written.isdigit() and key.isdigit()):
            return agreement.agreeing < _MIN_AGREEING_CELLS or agreement.differing > 0
        # A dropped key is less likely where what is written is a piece of the other.
        tolerated = agreement.agreeing // _MIN_AGREEING_PER_DIFFERING if written in key else 0
        return agreement.agreeing == 0 or agreement.differing > tolerated

    @property
    def _entries(self) -> Mapping[str, Entry]:
        return self.context.registry.entries

    # A whole table

    @cached_property
    def _doubted_tables(self) -> frozenset[int]:
        """The numbers of the tables in which nothing is safe."""
        numbered = enumerate(self.context.copy.tables, 1)
        return frozenset(number for number, table in numbered if self._is_doubted(number, table))

    def _is_doubted(self, number: int, table: Table) -> bool:
        fits = len(table.columns) in self._find_widths(number)
        whole = sum(len(row.cells) == len(table.columns) for row in table.rows)
        has_moved_cells = self._has_exchanged_headers(number, table) or self._has_short_rows_elsewhere(number, table)
        return not fits or 2 * whole < len(table.rows) or has_moved_cells or self._has_moved_keys(number)

    def _find_widths(self, number: int) -> frozenset[int]:
        """How many columns a table of the copy may have: as many as its counterpart, or as a table of an edition."""
        source, pair = self.context.source, self.context.table_pairs[number - 1]
        own = source.tables if pair is None else (source.tables[pair],)
        editions = (listing for listing in self.context.registry.listings if listing.edition != source.name)
        return frozenset((*(len(table.columns) for table in own), *(listing.width for listing in editions)))

    def _has_exchanged_headers(self, number: int, table: Table) -> bool:
        """Whether a header that the source has too is over cells of another of the source's columns."""
        pair = self.context.table_pairs[number - 1]
        if pair is None:
            return False
        source_headers = [fold_spaces(column.header.text) for column in self.context.source.tables[pair].columns]
        columns, known = self.context.columns[number - 1], self.context.source_columns[pair]
        for (_, own), (_, other) in zip(columns.list_parts(), known.list_parts(), strict=True):
            header = fold_spaces(table.columns[own].header.text) if own is not None else ""
            is_known = bool(header) and source_headers.count(header) == 1
            if other is not None and is_known and source_headers.index(header) != other:
                return True
        return False

    def _has_short_rows_elsewhere(self, number: int, table: Table) -> bool:
        """Whether rows have lost cells, and a column seems to be at another position than in the source: the cells
        that moved up in those rows may be all that makes it seem so.
        """
        pair = self.context.table_pairs[number - 1]
        if pair is None or all(len(row.cells) >= len(table.columns) for row in table.rows):
            return False
        columns, known = self.context.columns[number - 1], self.context.source_columns[pair]
        indices = zip(columns.list_parts(), known.list_parts(), strict=True)
        return any(own is not None and other is not None and own != other for (_, own), (_, other) in indices)

    def _has_moved_keys(self, number: int) -> bool:
        """Whether the cells of most rows are those of another row's key: the column of keys slipped by a row."""
        written = [facts for facts in self._rows.get(number, ()) if facts.aligned.written in self._entries]
        moved = sum(map(self._describes_another_key, written))
        return moved >= _MIN_MOVED and moved >= _MIN_MOVED_SHARE * len(written)

    @cached_property
    def _rows(self) -> Mapping[int, Sequence[RowFacts]]:
        """The rows of each table of the copy, by its number."""
        found: dict[int, list[RowFacts]] = {}
        for facts in self.context.rows:
            found.setdefault(facts.aligned.table, []).append(facts)
        return found

    def _describes_another_key(self, facts: RowFacts) -> bool:
        """Whether the cells of a row contradict its written key, or agree better with that of a row near it."""
        own = self._comparer.compare(facts, self._entries[facts.aligned.written])
        if not own.differing:
            return False
        if own.balance < 0 and not own.is_identified:
            return True
        near = {key for key in self._find_nearby_keys(facts) if key in self._entries} - {facts.aligned.written}
        return any(self._comparer.compare(facts, self._entries[key]).balance > own.balance for key in near)

    def _find_nearby_keys(self, facts: RowFacts) -> Iterator[str]:
        """The keys that a row may be of: the alignment's candidates, and those of the rows above and below."""
        yield from (candidate.key for candidate in facts.aligned.candidates)
        for row in (facts.aligned.row - 1, facts.aligned.row + 1):
            beside = self.context.rows_by_number.get((facts.aligned.table, row))
            if beside is not None:
                yield beside.aligned.written


Identity = tuple[int | None, int | None, int | None, str]
"""Table, row, cell and part of a finding."""


def _identify(finding: Finding) -> Identity:
    return finding.table, finding.row, finding.cell, finding.part


def _find_exchanged(findings: Iterable[Finding]) -> frozenset[Identity]:
    """The findings of a column in which two rows seem to have exchanged their values."""
    columns: dict[Identity, list[Finding]] = {}
    for finding in findings:
        if finding.expected and finding.written:
            columns.setdefault((finding.table, None, finding.cell, finding.part), []).append(finding)
    found: list[Identity] = []
    for column in columns.values():
        expected = {finding.expected for finding in column}
        written = {finding.written for finding in column}
        found += [_identify(one) for one in column if one.written in expected and one.expected in written]
    return frozenset(found)


def _find_notations(findings: Iterable[Finding]) -> frozenset[Identity]:
    """The findings on keys in which several rows of a table have the same letters too many or too few: the copy, or its
    edition, writes all such keys so.
    """
    edits: dict[tuple[int | None, str, str], list[Finding]] = {}
    for finding in findings:
        written, expected = finding.written, finding.expected
        if finding.safe and finding.role is Role.KEY and finding.part == "text" and written != expected:
            start = Prefix.similarity(written, expected)
            end = Postfix.similarity(written[start:], expected[start:])
            edit = written[start : len(written) - end], expected[start : len(expected) - end]
            if edit[0].casefold() != edit[1].casefold():  # a machine capitalizes sentences
                edits.setdefault((finding.table, *edit), []).append(finding)
    alike = (found for found in edits.values() if len({finding.expected for finding in found}) >= _MIN_KEYS_OF_NOTATION)
    return frozenset(_identify(finding) for found in alike for finding in found)


def _has_other_parts(written: str, key: str) -> bool:
    """Whether two keys of several parts have some in common and others not: two members of a family."""
    written_parts, key_parts = (_PART.findall(text.casefold()) for text in (written, key))
    if len(written_parts) < 2 or len(key_parts) < 2 or set(written_parts).isdisjoint(key_parts):
        return False
    return not _are_misspelt(written_parts, key_parts)


def _are_misspelt(written_parts: Sequence[str], key_parts: Sequence[str]) -> bool:
    """Whether the parts, one by one, are equal or alike."""
    pairs = list(zip(written_parts, key_parts, strict=False))
    return len(written_parts) == len(key_parts) and all(
        OSA.normalized_similarity(*pair) >= _MIN_MISSPELT_LIKENESS for pair in pairs
    )
