"""Writing reStructuredText: laid out again or in place, and read back the same by docutils."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import column_width
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from editing import change
from tabl10n import formats
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.text.mojibake import repair

rst = editing.get("rst")

GOLDEN = Path(__file__).parent / "golden" / "rst"
GRID = """\
Title
=====

Words.

+------+---------+--------+
| id   | name    | logo   |
+======+=========+========+
| a    | Name    | |a|    |
+------+---------+--------+
| b    | `B`_    | |b|    |
+------+---------+--------+

.. |a| image:: a.png
   :target: https://a
.. |b| image:: b.png
.. _B: https://b
"""
LIST = """\
.. list-table::
   :header-rows: 1

   * - id
     - name
   * - a
     - Name
   * - b
     -
"""
SAFE = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
}


def _changed(document: Document, row: int, column: int, **parts: str) -> Document:
    """The document with the parts of one cell changed; row 0 is the header."""
    table = document.tables[0]
    if row == 0:
        columns = list(table.columns)
        columns[column] = replace(columns[column], header=change(columns[column].header, **parts))
        return replace(document, tables=(replace(table, columns=tuple(columns)), *document.tables[1:]))
    rows = list(table.rows)
    cells = list(rows[row - 1].cells)
    cells[column] = change(cells[column], **parts)
    rows[row - 1] = replace(rows[row - 1], cells=tuple(cells))
    return replace(document, tables=(replace(table, rows=tuple(rows)), *document.tables[1:]))


def _cell(source: str, row: int = 1, column: int = 1) -> Cell:
    return rst.parse(source, "t.rst").tables[0].rows[row - 1].cells[column]


def _edited(write: Callable[[Document], str], row: int, column: int, source: str = GRID, **parts: str) -> str:
    return write(_changed(rst.parse(source, "t.rst"), row, column, **parts))


def _table(*cells: str) -> str:
    """A table with these cells under the headers h, i."""
    rule, head, body = "+", "|", "|"
    for header, cell in zip("hi", cells, strict=False):
        width = max(len(cell), 3)
        rule, head, body = f"{rule}{'-' * (width + 2)}+", f"{head} {header:{width}} |", f"{body} {cell:{width}} |"
    return "\n".join([rule, head, rule.replace("-", "="), body, rule, ""])


def _entries(text: str) -> list[str]:
    tree = publish_doctree(text, settings_overrides=SAFE)
    return [entry.astext() for entry in next(tree.findall(nodes.table)).findall(nodes.entry)]


def test_laid_out_again() -> None:
    document = rst.parse(GRID, "t.rst")
    document = _changed(document, 0, 1, text="名称")
    document = _changed(document, 1, 1, text="*ネーム*")
    document = _changed(document, 2, 1, text="Büro")
    document = replace(
        document,
        prose=tuple(replace(part, text="题目：很长的题目") for part in document.prose[:1]) + document.prose[1:],
    )
    assert rst.write(document) == (GOLDEN / "laid-out.rst").read_text(encoding="utf-8")


def test_patch_uses_the_padding() -> None:
    assert _edited(rst.patch, 1, 1, text="Naam 1") == GRID.replace("Name   ", "Naam 1 ")
    assert _edited(rst.patch, 1, 1, text="中文") == GRID.replace("Name   ", "中文   ")


def test_a_cell_as_wide_as_its_padding_does_not_touch_the_border() -> None:
    assert _edited(rst.patch, 1, 1, text="Name 123") == _edited(rst.write, 1, 1, text="Name 123")


def test_patch_lays_out_again_what_does_not_fit() -> None:
    text = _edited(rst.patch, 1, 1, text="a longer name")
    assert text == _edited(rst.write, 1, 1, text="a longer name")
    assert _entries(text)[4] == "a longer name"


@pytest.mark.parametrize(
    ("markup", "parts", "written"),
    [
        ("`A <https://a>`__", {"text": "B`"}, r"`B\` <https://a>`__"),
        ("`A <https://a>`_", {"link": "https://b/_"}, r"`A <https://b/\_>`_"),
        ("`A <https://a>`__", {"link": ""}, "A"),
        ("A", {"link": "https://a"}, "`A <https://a>`__"),
        ("B_", {"text": "C"}, "`C <B_>`__"),
        ("`C <B_>`__", {"text": "D"}, "`D <B_>`__"),
        ("B_", {"link": "https://c"}, "B_"),
        ("https://a", {"text": "A"}, "`A <https://a>`__"),
        ("``a``", {"text": "b*"}, "``b*``"),
        ("``a``", {"text": "`"}, r"\`"),
        ("``a``", {"text": " b"}, r"\  b"),
        ("*a*", {"text": "b*"}, r"*b\**"),
        ("**a**", {"text": "b"}, "**b**"),
        ("a *b*", {"markup": "c *d*", "text": "c d"}, "c *d*"),
    ],
)
def test_what_a_cell_becomes(markup: str, parts: dict[str, str], written: str) -> None:
    source = f"{_table(markup)}\n.. _B: https://b\n"
    text = _edited(rst.patch, 1, 0, source, **parts)
    cell = rst.parse(text, "t.rst").tables[0].rows[0].cells[0]
    assert rst.parse(text, "t.rst").raw(cell) == written
    assert {part: getattr(cell, part) for part in parts if part != "markup"} == {
        k: v for k, v in parts.items() if k != "markup"
    }


@pytest.mark.parametrize("write", [rst.write, rst.patch])
@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\u2028b", "a\x85b", "a\tb", "a\0b", "\x0c"])
def test_what_a_grid_cannot_hold_is_refused(write: Callable[[Document], str], text: str) -> None:
    with pytest.raises(InputError, match="line break or a control character") as error:
        _edited(write, 1, 1, text=text)
    assert error.value.line == 9
    assert error.value.path == "t.rst"
    assert "'name'" in error.value.fact


def test_rich_markup_is_not_lost() -> None:
    with pytest.raises(InputError, match="too rich"):
        _edited(rst.write, 1, 1, GRID.replace("Name   ", "N *a* e"), text="x")


def test_damaged_row_stays_as_it_is() -> None:
    source = GRID.replace("| a    | Name    | |a|    |", "| a | Name | |a| | x |")
    text = _edited(rst.write, 2, 0, source, text="a longer key")
    assert "| a | Name | |a| | x |\n" in text
    text = _edited(rst.write, 1, 1, source, text="New")
    assert "| a | New | |a| | x |\n" in text


def test_displaced_line_is_put_right_when_its_table_is_laid_out() -> None:
    source = GRID.replace("| a    | Name    |", "| a    | Name     |")
    text = _edited(rst.write, 2, 0, source, text="c")
    assert not rst.parse(text, "t.rst").notices
    assert _entries(text)[4] == "Name"


def test_lines_of_other_cells_are_kept() -> None:
    source = """\
