"""Pairing the columns of two tables one to one, by how alike each pair is.

Two questions are answered by it, which is why there are two measures of likeness. Which *cells* are compared, is asked
of every two tables that may be counterparts, before any key, role or language is known: tokens answer it
(`align.column_pairs`). Which *roles* a copy's columns have, is asked when the counterpart and the editions are known:
headers, dates, recognised keys and territories answer it too (`columns.assignment`).
"""

from __future__ import annotations

from collections.abc import Sequence

MAX_COLUMNS = 24  # of a table that are paired: pairs grow with their square


def pair_columns(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """For each column of one table that of the other, the best pairs first; ``scores[i][j]`` says how alike two are.

    Of pairs that are as good the first is taken, by the columns of the one table and then of the other.
    """
    ranked = sorted((-score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
