"""A page in its own format says which language it is in now."""

from dataclasses import replace

import pytest

import editing
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.formats.rendering import Rendering

_PAGE = """\
<!DOCTYPE html>
<!-- <html lang="en"> -->
<html{html}><head><title>Big  &amp; small</title><script>"<p lang='en'>"</script></head>
<body><h1>Big &amp; <i>small</i></h1><div{div}>
<table{table}><tr><th>id</th><th>name</th><th>note</th></tr>
<tr><td>--all</td><td><a href="/a">C++</a></td><td lang="en">Words</td></tr>
<tr><td><bdi>-b</bdi></td><td><p>B!</p></td><td>More words</td></tr>
</table></div></body></html>
"""
_GERMAN = Rendering("de", foreign_language="en")
_ARABIC = Rendering("ar", rtl=True, foreign_language="en")


def _built(options: Rendering, html: str = "", div: str = "", table: str = "") -> str:
    return editing.dump(_translated(_PAGE.format(html=html, div=div, table=table)), options)


def _translated(source: str) -> Document:
    roles = {"id": Role.KEY, "name": Role.NAME, "note": Role.TEXT}
    document = infer_document(formats.parse(source, "x.html"), roles, "en")
    heading = next(prose for prose in document.prose if prose.kind == "title")
    prose = tuple(replace(part, text="Groß &amp; <i>klein</i>") if part == heading else part for part in document.prose)
    return replace(document, prose=prose)


@pytest.mark.parametrize(
    ("html", "div", "table", "expected"),
    [
        (' lang="en"', "", "", ('<html lang="de">', "<div>", "<table>")),
        (" class=x lang=en-GB", "", "", ('<html class=x lang="de">', "<div>", "<table>")),
        (" LANG='en' dir='ltr'", "", "", ('<html LANG="de" dir="ltr">', "<div>", "<table>")),
        ("", ' lang="en"', "", ("<html>", '<div lang="de">', "<table>")),
        (' lang="fr"', "", ' lang="en"', ('<html lang="fr">', "<div>", '<table lang="de">')),
        ("", "", "", ('<html lang="de">', "<div>", "<table>")),
    ],
)
def test_the_tag_that_named_the_language_names_the_new_one(
    html: str, div: str, table: str, expected: tuple[str, ...]
) -> None:
    built = _built(_GERMAN, html, div, table)
    assert all(tag in built for tag in expected)
    assert '<!-- <html lang="en"> -->' in built  # no tag
    assert "<p lang='en'>" in built  # a script's
    assert '<td lang="en">' in built  # the author's word on that cell


def test_the_direction_is_set_where_it_changes() -> None:
    assert '<html dir="rtl" lang="ar">' in _built(_ARABIC, ' lang="en"')
    assert '<html lang="ar" dir="rtl">' in _built(_ARABIC, ' lang="en" dir="ltr"')


def test_a_part_of_a_page_says_it_on_its_tables() -> None:
    source = "<h2>A</h2>\n<table><tr><th>id</th></tr><tr><td>-a</td></tr></table>\n"
    built = editing.dump(_translated(source), _ARABIC)
    assert '<table dir="rtl" lang="ar">' in built


def test_the_page_is_called_as_its_heading_is() -> None:
    assert "<title>Groß &amp; klein</title>" in _built(_GERMAN)


def test_keys_and_names_stand_in_isolates_from_right_to_left() -> None:
    built = _built(_ARABIC)
    assert '<td><bdi dir="ltr">--all</bdi></td>' in built
    assert '<td><bdi><a href="/a">C++</a></bdi></td>' in built
    assert "<td><bdi>-b</bdi></td><td><p>B!</p></td><td>More words</td>" in built  # one is enough; none around a block
    assert formats.parse(built, "x.html").tables[0].rows[0].cells[0].text == "--all"
    assert "<bdi>C" not in _built(_GERMAN)


def test_the_source_language_changes_nothing() -> None:
    source = _PAGE.format(html=' lang="en"', div="", table="")
    assert editing.dump(formats.parse(source, "x.html"), Rendering("en", foreign_language="en")) == source


def test_json_says_its_language() -> None:
    document = formats.parse("| id |\n|---|\n| a |\n", "x.md")
    english = formats.parse(editing.convert(document, "json", Rendering("en")), "x.json")
    assert '"language": "ar"' in editing.dump(english, _ARABIC)
    silent = formats.parse(editing.convert(document, "json"), "x.json")
    assert editing.dump(silent, _ARABIC) == silent.source


def test_a_language_that_nobody_names_changes_nothing() -> None:
    document = formats.parse("| id |\n|---|\n| a |\n", "x.md")
    english = formats.parse(editing.convert(document, "json", Rendering("en")), "x.json")
    assert editing.dump(english, Rendering()) == english.source


def test_a_page_that_is_called_otherwise_keeps_its_title() -> None:
    document = _translated(_PAGE.format(html="", div="", table="").replace("<title>Big  &amp; small", "<title>Manual"))
    assert "<title>Manual</title>" in editing.dump(document, _GERMAN)
