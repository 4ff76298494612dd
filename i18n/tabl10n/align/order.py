"""Order as evidence: where a row stands between rows that are sure, and how far that can be believed in this copy.

Nothing is taken for granted: the sure rows themselves show whether this copy keeps the order. In a shuffled copy they
do not, and order says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from tabl10n.align.model import Listing

_NEIGHBOURS = 2  # sure rows on each side from which a place is foretold: one that strays does not decide alone
_MOST_VOTES = 2 * _NEIGHBOURS
# Before a sure row has been counted, order is worth little: these are counted along with the rows seen.
_EXPECTED = 3.0
_EXPECTED_HIT = 0.1
_EXPECTED_BETWEEN = 0.3
_HIGHEST = 8.0  # of one row: a place is never proof, as rows may be dropped and added at once


@dataclass(frozen=True, slots=True)
class Foretold:
    """Where a row is expected in the listing: places with how many neighbours foretell them, and the gap around it;
    ``rows`` is how far apart its nearest neighbours stand in the copy.
    """

    votes: Mapping[int, int]
    low: int
    high: int
    rows: int


class Places:
    """Where a listing has each of its keys."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._of: dict[str, list[int]] = {}
        for place, key in enumerate(listing.keys):
            self._of.setdefault(key, []).append(place)

    def __call__(self, key: str, codes: frozenset[str]) -> Sequence[int]:
        """The places of the key in these territories, else all its places."""
        places = self._of.get(key, [])
        there = [place for place in places if self.listing.territories[place] & codes] if len(places) > 1 else ()
        return there or places


class Order:
    """The order of a listing, and how well a copy keeps it.

    ``sure`` maps rows of the copy (their index) to places in the listing; the copy has ``total`` rows.
    """

    def __init__(self, places_of: Places, sure: Mapping[int, int], total: int) -> None:
        self.total = total
        self.listing = places_of.listing
        self.length = len(self.listing.keys)
        self.places_of = places_of
        self.rows = sorted(sure)
        self.sure = sure
        self._count()

    def _count(self) -> None:
        hits: Counter[int] = Counter()
        foretold: Counter[int] = Counter()
        between = missed = 0
        for row in self.rows:
            seen = self.foretell(row)
            place = self.sure[row]
            foretold.update(seen.votes.values())
            if place in seen.votes:
                hits[seen.votes[place]] += 1
            else:
                missed += 1
                between += seen.low < place < seen.high
        self.hit = {
            votes: (hits[votes] + _EXPECTED * _EXPECTED_HIT) / (foretold[votes] + _EXPECTED)
            for votes in range(1, _MOST_VOTES + 1)
        }
        self.between = (between + _EXPECTED * _EXPECTED_BETWEEN) / (missed + _EXPECTED)

    def foretell(self, row: int) -> Foretold:
        """Where ``row`` is expected, by its sure neighbours; what is known of itself is left aside."""
        at = bisect_left(self.rows, row)
        after = at + (at < len(self.rows) and self.rows[at] == row)
        before_rows, after_rows = self.rows[max(at - _NEIGHBOURS, 0) : at], self.rows[after : after + _NEIGHBOURS]
        votes = Counter(self.sure[other] + row - other for other in (*before_rows, *after_rows))
        low = self.sure[before_rows[-1]] if before_rows else -1
        high = self.sure[after_rows[0]] if after_rows else self.length
        rows = (after_rows[0] if after_rows else self.total) - (before_rows[-1] if before_rows else -1)
        return Foretold({place: n for place, n in votes.items() if 0 <= place < self.length}, low, high, rows)

    def expected(self, row: int) -> Iterator[str]:
        """The keys that may stand in ``row`` by its neighbours: at the foretold places, and in a gap of a few rows."""
        if not self.rows and max(self.length, self.total) > _MOST_IN_GAP:
            return
        seen = self.foretell(row)
        small = seen.high - seen.low <= _SMALL_GAP and seen.rows <= _MOST_IN_GAP
        gap = range(seen.low + 1, seen.high) if small else ()
        yield from (self.listing.keys[place] for place in dict.fromkeys((*seen.votes, *gap)))

    def weight(self, row: int, key: str, codes: frozenset[str]) -> tuple[float, str]:
        """What the place of ``row`` says of its being ``key``: a weight and a word. Nothing for a key not listed.

        Of several places of the key, the one in the row's territory ``codes`` counts.
        """
        places = self.places_of(key, codes)
        if not places:
            return 0.0, ""
        seen = self.foretell(row)
        weight, word = max(self._weight(place, seen) for place in places)
        return max(-_HIGHEST, min(weight, _HIGHEST)), word

    def _weight(self, place: int, seen: Foretold) -> tuple[float, str]:
        if place in seen.votes:
            return log(self.hit[seen.votes[place]] * self.length), "in place"
        left = max(1 - sum(self.hit[n] for n in seen.votes.values()), _LEAST_LEFT)
        inside = max(seen.high - seen.low - 1, 1)
        if seen.low < place < seen.high:
            return log(left * self.between * self.length / inside), "in between"
        return log(left * (1 - self.between) * self.length / max(self.length - inside, 1)), "out of place"


_SMALL_GAP = 8  # a wider gap holds too many to be candidates by their place alone
_MOST_IN_GAP = 100  # rows of the copy in a small gap of the listing: in more, the place tells none from the others
_LEAST_LEFT = 0.02  # some rows are moved in any copy
