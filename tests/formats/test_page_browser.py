"""The pages and fragments that readers get, as Chromium shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import editing
from browser import Page, open_page
from paths import ROOT
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.formats.rendering import Rendering

pytestmark = pytest.mark.browser

_PHONE = 360
_WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"
_WORDS = ("Option", "Identifier", "Type", "Default", "Since", "Deprecated", "Environment", "Command", "Description")
_WIDE = formats.parse(
    "# Options\n\n" + "All that the program knows, in one long sentence. " * 4 + "\n\n"
    f"| {' | '.join(_WORDS)} |\n{'|---' * len(_WORDS)}|\n" + f"| {' | '.join(['some_long_identifier'] * 9)} |\n" * 60,
    "options.md",
)
_PAGES = {"zh_Hans": "zh-Hans", "he": "he", "ar": "ar"}


@contextmanager
def _opened(html: str, width: int = _PHONE) -> Iterator[Page]:
    page = open_page(html, width)
    try:
        yield page
    finally:
        page.close()


def _page(document: Document, language: str = "de", **options: bool) -> str:
    return editing.convert(document, "html", Rendering(language, page=True, **options))


def _side(page: Page, selector: str) -> list[float]:
    """Where the text of an element begins and ends, from the left of the window."""
    script = f"(() => {{ const r = document.createRange(); r.selectNodeContents(document.querySelector({selector!r}));"
    box = page.evaluate(f"{script} const b = r.getBoundingClientRect(); return [b.left, b.right]; }})()")
    return [round(at) for at in box]


@pytest.mark.parametrize("locale", _PAGES)
def test_the_exchanges_fit_a_phone(locale: str) -> None:
    document = infer_document(formats.load(ROOT / f"locales/{locale}/exchanges-by-country.md"))
    with _opened(_page(document, _PAGES[locale], rtl=locale in ("ar", "he"))) as page:
        assert page.evaluate(_WIDTHS) == [_PHONE, _PHONE]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_wide_table_is_scrolled_to_and_its_prose_and_header_row_stay(rtl: bool) -> None:
    with _opened(_page(_WIDE, "ar" if rtl else "de", rtl=rtl)) as page:
        wide, window = page.evaluate(_WIDTHS)
        assert window == _PHONE, "a phone does not show the page smaller instead"
        assert wide > 1.5 * _PHONE
        page.evaluate(f"scrollTo({-300 if rtl else 300}, 0)")
        left, right = _side(page, "p")
        assert left >= 0
        assert right <= _PHONE
        page.evaluate("scrollTo(scrollX, 2000)")
        assert page.evaluate("document.querySelector('th').getBoundingClientRect().top") == 0


def test_a_table_that_has_room_is_not_as_wide_as_one_that_has_none() -> None:
    narrow = "\n\nAnd these:\n\n| id | since |\n|---|---|\n| sail | 1.0 |\n"
    with _opened(_page(formats.parse(_WIDE.source + narrow, "options.md"))) as page:
        assert _side(page, "table:last-of-type")[1] <= _PHONE
    with _opened(_page(formats.parse(narrow, "options.md")), 800) as page:
        left, right = _side(page, "table")
        assert right - left > 700, "where there is room for all, it is filled"


@pytest.mark.parametrize("width", [320, _PHONE, 800, 1600])
def test_the_words_of_a_header_row_are_whole(width: int) -> None:
    with _opened(_page(_WIDE), width) as page:
        lines = "[...document.querySelectorAll('th')].map(th => {"
        lines += " const r = document.createRange(); r.selectNodeContents(th); return r.getClientRects().length })"
        assert page.evaluate(lines) == [1] * len(_WORDS)


def test_an_untranslated_header_is_over_its_cells() -> None:
    document = formats.parse("| land | id |\n|---|---|\n| שלום | a |\n", "table.md")
    foreign = frozenset(column.header.span for column in document.tables[0].columns)
    options = Rendering("he", rtl=True, page=True, foreign=foreign, foreign_language="en")
    with _opened(editing.convert(document, "html", options), 800) as page:
        assert _side(page, "th")[1] == _side(page, "td")[1]


def test_a_page_read_in_the_dark_is_printed_in_dark_ink() -> None:
    with _opened(_page(_WIDE), 800) as page:
        ink = "getComputedStyle(document.body).color"
        light = page.evaluate(ink)
        page.set_media(prefers_color_scheme="dark")
        assert page.evaluate(ink) != light
        page.set_media("print", prefers_color_scheme="dark")
        assert page.evaluate(ink) == light


def test_printed_pages_repeat_the_header_row_and_cut_no_row() -> None:
    styles = "['thead', 'th', 'tbody tr'].map(s => getComputedStyle(document.querySelector(s)))"
    with _opened(_page(_WIDE), 800) as page:
        page.set_media("print")
        said = page.evaluate(f"{styles}.map(s => [s.display, s.position, s.breakInside])")
    assert said[0][0] == "table-header-group"
    assert said[1][1] == "static"
    assert said[2][2] == "avoid"


@pytest.mark.parametrize(("site", "rtl"), [("ltr", True), ("rtl", False)])
def test_a_fragment_in_a_page_that_runs_the_other_way_can_be_scrolled_to_its_end(site: str, rtl: bool) -> None:
    fragment = editing.convert(_WIDE, "html", Rendering("ar" if rtl else "de", rtl=rtl))
    bare = '<!DOCTYPE html><meta name="viewport" content="width=device-width">'
    with _opened(f'{bare}<body dir="{site}">{fragment}') as page:
        last = "document.querySelector('th:last-child')"
        page.evaluate(f"{last}.scrollIntoView({{ inline: 'nearest' }})")
        left, right = _side(page, "th:last-child")
        assert left >= 0
        assert right <= _PHONE
