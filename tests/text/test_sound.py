from __future__ import annotations

import pytest

from tabl10n.text.sound import compare_sounds, sound


@pytest.mark.parametrize(
    ("key", "heard"),
    [
        ("bitfinex", "ビットフィネックス"),
        ("bitfinex", "비트파이넥스"),
        ("bitfinex", "بيتفينكس"),
        ("bitfinex", "बिटफिनेक्स"),
        ("bitfinex", "ביטפינקס"),
        ("bitfinex", "Μπιτφινεξ"),
        ("bitfinex", "บิตฟิเน็กซ์"),
        ("hollaex", "霍莱克斯"),
        ("kraken", "кракен"),
        ("AbortDoc", "Абортдок"),
    ],
)
def test_a_transcription_is_likest_to_its_own_key(key: str, heard: str):
    others = ("bittrex", "bitmex", "kucoin", "coinbase", "AbortPath", "gemini", "huobi")
    own = compare_sounds(sound(heard), sound(key))
    assert own > 0.7
    assert own > max(compare_sounds(sound(heard), sound(other)) for other in others if other != key)


def test_other_digits_are_another_word():
    assert compare_sounds(sound("okex3"), sound("okex3")) == 1.0
    assert compare_sounds(sound("okex"), sound("okex3")) < compare_sounds(sound("okexe"), sound("okex")) < 1.0


def test_nothing_to_say_is_like_nothing():
    assert compare_sounds(sound("--"), sound("a")) == 0.0
    assert compare_sounds(sound(""), sound("")) == 0.0


def test_hostile_length_is_cut():
    assert len(sound("a" * 10_000).letters) <= 64
