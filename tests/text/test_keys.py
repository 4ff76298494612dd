from __future__ import annotations

from tabl10n.text.keys import strip_prefix


def test_a_stem_is_what_follows_the_prefix_if_anything_does():
    assert strip_prefix("owner/name", "/") == "name"
    assert strip_prefix("owner/", "/") == "owner/"
    assert strip_prefix("name", "") == "name"
