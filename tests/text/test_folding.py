from __future__ import annotations

from tabl10n.text.folding import folded


def test_folding_keeps_letters_and_digits():
    assert folded("Bit-Z_2") == "bitz2"
    assert folded("位-Z") == "位z"
