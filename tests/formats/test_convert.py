"""From any format into any other, and back: nothing is lost, nothing is added."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from docutils.core import publish_string
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from contents import AWKWARD, FORMATS, SUFFIXES, TEXTS, document_of, limits, plain_cells, rich_cells, said, said_in
from paths import BY_KEY_2018, CHINESE_COPY, GRID_2020, PIPES_2018, SOURCE
from tabl10n import formats
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering, make_neutral
from tabl10n.nodes import Break, Code, Image, Inline, Link, Style, Styled, Text, join_texts

GOLDEN = Path(__file__).parent / "golden/convert"
SEEDS = [SOURCE, PIPES_2018, GRID_2020, BY_KEY_2018, CHINESE_COPY]


def rendered(document: Document, target: str, **options: bool) -> str:
    return editing.get(target).render(document, Rendering(**options))


def rendered_or_refused(document: Document, target: str, reasons: tuple[str, ...]) -> str | None:
    """The text, or None where the format refuses the content for one of the reasons."""
    try:
        return rendered(document, target)
    except InputError as error:
        if any(reason in error.fact for reason in reasons):
            return None
        raise


def texts(*said: str) -> list[Inline]:
    return [(Text(text),) if text else () for text in said]


@settings(max_examples=60)
@pytest.mark.parametrize("target", FORMATS)
@given(st.data())
def test_any_document_reads_back(target: str, data: st.DataObject) -> None:
    cells = plain_cells(TEXTS)
    headers = data.draw(st.lists(TEXTS, min_size=3, max_size=3, unique=True), "headers")
    rows = data.draw(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=3), "rows")
    prose = [
        (1, (Text(data.draw(TEXTS.filter(str.strip), "title")),)),
        (0, (Text(data.draw(TEXTS.filter(str.strip))),)),
    ]
    content = document_of(texts(*headers), rows, prose, "lrc")
    text = rendered_or_refused(content, target, ALLOWED if target in ("rst", "csv") else ())
    assert text is None or said_in(text, target, **limits(target)) == said(content, **limits(target))


@pytest.mark.parametrize("target", [target for target in FORMATS if target != "csv"])  # it has tables only
def test_blocks_come_in_the_order_of_the_file(target: str) -> None:
    content = document_of(texts("n", "id"), [texts("a", "b")], [(1, (Text("Title"),)), (0, (Text("Words."),))])
    text = editing.get(target).render(content, Rendering())
    lines = [block.line for block in formats.parse(text, f"t{SUFFIXES[target]}").blocks()]
    assert len(lines) == 3
    assert lines == sorted(lines)


# What a format refuses for good reason.
ALLOWED = (
    "has no text, or spaces at its ends",  # reStructuredText: a link
    "cannot be in a line of reStructuredText",
    "would be read as a part of the column",  # CSV: a header like "a link"
)


@settings(max_examples=60)
@pytest.mark.parametrize("target", ["markdown", "rst", "html", "json"])
@given(st.lists(rich_cells(), min_size=2, max_size=4))
def test_rich_cells_read_back_or_are_refused(target: str, cells: list[Inline]) -> None:
    content = document_of(texts("h"), [[cell] for cell in cells], [(1, cells[0]), (0, cells[1])])
    reasons = ("its markup would be read differently", "does not know there")
    text = rendered_or_refused(content, target, reasons if target in ("markdown", "rst") else ())
    assert text is None or said_in(text, target, **limits(target)) == said(content, **limits(target))


@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_shipped_tables_go_everywhere_and_back(path: Path, target: str) -> None:
    document = formats.load(path)
    module = editing.get(document.format)
    if "guhhhhaa" in document.source and target == "rst":  # a link around nothing but a line break
        with pytest.raises(InputError, match="does not know there"):
            editing.convert(document, target)
        return
    source = said(module.neutral(document), **limits(target))
    text = editing.convert(document, target)
    if target == document.format:
        assert text == document.source
    there = formats.parse(text, f"x{SUFFIXES[target]}")
    assert said(editing.get(target).neutral(there), **limits(target)) == source
    if target in ("json", "html"):
        back = editing.convert(there, document.format)
        assert said_in(back, document.format) == said(module.neutral(document), aligns=document.format != "rst")


EXAMPLE = document_of(
    texts("country / region", "id", "name", "ver"),
    [
        [*texts("中国", "a_b", ""), (Link("https://v.example", (Image("https://i.example/2.svg", "2"),)),)],
        [*texts("Türkiye | *", "_1btcxe"), (Link("https://b.example/?c=d&e=f", (Text("B <b>"),)),), *texts("1")],
    ],
    [(1, (Text("Exchanges & more"),)), (0, (Text("All of "), Styled("strong", (Text("them"),)), Text(":")))],
    "lc",
)


@pytest.mark.parametrize(
    ("name", "target", "options"),
    [
        ("table.md", "markdown", Rendering()),
        ("grid.rst", "rst", Rendering()),
        ("list.rst", "rst", Rendering(list_table=True)),
        ("fragment.html", "html", Rendering("ar", rtl=True)),
        ("page.html", "html", Rendering("zh-Hans", page=True)),
        ("table.json", "json", Rendering("zh-Hans")),
        ("table.csv", "csv", Rendering()),
    ],
)
def test_golden(name: str, target: str, options: Rendering) -> None:
    content = EXAMPLE
    if target == "csv":
        content = replace(content, prose=())
    text = editing.get(target).render(content, options)
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_list_table_reads_back() -> None:
    text = rendered(EXAMPLE, "rst", list_table=True)
    assert said_in(text, "rst", aligns=False) == said(EXAMPLE, aligns=False)


# What cannot be represented is named and refused.

PLAIN = texts("a")
REFUSED = {
    "csv, two links": ("csv", [(Link("a", PLAIN[0]), Text(" "), Link("b", PLAIN[0]))], "is more than one text"),
    "rst, line break": ("rst", [(Text("a\nb"),)], "U+000A cannot be in a line"),
    "rst, deleted": ("rst", [(Styled("deleted", PLAIN[0]),)], "'a' has markup that reStructuredText does not know"),
    "rst, literal": ("rst", [(Code(" a`b"),)], "' a`b' cannot be in a literal"),
    "markdown, control character": ("markdown", [(Text("a\x07"),)], "the control character U+0007"),
    "html, NUL": ("html", [(Text("a\0"),)], "the control character U+0000"),
    "markdown, emphasis in a word": (
        "markdown",
        [(Text("a"), Styled("emphasis", (Text("."),)), Text("b"))],
        "its markup would be read differently",
    ),
}


@pytest.mark.parametrize(("target", "row", "fact"), REFUSED.values(), ids=REFUSED)
def test_refused(target: str, row: list[Inline], fact: str) -> None:
    content = document_of(texts("h"), [PLAIN, row])
    with pytest.raises(InputError) as error:
        rendered(content, target)
    assert fact in error.value.fact
    assert error.value.fact.startswith("table 1, row 2, column 'h'")
    assert error.value.next_step


LINES = {
    "a tag": ("a <sub>b</sub>\n", "x.md", 1, "<sub> cannot be written in other formats"),
    "a title of a link": ('a [b](c "d")\n', "x.md", 1, "the title 'd' of a link"),
    "a role": ("a :sub:`b`\n", "x.rst", 1, "'b' (subscript) cannot be written"),
    "an unknown element": ("<p>a <sub>b</sub></p>\n", "x.html", 1, "the element sub cannot be written"),
}


@pytest.mark.parametrize(("source", "name", "line", "fact"), LINES.values(), ids=LINES)
def test_nothing_is_dropped(source: str, name: str, line: int, fact: str) -> None:
    with pytest.raises(InputError) as error:
        editing.convert(formats.parse(source, name), "json")
    assert fact in error.value.fact
    assert (error.value.path, error.value.line) == (name, line)


UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "view-source:x",
    "blob:x",
]


@pytest.mark.parametrize("url", UNSAFE)
@pytest.mark.parametrize(
    "make", [lambda url: Link(url, (Text("a"),)), lambda url: Image(url, "a")], ids=["link", "image"]
)
def test_an_address_that_is_not_safe_is_refused(url: str, make: type[Link]) -> None:
    with pytest.raises(InputError, match="is not safe to open"):
        make_neutral(document_of(texts("h"), [[(make(url),)]]))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "source",
    [
        "| a |\n|---|\n| [b](javascript:c) |\n",
        "| [b](javascript:c) |\n|---------------------|\n| a                   |\n",
        "# [b](javascript:c)\n",
    ],
)
def test_the_sources_own_address_is_checked_too(source: str) -> None:
    document = formats.parse(source, "x.md")
    with pytest.raises(InputError, match="is not safe to open"):
        editing.convert(document, "html")
    assert editing.convert(document, "markdown") == source


@pytest.mark.parametrize(
    "url", ["https://a", "http://a", "mailto:a@b", "tel:1", "ftp://a", "a/b", "/a", "#a", "?a", "//a", ""]
)
def test_a_safe_address(url: str) -> None:
    make_neutral(document_of(texts("h"), [[(Link(url, (Text("a"),)),)]]))


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("see https://a.example/b_(c), d", "https://a.example/b_(c)"),
        ("(see https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("(see https://a.example/b)", "https://a.example/b"),
        ("[a][d]\n\n[d]: https://d.example", "https://d.example"),
    ],
)
def test_where_a_link_leads(source: str, link: str) -> None:
    assert f'<a href="{link}">' in editing.convert(formats.parse(source, "x.md"), "html")


def test_a_byte_order_mark_changes_no_heading() -> None:
    assert "<h1>a</h1>" in editing.convert(formats.parse("\ufeff# a\n", "x.md"), "html")


def test_a_control_character_in_a_title_is_refused() -> None:
    document = formats.parse("# a\n\n[d]: https://d.example\n", "x.md")
    changed = replace(document, prose=(replace(document.prose[0], text="a\0"),))
    with pytest.raises(InputError, match="the title holds the control character"):
        editing.convert(changed, "html")


OPENINGS = [
    "- a",
    "1. a",
    "(a) b",
    ".. a",
    ".. note:: a",
    ".. [1] a",
    ".. _a: b",
    ":a: b",
    "-- a",
    "__ a",
    "== a",
    "| a",
]


@pytest.mark.parametrize("text", OPENINGS)
@pytest.mark.parametrize("after", [Styled("strong", (Text("b"),)), Link("https://a.example", (Text("b"),))])
def test_words_before_markup_open_no_block(text: str, after: Styled | Link) -> None:
    inline = (Text(f"{text} "), after)
    content = document_of(texts("h"), [[inline]], [(1, inline), (0, inline)])
    text = rendered(content, "rst")
    assert said_in(text, "rst") == said(content)
    page = publish_string(text, writer="html5", settings_overrides={"_disable_config": True, "report_level": 5})
    assert not re.search(rb"<(li|dd|aside|pre|blockquote)\b", page)
    assert page.count(b"<strong>b</strong>") + page.count(b">b</a>") >= 3


@pytest.mark.parametrize("levels", ["1", "11", "1223", "12312", "123123", "1234562"])
def test_levels_of_headings_in_restructuredtext(levels: str) -> None:
    text = rendered(with_headings(levels), "rst")
    assert b"system_message" not in publish_string(text, settings_overrides={"_disable_config": True})
    assert said_in(text, "rst") == said(with_headings(levels))


@pytest.mark.parametrize("levels", ["2", "3", "13", "132", "21", "1213", "12313"])
def test_levels_that_docutils_does_not_know_are_refused(levels: str) -> None:
    """It knows kinds of rules alone: the first is level 1, a new one a level deeper, and none is left out."""
    with pytest.raises(InputError, match="cannot be at level"):
        rendered(with_headings(levels), "rst")


def with_headings(levels: str) -> Document:
    return document_of(texts("h"), [texts("a")], [(int(level), (Text(f"h{level}"),)) for level in levels])


@pytest.mark.parametrize("options", [{}, {"list_table": True}])
def test_a_table_without_rows_is_refused(options: dict[str, bool]) -> None:
    with pytest.raises(InputError, match="without a row"):
        rendered(document_of(texts("h"), []), "rst", **options)


def test_an_internal_target_shows_its_name() -> None:
    assert said_in("a _`b` c\n", "rst") == [(0, (Text("a b c"),))]


def test_several_tables() -> None:
    document = formats.parse("# a\n\n| b |\n|---|\n| c |\n\nd\n\n| e |\n|---|\n| f |\n", "x.md")
    for target in ("json", "html", "rst"):
        text = editing.convert(document, target)
        assert editing.convert(formats.parse(text, f"x{SUFFIXES[target]}"), "markdown") == (
            "# a\n\n| b   |\n|-----|\n| c   |\n\nd\n\n| e   |\n|-----|\n| f   |\n"
        )
    with pytest.raises(InputError, match="2 tables, and a CSV file holds one"):
        editing.convert(document, "csv")


def test_uneven_rows() -> None:
    document = formats.parse("| a | b |\n|---|---|\n| 1 |\n| 2 | 3 | 4 |\n", "x.md")
    for target in ("html", "csv"):
        again = formats.parse(editing.convert(document, target), f"x{SUFFIXES[target]}")
        assert [[cell.text for cell in row.cells] for row in again.tables[0].rows] == [["1"], ["2", "3", "4"]]
    for target in ("rst", "json"):
        with pytest.raises(InputError, match="the row has"):
            editing.convert(document, target)


@pytest.mark.parametrize("raw", ["[ a ](b)", "![ a ](b)", "[![ a ](b)](c)"])
@pytest.mark.parametrize("target", ["rst", "html", "csv", "json"])
def test_spaces_at_the_ends_of_a_label_are_none_anywhere(raw: str, target: str) -> None:
    document = formats.parse(f"| h |\n|---|\n| {raw} |\n", "x.md")
    (before,) = document.tables[0].rows[0].cells
    (after,) = formats.parse(editing.convert(document, target), f"x{SUFFIXES[target]}").tables[0].rows[0].cells
    assert (after.text, after.link, after.image, after.alt) == (before.text, before.link, before.image, before.alt)


@pytest.mark.parametrize("raw", ["a[](b)", "[](b)![a](c)", "![a](c)[](b)"])
def test_a_link_on_nothing_is_a_link_on_nothing_elsewhere(raw: str) -> None:
    document = formats.parse(f"| h |\n|---|\n| {raw} |\n", "x.md")
    html = editing.convert(document, "html")
    assert '<a href="b"></a>' in html
    assert editing.convert(formats.parse(html, "x.html"), "markdown").splitlines()[2].strip("| ") == raw


def test_an_exclamation_mark_makes_no_image_of_the_link_after_it() -> None:
    inline = (Text("Wow!"), Link("b", (Text("Yes!"),)), Styled("strong", (Text("!"), Link("c", (Text("d"),)))))
    content = document_of(texts("h"), [[inline]])
    assert r"Wow\![Yes!](b)" in rendered(content, "markdown")
    assert said_in(rendered(content, "markdown"), "markdown") == said(content)


def test_a_heading_without_words_keeps_its_level() -> None:
    assert "<h1></h1>" in editing.convert(formats.parse("# \n\na\n", "x.md"), "html")


SPACED_BREAKS = [(Break(), Text(" a ")), (Text("a "), Break()), (Break(), Text("   a"), Break(), Text(" b"))]


@pytest.mark.parametrize("inline", SPACED_BREAKS)
@pytest.mark.parametrize("target", ["markdown", "html"])
def test_spaces_beside_a_line_break_are_kept(inline: Inline, target: str) -> None:
    content = document_of(texts("h"), [[inline]])
    assert said_in(rendered(content, target), target) == said(content)


@pytest.mark.parametrize("target", ["markdown", "html", "json"])
def test_a_byte_order_mark_at_the_start_of_a_paragraph_is_kept(target: str) -> None:
    content = document_of(texts("h"), [texts("a")], [(0, (Text("\ufeffa"),))])
    assert said_in(rendered(content, target), target) == said(content)


def test_changed_words_are_carried() -> None:
    document = formats.parse(
        "# A\n\n*B*\n\n| c   | d            |\n|-----|--------------|\n| `e` | [f](https://g) |\n", "x.md"
    )
    (table,) = document.tables
    cells = tuple(cell.with_parts(text=text) for cell, text in zip(table.rows[0].cells, ("E|", "<F>"), strict=True))
    changed = replace(
        document,
        prose=tuple(replace(part, text=text) for part, text in zip(document.prose, ("# Á", "*B* <b>"), strict=True)),
        tables=(replace(table, rows=(replace(table.rows[0], cells=cells),)),),
    )
    assert said(editing.get("markdown").neutral(changed)) == [
        (1, (Text("# Á"),)),
        (0, (Styled("emphasis", (Text("B"),)), Text(" <b>"))),
        ([((Text("c"),), ""), ((Text("d"),), "")], [[(Code("E|"),), (Link("https://g", (Text("<F>"),)),)]]),
    ]


def test_awkward_text_everywhere_at_once() -> None:
    content = document_of(
        texts("h"), [texts(AWKWARD)], [(1, (Text(AWKWARD),)), (0, (Text(AWKWARD), Break(), Text("b")))]
    )
    for target in ("markdown", "html", "json"):
        assert said_in(rendered(content, target), target) == said(content)


@pytest.mark.parametrize("target", ["csv", "json"])
def test_markup_where_a_format_has_none_is_text(target: str) -> None:
    text = editing.convert(formats.parse("| a |\n|---|\n| b |\n", "x.md"), target)
    document = formats.parse(text, f"x{SUFFIXES[target]}")
    edit = formats.get(target).translate(document, document.tables[0].rows[0].cells[0], "*c*")
    assert formats.dump(document, [edit]) == re.sub(r"\bb\b", "*c*", text)


@pytest.mark.parametrize("style", ["strong", "emphasis", "deleted"])
@pytest.mark.parametrize(
    ("before", "inside", "after"), [("", "wow!", "😀"), ("😀", '"a"', " b"), ("5 €", ".a", ""), ("", "a.", "→ b")]
)
def test_github_sees_emphasis_beside_a_symbol(style: Style, before: str, inside: str, after: str) -> None:
    render = pytest.importorskip("cmarkgfm").github_flavored_markdown_to_html
    inline = tuple(join_texts([Text(before), Styled(style, (Text(inside),)), Text(after)]))
    content = document_of(texts("h"), [[inline]], [(0, inline)])
    text = rendered(content, "markdown")
    assert len(re.findall("<(?:strong|em|del)>", render(text))) == 2
    assert said_in(text, "markdown") == said(content)


LINES: list[Inline] = [
    (Text("a"), Break(), Text("b")),
    (Text("- a"), Break(), Text("| b"), Break(), Text("c::")),
    (Break(), Text("a "), Styled("strong", (Text("b"),)), Break(), Break(), Code("c`d"), Break()),
    (Link("https://a.example", (Text("中"),)), Break(), Image("i.png", "alt"), Text(" x_")),
]


@pytest.mark.parametrize("list_table", [False, True])
@pytest.mark.parametrize("inline", LINES)
def test_lines_in_a_cell_are_lines_in_restructuredtext(inline: Inline, list_table: bool) -> None:
    content = document_of([(Text("h"),), inline], [[inline, (Text("x"),)], [(), inline]])
    text = rendered(content, "rst", list_table=list_table)
    assert said_in(text, "rst") == said(content)
    page = publish_string(
        text, writer="html5", settings_overrides={"_disable_config": True, "report_level": 5}
    ).decode()
    assert page.count('<div class="line-block">') == 3
    assert page.count('<div class="line">') == 3 * (inline.count(Break()) + 1)


def test_a_line_break_that_is_not_between_the_lines_of_a_cell_is_refused() -> None:
    inside: Inline = (Styled("strong", (Text("a"), Break(), Text("b"))),)
    for content in (document_of(texts("h"), [[inside]]), document_of(texts("h"), [texts("a")], [(0, LINES[0])])):
        with pytest.raises(InputError, match="build html or md"):
            rendered(content, "rst")
