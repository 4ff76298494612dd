"""How much more likely a row of a copy and a row of the source are what they are if the one translates the other.

A weight is the logarithm of a likelihood ratio (Fellegi and Sunter). What two rows share speaks for the pair by its
rarity in the tables; what only one of them has speaks against it as far as its kind survives in this copy. How far that
is, `Survival` says: it is learned from the pair of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from tabl10n.align.comparison import compute_sounding_ratio
from tabl10n.align.parameters import EMPTY_LENGTH, ROWS, RowParameters
from tabl10n.align.tokens import Kind, RowTokens, Token, count_tokens
from tabl10n.text.folding import fold_letters
from tabl10n.text.sound import compare_sounds, compare_spellings, sound

KindColumn = tuple[Kind, int]
"""A kind of token and the source's column that it is in; -1 where the column does not matter."""
Pairs = Iterable[tuple[int, int, float]]
"""Rows of the copy and of the source with the likelihood that they are one."""


class Survival(NamedTuple):
    """What share of each kind of the source's tokens survives in the copy, and of the copy's comes from the source."""

    kept: Mapping[KindColumn, float]
    own: Mapping[KindColumn, float]
    length_ratios: Mapping[int, float]


class PairComparer:
    """Compares rows of one table of a copy with rows of one table of the source."""

    def __init__(
        self,
        copy: Sequence[RowTokens],
        source: Sequence[RowTokens],
        page: Mapping[Kind, float],
        numbers: RowParameters = ROWS,
    ) -> None:
        """The copy's cells are in the source's columns; ``page`` says what share of each kind survives on the page."""
        self.page = page
        self.copy, self.source, self.numbers = copy, source, numbers
        self.copy_counts, self.source_counts = count_tokens(copy), count_tokens(source)
        self._copy_logs, self._source_logs = _measure_length_logs(copy), _measure_length_logs(source)
        self.survival = self._assume()
        self._prepare()

    def _assume(self) -> Survival:
        """What the two vocabularies show, before any row is matched."""
        kept = self._estimate_shares(self.source, self.source_counts, self.copy_counts)
        own = self._estimate_shares(self.copy, self.copy_counts, self.source_counts)
        return Survival(kept, own, self._estimate_length_ratios(()))

    def _estimate_shares(
        self, rows: Sequence[RowTokens], counts: Mapping[Token, int], others: Mapping[Token, int]
    ) -> dict[KindColumn, float]:
        some: dict[KindColumn, float] = {}
        total: dict[KindColumn, float] = {}
        for row in rows:
            for token, at in row.tokens.items():
                column = _find_kind_column(token, at)
                rarity = 1 / counts[token]
                total[column] = total.get(column, 0.0) + rarity
                some[column] = some.get(column, 0.0) + (rarity if token in others else 0.0)
        return {column: self._estimate(column, some[column], total[column]) for column in total}

    def _estimate(self, column: KindColumn, some: float, total: float) -> float:
        numbers = self.numbers
        assumed = self.page.get(column[0], numbers.kept)
        share = (some + numbers.kept_weight * assumed) / (total + numbers.kept_weight)
        return min(max(share, 1 - numbers.highest_kept), numbers.highest_kept)

    def learn(self, pairs: Pairs) -> None:
        """Learn what survives from rows that are likely one."""
        likely = [(i, j, share) for i, j, share in pairs if share > self.numbers.learned]
        kept = self._estimate_survival(((self.source[j], self.copy[i], share) for i, j, share in likely))
        own = self._estimate_survival(((self.copy[i], self.source[j], share) for i, j, share in likely))
        before = self.survival
        self.survival = Survival({**before.kept, **kept}, {**before.own, **own}, self._estimate_length_ratios(likely))
        self._prepare()

    def _estimate_survival(self, rows: Iterable[tuple[RowTokens, RowTokens, float]]) -> dict[KindColumn, float]:
        some: dict[KindColumn, float] = {}
        total: dict[KindColumn, float] = {}
        for row, other, share in rows:
            for token, at in row.tokens.items():
                column = _find_kind_column(token, at)
                total[column] = total.get(column, 0.0) + share
                some[column] = some.get(column, 0.0) + (share if token in other.tokens else 0.0)
        return {column: self._estimate(column, some[column], total[column]) for column in total}

    def _estimate_length_ratios(self, pairs: Pairs) -> dict[int, float]:
        """By how much longer than the source's the copy's cells are, column by column, as a logarithm."""
        found = list(pairs)
        if found:
            sums: dict[int, list[float]] = {}
            for i, j, share in found:
                for at, (own, other) in enumerate(zip(self._copy_logs[i], self._source_logs[j], strict=False)):
                    if own is not None and other is not None and min(own, other) > EMPTY_LENGTH:
                        entry = sums.setdefault(at, [0.0, 0.0])
                        entry[0] += share * (own - other)
                        entry[1] += share
            return {at: total / weight for at, (total, weight) in sums.items()}
        copy, source = _measure_mean_lengths(self._copy_logs), _measure_mean_lengths(self._source_logs)
        return {at: copy[at] - source[at] for at in copy if at in source}

    def _prepare(self) -> None:
        """Work out what each token says where both rows have it, and where one has."""
        sources, copies = max(len(self.source), 1), max(len(self.copy), 1)
        kept, own = self.survival.kept, self.survival.own
        self._lost = self._weigh_losses(self.source, kept, self.copy_counts, copies)
        self._added = self._weigh_losses(self.copy, own, self.source_counts, sources)
        self._gains: dict[tuple[Token, int], float] = {}
        deviation = self.numbers.length_deviation
        ratios = self.survival.length_ratios
        self._columns = [
            (at, mean, ratios[at], deviation, wide, log(wide / deviation))
            for at, (mean, spread) in _measure_length_spread(self._source_logs).items()
            if at in ratios
            for wide in ((spread * spread + deviation * deviation) ** 0.5,)
        ]

    def _find_lowest(self, share: float) -> float:
        """What a kind of which so much survives says against a pair at most."""
        return max(2 * log(1 - share), self.numbers.lowest_kind)

    def _weigh_losses(
        self, rows: Sequence[RowTokens], survival: Mapping[KindColumn, float], others: Mapping[Token, int], count: int
    ) -> _AllAgainst:
        """What the tokens of each row say against a row of the other table that lacks them."""
        losses = _Losses(
            {column: log(1 - share) for column, share in survival.items()},
            {column: self._find_lowest(share) for column, share in survival.items()},
            others,
            count,
        )
        return _AllAgainst(rows, losses)

    def _weigh_shared(self, token: Token, column: int) -> float:
        in_copy, in_source = self.copy_counts[token], self.source_counts[token]
        if in_copy == in_source == 1:
            common = 0.5 / (len(self.source) + self.numbers.other_rows)
        else:
            common = max((in_copy - 0.5) / len(self.copy), (in_source - 0.5) / len(self.source))
        kept = self.survival.kept.get(_find_kind_column(token, column), self.numbers.kept)
        return max(log(kept / common), 0.0)

    def weigh(self, i: int, j: int) -> float:
        """The weight of row ``i`` of the copy being row ``j`` of the source."""
        numbers = self.numbers
        own, other = self.copy[i], self.source[j]
        shared = own.tokens.keys() & other.tokens.keys()
        total = self._weigh_agreement(own, shared) + self._weigh_disagreement(i, j, shared)
        total += self._weigh_lengths(i, j) + self._weigh_sounds(own, other)
        return max(numbers.lowest, min(total, numbers.highest))

    def forget(self) -> None:
        """Give back the memory of what was worked out for rows: it is worked out again where it is asked for."""
        self._lost.found.clear()
        self._added.found.clear()

    def weigh_agreement(self, i: int, j: int) -> float:
        """What speaks for the pair in what both rows have."""
        own, other = self.copy[i], self.source[j]
        return self._weigh_agreement(own, own.tokens.keys() & other.tokens.keys())

    def _weigh_agreement(self, own: RowTokens, shared: Iterable[Token]) -> float:
        """What the shared tokens say: of a column the cell as a whole, or its parts, whichever says more."""
        whole: dict[int, float] = {}
        parts: dict[int, float] = {}
        for token in shared:
            column = own.tokens[token]
            into = whole if token[0] is Kind.CELL else parts
            gain = self._gains.get((token, column))
            if gain is None:
                gain = self._gains[token, column] = self._weigh_shared(token, column)
            into[column] = into.get(column, 0.0) + gain
        most = self.numbers.highest_column
        columns = whole.keys() | parts.keys()
        gains = (min(max(whole.get(column, 0.0), parts.get(column, 0.0)), most) for column in columns)
        return self.numbers.dependence * sum(gains)

    def _weigh_disagreement(self, i: int, j: int, shared: Iterable[Token]) -> float:
        """What speaks against the pair: of each cell what says most, as it was damaged at once."""
        lost, added = self._lost[j].weigh_without(shared), self._added[i].weigh_without(shared)
        total = sum(lost.values())
        for cell, weight in added.items():
            other = lost.get(cell, 0.0)
            if weight < other:
                total += weight - other
        return total

    def _weigh_lengths(self, i: int, j: int) -> float:
        """How much better the source's cells than any foretell how long the copy's are."""
        lowest, highest, total = self.numbers.lowest_length, self.numbers.highest_length, 0.0
        own, other = self._copy_logs[i], self._source_logs[j]
        for at, mean, ratio, deviation, wide, offset in self._columns:
            if at >= len(own) or at >= len(other) or (length := own[at]) is None or (expected := other[at]) is None:
                continue
            length -= ratio
            here, anywhere = (length - expected) / deviation, (length - mean) / wide
            weight = offset + (anywhere * anywhere - here * here) / 2
            total += lowest if weight < lowest else min(weight, highest)
        return total

    def _weigh_sounds(self, own: RowTokens, other: RowTokens) -> float:
        """How much short cells sound alike that are nowhere in the other table."""
        total, sounding = 0.0, self.numbers.sounding
        for written, expected in zip(own.short, other.short, strict=False):
            if not written or not expected or self._is_elsewhere(written, expected):
                continue
            written_sound, expected_sound = sound(written), sound(expected)
            if not written_sound.letters or not expected_sound.letters:
                continue
            compare = compare_spellings if written.isascii() else compare_sounds
            alike = compare(written_sound, expected_sound)
            if alike >= self.numbers.min_alike:
                total += max(log(sounding * compute_sounding_ratio(alike) + 1 - sounding), 0.0)
        return total

    def _is_elsewhere(self, written: str, expected: str) -> bool:
        """Whether some row of the other table says what one of two cells says."""
        return (Kind.CELL, fold_letters(written)) in self.source_counts or (
            Kind.CELL,
            fold_letters(expected),
        ) in self.copy_counts

    def find_sharing(self, most: int) -> dict[int, list[int]]:
        """For each row of the copy the rows of the source with which it shares a token that few rows have."""
        where: dict[Token, list[int]] = {}
        for j, row in enumerate(self.source):
            for token in row.tokens:
                if self.source_counts[token] <= most and 0 < self.copy_counts.get(token, 0) <= most:
                    where.setdefault(token, []).append(j)
        found: dict[int, list[int]] = {}
        for i, row in enumerate(self.copy):
            rows = dict.fromkeys(j for token in row.tokens for j in where.get(token, ()))
            if rows:
                found[i] = list(rows)
        return found

    def find_unique(self) -> dict[int, int]:
        """The rows that share a token which one row of each table has; rows of which several claim one are left out."""
        where = {
            token: j for j, row in enumerate(self.source) for token in row.tokens if self.source_counts[token] == 1
        }
        found: dict[int, int] = {}
        for i, row in enumerate(self.copy):
            rows = {where[token] for token in row.tokens if token in where and self.copy_counts[token] == 1}
            if len(rows) == 1:
                found[i] = rows.pop()
        return found


