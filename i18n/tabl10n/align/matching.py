"""One entry for each thing, one thing for each entry: how likely each pair is when that is so.

The shares of an entry sum to one at most, so no two things can have more than half of it: who answers only above a half
needs no further assignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

Weights = Sequence[Mapping[int, float]]
"""For each thing, its candidates' numbers with their weights (logarithms of likelihood ratios)."""

_HIGHEST = 60.0  # weights beyond this say no more, and their exponential stays finite
_HOPELESS = 18.0  # a candidate this far behind a thing's best has no part in it: one in 60 million
_SWEEPS = 30  # of the balancing; the figures settle to three digits in about twenty
_SETTLED = 1e-4  # ... or earlier, when no sweep moves a share by more than this


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