+----+--------+
| id | list   |
+====+========+
| a  | - x    |
|    |   y    |
|    | - z    |
+----+--------+
"""
    wanted = """\
+-----+------+
| id  | list |
+=====+======+
| key | - x  |
|     |   y  |
|     | - z  |
+-----+------+
"""
    assert _edited(rst.write, 1, 0, source, text="key") == wanted
    with pytest.raises(InputError, match="'list' holds a list"):
        _edited(rst.write, 1, 1, source, text="one")


def test_spanning_cells_stay_spanning() -> None:
    source = "+---+---+---+\n| a | b | c |\n+===+===+===+\n| d     | e |\n+---+---+   |\n| f | g |   |\n+---+---+---+\n"
    text = _edited(rst.write, 1, 0, source, text="a wide one")
    assert text == (
        "+---+--------+---+\n| a | b      | c |\n+===+========+===+\n| a wide one | e |\n+---+--------+   |\n"
        "| f | g      |   |\n+---+--------+---+\n"
    )
    with pytest.raises(InputError, match="'b'"):
        _edited(rst.write, 1, 1, source, text="under the wide one")


def test_list_table() -> None:
    text = _edited(rst.write, 1, 1, LIST, text="a*b")
    assert text == LIST.replace("Name", r"a\*b")
    assert _edited(rst.patch, 2, 1, LIST, text="x") == LIST.replace("     -\n", "     - x\n")


def test_simple_table_takes_what_fits() -> None:
    source = "===  ====\nid   name\n===  ====\na    A\n===  ====\n"
    assert _edited(rst.write, 1, 0, source, text="bcd") == source.replace("a    A", "bcd  A")
    for text in ("abcd", "abcdefgh"):  # docutils allows no text in the margin between two columns
        border = "=" * len(text)
        widened = source.replace("===  ====", f"{border}  ====").replace("a    A", f"{text}  A")
        assert _edited(rst.write, 1, 0, source, text=text) == widened.replace("id   ", "id".ljust(len(text) + 2))


def test_indented_table_keeps_its_place_and_line_breaks() -> None:
    table = "  +----+\r\n  | id |\r\n  +====+\r\n  | a  |\r\n  +----+\r\n"
    text = _edited(rst.write, 1, 0, f".. table:: T\r\n\r\n{table}\r\nEnd", text="long")
    assert text == ".. table:: T\r\n\r\n  +------+\r\n  | id   |\r\n  +======+\r\n  | long |\r\n  +------+\r\n\r\nEnd"


def test_changed_paragraph_is_on_one_line() -> None:
    document = rst.parse(GRID.replace("Words.", "Words\non two lines."), "t.rst")
    changed = replace(document, prose=(document.prose[0], replace(document.prose[1], text="Wörter\nda.")))
    assert rst.write(changed) == GRID.replace("Words.", "Wörter da.")


@pytest.mark.parametrize("text", [".. include:: /etc/passwd", ".. |x| image:: y", "- item", "+--+", ":raw:`<b>`", "::"])
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    document = rst.parse(f"Words.\n\n   quoted\n\n{GRID}", "t.rst")
    written = rst.write(replace(document, prose=(replace(document.prose[0], text=text), *document.prose[1:])))
    tree = publish_doctree(written, settings_overrides=SAFE)
    assert next(tree.findall(nodes.paragraph)).astext() == text
    assert len(list(tree.findall())) == len(list(publish_doctree(document.source, settings_overrides=SAFE).findall()))


@pytest.mark.parametrize("text", ["", "x::"])
def test_what_is_no_paragraph_is_refused(text: str) -> None:
    document = rst.parse(f"Words.\n\n   quoted\n\n{GRID}", "t.rst")
    with pytest.raises(InputError):
        rst.write(replace(document, prose=(replace(document.prose[0], text=text), *document.prose[1:])))


WORDS = r"""
* ` _ a_ a__ __a _a_ \*a\* \ \\ : :: a:: .. - + 1. - >>> | |a| a|b `a`_ ``a`` *a* **a** `` [1]_ [#]_ :sup:`a`
http://a.b/c_ mailto:a@b a@b.c -a --a /a ==== +---+ ... '*' "*" (*a*) 中文 한국어 ไทย 👩‍👩‍👧 🇩🇪 العربية • = a*
<a> a_b x_. a-_b _`a` ftp:a a:b 10:30 $ &amp; 1) (a) #. … #### \\\\ \* \_ a\ __ ___ [a] {a} ^ ~ ~~~~ a/b
+1 -1 -- --- --a=b /A =a= =_=
"""
PHRASES = r"""
:a: b
.. a::
.. a
- a
+ a
1. a
A. Person
(1) a
#. a
i) a
ii. a
>>> a
a ::
| a
`a <b>`__
mail a@b.c.
--a  b
/A  b
== ==
=== ===
-- a
__ a
.. _a: b
.. |a| image:: b
• a
* a
Ⅳ. a
PEP 8
a  b
a \
\ a
*a b*
`a b`_
a |b c| d
(`a`_)
"""
INVISIBLE = [
    "e\u0301a",
    "\u0301a",
    "か\u3099",
    "\u2067עברית\u2069",
    "\u200b",
    "\u00a0a\u00a0",
    " a ",
    "\u3000a",
    "\\ ",
    "\ufeff",
]
AWKWARD = [*WORDS.split(), *PHRASES.strip().split("\n"), *INVISIBLE, "\u00ad", "😀" * 20, "a\u200b*b*"]


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("write", [rst.write, rst.patch])
def test_docutils_reads_back_awkward_text(write: Callable[[Document], str], text: str) -> None:
    _same_for_docutils(write, text)


TEXT = st.text(
    st.one_of(
        st.sampled_from("*`|_\\:<>[]().-+#=~^\"'/@ a1bZ"),
        st.sampled_from("中文한か\u3099\u0301ä\u200d👩😀العربية\u2067\u00a0…•"),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_docutils_reads_back_any_text(text: str) -> None:
    _same_for_docutils(rst.write, text)


