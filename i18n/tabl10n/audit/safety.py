"""Which findings hold, and which of their fixes are safe, in view of the whole row and table.

A rule looks at one cell. Whether the row and the column are what they seem is asked here, once for all rules: what the
source has in the same place is no finding, and nothing is written where the structure of a row or a table is in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from tabl10n.align.columns import image_of, value_of
from tabl10n.align.model import Entry
from tabl10n.align.values import address, digits, folded, image_name, version
from tabl10n.audit.context import Context, RowFacts, known_codes
from tabl10n.audit.model import Finding
from tabl10n.audit.rule import written_part
from tabl10n.model import Cell, Row, Table

# What a rule finds wrong because it is what the source says.
_SAME_AS_SOURCE = frozenset({"territory-untranslated"})
# So many rows of a table, and this share of those with a known key, must speak for other rows' keys before the column
# of keys is taken to have moved: two rows that were exchanged are judged by themselves.
_MIN_MOVED, _MIN_MOVED_SHARE = 3, 0.5
# Cells beside the key that must agree with an answer before another known key is overwritten, or one of two values that
# were exchanged: one agreeing cell may be what was exchanged.
_MIN_AGREEING = 2
# Cells that must agree for each one that differs where a key seems to have lost letters: the logo may be a newer one.
_AGREEING_PER_DIFFERING = 3
# From this likeness on a key that nothing else in its row tells is the entry's by its sound: unrelated words of two
# languages reach 0.69 by chance (audit/keys.py).
_MIN_SOUND = 0.7
# So many letters a key must have to be told by its sound alone: of shorter ones nearly any word has half of the sounds.
_MIN_SOUND_LETTERS = 4
# What is spelt as keys are.
_KEY_TOKEN = re.compile(r"[\w.:/@#$%&+*-]+", re.ASCII)


def confirm(context: Context, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that hold, their fixes withheld where they are not safe."""
    held = [finding for finding in findings if not _is_in_source(context, finding)]
    doubts = Doubts(context, held)
    for finding in held:
        yield replace(finding, sure=False) if finding.sure and doubts.withholds(finding) else finding


def _is_in_source(context: Context, finding: Finding) -> bool:
    """Whether the source's own cell in the same place says what is found wrong."""
    facts, index = context.facts_of(finding), finding.cell
    if facts is None or index is None or finding.rule in _SAME_AS_SOURCE:
        return False
    cell = facts.aligned.source.cells[index]
    written = written_part(cell, finding.part)
    return any(written == written_part(other, finding.part) for other in facts.source_cells(index))


class _Agreement(NamedTuple):
    """How many cells of a row, its key aside, say what is known of an entry, and how many say otherwise; and whether
    one that no other entry shares, a name, an image or a link, is among the former.
    """

    agreeing: int
    differing: int
    is_identified: bool = False

    @property
    def balance(self) -> int:
        return self.agreeing - self.differing


