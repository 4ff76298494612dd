"""The flags by which Weblate knows what must be in a translation."""

from __future__ import annotations

import pytest

from tabl10n import formats
from tabl10n.catalog.flags import merge_flags
from tabl10n.catalog.template import extract_messages
from tabl10n.columns import infer_document

PAGE = """\
# Options

Set `verbose` or `{level}`, then greet {name}; not `a, b` nor `say "x"`.

| id | description |
|----|-------------|
| `a` | Words of its own |
| `b` | Uses `cache.size` twice: `cache.size` |
"""


def test_code_and_placeholders_are_named_once_each() -> None:
    found = extract_messages(infer_document(formats.parse(PAGE, "x.md")), "x.md")
    flags = {m.msgid[:4]: m.flags for m in found if m.flags}
    assert flags == {"Set ": ('placeholders:"verbose":"{level}":"{name}"',), "Uses": ('placeholders:"cache.size"',)}


@pytest.mark.parametrize(
    ("old", "same_text", "merged"),
    [
        ((), True, ("ignore-same", 'placeholders:"b"')),
        (
            ("fuzzy", 'placeholders:"a"', "max-length:9"),
            True,
            ("fuzzy", "max-length:9", "ignore-same", 'placeholders:"b"'),
        ),
        (("ignore-same", 'placeholders:"b"'), True, ("ignore-same", 'placeholders:"b"')),
    ],
)
def test_flags_of_the_template_replace_those_of_the_same_kind(
    old: tuple[str, ...], same_text: bool, merged: tuple[str, ...]
) -> None:
    assert merge_flags(old, ("ignore-same", 'placeholders:"b"'), same_text=same_text) == merged


def test_a_placeholder_of_another_text_goes_and_a_flag_of_someone_stays() -> None:
    assert merge_flags(('placeholders:"a"', "no-wrap"), (), same_text=False) == ("no-wrap",)
    assert merge_flags(('placeholders:"a"', "no-wrap"), (), same_text=True) == ('placeholders:"a"', "no-wrap")
