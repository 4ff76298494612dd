"""The rows of two tables: those that match exactly are taken out of long tables, the model aligns the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from tabl10n.align.exact import match_exactly
from tabl10n.align.parameters import ROWS, RowParameters
from tabl10n.align.rows import PairWeights, RowAligner, RowAlignment, Settled
from tabl10n.align.sequence import find_longest_rising
from tabl10n.align.tokens import Kind, Rows


class TableAligner:
    """Aligns the rows of two tables, as often as more is known of them: those that match exactly first, then the others
    by the model.
    """

    def __init__(self, copy: Rows, source: Rows, page: Mapping[Kind, float], numbers: RowParameters = ROWS) -> None:
        """``page`` says what share of each kind of token survives on the page."""
        self.numbers, self.rows, self.count = numbers, len(copy), len(source)
        is_long = min(self.rows, self.count) >= numbers.min_exact
        self.exact: Mapping[int, int] = match_exactly(copy.parsed, source.by_value) if is_long else {}
        self.rising = dict(find_longest_rising(sorted(self.exact.items())))
        self.copy_rows, self.source_rows = self._select()
        taken = self.exact.keys() - set(self.copy_rows)
        in_order = len(taken & self.rising.keys())
        settled = Settled(in_order, len(taken) - in_order)
        at = {row: number for number, row in enumerate(self.source_rows)}
        exact = {number: at[self.exact[i]] for number, i in enumerate(self.copy_rows) if i in self.exact}
        rows = [copy[i] for i in self.copy_rows], [source[j] for j in self.source_rows]
        self.model = RowAligner(*rows, page, numbers, settled, exact)

    def _select(self) -> tuple[list[int], list[int]]:
        """The rows of both tables that the model compares: those that match no row exactly, with the rows around them,
        and some of the others, which show what survives in this copy.
        """
        if not self.exact:
            return list(range(self.rows)), list(range(self.count))
        matched = set(self.exact.values())
        copy = {i for i in range(self.rows) if i not in self.exact}
        source = {j for j in range(self.count) if j not in matched}
        if not copy or not source:  # nothing to choose from
            return sorted(copy), sorted(source)
        exact = list(self.exact.items())
        every = max(len(exact) // max(self.numbers.sample, 1), 1)
        sample = exact[::every] if self.numbers.sample else []
        copy.update(i for i, _ in sample)
        source.update(j for _, j in sample)
        if len(self.rising) < self.numbers.min_rising * len(self.exact):  # without order no row has neighbours
            return sorted(copy), sorted(source)
        beside_copy = {near for i in copy for near in (i - 1, i + 1)}
        beside_source = {near for j in source for near in (j - 1, j + 1)}
        pairs = [(i, j) for i, j in self.exact.items() if i in beside_copy or j in beside_source]
        return sorted(copy.union(i for i, _ in pairs)), sorted(source.union(j for _, j in pairs))

    def align(self, known: PairWeights | None = None) -> RowAlignment:
        """The alignment by what the rows share, and by what else is ``known`` of pairs of them."""
        if not self.exact:
            return self.model.align(known)
        return self._merge(self.model.align(self._restrict(known or {})))

    def _restrict(self, known: PairWeights) -> PairWeights:
        """What is known of the rows that the model compares, by their numbers in it."""
        in_copy, in_source = ({row: at for at, row in enumerate(rows)} for rows in (self.copy_rows, self.source_rows))
        return {
            (in_copy[i], in_source[j]): weight for (i, j), weight in known.items() if i in in_copy and j in in_source
        }

    def _merge(self, found: RowAlignment) -> RowAlignment:
        """The alignment of all rows: of the model, and of those that were taken out."""
        at = {row: number for number, row in enumerate(self.copy_rows)}
        recognised = [
            self.exact[i] if i not in at else None if (j := found.recognised[at[i]]) is None else self.source_rows[j]
            for i in range(self.rows)
        ]
        taken = self.rows - len(at)
        return found._replace(
            shares=_Merged(self, found.shares, at, self.exact, self.numbers.exact),
            foretold=_Merged(self, found.foretold, at, self.rising, 1.0),
            likelihood=found.likelihood + taken * self.numbers.highest,
            recognised=recognised,
        )


class _Merged(Sequence[Mapping[int, float]]):
    """What the model says of the rows that it compares, by their numbers in the tables; of the others one value each.

    Made when it is asked for: most rows of a long table are of the others.
    """

    def __init__(
        self,
        aligner: TableAligner,
        compared: Sequence[Mapping[int, float]],
        at: Mapping[int, int],
        taken: Mapping[int, int],
        value: float,
    ) -> None:
        self.rows, self.source_rows = aligner.rows, aligner.source_rows
        self.compared, self.at, self.taken, self.value = compared, at, taken, value

    def __len__(self) -> int:
        return self.rows

    @overload
    def __getitem__(self, row: int) -> Mapping[int, float]: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Mapping[int, float]]: ...
    def __getitem__(self, row: int | slice) -> Mapping[int, float] | Sequence[Mapping[int, float]]:
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(self.rows))]
        if row in self.at:
            return {self.source_rows[j]: value for j, value in self.compared[self.at[row]].items()}
        if row in self.taken:
            return {self.taken[row]: self.value}
        if 0 <= row < self.rows:
            return {}
        raise IndexError(row)
