"""Blocks of an HTML page beside headings, paragraphs and tables."""

from __future__ import annotations

import pytest

from tabl10n import formats

TABLE = "<table><tr><th>id<th>name</tr><tr><td>a1<td>Anna</tr><tr><td>b2<td>Berta</tr></table>"

BLOCKS = {
    "items of lists": (
        "<ul><li>one boat<li>two <b>boats</b><ol><li><p>deep</p></ol></li></ul>",
        ["item one boat", "item two <b>boats</b>", "paragraph deep"],
    ),
    "definitions": ("<dl><dt>Ebb<dd>It goes.</dl>", ["term Ebb", "definition It goes."]),
    "quotations": ("<blockquote>Words<p>of others</p></blockquote>", ["quotation Words", "paragraph of others"]),
    "what unfolds": (
        "<details><summary>More</summary><p>Hidden</p></details>",
        ["label More", "paragraph Hidden"],
    ),
    "a figure's caption": ("<figure><img src=a.png><figcaption>A boat</figcaption></figure>", ["caption A boat"]),
    "a table's caption": (
        TABLE.replace("<table>", "<table><caption>All <i>boats</i></caption>"),
        ["caption All <i>boats</i>"],
    ),
    "a list in a cell": (TABLE.replace("Anna", "<ul><li>Anna</ul>"), []),
    "code": ("<pre>one <b>boat</b></pre>", []),
    "the page's title": ("<title>Boats &amp; more</title><p>Words", ["metadata Boats &amp; more", "paragraph Words"]),
    "a title that is the first heading": ("<title> Boats </title><h1>Boats</h1>", ["title Boats"]),
}


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(page: str, expected: list[str]) -> None:
    document = formats.parse(page, "boats.html")
    found = [f"{block.kind} {block.text}".replace("introduction ", "paragraph ") for block in document.prose]
    assert found == expected
    assert [document.source[slice(*block.span)] for block in document.prose] == [b.text for b in document.prose]


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_a_translation_changes_the_words_of_its_block_alone(page: str, expected: list[str]) -> None:
    document = formats.parse(page, "boats.html")
    format_ = formats.get("html")
    written = page
    for number, block in enumerate(document.prose):
        written = written.replace(block.text, f"Wort {number}", 1) if block.kind != "title" else written
    edits = [format_.translate(document, block, f"Wort {n}") for n, block in enumerate(document.prose)]
    if "title Boats" not in expected:
        assert formats.patch(document, edits) == written


def test_a_page_with_a_caption_has_the_same_table() -> None:
    page = TABLE.replace("<table>", "<table><caption>Boats</caption>")
    [table] = formats.parse(page, "boats.html").tables
    [bare] = formats.parse(TABLE, "boats.html").tables
    assert [cell.text for cell in table.cells()] == [cell.text for cell in bare.cells()]


CONTAINED = {
    "items that nothing ends": "<ul><li>a<li>b<ol start=4><li>c</ol></ul><p>d",
    "a note": "<div class='admonition tip'><p class=admonition-title>a</p><div>b</div><p>c</p></div><p>d",
    "a list of tasks": "<ul><li><input type=checkbox checked>a<li><input type=checkbox>b</ul>",
    "definitions": "<dl><dt>a<dd>b<dt>c<dd><p>d</p><ul><li>e</ul></dl><blockquote>f</blockquote>",
}
EXPECTED = {
    "items that nothing ends": [
        ("a", [("list", "", None), ("item", "", None)]),
        ("b", [("list", "", None), ("item", "", None)]),
        ("c", [("list", "", None), ("item", "", None), ("list", "", 4), ("item", "", None)]),
        ("d", []),
    ],
    "a note": [("a", [("note", "tip", None)]), ("c", [("note", "tip", None)]), ("d", [])],
    "a list of tasks": [
        ("a", [("list", "", None), ("item", "x", None)]),
        ("b", [("list", "", None), ("item", " ", None)]),
    ],
    "definitions": [
        ("a", []),
        ("b", [("definition", "", None)]),
        ("c", []),
        ("d", [("definition", "", None)]),
        ("e", [("definition", "", None), ("list", "", None), ("item", "", None)]),
        ("f", [("quotation", "", None)]),
    ],
}


@pytest.mark.parametrize("name", CONTAINED)
def test_what_blocks_are_in(name: str) -> None:
    blocks = formats.parse(CONTAINED[name], "boats.html").prose
    assert [(b.text, [(c.kind, c.name, c.number) for c in b.containers]) for b in blocks] == EXPECTED[name]


def test_code_is_its_text() -> None:
    page = "<pre>\na &lt; <b>b</b>\n  c<br>d</pre><pre><code class='x language-py'>e</code></pre><hr>"
    first, second, rule = formats.parse(page, "boats.html").verbatim
    assert (first.text, first.language) == ("a < b\n  c\nd", "")
    assert (second.text, second.language, rule.kind) == ("e", "py", "rule")


def test_elements_that_never_end_hold_no_more_than_a_reader_could_see() -> None:
    page = "<ul><li>" * 3000 + "a" + "<blockquote>" * 3000 + "b"
    assert all(len(block.containers) <= 50 for block in formats.parse(page, "boats.html").prose)
