"""The rows of each table of a copy beside those of its counterpart, and how likely one cell translates another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from tabl10n.align.sequence import find_longest_rising
from tabl10n.columns.tokens import looks_like_code
from tabl10n.document import Cell, Row, Table
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.folding import fold_letters

if TYPE_CHECKING:
    from tabl10n.audit.context import Context

# What speaks for a cell being the translation of another one, and against it: logarithms of likelihood ratios, chosen
# by hand.
_SAME_TOKEN, _OTHER_TOKEN = 3.0, -2.0
_SAME_TEXT, _OTHER_CODE = 2.5, -1.5
_BOTH_EMPTY, _ONE_EMPTY = 0.3, -1.5
_MAX_LENGTH_WEIGHT = 3.0
_LENGTH_SPREAD = 0.5  # of the logarithm of how much longer a translation is than its source
_ADDED_LENGTH = 4  # characters added to both lengths: short cells differ by chance
MIN_SURE_CONFIDENCE = 0.95
"""Below this the alignment proposes and does not assert: what follows from a doubt would be a doubtful finding."""
_MAX_TERRITORY_CHARACTERS = 60  # characters of a cell that names a territory


class _CellFacts(NamedTuple):
    """What is compared of a cell, kept because it is compared with many others."""

    link: str
    image: str
    text: str
    length: int
    is_code: bool
    territory: str


class CellComparer:
    """Compares cells of a copy with cells of its source, by what a translation leaves alone and by their length."""

    def __init__(self, context: Context, ratio: float = 0.0, *, has_territories: bool = True) -> None:
        """``ratio`` is the logarithm of how much longer the copy's words are; ``has_territories`` is whether cells of
        the source name any.
        """
        self.context, self.ratio, self.has_territories = context, ratio, has_territories
        self._facts_of_cells: dict[tuple[int, bool], _CellFacts] = {}

    def compare(self, own: Cell | None, other: Cell | None) -> float:
        """How much likelier the copy's cell is a translation of the source's than of another one."""
        copied, source = self._read_facts(own, is_source=False), self._read_facts(other, is_source=True)
        if _is_empty(copied) or _is_empty(source):
            return _BOTH_EMPTY if _is_empty(copied) and _is_empty(source) else _ONE_EMPTY
        weight = 0.0
        for one, two in ((copied.link, source.link), (copied.image, source.image)):
            if one or two:
                weight += _SAME_TOKEN if one == two else _OTHER_TOKEN
        if copied.text and copied.text == source.text:
            return weight + _SAME_TEXT
        if copied.is_code != source.is_code:
            weight += _OTHER_CODE
        if copied.territory and source.territory:
            return weight + (_SAME_TEXT if copied.territory == source.territory else _OTHER_CODE)
        return weight + self._weigh_length(copied.length, source.length)

    def compare_joined(self, one: Cell, other: Cell, source_cell: Cell) -> float:
        """The same for two cells of the copy that may be halves of one: by their length together."""
        first, second = self._read_facts(one, is_source=False), self._read_facts(other, is_source=False)
        source = self._read_facts(source_cell, is_source=True)
        if first.text + second.text == source.text != "":
            return _SAME_TEXT + _SAME_TOKEN
        if source.is_code or _is_empty(source):
            return _OTHER_TOKEN
        weight = 0.0
        for whole, halves in ((source.link, (first.link, second.link)), (source.image, (first.image, second.image))):
            if whole or any(halves):
                weight += _SAME_TOKEN if whole in halves else _OTHER_TOKEN
        return weight + self._weigh_length(first.length + second.length, source.length)

    def _weigh_length(self, own: int, other: int) -> float:
        off = log((own + _ADDED_LENGTH) / (other + _ADDED_LENGTH)) - self.ratio
        return -min(off * off / (2 * _LENGTH_SPREAD**2), _MAX_LENGTH_WEIGHT)

    def _read_facts(self, cell: Cell | None, *, is_source: bool) -> _CellFacts:
        if cell is None:
            return _CellFacts("", "", "", 0, is_code=False, territory="")
        found = self._facts_of_cells.get((id(cell), is_source))
        if found is None:
            text = cell.text.strip()
            locale = self.context.source_locale if is_source else self.context.locale
            may_name = self.has_territories and 0 < len(text) <= _MAX_TERRITORY_CHARACTERS
            named = self.context.naming.resolve(text, locale) if may_name else None
            found = self._facts_of_cells[id(cell), is_source] = _CellFacts(
                parse_address(cell.link).url if cell.link else "",
                identify_image(cell.image) if cell.image else "",
                fold_letters(text) or text,
                len(text),
                looks_like_code(text),
                named.code if named else "",
            )
        return found


def _is_empty(facts: _CellFacts) -> bool:
    return not (facts.text or facts.link or facts.image)


class Gap(NamedTuple):
    """Rows without a counterpart between two that have one: of the source those ``missing``, of the copy those
    ``added``, from 0; and the line of the copy after which they are. ``is_sure`` is whether the two around it are.
    """

    missing: Sequence[int]
    added: Sequence[int]
    line: int
    is_sure: bool


@dataclass(frozen=True)
class PairedTable:
    """A table of the copy and its counterpart. Rows are numbered from 0, ``number`` is the copy's table's, from 1.

    ``sources`` has for each row of the copy its counterpart in the source, None where it has none; ``sure`` are the
    rows whose counterpart is certain.
    """

    context: Context
    number: int
    table: Table
    source: Table
    source_number: int
    sources: Sequence[int | None]
    sure: Set[int]

    @cached_property
    def rows(self) -> Sequence[tuple[Row, Row]]:
        """The rows that are as long as their tables are wide, each with its row of the source."""
        pairs = ((self.table.rows[own], self.source.rows[at]) for own, at in self.list_pairs())
        return [pair for pair in pairs if self.is_whole(pair[0]) and len(pair[1].cells) == len(self.source.columns)]

    def list_pairs(self) -> Iterator[tuple[int, int]]:
        """The rows that have a counterpart, each with that one."""
        return ((own, at) for own, at in enumerate(self.sources) if at is not None)

    def is_whole(self, row: Row) -> bool:
        """Whether a row of the copy is as long as its table is wide."""
        return len(row.cells) == len(self.table.columns)

    @cached_property
    def matched_rows(self) -> Set[int]:
        """The rows of the source that have a counterpart in the copy."""
        return {at for _, at in self.list_pairs()}

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """Where rows of either table have no counterpart. Rows that are out of order bound no gap."""
        rising = find_longest_rising(list(self.list_pairs()))
        borders = [(-1, -1), *rising, (len(self.table.rows), len(self.source.rows))]
        found: list[Gap] = []
        for (own, at), (own_next, at_next) in pairwise(borders):
            missing = [row for row in range(at + 1, at_next) if row not in self.matched_rows]
            added = [row for row in range(own + 1, own_next) if self.sources[row] is None]
            if missing or added:
                line = self.table.rows[own].line if own >= 0 else self.table.line
                is_sure = {own, own_next} <= self.sure | {-1, len(self.table.rows)}
                found.append(Gap(missing, added, line, is_sure))
        return found

    @cached_property
    def doubled(self) -> Mapping[int, int]:
        """The rows of the copy that repeat an earlier one more often than the source repeats any row; with that one."""
        often = Counter(Counter(map(_read_row, self.source.rows)).values())
        seen: dict[tuple[tuple[str, str, str], ...], list[int]] = {}
        for own, row in enumerate(self.table.rows):
            seen.setdefault(_read_row(row), []).append(own)
        most = max(often, default=1)
        return {
            own: rows[0]
            for content, rows in seen.items()
            if len(rows) > most and any(map(any, content)) and len(self.table.rows) > len(self.source.rows)
            for own in rows[1:]
        }

    @cached_property
    def own_rows(self) -> Set[int]:
        """The rows of the copy but those that repeat a row or the header, and ragged ones without a counterpart."""
        every = (own for own in range(len(self.table.rows)) if own not in self.doubled)
        rows = (
            (own, self.table.rows[own]) for own in every if not is_repeated_header(self.table, self.table.rows[own])
        )
        return {own for own, row in rows if self.is_whole(row) or self.sources[own] is not None}

    def count_lacking(self) -> int:
        """How many rows the copy's table has fewer than the source's, or more where it is below 0; two rows on one
        line are two.
        """
        joined = self.context.joined_rows.get(self.number, ())
        return len(self.source.rows) - len(self.own_rows) - len(joined)

    @cached_property
    def comparer(self) -> CellComparer:
        """What compares the cells of both."""
        own, other = (sum(len(cell.text) for pair in self.rows for cell in pair[side].cells) for side in (0, 1))
        ratio = log((own + _ADDED_LENGTH) / (other + _ADDED_LENGTH)) if own and other else 0.0
        has_territories = self.context.source_columns[self.source_number - 1].territory is not None
        return CellComparer(self.context, ratio, has_territories=has_territories)

    def find_key(self, at: int) -> str:
        """The key of a row of the source, ``""`` where it has none."""
        columns = self.context.source_columns[self.source_number - 1]
        cell = columns.cell(self.source.rows[at], columns.key)
        return cell.text.strip() if cell else ""

    def name_row(self, at: int) -> str:
        """What a message calls the source's row: its key, or the words that it begins with."""
        texts = (cell.text.strip() for cell in self.source.rows[at].cells)
        return self.find_key(at) or next((text for text in texts if text), f"row {at + 1}")


