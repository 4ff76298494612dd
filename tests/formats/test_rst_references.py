"""References and roles: what they mean by what is elsewhere in the file, and that none comes to mean another."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import editing
from editing import change
from tabl10n import formats
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.formats.rst.names import find_references

rst = editing.get("rst")

HEAD = """\
Part one
========

See Part_, `Part one`_, `Foo <https://foo.example>`_, _`this place` and `one`__ or `two`__ [#]_.

.. _label:
.. _elsewhere: https://elsewhere.example
__ https://1.example
__ https://2.example
__ https://3.example
__ https://4.example
.. [#] a
.. [#] b
.. _Part: https://part.example

"""


def grid(cell: str) -> str:
    rule = f"+---+{'-' * (len(cell) + 2)}+"
    return f"{rule}\n| h | {'i':{len(cell)}} |\n{rule.replace('-', '=')}\n| x | {cell} |\n{rule}\n"


def read(cell: str, before: str = HEAD) -> Document:
    return rst.parse(before + grid(cell), "x.rst")


def cell(document: Document) -> Cell:
    return document.tables[0].rows[0].cells[1]


def changed(document: Document, **parts: str) -> Document:
    (table,) = document.tables
    cells = (table.rows[0].cells[0], change(table.rows[0].cells[1], **parts))
    return replace(document, tables=(replace(table, rows=(replace(table.rows[0], cells=cells),)),))


def links(source: str) -> list[str]:
    """Where the links of a file lead, for docutils."""
    tree = publish_doctree(source, settings_overrides={"report_level": 5, "_disable_config": True})
    return [node.get("refuri") or node.get("refid") for node in tree.findall(nodes.reference)]


# A cell, its text and its link; and what it becomes under another text.
NAMED = {
    "a target with an address": ("elsewhere_", "elsewhere", "https://elsewhere.example", "`new <elsewhere_>`__"),
    "the text of a link": ("foo_", "foo", "https://foo.example", "`new <https://foo.example>`__"),
    "a heading": ("`part one`_", "part one", "", "`new <part one_>`__"),
    "a place": ("`This  place`_", "This  place", "", "`new <This  place_>`__"),
    "a label": ("label_", "label", "", "`new <label_>`__"),
    "a label by another text": ("`x <label_>`__", "x", "", "`new <label_>`__"),
}


@pytest.mark.parametrize(("written", "text", "link", "expected"), NAMED.values(), ids=NAMED)
def test_a_reference_in_other_words_leads_where_it_led(written: str, text: str, link: str, expected: str) -> None:
    document = read(written)
    assert (cell(document).text, cell(document).link) == (text, link)
    again = rst.write(changed(document, text="new"))
    assert f"| {expected} |" in again
    assert links(again) == links(document.source)


def test_a_target_leads_where_the_target_leads_that_it_names_with_escapes() -> None:
    definitions = ".. _alias: `a\\ b`_\n.. _ab: https://ab.example\n\n"
    assert cell(read("alias_", definitions)).link == "https://ab.example"


def test_the_text_of_several_links_names_none_of_them() -> None:
    assert cell(read("a_", "`A <https://1.example>`_ and `A <https://2.example>`_\n\n")).text == "a_"


@pytest.mark.parametrize("address", ["https://docs.example/page_", r"page\_", "https://docs.example"])
def test_a_link_leads_where_the_link_leads_whose_text_it_names(address: str) -> None:
    link = f"`Docs <{address}>`_"
    assert cell(read("docs_", f"{link}\n\n")).link == cell(read(link)).link == address.replace("\\", "")


@pytest.mark.parametrize("written", ["label_", "`x <label_>`__", "`one`__", "see `part one`_"])
def test_a_link_into_the_file_is_not_dropped_in_another_format(written: str) -> None:
    with pytest.raises(InputError, match="target is elsewhere in the file"):
        editing.convert(read(written, ".. _label:\n\nPart one\n========\n\n__ https://1.example\n\n"), "html")


# Anonymous links and numbered footnotes: the source, a translation, and whether it is written.
COUNTED = [
    ("`a`__ *b*", "`x`__ *y*", True),
    ("`a`__ *b*", "*y*", False),
    ("`a`__ *b*", "`x`__ `x`__ *y*", False),
    ("`a`__ `b`__", "`x`__ `y`__", True),
    ("`a`__ `b`__", "`b`__ `a`__", False),
    ("a__ *b*", "`a b`__ *b*", True),
    ("a [#]_", "[#]_ b", True),
    ("a [#]_", "b", False),
    ("a [#]_ `b`__", "`y`__ x [#]_", True),
    ("`a <https://a.example>`__ *b*", "*c*", True),
]


@pytest.mark.parametrize(("source", "text", "is_written"), COUNTED)
def test_what_leads_somewhere_by_its_position_stays_there(source: str, text: str, is_written: bool) -> None:
    document = changed(read(source), markup=text)
    if is_written:
        assert f"| {text} " in rst.write(document)
    else:
        with pytest.raises(InputError, match="column 'i' gives links without a name to others' targets"):
            rst.write(document)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Part_ `Part one`_ _`this place` `one`__", "introduction gives links without a name"),
        ("Part_ `Part one`_ _`this place` `two`__ or `one`__ [#]_", "introduction gives links without a name"),
        ("Part_ `Part one`_ _`this place` `one`__ or `two`__ [#]_", "leads to 'foo'"),
        ("Part_ `Foo <https://foo.example>`_ `one`__ or `two`__ [#]_", "leads to 'this place'"),
    ],
)
def test_a_paragraph_keeps_what_others_refer_to(text: str, fact: str) -> None:
    document = read("foo_ `this place`_")
    title, introduction = document.prose
    with pytest.raises(InputError, match=fact):
        rst.write(replace(document, prose=(title, replace(introduction, text=text))))


def test_a_heading_that_is_referred_to_needs_a_target_of_its_own() -> None:
    document = read("x")
    title, introduction = document.prose
    changed_title = replace(document, prose=(replace(title, text="Teil eins"), introduction))
    with pytest.raises(InputError, match="leads to 'part one', the text of a heading") as error:
        rst.write(changed_title)
    assert "put the target '.. _part one:' before it" in str(error.value)
    assert error.value.line == 4


def test_a_link_that_others_refer_to_keeps_its_text() -> None:
    document = read("`A <https://a.example>`_", "See a_.\n\n")
    with pytest.raises(InputError, match="has the text 'A' by which others refer to its link"):
        rst.write(changed(document, text="new"))
    alone = rst.write(changed(read("`A <https://a.example>`_"), text="new"))
    assert "| `new <https://a.example>`__ |" in alone


# Roles that the file defines: directives, a cell, and what a reader sees of it.
ROLES = [
    (".. role:: red", ":red:`a`", "a"),
    (".. role:: lit(literal)\n   :class: x", ":lit:`a*b`", "a*b"),
    (".. default-role:: code", r"`a\b`", r"a\b"),
    (".. default-role:: pep-reference", "see `8`", "see PEP 8"),
    (".. default-role:: py:obj", "`a`", "a"),
    (".. role:: red\n\n.. default-role:: red", "`a` :red:`b`", "a b"),
    ("", ":red:`a`", ":red:`a`"),
]


@pytest.mark.parametrize(("directives", "written", "text"), ROLES)
def test_a_role_that_the_file_defines_says_what_docutils_makes_of_it(directives: str, written: str, text: str) -> None:
    assert cell(read(written, f"{directives}\n\n")).text == text


@pytest.mark.parametrize(
    "directives",
    [
        ".. role:: html(raw)\n   :format: html\n\n.. default-role:: html",
        ".. default-role:: py:obj",
        ".. default-role:: code",
        ".. default-role:: code\n\n.. default-role:: emphasis",
    ],
)
def test_a_translation_says_nothing_else_in_a_default_role(directives: str) -> None:
    document = read("`<b>` *a*", f"{directives}\n\n")
    assert "| `<b>` *c* |" in rst.write(changed(document, markup="`<b>` *c*"))
    assert r"\`<script>\` *c*" in rst.write(changed(document, markup="`<script>` *c*"))


def test_code_by_the_default_role_is_code_in_other_formats() -> None:
    assert "<code>a</code>" in editing.convert(read("`a`", ".. default-role:: literal\n\n"), "html")


@pytest.mark.parametrize("mark", ["a", "a-", "_`", "`_", "`a <b>`_ ", "a_ ", "`a <"])
def test_no_text_takes_long(mark: str) -> None:
    started = process_time()
    find_references(mark * 30_000)
    rst.parse(mark * 30_000, "x.rst")
    assert process_time() - started < 2


def test_no_white_space_in_a_link_takes_long() -> None:
    started = process_time()
    rst.parse("`a" + " " * 100_000 + "x>`_", "x.rst")
    assert process_time() - started < 2


def test_rows_with_links_that_are_counted_stay_in_their_order() -> None:
    rows = ["a  `one`__", "b  `two`__", "c  see `C <https://c.example>`__"]
    rule = "=  ================================"
    source = "\n".join([rule, "h  i", rule, *rows, rule]) + "\n\n__ https://1.example\n__ https://2.example\n"
    document = rst.parse(source, "x.rst")
    with pytest.raises(InputError, match="cannot be sorted") as error:
        formats.reorder_rows(document, [[1, 0, 2]])
    assert error.value.line == 5
    (alone,) = formats.reorder_rows(rst.parse(source.replace("`two`__", "two"), "x.rst"), [[1, 2, 0]]).tables
    assert [row.cells[0].text for row in alone.rows] == ["b", "c", "a"]
