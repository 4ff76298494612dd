"""Lists inside the cells of reStructuredText: the cell stays whole, and nothing is made of it that it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import editing
from editing import change
from tabl10n.document import Document
from tabl10n.errors import InputError

rst = editing.get("rst")

HEAD = ".. list-table::\n   :header-rows: 1\n\n   * - id\n     - name\n"
LISTS = {
    "another mark": "   * - a\n     - * first\n       * second\n",
    "the cell's mark": "   * - a\n     - - first\n       - second\n",
    "after a text": "   * - a\n     - text\n\n       * first\n       * second\n",
    "enumerated": "   * - a\n     - 1. first\n       2. second\n",
    "below an empty mark": "   * - a\n     -\n       - first\n       - second\n",
    "below white space": "   * - a\n     -    \n       - first\n       - second\n",
    "in lists": "   * - a\n     - * - first\n         - second\n",
    "one mark for all": "   - - a\n     - - first\n       - second\n",
    "wide marks": "   *  -  a\n      -  *  first\n         *  second\n",
}
ROWS = {
    "in the first cell": "   * - * first\n       * second\n     - B\n",
    "two rows": "   * - a\n     - * first\n       * second\n   * - b\n     - - third\n\n       - fourth\n",
}


def cells(source: str) -> list[int]:
    """How many cells docutils reads in each row."""
    tree = publish_doctree(source, settings_overrides={"report_level": 5})
    return [len(row.children) for row in tree.findall(nodes.row)]


def read(body: str) -> Document:
    return rst.parse(HEAD.replace("   * ", body[:5], 1) + body, "t.rst")


@pytest.mark.parametrize("body", [*LISTS.values(), *ROWS.values()], ids=[*LISTS, *ROWS])
def test_rows_are_those_of_docutils(body: str) -> None:
    document = read(body)
    (table,) = document.tables
    assert [len(table.columns), *(len(row.cells) for row in table.rows)] == cells(document.source)
    assert not document.notices


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_a_list_is_rich_and_stays_as_it_is(body: str) -> None:
    document = read(body)
    (table,) = document.tables
    key, name = table.rows[0].cells
    assert "first" in name.text
    assert "second" in name.text
    assert name.markup.split() == document.raw(name).split()
    row = replace(table.rows[0], cells=(change(key, text="new"), name))
    changed = replace(document, tables=(replace(table, rows=(row,)),))
    assert (
        rst.write(changed)
        == rst.patch(changed)
        == document.source.replace("- a\n", "- new\n").replace("-  a\n", "-  new\n")
    )


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("part", ["text", "markup"])
def test_other_words_for_a_list_are_refused(body: str, part: str) -> None:
    document = read(body)
    (table,) = document.tables
    key, name = table.rows[0].cells
    changed = change(name, text="B") if part == "text" else change(name, markup="B")
    row = replace(table.rows[0], cells=(key, changed))
    with pytest.raises(InputError, match=r"column 'name' holds a list"):
        rst.write(replace(document, tables=(replace(table, rows=(row,)),)))


@pytest.mark.parametrize("target", ["markdown", "html", "csv", "json"])
@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_other_formats_have_no_place_for_a_list(body: str, target: str) -> None:
    with pytest.raises(InputError, match="list") as error:
        editing.convert(read(body), target)
    assert error.value.line is not None


WORDS = [
    "   * - a\n     - one\n       - two\n",
    "   * - a\n     - A. one\n       two\n",
    "   * - a\n     - x -\n       * z\n",
]


@pytest.mark.parametrize("body", WORDS)
def test_words_that_only_look_like_a_list(body: str) -> None:
    document = read(body)
    assert cells(document.source) == [2, 2]
    assert not document.tables[0].rows[0].cells[1].markup
    assert editing.convert(document, "html")


def test_a_row_or_a_cell_a_little_out_of_place_is_read_still() -> None:
    document = rst.parse(HEAD + "   * - a\n    - B\n    * - b\n      - C\n", "t.rst")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a", "B"], ["b", "C"]]
