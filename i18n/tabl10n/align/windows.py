"""Which rows of the source a row of a copy is compared with: those between rows that are told apart already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tabl10n.align.parameters import RowParameters
from tabl10n.align.sequence import Window, find_longest_rising

_NO_ROWS: Mapping[int, int] = {}


def find_windows(
    anchors: Mapping[int, int], rows: int, count: int, numbers: RowParameters, exact: Mapping[int, int] = _NO_ROWS
) -> list[Window]:
    """For each row of the copy the rows of the source that it is compared with: those between its anchors.

    Anchors are rows that share what one row of each table has; of these the longest rising run is believed. Beside a
    row that matches exactly no others are compared.
    """
    anchors = {**anchors, **exact}
    if rows * count <= numbers.small_matrix:
        return [(0, count)] * rows
    chain = find_longest_rising(sorted(anchors.items()))
    if len(anchors) >= numbers.min_anchors and len(chain) < numbers.min_rising * len(anchors):
        # Order is gone: a path says nothing, and rows are looked for by what they share.
        return _make_rising([(min(row, count - 1), min(row, count - 1) + 1) for row in range(rows)], count)
    windows: list[Window] = []
    chain = [(-1, -1), *chain, (rows, count)]
    for (i, j), (k, m) in pairwise(chain):
        before, after = (0 if exact.get(row) == at else numbers.band for row, at in ((i, j), (k, m)))
        low, high = max(j - before, 0), min(m + after + 1, count)
        wide = (k - i) * (m - j) > numbers.max_matrix
        for row in range(i, k):
            if row < 0:
                continue
            if wide:
                middle = j + (row - i) * (m - j) // max(k - i, 1)
                windows.append((max(middle - numbers.diagonal, low), min(middle + numbers.diagonal, high)))
            elif row == i:
                windows.append((low, min(j + before + 1, count)))
            else:
                windows.append((low, high))
    return _make_rising(windows, count)


def _make_rising(windows: Sequence[Window], count: int) -> list[Window]:
    """The windows made to rise and to meet, as a path needs them."""
    lows, highs = [w[0] for w in windows], [w[1] for w in windows]
    for i in range(len(lows) - 2, -1, -1):
        lows[i] = min(lows[i], lows[i + 1])
    for i in range(1, len(highs)):
        highs[i] = max(highs[i], highs[i - 1])
    return [(low, max(high, low + 1)) for low, high in zip(lows, highs, strict=True)] if count else []
