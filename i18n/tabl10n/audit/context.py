"""What a rule looks at: the copy, aligned with the registry, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from tabl10n.align.features import KEY, ORDER, TERRITORY, Level
from tabl10n.align.model import AlignedRow, Alignment, Entry, Variant
from tabl10n.align.registry import Registry
from tabl10n.audit.arrangement import Arrangement
from tabl10n.audit.pairs import MIN_SURE_CONFIDENCE, PairedTable, pair_tables
from tabl10n.audit.ragged import RaggedRow, find_ragged_rows
from tabl10n.audit.relation import have_nothing_in_common
from tabl10n.columns import Columns, infer_columns
from tabl10n.columns.cells import read_value
from tabl10n.columns.territories import assign_known_territory
from tabl10n.columns.tokens import looks_like_code
from tabl10n.document import Cell, Document, Mobility, Row
from tabl10n.findings import Finding
from tabl10n.territories import CLDR, Naming
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.folding import fold_letters, get_language

# The share of rows with an unknown key from which on the copy follows an edition that is not known: the
# machine-translated seed has 1 % with all editions, and 42 % with the source alone. A few rows may always be someone's
# own.
_MIN_UNKNOWN_SHARE, _MAX_OWN_ROWS = 0.2, 3
_MAX_KEY_CELL_WORDS = 20  # of a key cell: where one key may end and the next begin
# The share of rows that may look like rows of a table that they have nothing to do with.
_MAX_CHANCE_SHARE = 0.05

Words = Mapping[tuple[str | None, str], str]
"""Translations that are accepted for the locale, by msgctxt and msgid, as a catalog has them."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A row of the source that a row of the copy is a translation of, and what the columns of its table are."""

    row: Row
    columns: Columns


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A data row of the copy, and its entry (None where the alignment is not sure).

    ``all_variants`` is what the source, then the editions say of the row's key. Where the source lists the key in the
    counterpart of the row's table, what its other tables say of the key is left out.
    """

    aligned: AlignedRow
    columns: Columns
    entry: Entry | None
    edition: str
    all_variants: tuple[Variant, ...] = ()
    counterpart: Counterpart | None = None

    def cell(self, index: int | None) -> Cell | None:
        """The row's cell in that column, None where there is none."""
        return self.columns.cell(self.aligned.copy_row, index)

    @property
    def key(self) -> str:
        """The key of the row's entry, ``""`` without one."""
        return self.entry.key if self.entry else ""

    @property
    def has_only_written_key(self) -> bool:
        """Whether nothing but the written key speaks for the row's key."""
        return not any(isinstance(level, Level) and level.is_agreement for level in self._evidence.values())

    @property
    def is_contradicted(self) -> bool:
        """Whether more than the territory speaks against the row's key."""
        return [kind for kind, level in self._evidence.items() if level is Level.OTHER] not in ([], [TERRITORY.name])

    @property
    def _evidence(self) -> Mapping[str, str | float]:
        """What speaks for and against the key, but for the written key itself and the order."""
        best = next((one for one in self.aligned.candidates if one.key == self.key), None)
        evidence = best.evidence if best else {}
        return {kind: level for kind, level in evidence.items() if kind not in (KEY.name, ORDER.name)}

    @property
    def variants(self) -> tuple[Variant, ...]:
        """What the edition that the copy follows says of the row's key; what all say where that does not list it."""
        own = tuple(variant for variant in self.all_variants if variant.edition == self.edition)
        return own or self.all_variants

    def list_source_cells(self, index: int) -> Iterator[Cell]:
        """The cells of the counterpart that the row's cell ``index`` may translate: by column, and by number."""
        if self.counterpart is None:
            return
        row, columns = self.counterpart.row, self.counterpart.columns
        named = (columns.cell(row, at) for at in _find_same_columns(self.columns, columns, index))
        same_width = len(row.cells) == len(self.aligned.copy_row.cells)
        same_number = row.cells[index] if same_width and index < len(row.cells) else None
        yield from (cell for cell in (*named, same_number) if cell is not None)


