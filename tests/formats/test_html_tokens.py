"""HTML in tags and texts: as the HTML Standard has it, and Chromium."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser import open_page
from tabl10n.formats.html.tokens import Leaf, Tag, read_attributes, tokenize

# A text, and what it is: tags in pointed brackets, texts as they are said.
SPLIT = {
    "tags": ("<P>a</p >b<br/>", ["<p>", "a", "</p>", "b", "<br>"]),
    "a value with a >": ("<a title='>' b=\">\">x", ["<a>", "x"]),
    "quotation marks in no value": ('<a "b>c">\'', ["<a>", "c\">'"]),
    "no tags": ("1 < 2 <3> <>", ["1 < 2 <3> <>"]),
    "a tag without an end": ("a<b", ["a"]),
    "no text": ("a<!DOCTYPE html>b<?php x ?>c</ td>d<!>e</>f", list("abcdef")),
    "comments": ("a<!-- > -->b<!-->c<!--->d<!-- --!>e<!--", list("abcde")),
    "references": ("&lt;&LT&#65;&#x42&eacute x&notit;", ["<", "<", "A", "B", "é", " x", "¬it;"]),
    "no references": ("AT&T &nosuch; & &; &#; &#x;", ["AT", "&T", " ", "&nosuch;", " & &; &#; &#x;"]),
    "a script": ("<SCRIPT>a<b></scripts></SCRIPT >c", ["<script>", "</script>", "c"]),
    "a title": ("<title>On <table></title>a", ["<title>", "</title>", "a"]),
    "a script without an end": ("<script>a<p>", ["<script>"]),
}
ATTRIBUTES = {
    "quoted": ("<a href=\"b\" title = 'c d'>", {"href": "b", "title": "c d"}),
    "not quoted": ("<a href=b/ title=c>", {"href": "b/", "title": "c"}),
    "no value": ("<a HREF b='' c= d>", {"href": "", "b": "", "c": "d"}),
    "twice": ("<a href=b href=c>", {"href": "b"}),
    "self-closing": ('<img src="b"/>', {"src": "b"}),
    "an attribute in a value": ("<a title='href=\"x\"' href=b>", {"title": 'href="x"', "href": "b"}),
    "references": ("<a href='?a&amp;b&#61;c&lt'>", {"href": "?a&b=c<"}),
    "no references": ("<a href='?a=1&lt=2&section=3&copy4&nosuch;'>", {"href": "?a=1&lt=2&section=3&copy4&nosuch;"}),
}
PIECES = [
    *("<b>", "</b>", "<i class='>'>", '<i a="', "<br/>", "<!--", "-->", "--!>", "<!", "<?", "</ ", "</>", "<1>", "<>"),
    *("&amp;", "&lt", "&#65;", "&#x42", "&eacute", "&notit;", "&nosuch;", "&T", "&", "=", '"', "'", ">", "/", "-"),
    *("<script>", "</script>", "<style x>", "</STYLE >", "</scripts>", "a", "1", " ", "\n", "中", "😀"),
]


def split(source: str) -> list[str]:
    return [
        token.text if isinstance(token, Leaf) else f"<{'/' * token.is_end}{token.name}>" for token in tokenize(source)
    ]


@pytest.mark.parametrize(("source", "expected"), SPLIT.values(), ids=SPLIT)
def test_tags_and_texts(source: str, expected: list[str]) -> None:
    assert split(source) == expected


@pytest.mark.parametrize(("source", "expected"), ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attributes(source: str, expected: dict[str, str]) -> None:
    (tag,) = tokenize(source)
    assert isinstance(tag, Tag)
    found = read_attributes(tag, source)
    assert {name: attribute.value for name, attribute in found.items()} == expected
    for attribute in found.values():
        assert attribute.span is None or ("&" in source) or source[slice(*attribute.span)] == attribute.value


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_tokens_stand_in_order(source: str) -> None:
    at = 0
    for token in tokenize(source):
        start, end = token.span if isinstance(token, Leaf) else (token.start, token.end)
        assert at <= start < end <= len(source)
        at = end


@pytest.mark.parametrize("mark", ["<a", "<!--", "</a ", "&", '<a b="', "<script>", "<a ='"])
def test_no_text_takes_long(mark: str) -> None:
    """Each mark begins what the next one does not end: a reader that looks far each time would take minutes."""
    assert len(list(tokenize(mark * 50_000))) <= 50_000


@pytest.mark.browser
def test_texts_are_those_of_a_browser() -> None:
    chance = random.Random(7)
    sources = ["a" + "".join(chance.choices(PIECES, k=chance.randint(1, 25))) for _ in range(1500)]
    page = open_page("")
    texts = "map(s => new DOMParser().parseFromString(s, 'text/html').body.textContent)"
    shown = page.evaluate(f"{json.dumps(sources)}.{texts}")
    page.close()
    for source, theirs in zip(sources, shown, strict=True):
        ours = "".join(token.text for token in tokenize(source) if isinstance(token, Leaf))
        raw = "<script>" in source or "<style" in source  # a browser's text content holds these
        assert raw or ours == theirs, source
