"""How alike two spellings sound, across scripts: both are written in ASCII letters, then reduced to what survives.

A name that goes into another script and back keeps its consonants, more or less: vowels are added and lost, voiced and
voiceless stops trade places, `l` and `r` do. So two forms are compared: the letters, and the skeleton of consonants.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler

_CACHE_SIZE = 1 << 16
_MAX_LETTERS = 64  # letters compared; an identifier is shorter, and hostile text must not cost more

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
_SOFT_C = re.compile(r"c(?=[eiy])")
_REPEATED = re.compile(r"(.)\1+")
# Scripts that leave most vowels unwritten, and write long ones with consonants: what is left of a word in them.
_ABJADS = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_WRITTEN_VOWELS = str.maketrans("uwy", "ooi", "aeh")
_MAX_REORDERED_WORDS = 3  # words whose order is changed: a name has no more
_MIN_REORDERED_LETTERS = 4  # of each of them: shorter ones are halves of a word more often than words
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\D+")


class Sound(NamedTuple):
    """What is compared of a spelling: its letters in ASCII, its consonants, its digits; its consonants where a c before
    e, i and y is soft; and what is left of it without short vowels, as ``is_abjad`` says that its script writes it.

    Within one script a c is a c: it may be soft only where ``is_ascii`` differs.
    """

    letters: str
    skeleton: str
    digits: str
    soft: str
    abjad: str
    is_abjad: bool
    is_ascii: bool


@lru_cache(maxsize=_CACHE_SIZE)
def sound(text: str) -> Sound:
    """The sound of ``text``, whatever its script; its forms are empty where it says nothing that can be spoken."""
    text = text[:_MAX_LETTERS]
    letters = _NOT_LETTERS.sub("", _write_in_ascii(text).casefold())[:_MAX_LETTERS]
    is_abjad = not text.isascii() and _ABJADS.search(text) is not None
    return _speak(letters, is_abjad=is_abjad, is_ascii=text.isascii())


def list_sounds(text: str) -> tuple[Sound, ...]:
    """The sound of ``text``, and where it has a few words those of the same words in another order."""
    words = text[:_MAX_LETTERS].split()
    if not 1 < len(words) <= _MAX_REORDERED_WORDS or min(map(len, words)) < _MIN_REORDERED_LETTERS:
        return (sound(text),)
    orders = (" ".join((*words[at:], *words[:at])) for at in range(len(words)))
    return tuple(dict.fromkeys(map(sound, orders)))


@lru_cache(maxsize=_CACHE_SIZE)
def _speak(letters: str, *, is_abjad: bool, is_ascii: bool) -> Sound:
    """The sound of the letters, which a key, its display name and a copy's spelling of them often share."""
    folded = letters
    for pattern, spelling in _SPELLINGS:
        folded = pattern.sub(spelling, folded)
    hard, soft = map(_reduce, (folded, _SOFT_C.sub("s", folded)))
    return Sound(letters, hard, _DIGITS.sub("", letters), soft, folded.translate(_WRITTEN_VOWELS), is_abjad, is_ascii)


def _reduce(folded: str) -> str:
    """The classes of consonants in folded letters."""
    return _REPEATED.sub(r"\1", folded.translate(_CLASSES))


def _write_in_ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return str(anyascii(text))


def compare_sounds(one: Sound, other: Sound) -> float:
    """How alike two sounds are, 0 to 1.

    The mean of three measures: letters by their order, letters by place (a transcription begins as the word does), and
    consonants. Where one script leaves short vowels unwritten, both are compared without them. Different digits are a
    different word: `one1` is not `one2`.
    """
    if not one.letters or not other.letters:
        return 0.0
    if one.letters == other.letters:
        return 1.0
    spelt = (one.letters, other.letters) if one.is_abjad == other.is_abjad else (one.abjad, other.abjad)
    letters = Indel.normalized_similarity(*spelt)
    places = JaroWinkler.normalized_similarity(*spelt)
    consonants = _compare_consonants(one.skeleton, other.skeleton)
    if one.is_ascii != other.is_ascii and (one.soft != one.skeleton or other.soft != other.skeleton):
        consonants = max(consonants, _compare_consonants(one.soft, other.soft))
    alike = (letters + places + 2 * consonants) / 4
    return alike if one.digits == other.digits else alike * _OTHER_DIGITS_FACTOR


def _compare_consonants(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other) if one and other else 0.0


def compare_spellings(one: Sound, other: Sound) -> float:
    """How alike two words of one script are: nobody spells one by the sound of the other, so that consonants in common
    are no evidence where the letters differ.
    """
    alike = compare_sounds(one, other)
    return min(alike, (Indel.normalized_similarity(one.letters, other.letters) + 1) / 2) if alike < 1.0 else alike


_OTHER_DIGITS_FACTOR = 0.8  # what other digits leave of a likeness: a translator may drop them, seldom change them


def split_grams(form: Sound) -> frozenset[str]:
    """What of a sound an index finds others by: pairs of consonants with their edges, or its letters if it has none."""
    edged = f"^{form.skeleton or form.letters}$"
    if len(edged) <= 4:
        return frozenset({edged})
    return frozenset({edged[i : i + 3] for i in range(len(edged) - 2)})
