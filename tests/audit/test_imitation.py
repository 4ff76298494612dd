"""Hosts that can be taken for the real one."""

from __future__ import annotations

import pytest

from tabl10n.audit.links import describe_imitation


@pytest.mark.parametrize(
    ("host", "own", "imitates"),
    [
        ("lighth0use.example", False, True),
        ("lighth0use.example", True, False),  # the entry's own name, spelt with a nought
        ("lighthouze.example", True, False),
        ("lighthouse.example.shop.test", True, True),
        ("lіghthouse.example", True, True),
        ("shop.lighthouse.example", False, False),
        ("lantern.example", False, False),
    ],
)
def test_a_host_that_is_called_as_the_entry_is_may_be_nearly_the_same(host: str, own: bool, imitates: bool) -> None:
    assert bool(describe_imitation(host, "lighthouse.example", own=own)) is imitates
