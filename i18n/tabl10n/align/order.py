"""Order as evidence: where a row's neighbours put it in a listing, and how far that can be believed in this copy.

Nothing is taken for granted: what the rows themselves say shows whether this copy keeps the order
(`rows.RowAlignment`). In a shuffled copy it does not, and order says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.align.model import Listing
from tabl10n.align.rows import RowAlignment

_HIGHEST = 8.0  # of one row: a place is never proof, as rows may be dropped and added at once
_MIN_FORETOLD = 0.02  # the share from which a place makes its key a candidate
_IN_PLACE = 0.0  # the weight from which a place speaks for a key


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


class Answer(NamedTuple):
    """The key that an alignment of rows gives, how sure it is, and whether the rows tell it by themselves."""

    key: str
    share: float
    is_recognised: bool


class Order:
    """What the order of a listing says of the rows of a copy, by an alignment of both."""

    def __init__(self, places_of: Places, rows: RowAlignment) -> None:
        self.places_of = places_of
        self.listing = places_of.listing
        self.rows = rows
        # Rows that are likely none of the listing; where order is gone, what is left over is not told from what is new.
        self.new = rows.in_order * sum(1 - sum(shares.values()) for shares in rows.shares)

    def foretold(self, row: int) -> Iterator[int]:
        """The places in which ``row`` is expected."""
        yield from (place for place, share in self.rows.foretold[row].items() if share >= _MIN_FORETOLD)

    def expected(self, row: int) -> Iterator[str]:
        """The keys that are expected in ``row`` by its neighbours."""
        yield from dict.fromkeys(self.listing.keys[place] for place in self.foretold(row))

    def answer(self, rows: Sequence[int]) -> Answer | None:
        """The key that rows which belong together are by the alignment, None where these do not agree on one."""
        best = [self.rows.best(row) for row in rows]
        keys = {self.listing.keys[found[0]] if found else "" for found in best}
        if len(keys) != 1 or "" in keys:
            return None
        pairs = [(row, *found) for row, found in zip(rows, best, strict=True) if found]
        recognised = all(self.rows.is_recognised(row, place) for row, place, _ in pairs)
        return Answer(keys.pop(), min(share for _, _, share in pairs), recognised)

    def weight(self, row: int, key: str, codes: frozenset[str]) -> tuple[float, str]:
        """What the place of ``row`` says of its being ``key``: a weight and a word. Nothing for a key not listed.

        Of several places of the key, the one in the row's territory ``codes`` counts.
        """
        places = self.places_of(key, codes)
        if not places:
            return 0.0, ""
        weight = max(self.rows.order_weight(row, place) for place in places)
        word = "in place" if weight > _IN_PLACE else "out of place"
        return max(-_HIGHEST, min(weight, _HIGHEST)), word
