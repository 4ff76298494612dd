"""What speaks for and against a thing being an entry: each kind of evidence with its weight.

A weight is the logarithm of a likelihood ratio (Fellegi and Sunter): how much more often the kind agrees, or disagrees,
in this way where thing and entry are the same than where they are not. The second part is the share of the entries that
have the value, so that an image or a host that many share says little. The first part is a habit of the copy and is
estimated from the rows already decided (``Habits``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log
from typing import NamedTuple

from tabl10n.align.index import Index, Known
from tabl10n.align.meaning import Glosses, measure_covered
from tabl10n.align.records import Thing, Value
from tabl10n.text.addresses import Address, strip_suffix
from tabl10n.text.sound import Sound, compare_sounds, compare_spellings


class Evidence(NamedTuple):
    """One kind of evidence: what it is called, what it says (a word, or a likeness 0-1), and its weight."""

    kind: str
    said: str | float
    weight: float


_ASSUMED: Mapping[str, float] = {
    "image": 0.9, "link": 0.75, "doc link": 0.75, "name": 0.5, "version": 0.9, "territory": 0.9,
}  # fmt: skip
_NOTHING_SEEN: Mapping[str, float] = {}


class Habits(NamedTuple):
    """What a copy does to its rows: for each kind, the share of right rows in which it says what the entry says.

    The figures here are where the estimate starts: what the generator's copies show on average (tools/align).
    """

    same: Mapping[str, float] = _ASSUMED
    values: Mapping[str, float] = _NOTHING_SEEN  # the same for further columns, by their headers
    sounding: float = 0.6  # the share of written keys and names that sound like the entry's, however they are spelt


class Comparer:
    """Compares things of one table with entries, by the habits of that table's copy."""

    def __init__(
        self, index: Index, habits: Habits, places: Mapping[str, frozenset[str]], glosses: Glosses | None = None
    ) -> None:
        self.index = index
        self.habits = habits
        self.places = places
        self.glosses = glosses
        self._heard: dict[float, float] = {}
        self._by_territory: dict[tuple[tuple[str, ...], tuple[frozenset[str], ...]], list[Evidence]] = {}

    def evidence(self, thing: Thing, known: Known) -> list[Evidence]:
        """All that speaks for or against ``thing`` being ``known``; kinds that are absent on one side say nothing."""
        found = [
            self._key(thing, known),
            self._set("image", "images", thing.images, known.images),
            self._link(thing, known),
            self._doc(thing, known),
            self._name(thing, known),
            self._set("version", "versions", thing.versions, known.versions),
            *self._territory(thing, known),
            self._words(thing, known),
            self._values(thing, known),
        ]
        if self.glosses:
            found.append(self._meaning(thing, known, self.glosses))
        return [evidence for evidence in found if evidence is not None]

    def _key(self, thing: Thing, known: Known) -> Evidence | None:
        if not thing.written:
            return None
        if thing.written == known.key:
            return Evidence("key", "same", EXACT_KEY)
        if thing.written in self.index.numbers:
            return Evidence("key", "another key", OTHER_KEY)
        if thing.folded and thing.folded == known.folded:
            rare = min(-log(self.index.share("fold", thing.folded)), _MOST_BY_LETTERS)
            return Evidence(
                "key", "same letters", max(rare, self._weigh_likeness(1.0))
            )  # the same letters sound the same
        return self._sounding("sound", thing.sounds, (known.sound,), spelt=thing.written.isascii())

    def _name(self, thing: Thing, known: Known) -> Evidence | None:
        if not thing.name or not known.names:
            return None
        if thing.name in known.names or thing.name == known.folded:
            same = self._agreement("name", "same", "fold", thing.name)
            return same._replace(weight=max(same.weight, self._weigh_likeness(1.0) * _SECOND_SOUND))
        heard = self._sounding("name", thing.name_sounds, (*known.name_sounds, known.sound))
        return heard and heard._replace(weight=heard.weight * _SECOND_SOUND)

    def _sounding(
        self, kind: str, heard: Sequence[Sound], sounds: Sequence[Sound], *, spelt: bool = False
    ) -> Evidence | None:
        """How alike two spellings sound: a mixture of those that the copy spelt by sound and those that it did not.

        ``spelt``: the copy's is in the entry's own letters, so that its letters count too.
        """
        if not heard:
            return None
        compare = compare_spellings if spelt else compare_sounds
        best = max((compare(one, other) for one in heard for other in sounds), default=0.0)
        return Evidence(kind, round(best, 2), self._weigh_likeness(best))

    def _weigh_likeness(self, alike: float) -> float:
        """The weight of a likeness by sound, in a copy of these habits."""
        weight = self._heard.get(alike)
        if weight is None:
            sounding = self.habits.sounding
            weight = self._heard[alike] = log(sounding * compute_sounding_ratio(alike) + 1 - sounding)
        return weight

    def _set(self, kind: str, block: str, said: Sequence[str], known: Collection[str]) -> Evidence | None:
        if not said or not known:
            return None
        shared = [value for value in said if value in known]
        if not shared:
            return self._disagreement(kind, block, said)
        if block == "versions":  # a handful of values: the share of entries that have one hardly differs
            return Evidence(kind, "same", _VERSION)
        return max((self._agreement(kind, "same", block, value) for value in shared), key=_sum_weight)

    def _link(self, thing: Thing, known: Known) -> Evidence | None:
        if not thing.links or not (known.links or known.folded):
            return None
        found = [evidence for link in thing.links for evidence in self._one_link(link, known)]
        if not found and known.links:
            return self._disagreement("link", "links", [link.url for link in thing.links])
        return max(found, key=_sum_weight, default=None)

    def _one_link(self, link: Address, known: Known) -> list[Evidence]:
        if link.url in known.links:
            return [self._agreement("link", "same", "links", link.url)]
        found = [self._agreement("link", "same code", "codes", code, _CODE) for code in link.codes & known.codes]
        if link.host and link.host in known.hosts:
            found.append(self._agreement("link", "same host", "hosts", link.host, _HOST))
        elif (name := strip_suffix(link.site)) and (
            name in known.labels or name == known.folded or name in known.names
        ):
            found.append(self._agreement("link", "same name", "labels", name, _LABEL))
        return found

    def _doc(self, thing: Thing, known: Known) -> Evidence | None:
        if not thing.docs or not known.docs:
            return None
        found = [self._agreement("doc link", "same", "docs", doc.url) for doc in thing.docs if doc.url in known.docs]
        found += [
            self._agreement("doc link", "same host", "doc_hosts", doc.host, _HOST)
            for doc in thing.docs
            if doc.host and doc.host in known.doc_hosts and doc.url not in known.docs
        ]
        if not found:
            return self._disagreement("doc link", "docs", [doc.url for doc in thing.docs])
        return max(found, key=_sum_weight)

    def _territory(self, thing: Thing, known: Known) -> list[Evidence]:
        """One piece for all rows: which of the thing's territories the entry has, and the other way round."""
        if not thing.places or not known.territories:
            return []
        pair = thing.places, known.territories
        found = self._by_territory.get(pair)
        if found is None:
            found = self._by_territory[pair] = self._compare_territories(*pair)
        return found

    def _compare_territories(self, places: Sequence[str], listed: Sequence[frozenset[str]]) -> list[Evidence]:
        said = [codes for place in places if (codes := self.places.get(place))]
        if not said:
            return []
        weights = [(self._territories(said, codes), codes) for codes in dict.fromkeys(listed) if codes]
        if not weights:
            return []
        weight, codes = max(weights, key=lambda pair: (pair[0], sorted(pair[1])))
        shared = sum(1 for one in said if one & codes)
        word: str | float = "same" if shared == len(said) else "other" if not shared else round(shared / len(said), 2)
        return [Evidence("territory", word, weight)]

    def _territories(self, said: Sequence[frozenset[str]], codes: frozenset[str]) -> float:
        same = self.habits.same["territory"]
        named = frozenset().union(*said)
        for_it = sum(log(same / self.index.share("territory", code)) for code in named & codes)
        against = sum(1 for one in said if not one & codes) * log(max(1 - same, _LEAST))
        return for_it + against + len(codes - named) * _TERRITORY_MISSING

    def _words(self, thing: Thing, known: Known) -> Evidence | None:
        if not thing.words or not known.words:
            return None
        shared = thing.words & known.words
        gained = sum(min(-log(self.index.share("words", word)) + _WORD_KEPT, _MOST_BY_WORD) for word in shared)
        # A word that no entry has is the translator's own: only another entry's words speak against this one.
        others = sum(1 for word in thing.words - shared if self.index.having("words", word))
        weight = gained + others * _WORD_NEW
        return Evidence(
            "text", round(len(shared) / len(thing.words), 2), max(-_MOST_BY_WORDS / 2, min(weight, _MOST_BY_WORDS))
        )

    def _values(self, thing: Thing, known: Known) -> Evidence | None:
        """One piece for all columns that are copied as they are, the version's apart.

        A value that no entry has is the translator's own: only another entry's values speak against this one.
        """
        if not thing.values:
            return None
        headers = {header for header, _ in known.further}
        said = [value for value in thing.values if value[0] in headers and self.index.having("further", value)]
        if not said:
            return None
        shared = sum(1 for value in said if value in known.further)
        word: str | float = "same" if shared == len(said) else "other" if not shared else round(shared / len(said), 2)
        weight = sum(self._value(value, known) for value in said)
        return Evidence("value", word, max(-_MOST_BY_VALUES, min(weight, _MOST_BY_VALUES)))

    def _value(self, value: Value, known: Known) -> float:
        same = self.habits.values.get(value[0], VALUE_KEPT)
        if value in known.further:
            others = len(self.index.having("further", value)) / len(self.index.having("header", value[0]))
            return max(log(same / others), 0.0)
        return log(max(1 - same, _LEAST))

    def _meaning(self, thing: Thing, known: Known, glosses: Glosses) -> Evidence | None:
        share = measure_covered(thing.written, known.folded, glosses) if thing.written != known.key else 0.0
        return Evidence("meaning", round(share, 2), _MEANING * share) if share else None

    def _agreement(self, kind: str, said: str, block: str, value: str, habit: float | None = None) -> Evidence:
        same = self.habits.same[kind] if habit is None else habit
        return Evidence(kind, said, log(same / self.index.share(block, value)))

    def _disagreement(self, kind: str, block: str, values: Sequence[str]) -> Evidence:
        weight = log(max(1 - self.habits.same[kind], _LEAST))
        owned = block != "versions" and any(self.index.having(block, value) for value in values)
        return Evidence(kind, "other", weight + (_OWNED if owned else 0.0))


