"""The shares of pairs, against the sum over all ways to pair records with entries."""

from __future__ import annotations

from itertools import product
from math import exp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tabl10n.align.assignment import Prior, compute_likelihoods, find_components
from tabl10n.align.parameters import KEYS


def brute(weights: list[dict[int, float]], prior: Prior) -> list[dict[int, float]]:
    totals = [dict.fromkeys(row, 0.0) for row in weights]
    whole = 0.0
    for choice in product(*[[None, *row] for row in weights]):
        taken = [n for n in choice if n is not None]
        if len(set(taken)) < len(taken):
            continue
        odds = 1.0
        for row, n in zip(weights, choice, strict=True):
            if n is not None:
                present = prior.present[n]
                odds *= exp(KEYS.dependence * row[n]) * present / (1 - present) / prior.new
        whole += odds
        for total, n in zip(totals, choice, strict=True):
            if n is not None:
                total[n] += odds
    return [{n: value / whole for n, value in total.items()} for total in totals]


EVEN = Prior([0.9] * 4, 0.5)


@pytest.mark.parametrize(
    "weights",
    [
        [{0: 2.0}],
        [{0: 2.0, 1: 1.0, 2: -1.0}],
        [{0: 3.0}, {0: 1.0}],
        [{0: 3.0}, {0: 2.0, 1: 1.0}],
        [{0: 5.0}, {0: 4.0, 1: 0.5}, {1: 1.0, 2: 2.0}],
    ],
)
def test_exact_without_cycles(weights: list[dict[int, float]]):
    for found, right in zip(compute_likelihoods(weights, EVEN), brute(weights, EVEN), strict=True):
        assert found == pytest.approx(right, abs=2e-3)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.integers(0, 3), st.floats(-3, 10), max_size=4), min_size=1, max_size=4))
@example([{0: 8.0, 1: 7.0, 2: 9.0, 3: 8.0}, {0: 9.0, 1: 0.0, 2: 9.0, 3: 8.0}, {0: 9.0, 1: 7.0}])
def test_an_entry_is_one_record_at_most(weights: list[dict[int, float]]):
    shares = compute_likelihoods(weights, EVEN)
    for n in range(4):
        assert sum(share.get(n, 0.0) for share in shares) <= 1.03
    assert all(sum(share.values()) <= 1.03 for share in shares)


def test_what_is_left_over_counts_more():
    alone, beside = (
        compute_likelihoods([{0: 1.0, 1: 1.0}], EVEN)[0],
        compute_likelihoods([{0: 1.0, 1: 1.0}, {0: 20.0}], EVEN)[0],
    )
    assert beside[1] > alone[1] + 0.2


def test_components_share_no_candidate():
    assert find_components([{1: 1.0}, {2: 1.0}, {1: 1.0, 3: 1.0}, {}]) == [[0, 2], [1], [3]]


def test_a_pair_that_could_never_be_likely_has_no_part():
    kept, dropped = compute_likelihoods([{0: -9.0}, {1: -12.0}], EVEN)
    assert 0 < kept[0] < 0.02
    assert dropped == {}
