"""Writing Markdown: any text reads back as it was, and shows as text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import editing
from editing import change
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.formats.markdown.inline import escape
from tabl10n.text.mojibake import repair

markdown = editing.get("markdown")

DOCUMENT = """\
# Boats

All boats of *Norway*:

| name | link                   | logo               | both                          |
|------|------------------------|--------------------|:-----------------------------:|
| a    | [b](https://b.example) | ![c](https://c.png) | [![d](https://d.png)](https://d) |
| e    | `code`                 |                    | <https://f.example>           |

Last words.
"""
CONTROLS = [chr(code) for code in (*range(9), 11, *range(14, 32), *range(127, 160))]
ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ab1\n\r\t中é\u0301ا\u05d0\u202e\u200d👩‍👩‍👧\u00a0\u3000\ufeff"
        ),
        st.characters(exclude_categories=["Cs"], exclude_characters="".join(CONTROLS)),
    ),
    max_size=20,
)
ADDRESSES = st.sampled_from(
    ["https://x.example", "www.x.example", "a@b.example", "x.com", "//localhost", "<b>", "![", "]("]
)

PARTS = ((0, 1, "text"), (1, 0, "text"), (1, 1, "text"), (1, 2, "alt"), (1, 3, "alt"), (2, 2, "text"))


def read(text: str) -> Document:
    return markdown.parse(text, "boats.md")


def with_cell(document: Document, row: int, column: int, **parts: str) -> Document:
    """The document with parts of one cell changed; row 0 is the header."""
    (table,) = document.tables
    if row == 0:
        header = change(table.columns[column].header, **parts)
        columns = (*table.columns[:column], replace(table.columns[column], header=header), *table.columns[column + 1 :])
        return replace(document, tables=(replace(table, columns=columns),))
    cells = table.rows[row - 1].cells
    cells = (*cells[:column], change(cells[column], **parts), *cells[column + 1 :])
    rows = (*table.rows[: row - 1], replace(table.rows[row - 1], cells=cells), *table.rows[row:])
    return replace(document, tables=(replace(table, rows=rows),))


def said(cell: Cell) -> tuple[str, str, str, str]:
    return cell.text, cell.link, cell.image, cell.alt


def everything(document: Document) -> list[tuple[str, str, str, str]]:
    (table,) = document.tables
    return [said(c.header) for c in table.columns] + [said(cell) for row in table.rows for cell in row.cells]


def shape(text: str) -> list[str]:
    """The elements of the page, in order, without its text."""
    parser = MarkdownIt("gfm-like").disable("autolink")
    tokens = [t for token in parser.parse(text) for t in (token, *(token.children or []))]
    texts = ("text", "softbreak", "inline")
    return [t.type for t in tokens if t.type not in texts and t.content != "<!-- -->"]


@settings(max_examples=100)
@given(st.one_of(ANY_TEXT, st.lists(st.one_of(ADDRESSES, ANY_TEXT), max_size=3).map("".join)))
@example("a\\")
@example("\\|")
@example("a\\|b|")
@example("`")
@example("\n")
@example("a@b.example")
def test_any_text_reads_back(text: str) -> None:
    changed = read(DOCUMENT)
    for row, column, part in PARTS:
        changed = with_cell(changed, row, column, **{part: text})
    expected = [tuple(map(repair, parts)) for parts in everything(changed)]
    for write in (markdown.write, markdown.patch):
        written = write(changed)
        assert [tuple(map(repair, parts)) for parts in everything(read(written))] == expected
        assert shape(written) == shape(DOCUMENT)


@given(ANY_TEXT)
def test_any_address_reads_back(url: str) -> None:
    if not url:
        return
    changed = with_cell(read(DOCUMENT), 1, 1, link=url)
    assert everything(read(markdown.write(changed))) == everything(changed)
    changed = with_cell(read(DOCUMENT), 1, 3, image=url)
    assert everything(read(markdown.patch(changed))) == everything(changed)


@settings(max_examples=100)
@given(st.lists(st.one_of(ADDRESSES, ANY_TEXT), max_size=3).map("".join))
@example("# a")
@example("1. a")
@example("a #")
@example("---")
@example("<div>")
@example("```")
@example("| a |")
@example("[a]: https://x.example")
@example("a  \n- b")
@example("\n")
def test_any_title_and_paragraph_stay_one(text: str) -> None:
    document = read(DOCUMENT)
    changed = replace(document, prose=tuple(replace(part, text=text) for part in document.prose))
    written = markdown.write(changed)
    again = read(written)
    assert [part.kind for part in again.prose] == ["title", "introduction", "paragraph"]
    assert everything(again) == everything(document)
    assert [kind for kind in shape(written) if kind not in ("em_open", "em_close")] == [
        kind for kind in shape(DOCUMENT) if kind not in ("em_open", "em_close")
    ]


def prose(source: str, text: str) -> str:
    """What becomes of the paragraph ``source`` when its translation is ``text``."""
    document = read(source)
    return markdown.write(replace(document, prose=(replace(document.prose[0], text=text),)))


MARKUP = {
    "what the source has stays": ("See [x](https://x.example).", "Siehe [dort](https://x.example).", None),
    "another link is text": (
        "See [x](https://x.example).",
        "[x](https://x.example) [y](javascript:y)",
        r"[x](https://x.example) \[y\](javascript:y)",
    ),
    "a tag is text": ("See.", "<b>See</b>", r"&lt;b>See&lt;/b>"),
    "a tag of the source stays": ("<b>See</b>", "<b>Siehe</b>", None),
    "an image is text": ("See.", "![a](https://b.example)", r"!\[a\](https\://b\.example)"),
    "emphasis is text": ("See.", "**See** `it`", r"\*\*See\*\* \`it\`"),
    "emphasis of the source stays": ("*See* `it`", "`es` *Siehe*", None),
    "an address is text": ("See.", "See https://x.example", r"See https\://x\.example"),
    "an address of the source stays": ("See https://x.example/a.", "Siehe https://x.example/a!", None),
    "a mail address is text": ("See.", "a@b.example", r"a<!-- -->@b\.example"),
    "a reference is text": (
        "See.\n\n[d]: https://d.example",
        "See [d]",
        "See \\[d\\](https\\://d\\.example)\n\n[d]: https://d.example",
    ),
    "a dot is a dot": ("See Node.js.", "Siehe Node.js.", None),
    "a line break is a space": ("See.", "Sieh\nda", "Sieh da"),
    "tags of the source stay": ("See <b>it</b><br>.", "<b>Es</b> sieh<br>.", None),
    "a tag that is not closed is text": ("See <b>it</b><br>.", "Sieh <b>es<br>", r"Sieh &lt;b>es<br>"),
    "a tag that closes nothing is text": ("See <b>it</b>.", "</b> Es <b>", r"&lt;/b> Es &lt;b>"),
    "tags that cross are text": ("<b>See <i>it</i></b>.", "<b><i>Es</b></i>", r"&lt;b>&lt;i>Es&lt;/b>&lt;/i>"),
    "a tag open in the source": ("See <b>it.", "Sieh <b>es.", None),
}


@pytest.mark.parametrize(("source", "text", "expected"), MARKUP.values(), ids=MARKUP)
def test_only_markup_of_the_source(source: str, text: str, expected: str | None) -> None:
    assert prose(source, text) == (text if expected is None else expected)


def test_markup_of_a_cell() -> None:
    document = read("| a |\n|---|\n| *x* and [y](https://y.example) |\n")
    written = markdown.write(with_cell(document, 1, 0, markup="[Y](https://y.example) | *X* <i>"))
    assert written.splitlines()[2] == r"| [Y](https://y.example) \| *X* &lt;i> |"
    written = markdown.write(with_cell(document, 1, 0, markup="*X* | [Y](https://y.example)"))
    assert written.splitlines()[2] == r"| *X* \| [Y](https://y.example) |"


FOOTNOTES = {
    "kept": ("Words[^1], more[^a-b]", "Mehr[^a-b], Wörter[^1]", "Mehr[^a-b], Wörter[^1]"),
    "of the source alone": ("Words[^1]", "Wörter[^1][^2]", r"Wörter[^1]\[^2\]"),
    "none in the source": (r"Words\[^1\]", "Wörter[^1]", r"Wörter\[^1\]"),
}


@pytest.mark.parametrize(("raw", "text", "expected"), FOOTNOTES.values(), ids=FOOTNOTES)
def test_references_to_footnotes(raw: str, text: str, expected: str) -> None:
    written = markdown.write(with_cell(read(f"| a |\n|---|\n| {raw} |\n\n[^1]: A note.\n"), 1, 0, text=text))
    assert written.splitlines()[2] == f"| {expected} |"


PROSE_FOOTNOTES = {
    "kept": ("Words[^1].", "**Wörter**[^1].", r"\*\*Wörter\*\*[^1]."),
    "none in the source": ("Words.", "Wörter[^1].", r"Wörter\[^1\]."),
    "none that begins its text": ("Words[^1].", "[^1]: zwei Wörter", None),
    "its text with markup": ("[^1]: Some words.", "**zwei** Wörter", r"[^1]: \*\*zwei\*\* Wörter"),
    "its text of one word": ("[^1]: Some words.", "Wörter", "[^1]: Wörter"),
    "its text is a paragraph": ("[^1]: Some words.", "# Wörter", r"[^1]: \# Wörter"),
    "its text holds no second one": ("[^1]: Some words.", "[^2]: Wörter", r"[^1]: \[^2\]: Wörter"),
}


@pytest.mark.parametrize(("source", "text", "expected"), PROSE_FOOTNOTES.values(), ids=PROSE_FOOTNOTES)
def test_a_footnotes_text_keeps_its_label(source: str, text: str, expected: str | None) -> None:
    written = prose(source, text)
    assert written == expected if expected else not written.startswith("[^1]:")


# What renderers take for text is written as it is, whatever marks there are in it.
AS_TYPED = (
    *("გაერთ.სამ.", "С.Ш.А.", "U.S.A.", "v1.2", "AT&T", "R&D", "x > y", "->", "a@b", "@home", "~5", "10 $ a", "5*3"),
    *("5 * 3", "C*", "_a", "a ~ b ~ c", "x^2", "...a"),
)


@pytest.mark.parametrize("text", AS_TYPED)
def test_nothing_is_escaped_that_is_text_anyway(text: str) -> None:
    written = markdown.write(with_cell(read("| a |\n|---|\n| b |\n"), 1, 0, text=text))
    assert written.splitlines()[2].strip("| ") == text
    assert shape(written) == shape("| a |\n|---|\n| b |\n")


ESCAPED = {
    "a mark beside a coded space": ("a ~\rb~ ~", r"a \~&#13;b\~ \~"),
    "host": ("example.com", r"example\.com"),
    "host in Punycode": ("xn--p1ai-.co", r"xn--p1ai-\.co"),
    "host in Cyrillic": ("пример.рф", r"пример\.рф"),
    "a mark for a second one in another cell": ("$5 Hawai`i", r"\$5 Hawai\`i"),
    "two of a kind": ("$5 to $10", r"\$5 to \$10"),
    "entity": ("&lt;b&gt;", r"\&lt;b\&gt;"),
    "tag": ("<b>1 < 2</b>", "&lt;b>1 &lt; 2&lt;/b>"),
    "mail address": ("a@b.example", r"a<!-- -->@b\.example"),
    "mail address without a name": ("mailto:@b.example", r"mailto\:<!-- -->@b\.example"),
    "mail address without a dot": ("Mailto:a@b", r"Mailto\:a@b"),
    "mail address without letters": ("=@1.2.3.4", "=<!-- -->@1.2.3.4"),
}


@pytest.mark.parametrize(("text", "expected"), ESCAPED.values(), ids=ESCAPED)
def test_what_a_renderer_would_take_for_markup_is_escaped(text: str, expected: str) -> None:
    assert (
        markdown.write(with_cell(read("| a |\n|---|\n| b |\n"), 1, 0, text=text)).splitlines()[2] == f"| {expected} |"
    )


@pytest.mark.parametrize("raw", ["a[![b](b.png)](https://b.example)", "a[](https://b.example)"])
def test_an_exclamation_mark_makes_no_image_of_the_link_after_it(raw: str) -> None:
    document = read(f"| h |\n|---|\n| {raw} |\n")
    written = markdown.write(with_cell(document, 1, 0, text="Wow!"))
    assert shape(written) == shape(document.source)
    assert written.splitlines()[2] == f"| {raw.replace('a', 'Wow', 1).replace('[', chr(92) + '![', 1)} |"


def test_an_escaped_exclamation_mark_before_a_link_stays_one() -> None:
    link = "[a](https://b.example)"
    assert prose(link, rf"`Wow`\!{link}") == rf"\`Wow\`\!{link}"


def test_an_alternative_text_with_a_circumflex_makes_no_link_of_the_image() -> None:
    render = pytest.importorskip("cmarkgfm").github_flavored_markdown_to_html
    assert "<a" in render("![^](b.png)")
    written = markdown.write(with_cell(read("| a |\n|---|\n| ![b](b.png) |\n"), 1, 0, alt="^"))
    assert "<a" not in render(written)
    assert "<a" not in render(prose("![b](b.png)", "![^](b.png)"))
    assert "<img" not in render(prose("[b](b.png)", "![^](b.png)"))


def test_a_line_of_dashes_below_a_hard_break_gets_no_number_sign() -> None:
    assert prose("Some  \nwords", "Ein paar  \n---") == "Ein paar  &#10;---"


def test_a_backslash_before_a_line_break_is_no_hard_break_behind_another_one() -> None:
    assert prose("Words.", "C:\\\\\nD") == "C:\\\\ D"


def test_a_paragraph_that_begins_with_a_number_sign_is_no_heading() -> None:
    assert prose("Words.", "#Wörter") == r"\#Wörter"


def test_a_heading_says_of_no_reference_where_it_leads() -> None:
    assert prose("Title\n---\n", "[x]: u((") == "\\[x]: u((\n---\n"


@pytest.mark.parametrize("source", ["Words\n", "Title\n===\n", "# Title\n"])
def test_no_text_begins_with_a_byte_order_mark(source: str) -> None:
    assert not prose(source, "\ufeffa").removeprefix("# ").startswith("\ufeff")


# A link without a place of its own for the words that it shows, and what becomes of it under the words "<b>".
LINKS = {
    "bare address": ("https://a.example", r"[&lt;b>](https://a.example)"),
    "address in brackets": ("<https://a.example>", r"[&lt;b>](https://a.example)"),
    "mail address in brackets": ("<a@a.example>", r"[&lt;b>](mailto:a@a.example)"),
    "reference": ("[a][d]", r"[&lt;b>][d]"),
    "reference of its own name": ("[d][d]", r"[&lt;b>][d]"),
    "collapsed reference": ("[d][]", r"[&lt;b>][d]"),
    "short reference": ("[d]", r"[&lt;b>][d]"),
}


@pytest.mark.parametrize(("raw", "expected"), LINKS.values(), ids=LINKS)
def test_a_link_keeps_its_address_under_other_words(raw: str, expected: str) -> None:
    document = read(f"| a |\n|---|\n| {raw} |\n\n[d]: https://d.example\n")
    changed = with_cell(document, 1, 0, text="<b>")
    for write in (markdown.write, markdown.patch):
        assert write(changed).splitlines()[2] == f"| {expected} |"
    assert everything(read(markdown.write(changed))) == everything(changed)


@pytest.mark.parametrize("text", ["img src=x onerror=alert(1)", "javascript:alert(1)", "/b"])
def test_what_is_in_place_of_an_address_is_text(text: str) -> None:
    document = read("| a |\n|---|\n| <https://a.example> |\n")
    assert "<" not in markdown.write(with_cell(document, 1, 0, text=text))


@pytest.mark.parametrize("text", [".com a", ".com, a", ".com"])
def test_a_dot_makes_no_link_behind_the_isolate_of_a_name(text: str) -> None:
    assert "<a" not in MarkdownIt("gfm-like").render(f"\u2068{escape(text)}\u2069")


INSIDE = {
    "block quote": ("> ", "> "),
    "two block quotes": ("> > ", "> > "),
    "list": ("- ", "  "),
    "paragraph of a list's item": ("- a\n\n  ", "  "),
    "list in a block quote": ("> 1. ", ">    "),
}


@pytest.mark.parametrize(("first", "others"), INSIDE.values(), ids=INSIDE)
@pytest.mark.parametrize("lines", [("| a | b |", "|---|---|", "| 1 | 2 |"), ("a | b", "---|---", "1 | 2")])
def test_a_table_stays_in_what_it_is_in(first: str, others: str, lines: tuple[str, ...]) -> None:
    source = first + f"\n{others}".join(lines) + "\n"
    written = markdown.write(with_cell(read(source), 1, 0, text="x"))
    assert written == first + f"\n{others}".join(("| a   | b   |", "|-----|-----|", "| x   | 2   |")) + "\n"


def test_a_table_behind_a_byte_order_mark() -> None:
    written = markdown.write(with_cell(read("\ufeff| a |\n|---|\n| 1 |\n"), 1, 0, text="x"))
    assert written == "\ufeff| a   |\n|-----|\n| x   |\n"


@pytest.mark.parametrize("text", ["a|b", r"a\|b", "|", "||", "|---|", "a | b"])
@pytest.mark.parametrize("rule", ["===", "---"])
def test_a_title_above_a_rule_becomes_no_table(text: str, rule: str) -> None:
    written = prose(f"Title\n{rule}\n", text)
    assert shape(written) == ["heading_open", "heading_close"]
    assert read(written).tables == ()


WIDTHS = {
    "CJK": ("中文", 4),
    "accent": ("e\u0301", 1),
    "Devanagari": ("हिंदी", 4),
    "Thai": ("ลิ้น", 2),
    "Hangul in jamos": ("\u1112\u1161\u11ab", 2),
    "invisible": ("a\u200bb", 2),
    "family": ("👨\u200d👩\u200d👧", 2),
    "skin": ("👩🏽\u200d💻", 2),
    "heart on fire": ("❤\ufe0f\u200d🔥", 2),
    "cloud": ("☁\ufe0f", 2),
    "key": ("1\ufe0f\u20e3", 2),
    "flag": ("🇩🇪", 2),
    "ambiguous": ("—…½", 3),
}


@pytest.mark.parametrize(("text", "width"), WIDTHS.values(), ids=WIDTHS)
def test_columns_line_up_in_an_editor(text: str, width: int) -> None:
    written = markdown.write(with_cell(read("| abcdef |\n|--------|\n| b      |\n"), 1, 0, text=text))
    assert written.splitlines()[2] == f"| {text}{' ' * (6 - width)} |"


REFUSED = {
    "NUL": ((1, 0, {"text": "a\0"}), "table 1, row 1, column 'name': the control character U+0000"),
    "C1": ((0, 1, {"text": "\x85"}), "table 1, header, column 'link': the control character U+0085"),
    "code": ((2, 1, {"text": "`"}), "table 1, row 2, column 'link': '`' cannot be in a code span"),
    "no place": ((2, 2, {"image": "x"}), "table 1, row 2, column 'logo': its markup is too rich"),
}


@pytest.mark.parametrize(("change", "fact"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("write", [markdown.write, markdown.patch])
def test_refused(write: object, change: tuple[int, int, dict[str, str]], fact: str) -> None:
    row, column, parts = change
    assert callable(write)
    with pytest.raises(InputError) as error:
        write(with_cell(read(DOCUMENT), row, column, **parts))
    assert error.value.fact.startswith(fact)
    assert error.value.path == "boats.md"
    assert error.value.line


@pytest.mark.parametrize(
    "cell",
    [
        "![Norway](https://x.example/no.png) {}",
        "{} ![flag](https://x.example/Norway.png)",
        "[![Norway](a) {}](https://norway.example/Norway)",
        "[**{}**](https://x.example/Norway)",
        "![Norway][Norway] {}",
    ],
)
def test_a_name_beside_its_flag_is_changed_and_the_flag_stays(cell: str) -> None:
    table = f"| country | id |\n|---|---|\n| {cell} | a |\n\n[Norway]: https://x.example/no.png\n"
    document = read(table.format("Norway"))
    assert markdown.write(with_cell(document, 1, 0, text="Norwegen")) == table.format("Norwegen")


@pytest.mark.parametrize("cell", ["Norway `Norway`", "**Nor**way ![Norway](a)"])
def test_a_name_that_is_in_no_one_place_is_refused(cell: str) -> None:
    document = read(f"| country | id |\n|---|---|\n| {cell} | a |\n")
    with pytest.raises(InputError, match="too rich"):
        markdown.write(with_cell(document, 1, 0, text="Norwegen"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("https://a.example", "https://b.example/c", "https://b.example/c"),
        ("<https://a.example>", "https://b.example/c.", "<https://b.example/c.>"),
        ("https://a.example", "https://b.example/c.", r"[https\://b\.example/c.](https://b.example/c.)"),
        ("<https://a.example>", "https://b.example/|", r"[https\://b\.example/\|](<https://b.example/\|>)"),
    ],
)
def test_an_address_alone_is_written_as_it_was_where_that_says_it(old: str, new: str, expected: str) -> None:
    document = markdown.parse(f"| a |\n|---|\n| {old} |\n", "x.md")
    table = document.tables[0]
    cell = change(table.rows[0].cells[0], text=new, link=new)
    changed = replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=(cell,)),)),))
    assert markdown.patch(changed) == document.source.replace(old, expected)
    read = markdown.parse(markdown.patch(changed), "x.md").tables[0].rows[0].cells[0]
    assert (read.text, read.link) == (new, new)
