"""Pages of MDX: what JSX is in them, and that no translation adds any, for the compiler refuses what it cannot read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tabl10n import formats
from tabl10n.catalog.parts import find_parts, make_edit
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.formats.markdown.jsx import escape_jsx, find_element, find_jsx, restrict_jsx

TABLE = "| id | note |\n|----|------|\n| a1 | Anna |\n| b2 | Berta |\n"


def read(text: str, name: str = "boats.mdx") -> Document:
    return formats.parse(text, name)


def blocks(text: str) -> list[str]:
    return [f"{block.kind} {block.text}".replace("introduction ", "paragraph ") for block in read(text).prose]


def translate(page: str, *words: str) -> str:
    """The page with ``words`` in the place of its messages, in order."""
    document = infer_document(read(page))
    edits = [make_edit(document, part, text) for part, text in zip(find_parts(document), words, strict=True)]
    return formats.patch(document, [edit for edit in edits if edit])


BLOCKS = {
    "lines of tags hold nothing": (
        '<Tabs>\n  <Tab value="a" label={b}>\n    Row *slowly*.\n  </Tab>\n</Tabs>\n',
        ["paragraph Row *slowly*."],
    ),
    "a tag on several lines": ('<Tab\n  value="a"\n  on={() => x > 1}\n>\n\nRow.\n\n</Tab>\n', ["paragraph Row."]),
    "tags beside each other": ("<A><B />\nRow.\n</A>\n", ["paragraph Row."]),
    "an expression on lines of its own": ("{boats.map((one) => (\n\n  <b>{one}</b>\n))}\n\nRow.\n", ["paragraph Row."]),
    "an element is its words": ("<summary>All *boats*</summary>\n", ["paragraph All *boats*"]),
    "two elements are a paragraph": ("<b>All</b> <b>boats</b>\n", ["paragraph <b>All</b> <b>boats</b>"]),
    "an expression among words": ("It costs {price} coins.\n", ["paragraph It costs {price} coins."]),
    "no code is indented": ("    Row.\n", ["paragraph Row."]),
    "a list in an element": ("<Card>\n    - Row\n</Card>\n", ["item Row"]),
    "a comment": ("{/* It's\n\nnot for readers */}\n\nRow.\n", ["paragraph Row."]),
    "words below a tag": ("Row\n<Card />\n", ["paragraph Row"]),
    "a brace that is no expression": ("{ row\n", ["paragraph { row"]),
}


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected
    assert blocks(page.replace("\n", "\r\n")) == expected


def test_a_page_that_begins_with_an_import_is_mdx() -> None:
    page = "---\ntitle: x\n---\n\nimport A from 'a';\n\n<A>\nRow.\n</A>\n"
    assert [block.text for block in read(page, "boats.md").prose] == ["x", "Row."]
    assert [block.text for block in read(page.replace("import", "Import"), "boats.md").prose][-1] != "Row."


JSX = {
    "{a} {b: {c}} <b x={y > 1} z='>'> </b> <br /> <></>": (
        *("{a}", "{b: {c}}", "<b x={y > 1} z='>'>", "</b>", "<br />", "<>", "</>"),
    ),
    "{'}'} {`}`} {/* } */}": ("{'}'}", "{`}`}", "{/* } */}"),
    r"\{a} \<b> `{a}` ``<b> ` {c}``": (),
    "{a < b {c": (),
    "a < b > c {": (),
}


@pytest.mark.parametrize(("text", "expected"), JSX.items(), ids=JSX)
def test_jsx_is_found(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(text[slice(*span)] for span in find_jsx(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>words</b>", "words"),
        ("<b x={y}> words </b>", "words"),
        ("<b>a</b> <b>c</b>", None),
        ("<br />", None),
        ("<b></b>", None),
        ("<b>words", None),
    ],
)
def test_an_element_that_is_all_there_is(text: str, expected: str | None) -> None:
    span = find_element(text)
    assert (text[slice(*span)] if span else None) == expected


RESTRICTED = {
    "braces are text": ("a {b} }", "", r"a \{b\} \}"),
    "a tag is text": ("a <b>c</b>", "", r"a \<b>c\</b>"),
    "an expression of the source": ("{price} {other}", "It costs {price}", r"{price} \{other\}"),
    "tags of the source": ("<B>x</B> <C />", "<B>y</B>", r"<B>x</B> \<C />"),
    "tags that are not closed": ("<B>x {y}", "<B>{y}</B>", r"\<B>x {y}"),
    "tags that cross emphasis": ("*a <B>x* y</B>", "<B>y</B>", r"*a \<B>x* y\</B>"),
    "a tag in a picture's words": ("![<B>](x)</B>", "<B>y</B>", r"![\<B>](x)\</B>"),
    "code": ("`{a} <b>`", "", "`{a} <b>`"),
    "what is escaped": (r"\{a\} \\{b}", "", r"\{a\} \\\{b\}"),
    "a mail address": ("a<!-- -->@b.example", "", "a&#64;b.example"),
    "a directive": ("see :abbr[x]{y} and :::b", "", r"see \:abbr[x]\{y\} and ::\:b"),
    "a directive of the source": ("see :abbr[x]", ":abbr[y]", "see :abbr[x]"),
    "a comment of HTML": ("a <!-- b -->", "", r"a \<!-- b -->"),
}


@pytest.mark.parametrize(("written", "source", "expected"), RESTRICTED.values(), ids=RESTRICTED)
def test_what_the_source_has_not_is_no_jsx(written: str, source: str, expected: str) -> None:
    assert restrict_jsx(written, source) == expected
    assert restrict_jsx(expected, source) == expected


TRANSLATED = {
    "an import is words": ("Row.\n", ["import boats"], "&#105;mport boats\n"),
    "an import in an item": ("- Row.\n", ["import boats"], "- import boats\n"),
    "braces": ("Row {x}.\n", ["{y} {x} }"], "\\{y\\} {x} \\}\n"),
    "words in an element": ("<p>Row.</p>\n", ["Rudern</p> \\"], "<p>Rudern&lt;/p> \\\\</p>\n"),
    "a tag first": ("Row <B>x</B>.\n", ["<B>x</B> rudern"], "<B>x</B> rudern\n"),
    "a label": (":::note[Tide {x}]\n\nRow.\n\n:::\n", ["Flut {x} {y}", "R"], ":::note[Flut {x} \\{y\\}]\n\nR\n\n:::\n"),
    "a label with a backslash": (":::note[Tide]\n:::\n", ["Flut \\"], ":::note[Flut \\\\]\n:::\n"),
    "metadata": ("---\ntitle: Boats\n---\n", ["Die {x} <b>"], "---\ntitle: Die {x} <b>\n---\n"),
    "an attribute of the source with an expression": (
        "<B on={() => x > 1}>Tide</B> *comes*.\n",
        ["**Sie** kommt <B on={() => x > 1}>die Flut</B>"],
        "\\*\\*Sie\\*\\* kommt <B on={() => x > 1}>die Flut</B>\n",
    ),
}


@pytest.mark.parametrize(("page", "words", "expected"), TRANSLATED.values(), ids=TRANSLATED)
def test_a_translation(page: str, words: list[str], expected: str) -> None:
    assert translate(page, *words) == expected


def test_a_translated_cell_adds_no_jsx() -> None:
    page = TABLE.replace("Anna", "Costs \\{a\\} and {b}").replace("Berta", "<B>two</B> [boats](x)")
    built = translate(page, "id", "note", "{b} und {a} <c>", "[Boote](x) <B>zwei</B> {d}")
    assert "| {b} und \\{a\\} \\<c>" in built or "| {b} und \\{a\\} &lt;c>" in built
    assert "| [Boote](x) <B>zwei</B> \\{d\\} |" in built


PAGE = f"# Boats\n\nRow {{a}} <B>b</B>.\n\n<summary>All</summary>\n\n- one\n\n:::note[Tide]\n\nEbb\n\n:::\n\n{TABLE}"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("a b{}<>`/\\*_[](){}:-#!@|&;="), min_size=1), st.sampled_from(["", "{a}", "<B>b</B>"]))
@example("<!-- -->", "")
@example("\\", "")
@example("export {a}", "")
@example("</summary>", "")
@example("`{", "{a}")
def test_no_translation_adds_jsx_or_changes_blocks(text: str, of_source: str) -> None:
    document = infer_document(read(PAGE))
    text += of_source
    for part in find_parts(document):
        edit = make_edit(document, part, text)
        if edit is None:
            continue
        built = formats.patch(document, [edit])
        again = read(built)
        assert [block.kind for block in again.prose] == [block.kind for block in document.prose]
        assert [len(table.rows) for table in again.tables] == [2]
        kept = {document.source[slice(*span)] for span in find_jsx(document.source)}
        assert {built[slice(*span)] for span in find_jsx(built)} <= kept


def test_what_is_not_edited_stays_byte_for_byte() -> None:
    assert formats.patch(read(PAGE), []) == PAGE
    assert escape_jsx("{a}", {"{a}"}) == "{a}"