def _find_kind_column(token: Token, column: int) -> KindColumn:
    """The kind by which a token survives: whole cells do column by column."""
    return token[0], column if token[0] is Kind.CELL else -1


class _Losses(NamedTuple):
    """What each kind says where a token is lost: each time, and at least; how many of the other table's rows have each
    token, and how many rows that table has.
    """

    each: Mapping[KindColumn, float]
    lowest: Mapping[KindColumn, float]
    others: Mapping[Token, int]
    rows: int

    def weigh(self, token: Token, column: KindColumn) -> float:
        """What a token says against a row that lacks it; little, where many rows have it by chance."""
        weight, common = self.each[column], self.others.get(token, 0)
        return min(weight - log(1 - min(common / (self.rows + 1), ROWS.highest_common)), 0.0) if common else weight


class _Against:
    """What the tokens of a row say against rows that lack them, by cell and by kind."""

    __slots__ = ("by_cell", "cells", "losses", "tokens")

    def __init__(self, tokens: Mapping[Token, int], losses: _Losses) -> None:
        self.tokens, self.losses = tokens, losses
        self.by_cell: dict[int, dict[KindColumn, float]] = {}
        for token, cell in tokens.items():
            column = _find_kind_column(token, cell)
            columns = self.by_cell.setdefault(cell, {})
            columns[column] = columns.get(column, 0.0) + losses.weigh(token, column)
        self.cells = {cell: self._weigh(columns) for cell, columns in self.by_cell.items()}

    def _weigh(self, columns: Mapping[KindColumn, float]) -> float:
        """What a cell says: as much as the one of its kinds that says most."""
        lowest = self.losses.lowest
        return min(max(weight, lowest[column]) for column, weight in columns.items())

    def weigh_without(self, shared: Iterable[Token]) -> dict[int, float]:
        """What each cell says against a row that has the ``shared`` tokens."""
        kept: dict[int, dict[KindColumn, float]] = {}
        for token in shared:
            cell = self.tokens[token]
            column = _find_kind_column(token, cell)
            if cell not in kept:
                kept[cell] = dict(self.by_cell[cell])
            kept[cell][column] -= self.losses.weigh(token, column)
        if not kept:
            return self.cells
        return self.cells | {cell: min(self._weigh(columns), 0.0) for cell, columns in kept.items()}