class Doubts:
    """Why fixes are withheld: worked out as far as it is asked for."""

    def __init__(self, context: Context, findings: Sequence[Finding]) -> None:
        self.context = context
        self._exchanged = _find_exchanged(findings)
        self._fixed = frozenset((*_identify(finding), finding.written) for finding in findings if finding.sure)

    def withholds(self, finding: Finding) -> bool:
        """Whether the fix of a finding is not safe."""
        facts = self.context.facts_of(finding)
        if facts is None or finding.cell is None:
            return False
        table = self.context.copy.tables[facts.aligned.table - 1]
        if len(facts.aligned.source.cells) != len(table.columns) or facts.aligned.table in self._tables:
            return True
        if self._is_displaced(facts, finding) or self._may_have_shifted(facts) or self._has_lost_more(facts, finding):
            return True
        if facts.entry is None:
            return False
        if self._is_part_of_another(facts, facts.entry, finding):
            return True
        if _identify(finding) in self._exchanged and not self._is_well_supported(facts, facts.entry, finding.cell):
            return True
        is_key = finding.cell == facts.columns.key and finding.part == "text"
        if is_key and not self._is_recognised(facts, facts.entry):
            return True
        agreement = self._compare(facts, facts.entry, finding.cell)
        if agreement.differing and agreement.balance <= (-1 if is_key else 0) and not agreement.is_identified:
            return True  # the key is what may be wrong, or the row is of another edition
        is_several = not is_key and self._is_repeated(facts, facts.entry)
        if is_several and not self._is_well_supported(facts, facts.entry, finding.cell):
            return True
        return self._may_be_another_entry(facts, facts.entry)

    def _is_displaced(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether cells of the row are in each other's columns: one says what is expected in another, or what the
        source says in another that does not say it.
        """
        if finding.part == "text" and self._is_elsewhere(facts, finding):
            return True
        if finding.part in ("text", "link") and self._has_foreign_link(facts, finding.cell):
            return True
        said = [value_of(cell) for cell in facts.aligned.source.cells]
        own = [{value_of(cell) for cell in self._source_cells(facts, index)} for index in range(len(said))]
        moved = [index for index, text in enumerate(said) if own[index] and text not in own[index]]
        pairs = [(one, other) for one in moved for other in moved if one != other and said[one] in own[other] - {""}]
        # Letter case alone is often another spelling of a name, unless two cells say just what the other should.
        return any((other, one) in pairs or not _is_recased(said[one], own[one]) for one, other in pairs)

    def _is_elsewhere(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether what is expected is what another cell says, and not what the source says there."""
        expected = finding.expected
        match = self.context.naming.resolve(expected, self.context.locale)
        for index, cell in enumerate(facts.aligned.source.cells):
            theirs = {value_of(other) for other in self._source_cells(facts, index)}
            if index == finding.cell or not expected or value_of(cell) != expected or not theirs:
                continue
            codes = {known.code for text in theirs if (known := self.context.naming.resolve(text, "en"))}
            if expected not in theirs and not _is_recased(expected, theirs) and not (match and match.code in codes):
                return True
        return False

    def _has_foreign_link(self, facts: RowFacts, index: int | None) -> bool:
        """Whether a cell is a link, as the source's is not, and those of another column are."""
        cell = facts.cell(index)
        if cell is None or index is None or not cell.link:
            return False
        theirs = [self._source_cells(facts, at) for at in range(len(facts.aligned.source.cells))]
        linked = [any(other.link for other in cells) for cells in theirs]
        return any(linked) and bool(theirs[index]) and not linked[index]

    def _source_cells(self, facts: RowFacts, index: int) -> Sequence[Cell]:
        """The cells of the source that the row's cell may translate; those of all rows of its key, where none of them
        is its counterpart.
        """
        own = list(facts.source_cells(index))
        rows = self._source_rows.get(facts.key, ()) if facts.counterpart is None else ()
        width = len(facts.aligned.source.cells)
        return own or [row.cells[index] for row in rows if len(row.cells) == width]

    @cached_property
    def _source_rows(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = {}
        for row, columns in self.context.source_rows():
            key = columns.cell(row, columns.key)
            if key is not None:
                found.setdefault(key.text, []).append(row)
        return found

    def _may_have_shifted(self, facts: RowFacts) -> bool:
        """Whether a cell is empty that the source fills, and something else is wrong: the others may have moved up."""
        lost = set(self._lost_cells(facts))
        row = (facts.aligned.table, facts.aligned.row)
        return any(bool(lost - {cell}) for cell in self._wrong_cells.get(row, ()))

    def _has_lost_more(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether the cell is empty, and the source's is more than the part that is to be written: a link, an image."""
        cell, index = facts.cell(finding.cell), finding.cell
        if cell is None or index is None or any(_parts(cell)) or finding.part != "text":
            return False
        return any(other.link or other.image for other in self._source_cells(facts, index))

    def _lost_cells(self, facts: RowFacts) -> Iterator[int]:
        for index, cell in enumerate(facts.aligned.source.cells):
            theirs = self._source_cells(facts, index)
            if not any(_parts(cell)) and theirs and all(any(_parts(other)) for other in theirs):
                yield index

    @cached_property
    def _wrong_cells(self) -> Mapping[tuple[int | None, int | None], Set[int]]:
        """By table and row, the cells with a sure finding on words that say something."""
        found: dict[tuple[int | None, int | None], set[int]] = {}
        for table, row, cell, part, written in self._fixed:
            if cell is not None and written and part == "text":
                found.setdefault((table, row), set()).add(cell)
        return found

    def _is_part_of_another(self, facts: RowFacts, entry: Entry, finding: Finding) -> bool:
        """Whether the words beside a link or an image name another entry: the whole cell may be that one's, and to fix
        a part of it would make two halves.
        """
        cell = facts.cell(finding.cell)
        if cell is None or finding.part not in ("link", "image"):
            return False
        text, part = (cell.text, "text") if finding.part == "link" else (cell.alt, "alt")
        named = self._named.get(folded(text), frozenset()) if text else frozenset()
        place = (finding.table, finding.row, finding.cell, part, text)
        return bool(named) and entry.key not in named and place not in self._fixed

    @cached_property
    def _named(self) -> Mapping[str, Set[str]]:
        """By key or name, folded, the keys of the entries that are called so."""
        found: dict[str, set[str]] = {}
        for key, entry in self._keys.items():
            for name in (key, *(said.name for said in entry.variants if said.name)):
                found.setdefault(folded(name), set()).add(key)
        return found

    def _is_repeated(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether more rows say the row's key than in the source and its editions: it is not the key of them all."""
        listings: dict[str, int] = {}
        for listing in self.context.registry.listings:
            listings[listing.edition] = listings.get(listing.edition, 0) + listing.keys.count(entry.key)
        return facts.aligned.written == entry.key and self._written[entry.key] > max(listings.values())

    @cached_property
    def _written(self) -> Counter[str]:
        return Counter(facts.aligned.written for facts in self.context.rows)

    def _is_recognised(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether the row itself tells its key, by another cell or by its sound, and not its place alone."""
        best = next((one for one in facts.aligned.candidates if one.key == entry.key), None)
        heard = best.evidence.get("sound", 0.0) if best else 0.0
        is_heard = isinstance(heard, float) and heard >= _MIN_SOUND and len(entry.key) >= _MIN_SOUND_LETTERS
        is_respelt = folded(facts.aligned.written) == folded(entry.key)
        return is_heard or is_respelt or self._compare(facts, entry).agreeing > 0

    def _is_well_supported(self, facts: RowFacts, entry: Entry, without: int | None = None) -> bool:
        agreement = self._compare(facts, entry, without)
        return agreement.agreeing >= _MIN_AGREEING and not agreement.differing

    def _may_be_another_entry(self, facts: RowFacts, entry: Entry) -> bool:
        """Whether the written key, spelt as keys are and not as the entry's, may be right: the key of another row, or
        one that the source has dropped.
        """
        written, key = facts.aligned.written, entry.key
        if not _KEY_TOKEN.fullmatch(written) or folded(written) == folded(key):
            return False
        if written in self._keys:
            return not self._is_well_supported(facts, entry)
        agreement = self._compare(facts, entry)
        # A dropped key is less likely where what is written is a piece of the other.
        tolerated = agreement.agreeing // _AGREEING_PER_DIFFERING if written in key else 0
        return agreement.agreeing == 0 or agreement.differing > tolerated

    @property
    def _keys(self) -> Mapping[str, Entry]:
        return self.context.registry.entries

    @cached_property
    def _tables(self) -> frozenset[int]:
        """The numbers of the tables in which nothing is safe."""
        numbered = enumerate(self.context.copy.tables, 1)
        return frozenset(number for number, table in numbered if self._is_doubted(number, table))

    def _is_doubted(self, number: int, table: Table) -> bool:
        fits = len(table.columns) in self._widths(number)
        return not fits or self._has_exchanged_headers(number, table) or self._has_moved_keys(number)

    def _widths(self, number: int) -> frozenset[int]:
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
        theirs = [_plain(column.header.text) for column in self.context.source.tables[pair].columns]
        columns, known = self.context.columns[number - 1], self.context.source_columns[pair]
        for (_, own), (_, other) in zip(columns.places(), known.places(), strict=True):
            header = _plain(table.columns[own].header.text) if own is not None else ""
            if other is not None and header and theirs.count(header) == 1 and theirs.index(header) != other:
                return True
        return False

    def _has_moved_keys(self, number: int) -> bool:
        """Whether the rows say of other rows' keys what they should say of their own: a column slipped by a row."""
        written = [facts for facts in self._rows.get(number, ()) if facts.aligned.written in self._keys]
        moved = sum(self._speaks_for_another(facts) or self._is_contradicted(facts) for facts in written)
        return moved >= _MIN_MOVED and moved >= _MIN_MOVED_SHARE * len(written)

    @cached_property
    def _rows(self) -> Mapping[int, Sequence[RowFacts]]:
        """The rows of each table of the copy, by its number."""
        found: dict[int, list[RowFacts]] = {}
        for facts in self.context.rows:
            found.setdefault(facts.aligned.table, []).append(facts)
        return found

    def _is_contradicted(self, facts: RowFacts) -> bool:
        agreement = self._compare(facts, self._keys[facts.aligned.written])
        return agreement.balance < 0 and not agreement.is_identified

    def _speaks_for_another(self, facts: RowFacts) -> bool:
        own = self._compare(facts, self._keys[facts.aligned.written])
        if not own.differing:
            return False
        others = {other for other in self._near(facts) if other in self._keys} - {facts.aligned.written}
        return any(self._compare(facts, self._keys[other]).balance > own.balance for other in others)

    def _near(self, facts: RowFacts) -> Iterator[str]:
        """The keys that a row may be of: the alignment's candidates, and those of the rows above and below."""
        yield from (candidate.key for candidate in facts.aligned.candidates)
        for row in (facts.aligned.row - 1, facts.aligned.row + 1):
            beside = self.context.rows_by_number.get((facts.aligned.table, row))
            if beside is not None:
                yield beside.aligned.written

    def _compare(self, facts: RowFacts, entry: Entry, without: int | None = None) -> _Agreement:
        """Compare the cells of a row with an entry; the cell ``without`` and that of the key are left aside."""
        said = [(index, agrees) for index, agrees in self._cells(facts, entry) if index not in (None, without)]
        counted = Counter(agrees for _, agrees in said)
        columns = facts.columns
        identifying = (columns.name, columns.image, columns.link, columns.doc_link)
        is_identified = any(agrees and index in identifying for index, agrees in said)
        return _Agreement(counted[True], counted[False], is_identified)

    def _cells(self, facts: RowFacts, entry: Entry) -> Iterator[tuple[int | None, bool | None]]:
        """For each cell that can be compared its index, and whether it agrees; None where nothing can be told."""
        columns, variants = facts.columns, entry.variants
        yield columns.territory, self._agrees_on_territory(facts, entry)
        links = {address(link).url for said in variants for link in (said.link, said.doc_link) if link}
        for index in dict.fromkeys((columns.link, columns.doc_link)):
            cell = facts.cell(index)
            yield index, _is_among(address(cell.link).url if cell else "", links)
        images = {image_name(said.image) for said in variants if said.image}
        yield columns.image, _is_among(image_of(facts.cell(columns.image)), images)
        name = facts.cell(columns.name)
        if name is not None and folded(name.text) in {folded(said.name) for said in variants if said.name}:
            yield columns.name, True  # another name may be a translation, and says nothing
        for header, index in columns.verbatim:
            cell = facts.cell(index)
            known = {_as_compared(text) for said in variants for title, text in said.values if title == header}
            if cell is not None and index not in (columns.key, columns.territory, columns.name, columns.image):
                value = _as_compared(value_of(cell))
                is_value = value in known or value in self._vocabulary.get(header, ())  # else it may be damaged
                yield index, _is_among(value, known) if is_value else None

    @cached_property
    def _vocabulary(self) -> Mapping[str, Set[str]]:
        """By header, all values that the source and its editions have in columns which are kept from translators."""
        found: dict[str, set[str]] = {}
        for entry in self._keys.values():
            for header, text in (value for said in entry.variants for value in said.values):
                found.setdefault(header, set()).add(_as_compared(text))
        return found

    def _agrees_on_territory(self, facts: RowFacts, entry: Entry) -> bool | None:
        cell, codes = facts.cell(facts.columns.territory), known_codes(entry)
        parts = self.context.naming.split(cell.text, self.context.locale) if cell else ()
        return _is_among_any({part.match.code for part in parts if part.match}, codes)


def _as_compared(value: str) -> str:
    """A value without what a translator adds to a number: a counting word, the language's own decimal mark."""
    return version(value) if len(value.split()) == 1 and version(value) else digits(value)


def _is_among(value: str, known: Iterable[str]) -> bool | None:
    return _is_among_any({value} - {""}, frozenset(known))


def _is_among_any(values: set[str], known: frozenset[str]) -> bool | None:
    return bool(values & known) if values and known else None


def _is_recased(text: str, others: Iterable[str]) -> bool:
    return text.casefold() in {other.casefold() for other in others}


def _parts(cell: Cell) -> tuple[str, str, str]:
    return cell.text, cell.link, cell.image


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())


Identity = tuple[int | None, int | None, int | None, str]
"""Table, row, cell and part of a finding."""


def _identify(finding: Finding) -> Identity:
    return finding.table, finding.row, finding.cell, finding.part


def _find_exchanged(findings: Iterable[Finding]) -> frozenset[Identity]:
    """The findings of a column in which one row says what another should, and a row says what that one should."""
    columns: dict[Identity, list[Finding]] = {}
    for finding in findings:
        if finding.expected and finding.written:
            columns.setdefault((finding.table, None, finding.cell, finding.part), []).append(finding)
    found: list[Identity] = []
    for column in columns.values():
        expected, written = ({getattr(finding, name) for finding in column} for name in ("expected", "written"))
        found += [_identify(one) for one in column if one.written in expected and one.expected in written]
    return frozenset(found)