def _find_same_columns(copy: Columns, source: Columns, index: int) -> Iterator[int]:
    """The columns of the source's table that are of the same kind as the column ``index`` of the copy's."""
    parts = zip(copy.list_parts(), source.list_parts(), strict=True)
    yield from (at for (_, own), (_, at) in parts if own == index and at is not None)
    headers = {header for header, at in (*copy.verbatim, *copy.words) if at == index}
    yield from (at for header, at in (*source.verbatim, *source.words) if header in headers)


@dataclass(frozen=True)
class Context:
    """Everything that a rule may look at; what several rules need is worked out once."""

    copy: Document
    alignment: Alignment
    registry: Registry
    source: Document
    locale: str
    words: Words = field(default_factory=dict)
    source_locale: str = "en"
    naming: Naming = CLDR

    @property
    def is_same_language(self) -> bool:
        """Whether the copy is in the source's own language: an edition, not a translation."""
        return get_language(self.locale) == get_language(self.source_locale)

    @cached_property
    def rows(self) -> tuple[RowFacts, ...]:
        """All data rows of the copy in order, but headings: fixed rows without a key."""
        rows = (
            aligned
            for aligned in self.alignment.rows
            if aligned.copy_row.mobility is not Mobility.FIXED or aligned.written
        )
        return tuple(self._make_facts(aligned) for aligned in rows)

    @cached_property
    def rows_by_number(self) -> Mapping[tuple[int, int], RowFacts]:
        """The rows by the numbers of their table and of themselves, from 1."""
        return {(facts.aligned.table, facts.aligned.row): facts for facts in self.rows}

    def find_facts(self, finding: Finding) -> RowFacts | None:
        """The row that a finding is about, None where it is about none."""
        if finding.table is None or finding.row is None:
            return None
        return self.rows_by_number.get((finding.table, finding.row))

    @cached_property
    def keyless_tables(self) -> frozenset[int]:
        """The numbers of the tables that have no key column in the source."""
        return frozenset(number for number, table in enumerate(self.alignment.tables, 1) if not table.has_keys)

    @cached_property
    def keyed_rows(self) -> tuple[RowFacts, ...]:
        """The rows of the tables with keys."""
        return tuple(facts for facts in self.rows if facts.aligned.table not in self.keyless_tables)

    @cached_property
    def sure_rows(self) -> tuple[RowFacts, ...]:
        """The rows whose entry is known for sure."""
        return tuple(facts for facts in self.rows if facts.entry is not None)

    @cached_property
    def is_unrelated(self) -> bool:
        """Whether the copy is one of another table: none of its rows has a known key for sure, and hardly one may have
        one; or the copy and the source have nothing in common that translations keep.
        """
        if have_nothing_in_common(self.copy, self.source, self.source_columns, self.registry.entries):
            return True
        likely = sum(1 for facts in self.keyed_rows if facts.aligned.key is not None)
        chance = likely == 0 or likely < _MAX_CHANCE_SHARE * len(self.keyed_rows)
        compared = bool(self.registry.entries) and len(self.keyless_tables) < len(self.copy.tables)
        return compared and not self.sure_rows and chance

    @cached_property
    def unknown_row_count(self) -> int:
        """The number of rows with a key that no edition lists, if they are so many that the copy must follow an edition
        which is not known; else 0. What differs from the source may then be right by that edition.
        """
        count = sum(1 for facts in self.keyed_rows if facts.aligned.key is None and facts.aligned.suggested)
        return count if count > max(_MAX_OWN_ROWS, _MIN_UNKNOWN_SHARE * len(self.keyed_rows)) and self.sure_rows else 0

    @cached_property
    def sure_rows_by_key(self) -> Mapping[str, tuple[RowFacts, ...]]:
        """The sure rows of each key, in order."""
        grouped: dict[str, list[RowFacts]] = {}
        for facts in self.sure_rows:
            grouped.setdefault(facts.key, []).append(facts)
        return {key: tuple(rows) for key, rows in grouped.items()}

    def find_same_entries(self, facts: RowFacts) -> tuple[Entry, ...]:
        """The row's entry, then the same entry under other keys: those with its image or its own link, and those with
        its name where no edition lists both. An image or a link of one of them is right for the others too.
        """
        if facts.entry is None:
            return ()
        entry, entries = facts.entry, self.registry.entries
        keys = {key for address in _list_own_addresses(entry) for key in self._keys_by_address[address]}
        named = (group for name in _fold_names(entry) for group in self._keys_by_name[name].items())
        keys |= {key for editions, found in named if editions.isdisjoint(_list_editions(entry)) for key in found}
        return (entry, *(entries[key] for key in sorted(keys - {entry.key})))

    @cached_property
    def _keys_by_address(self) -> Mapping[str, tuple[str, ...]]:
        grouped: dict[str, list[str]] = {}
        for key, entry in self.registry.entries.items():
            for address in _list_own_addresses(entry):
                grouped.setdefault(address, []).append(key)
        return {address: tuple(keys) for address, keys in grouped.items()}

    @cached_property
    def _keys_by_name(self) -> Mapping[str, Mapping[frozenset[str], Sequence[str]]]:
        """For each name the keys that have it, by the editions that list them."""
        grouped: dict[str, dict[frozenset[str], list[str]]] = {}
        for key, entry in self.registry.entries.items():
            for name in _fold_names(entry):
                grouped.setdefault(name, {}).setdefault(_list_editions(entry), []).append(key)
        return grouped

    def list_known_variants(self, facts: RowFacts) -> Sequence[Variant]:
        """The variants of the row's key, those of the copy's own edition first, then those of the same entry under
        other keys; some of them twice.
        """
        return (*facts.variants, *(variant for entry in self.find_same_entries(facts) for variant in entry.variants))

    @cached_property
    def source_columns(self) -> tuple[Columns, ...]:
        """What each column of the source's tables is."""
        return tuple(infer_columns(table) for table in self.source.tables)

    def list_source_rows(self) -> Iterator[tuple[Row, Columns]]:
        """The rows of the source's tables, each with what its columns are."""
        for table, columns in zip(self.source.tables, self.source_columns, strict=True):
            yield from ((row, columns) for row in table.rows)

    @cached_property
    def known_code(self) -> frozenset[str]:
        """What is code wherever it is written: the keys, and the values that are in several cells of the source."""
        cells = (columns.cell(row, index) for row, columns in self.list_source_rows() for _, index in columns.verbatim)
        values = Counter(read_value(cell) for cell in cells if cell is not None)
        repeated = {value for value, count in values.items() if count > 1 and looks_like_code(value)}
        return frozenset(repeated.union(filter(looks_like_code, self.registry.entries)))

    @cached_property
    def table_pairs(self) -> tuple[int | None, ...]:
        """For each table of the copy the index of the source's table that it is a translation of, None without one."""
        return tuple(None if table.source_table is None else table.source_table - 1 for table in self.alignment.tables)

    @cached_property
    def paired_tables(self) -> Mapping[int, PairedTable]:
        """The tables of the copy that have a counterpart, by their numbers, from 1."""
        return pair_tables(self)

    @cached_property
    def arrangements(self) -> Mapping[int, Arrangement]:
        """Which column of the source each column of these tables is."""
        return {number: Arrangement(pair) for number, pair in self.paired_tables.items()}

    @cached_property
    def ragged_rows(self) -> Mapping[tuple[int, int], RaggedRow]:
        """The rows with too many or too few cells, by the numbers of their table and of themselves, from 1."""
        return find_ragged_rows(self)

    @cached_property
    def joined_rows(self) -> Mapping[int, Set[int]]:
        """For each table the rows of the source, from 0, that follow another one on its line in the copy."""
        found: dict[int, set[int]] = {}
        for ragged in self.ragged_rows.values():
            if ragged.second is not None:
                found.setdefault(ragged.table, set()).add(ragged.second)
        return found

    def has_edition_of_width(self, width: int) -> bool:
        """Whether an edition has a table of so many columns."""
        return any(one.width == width for one in self.registry.listings if one.edition != self.source.name)

    @cached_property
    def _source_keys(self) -> tuple[frozenset[str], ...]:
        """The keys that each table of the source lists."""
        pairs = zip(self.source.tables, self.source_columns, strict=True)
        return tuple(
            frozenset(cell.text.strip() for row in table.rows if (cell := columns.cell(row, columns.key)))
            for table, columns in pairs
        )

    def _make_facts(self, aligned: AlignedRow) -> RowFacts:
        entry = self._find_entry(aligned)
        columns = self.columns[aligned.table - 1]
        variants = self.select_variants(aligned, entry) if entry else ()
        return RowFacts(aligned, columns, entry, self.alignment.edition, variants, self._find_counterpart(aligned))

    def select_variants(self, aligned: AlignedRow, entry: Entry) -> tuple[Variant, ...]:
        """What the source and the editions say of an entry that a row may have. Where the source lists it in the
        counterpart of the row's table, what its other tables say of it is left out.
        """
        pair, source = self.table_pairs[aligned.table - 1], self.source.name
        if pair is None or len(self.source.tables) < 2 or entry.key not in self._source_keys[pair]:
            return entry.variants
        return tuple(variant for variant in entry.variants if variant.edition != source or variant.table == pair + 1)

    def _find_counterpart(self, aligned: AlignedRow) -> Counterpart | None:
        """The row of the source that the alignment is sure of."""
        if (
            aligned.source_table is None
            or aligned.source_row is None
            or aligned.source_confidence < MIN_SURE_CONFIDENCE
        ):
            return None
        table = aligned.source_table - 1
        return Counterpart(self.source.tables[table].rows[aligned.source_row - 1], self.source_columns[table])

    def _find_entry(self, aligned: AlignedRow) -> Entry | None:
        if aligned.table in self.keyless_tables:
            return None
        key = aligned.key if aligned.confidence >= MIN_SURE_CONFIDENCE else _get_written_key(aligned)
        return None if self._names_several_keys(aligned.written, key or "") else self.registry.entries.get(key or "")

    def _names_several_keys(self, written: str, key: str) -> bool:
        """Whether a key cell names several keys, and does not spell ``key``: a row joined of two has neither's key."""
        words, entries = written.split(), self.registry.entries
        named = sum(word in entries for word in set(words)) > 1
        halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, min(len(words), _MAX_KEY_CELL_WORDS)))
        joined = any(one in entries and other in entries and one != other for one, other in halves)
        return (named or joined) and fold_letters(written) != fold_letters(key)

    @cached_property
    def columns(self) -> tuple[Columns, ...]:
        """What each column of the copy's tables is, a damaged territory column by what the keys of its rows have."""
        rows: list[list[tuple[Row, frozenset[str]]]] = [[] for _ in self.copy.tables]
        for row in self.alignment.rows:
            if entry := self._find_entry(row):
                rows[row.table - 1].append((row.copy_row, list_known_codes(entry)))
        pairs = zip(self.alignment.columns, rows, strict=True)
        return tuple(assign_known_territory(columns, known, self.naming, self.locale) for columns, known in pairs)


def _get_written_key(aligned: AlignedRow) -> str:
    """The written key where most cells agree with it: the alignment leaves open which of two equal rows has it."""
    best = aligned.candidates[0] if aligned.candidates else None
    if best is None or best.key != aligned.written:
        return ""
    levels = list(best.evidence.values())
    return best.key if levels.count(Level.SAME) > 2 * levels.count(Level.OTHER) + 1 else ""


def list_known_codes(entry: Entry) -> frozenset[str]:
    """The codes of the territories under which the source table or an edition lists the key."""
    return frozenset(code for variant in entry.variants for code in variant.territories)


def _list_own_addresses(entry: Entry) -> frozenset[str]:
    """The addresses of an entry's images and its own links."""
    parts = ((identify_image(variant.image), parse_address(variant.link).url) for variant in entry.variants)
    return frozenset(
        f"{kind} {part}" for pair in parts for kind, part in zip(("image", "link"), pair, strict=True) if part
    )


def _fold_names(entry: Entry) -> frozenset[str]:
    return frozenset(name for variant in entry.variants if (name := fold_letters(variant.name)))


def _list_editions(entry: Entry) -> frozenset[str]:
    return frozenset(variant.edition for variant in entry.variants)
