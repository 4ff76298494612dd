"""Whatever is done to the order of rows and columns, to headers, or to one row: no right answer turns wrong surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.making import chinese, seed, seeds
from paths import CHINESE_COPY
from tabl10n.align import align
from tabl10n.columns import infer_document
from tabl10n.document import Document

SURE = 0.95
EXAMPLES = settings(max_examples=8)


def changed(rows: Sequence[int], columns: Sequence[int], header: str | None = None) -> Document:
    document = seed(CHINESE_COPY)
    table = document.tables[0]
    kept = [replace(table.columns[i], known_role=None) for i in columns]
    if header is not None:
        kept = [replace(column, header=column.header.with_parts(text=header)) for column in kept]
    picked = tuple(
        replace(row, cells=tuple(row.cells[i] for i in columns)) for row in (table.rows[number] for number in rows)
    )
    return infer_document(
        replace(document, tables=(replace(table, columns=tuple(kept), rows=picked),)), locale="zh_Hans"
    )


def assert_none_surely_wrong(document: Document, rows: Sequence[int]) -> None:
    rights = [chinese().rows[number].key for number in rows]
    for found, right in zip(align(document, seeds(), "zh_Hans").rows, rights, strict=True):
        assert found.key == right or found.confidence < SURE


ALL, COLUMNS = range(166), range(6)


@pytest.mark.slow
@EXAMPLES
@given(st.permutations(ALL))
def test_in_whatever_order_rows_stand_no_sure_key_is_wrong(rows: list[int]):
    assert_none_surely_wrong(changed(rows, COLUMNS), rows)


@pytest.mark.slow
@EXAMPLES
@given(st.permutations(COLUMNS), st.sampled_from([None, "", "看", "id"]))
def test_whatever_columns_are_called_and_in_any_order_no_sure_key_is_wrong(columns: list[int], header: str | None):
    assert_none_surely_wrong(changed(ALL, columns, header), ALL)


@pytest.mark.slow
@EXAMPLES
@given(st.integers(0, 165))
def test_whichever_row_is_dropped_no_sure_key_is_wrong(dropped: int):
    """One row: without both rows of a key, nothing tells it from its second version where only elimination did."""
    rows = [row for row in ALL if row != dropped]
    assert_none_surely_wrong(changed(rows, COLUMNS), rows)


@pytest.mark.slow
@EXAMPLES
@given(st.sets(st.sampled_from([0, 1, 3, 4])))
def test_whichever_columns_are_dropped_no_sure_key_is_wrong(columns: set[int]):
    """All but the written key and the documentation's link, which alone tell a key from its second version."""
    assert_none_surely_wrong(changed(ALL, sorted(columns | {2, 5})), ALL)


def test_the_same_copy_gives_the_same_alignment():
    again = align(seed(CHINESE_COPY), seeds(), "zh_Hans")
    assert again.rows == chinese().rows
