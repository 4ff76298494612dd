"""Headings of every kind keep their level, and paragraphs of several lines their words, in every other format."""

from __future__ import annotations

import pytest

import editing
from tabl10n import formats

TABLE = "| a |\n|---|\n| b |\n"


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("T\n=", 1),
        ("T\n-", 2),
        ("T\n=====", 1),
        ("T\n-----", 2),
        ("# T", 1),
        ("## T ##", 2),
        ("  ### T", 3),
        ("###### T", 6),
        ("\ufeff# T", 1),
    ],
)
def test_a_heading_keeps_its_level(heading: str, level: int) -> None:
    document = formats.parse(f"{heading}\n\n{TABLE}", "x.md")
    assert f"<h{level}>T</h{level}>" in editing.convert(document, "html")


def test_a_paragraph_of_two_lines_is_one_text() -> None:
    document = formats.parse(f"one\ntwo *three\nfour*\n\n{TABLE}", "x.md")
    assert "<p>one two <em>three four</em></p>" in editing.convert(document, "html")
