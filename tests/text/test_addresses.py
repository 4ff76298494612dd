from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.text.addresses import address, image_name


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
    assert address(one).url == address(other).url


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
    assert address(link).codes == codes


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
    assert address(f"https://{host}/").site == site


@given(st.text(max_size=200))
def test_no_text_breaks_an_address(text: str):
    assert address(f" {text}\n") == address(text.strip())
    assert address(f"https://{text}").url is not None


def test_an_image_is_known_by_a_long_name_wherever_it_stands():
    name = "27816857-ce7be644-6096-11e7-82d6-3c257263229c.jpg"
    assert image_name(f"https://a.example/{name}") == image_name(f"https://b.example/x/{name}") == name
    assert image_name("https://a.example/logo.png") != image_name("https://b.example/logo.png")
