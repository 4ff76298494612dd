"""Which row of a table of the source each row of a table of the copy is: by what the rows share, and by their order.

The order of rows is the prior, what they share the evidence. A pair hidden Markov model says where a row's neighbours
put it; where the rows show that order is gone, that says nothing, and one-to-one assignment decides alone. A row may
always be out of order, for a price.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, inf, log
from typing import NamedTuple

from tabl10n.align.assignment import Prior, compute_likelihoods
from tabl10n.align.column_pairs import match_columns, reorder_cells
from tabl10n.align.parameters import ROWS, RowParameters
from tabl10n.align.row_comparison import PairComparer
from tabl10n.align.sequence import Path, align_sequences, find_longest_rising
from tabl10n.align.tokens import Kind, RowTokens
from tabl10n.align.windows import find_windows


class RowAlignment(NamedTuple):
    """For each row of the copy how likely it is to be each row of the source, and where its neighbours put it.

    ``likelihood`` is the logarithm of how much better the pair of tables explains the copy's rows than chance.
    ``in_order`` is how likely the copy keeps the source's order, ``displaced`` the share of rows that are out of it
    then. ``recognised`` is the row of the source that each row tells by itself, if any. Rows count from 0.
    """

    shares: Sequence[Mapping[int, float]]
    foretold: Sequence[Mapping[int, float]]
    likelihood: float
    in_order: float
    displaced: float
    recognised: Sequence[int | None]
    source_count: int = 0
    numbers: RowParameters = ROWS

    def find_best(self, row: int) -> tuple[int, float] | None:
        """The likeliest row of the source with its share."""
        shares = self.shares[row]
        best = max(shares, key=shares.__getitem__, default=None)
        return None if best is None else (best, shares[best])

    def find_sure(self) -> Iterator[tuple[int, int]]:
        """The rows that are recognised beyond doubt, each with its row of the source."""
        for row, source in enumerate(self.recognised):
            if source is not None and self.shares[row].get(source, 0.0) >= self.numbers.settled:
                yield row, source

    def is_recognised(self, row: int, source: int) -> bool:
        """Whether the row by itself tells that row of the source from all others that it may be."""
        return self.recognised[row] == source

    def weigh_order(self, row: int, source: int) -> float:
        """What its neighbours say of the row being that row of the source, as the logarithm of a likelihood ratio."""
        kept = self.in_order * (1 - self.displaced)
        return log(kept * self.foretold[row].get(source, 0.0) * max(self.source_count, 1) + 1 - kept)


Shares = Mapping[int, float]
"""A number for some rows of the source."""
PairWeights = Mapping[tuple[int, int], float]
"""What else is known of pairs of rows: the weight of each."""

_NO_ROWS: Mapping[int, int] = {}


class Settled(NamedTuple):
    """How many rows were matched exactly and taken out: in one order in both tables, and out of it."""

    in_order: int = 0
    displaced: int = 0


_NOTHING_SETTLED = Settled()


class RowAligner:
    """Aligns rows of two tables by the model."""

    def __init__(
        self,
        copy: Sequence[RowTokens],
        source: Sequence[RowTokens],
        page: Mapping[Kind, float],
        numbers: RowParameters = ROWS,
        settled: Settled = _NOTHING_SETTLED,
        exact: Mapping[int, int] = _NO_ROWS,
    ) -> None:
        """``page`` says what share of each kind of token survives on the page, ``settled`` what was taken out.

        ``exact`` says which of these rows match exactly: they are compared with no others.
        """
        self.numbers, self.rows, self.count, self.settled = numbers, len(copy), len(source), settled
        # Rows are doubled only where there are more of them: equal rows of tables of one length are different.
        self.runs = (_find_runs(copy), _find_runs(source)) if len(copy) != len(source) else None
        if self.runs is not None:
            copy, source = (
                [rows[run[0]] for run in runs] for rows, runs in zip((copy, source), self.runs, strict=True)
            )
            exact = dict(self._fold(dict.fromkeys(exact.items(), 0.0)).keys())
        copy = reorder_cells(copy, match_columns(copy, source))
        self.copy, self.source = copy, source
        self.comparer = PairComparer(copy, source, page, numbers)
        self.exact, self.matched = exact, frozenset(exact.values())
        self.windows = find_windows(self.comparer.find_unique(), len(copy), len(source), numbers, exact)
        self.near = self.comparer.find_sharing(numbers.rare)
        # Where most rows match exactly, and nearly all of these in one order, nothing else need show that it is kept;
        # nor that it is gone where they are in none.
        run = len(find_longest_rising(sorted(exact.items()))) + settled.in_order
        matched = len(exact) + settled.in_order + settled.displaced
        self.loses_order = matched >= numbers.min_anchors and run < numbers.min_rising * matched
        self.keeps_order = 2 * matched >= min(self.rows, self.count) and run >= numbers.in_order * max(matched, 1)
        whole = max(len(copy), len(source), 1) + settled.in_order + settled.displaced
        self.gap = min(max(numbers.gap, abs(len(copy) - len(source)) / (2 * whole)), numbers.highest_gap)
        self.weights = _Weights(self.comparer, exact)
        self.new = 0.0  # how many rows of the copy are likely none of the source
        self.learned = False

    def align(self, known: PairWeights | None = None) -> RowAlignment:
        """The alignment by what the rows share, and by what else is ``known`` of pairs of them."""
        if not self.copy or not self.source:
            empty: list[dict[int, float]] = [{} for _ in range(self.rows)]
            none = [None] * self.rows
            kept = self.settled.in_order >= self.settled.displaced
            displaced = self._measure_displaced(Path(empty, empty, 0.0), ())
            return RowAlignment(empty, empty, 0.0, float(kept), displaced, none, self.count, self.numbers)
        self.weights.add(self._fold(known or {}))
        if not self.learned:
            self._learn()
        found = self._decide(self._find_path())
        self.comparer.forget()
        return found if self.runs is None else _expand(found, *self.runs, self.rows, self.count)

    def _fold(self, known: PairWeights) -> PairWeights:
        """What is known of rows as known of runs of equal ones."""
        if self.runs is None:
            return known
        copy_runs, source_runs = ({row: number for number, run in enumerate(runs) for row in run} for runs in self.runs)
        folded: dict[tuple[int, int], float] = {}
        for (i, j), weight in known.items():
            pair = copy_runs[i], source_runs[j]
            folded[pair] = max(folded.get(pair, weight), weight)
        return folded

    def _learn(self) -> None:
        """Learn from a first alignment what survives in this pair of tables."""
        likely = self._learn_without_order() if self.loses_order else self._learn_with_order()
        self.comparer.learn((i, j, share) for i, row in enumerate(likely) for j, share in row.items())
        self.weights.forget()
        self.learned = True

    def _learn_with_order(self) -> Sequence[Mapping[int, float]]:
        path = self._find_path()
        self._learn_gaps(path.matched)
        if self.keeps_order:
            return path.matched
        shares, free = self._assign_freely(self._weigh_pairs())
        return path.matched if self._measure_lead_of_order(path, free) >= 0 else shares

    def _learn_without_order(self) -> Sequence[Mapping[int, float]]:
        """The likely pairs of some rows: without a path any may be left out, and some show as much as all."""
        every = max((len(self.copy) - len(self.exact)) // self.numbers.max_learned, 1)
        rows = [i for i in range(len(self.copy)) if i not in self.exact][::every]
        shares, _ = self._assign_freely(self._weigh_pairs({*rows, *self.exact}))
        self.new = every * sum(max(1 - sum(shares[i].values()), 0.0) for i in rows)
        return shares

    def _learn_gaps(self, matched: Sequence[Mapping[int, float]]) -> None:
        """How often rows are added and lost: together with what was assumed."""
        left = [1.0] * len(self.source)
        for row in matched:
            for j, share in row.items():
                left[j] -= share
        added = [1 - sum(row.values()) for row in matched]
        begun = max(_count_beginnings(added), _count_beginnings(left))
        self.new = sum(max(share, 0.0) for share in added)
        numbers, rows = self.numbers, max(len(self.copy), len(self.source)) + self.settled.in_order
        self.gap = (begun + numbers.gap_weight * self.gap) / (rows + numbers.gap_weight)
        self.gap = min(max(self.gap, numbers.gap), numbers.highest_gap)

    def _find_path(self) -> Path:
        if self.loses_order:
            return Path([{} for _ in self.copy], [{} for _ in self.copy], -inf)
        return align_sequences(
            self.windows, len(self.source), self.weights, self.gap, self.numbers.gap_extended, self.numbers.replaced
        )

    def _assign_freely(self, pairs: Sequence[Mapping[int, float]]) -> tuple[list[dict[int, float]], float]:
        """The rows as they are without any order, and how well that explains them."""
        count = len(self.source)
        numbers = self.numbers
        present = min(max(len(pairs) / count, numbers.lowest_present), numbers.highest_present_unordered)
        prior = Prior([present] * count, numbers.gap * len(pairs) + numbers.new_anyway_unordered)
        return assign_freely(pairs, count, prior, numbers)

    def _weigh_pairs(self, rows: Container[int] | None = None) -> list[dict[int, float]]:
        """The weights of each row's pairs that are looked at out of order; of some rows, if these are given."""
        found: list[dict[int, float]] = []
        for i, (low, high) in enumerate(self.windows):
            if rows is not None and i not in rows:
                found.append({})
                continue
            if i in self.exact:
                found.append({self.exact[i]: self.numbers.highest})
                continue
            near = range(low, high) if high - low <= self.numbers.max_near else ()
            others = dict.fromkeys((*near, *self.near.get(i, ()), *self.weights.known.get(i, ())))
            found.append({j: self.weights(i, j) for j in others if j not in self.matched})
        return found

    def _recognise(self, i: int, own: Mapping[int, float]) -> int | None:
        """The row of the source that a row of the copy tells by itself: enough speaks for it, hardly more against it,
        and less for all others. A key that was damaged does not take away what the other cells say.
        """
        if i in self.exact:
            return self.exact[i]
        best = max(own, key=own.__getitem__, default=None)
        numbers = self.numbers
        if best is None or own[best] < numbers.least_recognised or list(own.values()).count(own[best]) > 1:
            return None
        agreement = self.comparer.weigh_agreement(i, best)
        if any(
            self.comparer.weigh_agreement(i, other) > agreement + numbers.contested for other in own if other != best
        ):
            return None  # what the row says of its own belongs to another one: a link that came into the wrong row
        return best if max(own[best], agreement) >= numbers.recognised else None

    def _measure_displaced(self, path: Path, sure: Collection[tuple[int, int]]) -> float:
        """The share of rows that are out of order, of those that by themselves are ``sure`` to be some row."""
        numbers, settled = self.numbers, self.settled
        strayed = sum(1 for i, j in sure if path.foretold[i].get(j, 0.0) < 1 - numbers.sure)
        sure_rows = len(sure) + settled.in_order + settled.displaced + numbers.displaced_weight
        return (strayed + settled.displaced + numbers.displaced_weight * numbers.displaced) / sure_rows

    def _measure_lead_of_order(self, path: Path, free: float) -> float:
        """By how much order explains the rows better than none; rows that were taken out speak for it, or against."""
        chosen = log(len(self.source) + self.settled.in_order + self.settled.displaced)
        kept = self.settled.in_order * (log(1 - 2 * self.gap) + chosen)
        lost = self.settled.displaced * (2 * log(self.gap) - self.numbers.highest + chosen)
        most = self.numbers.highest_order
        return max(-most, min(path.likelihood - free + kept + lost, most))

    def _decide(self, path: Path) -> RowAlignment:
        """One-to-one, by what the rows say and where their neighbours put them."""
        numbers, rows, count = self.numbers, len(self.copy), len(self.source)
        evidence = self._weigh_pairs()
        sure: Collection[tuple[int, int]]
        if self.keeps_order:
            lead, free, sure = numbers.highest_order, path.likelihood, self.exact.items()
        else:
            shares, free = self._assign_freely(evidence)
            lead = self._measure_lead_of_order(path, free)
            sure = [(i, j) for i, row in enumerate(shares) for j, share in row.items() if share >= numbers.sure]
        for i, own in enumerate(evidence):
            own.update((j, self.weights(i, j)) for j in path.foretold[i] if j not in own)
        likelihood = max(path.likelihood, free)
        in_order, displaced = 1 / (1 + exp(-lead)), self._measure_displaced(path, sure)
        recognised = [self._recognise(i, own) for i, own in enumerate(evidence)]
        found = RowAlignment([], path.foretold, likelihood, in_order, displaced, recognised, count, numbers)
        total = [{j: weight + found.weigh_order(i, j) for j, weight in own.items()} for i, own in enumerate(evidence)]
        present = min(max(min(rows, count) / count, numbers.lowest_present), numbers.highest_present)
        new = max(numbers.gap * rows, rows - count, self.new) + numbers.new_anyway
        shares = compute_likelihoods(total, Prior([present] * count, new))
        return found._replace(shares=self._doubt_shifted(shares, recognised) if in_order > 0.5 else shares)

    def _doubt_shifted(
        self, shares: Sequence[dict[int, float]], recognised: Sequence[int | None]
    ) -> Sequence[Mapping[int, float]]:
        """The shares with those lowered that order alone gives to another row than the one in the same position, where
        as many rows are between two anchors in both tables: nothing shows that any was lost or added there.
        """
        limit, rows = self.numbers.highest_shifted, range(len(shares))
        if all(row in self.exact or max(shares[row].values(), default=0.0) <= limit for row in rows):
            return shares
        telling = {i: j for i, j in enumerate(recognised) if j is not None and self._shares_tokens(i, j)}
        anchors = [(-1, -1), *find_longest_rising([*telling.items()]), (len(self.copy), len(self.source))]
        doubted = list(shares)
        for (i, j), (k, m) in pairwise(anchors):
            if k - i == m - j:
                for row in set(range(i + 1, k)) - telling.keys():
                    position = row + j - i
                    doubted[row] = {
                        at: share if at == position else min(share, limit) for at, share in shares[row].items()
                    }
        return doubted

    def _shares_tokens(self, i: int, j: int) -> bool:
        """Whether what two rows share tells them, and not how long their cells are."""
        return i in self.exact or self.comparer.weigh_agreement(i, j) >= self.numbers.recognised


