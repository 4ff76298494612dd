"""Text that was read in the wrong encoding: repaired in every cell and named, and in the file left alone."""

from __future__ import annotations

import pytest

import editing
from tabl10n import formats

MARKDOWN = "| LÃ¤nder | 名 |\n|---|---|\n| MÃ¼nchen | voilÃ  le travail |\n| Köln | à la carte |\n"
LIST = ".. list-table::\n   :header-rows: 1\n\n   * - LÃ¤nder\n     - 名\n   * - MÃ¼nchen\n     - voilÃ  le travail\n"


@pytest.mark.parametrize(("text", "name", "lines"), [(MARKDOWN, "x.md", [1, 3, 3]), (LIST, "x.rst", [4, 6, 7])])
def test_what_was_read_in_the_wrong_encoding_is_mended_in_memory_and_named(
    text: str, name: str, lines: list[int]
) -> None:
    document = formats.parse(text, name)
    [table] = document.tables
    assert [column.header.text for column in table.columns] == ["Länder", "名"]
    assert [cell.text for cell in table.rows[0].cells] == ["München", "voilà le travail"]
    assert [notice.line for notice in document.notices if "broken encoding" in notice.message] == lines
    assert editing.dump(document) == text
