"""A written key that is known, on a row that is something else: the one case in which an exact key does not win."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tabl10n.align.features import EXACT_KEY, OTHER_KEY, Evidence

ByEntry = Mapping[int, list[Evidence]]
"""What speaks for and against a thing being each of its candidates."""

_TELLING = frozenset({"image", "link", "doc link", "name"})
_SHARED = frozenset({"territory", "version", "value", "text", "order"})  # what several entries may have in common
_SPELLING = frozenset({"key", "sound", "meaning"})
_ENOUGH = 2  # kinds that must contradict the written key, and kinds that must agree on another
_UNLIKE = 0.5  # a likeness below this contradicts: two different keys of the seeds are less alike in four of five cases
_TELLS = 2.0  # the weight from which what several entries may share tells one: less than one in seven has it
_DOUBTFUL = -1.0  # the weight below which a kind speaks against a written key
COLLIDED = 3.0  # what an exact key is still worth when all else contradicts it: the other kinds outvote it
_CLEARLY = 2.0  # by which a claim must be better than another: a version and a page that differ, say
_SURELY = 5.0  # ... where no two kinds tell by themselves: of two such rows together, one in twenty thousand by chance
_BY_KIND = 0.7  # by which one kind must speak more for one entry than for another: twice as likely


def find_collisions(things: Sequence[ByEntry], doubted: Sequence[int]) -> list[int]:
    """Those of the ``doubted`` things, by their place, that are written with a known key which is another thing's.

    Either nothing else agrees with that key, and two kinds with another one; or all else fits another key better, and
    the written key is claimed by a thing that all else fits better.
    """
    claims: dict[int, list[tuple[float, int]]] = {}
    for place, thing in enumerate(things):
        best = _find_best_claim(thing)
        if best is not None:
            claims.setdefault(best, []).append((weigh_claim(thing[best]), place))
    return [place for place in doubted if _has_collision(place, things[place], claims)]


def is_doubted(thing: ByEntry) -> bool:
    """Whether a thing is written with a known key, and something speaks against that or more for another one."""
    own = _find_written(thing)
    if own is None:
        return False
    best = weigh_claim(thing[own]) + _CLEARLY
    return any(item.weight < _DOUBTFUL for item in thing[own]) or any(
        weigh_claim(said) >= best for said in thing.values()
    )


def separate_evidence(thing: ByEntry, beside: frozenset[str]) -> ByEntry:
    """The thing's evidence without what stands ``beside`` the written key, in its cell, and agrees with it: they came
    together, and one does not tell that the other is in the right row.
    """
    own = _find_written(thing) if beside else None
    if own is None:
        return thing
    agreeing = {kind for kind in beside if _get_level(thing[own], kind) == "same"}
    return {number: [item for item in found if item.kind not in agreeing] for number, found in thing.items()}


def withdraw_key(thing: ByEntry) -> dict[int, list[Evidence]]:
    """The thing's evidence without the weight of the written key."""
    return {number: [_remove_key_weight(item) for item in found] for number, found in thing.items()}


def is_collision(evidence: Sequence[Evidence]) -> bool:
    """Whether a candidate's evidence says that the row is written with another entry's key."""
    return _get_level(evidence, "key") == "another key"


def _has_collision(place: int, thing: ByEntry, claims: Mapping[int, list[tuple[float, int]]]) -> bool:
    own = _find_written(thing)
    if own is None:
        return False
    if _is_contradicted(thing[own]) and any(map(_has_agreement, thing.values())):
        return True
    other, least = _find_best_claim(thing), weigh_claim(thing[own]) + _CLEARLY
    better = other is not None and other != own and weigh_claim(thing[other]) >= least
    return better and any(theirs >= least for theirs, rival in claims.get(own, ()) if rival != place)


def _find_best_claim(thing: ByEntry) -> int | None:
    """The entry that fits best by all but the spelling, if it is clearly better than the next: the one whose key is
    written, or one that may be meant instead.
    """
    own = _find_written(thing)
    mine = () if own is None else thing[own]
    fitting = (number for number, found in thing.items() if number == own or _may_be_meant(found, mine))
    ranked = sorted(((weigh_claim(thing[number]), number) for number in fitting), reverse=True)[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY):
        return None
    return ranked[0][1]


def _find_written(thing: ByEntry) -> int | None:
    """The entry whose key is written."""
    return next((number for number, found in thing.items() if _get_level(found, "key") == "same"), None)


def _may_be_meant(found: Sequence[Evidence], mine: Sequence[Evidence]) -> bool:
    """Whether an entry is told by several kinds, or outweighs the one whose key is written (``mine``, empty without).

    Its place alone does not make it the better one: rows are moved.
    """
    moved = {"order"}
    if mine and weigh_claim(found, moved) < weigh_claim(mine, moved):
        return False
    return _has_agreement(found) or (bool(mine) and _is_outweighed(found, mine))


def _is_outweighed(found: Sequence[Evidence], mine: Sequence[Evidence]) -> bool:
    """Whether so much more speaks for the first, by several kinds, that these need not tell by themselves."""
    weights = {item.kind: item.weight for item in mine}
    better = [item for item in found if item.kind not in _SPELLING]
    kinds = sum(1 for item in better if item.weight - weights.get(item.kind, 0.0) >= _BY_KIND)
    return kinds >= _ENOUGH and weigh_claim(found) - weigh_claim(mine) >= _SURELY


def weigh_claim(evidence: Sequence[Evidence], without: Container[str] = ()) -> float:
    """The weight of what speaks for and against an entry, but for the spelling of the key and the kinds ``without``."""
    return sum(item.weight for item in evidence if item.kind not in _SPELLING and item.kind not in without)


def _get_level(evidence: Sequence[Evidence], kind: str) -> str | float:
    return next((item.said for item in evidence if item.kind == kind), "")


def _is_contradicted(evidence: Sequence[Evidence]) -> bool:
    """Whether two kinds speak against an entry and no telling one for it; nothing at all, where one of the two is what
    stands in further columns.
    """
    against = {item.kind for item in evidence if _is_against(item)}
    supporting = {item.kind for item in evidence if _is_for(item)}
    if len(against & (_TELLING | {"territory"})) >= _ENOUGH:
        return not supporting & _TELLING
    return len(against & (_TELLING | {"territory", "value"})) >= _ENOUGH and not supporting


def _has_agreement(evidence: Sequence[Evidence]) -> bool:
    """Whether the row shows two kinds of value that tell this entry, or one of its own and its territory."""
    telling = sum(1 for item in evidence if item.kind in _TELLING and _is_for(item))
    return sum(map(_is_for, evidence)) >= _ENOUGH or (telling > 0 and _get_level(evidence, "territory") == "same")


def _is_against(item: Evidence) -> bool:
    return item.said == "other" or (isinstance(item.said, float) and item.said < _UNLIKE)


def _is_for(item: Evidence) -> bool:
    if item.kind in _TELLING:
        return isinstance(item.said, str) and item.said.startswith("same")
    return item.kind in _SHARED and item.weight >= _TELLS


def _remove_key_weight(item: Evidence) -> Evidence:
    if item.kind != "key" or item.weight not in (EXACT_KEY, OTHER_KEY):
        return item
    return item._replace(weight=COLLIDED if item.said == "same" else 0.0)