def _count_beginnings(unmatched: Sequence[float]) -> float:
    """How many runs of unmatched rows begin."""
    before = (0.0, *unmatched)
    return sum(max(share, 0.0) * (1 - max(last, 0.0)) for last, share in zip(before, unmatched, strict=False))


class _Weights:
    """The weights of pairs, each worked out once: by what the rows share, or by what else is known of the pair."""

    def __init__(self, comparer: PairComparer, exact: Mapping[int, int]) -> None:
        self.comparer, self.exact = comparer, exact
        self.matched = frozenset(exact.values())
        self.found: dict[tuple[int, int], float] = {}
        self.known: dict[int, dict[int, float]] = {}

    def __call__(self, i: int, j: int) -> float:
        if i in self.exact or j in self.matched:
            return self.comparer.numbers.highest if self.exact.get(i) == j else self.comparer.numbers.lowest
        shared = self.found.get((i, j))
        if shared is None:
            shared = self.found[i, j] = self.comparer.weigh(i, j)
        known = self.known[i].get(j) if i in self.known else None
        if known is None:
            return shared
        numbers = self.comparer.numbers
        return max(shared, min(known, numbers.highest)) if known > 0 else max(min(shared, known), numbers.lowest)

    def add(self, known: PairWeights) -> None:
        """Take what else is known of pairs into account, in place of what was known before."""
        self.known.clear()
        for (i, j), weight in known.items():
            self.known.setdefault(i, {})[j] = weight

    def forget(self) -> None:
        """Drop the weights; they are computed again when asked for."""
        self.found.clear()


