from __future__ import annotations

import pytest

from tabl10n.text.mojibake import find_repair, is_suspect, repair


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_western_encodings_made_of_utf8_is_put_right(encoding: str) -> None:
    broken = "Obstgärten".encode().decode(encoding)
    assert is_suspect(broken)
    assert repair(broken) == find_repair(broken) == "Obstgärten"


def test_what_other_encodings_made_of_it_is_reported_and_no_page_is_changed_for_it() -> None:
    broken = "Łódź".encode().decode("mac_roman")
    assert find_repair(broken) == "Łódź"
    assert repair(broken) == broken


@pytest.mark.parametrize("text", ["plain", "Obstgärten", "„Nä“", "Việt Nam", "日本語", "Привет"])
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert (repair(text), find_repair(text)) == (text, "")
