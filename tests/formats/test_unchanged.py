"""What says the same is written as it was, however it came about and however unevenly it is laid out."""

from __future__ import annotations

from copy import deepcopy

import pytest

import editing
from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.formats.rendering import Rendering

UNEVEN = {
    "x.md": "T\n=\n\n| a|b |\n|-|:-:|\n|1 | [2](u)|\n| `c`||d|\n",
    "x.rst": "=== ====\na   b\n=== ====\n1   `2 <u>`__\n=== ====\n",
    "x.html": "<h1>T</h1><table><tr><th>a<th>b\n<tr><td> 1<td><a href=u>2</a></table>",
    "x.csv": 'a,"b"\n"1", 2\n',
    "x.json": '{"version": 1,"content":[{"kind":"table","columns":[{"text":"a"}],\n"rows":[{"a":{"text":"1"}}]}]}',
}


@pytest.mark.parametrize("name", UNEVEN)
def test_an_equal_document_changes_no_byte(name: str) -> None:
    document = deepcopy(formats.parse(UNEVEN[name], name))
    assert editing.dump(document) == editing.patch(document) == UNEVEN[name]
    assert editing.dump(document, Rendering()) == UNEVEN[name]


@pytest.mark.parametrize("path", [SOURCE, GRID_2020, PIPES_2018, BY_KEY_2018, CHINESE_COPY], ids=lambda path: path.name)
def test_an_equal_table_changes_no_byte(path: object) -> None:
    document = formats.load(str(path))
    assert editing.dump(deepcopy(document)) == document.source