def _find_runs(rows: Sequence[RowTokens]) -> list[list[int]]:
    """The rows in runs of equal ones: a doubled row would claim half of its row's share."""
    runs: list[list[int]] = []
    for number, row in enumerate(rows):
        if runs and row.tokens and row == rows[runs[-1][-1]]:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _expand(
    found: RowAlignment, copy_runs: Sequence[list[int]], source_runs: Sequence[list[int]], rows: int, count: int
) -> RowAlignment:
    """The alignment of runs as one of rows: those of one run are in order, the last takes what is too much."""

    def spread(maps: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
        spread_maps: list[dict[int, float]] = [{} for _ in range(rows)]
        for run, values in zip(copy_runs, maps, strict=True):
            for at, row in enumerate(run):
                spread_maps[row] = {
                    source_runs[j][min(at, len(source_runs[j]) - 1)]: value for j, value in values.items()
                }
        return spread_maps

    recognised: list[int | None] = [None] * rows
    for run, source in zip(copy_runs, found.recognised, strict=True):
        for at, row in enumerate(run):
            recognised[row] = None if source is None else source_runs[source][min(at, len(source_runs[source]) - 1)]
    return RowAlignment(
        spread(found.shares), spread(found.foretold), found.likelihood, found.in_order,
        found.displaced, recognised, count, found.numbers,
    )  # fmt: skip


def assign_freely(
    pairs: Sequence[Mapping[int, float]], count: int, prior: Prior, numbers: RowParameters
) -> tuple[list[dict[int, float]], float]:
    """One-to-one without any order, and how well that explains the pairs: each costs the logarithm of the choice."""
    shares = compute_likelihoods(pairs, prior)
    taken = [0.0] * count
    likelihood = 0.0
    for row, own in zip(shares, pairs, strict=True):
        for j, share in row.items():
            taken[j] += share
            likelihood += share * (own[j] - log(count))
        likelihood += (1 - sum(row.values())) * log(numbers.unmatched)
    likelihood += sum(max(1 - share, 0.0) for share in taken) * log(numbers.unmatched)
    return shares, likelihood
