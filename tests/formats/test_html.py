"""HTML: reading pages that others wrote, with the place of every part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import editing
from editing import change
from tabl10n import formats
from tabl10n.document import Document

PAGE = """\
<!DOCTYPE html>
<title>of the window</title>
<style>p > b { color: red }</style>
<h1>Boats &amp; more</h1>
<p>All of <em>them</em>:
<table class="x">
  <tr><th>id<th align="right">name<th>logo
  <tr><td> knarr <td><a class=y href='https://k.example/?a=b&amp;c=d'>Kn&auml;rr</a><td><img alt="" src=k.png>
  <tr><td><bdi dir="ltr">_b</bdi></td><td colspan="2">x  <b>y</b> z</td></tr>
</table>
<script>document.write("<table><tr><td>no</table>")</script>
"""


def read(text: str) -> Document:
    return formats.parse(text, "x.html")


def test_reading() -> None:
    document = read(PAGE)
    (table,) = document.tables
    assert [(part.kind, part.text, part.line) for part in document.prose] == [
        ("metadata", "of the window", 2),
        ("title", "Boats &amp; more", 4),
        ("introduction", "All of <em>them</em>:", 5),
    ]
    assert [(column.header.text, column.align) for column in table.columns] == [
        ("id", ""),
        ("name", "right"),
        ("logo", ""),
    ]
    said = [[(c.text, c.link, c.image, c.alt) for c in row.cells] for row in table.rows]
    assert said == [
        [("knarr", "", "", ""), ("Knärr", "https://k.example/?a=b&c=d", "", ""), ("", "", "k.png", "")],
        [("_b", "", "", ""), ("x y z", "", "", ""), ("", "", "", "")],
    ]
    assert [row.line for row in table.rows] == [8, 9]
    assert [notice.message for notice in document.notices] == ["a cell with colspan: kept where it is first"]


def test_lines_and_columns() -> None:
    document = read(PAGE)
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    spans = [(cell.text_span, cell.link_span, cell.image_span) for cell in cells]
    parts = [[document.source[slice(*span)] if span else None for span in of_cell] for of_cell in spans]
    assert parts == [
        ["knarr", None, None],
        ["Kn&auml;rr", "https://k.example/?a=b&amp;c=d", None],
        [None, None, "k.png"],
        ["_b", None, None],
        [None, None, None],
        [None, None, None],
    ]
    lines = PAGE.split("\n")
    for cell in cells:
        raw = document.raw(cell)
        assert lines[cell.line - 1][cell.column - 1 :].startswith(raw)


def test_a_change_touches_one_part() -> None:
    document = read(PAGE)
    (table,) = document.tables
    first = table.rows[0]
    cells = (change(first.cells[0], text='<"'), change(first.cells[1], link="https://x.example"), first.cells[2])
    changed = replace(table, rows=(replace(first, cells=cells), table.rows[1]))
    window, title, words = document.prose
    prose = (window, replace(title, text="Boote"), replace(words, text="<em>Alle</em> <b>:</b>"))
    text = editing.dump(replace(document, tables=(changed,), prose=prose))
    expected = PAGE.replace(" knarr ", ' &lt;" ').replace("https://k.example/?a=b&amp;c=d", "https://x.example")
    expected = expected.replace("Boats &amp; more", "Boote")
    assert text == expected.replace("All of <em>them</em>:", "&lt;em&gt;Alle&lt;/em&gt; &lt;b&gt;:&lt;/b&gt;")


@pytest.mark.parametrize("text", ["<b>Alle", "Alle</b>", "<B>Alle</i>", "<i><b>Alle</i></b>", "<b>Alle</b><b>"])
def test_an_element_that_is_not_closed_in_its_turn_is_text(text: str) -> None:
    document = read("<p><b>All</b> of <i>it</i><p>more")
    changed = replace(document, prose=(replace(document.prose[0], text=text), *document.prose[1:]))
    assert editing.dump(changed) == f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}<p>more"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boden, <b>flach</b> & breit", "Boden, <b>flach</b> & breit"),
        ("Flacher Boden", "Flacher Boden"),
        ("<b>Flach<td>", "&lt;b&gt;Flach&lt;td&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b onclick='x'>Flach</b>", "&lt;b onclick='x'&gt;Flach&lt;/b&gt;"),
    ],
)
def test_a_cell_with_markup_is_translated_with_the_markup_of_its_source(text: str, expected: str) -> None:
    page = "<table><tr><th>id<th>notes<tr><td>a<td> <b>Flat</b> bottom <tr><td>b<td>x</table>"
    document = read(page)
    (table,) = document.tables
    first = table.rows[0]
    rows = (replace(first, cells=(first.cells[0], change(first.cells[1], markup=text))), table.rows[1])
    changed = replace(document, tables=(replace(table, rows=rows),))
    assert editing.dump(changed) == page.replace("<b>Flat</b> bottom", expected)
    assert "flat" not in editing.convert(changed, "markdown").lower().replace("flach", "")


@pytest.mark.parametrize(
    "text",
    [
        """See <b title="a>b" onclick="x">more</b>""",
        """See <b title="a>b">more</b> </""",
        """See <b title="a>b">more</b> <b""",
        """See <b title="a>b">more</b> <!-- """,
        """See <b title="a>b">more</b> <?""",
    ],
)
def test_a_tag_ends_where_a_browser_ends_it(text: str) -> None:
    source = """<p>See <b title="a>b">more</b> <p>more"""
    document = read(source)
    changed = replace(document, prose=(replace(document.prose[0], text=text), document.prose[1]))
    written = editing.dump(changed)
    assert written.startswith("<p>See &lt;b ")
    assert read(written).prose[1].text == "more"
    same = replace(document.prose[0], text="""1 < 2 <b title="a>b">mehr</b>""")
    written = editing.dump(replace(document, prose=(same, document.prose[1])))
    assert written.startswith("<p>1 < 2 <b title=")


LINES = {
    "paragraphs": ("<p>1</p> <p>2</p>", "1 2", "1<br>2"),
    "a paragraph": ("<p>1</p>", "1", "1"),
    "a paragraph after words": ("1<p>2", "1 2", "1<br>2"),
    "words after a paragraph": ("<p>1</p>2", "1 2", "1<br>2"),
    "a line break before the end": ("<p>1<br></p><p>2</p>", "1 2", "1<br>2"),
    "blocks in a block": ("<div>\n<div>1</div>\n<div><img src=a></div>\n</div>", "1", "1<br>![](a)"),
    "nothing between": ("<div></div><p></p>1", "1", "1"),
}


@pytest.mark.parametrize(("cell", "text", "expected"), LINES.values(), ids=LINES)
def test_blocks_in_a_cell_are_lines(cell: str, text: str, expected: str) -> None:
    document = read(f"<table><tr><th>h<tr><td>{cell}</table>")
    assert document.tables[0].rows[0].cells[0].text == text
    assert editing.convert(document, "markdown").splitlines()[2].strip("| ") == expected


def test_a_list_in_a_cell_is_not_one_word() -> None:
    (table,) = read("<table><tr><th>h<tr><td><ul><li>1<li>2</ul></table>").tables
    assert table.rows[0].cells[0].text == "1 2"


def test_a_table_inside_another_one_is_told_of() -> None:
    (notice,) = read("<table><tr><th>h\n<tr><td><table><tr><td>1</table><td>2</table>").notices
    assert (notice.line, notice.message) == (2, "a table inside another one: what follows it in that one is not read")


# A table's rows, and what its cells then are, line by line.
REACHING = {
    "two rows": ("<tr><td rowspan=2>1<td>a<tr><td>b<tr><td>2<td>c", ["1 a", "_ b", "2 c"]),
    "two rows, not in the first column": ("<tr><td>1<td rowspan=2>a<tr><td>2<tr><td>3<td>c", ["1 a", "2 _", "3 c"]),
    "two columns": ("<tr><td colspan=2>1<tr><td>2<td>c", ["1 _", "2 c"]),
    "more columns than there are": ("<tr><td colspan=9>1", ["1 _"]),
    "both": ("<tr><td colspan=2 rowspan=2>1<tr><tr><td>2<td>c", ["1 _", "2 c"]),
    "all that follow": ("<tr><td rowspan=0>1<td>a<tr><td>b<tbody><tr><td>2<td>c", ["1 a", "_ b", "2 c"]),
    "more than there are": (f"<tr><td rowspan={'7' * 5000}>1<td>a<tr><td>b", ["1 a", "_ b"]),
    "no number": ("<tr><td rowspan=x colspan>1<td>a<tr><td>2<td>b", ["1 a", "2 b"]),
    "none": ("<tr><td rowspan=' 1' colspan=0>1<td>a<tr><td>2<td>b", ["1 a", "2 b"]),
}


@pytest.mark.parametrize(("rows", "expected"), REACHING.values(), ids=REACHING)
def test_a_cell_that_takes_several_places(rows: str, expected: list[str]) -> None:
    (table,) = read(f"<table><tr><th>n<th>id{rows}</table>").tables
    assert [" ".join(cell.text or "_" for cell in row.cells) for row in table.rows] == expected


PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th scope=col>",
            "<td colspan=2>",
            "<td rowspan=3>",
            "<p>",
            "</p>",
            "<h2>",
            "</h2>",
        ),
        *("<a href='b'>", "</a>", "<img src=x>", "<script>", "</script>", "<!--", "-->", "<b", "&amp;", "&#65;"),
        *("a", " ", "\n", "<", ">", "&", '"', "中"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_stays_as_it_is(text: str) -> None:
    document = read(text)
    assert editing.dump(document) == editing.patch(document) == text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                assert 0 <= cell.span.start <= cell.span.end <= len(text)
                assert cell.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "text", ["<table><tr><td>a<table><tr><td>b</table></table>", "<td>a", "</table>", "<table></table>"]
)
def test_odd_tables_do_no_harm(text: str) -> None:
    assert editing.dump(read(text)) == text


def test_quotation_marks_are_coded_in_attributes_alone() -> None:
    text = """L'"île\""""
    document = read("<table><tr><th>a<th>b<tr><td>x<td><img alt='y' src=z></table>")
    (table,) = document.tables
    first, second = table.rows[0].cells
    row = replace(table.rows[0], cells=(change(first, text=text), change(second, alt=text)))
    changed = replace(document, tables=(replace(table, rows=(row,)),))
    coded = "L&#x27;&quot;île&quot;"
    assert editing.dump(changed) == document.source.replace("x<td>", f"{text}<td>").replace("'y'", f"'{coded}'")
    assert f'<td>{text}</td><td><img src="z" alt="{coded}"' in editing.convert(
        formats.parse(editing.convert(changed, "markdown"), "x.md"), "html"
    )


def test_an_address_without_quotation_marks_gets_them() -> None:
    document = read("<table><tr><th>h<tr><td><a href=/a><img src=x.png alt=b></a></table>")
    (table,) = document.tables
    cell = change(table.rows[0].cells[0], link="/a b", image="", alt="c > d")
    changed = replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=(cell,)),)),))
    assert '<a href="/a b"><img src="" alt="c &gt; d"></a>' in editing.dump(changed)


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("\n<img src=a.png>", "image"), ("a word", "text outside paragraphs"), ("<iframe></iframe>", "element iframe"),
        ("<tr><td>a</td></tr>", "text outside paragraphs"), ("<template>a <b>word</b></template>", ""),
        ("<!-- a word -->", ""),
    ],
)  # fmt: skip
def test_what_is_beside_paragraphs_and_tables_is_in_no_other_format(beside: str, name: str) -> None:
    document = read(f"<table><tr><th>id<tr><td>a</table>{beside}<p>b</p>")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a"]]
    [converted] = formats.convert_each(document, ["markdown"])
    assert converted.text.endswith("| a   |\n\nb\n")
    assert [one[:2] for one in converted.left_out] == ([(1 + beside.count("\n"), name)] if name else [])
