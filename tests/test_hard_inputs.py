"""Input that nobody means, beside pages: catalogs, names, values. How long it takes grows as it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from growth import grows_too_fast, repeated
from tabl10n.catalog import pofile
from tabl10n.checks import check
from tabl10n.columns.tokens import CODE
from tabl10n.formats import bidi
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.formats.rst.elements import trim_segment
from tabl10n.nodes import Span
from tabl10n.text import badges, expressions

HEADER = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
PARTS = (  # of an entry, with the hostile text in each
    '# {}\nmsgid "a"\nmsgstr "b"\n',
    '#. {}\nmsgid "a"\nmsgstr "b"\n',
    '#: {}\nmsgid "a"\nmsgstr "b"\n',
    '#, {}\nmsgid "a"\nmsgstr "b"\n',
    '#| msgid "{}"\nmsgid "a"\nmsgstr "b"\n',
    '#~ {}msgid "a"\n#~ msgstr "b"\n',
    'msgid "{}"\nmsgstr "b"\n',
    'msgid "a"\nmsgstr "{}"\n',
    '{}msgid "a"\nmsgstr "b"\n',
    'msgid "a"\nmsgstr "b"\n\n{}',
)
MARKS = (
    *('\\"', '"\\', '"', "\\", "\\\\", '"\n"', "\t", " ", "\r", "\n", "\n\n", "# ", "#", "#,", "#:", "#~", "#| "),
    *("#. ", "a,", "a ", "a:1 ", "\u2068", "\u2068a ", "msgid ", "\v", "\ufeff", "\0", "a", "#\n", "# a\n", "#~\n"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("mark", MARKS)
def test_time_grows_no_faster_than_a_catalog(part: str, mark: str) -> None:
    make = repeated(mark)
    assert not grows_too_fast(write_again, lambda length: HEADER + part.replace("{}", make(length)))


def write_again(text: str) -> str:
    """The catalog, written with other translations and no comments, so that it is written again in part."""
    catalog = pofile.parse(text, "x.po")
    messages = tuple(replace(message, msgstr=f"{message.msgstr}!", comments=()) for message in catalog.messages)
    return pofile.render(replace(catalog, messages=messages), like=text)


TEXTS = (
    *("![", "](", "<", "[](", "![]", "*a", "_a", "`", "&#1", "&amp", "<a ", "</a>", "{a", "{", "{{", "{%", "$", "$a"),
    *("\\(", "%(", "%1", "{: .a ", "{a=", " ", "\t", "a ", "1", "1.", "1,", "a.", ".", "-", "--a ", "a/", "http://"),
    *("www.a", "a@", "(", "a(", "\u4e2d", "\u0416a", "e\u0301", "\u2068", "\u00c3", "?", "??", "\\u00", '"', "'"),
    *("a'", "|", ":a:`", "~~"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["name", "paragraph", "header", "country"])
@pytest.mark.parametrize("mark", TEXTS)
def test_time_grows_no_faster_than_a_message_that_is_checked(kind: str, mark: str) -> None:
    make = repeated(mark.replace("\\", "\\\\").replace('"', '\\"'))
    for source, translation in (("", make), (make, make)):

        def write(length: int, source: object = source, translation: Callable[[int], str] = translation) -> str:
            text = source(length) if callable(source) else "shop"
            return f'{HEADER}#. key shop\nmsgctxt "{kind}"\nmsgid "a{text}"\nmsgstr "b{translation(length)}"\n'

        assert not grows_too_fast(check_catalog, write)


def check_catalog(text: str) -> object:
    return check(pofile.parse(text, "x.po"), "x.po", "de", source_format=MARKDOWN)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "make"),
    [
        *((MARKDOWN.remove_markup, repeated(mark)) for mark in ("![", "](", "<", "![]", "![a](", "[](", "http://")),
        (MARKDOWN.remove_markup, lambda length: "![" * (length // 2) + "]"),
        *((MARKDOWN.find_links, repeated(mark)) for mark in ("![", "](", "![](", "![a](", "]( ")),
        (CODE.fullmatch, lambda length: "a" * length + "\0"),
        (CODE.fullmatch, repeated("-")),
        (bidi.is_turned, lambda length: "a" + "$" * length),
        (bidi.is_turned, repeated("1$")),
        (badges.parse_badge, repeated("/badge/")),
        (badges.parse_badge, lambda length: "/badge/" + "-a" * (length // 2) + "?\n\n"),
        (lambda text: list(expressions.find_kept(text)), lambda length: "{: .a" + " " * length),
        (lambda text: trim_segment(text, Span(0, len(text))), lambda length: " a" + " " * length + "b"),
    ],
)
def test_time_grows_no_faster_than_the_text_that_is_searched(
    work: Callable[[str], object], make: Callable[[int], str]
) -> None:
    assert not grows_too_fast(work, make)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("see ![a ![b](c) d](e) f", "see   d  f"),
        ("![a ![b", "![a ![b"),
        ("a](b](c)d", "a d"),
        ("a](b", "a](b"),
        ("![a] (b) [c](d)", "![a] (b) [c "),
        ("<a <b> c> <d", "  c> <d"),
        ("![a\nb](c\nd)e", " e"),
        ("at https://a.example/b ](c", "at   ](c"),
    ],
)
def test_what_is_no_words_is_taken_away_where_it_has_its_end(source: str, words: str) -> None:
    assert MARKDOWN.remove_markup(source) == words


def test_a_flag_with_a_quoted_comma_is_one() -> None:
    text = f'{HEADER}#, fuzzy, replacements:"a,b\\"c":d, "open, two\nmsgid "a"\nmsgstr "b"\n'
    [message] = pofile.parse(text, "x.po").messages
    assert message.flags == ("fuzzy", 'replacements:"a,b\\"c":d', '"open', "two")


@pytest.mark.parametrize("reference", ["&#" + "1" * 5000 + ";", "&#x" + "1" * 5000 + ";"])
def test_a_reference_of_any_length_in_a_translation_is_a_finding(reference: str) -> None:
    text = f'{HEADER}msgctxt "name"\nmsgid "Shop"\nmsgstr "Laden{reference}"\n'
    rules = {finding.rule for finding in check(pofile.parse(text, "x.po"), "x.po", "de").findings}
    assert "text-escaped" in rules
