"""How like two short texts are."""

from __future__ import annotations


def measure_likeness(one: str, other: str) -> float:
    """How much of the longer text stays if one is made the other, from 0 to 1."""
    from rapidfuzz.distance import Levenshtein  # most texts have nothing that is compared

    return Levenshtein.normalized_similarity(one, other)
