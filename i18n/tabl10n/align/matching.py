"""One entry for each thing, one thing for each entry: how likely each pair is, and the best choice of all pairs.

Both work on one connected component at a time: exact values settle most things, what is left falls into small groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import exp, inf, log

Weights = Sequence[Mapping[int, float]]
"""For each thing, its candidates' numbers with their weights (logarithms of likelihood ratios)."""

_HIGHEST = 60.0  # weights beyond this say no more, and their exponential stays finite
_HOPELESS = 18.0  # a candidate this far behind a thing's best has no part in it: one in 60 million
_SWEEPS = 30  # of the balancing; the figures settle to three digits in about twenty
_SETTLED = 1e-4  # ... or earlier, when no sweep moves a share by more than this
_LARGEST = 300  # things in a component that are assigned exactly, 0.1 s; a larger one is assigned best pair first


@dataclass(frozen=True, slots=True)
class Prior:
    """What is expected before looking: ``present[number]``, how likely an entry is to be in the copy at all, and
    ``new``, how many of the copy's things are expected to be no known entry."""

    present: Sequence[float]
    new: float


def likelihoods(weights: Weights, prior: Prior) -> list[dict[int, float]]:
    """For each thing, how likely each of its candidates is, given that an entry is at most one thing.

    The pairs' odds are balanced row by row and column by column (Sinkhorn and Knopp), with room on both sides for what
    has no partner: so an entry that one thing claims counts less for the others, and what is left over counts more.
    """
    odds = [_odds(candidates, prior) for candidates in weights]
    shares: list[dict[int, float]] = [{} for _ in weights]
    for things in components(odds):
        for thing, balanced in zip(things, _balanced([odds[thing] for thing in things], prior), strict=True):
            shares[thing] = balanced
    return shares


def _odds(candidates: Mapping[int, float], prior: Prior) -> dict[int, float]:
    """The candidates' likelihood ratios with the chance that the entry is there, those without hope left out."""
    if not candidates:
        return {}
    total = {n: min(weight, _HIGHEST) + log(prior.present[n]) for n, weight in candidates.items()}
    least = max(total.values()) - _HOPELESS
    return {n: exp(weight) for n, weight in total.items() if weight >= least}


def _balanced(odds: Sequence[Mapping[int, float]], prior: Prior) -> list[dict[int, float]]:
    columns = dict.fromkeys((n for row in odds for n in row), 1.0)
    rows = [1.0] * len(odds)
    for _ in range(_SWEEPS):
        before = rows
        rows = [1 / (prior.new + sum(value * columns[n] for n, value in row.items())) for row in odds]
        claimed = dict.fromkeys(columns, 0.0)
        for share, row in zip(rows, odds, strict=True):
            for n, value in row.items():
                claimed[n] += share * value
        columns = {n: 1 / (1 - prior.present[n] + claim) for n, claim in claimed.items()}
        if all(abs(old - new) <= _SETTLED * old for old, new in zip(before, rows, strict=True)):
            break
    rows = [1 / (prior.new + sum(value * columns[n] for n, value in row.items())) for row in odds]
    return [{n: share * value * columns[n] for n, value in row.items()} for share, row in zip(rows, odds, strict=True)]


def components(odds: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """The things, in groups that share no candidate with each other; each group in order."""
    parent = list(range(len(odds)))
    first: dict[int, int] = {}
    for thing, row in enumerate(odds):
        for n in row:
            _join(parent, thing, first.setdefault(n, thing))
    groups: dict[int, list[int]] = {}
    for thing in range(len(odds)):
        groups.setdefault(_root(parent, thing), []).append(thing)
    return list(groups.values())


def _root(parent: list[int], thing: int) -> int:
    while parent[thing] != thing:
        parent[thing] = parent[parent[thing]]
        thing = parent[thing]
    return thing


def _join(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_root(parent, one), _root(parent, other)))
    parent[b] = a


