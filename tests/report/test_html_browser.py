"""The page as Chromium shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from browser import Page, open_page
from tabl10n.findings import Finding, Severity
from tabl10n.report.htmlpage import render_html

pytestmark = pytest.mark.browser

_SHOWN = "[...document.querySelectorAll('tr.row')].filter(row => row.offsetParent).map(row => row.id)"
_WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
_HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</style></script><script>alert(1)</script>",
    "<!--",
    "]]><a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{7*7}}${7*7}",
    "https://tracker.test/pixel.png",
    "\u202e\u2066\x00\x1b[31m",
    "W" * 300,
    "月" * 300,
    "مرحبا " * 40,
)


@contextmanager
def _opened(html: str, width: int = 1280) -> Iterator[Page]:
    page = open_page(html, width)
    try:
        yield page
    finally:
        page.close()


@pytest.fixture
def page(sample) -> Iterator[Page]:
    with _opened(render_html(sample.report, sample.alignment, sample.entries)) as opened:
        yield opened


def _click(page: Page, selector: str) -> None:
    page.evaluate(f"document.querySelector({selector!r}).click()")


def test_it_asks_for_nothing_and_has_nothing_to_complain_of(page: Page) -> None:
    assert (page.requests, page.console, page.dialogs) == ([], [], [])


def test_rows_with_findings_are_shown_first_and_sound_ones_on_demand(page: Page) -> None:
    assert page.evaluate(_SHOWN) == ["L5", "L7", "L8"]
    assert page.evaluate("document.getElementById('shown').textContent") == "3 of 4 rows"
    _click(page, "#sound")
    assert page.evaluate(_SHOWN) == ["L5", "L6", "L7", "L8"]


def test_filters_narrow_and_add_up(page: Page) -> None:
    _click(page, "[data-rule=key-unknown]")
    assert page.evaluate(_SHOWN) == ["L8"]
    _click(page, "[data-rule=territory-wrong]")
    assert page.evaluate(_SHOWN) == ["L5", "L8"]
    _click(page, "[data-severity=warning]")
    assert page.evaluate(_SHOWN) == ["L8"]
    assert page.evaluate("document.querySelector('[data-rule=key-unknown]').ariaPressed") == "true"
    _click(page, "#clear")
    assert page.evaluate(_SHOWN) == ["L5", "L7", "L8"]
    assert page.evaluate("document.querySelectorAll('[aria-pressed=true]').length") == 0


def test_damage_of_other_rules_is_not_marked_while_a_rule_is_chosen(page: Page) -> None:
    _click(page, "[data-rule=territory-wrong]")
    expected = "[...document.querySelectorAll('#L5 ins')].filter(ins => ins.offsetParent).map(ins => ins.textContent)"
    assert page.evaluate(expected) == ["土耳其"]


def test_search_finds_the_words_of_both_sides(page: Page) -> None:
    for words, rows in (("türkiye", ["L5", "L7"]), ("火鸡", ["L5"]), ("luno 火鸡", ["L5"]), ("nowhere", [])):
        page.evaluate(
            f"search = document.getElementById('search'); search.value = {words!r};"
            "search.dispatchEvent(new Event('input'))"
        )
        assert page.evaluate(_SHOWN) == rows


def test_the_keyboard_opens_a_row_and_jumps_to_a_line(page: Page) -> None:
    page.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.press("Tab")
    assert page.evaluate("document.activeElement.id") == "line"
    page.press("7")
    page.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr').id") == "L7"
    page.press("Enter")
    assert page.evaluate("document.querySelector('#L7 .open').ariaExpanded") == "true"
    assert page.evaluate("document.getElementById('M7').innerText").count("link-altered") == 1
    page.press("Enter")
    assert page.evaluate("document.getElementById('M7').hidden") is True


def test_a_jump_to_a_hidden_row_shows_it(page: Page) -> None:
    page.evaluate("document.getElementById('line').focus()")
    page.press("6")
    page.press("Enter")
    assert "L6" in page.evaluate(_SHOWN)


@pytest.mark.slow
def test_a_long_copy_is_shown_in_steps(sample) -> None:
    first, *_ = sample.alignment.rows
    rows = tuple(first._replace(row=number, line=number) for number in range(1, 1101))
    findings = tuple(replace(sample.report.findings[4], row=number, line=number) for number in range(1, 1101))
    report = replace(sample.report, findings=findings, rows=1100)
    with _opened(render_html(report, replace(sample.alignment, rows=rows), sample.entries)) as page:
        assert len(page.evaluate(_SHOWN)) == 500
        assert page.evaluate("document.getElementById('more').textContent") == "Show more of the other 600 rows"
        _click(page, "#more")
        _click(page, "#more")
        assert len(page.evaluate(_SHOWN)) == 1100
        assert page.evaluate("document.getElementById('more').offsetParent") is None


def test_a_click_on_damage_shows_the_evidence(page: Page) -> None:
    _click(page, "#L5 td.damaged")
    assert "99.8" in page.evaluate("document.getElementById('M5').innerText")


def test_every_control_has_a_name(page: Page) -> None:
    nameless = (
        "[...document.querySelectorAll('button, input')].filter(control => !(control.ariaLabel ||"
        " control.textContent.trim() || control.labels?.length)).length"
    )
    assert page.evaluate(nameless) == 0


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_is_wider_than_the_window(sample, width: int) -> None:
    for text in ("", "W" * 300, "مرحبا بالعالم " * 20):
        shown = sample.saying(text) if text else sample
        with _opened(render_html(shown.report, shown.alignment, shown.entries), width) as page:
            page.evaluate("document.querySelectorAll('.open').forEach(button => button.click())")
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            wide, window = page.evaluate(_WIDTHS)
            assert wide <= window


def test_on_a_phone_the_copy_is_beside_its_source(sample) -> None:
    with _opened(render_html(sample.report, sample.alignment, sample.entries), 360) as page:
        places = page.evaluate(
            "['.source.key', '.copy.key'].map(cell => document.querySelector('#L5 ' + cell).getBoundingClientRect())"
            ".map(place => [place.left, place.top])"
        )
    (source_left, source_top), (copy_left, copy_top) = places
    assert source_top == copy_top
    assert copy_left > source_left


def test_a_copy_in_arabic_is_set_from_the_right(sample) -> None:
    shown = sample.saying("كلمة")
    html = render_html(replace(shown.report, locale="ar"), shown.alignment, shown.entries)
    with _opened(html) as page:
        assert page.evaluate("getComputedStyle(document.querySelector('#L5 td.copy')).direction") == "rtl"
        assert page.evaluate("getComputedStyle(document.querySelector('#L5 td.source')).direction") == "ltr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, scheme: str) -> None:
    """Contrast of at least 4.5 to 1, as WCAG 2.2 asks for in criterion 1.4.3."""
    page.set_media(prefers_color_scheme=scheme)
    assert page.evaluate(_CONTRASTS) == []


_CONTRASTS = """
(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(element).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const written = [...document.querySelectorAll("body *")].filter((element) =>
    element.offsetParent && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return written.filter((element) => contrast(parse(getComputedStyle(element).color), ground(element)) < 4.5)
    .map((element) => element.outerHTML.slice(0, 120));
})()
"""


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_no_cell_runs_a_script_or_asks_for_anything(sample, hostile: str) -> None:
    shown = sample.saying(hostile)
    with _opened(render_html(shown.report, shown.alignment, shown.entries)) as page:
        page.evaluate("document.querySelectorAll('.open').forEach(button => button.click())")
        assert (page.dialogs, page.requests, page.console) == ([], [], [])
        assert page.evaluate("document.querySelectorAll('img, a, iframe, script:not(body > :last-child)').length") == 0


def test_a_page_that_is_not_safe_is_seen_to_be_not_safe() -> None:
    """The checks above can fail: what they look for is heard when a page does it."""
    with _opened("<script>console.log('hi'); alert(1)</script><img src='http://127.0.0.1:9/x.png'>") as page:
        assert page.dialogs == ["1"]
        assert page.requests == ["http://127.0.0.1:9/x.png"]
        assert "hi" in page.console


def test_it_can_be_printed(sample) -> None:
    with _opened(render_html(sample.report, sample.alignment, sample.entries)) as page:
        page.set_media("print")
        assert page.evaluate("document.querySelector('.toolbar').offsetParent") is None
        assert page.evaluate("getComputedStyle(document.querySelector('thead th')).position") == "static"


def test_what_is_folded_is_printed_too(sample) -> None:
    missing = tuple(Finding("row-missing", Severity.HINT, f"no row is {i}", 9, part="document") for i in range(20))
    report = replace(sample.report, findings=missing)
    with _opened(render_html(report, sample.alignment, sample.entries)) as page:
        assert page.evaluate("document.querySelector('details').open") is False
        page.send("Page.printToPDF")
        assert page.evaluate("document.querySelector('details').open") is True


def test_a_page_read_in_the_dark_is_printed_in_dark_ink(page: Page) -> None:
    inks = "['del', 'ins', 'tbody'].map(name => getComputedStyle(document.querySelector(name)).color)"
    light = page.evaluate(inks)
    page.set_media(prefers_color_scheme="dark")
    assert page.evaluate(inks) != light
    page.set_media("print", prefers_color_scheme="light")
    printed = page.evaluate(inks)
    page.set_media("print", prefers_color_scheme="dark")
    assert page.evaluate(inks) == printed
