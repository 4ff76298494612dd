"""Which column of a source table each column of a copy's table is, as far as rows are compared cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from tabl10n.align.parameters import BOUNDS, ROWS
from tabl10n.align.tokens import Kind, RowTokens, Token
from tabl10n.columns.pairs import MAX_COLUMNS, pair_columns

_KINDS_SEEN = (Kind.LINK, Kind.IMAGE, Kind.NUMBER, Kind.CODE, Kind.WORD)

ColumnPairs = Sequence[int | None]
"""For each column of the copy the source's, None where it has none."""


def match_columns(copy: Sequence[RowTokens], source: Sequence[RowTokens]) -> ColumnPairs:
    """The best pairs of columns; in the same order unless another one is clearly better."""
    own, known = _profile_columns(copy), _profile_columns(source)
    scores = [
        [_compare_profiles(a, b) + (ROWS.column_position if i == j else 0.0) for j, b in enumerate(known)]
        for i, a in enumerate(own)
    ]
    found = pair_columns(scores)
    if len(own) == len(known):
        total = sum(scores[i][j] for i, j in found.items())
        if total < sum(scores[i][i] for i in range(len(own))) + ROWS.column_lead:
            return range(len(own))
    return [found.get(i) for i in range(len(own))]


_Profile = tuple[set[Token], tuple[float, ...], float, float]


def _profile_columns(rows: Sequence[RowTokens]) -> list[_Profile]:
    """For each column its tokens, the shares of rows with each kind, the share that is filled, the mean length."""
    rows = rows[: BOUNDS.column_rows]
    width = min(max((len(row.lengths) for row in rows), default=0), MAX_COLUMNS)
    tokens: list[set[Token]] = [set() for _ in range(width)]
    kinds = [dict.fromkeys(_KINDS_SEEN, 0) for _ in range(width)]
    for row in rows:
        seen: set[tuple[int, Kind]] = set()
        for token, at in row.tokens.items():
            if at < width:
                tokens[at].add(token)
                if token[0] in _KINDS_SEEN and (at, token[0]) not in seen:
                    seen.add((at, token[0]))
                    kinds[at][token[0]] += 1
    found = []
    for at in range(width):
        lengths = [row.lengths[at] for row in rows if at < len(row.lengths)]
        filled = sum(1 for length in lengths if length) / max(len(rows), 1)
        mean = sum(log(length + ROWS.smoothed_length) for length in lengths) / max(len(lengths), 1)
        shares = tuple(count / max(len(rows), 1) for count in kinds[at].values())
        found.append((tokens[at], shares, filled, mean))
    return found


def _compare_profiles(a: _Profile, b: _Profile) -> float:
    shared = len(a[0] & b[0]) / max(min(len(a[0]), len(b[0])), 1)
    kinds = sum(abs(x - y) for x, y in zip(a[1][:3], b[1][:3], strict=True))
    filled, length = ROWS.column_filled * abs(a[2] - b[2]), ROWS.column_length * min(abs(a[3] - b[3]), 2.0)
    return ROWS.column_tokens * shared - ROWS.column_kinds * kinds - filled - length


def reorder_cells(rows: Sequence[RowTokens], columns: ColumnPairs) -> Sequence[RowTokens]:
    """The rows with their cells in the source's columns; what has none there comes beyond them."""
    if all(at == number for number, at in enumerate(columns)):
        return rows
    width = max((at for at in columns if at is not None), default=-1) + 1
    return [_reorder_row(row, columns, width) for row in rows]


def _reorder_row(row: RowTokens, columns: ColumnPairs, width: int) -> RowTokens:
    lengths = [_ABSENT] * width
    short = [""] * width
    for number, at in enumerate(columns):
        if at is not None and number < len(row.lengths):
            lengths[at], short[at] = row.lengths[number], row.short[number]
    tokens = {token: _find_column(columns, at) for token, at in row.tokens.items()}
    return row._replace(tokens=tokens, lengths=tuple(lengths), short=tuple(short))


def _find_column(columns: ColumnPairs, number: int) -> int:
    at = columns[number] if number < len(columns) else None
    return _BEYOND + number if at is None else at


_ABSENT = -1  # the length of a cell that is not there
_BEYOND = 1000  # added to the number of a column without counterpart
