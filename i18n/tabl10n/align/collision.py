"""A written key that is known, on a row that is something else: the one case in which an exact key does not win."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tabl10n.align.features import KEY, ORDER, TERRITORY, VALUE, Evidence, Feature, Level
from tabl10n.align.parameters import KEYS

ByEntry = Mapping[int, list[Evidence]]
"""What speaks for and against a record being each of its candidates."""


def find_collisions(records: Sequence[ByEntry], doubted: Sequence[int]) -> list[int]:
    """Those of the ``doubted`` records, by their number, that are written with a known key which is another record's.

    Either nothing else agrees with that key, and two features with another one; or all else fits another key better,
    and the written key is claimed by a record that all else fits better.
    """
    claims: dict[int, list[tuple[float, int]]] = {}
    for number, record in enumerate(records):
        best = _find_best_claim(record)
        if best is not None:
            claims.setdefault(best, []).append((weigh_claim(record[best]), number))
    return [number for number in doubted if _has_collision(number, records[number], claims)]


def is_doubted(record: ByEntry) -> bool:
    """Whether a record is written with a known key, and something speaks against that or more for another one."""
    own = _find_written(record)
    if own is None:
        return False
    best = weigh_claim(record[own]) + KEYS.clear_claim
    return any(item.weight < KEYS.doubtful for item in record[own]) or any(
        weigh_claim(found) >= best for found in record.values()
    )


def separate_evidence(record: ByEntry, beside: frozenset[Feature]) -> ByEntry:
    """The record's evidence without what is ``beside`` the written key, in its cell, and agrees with it: they came
    together, and one does not tell that the other is in the right row.
    """
    own = _find_written(record) if beside else None
    if own is None:
        return record
    agreeing = {feature for feature in beside if _get_level(record[own], feature) is Level.SAME}
    return {number: [item for item in found if item.feature not in agreeing] for number, found in record.items()}


def withdraw_key(record: ByEntry) -> dict[int, list[Evidence]]:
    """The record's evidence without the weight of the written key."""
    return {number: [_remove_key_weight(item) for item in found] for number, found in record.items()}


def is_collision(evidence: Sequence[Evidence]) -> bool:
    """Whether a candidate's evidence says that the row is written with another entry's key."""
    return _get_level(evidence, KEY) is Level.OTHER_KEY


def _has_collision(number: int, record: ByEntry, claims: Mapping[int, list[tuple[float, int]]]) -> bool:
    own = _find_written(record)
    if own is None:
        return False
    if _is_contradicted(record[own]) and any(map(_has_agreement, record.values())):
        return True
    other, least = _find_best_claim(record), weigh_claim(record[own]) + KEYS.clear_claim
    is_better = other is not None and other != own and weigh_claim(record[other]) >= least
    return is_better and any(claim >= least for claim, rival in claims.get(own, ()) if rival != number)


def _find_best_claim(record: ByEntry) -> int | None:
    """The entry that fits best by all but the spelling, if it is clearly better than the next: the one whose key is
    written, or one that may be meant instead.
    """
    own = _find_written(record)
    written = () if own is None else record[own]
    fitting = (number for number, found in record.items() if number == own or _may_be_meant(found, written))
    ranked = sorted(((weigh_claim(record[number]), number) for number in fitting), reverse=True)[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < KEYS.clear_claim):
        return None
    return ranked[0][1]


def _find_written(record: ByEntry) -> int | None:
    """The entry whose key is written."""
    return next((number for number, found in record.items() if _get_level(found, KEY) is Level.SAME), None)


def _may_be_meant(found: Sequence[Evidence], written: Sequence[Evidence]) -> bool:
    """Whether an entry is told by several features, or outweighs the one whose key is ``written`` (empty without).

    Its position alone does not make it the better one: rows are moved.
    """
    if written and weigh_claim(found, {ORDER}) < weigh_claim(written, {ORDER}):
        return False
    return _has_agreement(found) or (bool(written) and _is_outweighed(found, written))


def _is_outweighed(found: Sequence[Evidence], written: Sequence[Evidence]) -> bool:
    """Whether so much more speaks for the first, by several features, that these need not tell by themselves."""
    weights = {item.feature: item.weight for item in written}
    others = [item for item in found if not item.feature.spells]
    better = sum(1 for item in others if item.weight - weights.get(item.feature, 0.0) >= KEYS.better_feature)
    return better >= KEYS.min_kinds and weigh_claim(found) - weigh_claim(written) >= KEYS.sure_claim


def weigh_claim(evidence: Sequence[Evidence], without: Container[Feature] = ()) -> float:
    """What speaks for and against an entry, but for the spelling of the key and the features ``without``."""
    return sum(item.weight for item in evidence if not item.feature.spells and item.feature not in without)


def _get_level(evidence: Sequence[Evidence], feature: Feature) -> Level | float | None:
    return next((item.level for item in evidence if item.feature is feature), None)


def _is_contradicted(evidence: Sequence[Evidence]) -> bool:
    """Whether two features speak against an entry and no identifying one for it; nothing at all, where one of the two
    is what further columns have.
    """
    against = {item.feature for item in evidence if _is_against(item)}
    supporting = {item.feature for item in evidence if _is_for(item)}
    telling = {feature for feature in against if feature.identifies or feature is TERRITORY}
    if len(telling) >= KEYS.min_kinds:
        return not any(feature.identifies for feature in supporting)
    return len(telling | (against & {VALUE})) >= KEYS.min_kinds and not supporting


def _has_agreement(evidence: Sequence[Evidence]) -> bool:
    """Whether the row shows two kinds of value that tell this entry, or one of its own and its territory."""
    supporting = [item for item in evidence if _is_for(item)]
    is_identified = any(item.feature.identifies for item in supporting)
    return len(supporting) >= KEYS.min_kinds or (is_identified and _get_level(evidence, TERRITORY) is Level.SAME)


def _is_against(item: Evidence) -> bool:
    return item.level is Level.OTHER or (isinstance(item.level, float) and item.level < KEYS.unlike)


def _is_for(item: Evidence) -> bool:
    if item.feature.identifies:
        return isinstance(item.level, Level) and item.level.is_agreement
    return not item.feature.spells and item.weight >= KEYS.telling


def _remove_key_weight(item: Evidence) -> Evidence:
    if item.feature is not KEY or item.weight not in (KEYS.exact_key, KEYS.other_key):
        return item
    return item._replace(weight=KEYS.collided_key if item.level is Level.SAME else 0.0)
