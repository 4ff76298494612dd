"""Which column of one table is which of another's: the best pairs first, each column once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tabl10n.columns.pairs import pair_columns

SCORES = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.lists(st.floats(-5, 5), min_size=width, max_size=width), max_size=5)
)


def test_the_best_pair_is_taken_before_a_better_sum() -> None:
    assert pair_columns([[0.2, 0.9], [0.1, 0.8], [0.0, 0.0]]) == {0: 1, 1: 0}


def test_of_equal_pairs_the_first_is_taken() -> None:
    assert pair_columns([[1.0, 1.0], [1.0, 1.0]]) == {0: 0, 1: 1}


@given(SCORES)
def test_each_column_has_one_counterpart_as_long_as_there_are_any(scores: list[list[float]]) -> None:
    pairs = pair_columns(scores)
    width = len(scores[0]) if scores else 0
    assert len(set(pairs.values())) == len(pairs) == min(len(scores), width)
    values = [scores[i][j] for i, j in pairs.items()]
    assert values == sorted(values, reverse=True)
