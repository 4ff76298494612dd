"""Meaning as evidence: a dictionary, where somebody has one, gives the words that a translated key may stand for.

No dictionary comes with the package: the free ones forbid mixing. Any mapping from a word to its glosses will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Glosses = Mapping[str, Iterable[str]]
"""A word of the copy's language to its translations into the language of the source table."""

_LONGEST_WORD = 8  # characters of a dictionary word looked for inside a key: compounds are written without spaces
_LONGEST_KEY = 40
_SHORTEST_GLOSS = 3  # shorter glosses (`a`, `to`) are inside every other key


def measure_covered(text: str, key: str, glosses: Glosses) -> float:
    """The share of the letters of ``key``, folded, that glosses of words inside ``text`` cover, 0 to 1."""
    places: set[int] = set()
    for gloss in _find_glosses(text.casefold()[:_LONGEST_KEY], glosses):
        start = key.find(gloss)
        if start >= 0:
            places.update(range(start, start + len(gloss)))
    return len(places) / len(key) if key else 0.0


def _find_glosses(text: str, glosses: Glosses) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST_WORD, len(text)) + 1):
            for gloss in glosses.get(text[start:end], ()):
                word = "".join(char for char in gloss.casefold() if char.isalnum())
                if len(word) >= _SHORTEST_GLOSS:
                    yield word
