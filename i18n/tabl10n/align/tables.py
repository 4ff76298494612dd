"""Which table of the source each table of a copy is, and which row of it each row: documents top-down.

Tables are aligned as a sequence, like rows: by what they share (cells, headers, the heading above, their size) and by
their order. Where that leaves a pair in doubt, the rows of both tables are asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from tabl10n.align.aligner import TableAligner
from tabl10n.align.assignment import Prior, compute_likelihoods
from tabl10n.align.parameters import ROWS, RowParameters
from tabl10n.align.row_comparison import measure_page_survival
from tabl10n.align.rows import RowAlignment, assign_freely
from tabl10n.align.sequence import Window, align_sequences
from tabl10n.align.tokens import Kind, TableTokens, Token, count_tokens
from tabl10n.align.windows import find_windows


class TablePair(NamedTuple):
    """A table of the copy with its counterpart, both from 0: how likely it is that one, what aligns the rows of both,
    and how these are aligned.
    """

    table: int
    source: int
    confidence: float
    aligner: TableAligner
    rows: RowAlignment


def pair_documents(
    copy: Sequence[TableTokens], source: Sequence[TableTokens], numbers: RowParameters = ROWS
) -> list[TablePair | None]:
    """For each table of the copy its counterpart, None where no table of the source is likely it."""
    if not copy or not source:
        return [None] * len(copy)
    page = measure_page_survival((table.tokens for table in copy), (table.tokens for table in source))
    return _TablePairing(copy, source, page, numbers).find_pairs()


class _TablePairing:
    """The tables of two documents while they are being paired."""

    def __init__(
        self,
        copy: Sequence[TableTokens],
        source: Sequence[TableTokens],
        page: Mapping[Kind, float],
        numbers: RowParameters,
    ) -> None:
        self.copy, self.source, self.page, self.numbers = copy, source, page, numbers
        self.copy_counts, self.source_counts = count_tokens(copy), count_tokens(source)
        self.weights: dict[tuple[int, int], float] = {}
        self.aligners: dict[tuple[int, int], TableAligner] = {}
        self.rows: dict[tuple[int, int], RowAlignment] = {}
        self.asked: set[tuple[int, int]] = set()

    def find_pairs(self) -> list[TablePair | None]:
        """The counterparts, after the rows of doubtful pairs were asked."""
        shares = self._assign()
        for _ in range(self.numbers.table_rounds):
            doubtful = self._list_doubtful(shares)
            if not doubtful:
                break
            self.asked.update(doubtful)
            self.weights.clear()
            shares = self._assign()
        found: list[TablePair | None] = []
        for table, row in enumerate(shares):
            best = max(row, key=row.__getitem__, default=None)
            if best is None or row[best] < self.numbers.paired:
                found.append(None)
            else:
                rows = self.align(table, best)
                found.append(TablePair(table, best, row[best], self.aligners[table, best], rows))
        return found

    def align(self, table: int, other: int) -> RowAlignment:
        """The rows of two tables, aligned once."""
        found = self.rows.get((table, other))
        if found is None:
            copy, source = self.copy[table].rows, self.source[other].rows
            aligner = self.aligners[table, other] = TableAligner(copy, source, self.page, self.numbers)
            found = self.rows[table, other] = aligner.align()
        return found

    def _list_doubtful(self, shares: Sequence[Mapping[int, float]]) -> list[tuple[int, int]]:
        """Pairs that are neither sure nor out of the question, and whose rows were not asked yet."""
        sure = self.numbers.sure_table
        found = []
        for table, row in enumerate(shares):
            ranked = sorted(row, key=lambda other: -row[other])[: self.numbers.max_asked]
            if ranked and row[ranked[0]] >= sure:
                continue
            found += [(table, other) for other in ranked if row[other] > 1 - sure and (table, other) not in self.asked]
        return found

    def _assign(self) -> list[dict[int, float]]:
        numbers, count = self.numbers, len(self.source)
        windows = find_windows(self._find_unique(), len(self.copy), count, numbers)
        gap = min(max(numbers.gap, abs(len(self.copy) - count) / (2 * max(len(self.copy), count))), numbers.highest_gap)
        path = align_sequences(windows, count, self._weigh, gap, numbers.gap_extended, numbers.replaced)
        near = self._find_sharing()
        pairs = [
            {j: self._weigh(i, j) for j in dict.fromkeys((*self._list_near(window), *near.get(i, ())))}
            for i, window in enumerate(windows)
        ]
        new = numbers.gap * len(pairs) + max(len(pairs) - count, 0) + numbers.new_anyway
        present = min(max(min(len(pairs), count) / count, numbers.lowest_present), numbers.highest_present)
        _, likelihood = assign_freely(pairs, count, Prior([present] * count, new), numbers)
        lead = max(-numbers.highest_order, min(path.likelihood - likelihood, numbers.highest_order))
        kept = (1 - numbers.displaced) / (1 + exp(-lead))
        total = [
            {j: weight + log(kept * path.foretold[i].get(j, 0.0) * count + 1 - kept) for j, weight in own.items()}
            for i, own in enumerate(pairs)
        ]
        return compute_likelihoods(total, Prior([present] * count, new))

    def _list_near(self, window: Window) -> range:
        return range(*window) if window[1] - window[0] <= self.numbers.max_near_tables else range(0)

    def _weigh(self, table: int, other: int) -> float:
        found = self.weights.get((table, other))
        if found is None:
            found = self._compare(self.copy[table], self.source[other])
            if (table, other) in self.asked:
                found += self._weigh_rows(table, other)
            self.weights[table, other] = found
        return found

    def _weigh_rows(self, table: int, other: int) -> float:
        """What the rows of a pair say, beside those of the table's other pairs."""
        best = max(self.align(*pair).likelihood for pair in self.asked if pair[0] == table)
        behind = best - self.align(table, other).likelihood
        most = self.numbers.highest_table_rows
        return max(-most, min(best, most)) - min(behind, most)

    def _compare(self, own: TableTokens, other: TableTokens) -> float:
        """What two tables share, by its rarity among the tables; what only one of them has speaks a little against."""
        numbers = self.numbers
        fewer, more = (own.tokens, other.tokens) if len(own.tokens) < len(other.tokens) else (other.tokens, own.tokens)
        sums: dict[Kind, float] = {}
        for token in fewer:
            if token in more:
                kept = self.page.get(token[0], numbers.kept)
                sums[token[0]] = sums.get(token[0], 0.0) + max(log(kept / self._measure_common(token)), 0.0)
        total = sum(min(value, numbers.highest_table_kind) for value in sums.values())
        for kind in (Kind.SIZE, Kind.WIDTH):
            if kind not in sums:
                total += log(max(1 - self.page.get(kind, numbers.kept), numbers.lowest_other_size))
        shorter, longer = sorted((len(own.rows), len(other.rows)))
        total += numbers.table_lengths * log((shorter + 1) / (longer + 1))
        return max(-numbers.highest_table, min(total, numbers.highest_table))

    def _measure_common(self, token: Token) -> float:
        in_copy = (self.copy_counts.get(token, 0) - 0.5) / len(self.copy)
        in_source = (self.source_counts.get(token, 0) - 0.5) / len(self.source)
        return max(in_copy, in_source, 1 / (2 * len(self.source)))

    def _find_unique(self) -> dict[int, int]:
        """The tables that share tokens which one table of each document has, by the most of them."""
        where = {t: j for j, table in enumerate(self.source) for t in table.tokens if self.source_counts[t] == 1}
        found: dict[int, int] = {}
        for i, table in enumerate(self.copy):
            votes: dict[int, int] = {}
            for token in table.tokens:
                if token in where and self.copy_counts[token] == 1 and token[0] not in (Kind.SIZE, Kind.WIDTH):
                    votes[where[token]] = votes.get(where[token], 0) + 1
            if votes:
                found[i] = max(votes, key=votes.__getitem__)
        return found

    def _find_sharing(self) -> dict[int, list[int]]:
        """For each table those that share a token which few tables have."""
        where: dict[Token, list[int]] = {}
        for j, table in enumerate(self.source):
            for token in table.tokens:
                if (
                    self.source_counts[token] <= self.numbers.rare
                    and 0 < self.copy_counts.get(token, 0) <= self.numbers.rare
                ):
                    where.setdefault(token, []).append(j)
        return {
            i: list(dict.fromkeys(j for token in table.tokens for j in where.get(token, ())))
            for i, table in enumerate(self.copy)
        }
