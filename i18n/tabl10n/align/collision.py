"""A written key that is known, on a row that is something else: the one case in which an exact key does not win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tabl10n.align.evidence import EXACT_KEY, OTHER_KEY, Evidence

_TELLING = frozenset({"image", "link", "doc link", "name"})
_ENOUGH = 2  # kinds that must contradict the written key, and kinds that must agree on another
_UNLIKE = 0.5  # a likeness below this contradicts: two different keys of the seeds are less alike in four of five cases
_COLLIDED = 3.0  # what an exact key is still worth when all else contradicts it: the other kinds outvote it


def without_collision(evidence: Mapping[int, list[Evidence]]) -> dict[int, list[Evidence]]:
    """The candidates' evidence, the written key withdrawn where nothing else agrees with it and much with another."""
    own = next((n for n, found in evidence.items() if _said(found, "key") == "same"), None)
    if own is None or not _contradicted(evidence[own]) or not any(map(_agreed, evidence.values())):
        return dict(evidence)
    return {number: [_withdrawn(item) for item in found] for number, found in evidence.items()}


def is_collision(evidence: Sequence[Evidence]) -> bool:
    """Whether a candidate's evidence says that the row is written with another entry's key."""
    return _said(evidence, "key") == "another key"


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


def _withdrawn(item: Evidence) -> Evidence:
    if item.kind != "key" or item.weight not in (EXACT_KEY, OTHER_KEY):
        return item
    return item._replace(weight=_COLLIDED if item.said == "same" else 0.0)
