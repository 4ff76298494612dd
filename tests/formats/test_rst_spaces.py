"""Markup in languages without spaces: docutils sees it only where an escaped space is beside it."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.nodes import shown_text

PAGE = "T\n=\n\n{}\n\n.. |sub| image:: a.png\n.. [#f] Foot.\n"
WRITTEN = [
    (
        "Strong **words** and ``code`` and *emph*",
        "强**字**和``code``以及*点*",
        r"强\ **字**\ 和\ ``code``\ 以及\ *点*",
    ),
    (
        "See `the page <https://a.example/x>`_",
        "参见`此页 <https://a.example/x>`_。",
        r"参见\ `此页 <https://a.example/x>`__\ 。",
    ),
    ("See |sub| now", "看|sub|吧", r"看\ |sub|\ 吧"),
    ("See :sub:`a`", "ดู:sub:`a`", r"ดู\ :sub:`a`"),
    ("See |sub| [#f]_", "看|sub|[#f]_吧", r"看\ |sub|\ [#f]_\ 吧"),
    ("*a* and ``b``", "*看*``b``", r"*看*\ ``b``"),
    ("*a* and **b**", "看*词***字**。", r"看\ *词*\ **字**。"),
    ("See **words**", "看**词**1", r"看\ **词**\ 1"),
    ("See **words**", "看 **词** 吧", "看 **词** 吧"),
    ("See **words**", "看（**词**）吧", "看（**词**）吧"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "written"), WRITTEN)
def test_markup_of_the_source_gets_the_spaces_it_needs(source: str, translation: str, written: str) -> None:
    assert translate(source, translation) == written


@pytest.mark.parametrize(
    ("source", "translation"),
    [("No markup", "强**字**和"), ("See *words*", "二2*3*4"), ("See *words*", "强**字**和"), ("See ``a``", "看`b`吧")],
)
def test_other_markup_stays_text(source: str, translation: str) -> None:
    written = translate(source, translation)
    [block] = [one for one in formats.parse(PAGE.format(written), "x.rst").prose if one.kind == "introduction"]
    assert shown_text(block.nodes) == translation


def translate(source: str, translation: str) -> str | None:
    document = formats.parse(PAGE.format(source), "x.rst")
    [block] = [one for one in document.prose if one.kind == "introduction"]
    return formats.get("rst").translate(document, block, translation).source
