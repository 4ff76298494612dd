"""Images in reStructuredText: named where they are, defined elsewhere, and never without their alternative text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from contents import document_of, said, said_in
from editing import change
from tabl10n import formats
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.formats.rendering import Rendering
from tabl10n.formats.rst import renderer
from tabl10n.nodes import Code, Image, Inline, Link, Text

rst = editing.get("rst")

SAFE = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True, "report_level": 5}
GRID = """\
+---+-----+
| h | i   |
+===+=====+
| x | |a| |
+---+-----+
| y | |b| |
+---+-----+

.. |a| image:: a.png
   :target: https://a
.. |b| image:: b.png
"""


def cell(source: str, row: int = 1) -> Cell:
    return rst.parse(source, "t.rst").tables[0].rows[row - 1].cells[1]


def edited(row: int, source: str = GRID, write: Callable[[Document], str] = rst.write, **parts: str) -> str:
    """The source with parts of the image in that row changed."""
    document = rst.parse(source, "t.rst")
    (table,) = document.tables
    rows = list(table.rows)
    rows[row - 1] = replace(rows[row - 1], cells=(rows[row - 1].cells[0], change(rows[row - 1].cells[1], **parts)))
    return write(replace(document, tables=(replace(table, rows=tuple(rows)),)))


def images(source: str) -> list[tuple[str, str]]:
    """The address and the alternative text of every image that docutils shows."""
    tree = publish_doctree(source, settings_overrides=SAFE)
    assert not list(tree.findall(nodes.system_message))
    return [(node["uri"], node["alt"]) for node in tree.findall(nodes.image) if _is_shown(node)]


def _is_shown(node: nodes.Node | None) -> bool:
    while node and not isinstance(node, nodes.substitution_definition):
        node = node.parent
    return node is None


def rendered(*cells: Inline) -> str:
    content = document_of([(Text("h"),)], [[inline] for inline in cells])
    text = editing.get("rst").render(content, Rendering())
    assert said_in(text, "rst") == said(content)
    return text


# An image in its definition.


@pytest.mark.parametrize("write", [rst.write, rst.patch])
@pytest.mark.parametrize(
    ("parts", "old", "new"),
    [
        ({"image": "c.png"}, "image:: a.png", "image:: c.png"),
        ({"link": "https://c"}, ":target: https://a", ":target: https://c"),
        ({"alt": "ä"}, ".. |a| image:: a.png", ".. |a| image:: a.png\n   :alt: ä"),
        ({"alt": ""}, ".. |a| image:: a.png", ".. |a| image:: a.png\n   :alt:"),
    ],
)
def test_it_changes_in_its_definition(
    write: Callable[[Document], str], parts: dict[str, str], old: str, new: str
) -> None:
    assert edited(1, write=write, **parts) == GRID.replace(old, new)


@pytest.mark.parametrize(
    ("option", "alt", "changed"),
    [
        (":alt: old", "new", ":alt: new"),
        (":alt:", "new", ":alt: new"),
        (":alt:  ", "new", ":alt:  new"),
        (":alt: a_", "b\\", ":alt: b\\"),
    ],
)
def test_an_alternative_text_changes_where_it_is(option: str, alt: str, changed: str) -> None:
    source = GRID.replace("image:: b.png", f"image:: b.png\n   {option}")
    text = edited(2, source, alt=alt)
    assert text == source.replace(option, changed)
    assert images(text)[1] == ("b.png", alt)


def test_it_gets_a_link() -> None:
    assert "|b| image:: b.png\n   :target: https://x\n" in edited(2, link="https://x")


@pytest.mark.parametrize("link", ["b_", "a b", "https://x/_", "x\\y"])
def test_an_awkward_link(link: str) -> None:
    for row in (1, 2):
        text = edited(row, link=link)
        assert cell(text, row).link == link
        references = publish_doctree(text, settings_overrides=SAFE).findall(nodes.reference)
        assert link in [node["refuri"] for node in references]


def test_a_definition_used_twice_changes_for_all_or_not_at_all() -> None:
    source = GRID.replace("|b| |", "|a| |")
    with pytest.raises(InputError, match="'i'"):
        edited(1, source, image="c.png")
    document = rst.parse(source, "t.rst")
    (table,) = document.tables
    rows = tuple(replace(row, cells=(row.cells[0], change(row.cells[1], image="c.png"))) for row in table.rows)
    changed = replace(document, tables=(replace(table, rows=rows),))
    assert rst.write(changed) == source.replace("image:: a.png", "image:: c.png")


# The alternative text: docutils takes the substitution's name where the option is missing, nothing where it is empty.


@pytest.mark.parametrize(("option", "alt"), [("", "b"), ("\n   :alt:", ""), ("\n   :alt: c", "c")])
@pytest.mark.parametrize("markup", ["|b|", "|b| A"])
def test_reading_an_alternative_text(markup: str, option: str, alt: str) -> None:
    rule = "===  ====="
    source = f"{rule}\nh    i\n{rule}\nx    {markup}\n{rule}\n\n.. |b| image:: b.png{option}\n"
    assert cell(source).alt == alt
    assert images(source) == [("b.png", alt)]
    neutral = rst.neutral(rst.parse(source, "t.rst"))
    assert neutral.tables[0].rows[0].cells[1].nodes[0] == Image("b.png", alt)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("badge.svg", "badge"),
        ("https://img.example/badge/2-lightgray?style=flat#a/b.c", "2-lightgray"),
        ("https://img.example/a.b.svg", "a.b"),
        ("https://img.example/", "image"),
        ("a%20b.svg", "image"),
        ("_a.svg", "image"),
        ("a b.svg", "a b"),
        (".svg", "image"),
        ("中文.png", "中文"),
    ],
)
def test_an_image_without_alternative_text_is_named_after_its_file(url: str, name: str) -> None:
    text = rendered((Image(url),))
    assert f".. |{name}| image:: " in text
    assert text.endswith("\n   :alt:\n")
    assert images(text) == [(url, "")]


def test_a_linked_badge_without_alternative_text() -> None:
    source = "| h |\n|---|\n| [![](badge.svg)](https://a.example) |\n| a ![](badge.svg) b |\n| ![badge](badge.svg) |\n"
    text = editing.convert(formats.parse(source, "x.md"), "rst")
    assert text.endswith(
        "\n.. |badge| image:: badge.svg\n   :alt:\n   :target: https://a.example\n"
        ".. |badge 2| image:: badge.svg\n   :alt:\n.. |badge 3| image:: badge.svg\n   :alt: badge\n"
    )
    assert images(text) == [("badge.svg", ""), ("badge.svg", ""), ("badge.svg", "badge")]
    assert said_in(text, "rst") == said_in(source, "markdown", aligns=False)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from("*`|_\\:<>[]().- a1中é\u0301\u00a0"),
            st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")),
        ),
        max_size=12,
    ).filter(lambda text: text == text.strip()),
    st.sampled_from(["a.png", "https://a.example/b_", "_", "a b"]),
)
def test_docutils_reads_back_any_alternative_text(alt: str, url: str) -> None:
    assert images(rendered((Image(url, alt),))) == [(url, alt)]


@pytest.mark.parametrize(
    ("node", "fact"),
    [
        (Image("a.png", " b"), "the alternative text ' b' of the image a.png has spaces at its ends"),
        (Image("a.png", " "), "the alternative text ' ' of the image a.png has spaces at its ends"),
        (Image("a.png", "b\nc"), "U+000A cannot be in a line"),
        (Image("a.png", "b\x07c"), "U+0007 cannot be in a line"),
        (Image("", "b"), "the image 'b' has no address"),
        (Link("https://a", (Image("", "b"),)), "the image 'b' has no address"),
        (Link("", (Text("a"),)), "the link 'a' has no address"),
    ],
)
def test_what_cannot_be_said_is_refused(node: Image | Link, fact: str) -> None:
    for inline in ((node,), (Code("x"), Text(" "), node)):
        with pytest.raises(InputError) as error:
            rendered(inline)
        assert fact in error.value.fact


def test_a_cell_is_read_back_with_its_own_images_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the time grows with the square of the rows."""
    read: list[str] = []
    blocks = renderer.find_blocks
    monkeypatch.setattr(renderer, "find_blocks", lambda text, lines: (read.append(text), blocks(text, lines))[1])
    rendered(*((Text("a "), Image(f"{i}.svg", f"b{i}")) for i in range(20)))
    assert [text.count("image::") for text in read] == [1] * 20
