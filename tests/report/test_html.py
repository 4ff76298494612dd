from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editing import change
from tabl10n.findings import Finding, Severity
from tabl10n.formats.changes import TextEdit
from tabl10n.report.htmlpage import render_html
from tabl10n.report.markup import SafeHtml, make_element

_VOID = {"col", "input", "meta"}
_ELEMENTS = set(
    "html head meta title style body header p h1 h2 h3 span dl div dt dd button svg rect input label output main "
    "details summary ul li table colgroup col thead tbody tr th td bdi del ins mark code b footer script".split()
)


class _Reader(HTMLParser):
    """What a page is made of; ``broken`` holds end tags that close nothing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)


def _page(sample) -> str:
    return render_html(sample.report, sample.alignment, sample.entries)


def _row(page: str, line: int) -> str:
    return page.split(f'id="L{line}"')[1].split("</tr>")[0]


def test_the_page_is_whole_and_needs_nothing(sample) -> None:
    page = _page(sample)
    read = _Reader(page)
    assert (read.open, read.broken) == ([], [])
    assert set(read.names) <= _ELEMENTS
    assert not {name for name, _ in read.attributes} & {"src", "href", "style", "onclick"}
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"url\(|@import|http", re.search("<style>(.+?)</style>", page, re.DOTALL)[1])


@pytest.mark.parametrize(("document", "shown"), [("locales/zh_Hans/shops.md", 1), ("shops.md", 0)])
def test_the_directory_is_shown_where_there_is_one(sample, document: str, shown: int) -> None:
    page = _page(replace(sample, report=replace(sample.report, document=document)))
    assert page.count('<p class="path">') == shown


def test_damage_is_marked_in_its_cell_with_what_is_expected(sample) -> None:
    row = _row(_page(sample), 5)
    assert "<del><bdi>月亮</bdi></del> <ins><bdi>luno</bdi></ins>" in row
    assert "<del><bdi>火鸡</bdi></del> <ins><bdi>土耳其</bdi></ins>" in row
    assert re.search(r'<td class="copy damaged error key"[^>]* lang="zh-Hans" dir="ltr"><div class="text"><span', row)


def test_the_source_is_beside_the_copy(sample) -> None:
    sources = re.findall(r'<td class="source[^"]*" data-label="([^"]*)">(.*?)</td>', _row(_page(sample), 5))
    texts = {label: re.sub("<[^>]+>", " ", cell).split() for label, cell in sources}
    assert texts == {
        "territory": ["Türkiye"],
        "logo": ["luno", "luno.test?r=B2"],
        "key": ["luno"],
        "name": ["Luno", "luno.test?r=B2"],
        "version": ["1"],
    }


@pytest.mark.parametrize(("written", "shown"), [("法国", "France"), ("火鸡", "France, Germany")])
def test_of_several_territories_the_source_shows_the_one_that_the_copy_names(sample, written: str, shown: str) -> None:
    entry = sample.entries["luno"]
    variant = entry.variants[0]._replace(names_of_territories=("France", "Germany"))
    first = sample.alignment.rows[0]
    cells = (change(first.copy_row.cells[0], text=written), *first.copy_row.cells[1:])
    alignment = replace(sample.alignment, rows=(first._replace(copy_row=replace(first.copy_row, cells=cells)),))
    page = render_html(sample.report, alignment, {"luno": entry._replace(variants=(variant,))})
    assert f'data-label="territory"><div class="text"><bdi>{shown}</bdi>' in _row(page, 5)


def test_values_that_are_copied_stand_under_the_headers_of_the_source(sample) -> None:
    entry = sample.entries["luno"]
    variant = entry.variants[0]._replace(values=(("ver", "1"), ("code", "LN")))
    columns = replace(sample.alignment.columns[0], name=None, link=None, verbatim=(("ver", 4), ("code", 3)))
    alignment = replace(sample.alignment, columns=(columns,))
    row = _row(render_html(sample.report, alignment, {"luno": entry._replace(variants=(variant,))}), 5)
    sources = re.findall(r'<td class="source[^"]*" data-label="([^"]*)">(.*?)</td>', row)
    assert {label: re.sub("<[^>]+>", "", cell) for label, cell in sources[3:]} == {"code": "LN", "ver": "1"}


def test_badges_get_more_room_than_plain_versions(sample) -> None:
    assert '<col class="version">' in _page(sample)
    first = sample.alignment.rows[0]
    cells = (*first.copy_row.cells[:4], change(first.copy_row.cells[4], image="https://badges.test/badge/1-gray"))
    alignment = replace(sample.alignment, rows=(first._replace(copy_row=replace(first.copy_row, cells=cells)),))
    assert '<col class="badge">' in render_html(sample.report, alignment, sample.entries)


def test_evidence_names_the_key_its_rivals_and_what_is_noted(sample) -> None:
    page = _page(sample)
    assert '<code><bdi>luno</bdi></code><span class="confidence">99.8 %</span>' in page
    assert "No known key fits, perhaps <code>x</code>." in page
    assert "nothing known fits" in page


def test_missing_rows_and_prose_stand_outside_the_rows(sample) -> None:
    outside = re.findall(r'<details class="elsewhere[^>]*data-rule="([^"]+)"', _page(sample))
    assert outside == ["row-missing", "text-untranslated"]


def test_a_header_is_marked_in_the_header(sample) -> None:
    head = _page(sample).split("<thead>")[1].split("</thead>")[0]
    assert "<del><bdi>看</bdi></del> <ins><bdi>版本</bdi></ins>" in head


@pytest.mark.parametrize(("locale", "direction"), [("ar", "rtl"), ("he", "rtl"), ("zh_Hans", "ltr"), ("ur", "rtl")])
def test_the_copy_is_written_in_its_own_direction(sample, locale: str, direction: str) -> None:
    page = _page(replace(sample, report=replace(sample.report, locale=locale)))
    assert f'lang="{locale.replace("_", "-")}" dir="{direction}"' in _row(page, 5)


def test_a_clean_copy_is_called_clean(sample) -> None:
    page = _page(replace(sample, report=replace(sample.report, findings=())))
    assert "Nothing found." in page
    assert '<div class="rules"' not in page


def test_sound_rows_of_a_long_copy_are_left_out(sample) -> None:
    rows = tuple(sample.alignment.rows[1]._replace(row=number) for number in range(1, 2102))
    finding = Finding("key-recased", Severity.ERROR, "m", 6, table=1, row=3, cell=2, written="K", expected="k")
    page = render_html(
        replace(sample.report, findings=(finding,)), replace(sample.alignment, rows=rows), sample.entries
    )
    assert page.count('class="row') == 1
    assert "2,100 sound rows are left out" in page


def test_rows_shorter_and_longer_than_the_header_are_shown(sample) -> None:
    for cells in (sample.alignment.rows[0].copy_row.cells[:1], sample.alignment.rows[0].copy_row.cells * 2):
        row = sample.alignment.rows[0]._replace(copy_row=replace(sample.alignment.rows[0].copy_row, cells=cells))
        page = render_html(sample.report, replace(sample.alignment, rows=(row,)), sample.entries)
        assert _row(page, 5).count("<td") == 10


def test_text_is_escaped_and_markup_is_not() -> None:
    inner = make_element("b", "<i>", title='"')
    assert inner == '<b title="&quot;">&lt;i&gt;</b>'
    assert make_element("p", inner, SafeHtml("<hr>"), "&") == f"<p>{inner}<hr>&amp;</p>"
    assert make_element("input", hidden=True, id=None, aria_label="a\u202eb") == '<input hidden aria-label="a\\u202eb">'


@pytest.fixture
def attributes(sample) -> set[str]:
    """The names of all attributes in the page of the sample."""
    return {name for name, _ in _Reader(_page(sample)).attributes}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("<>\"'&=/!-[]()` \n\u202e\x00a月") | st.characters(codec="utf-8"), min_size=1, max_size=20)
)
def test_no_text_changes_the_page_around_it(sample, attributes, text: str) -> None:
    page = _page(sample.saying(text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    hostile = _Reader(page)
    assert set(hostile.names) <= _ELEMENTS
    assert (hostile.open, hostile.broken) == ([], [])
    assert {name for name, _ in hostile.attributes} <= attributes | {"open"}


def test_a_row_shows_what_fix_changes_in_the_file(sample) -> None:
    number, finding = next((n, f) for n, f in enumerate(sample.report.findings) if f.row and f.span)
    edits = {number: (TextEdit(finding.span, "written<by fix"),)}
    page = render_html(sample.report, sample.alignment, sample.entries, edits)
    taken = sample.alignment.document.source[slice(*finding.span)]
    shown = f"<del><bdi>{escape(taken)}</bdi></del><ins><bdi>written&lt;by fix</bdi></ins>"
    assert shown + '<span class="kind">--fix</span>' in page
    assert ">--fix<" not in _page(sample)
