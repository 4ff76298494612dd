from __future__ import annotations

from tabl10n.text.keys import stem


def test_a_stem_is_what_follows_the_prefix_if_anything_does():
    assert stem("owner/name", "/") == "name"
    assert stem("owner/", "/") == "owner/"
    assert stem("name", "") == "name"