def assign(shares: Sequence[Mapping[int, float]]) -> list[int | None]:
    """For each thing the entry that the best choice of all pairs gives it, none twice; None for one left without.

    A pair gains by how much likelier it is than the thing being nothing known.
    """
    chosen: list[int | None] = [None] * len(shares)
    for things in components(shares):
        gains = [_gains(shares[thing]) for thing in things]
        for thing, entry in zip(things, _exact(gains) if len(things) <= _LARGEST else _greedy(gains), strict=True):
            chosen[thing] = entry
    return chosen


_LEAST_SHARE = 1e-6  # below this a pair is no choice at all


def _gains(share: Mapping[int, float]) -> dict[int, float]:
    nothing = max(1 - sum(share.values()), _LEAST_SHARE)
    return {n: log(value / nothing) for n, value in share.items() if value > _LEAST_SHARE}


def _greedy(gains: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The best pair first: within a hair of the best choice where most things have one clear candidate."""
    pairs = sorted((-gain, thing, n) for thing, row in enumerate(gains) for n, gain in row.items() if gain > -_HIGHEST)
    chosen: list[int | None] = [None] * len(gains)
    taken: set[int] = set()
    for _, thing, n in pairs:
        if chosen[thing] is None and n not in taken:
            chosen[thing] = n
            taken.add(n)
    return chosen


def _exact(gains: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The choice of the highest sum: the Hungarian method over the component's entries and one idle place a thing."""
    if len(gains) == 1:
        best = max(gains[0], key=lambda n: (gains[0][n], -n), default=None)
        return [best]
    entries = sorted({n for row in gains for n in row})
    place = {n: at for at, n in enumerate(entries)}
    idle = len(entries)
    costs = [[_IMPOSSIBLE] * (idle + len(gains)) for _ in gains]
    for thing, row in enumerate(gains):
        costs[thing][idle + thing] = _IDLE
        for n, gain in row.items():
            costs[thing][place[n]] = -gain
    return [entries[at] if at < idle else None for at in hungarian(costs)]


_IMPOSSIBLE = 1e9
_IDLE = 30.0  # a thing stays idle only where all its candidates go to others: whether it is sure enough is asked later


def hungarian(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column that the assignment of the least sum gives it; there are at least as many columns.

    Kuhn and Munkres by shortest augmenting paths, cubic: 0.045 s for 200 by 200 (research of this project).
    """
    width = len(costs[0]) if costs else 0
    row_price, column_price = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)  # the row, from 1, that has the column; column 0 stands for the row being placed
    for row in range(1, len(costs) + 1):
        owner[0] = row
        _place(costs, row_price, column_price, owner)
    columns = [0] * len(costs)
    for column, row in zip(count(1), owner[1:], strict=False):
        if row:
            columns[row - 1] = column - 1
    return columns


def _place(
    costs: Sequence[Sequence[float]], row_price: list[float], column_price: list[float], owner: list[int]
) -> None:
    """Place the row ``owner[0]``: grow paths of least cost until a free column is reached, then move along the path."""
    least, came = [inf] * len(owner), [0] * len(owner)
    seen = [False] * len(owner)
    column = 0
    while owner[column] or column == 0:
        seen[column] = True
        row, step, nearest = owner[column], inf, 0
        for other in range(1, len(owner)):
            if seen[other]:
                continue
            cost = costs[row - 1][other - 1] - row_price[row] - column_price[other]
            if cost < least[other]:
                least[other], came[other] = cost, column
            if least[other] < step:
                step, nearest = least[other], other
        _reprice(step, seen, owner, row_price, column_price, least)
        column = nearest
    while column:
        owner[column] = owner[came[column]]
        column = came[column]


def _reprice(
    step: float,
    seen: list[bool],
    owner: list[int],
    row_price: list[float],
    column_price: list[float],
    least: list[float],
) -> None:
    for column, known in enumerate(seen):
        if known:
            row_price[owner[column]] += step
            column_price[column] -= step
        else:
            least[column] -= step
