"""One entry for each thing, one thing for each entry: how likely each pair is when that is so.

The shares of an entry sum to one at most, so no two things can have more than half of it: who answers only above a half
needs no further assignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

Weights = Sequence[Mapping[int, float]]
"""For each thing, its candidates' numbers with their weights (logarithms of likelihood ratios)."""

_HIGHEST = 60.0  # weights beyond this say no more, and their exponential stays finite
# Kinds of evidence are not independent, so their sum claims too much: with four fifths of it, what is said and what is
# seen agree on generated copies (of 1.0, 0.8 and 0.65; tools/align/README.md).
DEPENDENCE = 0.8
_HOPELESS = 8.0  # a candidate this far behind a thing's best has no part in it: one in 3,000
_WORTHLESS = -4.6  # a pair with odds of one in a hundred by itself is never more likely than that: log(0.01)
_SWEEPS = 80  # of the messages, in components with cycles; most settle in about twenty, and at 40 some still overlap
_SETTLED = 1e-3  # ... or earlier, when no message moves by more than this part of itself


class Prior(NamedTuple):
    """What is expected before looking: ``present[number]``, how likely an entry is to be in the copy at all, and
    ``new``, how many of the copy's things are expected to be no known entry.
    """

    present: Sequence[float]
    new: float


def compute_likelihoods(weights: Weights, prior: Prior) -> list[dict[int, float]]:
    """For each thing, how likely each of its candidates is, given that an entry is at most one thing.

    This is the sum over all ways to pair things with entries, by belief propagation (Bethe's approximation, exact where
    the candidates form no cycle): an entry that one thing claims counts less for the others, and what is left over
    counts more. A thing may be nothing known, and an entry may be missing.
    """
    odds = [_compute_odds(candidates, prior) for candidates in weights]
    shares: list[dict[int, float]] = [{} for _ in weights]
    for things in find_components(odds):
        if len(things) == 1:
            shares[things[0]] = _share_alone(odds[things[0]])
        else:
            for thing, found in zip(things, _share_together([odds[thing] for thing in things]), strict=True):
                shares[thing] = found
    return shares


def _compute_odds(candidates: Mapping[int, float], prior: Prior) -> dict[int, float]:
    """The odds of each pair against the thing being new and the entry missing, pairs without hope left out."""
    total = {n: _pair(weight, prior.present[n], prior.new) for n, weight in candidates.items()}
    least = max(max(total.values(), default=0.0) - _HOPELESS, _WORTHLESS)
    return {n: exp(weight) for n, weight in total.items() if weight >= least}


def _pair(weight: float, present: float, new: float) -> float:
    return DEPENDENCE * min(weight, _HIGHEST) + log(present / (1 - present)) - log(new)


def _share_alone(odds: Mapping[int, float]) -> dict[int, float]:
    """The shares of a thing whose candidates nobody else claims."""
    total = 1 + sum(odds.values())
    return {n: value / total for n, value in odds.items()}


def _share_together(odds: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """The shares of things that share candidates.

    Each end of a pair tells the other how free it is, seeing all other pairs it has; each message is a mean with the
    last one, which keeps them from swinging.
    """
    value = [odd for row in odds for odd in row.values()]
    by_thing, by_entry = _number_pairs(odds)
    from_thing, from_entry = [1.0] * len(value), [1.0] * len(value)
    for _ in range(_SWEEPS):
        moved = _tell(by_entry, value, from_thing, from_entry)
        moved = max(moved, _tell(by_thing, value, from_entry, from_thing))
        if moved < _SETTLED:
            break
    shares = (_share(a * b * c) for a, b, c in zip(value, from_thing, from_entry, strict=True))
    return [{n: next(shares) for n in row} for row in odds]


def _number_pairs(odds: Sequence[Mapping[int, float]]) -> tuple[list[list[int]], list[list[int]]]:
    """The numbers of the pairs, counted through, of each thing and of each entry."""
    by_thing: list[list[int]] = []
    by_entry: dict[int, list[int]] = {}
    pair = 0
    for row in odds:
        by_thing.append(list(range(pair, pair + len(row))))
        for n in row:
            by_entry.setdefault(n, []).append(pair)
            pair += 1
    return by_thing, list(by_entry.values())


def _tell(ends: Sequence[Sequence[int]], value: Sequence[float], heard: Sequence[float], told: list[float]) -> float:
    """Renew what each end tells along its pairs: how free it is but for that pair. Says how far the messages moved."""
    moved = 0.0
    for pairs in ends:
        claims = [value[pair] * heard[pair] for pair in pairs]
        total = 1 + sum(claims)
        for at, pair in enumerate(pairs):
            others = total - claims[at]
            if others < total * _CANCELLED:  # the difference of two large numbers: add the others up instead
                others = 1 + sum(claims[:at]) + sum(claims[at + 1 :])
            message = (told[pair] / others) ** 0.5
            moved = max(moved, abs(message / told[pair] - 1))
            told[pair] = message
    return moved


_CANCELLED = 1e-6


def _share(odds: float) -> float:
    return odds / (1 + odds)


def find_components(odds: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """The things, in groups that share no candidate with each other; each group in order."""
    parent = list(range(len(odds)))
    first: dict[int, int] = {}
    for thing, row in enumerate(odds):
        for n in row:
            _join(parent, thing, first.setdefault(n, thing))
    groups: dict[int, list[int]] = {}
    for thing in range(len(odds)):
        groups.setdefault(_find_root(parent, thing), []).append(thing)
    return list(groups.values())


def _find_root(parent: list[int], thing: int) -> int:
    while parent[thing] != thing:
        parent[thing] = parent[parent[thing]]
        thing = parent[thing]
    return thing


def _join(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_find_root(parent, one), _find_root(parent, other)))
    parent[b] = a
