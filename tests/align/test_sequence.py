"""The pair hidden Markov model, compared with all ways through two short sequences."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.align.sequence import align_sequences

GAP, EXTENDED, REPLACED = 0.1, 0.4, 0.2
# From each state the probability of the next step; "match" reads a record of both, "add" one of the copy, "skip" one of
# the source.
STEPS = {
    "match": {"match": 1 - 2 * GAP, "add": GAP, "skip": GAP},
    "add": {"match": 1 - EXTENDED - REPLACED, "add": EXTENDED, "skip": REPLACED},
    "skip": {"match": 1 - EXTENDED - REPLACED, "add": REPLACED, "skip": EXTENDED},
}
READ = {"match": (1, 1), "add": (1, 0), "skip": (0, 1)}

Weights = list[list[float]]


def ways(
    weights: Weights, i: int = 0, j: int = 0, state: str = "match"
) -> Iterator[tuple[float, list[tuple[int, int]]]]:
    """Each way through, with its likelihood and the pairs that it matches."""
    rows, count = len(weights), len(weights[0])
    if (i, j) == (rows, count):
        yield 1.0, []
    for step, probability in STEPS[state].items():
        down, right = READ[step]
        if i + down <= rows and j + right <= count:
            ratio = exp(weights[i][j]) if step == "match" else 1.0
            for likelihood, pairs in ways(weights, i + down, j + right, step):
                yield probability * ratio * likelihood, [(i, j), *pairs] if step == "match" else pairs


@st.composite
def tables(draw: st.DrawFn) -> Weights:
    count = draw(st.integers(1, 4))
    row = st.lists(st.floats(-4, 4), min_size=count, max_size=count)
    return draw(st.lists(row, min_size=1, max_size=4))


@given(tables())
def test_it_says_what_all_ways_through_say_together(weights: Weights) -> None:
    rows, count = len(weights), len(weights[0])
    path = align_sequences([(0, count)] * rows, count, lambda i, j: weights[i][j], GAP, EXTENDED, REPLACED)
    found = list(ways(weights))
    whole = sum(likelihood for likelihood, _ in found)
    assert path.likelihood == pytest.approx(log(whole))
    for i in range(rows):
        for j in range(count):
            share = sum(likelihood for likelihood, pairs in found if (i, j) in pairs) / whole
            assert path.matched[i].get(j, 0.0) == pytest.approx(share, abs=1e-5)


@given(tables(), st.data())
def test_what_is_foretold_of_a_record_does_not_depend_on_what_its_own_pairs_say(
    weights: Weights, data: st.DataObject
) -> None:
    rows, count = len(weights), len(weights[0])
    i = data.draw(st.integers(0, rows - 1))
    changed = [*weights[:i], [0.0] * count, *weights[i + 1 :]]
    both = [
        align_sequences([(0, count)] * rows, count, lambda i, j, of=of: of[i][j], GAP, EXTENDED, REPLACED).foretold[i]  # type: ignore[misc]
        for of in (weights, changed)
    ]
    for j in range(count):
        assert both[0].get(j, 0.0) == pytest.approx(both[1].get(j, 0.0), abs=1e-4)


def test_windows_bound_what_is_compared() -> None:
    compared: list[tuple[int, int]] = []

    def weight(i: int, j: int) -> float:
        compared.append((i, j))
        return 5.0 if i == j else -5.0

    windows = [(max(i - 1, 0), min(i + 2, 50)) for i in range(50)]
    path = align_sequences(windows, 50, weight, 0.02, 0.5, 0.1)
    assert len(compared) == sum(high - low for low, high in windows)
    assert all(path.matched[i][i] > 0.99 for i in range(50))


def test_ten_thousand_records_do_not_vanish() -> None:
    windows = [(max(i - 1, 0), min(i + 2, 10_000)) for i in range(10_000)]
    path = align_sequences(windows, 10_000, lambda i, j: 20.0 if i == j else -8.0, 0.02, 0.5, 0.1)
    assert path.matched[9_999][9_999] == pytest.approx(1.0)
    assert path.likelihood > 100_000