def _sum_weight(evidence: Evidence) -> float:
    return evidence.weight


def compute_sounding_ratio(alike: float) -> float:
    """The likelihood ratio of a likeness by sound: between the measured points as the crow flies."""
    at = min(int(alike * 10), 9)
    low, high = _RATIOS[at], _RATIOS[at + 1]
    return low + (high - low) * (alike * 10 - at)


# How much more often a likeness of 0.0, 0.1, … 1.0 is met between a key and its transcription than between that and
# another key: read between the tenths that `tools/align/score.py --likeness` counts over the tuned languages.
_RATIOS = (0.01, 0.01, 0.01, 0.01, 0.02, 0.08, 0.6, 7.0, 90.0, 400.0, 400.0)

EXACT_KEY = 30.0  # an exact known key wins over any sum; where all else contradicts it, `collision` withdraws it
OTHER_KEY = -30.0  # and is then no other key
_MOST_BY_LETTERS = 9.0
_SECOND_SOUND = 0.6  # a name mostly sounds like its key: what it says has been said in part
_VERSION = 0.6  # log(0.9 / 0.5): a version is shared by about half of all entries
# How often a right row has another link with the same code, host, name of the site.
_CODE, _HOST, _LABEL = 0.3, 0.3, 0.2
_OWNED = -1.0  # log of the share of values that are another entry's own, among those that differ: most are new
_LEAST = 0.01  # no habit is without exception
_TERRITORY_MISSING = -1.0  # a territory of the entry that the thing lacks: rows are dropped, editions differ
VALUE_KEPT = 0.75  # the share of right rows whose value is the source's, before the copy shows what it does to a column
_MOST_BY_VALUES = 10.0  # the columns of one table depend on each other
_MEANING = 4.0  # of a key that glosses cover whole: one in fifty wrong keys is covered by chance
_WORD_KEPT, _WORD_NEW = -0.3, -1.0  # log of the share of words kept, and of words that the entry did not have
_MOST_BY_WORD, _MOST_BY_WORDS = 6.0, 14.0  # words of one text depend on each other
