"""How alike two spellings sound, across scripts: both are written in ASCII letters, then reduced to what survives.

A name that goes into another script and back keeps its consonants, more or less: vowels are added and lost, voiced and
voiceless stops trade places, `l` and `r` do. So two forms are compared: the letters, and the skeleton of consonants.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler

_CACHE = 1 << 16
_LONGEST = 64  # letters compared; an identifier is shorter, and hostile text must not cost more

# Spellings of one sound in the romanisations of many scripts, folded in this order; the first two undo the habit of
# scripts without clusters to write `x` as two syllables (`kesi`, `kusu`), the rest are digraphs of one sound.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"k[aeiu]?s[iu]?(?=[^aeiou]|$)", "x"),
        (r"x", "ks"),
        (r"sch|sh|ch|tch|zh|ts|tz|dz|dj", "s"),
        (r"ph", "f"),
        (r"mp(?=[^aeiou]|$)|^mp", "b"),
        (r"^nt", "d"),
        (r"gk", "g"),
        (r"ck|qu|kh|gh", "k"),
        (r"th|dh", "t"),
        (r"ng", "n"),
    )
)
_CLASSES = str.maketrans("bpfvdtgkcqszxjlrmn", "PPPPTTKKKKSSSSLLMM", "aeiouywh0123456789")
_REPEATED = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\D+")


class Sound(NamedTuple):
    """What is compared of a spelling: its letters in ASCII, its consonants, its digits."""

    letters: str
    skeleton: str
    digits: str


@lru_cache(maxsize=_CACHE)
def sound(text: str) -> Sound:
    """The sound of ``text``, whatever its script; its forms are empty where it says nothing that can be spoken."""
    return _speak(_NOT_LETTERS.sub("", _write_in_ascii(text[:_LONGEST]).casefold())[:_LONGEST])


@lru_cache(maxsize=_CACHE)
def _speak(letters: str) -> Sound:
    """The sound of the letters, which a key, its display name and a copy's spelling of them often share."""
    folded = letters
    for pattern, spelling in _SPELLINGS:
        folded = pattern.sub(spelling, folded)
    return Sound(letters, _REPEATED.sub(r"\1", folded.translate(_CLASSES)), _DIGITS.sub("", letters))


def _write_in_ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return str(anyascii(text))


def compare_sounds(one: Sound, other: Sound) -> float:
    """How alike two sounds are, 0 to 1.

    The mean of three measures: letters by their order, letters by place (a transcription begins as the word does), and
    consonants. Different digits are a different word: `one1` is not `one2`.
    """
    if not one.letters or not other.letters:
        return 0.0
    if one.letters == other.letters:
        return 1.0
    letters = Indel.normalized_similarity(one.letters, other.letters)
    places = JaroWinkler.normalized_similarity(one.letters, other.letters)
    consonants = Indel.normalized_similarity(one.skeleton, other.skeleton) if one.skeleton and other.skeleton else 0.0
    alike = (letters + places + 2 * consonants) / 4
    return alike if one.digits == other.digits else alike * _OTHER_DIGITS


def compare_spellings(one: Sound, other: Sound) -> float:
    """How alike two words of one script are: nobody spells one by the sound of the other, so that consonants in common
    are no evidence where the letters differ.
    """
    alike = compare_sounds(one, other)
    return min(alike, (Indel.normalized_similarity(one.letters, other.letters) + 1) / 2) if alike < 1.0 else alike


_OTHER_DIGITS = 0.8  # what other digits leave of a likeness: a translator may drop them, seldom change them


def split_grams(form: Sound) -> frozenset[str]:
    """What of a sound an index finds others by: pairs of consonants with their edges, or its letters if it has none."""
    edged = f"^{form.skeleton or form.letters}$"
    if len(edged) <= 4:
        return frozenset({edged})
    return frozenset({edged[i : i + 3] for i in range(len(edged) - 2)})
