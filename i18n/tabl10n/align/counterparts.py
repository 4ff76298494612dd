"""Which tables and rows of the source those of an aligned copy are translations of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tabl10n.align.model import AlignedRow, Alignment
from tabl10n.align.tables import find_row, pair_tables, rows_by_key
from tabl10n.columns import Columns, infer_columns
from tabl10n.document import Document, Row


@dataclass(frozen=True)
class Counterparts:
    """The tables and rows of ``source`` that those of an aligned copy translate, as far as keys and tables tell."""

    alignment: Alignment
    source: Document

    @cached_property
    def columns(self) -> tuple[Columns, ...]:
        """What each column of the source's tables is."""
        return tuple(infer_columns(table) for table in self.source.tables)

    @cached_property
    def tables(self) -> tuple[int | None, ...]:
        """For each table of the copy the index of the source's table that it is a translation of, None without one."""
        copy = self.alignment.document.tables
        keys: list[set[str]] = [set() for _ in copy]
        for row in self.alignment.rows:
            if row.key is not None:
                keys[row.table - 1].add(row.key)
        return pair_tables(copy, keys, self.source.tables, [rows.keys() for rows in self.rows])

    @cached_property
    def rows(self) -> tuple[Mapping[str, Sequence[tuple[float, Row]]], ...]:
        """For each table of the source its rows by key, with their positions in it from 0 to 1."""
        pairs = zip(self.source.tables, self.columns, strict=True)
        return tuple({} if columns.key is None else rows_by_key(table, columns.key) for table, columns in pairs)

    def find_row(self, aligned: AlignedRow, key: str) -> Row | None:
        """The source's row of ``key`` in the counterpart of the row's table, None where that does not list it."""
        pair = self.tables[aligned.table - 1]
        if pair is None:
            return None
        length = len(self.alignment.document.tables[aligned.table - 1].rows)
        return find_row(aligned.source, (aligned.row - 1) / length, self.rows[pair].get(key, ()))

    def find_number(self, aligned: AlignedRow) -> int | None:
        """The number in its table, from 1, of the source's row that a row with a key translates; None if unknown."""
        row = self.find_row(aligned, aligned.key) if aligned.key else None
        return None if row is None else self._numbers[id(row)]

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """By the identity of each row of the source its number in its table: two rows may share a span."""
        return {id(row): number for table in self.source.tables for number, row in enumerate(table.rows, 1)}
