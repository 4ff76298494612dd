from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.text.addresses import (
    ADDRESS_LIKE,
    GFM_ADDRESS,
    GFM_PLAIN_ADDRESS,
    RST_ADDRESS,
    RST_PLAIN_ADDRESS,
    SOURCE_ADDRESS,
    find_addresses,
    identify_image,
    parse_address,
    remove_addresses,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.kraken.com", "http://kraken.com/"),
        ("https://KRAKEN.com:443/a%20b", "https://kraken.com/a b"),
        ("http://kraken.com:80/a", "http://kraken.com/a"),
        ("https://a.io?ref=1", "https://a.io/?ref=1"),
        ("#AbortDoc", "#abortdoc"),
    ],
)
def test_spellings_of_one_address_are_equal(one: str, other: str):
    assert parse_address(one).url == parse_address(other).url


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("https://a.io/?ref=10205187", {"10205187"}),
        ("https://a.io/#/register?inviteCode=EL6BXBQ1", {"EL6BXBQ1"}),
        ("https://a.io/join/1888677", {"1888677"}),
        ("https://a.io/#a=1623029", {"1623029"}),
        ("https://a.io/en/v2", set()),
    ],
)
def test_codes_are_found_in_query_path_and_fragment_and_words_are_none(link: str, codes: set[str]):
    assert parse_address(link).codes == codes


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.a.com", "a.com"),
        ("pro.a.com", "a.com"),
        ("shop.a.co.uk", "a.co.uk"),
        ("b.a.com.br", "a.com.br"),
        ("a.io", "a.io"),
        ("x", "x"),
    ],
)
def test_a_site_is_its_host_without_subdomains(host: str, site: str):
    assert parse_address(f"https://{host}/").site == site


@given(st.text(max_size=200))
def test_no_text_breaks_an_address(text: str):
    assert parse_address(f" {text}\n") == parse_address(text.strip())
    assert parse_address(f"https://{text}").url is not None


def test_an_image_is_known_by_a_long_name_wherever_it_is():
    name = "27816857-ce7be644-6096-11e7-82d6-3c257263229c.jpg"
    assert identify_image(f"https://a.example/{name}") == identify_image(f"https://b.example/x/{name}") == name
    assert identify_image("https://a.example/logo.png") != identify_image("https://b.example/logo.png")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(https://a.example/b_(c).)", "https://a.example/b_(c)"),
        ("see https://a.example/b.", "https://a.example/b"),
        ("https://a.example/b*", "https://a.example/b"),
    ],
)
def test_markdown_makes_a_link_of_an_address_without_the_punctuation_behind_it(text: str, found: str):
    assert GFM_ADDRESS.split(text)[1] == found


@pytest.mark.parametrize(
    ("text", "in_markdown", "in_restructuredtext", "is_plain_there"),
    [
        ("https://a.example/b", True, True, True),
        ("https://a.example/b_(c)", True, False, False),  # docutils leaves the parenthesis out
        ("https://a.example/b_c", True, True, False),
        ("https://a.example/*b*", False, True, False),
        ("ftp://a.example/b", False, True, False),
        ("https://a.example/b.", False, False, False),
        ("https://a.example/ü", True, False, False),
    ],
)
def test_formats_differ_in_what_they_make_a_link_of(
    text: str, in_markdown: bool, in_restructuredtext: bool, is_plain_there: bool
):
    assert bool(GFM_PLAIN_ADDRESS.fullmatch(text)) == in_markdown
    assert bool(RST_ADDRESS.fullmatch(text)) == in_restructuredtext
    assert bool(RST_PLAIN_ADDRESS.fullmatch(text)) == is_plain_there


@given(st.text("ab/.:?!,;_~'\"()-", max_size=12))
def test_an_address_that_is_a_whole_cell_is_one_for_gfm_too(text: str):
    written = f"https://{text}"
    balanced = written.count("(") == written.count(")") == 0
    if balanced:
        assert bool(GFM_PLAIN_ADDRESS.fullmatch(written)) == bool(GFM_ADDRESS.fullmatch(written))


def test_an_address_in_a_source_ends_where_its_attribute_or_target_does():
    source = """<a href="https://a.example/1">1</a> [2](https://a.example/2) <https://a.example/3>"""
    assert SOURCE_ADDRESS.findall(source) == [f"https://a.example/{n}" for n in (1, 2, 3)]


def test_words_before_an_address_are_kept_where_no_space_parts_them():
    assert re.sub(ADDRESS_LIKE, "", "请看https://a.example/b 现在") == "请看 现在"


def test_what_any_reader_makes_a_link_of_is_found():
    text = "[x](docs/y.md), //a.example, www.b.example. mailto:c@d.example <irc:e> f@g.example"
    found = ["docs/y.md", "//a.example", "www.b.example", "mailto:c@d.example", "irc:e", "f@g.example"]
    assert find_addresses(text) == found
    assert "example" not in remove_addresses(text)
