"""Tables with the same headers are of one kind: each column of them is the same in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tabl10n.columns.model import InferredColumn
from tabl10n.columns.tokens import MAX_CODE_WORDS
from tabl10n.document import Role, Table

# The share of rows whose tables say that a column is of words from which it is so in all: a translator can leave a code
# as it is, but a few odd cells are no reason to offer all codes.
_MIN_TEXT_SHARE = 1 / 3

Inferred = Sequence[InferredColumn]
"""What the columns of one table are."""


def agree_among_siblings(tables: Sequence[Table], each: Sequence[Inferred]) -> list[tuple[InferredColumn, ...]]:
    """What the columns of each table are, those of tables with the same headers alike: as most of their rows say.

    Where many say that a column is of words, and others that it is kept, it is of words in all.
    """
    families: dict[tuple[str, ...], list[int]] = {}
    for at, table in enumerate(tables):
        families.setdefault(_get_headers(table), []).append(at)
    agreed = [list(columns) for columns in each]
    for headers, family in families.items():
        key = _find_key([(each[at], len(tables[at].rows)) for at in family])
        for index in range(len(headers) if len(family) > 1 else 0):
            model = _choose([(each[at][index], len(tables[at].rows)) for at in family], is_key=index == key)
            for at in family:
                if model.role is not Role.KEY or _are_short(tables[at], index):
                    agreed[at][index] = _copy_role(model, each[at][index])
    return [tuple(columns) for columns in agreed]


def _get_headers(table: Table) -> tuple[str, ...]:
    """The headers of a table's columns; none where they are empty, or each row has a header of its own."""
    headers = tuple(column.header.text for column in table.columns)
    return headers if any(headers) and not table.is_vertical else ()


def _find_key(answers: Sequence[tuple[Inferred, int]]) -> int | None:
    """The key column of most rows of several tables, None where most have none."""
    rows: Counter[int | None] = Counter()
    for columns, count in answers:
        rows[next((at for at, column in enumerate(columns) if column.role is Role.KEY), None)] += count
    return max(rows, key=lambda at: rows[at])


def _choose(answers: Sequence[tuple[InferredColumn, int]], *, is_key: bool) -> InferredColumn:
    """What a column is by the answers of several tables, each with the number of its rows."""
    rows: Counter[Role] = Counter()
    for column, count in answers:
        if (column.role is Role.KEY) is is_key:
            rows[column.role] += count
    best = max(rows, key=lambda role: rows[role], default=Role.KEY)  # all say so: the settings have several keys
    if best is Role.VERBATIM and rows[Role.TEXT] >= _MIN_TEXT_SHARE * rows.total():
        best = Role.TEXT
    return next(column for column, _ in answers if column.role is best)


def _are_short(table: Table, index: int) -> bool:
    """Whether the cells may be keys: sentences among them are none, whatever the other tables have there."""
    cells = (row.cells[index] for row in table.rows if index < len(row.cells))
    return all(len(cell.text.split()) <= MAX_CODE_WORDS for cell in cells)


def _copy_role(model: InferredColumn, column: InferredColumn) -> InferredColumn:
    if model.role is column.role:
        return column
    apart = model.role is Role.KEY or column.tells_rows_apart
    return InferredColumn(model.role, apart, f"in other tables with these headers {model.reason}")
