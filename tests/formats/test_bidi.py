"""Isolates: where they are, and that they are no part of what a cell says."""

import re
from dataclasses import replace

import cmarkgfm
import pytest

import editing
from editing import change
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.formats import bidi
from tabl10n.formats.rendering import Rendering

_SOURCE = """\
| country | id     | name                                 |
|---------|--------|--------------------------------------|
| Turkey  | --all  | [C++](https://c.example.org/a)       |
| France  | exmo   | [Exmo](https://exmo.example.org)     |
| Germany | `-x y` | [Tee Vee!](https://tee.example.org/) |
"""
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"


def _translated(source: str, name: str = "x.md") -> Document:
    """The document with each territory in Arabic."""
    document = infer_document(formats.parse(source, name), {"id": Role.KEY, "name": Role.NAME}, "en")
    table = document.tables[0]
    rows = (replace(row, cells=(change(row.cells[0], text="تركيا"), *row.cells[1:])) for row in table.rows)
    return replace(document, tables=(replace(table, rows=tuple(rows)),))


def _rendered(source: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(source)


def _texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


@pytest.mark.parametrize(
    "text", ["--all", "c++", "_1broker", "foo()", ".env", "5 GB", "1 (a)", "-1-", "+1", "50/x", "Yahoo!"]
)
def test_what_the_line_would_turn(text: str) -> None:
    assert bidi.is_turned(text)


@pytest.mark.parametrize(
    "text", ["", "*", "exmo", "bit-z", "CEX.IO", "1Broker", "10-20", "1.2.3", "$5", "a 1", "a/b c", "100%"]
)
def test_what_stays_as_it_is(text: str) -> None:
    assert not bidi.is_turned(text)


@pytest.mark.parametrize(("text", "is_turned"), [("C++ سي", True), ("سي C++", False), ("(سي)", False), ("1 سي", False)])
def test_the_first_letter_of_a_mixed_name_decides(text: str, is_turned: bool) -> None:
    assert bidi.is_turned(text) is is_turned


_ARABIC = Rendering("ar", rtl=True, foreign_language="en")
_MARKS = {"--all": (_LRI, _PDI), "exmo": ("", ""), "`-x y`": (_LRI, _PDI), "[Exmo]": ("", "")}


@pytest.mark.parametrize("target", ["markdown", "json"])
def test_markdown_has_an_isolate_around_what_would_turn(target: str) -> None:
    document = _translated(_SOURCE)
    if target == "json":  # and so by way of another format
        document = _translated(editing.convert(formats.parse(_SOURCE, "x.md"), "json"), "x.json")
    lines = editing.convert(document, "markdown", _ARABIC).splitlines()
    assert f"| {_LRI}--all{_PDI}" in lines[2]
    assert f"| {_FSI}[C++](https://c.example.org/a){_PDI} " in lines[2]
    assert "| exmo " in lines[3]
    assert "| [Exmo](" in lines[3]
    assert f"| {_LRI}`-x y`{_PDI} |" in lines[4]
    assert len({len(line) - 2 * line.count(_PDI) for line in lines[2:]}) == 1  # they take no room in an editor


def test_an_isolate_is_no_part_of_what_a_cell_says() -> None:
    document = _translated(_SOURCE)
    built = editing.dump(document, _ARABIC)
    again = formats.parse(built, "x.md")
    assert _texts(again) == _texts(document)
    key = again.tables[0].rows[0].cells[1]
    assert built[key.span.start : key.span.end] == "--all"
    assert editing.dump(again) == built


def test_no_isolate_without_need() -> None:
    document = _translated(_SOURCE)
    assert _PDI not in editing.dump(document, Rendering("de", foreign_language="en"))
    assert _PDI not in editing.dump(document)


@pytest.mark.parametrize("text", [f"{_LRI}x{_PDI}", f"{_FSI}x y{_PDI}", f"{_LRI}{_PDI}", f"{_PDI}x{_LRI}"])
def test_a_translation_in_an_isolate_of_its_own_keeps_it(text: str) -> None:
    document = _translated(_SOURCE.replace("Turkey", "Oman"))
    table = document.tables[0]
    row = replace(table.rows[0], cells=(change(table.rows[0].cells[0], text=text), *table.rows[0].cells[1:]))
    changed = replace(document, tables=(replace(table, rows=(row, *table.rows[1:])),))
    assert _texts(formats.parse(editing.dump(changed, _ARABIC), "x.md"))[0][0] == text
    assert (
        _texts(
            formats.parse(
                editing.convert(formats.parse(editing.convert(changed, "json"), "x.json"), "markdown"), "x.md"
            )
        )[0][0]
        == text
    )


def test_an_underscore_stays_the_mark_it_is() -> None:
    built = editing.dump(_translated(_SOURCE.replace("--all ", "_-a_  ")), _ARABIC)
    assert "| _-a_ " in built


@pytest.mark.parametrize(
    "key", ["***@exmo***", "**.env**", "~~--all~~", "**`-x y`**", "*[C++](https://c.example.org/a)*"]
)
def test_emphasis_beside_punctuation_stays_emphasis(key: str) -> None:
    built = editing.dump(_translated(_SOURCE.replace("--all ", key)), _ARABIC)
    assert f"| {key} " in built
    assert re.search(r"<td>\s*<(em|strong|del)>", _rendered(built))


@pytest.mark.parametrize("address", ["http://c.example.org/", "www.example.org/", "see http://c.example.org/a/"])
def test_a_bare_address_leads_where_it_led(address: str) -> None:
    built = editing.dump(_translated(_SOURCE.replace("--all ", address)), _ARABIC)
    assert 'href="http' in _rendered(built)
    assert "%E2%81" not in _rendered(built)


def test_an_address_alone_is_isolated_in_its_brackets() -> None:
    document = _translated(_SOURCE.replace("--all ", "http://c.example.org/"))
    built = editing.dump(document, _ARABIC)
    assert f"| {_LRI}<http://c.example.org/>{_PDI} " in built
    read = formats.parse(built, "x.md").tables[0].rows[0].cells[1]
    assert (read.text, read.link) == ("http://c.example.org/", "http://c.example.org/")
