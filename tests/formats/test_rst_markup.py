"""Translations of rich reStructuredText: what the source message holds stays markup, all else is text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from time import process_time

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from editing import change
from tabl10n import formats
from tabl10n.document import Document
from tabl10n.errors import InputError
from tabl10n.formats.rst import markup
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.parser import get_parsed, parse

rst = editing.get("rst")

SAFE = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True, "report_level": 2}
DEFINITIONS = """
.. |logo| image:: logo.png
.. |new| replace:: brand *new*
.. _B: https://b.example
.. _C: https://b.example
"""
RICH = "See *this*, ``that``, `link <https://a.example>`__, B_, |logo|, H\\ :sub:`2`\\ O"


def names() -> Names:
    return get_parsed(parse(DEFINITIONS, "x.rst")).names


# Source, translation, what is written (None: the translation as it is).
CASES: dict[str, tuple[str, str, str | None]] = {
    "its markup in another order": (
        RICH,
        "H\\ :sub:`2`\\ O |logo| B_ `dort <https://a.example>`__ ``das`` *dies*",
        None,
    ),
    "fewer of them": (RICH, "Siehe *dies*", None),
    "text alone": (RICH, "Siehe dort", None),
    "strong": (RICH, "**a** *b*", r"\*\*a\*\* *b*"),
    "literal": ("*a*", "``a``", r"\`\`a\`\`"),
    "interpreted text": (RICH, "`a` *b*", r"\`a\` *b*"),
    "another address": (RICH, "`link <https://evil.example>`__ *b*", r"\`link <https\://evil.example>\`\_\_ *b*"),
    "a bare address": (RICH, "*b* https://evil.example, c@d.example", r"*b* https\://evil.example, c\@d.example"),
    "the same address, bare": (RICH, "https://a.example", None),
    "another name": (RICH, "A_ *b*", r"A\_ *b*"),
    "another name of the same address": (RICH, "C_ *b*", None),
    "another text for a name": (RICH, "`hier <B_>`__", None),
    "another substitution": (RICH, "|new| *b*", r"\|new\| *b*"),
    "an undefined substitution": (RICH, "|x|", r"\|x\|"),
    "a linked substitution": (RICH, "|logo|_", r"\|logo\|\_"),
    "another role": (RICH, ":sup:`2` :sub:`3`", r":sup\:\`2\` :sub:`3`"),
    "a role of the file": (":html:`<b>`", ":html:`<script>`", r":html\:\`<script>\`"),
    "a role of the file, untouched": (":html:`<b>` *a*", "*b* :html:`<b>`", None),
    "a formula": (":math:`a`", ":math:`b`", r":math\:\`b\`"),
    "a footnote": ("a [1]_", "a [1]_ [2]_ [#]_ [C]_", r"a [1]_ [2]\_ [#]\_ [C]\_"),
    "a target": (RICH, "_`this` *b*", r"\_\`this\` *b*"),
    "a target in its place": ("_`this`", "_`this` hier", None),
    "a text that is a target": ("`a <https://a.example>`_", "`b <https://a.example>`_", "`b <https://a.example>`__"),
    "an anonymous link": (RICH, "a__ *b*", r"a\_\_ *b*"),
    "markup without an end": (RICH, "*a* ``b", r"*a* \`\`b"),
    "text that would be a role": ("`a`", r"\:sub:`a` *b*", r":sub:\ `a` \*b\*"),
    "text that would be a role of what stands before it": ("`a`", r"`a`\ :sub: **b**", r"\`a\`\\ :sub: \*\*b\*\*"),
    "a literal of another language": ("``a``", ":code:`a`", r":code\:\`a\`"),
    "text beside markup": (RICH, r"a\ *b*\ c **d**", r"a\ *b*\ c \*\*d\*\*"),
    "nothing but escapes": (RICH, r"\ \ ", r"\\ \\"),
    "a list": (RICH, "- *this*", r"\- *this*"),
    "a number": (RICH, "1. *this*", r"1\. *this*"),
    "a line block": (RICH, "| *this*", r"\| *this*"),
    "a directive": (RICH, ".. image:: x", r"\.. image:: x"),
    "a target of its own": (RICH, ".. _x: https://evil.example", r"\.. _x: https\://evil.example"),
    "a rule": (RICH, "====", r"\===="),
    "a border": (RICH, "+---+", r"\+---+"),
    "a field": (RICH, ":a: *b*", r"\:a: *b*"),
    "a field with colons": (RICH, ":a:b: *b*", r"\:a:b: *b*"),
    "an option": (RICH, "-a FILE, --all=<x y>  *b*", r"\-a FILE, --all=<x y>  *b*"),
    "a border that is none": (RICH, "+--++-+", r"\+--++-+"),
    "a literal block": (RICH, "*a*::", r"*a*:\:"),
    "several lines": ("a *b*\nc", "d *e*\n  f", "d *e* f"),
    "lines": ("| a *b*\n| c", "| d **x**\n|\n| e *f*", "| d \\*\\*x\\*\\*\n|\n| e *f*"),
    "bars inside lines": ("| a | *b*", "| a | *c*", None),
}


@pytest.mark.parametrize(("source", "text", "expected"), CASES.values(), ids=CASES)
def test_a_cell(source: str, text: str, expected: str | None) -> None:
    assert markup.write_translated_cell(text, source, names()) == (text if expected is None else expected)


@pytest.mark.parametrize("mark", ["|a ", "`a <", ":a", "*a ", "a_ ", "-a, "])
def test_no_text_takes_long(mark: str) -> None:
    started = process_time()
    markup.write_translated_cell(mark * 30_000, RICH, names())
    assert process_time() - started < 2


# Whole documents.


def grid(cell: str) -> str:
    lines = cell.split("\n")
    width = max(map(len, lines)) + 2
    rule = f"+{'-' * width}+---+"
    body = "\n".join(f"| {line:{width - 1}}| {'x' if number == 0 else ' '} |" for number, line in enumerate(lines))
    return f"{rule}\n|{'h':{width}}| i |\n{rule.replace('-', '=')}\n{body}\n{rule}\n{DEFINITIONS}"


def listed(cell: str) -> str:
    return f".. list-table::\n   :header-rows: 1\n\n   * - h\n     - i\n   * - {cell}\n     - x\n{DEFINITIONS}"


def translated(source: str, text: str) -> Document:
    document = rst.parse(source, "x.rst")
    (table,) = document.tables
    cell, other = table.rows[0].cells
    assert cell.markup
    row = replace(table.rows[0], cells=(change(cell, markup=text), other))
    return replace(document, tables=(replace(table, rows=(row,)),))


@pytest.mark.parametrize("make", [grid, listed])
@pytest.mark.parametrize("write", [rst.write, rst.patch])
def test_a_rich_cell_is_translated(write: Callable[[Document], str], make: Callable[[str], str]) -> None:
    text = "Siehe `dort <https://a.example>`__ und *dies* |logo|"
    written = write(translated(make(RICH), text))
    assert rst.parse(written, "x.rst").tables[0].rows[0].cells[0].markup == text
    assert f" {text}" in written


def test_a_cell_of_several_lines_is_translated_on_one() -> None:
    written = rst.write(translated(grid("a *b*\nc"), "d\n*e*"))
    assert "| d *e* | x |\n" in written


@pytest.mark.parametrize("write", [rst.write, rst.patch])
@pytest.mark.parametrize(("text", "lines"), [("| c\n| *d*", ["c", "d"]), ("| a longer\n|\n| d", ["a longer", "", "d"])])
def test_lines_are_translated_line_by_line(write: Callable[[Document], str], text: str, lines: list[str]) -> None:
    document = translated(grid("| a\n| *b*\n| c"), text)
    written = write(document)
    assert rst.parse(written, "x.rst").tables[0].rows[0].cells[0].markup == text
    shown = publish_doctree(written, settings_overrides=SAFE).findall(nodes.line)
    assert [line.astext() for line in shown] == lines
    assert f"<td>{'<br>'.join(lines)}</td>" in editing.convert(document, "html").replace("<em>d</em>", "d")


def test_more_lines_than_the_cell_has_are_refused() -> None:
    with pytest.raises(InputError, match="line break"):
        rst.write(translated(grid("| a\n| *b*"), "| c\n| *d*\n| e"))


@pytest.mark.parametrize("target", ["markdown", "html", "json"])
def test_no_other_format_gets_more(target: str) -> None:
    document = translated(grid("*a* `b <https://b.example>`__"), "*c* `d <https://evil.example>`__ **e**")
    again = formats.parse(editing.convert(document, target), {"markdown": "x.md"}.get(target, f"x.{target}"))
    source = again.source
    assert "<strong>" not in source
    assert '"strong"' not in source
    assert not again.tables[0].rows[0].cells[0].link


@pytest.mark.parametrize("target", ["rst", "markdown", "html"])
def test_words_in_the_place_of_markup_are_refused(target: str) -> None:
    document = rst.parse(grid("*a* b"), "x.rst")
    (table,) = document.tables
    row = replace(table.rows[0], cells=(change(table.rows[0].cells[0], text="c"), table.rows[0].cells[1]))
    with pytest.raises(InputError, match="too rich") as error:
        editing.convert(replace(document, tables=(replace(table, rows=(row,)),)), target)
    assert error.value.line == 4


@pytest.mark.parametrize("target", ["rst", "markdown", "html"])
def test_control_characters_are_refused(target: str) -> None:
    with pytest.raises(InputError, match="control character"):
        editing.convert(translated(grid("*a* b"), "*a* \0b"), target)
    document = rst.parse("Words.\n\n" + grid("a"), "x.rst")
    document = replace(document, prose=(replace(document.prose[0], text="a\0"),))
    with pytest.raises(InputError, match="control character"):
        editing.convert(document, target)


MARKS = st.lists(
    st.sampled_from(
        [
            *"*`|_\\:<>[]().-+#@ a1é中",
            "**",
            "``",
            "`__",
            "`_",
            ":sub:`",
            "https://x.example",
            " <",
            "|logo|",
            "*a*",
            "B_",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(MARKS.filter(str.strip))
def test_docutils_sees_nothing_but_what_the_source_has(text: str) -> None:
    """Whatever the translation: no kind of node, no address and no system message that the source has not."""
    found = publish_doctree(rst.write(translated(grid(RICH), text)), settings_overrides=SAFE)
    assert _seen(found) <= _seen_in_source()
    assert len(list(found.findall(nodes.entry))) == 4


@cache
def _seen_in_source() -> set[tuple[str, str]]:
    return _seen(publish_doctree(grid(RICH), settings_overrides=SAFE))


def _seen(tree: nodes.document) -> set[tuple[str, str]]:
    return {(node.tagname, node.get("refuri", node.get("uri", ""))) for node in tree.findall(nodes.Element)}
