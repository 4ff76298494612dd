"""Whose a message is: two are told apart only where both say whose they are."""

from __future__ import annotations

import pytest

from tabl10n.catalog.entity import Owner


def owner(keys: str = "", links: str = "") -> Owner:
    return Owner(frozenset(keys.split()), frozenset(links.split()))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (owner("knarr"), owner("kobaya"), True),
        (owner("knarr"), owner("knarr kobaya"), False),
        (owner("knarr", "https://a.example"), owner("kobaya", "https://a.example"), False),
        (owner("knarr", "https://a.example"), owner("kobaya", "https://b.example"), True),
        (owner("knarr"), owner("", "https://a.example"), True),
        (owner("knarr"), owner(), False),
        (owner(), owner(), False),
    ],
)
def test_two_that_share_nothing_differ_if_both_are_known(one: Owner, other: Owner, differ: bool) -> None:
    assert one.differs(other) is other.differs(one) is differ
