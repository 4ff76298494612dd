from __future__ import annotations

import pytest

from tabl10n.text.folding import (
    find_folding,
    fold_accents,
    fold_case,
    fold_letters,
    fold_look,
    fold_look_alikes,
    fold_name,
    fold_spaces,
    fold_spelling,
    fold_words,
)


def test_folding_keeps_letters_and_digits():
    assert fold_letters("Bit-Z_2") == "bitz2"
    assert fold_letters("位-Z") == "位z"


@pytest.mark.parametrize(
    ("fold", "same", "different"),
    [
        (fold_case, ("Caf\u00e9", "cafe\u0301"), ("Cafe", "caf\u00e9")),
        (fold_spaces, (" Since  Version ", "since version"), ("since-version", "since version")),
        (fold_letters, ("Ｂlue-bird 2", "BLUE BIRD2"), ("bluebïrd", "bluebird")),
        (fold_accents, ("Ａnd Übung", "and ubung"), ("and-ubung", "and ubung")),
        (fold_spelling, ("Blue-Bïrd_2", "bluebird2"), ("bluebird3", "bluebird2")),
        (fold_look, ("Blue\u200bbird  2", "BLUEBIRD 2"), ("bluebïrd", "bluebird")),
        (fold_look_alikes, ("рuffin", "puffin"), ("muffin", "puffin")),
        (fold_words, ("Open, now!", "open now"), ("opennow", "open now")),
    ],
)
def test_each_way_to_fold_leaves_out_its_own_and_no_more(fold, same: tuple[str, str], different: tuple[str, str]):
    assert fold(same[0]) == fold(same[1])
    assert fold(different[0]) != fold(different[1])


def test_a_name_is_folded_by_the_rules_of_its_language():
    assert fold_name("The Åland Islands", "en") == fold_name("aland islands", "en")
    assert fold_name("Åland", "sv") != fold_name("Aland", "sv")
    assert fold_name("İstanbul", "tr") == fold_name("istanbul", "tr")
    assert fold_name("日 本", "ja") == fold_name("日本", "ja")


@pytest.mark.parametrize("name", ["İstanbul", "The St. Åland & Co.", "أَلمانيا", "日 本", "Côte d’Ivoire"])
@pytest.mark.parametrize("language", ["en", "tr", "az", "ar", "ur", "ja", "zh", "de", "sv"])
def test_languages_without_rules_of_their_own_share_a_folding(name: str, language: str):
    assert fold_name(name, language) == fold_name(name, find_folding(language))
