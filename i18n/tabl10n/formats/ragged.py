"""Rows with another number of cells than their table has columns: kept as they are, with a notice."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.document import Notice, Table
from tabl10n.text.counting import format_count


def find_ragged_rows(table: Table) -> Iterator[Notice]:
    """A notice for each such row."""
    width = format_count(len(table.columns), "column")
    for row in table.rows:
        if len(row.cells) != len(table.columns):
            compared = "more" if len(row.cells) > len(table.columns) else "fewer"
            yield Notice(
                row.line, f"the row has {format_count(len(row.cells), 'cell')}, {compared} than the table's {width}"
            )
