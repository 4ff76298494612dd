"""Tables of a few rows, in which no value is rare: the right key is still the likelier one."""

from __future__ import annotations

import pytest

from align.making import keys, table
from tabl10n.align import Registry, align


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("wherry ferry", "WHERRY FERRY"),
        ("kobaya kobe", "kobaay kboe"),
        ("bergen", "BERGEN"),
        ("gondola umiak wherry barge frigate ferry meadow", "Gondola umi WHERRY braeg frigate FERRY Meadow"),
        ("gondola kobaya kobe junk wherry proa", "gondola kobaay kboe Junk wherry pro"),
    ],
)
def test_a_damaged_key_beside_one_that_sounds_alike(right: str, written: str):
    header, expected = "country | id | name", right.split()
    source = table(header, *(f"Norway | {key} | {key.title()}" for key in expected))
    rows = zip(written.split(), expected, strict=True)
    copy = table(header, *(f"Norwegen | {word} | {key.title()}" for word, key in rows))
    alignment = align(copy, Registry.from_documents(source), "de")
    assert keys(alignment) == expected
