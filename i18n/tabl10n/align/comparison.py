"""What speaks for and against a record being an entry: the evidence of each feature, with its weight.

A weight is the logarithm of a likelihood ratio (Fellegi and Sunter): how much more often a feature agrees, or
disagrees, in this way where record and entry are the same (its m-probability) than where they are not (its
u-probability). The second is the share of the entries that have the value, so that an image or a host that many share
says little. The first is what the copy does to its rows; it is estimated from the records already decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from tabl10n.align.features import (
    FEATURES,
    HEADERS,
    SOUND,
    TERRITORIES,
    TERRITORY,
    VALUES,
    EntryValues,
    Evidence,
    Feature,
    Level,
    Posting,
    rate_share,
)  # fmt: skip
from tabl10n.align.index import Index
from tabl10n.align.meaning import Glosses
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import Record, Value
from tabl10n.text.sound import Sound, compare_sounds, compare_spellings

Certain = tuple[Record, int, Sequence[Evidence]]
"""A record, the number of the entry that it certainly is, and what speaks for that."""


class MProbabilities(NamedTuple):
    """What a copy keeps of its rows: the share of right pairs in which both say the same, feature by feature."""

    features: Mapping[Feature, float]
    values: Mapping[str, float]  # of further columns, by their headers
    sounding: float  # the share of written keys and names that sound like the entry's, however they are spelt

    @classmethod
    def assume(cls) -> MProbabilities:
        """Where the estimate starts."""
        return cls({feature: feature.kept for feature in FEATURES if feature.kept is not None}, {}, KEYS.sounding)

    @classmethod
    def estimate(cls, certain: Sequence[Certain], index: Index) -> MProbabilities:
        """Count over the records that are certain, together with what was assumed at the start."""
        start = cls.assume()
        same = dict.fromkeys(start.features, 0.0)
        seen: Counter[Feature] = Counter()
        for _, _, found in certain:
            for feature, level, _ in found:
                if feature in same:
                    seen[feature] += 1
                    same[feature] += _measure_agreement(feature, level)
        features = {feature: _estimate(same[feature], seen[feature], kept) for feature, kept in start.features.items()}
        return cls(features, _estimate_values(certain, index), _estimate_sounding(certain, start.sounding))


def _measure_agreement(feature: Feature, level: Level | float) -> float:
    if isinstance(level, Level):
        return level is Level.SAME
    return level if feature.has_shares else 0.0


def _estimate_sounding(certain: Iterable[Certain], assumed: float) -> float:
    """The share of spellings that go by sound, of those that are neither the key nor its letters."""
    levels = [level for _, _, found in certain for feature, level, _ in found if feature is SOUND]
    sounding = sum(isinstance(like, float) and like >= KEYS.min_sounding for like in levels)
    return _estimate(sounding, len(levels), assumed)


def _estimate_values(certain: Iterable[Certain], index: Index) -> dict[str, float]:
    """For each column that is copied as it is, the share that is right of the cells that say what some entry says."""
    seen: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for record, number, _ in certain:
        for value in record.values:
            entries = index.find(VALUES, value)
            seen[value[0]] += bool(entries)
            same[value[0]] += number in entries
    return {header: _estimate(same[header], seen[header], KEYS.value_kept) for header in seen}


def _estimate(some: float, total: float, assumed: float) -> float:
    """``some`` of ``total``, with the share assumed at the start; never none or all."""
    share = (some + KEYS.assumed_weight * assumed) / (total + KEYS.assumed_weight)
    return min(max(share, KEYS.lowest_kept), KEYS.highest_kept)


class Comparer:
    """Compares records of one table with entries, by the m-probabilities of that table's copy."""

    def __init__(
        self,
        index: Index,
        kept: MProbabilities,
        territories: Mapping[str, frozenset[str]],
        glosses: Glosses | None = None,
    ) -> None:
        """``territories`` are the codes that the copy's cells name."""
        self.index, self.kept, self.territories, self.glosses = index, kept, territories, glosses
        self._by_likeness: dict[float, float] = {}
        self._by_territories: dict[tuple[tuple[str, ...], tuple[frozenset[str], ...]], Evidence | None] = {}

    def compare(self, record: Record, entry: EntryValues) -> list[Evidence]:
        """All that speaks for or against ``record`` being ``entry``; what is absent on one side says nothing."""
        return [found for compare in _COMPARISONS if (found := compare(self, record, entry)) is not None]

    def agree(
        self, feature: Feature, level: Level, posting: Posting, value: Hashable, kept: float | None = None
    ) -> Evidence:
        """Both have ``value``, which says more the fewer entries have it. ``kept`` is the level's own m-probability."""
        same = self.kept.features[feature] if kept is None else kept
        return Evidence(feature, level, log(same / self.index.measure_share(posting, value)))

    def disagree(self, feature: Feature, posting: Posting | None = None, values: Sequence[str] = ()) -> Evidence:
        """Both have values, and none in common; the record's may be another entry's own."""
        weight = log(max(1 - self.kept.features[feature], KEYS.lowest_lost))
        is_owned = posting is not None and any(self.index.find(posting, value) for value in values)
        return Evidence(feature, Level.OTHER, weight + (KEYS.owned_by_other if is_owned else 0.0))

    def weigh_rarity(self, posting: Posting, value: Hashable) -> float:
        """The weight of a value that both have, were it always kept."""
        return -log(self.index.measure_share(posting, value))

    def compare_sounds(
        self, feature: Feature, written: Sequence[Sound], sounds: Sequence[Sound], *, is_spelt: bool = False
    ) -> Evidence | None:
        """How alike two spellings sound: a mixture of those that the copy spelt by sound and those that it did not.

        ``is_spelt``: the copy's is in the entry's own letters, so that its letters count too.
        """
        if not written:
            return None
        compare = compare_spellings if is_spelt else compare_sounds
        best = max((compare(one, other) for one in written for other in sounds), default=0.0)
        return Evidence(feature, round(best, 2), self.weigh_likeness(best))

    def weigh_likeness(self, alike: float) -> float:
        """The weight of a likeness by sound, in this copy."""
        weight = self._by_likeness.get(alike)
        if weight is None:
            sounding = self.kept.sounding
            weight = self._by_likeness[alike] = log(sounding * compute_sounding_ratio(alike) + 1 - sounding)
        return weight

    def weigh_value(self, value: Value, entry: EntryValues) -> float:
        """The weight of a value of a further column."""
        same = self.kept.values.get(value[0], KEYS.value_kept)
        if value in entry.values:
            others = len(self.index.find(VALUES, value)) / len(self.index.find(HEADERS, value[0]))
            return max(log(same / others), 0.0)
        return log(max(1 - same, KEYS.lowest_lost))

    def compare_territories(self, cells: tuple[str, ...], listed: tuple[frozenset[str], ...]) -> Evidence | None:
        """One piece for all rows: which territories of the record the entry has, and the other way round."""
        if not cells or not listed:
            return None
        pair = cells, listed
        if pair not in self._by_territories:
            self._by_territories[pair] = self._compare_territories(cells, listed)
        return self._by_territories[pair]

    def _compare_territories(self, cells: Sequence[str], listed: Sequence[frozenset[str]]) -> Evidence | None:
        named = [codes for cell in cells if (codes := self.territories.get(cell))]
        if not named:
            return None
        weights = [(self._weigh_territories(named, codes), codes) for codes in dict.fromkeys(listed) if codes]
        if not weights:
            return None
        weight, codes = max(weights, key=lambda pair: (pair[0], sorted(pair[1])))
        return Evidence(TERRITORY, rate_share(sum(1 for one in named if one & codes), len(named)), weight)

    def _weigh_territories(self, cells: Sequence[frozenset[str]], codes: frozenset[str]) -> float:
        same = self.kept.features[TERRITORY]
        named = frozenset().union(*cells)
        shared = sum(log(same / self.index.measure_share(TERRITORIES, code)) for code in named & codes)
        against = sum(1 for one in cells if not one & codes) * log(max(1 - same, KEYS.lowest_lost))
        return shared + against + len(codes - named) * KEYS.territory_missing


_COMPARISONS = tuple(feature.compare for feature in FEATURES if feature.compare)


def compute_sounding_ratio(alike: float) -> float:
    """The likelihood ratio of a likeness by sound: between the measured points as the crow flies."""
    at = min(int(alike * 10), 9)
    low, high = KEYS.sound_ratios[at], KEYS.sound_ratios[at + 1]
    return low + (high - low) * (alike * 10 - at)
