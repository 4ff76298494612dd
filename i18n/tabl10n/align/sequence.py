"""Two sequences that are mostly in one order, aligned by a pair hidden Markov model with affine gaps.

The model walks through both: it matches a record of each, adds one of the copy, or skips one of the source (Durbin and
others, Biological Sequence Analysis, chapter 4). A forward and a backward pass give for each pair the probability that
it is matched, over all ways through. Only pairs inside a window of each record of the copy are walked through.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from math import exp, log
from typing import NamedTuple

Window = tuple[int, int]
"""The records of the source that a record of the copy is compared with: the first, and the one after the last."""

_TINY = 1e-300  # no way through is impossible: a logarithm of it must exist
_SMALL = 1e-6  # a probability below this is none


class Path(NamedTuple):
    """What the model says. ``likelihood`` is a logarithm: how much better than records that have nothing in common.

    ``matched[i]`` gives for a record of the copy the probability of each match. ``foretold[i]`` is the same without
    what the pair itself says: where the others put that record.
    """

    matched: list[dict[int, float]]
    foretold: list[dict[int, float]]
    likelihood: float


class _States:
    """For each number of records of the source that are read: the last step matched, added or skipped one."""

    __slots__ = ("added", "matched", "skipped")

    def __init__(self, width: int) -> None:
        self.matched, self.added, self.skipped = [0.0] * width, [0.0] * width, [0.0] * width

    def scale(self) -> float:
        """Divide all by the largest, which is given back: products of thousands of steps would vanish."""
        largest = max(max(self.matched), max(self.added), max(self.skipped), _TINY)
        self.matched = [value / largest for value in self.matched]
        self.added = [value / largest for value in self.added]
        self.skipped = [value / largest for value in self.skipped]
        return largest


def align_sequences(
    windows: Sequence[Window],
    count: int,
    weight: Callable[[int, int], float],
    gap: float,
    extended: float,
    replaced: float,
) -> Path:
    """The ways through ``len(windows)`` records of a copy and ``count`` of a source.

    Windows rise. ``weight`` gives the logarithm of the likelihood ratio of a pair, ``gap`` is how likely a run of lost
    or of added records begins at a record, ``extended`` how likely it goes on, ``replaced`` how likely one of the one
    kind follows on one of the other: a record in place of another.
    """
    return _Walk(windows, count, weight, gap, extended, replaced).find_path()


class _Walk:
    """One pair of sequences. After ``i`` records of the copy, ``spans[i]`` says how many of the source may be read."""

    def __init__(
        self,
        windows: Sequence[Window],
        count: int,
        weight: Callable[[int, int], float],
        gap: float,
        extended: float,
        replaced: float,
    ) -> None:
        self.windows, self.count = windows, count
        self.gap, self.extended = gap, extended
        self.stay, self.leave, self.other = 1 - 2 * gap, 1 - extended - replaced, replaced
        self.ratios = [[exp(weight(i, j)) for j in range(low, high)] for i, (low, high) in enumerate(windows)]
        self.spans = [self._find_span(i) for i in range(len(windows) + 1)]

    def _find_span(self, i: int) -> Window:
        low = self.windows[i - 1][0] if i else 0
        return low, self.windows[i][1] if i < len(self.windows) else self.count

    def find_path(self) -> Path:
        """What both passes say together."""
        forward, likelihood = self._walk_forward()
        path = Path([{} for _ in self.windows], [{} for _ in self.windows], likelihood)
        low, high = self.spans[-1]
        later = _States(high - low + 1)
        later.matched[-1] = later.added[-1] = later.skipped[-1] = 1.0
        self._skip_backward(later)
        for i in range(len(self.windows) - 1, -1, -1):
            self._read(path, i, forward[i + 1], later)
            later = self._step_backward(i, later)
        return path

    def _walk_forward(self) -> tuple[list[_States], float]:
        """The states after each number of records of the copy, scaled, and the likelihood of all ways together."""
        low, high = self.spans[0]
        states = _States(high - low + 1)
        states.matched[0] = 1.0
        self._skip_forward(states)
        likelihood, passed = log(states.scale()), [states]
        for i in range(len(self.windows)):
            states = self._step_forward(i, states)
            likelihood += log(states.scale())
            passed.append(states)
        whole = states.matched[-1] + states.added[-1] + states.skipped[-1]
        return passed, likelihood + log(max(whole, _TINY))

    def _step_forward(self, i: int, before: _States) -> _States:
        """Read record ``i`` of the copy, then any number of the source."""
        (below, above), (low, high), (first, last) = self.spans[i], self.spans[i + 1], self.windows[i]
        states, ratios = _States(high - low + 1), self.ratios[i]
        matched, added, skipped = before.matched, before.added, before.skipped
        for j in range(low, min(high, above) + 1):
            at = j - below
            states.added[j - low] = self.gap * matched[at] + self.extended * added[at] + self.other * skipped[at]
        for j in range(max(first, low - 1), min(last, above + 1, high)):
            at = j - below
            way = self.stay * matched[at] + self.leave * (added[at] + skipped[at])
            states.matched[j + 1 - low] = ratios[j - first] * way
        self._skip_forward(states)
        return states

    def _skip_forward(self, states: _States) -> None:
        matched, added, skipped = states.matched, states.added, states.skipped
        for at in range(1, len(skipped)):
            skipped[at] = self.gap * matched[at - 1] + self.extended * skipped[at - 1] + self.other * added[at - 1]

    def _step_backward(self, i: int, later: _States) -> _States:
        """What is still to come before record ``i`` of the copy is read, from what is to come after it."""
        (below, above), (low, high), (first, last) = self.spans[i], self.spans[i + 1], self.windows[i]
        states, ratios = _States(above - below + 1), self.ratios[i]
        for j in range(below, above + 1):
            match = (
                ratios[j - first] * later.matched[j + 1 - low] if first <= j < last and low <= j + 1 <= high else 0.0
            )
            add = later.added[j - low] if low <= j <= high else 0.0
            states.matched[j - below] = self.stay * match + self.gap * add
            states.added[j - below] = self.leave * match + self.extended * add
            states.skipped[j - below] = self.leave * match + self.other * add
        self._skip_backward(states)
        states.scale()
        return states

    def _skip_backward(self, states: _States) -> None:
        matched, added, skipped = states.matched, states.added, states.skipped
        for at in range(len(skipped) - 2, -1, -1):
            matched[at] += self.gap * skipped[at + 1]
            added[at] += self.other * skipped[at + 1]
            skipped[at] += self.extended * skipped[at + 1]

    def _read(self, path: Path, i: int, earlier: _States, later: _States) -> None:
        """What both passes say of record ``i`` of the copy: with its own pairs, and without them."""
        (low, high), (first, last) = self.spans[i + 1], self.windows[i]
        pairs = {
            j - 1: earlier.matched[j - low] * later.matched[j - low]
            for j in range(max(low, first + 1), min(high, last) + 1)
        }
        unmatched = sum(a * b for a, b in zip(earlier.added, later.added, strict=True))
        path.matched[i] = _compute_shares(pairs, unmatched)
        ratios = self.ratios[i]
        without = {j: value / ratios[j - first] for j, value in pairs.items()}
        path.foretold[i] = _compute_shares(without, unmatched)


def _compute_shares(pairs: dict[int, float], unmatched: float) -> dict[int, float]:
    whole = sum(pairs.values()) + unmatched
    return {j: value / whole for j, value in pairs.items() if value > _SMALL * whole} if whole > 0 else {}


def find_longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both numbers rise; the first numbers rise already."""
    ends: list[int] = []  # the smallest last number of a run of each length
    last: list[int] = []  # its pair
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            last.append(at)
        else:
            ends[length], last[length] = j, at
    run, at = [], last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
