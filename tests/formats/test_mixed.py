"""A cell of one text and one image: every format but CSV knows where each of them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

import editing
from contents import SUFFIXES, said, said_in
from editing import change
from tabl10n import formats
from tabl10n.document import Cell, Document
from tabl10n.errors import InputError
from tabl10n.text.mojibake import repair

html = editing.get("html")
markdown = editing.get("markdown")
rst = editing.get("rst")

LOGO = ".. |logo| image:: x.png\n"
LINKED = ".. |logo| image:: x.png\n   :alt: An image\n   :target: https://b.example\n"
ACME = ".. |Acme| image:: x.png\n"


def grid(*lines: str, after: str = LOGO) -> Document:
    width = max(map(len, lines)) + 1
    border = "+----+-" + "-" * width + "+"
    first, *others = [f"| {key:2} | {line:{width}}|" for key, line in zip(["a", *[""] * 9], lines, strict=False)]
    head = f"| id | {'name':{width}}|"
    rows = "\n".join([border, head, border.replace("-", "="), first, *others, border])
    return rst.parse(f"{rows}\n\n{after}", "x.rst")


def page(cell: str) -> Document:
    return html.parse(f"<table><tr><th>id</th><th>name</th></tr><tr><td>a</td><td>{cell}</td></tr></table>", "x.html")


def piped(cell: str) -> Document:
    return markdown.parse(f"| id | name |\n|---|---|\n| a | {cell} |\n", "x.md")


def built(document: Document) -> Document:
    return formats.parse(editing.convert(document, "json"), "x.json")


def name(document: Document) -> Cell:
    return document.tables[0].rows[0].cells[1]


def with_name(document: Document, **parts: str) -> Document:
    (table,) = document.tables
    row = replace(table.rows[0], cells=(table.rows[0].cells[0], change(name(document), **parts)))
    return replace(document, tables=(replace(table, rows=(row,)),))


# In each case the same cell in all of them.
SAME = {
    "image first": (piped("![logo](x.png) Acme"), grid("|logo| Acme"), page('<img src="x.png" alt="logo"> Acme')),
    "text first": (piped("Acme ![logo](x.png)"), grid("Acme |logo|"), page('Acme <img alt="logo" src="x.png">')),
    "emphasis": (
        piped("![logo](x.png) **Acme**"),
        grid("|logo| **Acme**"),
        page('<img src="x.png" alt="logo"> <b>Acme</b>'),
    ),
    "code": (
        piped("![logo](x.png) `Acme`"),
        grid("|logo| ``Acme``"),
        page('<img src="x.png" alt="logo"> <code>Acme</code>'),
    ),
    "link": (
        piped("![logo](x.png) [Acme](https://a.example)"),
        grid("|logo| `Acme <https://a.example>`__"),
        page('<img src="x.png" alt="logo"> <a href="https://a.example">Acme</a>'),
    ),
    "image in a link": (
        piped("[![An image](x.png)](https://b.example) Acme"),
        grid("|logo| Acme", after=LINKED),
        page('<a href="https://b.example"><img src="x.png" alt="An image"></a> Acme'),
    ),
}
ALL = pytest.mark.parametrize("same", [(*same, built(same[0])) for same in SAME.values()], ids=SAME.keys())


def parts(document: Document) -> tuple[str, ...]:
    cell = name(document)
    return cell.text, cell.link, cell.image, cell.alt, cell.markup


@ALL
def test_the_same_cell_is_read_alike_in_every_format(same: tuple[Document, ...]) -> None:
    assert [parts(document) for document in same] == [parts(same[0])] * 4
    assert parts(same[0])[0] == "Acme"
    assert not parts(same[0])[4]


@ALL
def test_the_text_has_its_place(same: tuple[Document, ...]) -> None:
    for document in same:
        cell = name(document)
        assert cell.text_span
        assert document.source[slice(*cell.text_span)] == "Acme"
        assert cell.image_span
        assert document.source[slice(*cell.image_span)] == "x.png"
        if cell.link:
            assert cell.link_span
            assert document.source[slice(*cell.link_span)] == cell.link


@ALL
@pytest.mark.parametrize("target", ["markdown", "rst", "html", "json"])
def test_a_translated_name_goes_everywhere(same: tuple[Document, ...], target: str) -> None:
    pages = []
    for document in same:
        text = editing.convert(with_name(document, text="Äcme"), target)
        again = formats.parse(text, f"x{SUFFIXES[target]}")
        pages.append(said(editing.get(target).neutral(again)))
        assert parts(again)[0] == "Äcme"
        assert parts(again)[1:] == parts(document)[1:]
    assert pages == [pages[0]] * 4


@ALL
def test_csv_has_no_place_for_both(same: tuple[Document, ...]) -> None:
    for document in same:
        with pytest.raises(InputError, match="more than one text or one image"):
            editing.convert(with_name(document, text="Äcme"), "csv")


WRITERS = pytest.mark.parametrize("write", [lambda d: editing.dump(d), lambda d: editing.get(d.format).patch(d)])


@WRITERS
@ALL
def test_only_the_text_changes(same: tuple[Document, ...], write: Callable[[Document], str]) -> None:
    for document in same[1:]:
        assert write(with_name(document, text="Äcme")) == document.source.replace("Acme", "Äcme")


@WRITERS
@ALL
def test_addresses_change_where_they_stand(same: tuple[Document, ...], write: Callable[[Document], str]) -> None:
    for document in same[1:]:
        link = name(document).link and "https://new.example"
        changed = with_name(document, text="B", link=link, image="new.png", alt="New")
        again = formats.parse(write(changed), document.name)
        assert parts(again) == ("B", link, "new.png", "New", "")


# Words that are certain although more than one image is beside them, or that an address or a name repeats.

CERTAIN = {
    "two images": grid("|logo| |b| Acme", after=LOGO + ".. |b| image:: b.png\n"),
    "two images in HTML": page("<img src=a.png><img src=b.png> Acme"),
    "the image's name": grid("|Acme| Acme", after=ACME),
    "the alternative text": page('<img src="Acme.png" alt="Acme"> Acme'),
    "the address": grid("|Acme| `Acme <https://Acme>`__", after=ACME),
    "two lines": grid("|logo|", "Acme"),
    "a long name": grid("|logo| Acme", after=LOGO),
}


@WRITERS
@pytest.mark.parametrize("document", CERTAIN.values(), ids=CERTAIN.keys())
def test_certain_words_are_translated(document: Document, write: Callable[[Document], str]) -> None:
    assert name(document).text == "Acme"
    written = formats.parse(write(with_name(document, text="A longer name")), document.name)
    assert parts(written)[:4] == ("A longer name", *parts(document)[1:4])
    for target in ("markdown", "html"):
        assert "A longer name" in editing.convert(with_name(document, text="A longer name"), target)


@pytest.mark.parametrize("cell", ["|logo|-Acme", "-Acme:\\ |logo|", "x|logo|y |logo|"])
def test_words_that_touch_an_image_are_kept_apart_from_it(cell: str) -> None:
    written = rst.write(with_name(grid(cell), text="B"))
    assert parts(rst.parse(written, "x.rst")) == ("B", "", "x.png", "logo", "")


@pytest.mark.parametrize("text", ["- B", "1.", "B::", ":B:", "==", "|", "* B *", "B_ |logo|"])
@pytest.mark.parametrize("cell", ["|logo| Acme", "Acme |logo|", "**Acme** |logo|"])
def test_docutils_reads_one_paragraph(cell: str, text: str) -> None:
    tree = publish_doctree(rst.write(with_name(grid(cell), text=text)), settings_overrides={"report_level": 5})
    entry = list(tree.findall(nodes.entry))[3]
    assert [node.tagname for node in entry.children] == ["paragraph"]
    words = [node.astext() for node in entry.findall(nodes.Text)]
    assert "".join(words).strip() == text
    assert len(list(entry.findall(nodes.image))) == 1


UNCERTAIN = {
    "two texts": grid("*A* b"),
    "text around an image": grid("A |logo| b"),
    "a text that is defined elsewhere": grid("|logo| |name|", after=LOGO + ".. |name| replace:: Acme\n"),
    "an address": grid("|logo| https://acme.example"),
    "two texts in HTML": page("<b>A</b> b"),
    "two texts in two places": page("A<br>b"),
}


@WRITERS
@pytest.mark.parametrize("document", UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_uncertain_words_are_refused(document: Document, write: Callable[[Document], str]) -> None:
    with pytest.raises(InputError, match=r"column 'name'.* too rich"):
        write(with_name(document, text="B"))
    with pytest.raises(InputError, match="too rich"):
        editing.convert(with_name(document, text="B"), "markdown")


def test_space_that_was_coded_stays() -> None:
    document = page("<img src=x.png> &#32;Acme ")
    assert name(document).text == "Acme"  # beside an image it is no part of the words, but it stays
    assert said_in(html.write(document), "html") == said_in(document.source, "html")
    assert "<td>&#32;Acme</td>" in html.write(with_name(page("B"), text=" Acme"))


# reStructuredText has another way to write a link that begins with "<"; its words are read as rich.
AWKWARD = st.text(st.sampled_from("*`|_\\:<>[]()&.-+#@\"' a1é中"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and repair(text) == text and text[0] != "<"
)


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("same", [SAME[kind][1:] for kind in ("image first", "text first", "emphasis", "link")])
@given(AWKWARD)
def test_any_text_reads_back(same: tuple[Document, ...], text: str) -> None:
    for document in same:
        changed = with_name(document, text=text)
        assert parts(formats.parse(editing.dump(changed), document.name)) == parts(changed)
        for target in ("rst", "html"):
            again = formats.parse(editing.convert(changed, target), f"x{SUFFIXES[target]}")
            assert parts(again) == parts(changed)


PIECES = [
    "Acme",
    "中",
    " ",
    "(",
    "*",
    "`",
    "_",
    "name_",
    "-",
    ":",
    "::",
    "<",
    '"',
    "@",
    "x@y",
    "https://a.b",
    "|",
    "|logo|",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).filter(lambda text: text.strip() == text))
def test_what_is_after_an_image_is_read_as_docutils_does(text: str) -> None:
    """Nothing but an escape sends a cell to docutils; the cell says the same then."""
    quick, slow = (parts(grid(f"|logo| {between}{text}")) for between in ("", r"\ "))
    assert quick[:4] == slow[:4]
    assert bool(quick[4]) == bool(slow[4])
