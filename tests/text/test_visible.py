from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabl10n.text.jsontext import format_json
from tabl10n.text.visible import escape_hidden

_SEEN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u0890\u0891\U000110bd\U000110cd\u3000")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("luno", "luno"),
        ("月亮", "月亮"),
        ("lu\u202eno", "lu\\u202eno"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\tb\nc\r", "a\\tb\\nc\\r"),
        ("1\u00a0234", "1\\xa0234"),
        ("bu\u200dda", "bu\\u200dda"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200cم", "\\u200cم"),
        ("tag\U000e0041", "tag\\U000e0041"),
    ],
)
def test_what_steers_or_hides_is_spelt_out(text: str, shown: str) -> None:
    assert escape_hidden(text) == shown


def test_every_control_and_format_character_is_covered() -> None:
    left = [chr(i) for i in range(0x110000) if unicodedata.category(chr(i)) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")]
    assert {char for char in left if escape_hidden(char) == char} - _SEEN == {" "}


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_json_reads_back_the_same_and_steers_nothing(value: object) -> None:
    text = format_json(value)
    assert json.loads(text) == value
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
