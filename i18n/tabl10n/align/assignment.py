"""One entry for each record, one record for each entry: how likely each pair is when that is so.

The shares of an entry sum to one at most, so no two records can have more than half of it: who answers only above a
half needs no further assignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from tabl10n.align.parameters import KEYS

Weights = Sequence[Mapping[int, float]]
"""For each record, its candidates' numbers with their weights (logarithms of likelihood ratios)."""


class Prior(NamedTuple):
    """What is expected before looking: ``present[number]``, how likely an entry is to be in the copy at all, and
    ``new``, how many of the copy's records are expected to be no known entry.
    """

    present: Sequence[float]
    new: float


def compute_likelihoods(weights: Weights, prior: Prior) -> list[dict[int, float]]:
    """For each record, how likely each of its candidates is, given that an entry is at most one record.

    This is the sum over all ways to pair records with entries, by belief propagation (Bethe's approximation, exact
    where the candidates form no cycle): an entry that one record claims counts less for the others, and what is left
    over counts more. A record may be nothing known, and an entry may be missing.
    """
    odds = [_compute_odds(candidates, prior) for candidates in weights]
    shares: list[dict[int, float]] = [{} for _ in weights]
    for records in find_components(odds):
        if len(records) == 1:
            shares[records[0]] = _share_alone(odds[records[0]])
        else:
            for record, found in zip(records, _share_together([odds[record] for record in records]), strict=True):
                shares[record] = found
    return shares


def _compute_odds(candidates: Mapping[int, float], prior: Prior) -> dict[int, float]:
    """The odds of each pair against the record being new and the entry missing, pairs without hope left out."""
    total = {n: _compute_log_odds(weight, prior.present[n], prior.new) for n, weight in candidates.items()}
    least = max(max(total.values(), default=0.0) - KEYS.hopeless, KEYS.worthless)
    return {n: exp(weight) for n, weight in total.items() if weight >= least}


def _compute_log_odds(weight: float, present: float, new: float) -> float:
    return KEYS.dependence * min(weight, KEYS.highest) + log(present / (1 - present)) - log(new)


def _share_alone(odds: Mapping[int, float]) -> dict[int, float]:
    """The shares of a record whose candidates no other one claims."""
    total = 1 + sum(odds.values())
    return {n: value / total for n, value in odds.items()}


def _share_together(odds: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """The shares of records that share candidates.

    Each end of a pair sends the other a message, how free it is, seeing all other pairs it has; each message is a mean
    with the last one, which keeps them from swinging.
    """
    value = [odd for row in odds for odd in row.values()]
    by_record, by_entry = _number_pairs(odds)
    from_record, from_entry = [1.0] * len(value), [1.0] * len(value)
    for _ in range(KEYS.sweeps):
        moved = _send_messages(by_entry, value, from_record, from_entry)
        moved = max(moved, _send_messages(by_record, value, from_entry, from_record))
        if moved < KEYS.settled_message:
            break
    shares = (_compute_share(a * b * c) for a, b, c in zip(value, from_record, from_entry, strict=True))
    return [{n: next(shares) for n in row} for row in odds]


def _number_pairs(odds: Sequence[Mapping[int, float]]) -> tuple[list[list[int]], list[list[int]]]:
    """The numbers of the pairs, counted through, of each record and of each entry."""
    by_record: list[list[int]] = []
    by_entry: dict[int, list[int]] = {}
    pair = 0
    for row in odds:
        by_record.append(list(range(pair, pair + len(row))))
        for n in row:
            by_entry.setdefault(n, []).append(pair)
            pair += 1
    return by_record, list(by_entry.values())


def _send_messages(
    ends: Sequence[Sequence[int]], odds: Sequence[float], incoming: Sequence[float], outgoing: list[float]
) -> float:
    """Renew the messages that each end sends along its pairs: how free it is but for that pair. Gives how far the
    messages moved.
    """
    moved = 0.0
    for pairs in ends:
        claims = [odds[pair] * incoming[pair] for pair in pairs]
        total = 1 + sum(claims)
        for at, pair in enumerate(pairs):
            others = total - claims[at]
            if others < total * KEYS.cancelled:  # the difference of two large numbers: add the others up instead
                others = 1 + sum(claims[:at]) + sum(claims[at + 1 :])
            message = (outgoing[pair] / others) ** 0.5
            moved = max(moved, abs(message / outgoing[pair] - 1))
            outgoing[pair] = message
    return moved


def _compute_share(odds: float) -> float:
    return odds / (1 + odds)


def find_components(odds: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """The records, in groups that share no candidate with each other; each group in order."""
    parent = list(range(len(odds)))
    first: dict[int, int] = {}
    for record, row in enumerate(odds):
        for n in row:
            _join(parent, record, first.setdefault(n, record))
    groups: dict[int, list[int]] = {}
    for record in range(len(odds)):
        groups.setdefault(_find_root(parent, record), []).append(record)
    return list(groups.values())


def _find_root(parent: list[int], record: int) -> int:
    while parent[record] != record:
        parent[record] = parent[parent[record]]
        record = parent[record]
    return record


def _join(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_find_root(parent, one), _find_root(parent, other)))
    parent[b] = a