def _read_row(row: Row) -> tuple[tuple[str, str, str], ...]:
    return tuple((cell.text, cell.link, cell.image) for cell in row.cells)


def is_filled(cell: Cell | None) -> bool:
    """Whether there is a cell, and it shows anything."""
    return cell is not None and any((cell.text, cell.link, cell.image))


_DASHES = frozenset("-–—:= \t")


def is_repeated_header(table: Table, row: Row) -> bool:
    """Whether a row repeats the header of its table, or is a second delimiter row."""
    texts = [cell.text.strip() for cell in row.cells]
    headers = [column.header.text.strip() for column in table.columns]
    is_delimiter = len(texts) > 1 and all(len(text) > 2 and _DASHES.issuperset(text) for text in texts)
    return is_delimiter or (any(texts) and texts == headers)


def pair_tables(context: Context) -> Mapping[int, PairedTable]:
    """The tables of the copy that have a counterpart, by their numbers, from 1."""
    rows: list[list[int | None]] = [[] for _ in context.copy.tables]
    sure: list[set[int]] = [set() for _ in context.copy.tables]
    for aligned in context.alignment.rows:
        pair, at = context.table_pairs[aligned.table - 1], aligned.table - 1
        is_there = pair is not None and aligned.source_table == pair + 1 and aligned.source_row is not None
        if is_there and aligned.source_confidence >= MIN_SURE_CONFIDENCE:
            sure[at].add(len(rows[at]))
        rows[at].append(aligned.source_row - 1 if is_there and aligned.source_row else None)
    numbered = enumerate(zip(context.copy.tables, context.table_pairs, rows, sure, strict=True), 1)
    return {
        number: PairedTable(context, number, table, context.source.tables[pair], pair + 1, own, sure_rows)
        for number, (table, pair, own, sure_rows) in numbered
        if pair is not None
    }
