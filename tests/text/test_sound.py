from __future__ import annotations

import pytest

from tabl10n.text.sound import compare_sounds, list_sounds, sound


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


@pytest.mark.parametrize(
    ("heard", "key", "others"),
    [
        pytest.param("Селвиус", "celvius", ("kelvius", "melvius"), id="a soft c begins a word"),
        pytest.param("сиранс", "cirance", ("kiranke", "cirancespot"), id="a soft c ends it"),
        pytest.param("ларанс", "larance", ("larancedelta", "larancespot"), id="the length of a word"),
        pytest.param("фьючерсы талмо", "talmofutures", ("futuresbay", "futuremo", "talmo"), id="words exchanged"),
        pytest.param("futures talmo", "talmofutures", ("futuretalon", "talmo"), id="words exchanged in one script"),
        pytest.param("Gelimis", "gelimi", ("galimax", "gelato"), id="a short skeleton with an ending"),
        pytest.param("Мимини", "mimini", ("mina", "moon"), id="a skeleton of one consonant"),
        pytest.param("بولاريكس", "polariex", ("bilirex", "pilarus"), id="vowels unwritten in Arabic"),
        pytest.param("פולאריקס", "polariex", ("bilirex", "pilarus"), id="vowels unwritten in Hebrew"),
        pytest.param("مرنوکو", "marnoko", ("mirneki", "moranka"), id="vowels unwritten in Persian"),
    ],
)
def test_a_spelling_by_sound_is_likest_to_its_own_key_among_similar_ones(
    heard: str, key: str, others: tuple[str, ...]
) -> None:
    def measure(other: str) -> float:
        return max(compare_sounds(one, sound(other)) for one in list_sounds(heard))

    assert measure(key) > 0.8
    assert measure(key) > max(map(measure, others))


def test_a_c_before_other_letters_is_hard() -> None:
    assert compare_sounds(sound("калтон"), sound("calton")) > compare_sounds(sound("салтон"), sound("calton"))


def test_words_keep_their_order_where_they_are_many() -> None:
    assert len(list_sounds("talmo futures")) == 2
    assert len(list_sounds("talmo")) == 1
    assert len(list_sounds("a note of many words")) == 1
    assert len(list_sounds("tal mo")) == 1, "halves of a word are no words"
    assert list_sounds("") == (sound(""),)
