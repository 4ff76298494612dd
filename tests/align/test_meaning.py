"""A dictionary as evidence: how much of a key the words of a translated one cover."""

from __future__ import annotations

import pytest

from tabl10n.align.meaning import measure_covered

GLOSSES = {"灯塔": ["light-house"], "灯": ["lamp", "light"], "塔": ["tower", "a"], "haus": ["house"]}


@pytest.mark.parametrize(
    ("text", "key", "share"),
    [
        ("灯塔", "lighthouse", 1.0),
        ("灯", "lighthouse", 0.5),
        ("塔", "lighthouse", 0.0),
        ("塔", "a1", 0.0),  # a gloss of a letter or two is inside every other key
        ("新灯塔店", "lighthouse", 1.0),
        ("Leuchthaus", "lighthouse", 0.5),
        ("Wiese", "lighthouse", 0.0),
        ("灯塔", "", 0.0),
    ],
)
def test_how_much_of_a_key_is_covered(text: str, key: str, share: float) -> None:
    assert measure_covered(text, key, GLOSSES) == share