def _same_for_docutils(write: Callable[[Document], str], text: str) -> None:
    source = "+---+---+\n| h | i |\n+===+===+\n| a | b |\n+---+---+\n"
    written = _edited(write, 1, 0, source, text=text)
    tree = publish_doctree(written, settings_overrides=SAFE)
    entries = list(tree.findall(nodes.entry))
    assert [entry.astext() for entry in entries] == ["h", "i", text, "b"]
    assert not list(tree.findall(nodes.reference))
    assert not list(tree.findall(nodes.problematic))
    assert [type(child) for child in entries[2].children] == [nodes.paragraph]
    lines = written.splitlines()
    assert len({column_width(line) for line in lines}) == 1


@settings(max_examples=100, deadline=None)
@given(
    TEXT.filter(lambda text: text.strip() == text),
    st.from_regex(r"https://[a-z./?=&_*|`<>\\-]{1,12}[a-z_/]", fullmatch=True).filter(
        lambda url: not url.endswith("\\_")
    ),
)
def test_docutils_reads_back_any_link(text: str, link: str) -> None:
    source = _table("`A <https://a>`__", "b")
    written = _edited(rst.write, 1, 0, source, text=text, link=link)
    entries = list(publish_doctree(written, settings_overrides=SAFE).findall(nodes.entry))
    assert [entry.astext() for entry in entries] == ["h", "i", text, "b"]
    assert [node["refuri"] for node in entries[2].findall(nodes.reference)] == [link]


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXT, min_size=6, max_size=6))
def test_what_was_written_reads_back(texts: list[str]) -> None:
    source = "+---+---+\n| h | i |\n+===+===+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n"
    document = rst.parse(source, "t.rst")
    for number, text in enumerate(texts):
        document = _changed(document, number // 2, number % 2, text=text)
    for text in (rst.write(document), rst.patch(document)):
        again = rst.parse(text, "t.rst")
        assert [c.header.text for c in again.tables[0].columns] == list(map(repair, texts[:2]))
        assert [cell.text for row in again.tables[0].rows for cell in row.cells] == list(map(repair, texts[2:]))
        assert not [notice for notice in again.notices if "encoding" not in notice.message]


def test_a_rule_is_as_long_as_a_heading_with_a_tab() -> None:
    document = rst.parse(GRID, "t.rst")
    title = replace(document.prose[0], text="a\tlonger title")
    assert "a\tlonger title\n====================\n" in rst.write(replace(document, prose=(title, *document.prose[1:])))


@pytest.mark.parametrize("text", ["\ufeff**1%", "\ufeff:tada:", "\ufeff- a"])
def test_what_begins_as_a_byte_order_mark_does_is_text(text: str) -> None:
    document = formats.parse(f"<p>{text}</p><table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "x.html")
    written = editing.convert(document, "rst")
    assert publish_doctree(written, settings_overrides=SAFE)[0].astext() == text
    assert text in editing.convert(formats.parse(written, "x.rst"), "html")


@pytest.mark.parametrize("text", ["`", "a`b", "``a``", "\\`", "`a\\", "中`文", ": `a`:"])
def test_code_with_backticks_is_code_for_docutils(text: str) -> None:
    html = f"<table><tr><th>a</th></tr><tr><td>x <code>{text}</code>y</td></tr></table>"
    written = editing.convert(formats.parse(html, "x.html"), "rst")
    tree = publish_doctree(written, settings_overrides=SAFE)
    assert [node.astext() for node in tree.findall(nodes.literal)] == [text]
    assert f"x <code>{text}</code>y" in editing.convert(formats.parse(written, "x.rst"), "html")
