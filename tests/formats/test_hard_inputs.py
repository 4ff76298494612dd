"""Input that nobody means: each is read or refused with a clear line, and how long that takes grows as it does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress

import pytest

from growth import grows_too_fast, repeated
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document, Edit
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import MAX_DEPTH, Text, plain, walk
from tabl10n.text.addresses import ADDRESS_LIKE

DEEP = 2_000
pytestmark = pytest.mark.slow
GERMAN = Rendering("de", foreign_language="en")


def markdown(cell: str, prose: str = "words") -> str:
    return f"# T\n\n{prose}\n\n| id | name | note |\n|---|---|---|\n| a1 | A | {cell} |\n| b2 | B | b |\n"


def html(cell: str, prose: str = "words") -> str:
    rows = f"<tr><th>id<th>name<th>note<tr><td>a1<td>A<td>{cell}</td><tr><td>b2<td>B<td>b"
    return f'<html lang="en"><title>T</title><h1>T</h1><p>{prose}</p><table>{rows}</table></html>'


def rst(cell: str, prose: str = "words") -> str:
    rows = [("id", "name", "note"), ("a1", "A", cell), ("b2", "B", "b")]
    table = "".join(f"   * - {a}\n     - {b}\n     - {c}\n" for a, b, c in rows)
    return f"T\n=\n\n{prose}\n\n.. list-table::\n   :header-rows: 1\n\n{table}"


def csv(cell: str, prose: str = "") -> str:
    return f"id,name,note\na1,A,{cell}\nb2,B,b\n"


def json_(cell: str, prose: str = "words") -> str:
    header = [{"text": name} for name in ("id", "name", "note")]
    row = dict(zip(("id", "name", "note"), ({"text": text} for text in ("a1", "A", cell)), strict=True))
    content = [{"kind": "paragraph", "text": prose}, {"kind": "table", "columns": header, "rows": [row]}]
    return json.dumps({"version": 1, "language": "en", "content": content})


MAKERS: dict[str, Callable[..., str]] = {"md": markdown, "html": html, "rst": rst, "csv": csv, "json": json_}


def read(text: str, suffix: str) -> Document:
    """The document, with everything in it that is read only when someone asks."""
    document = infer_document(formats.parse(text, f"x.{suffix}"), {}, "en")
    for block in document.prose:
        plain(block.nodes)
    for cell in document.cells():
        assert max(map(depth_of, cell.nodes), default=0) <= MAX_DEPTH + 1
    return document


def depth_of(node: object) -> int:
    return 1 + max(map(depth_of, getattr(node, "content", ())), default=0)


def test_what_grows_with_the_square_is_found() -> None:
    assert grows_too_fast(lambda text: [1 for _ in text[::20] for _ in text[::20]], repeated("ab"))
    assert not grows_too_fast(lambda text: sorted(text.split("b")), repeated("ab"))


def nested(before: str, after: str, count: int = DEEP) -> str:
    return before * count + "word" + after * count


@pytest.mark.parametrize(
    ("suffix", "before", "after"),
    [
        ("html", "<b>", "</b>"),
        ("html", "<div>", "</div>"),
        ("html", '<a href="x">', "</a>"),
        ("html", "<code>", "</code>"),
        ("html", "<code><a href=x>", "</a></code>"),
        ("html", "<x>", ""),
        ("html", "<table><tr><td>", "</table>"),
        ("md", "*a ", " a*"),
        ("md", "**a ", " a**"),
        ("md", "[", "](a)"),
        ("md", "![", "](a)"),
        ("md", "~~a ", " a~~"),
        ("md", "> ", ""),
        ("md", "<b>", "</b>"),
        ("rst", "*", "*"),
        ("rst", "(", ")"),
        ("rst", "`", "`_"),
        ("rst", "- ", ""),
    ],
)
def test_what_is_nested_thousands_deep_is_read(suffix: str, before: str, after: str) -> None:
    text = nested(before, after)
    for source in (MAKERS[suffix](text), MAKERS[suffix]("a", text)):
        document = read(source, suffix)
        assert formats.dump(document, [], GERMAN)
        with suppress(InputError):
            assert formats.convert(document, "rst" if suffix == "html" else "html")


@pytest.mark.parametrize("depth", [1, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 3 * MAX_DEPTH])
@pytest.mark.parametrize(("before", "after"), [("<b>", "</b>"), ("<div>", "</div>"), ('<a href="x">', "</a>")])
def test_text_is_read_however_deep_it_is(before: str, after: str, depth: int) -> None:
    document = read(html(f"one {nested(before, after, depth)} two <b>three</b> four"), "html")
    words = document.tables[0].rows[0].cells[2].text.split()
    assert words == ["one", "word", "two", "three", "four"]


def test_emphasis_is_read_as_deep_as_nodes_may_be() -> None:
    document = read(markdown(nested("*a ", " a*", 2 * MAX_DEPTH)), "md")
    cell = document.tables[0].rows[0].cells[2]
    assert sum(1 for node in walk(cell.nodes) if hasattr(node, "content")) == MAX_DEPTH
    assert cell.text == nested("a ", " a", 2 * MAX_DEPTH)


@pytest.mark.parametrize(
    "inline",
    [
        nested('[{"emphasis":', "}]").replace("word", '"x"'),
        nested('[{"emphasis":', "}]", MAX_DEPTH + 2).replace("word", '["x"]'),
        nested('[{"link":"u","content":', "}]", 300).replace("word", '["x"]'),
        "[" * DEEP + "]" * DEEP,
        '{"a":' * DEEP + "1" + "}" * DEEP,
        "1" * 5000,
    ],
)
def test_json_that_cannot_be_held_is_refused(inline: str) -> None:
    text = json_("a").replace('{"text": "a"}', f'{{"text": "a", "inline": {inline}}}')
    with pytest.raises(InputError, match=r"nested too deep|a number that is too long"):
        read(text, "json")


def unpadded(source: str) -> str:
    return source.replace(" ", "").replace("-", "")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("write", [formats.patch, formats.dump])
def test_markdown_is_edited_whatever_breaks_its_lines(line_break: str, write: Callable[..., str]) -> None:
    source = markdown("a note").replace("\n", line_break)
    document = read(source, "md")
    cell = document.tables[0].rows[0].cells[2]
    edited = write(document, [Edit(cell.span, (Text("a longer note"),))])
    assert unpadded(edited).replace("alongernote", "anote") == unpadded(source)
    assert [len(table.rows) for table in read(edited, "md").tables] == [2]


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("text", ["a\0b", "\0", "a\rb", "a\fb", "a\x1bb", "\u2028", "\ufeff"])
def test_a_control_character_is_read_or_refused(suffix: str, text: str) -> None:
    for source in (MAKERS[suffix](text), MAKERS[suffix]("a", text), text):
        with suppress(InputError):
            read(source, suffix)


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("&#" + "1" * 5000 + ";", "\ufffd"),
        ("&#x" + "1" * 5000 + ";", "\ufffd"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("&#x" + "0" * 5000 + "41;", "A"),
        ("&#" + "0" * 5000 + ";", "\ufffd"),
        ("&#65;", "A"),
        ("&#0065", "A"),
        ("&#1114112;", "\ufffd"),
    ],
)
def test_a_reference_of_any_length_is_decoded_as_a_browser_does(reference: str, shown: str) -> None:
    document = read(html(f'<a href="{reference}">x{reference}</a>'), "html")
    cell = document.tables[0].rows[0].cells[2]
    assert (cell.text, cell.link) == (f"x{shown}", shown)


def substitutions(count: int, text: str) -> str:
    """Definitions each of which stands for ``text``, formatted with the number of the next."""
    lines = [f".. |a{number}| replace:: {text.format(number + 1)}\n" for number in range(count)]
    return "\n" + "\n".join([*lines, f".. |a{count}| replace:: word\n"])


@pytest.mark.parametrize("text", ["|a{0}| |a{0}|", "|a{0}|"])
def test_substitutions_that_come_to_too_much_are_shown_as_they_are_written(text: str) -> None:
    document = read(rst("|a0|", "|a0| and more") + substitutions(1000, text), "rst")
    assert document.tables[0].rows[0].cells[2].text == "|a0|"
    assert "|a0| and more" in [plain(block.nodes) for block in document.prose]


def test_substitutions_in_substitutions_are_read() -> None:
    document = read(rst("|a0|") + substitutions(5, "|a{0}| |a{0}|"), "rst")
    assert document.tables[0].rows[0].cells[2].text == " ".join(["word"] * 32)


def test_substitutions_that_stand_for_each_other_are_read() -> None:
    text = rst("|a|") + "\n.. |a| replace:: x |b|\n\n.. |b| replace:: y |a|\n"
    assert read(text, "rst").tables[0].rows[0].cells[2].text == "x y |a|"


@pytest.mark.parametrize("mark", [":a: ", "- ", "* ", "a. ", "> "])
def test_a_cell_whose_blocks_are_too_deep_for_docutils_is_read(mark: str) -> None:
    assert "word" in read(rst(mark * 400 + "word"), "rst").tables[0].rows[0].cells[2].text


MARKS = [
    *(
        "<noscript ",
        "<a ",
        '<a "',
        "<title ",
        "<style",
        "<template>",
        "<script>",
        "<b>",
        "<i></b>",
        "<!--",
        "<![CDATA[",
    ),
    *(
        "</",
        "<",
        "&",
        "&#1",
        "&amp",
        "_",
        "a_ ",
        "_a",
        "*",
        "*a",
        "**a ",
        "~~a",
        "`",
        "`a``b ",
        "[",
        "](",
        "[a](",
        "![",
        "[^a]",
    ),
    *(
        "|",
        "a | ",
        "||x",
        "\\",
        "\\|",
        "$",
        "@",
        "a@",
        ".",
        "a.",
        "://",
        "http://a(",
        "www.",
        "mailto:",
        "mailto:a@",
        ":a",
        ":a: ",
    ),
    *(
        '"',
        '""x',
        "(",
        "((a",
        ")",
        "{a}",
        "-",
        "- ",
        "> ",
        "=",
        "#",
        "1.",
        "1, ",
        "\t",
        "a  ",
        "a\u00a0",
        "a\r",
        "\n",
        "a\n\n",
    ),
    *(
        "\u2068",
        "\u2068a\u2069",
        "e\u0301",
        "\u00c3\u00a9",
        "\u4e2d",
        "Norway, ",
        ".. ",
        ".. _a:",
        "::",
        "`a`_ ",
        "|a|_ ",
        ":a:`",
    ),
]


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("mark", MARKS)
def test_time_grows_no_faster_than_what_is_read(suffix: str, mark: str) -> None:
    make = repeated(mark)
    for source in (
        lambda length: MAKERS[suffix](make(length)),
        lambda length: MAKERS[suffix]("a", make(length)),
        lambda length: make(length) + "\n\n" + MAKERS[suffix]("a"),
        lambda length: MAKERS[suffix]("a") + make(length),
    ):
        assert not grows_too_fast(lambda text: formats.dump(read(text, suffix), [], GERMAN), source)


def simple_table(cell: str) -> str:
    border = f"== = {'=' * (8 * len(cell) + 1)}"
    return f"{border}\nid b note\n{border}\na1 b {cell}x\n{border}\n"


def test_time_grows_no_faster_than_the_tabs_in_a_simple_table() -> None:
    assert not grows_too_fast(lambda text: read(simple_table(text), "rst"), repeated("\t"))


@pytest.mark.parametrize("part", ["_", "a", "a:", "://", "a://"])
def test_time_grows_no_faster_than_the_words_in_which_addresses_are_looked_for(part: str) -> None:
    assert not grows_too_fast(re.compile(ADDRESS_LIKE).findall, repeated(part))


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr>{'<th colspan=1000>a' * 100}</table>",
        f"<table><tr>{'<th colspan=1000 rowspan=9999>a' * 9}{'<tr><td>b' * 300}</table>",
    ],
)
def test_cells_that_take_more_than_a_page_can_have_are_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"x\.html:1: cells that take more columns and rows than the page can have"):
        read(page, "html")


@pytest.mark.parametrize("attributes", ["colspan=99999999999", "rowspan=99999999999", "rowspan=0", "colspan=-1"])
def test_cells_that_take_any_number_of_columns_and_rows_are_read(attributes: str) -> None:
    page = f"<table><tr><th>id<th>name<tr><td {attributes}>a<td>b{'<tr><td>c' * 50}</table>"
    assert len(read(page, "html").tables[0].rows) == 51


def test_time_grows_no_faster_than_rows_that_a_cell_reaches_into() -> None:
    def make(length: int) -> str:
        header = "<td>h" * (length // 20)
        return f"<table><tr>{header}<tr><td>a<td colspan=1000 rowspan=0>b{'<tr>' * (length // 8)}</table>"

    assert not grows_too_fast(lambda text: read(text, "html"), make)
