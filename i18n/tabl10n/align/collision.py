"""A written key that is known, on a row that is something else: the one case in which an exact key does not win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tabl10n.align.evidence import EXACT_KEY, OTHER_KEY, Evidence

ByEntry = Mapping[int, list[Evidence]]
"""What speaks for and against a thing being each of its candidates."""

_TELLING = frozenset({"image", "link", "doc link", "name"})
_SPELLING = frozenset({"key", "sound", "meaning", "order"})
_ENOUGH = 2  # kinds that must contradict the written key, and kinds that must agree on another
_UNLIKE = 0.5  # a likeness below this contradicts: two different keys of the seeds are less alike in four of five cases
_COLLIDED = 3.0  # what an exact key is still worth when all else contradicts it: the other kinds outvote it
_CLEARLY = 2.0  # by which a claim must be better than another: a version and a page that differ, say


def collisions(things: Sequence[ByEntry]) -> list[int]:
    """The things, by their place, that are written with a known key which is another thing's.

    Either nothing else agrees with that key, and two kinds with another one; or all else fits another key better, and
    the written key is claimed by a thing that all else fits better.
    """
    claims: dict[int, list[tuple[float, int]]] = {}
    for place, thing in enumerate(things):
        best = _best_claim(thing)
        if best is not None:
            claims.setdefault(best, []).append((_claim(thing[best]), place))
    return [place for place, thing in enumerate(things) if _collides(place, thing, claims)]


def withdrawn(thing: ByEntry) -> dict[int, list[Evidence]]:
    """The thing's evidence without the weight of the written key."""
    return {number: [_without_key(item) for item in found] for number, found in thing.items()}


def is_collision(evidence: Sequence[Evidence]) -> bool:
    """Whether a candidate's evidence says that the row is written with another entry's key."""
    return _said(evidence, "key") == "another key"


def _collides(place: int, thing: ByEntry, claims: Mapping[int, list[tuple[float, int]]]) -> bool:
    own = next((number for number, found in thing.items() if _said(found, "key") == "same"), None)
    if own is None:
        return False
    if _contradicted(thing[own]):
        return any(map(_agreed, thing.values()))
    other, claim = _best_claim(thing), _claim(thing[own])
    better = other is not None and other != own and _claim(thing[other]) >= claim + _CLEARLY
    return better and any(theirs >= claim + _CLEARLY for theirs, rival in claims.get(own, ()) if rival != place)


def _best_claim(thing: ByEntry) -> int | None:
    """The entry that fits best by all but the spelling, if it is telling and clearly better than the next."""
    ranked = sorted(((_claim(found), number) for number, found in thing.items() if _agreed(found)), reverse=True)[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY):
        return None
    return ranked[0][1]


def _claim(evidence: Sequence[Evidence]) -> float:
    return sum(item.weight for item in evidence if item.kind not in _SPELLING)


def _said(evidence: Sequence[Evidence], kind: str) -> str | float:
    return next((item.said for item in evidence if item.kind == kind), "")


def _contradicted(evidence: Sequence[Evidence]) -> bool:
    against = [item for item in evidence if item.kind in _TELLING | {"territory"} and _is_against(item)]
    return len(against) >= _ENOUGH and not any(_is_for(item) for item in evidence if item.kind in _TELLING)


def _agreed(evidence: Sequence[Evidence]) -> bool:
    """Whether the row shows two telling values of this entry, or one and its territory."""
    telling = sum(1 for item in evidence if item.kind in _TELLING and _is_for(item))
    return telling >= _ENOUGH or (telling > 0 and _said(evidence, "territory") == "same")


def _is_against(item: Evidence) -> bool:
    return item.said == "other" or (isinstance(item.said, float) and item.said < _UNLIKE)


def _is_for(item: Evidence) -> bool:
    return isinstance(item.said, str) and item.said.startswith("same")


def _without_key(item: Evidence) -> Evidence:
    if item.kind != "key" or item.weight not in (EXACT_KEY, OTHER_KEY):
        return item
    return item._replace(weight=_COLLIDED if item.said == "same" else 0.0)
