"""Meaning as evidence: a dictionary, where someone has one, gives the words that a translated key may mean.

No dictionary comes with the package: the free ones forbid mixing. Any mapping from a word to its glosses will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tabl10n.align.parameters import BOUNDS

Glosses = Mapping[str, Iterable[str]]
"""A word of the copy's language to its translations into the language of the source table."""


def measure_covered(text: str, key: str, glosses: Glosses) -> float:
    """The share of the letters of ``key``, folded, that glosses of words inside ``text`` cover, 0 to 1."""
    covered: set[int] = set()
    for gloss in _find_glosses(text.casefold()[: BOUNDS.glossed_characters], glosses):
        start = key.find(gloss)
        if start >= 0:
            covered.update(range(start, start + len(gloss)))
    return len(covered) / len(key) if key else 0.0


def _find_glosses(text: str, glosses: Glosses) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, min(start + BOUNDS.glossed_word, len(text)) + 1):
            for gloss in glosses.get(text[start:end], ()):
                word = "".join(char for char in gloss.casefold() if char.isalnum())
                if len(word) >= BOUNDS.min_gloss:
                    yield word
