"""Blocks of a reStructuredText page beside headings, paragraphs and tables."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.document import Document
from tabl10n.errors import InputError

TABLE = "====  =====\nid    name\n====  =====\na1    Anna\nb2    Berta\n====  =====\n"

BLOCKS = {
    "items of lists": (
        "- one boat\n  and on\n\n  second\n- two\n\n  1. deep\n  #. more\n",
        ["item one boat and on", "item second", "item two", "item deep", "item more"],
    ),
    "a literal block in an item": ("- run::\n\n    a boat\n\n- two\n", ["item run::", "item two"]),
    "notes": (
        ".. note::\n   :class: x\n\n   Mind it.\n\n   - always\n\n.. tip:: Begin\n   here.\n\n   More.\n\nAfter.\n",
        ["note Mind it.", "item always", "note Begin here.", "note More.", "paragraph After."],
    ),
    "a note with a title": (".. admonition:: The *tide*\n\n   Mind it.\n", ["label The *tide*", "note Mind it."]),
    "since when": (".. versionadded:: 1.2\n   Since then.\n", ["note Since then."]),
    "an unknown directive": (".. boats:: one\n   :two: three\n\n   Four.\n\n   - five\n", []),
    "code": (".. code-block:: sh\n\n   boats --all\n", []),
    "definitions": (
        "Ebb\n   It goes.\n\n   Slowly.\nFlood\n   It comes.\n",
        ["term Ebb", "definition It goes.", "definition Slowly.", "term Flood", "definition It comes."],
    ),
    "fields": (":author: Anna\n   and Berta\n", []),
    "a quotation": ("Words.\n\n   Of others,\n   long.\n", ["paragraph Words.", "quotation Of others, long."]),
    "footnotes": (
        "Ebb [1]_.\n\n.. [1] It\n   goes.\n.. [#b] So.\n",
        ["paragraph Ebb [1]_.", "footnote It goes.", "footnote So."],
    ),
    "a figure": (".. figure:: a.png\n   :alt: x\n\n   A boat.\n", ["caption A boat."]),
    "a caption of a table": (f".. table:: All boats\n\n   {TABLE}".replace("\n", "\n   "), ["caption All boats"]),
    "a caption of a list-table": (
        ".. list-table:: All boats\n   :header-rows: 1\n\n   * - id\n     - name\n   * - a1\n     - Anna\n",
        ["caption All boats"],
    ),
}


def read(text: str) -> Document:
    return formats.parse(text, "boats.rst")


def blocks(document: Document) -> list[str]:
    return [f"{block.kind} {block.text}".replace("introduction ", "paragraph ") for block in document.prose]


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(page: str, expected: list[str]) -> None:
    document = read(page)
    assert blocks(document) == expected
    assert [" ".join(document.source[slice(*b.span)].split()) for b in document.prose] == [
        b.text for b in document.prose
    ]


@pytest.mark.parametrize("page", [page for page, _ in BLOCKS.values()], ids=BLOCKS)
def test_a_translated_page_has_the_same_blocks(page: str) -> None:
    document = read(page)
    format_ = formats.get("rst")
    edits = [format_.translate(document, block, f"Wort: {block.text}") for block in document.prose]
    again = read(formats.patch(document, edits))
    assert [(block.kind, block.text) for block in again.prose] == [(b.kind, f"Wort: {b.text}") for b in document.prose]
    assert len(again.tables) == len(document.tables)


@pytest.mark.parametrize("words", ["- Wort", "1. Wort", ".. note:: Wort", "Wort\n----", ":a: Wort", "::", "| Wort"])
def test_a_translation_makes_no_other_block_of_an_item_or_a_caption(words: str) -> None:
    for page, _ in (BLOCKS["items of lists"], BLOCKS["a caption of a list-table"], BLOCKS["notes"]):
        document = read(page)
        for block in document.prose:
            try:
                written = formats.patch(document, [formats.get("rst").translate(document, block, words)])
            except InputError:
                continue
            assert [one.kind for one in read(written).prose] == [one.kind for one in document.prose]