class _AllAgainst:
    """What the tokens of each row of a table say against rows that lack them, worked out when it is asked for."""

    def __init__(self, rows: Sequence[RowTokens], losses: _Losses) -> None:
        self.rows, self.losses = rows, losses
        self.found: dict[int, _Against] = {}

    def __getitem__(self, row: int) -> _Against:
        found = self.found.get(row)
        if found is None:
            found = self.found[row] = _Against(self.rows[row].tokens, self.losses)
        return found


Logs = Sequence[Sequence[float | None]]
"""For each row the logarithms of its cells' lengths, None where a cell is not there."""


def _measure_length_logs(rows: Sequence[RowTokens]) -> Logs:
    return [[None if length < 0 else log(length + ROWS.smoothed_length) for length in row.lengths] for row in rows]


def _measure_mean_lengths(rows: Logs) -> dict[int, float]:
    return {at: mean for at, (mean, _) in _measure_length_spread(rows).items()}


def _measure_length_spread(rows: Logs) -> dict[int, tuple[float, float]]:
    """For each column the mean and the deviation of the logarithms of its lengths."""
    columns: dict[int, list[float]] = {}
    for row in rows:
        for at, length in enumerate(row):
            if length is not None:
                columns.setdefault(at, []).append(length)
    found = {}
    for at, lengths in columns.items():
        mean = sum(lengths) / len(lengths)
        found[at] = (mean, (sum((length - mean) ** 2 for length in lengths) / len(lengths)) ** 0.5)
    return found


def measure_page_survival(
    copy: Iterable[Mapping[Token, int]], source: Iterable[Mapping[Token, int]]
) -> dict[Kind, float]:
    """What share of each kind of token survives on a page, by the vocabularies of all tables."""
    kept = {token for tokens in copy for token in tokens}
    some: dict[Kind, float] = {}
    total: dict[Kind, float] = {}
    for token in {token for tokens in source for token in tokens}:
        total[token[0]] = total.get(token[0], 0.0) + 1
        some[token[0]] = some.get(token[0], 0.0) + (token in kept)
    return {kind: (some[kind] + 0.5) / (total[kind] + 1.0) for kind in total}
