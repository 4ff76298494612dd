"""Order as evidence: where a row's neighbours put it in a listing, and how far that can be believed in this copy.

Nothing is taken for granted: what the rows themselves say shows whether this copy keeps the order
(`rows.RowAlignment`). In a shuffled copy it does not, and order says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.align.features import Level
from tabl10n.align.model import Listing
from tabl10n.align.parameters import KEYS, ROWS
from tabl10n.align.rows import RowAlignment


class Positions:
    """Where a listing has each of its keys."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._of: dict[str, list[int]] = {}
        for position, key in enumerate(listing.keys):
            self._of.setdefault(key, []).append(position)

    def __call__(self, key: str, codes: frozenset[str]) -> Sequence[int]:
        """The rows of the key in these territories, else all its rows."""
        positions = self._of.get(key, [])
        if len(positions) < 2:
            return positions
        return [position for position in positions if self.listing.territories[position] & codes] or positions


class Answer(NamedTuple):
    """The key that an alignment of rows gives, how sure it is, and whether the rows tell it by themselves."""

    key: str
    share: float
    is_recognised: bool


class Order:
    """What the order of a listing says of the rows of a copy, by an alignment of both."""

    def __init__(self, positions: Positions, rows: RowAlignment) -> None:
        self.positions = positions
        self.listing = positions.listing
        self.rows = rows
        # Rows that are likely none of the listing; where order is gone, what is left over is not told from what is new.
        self.new = rows.in_order * sum(1 - sum(shares.values()) for shares in rows.shares)

    def list_foretold(self, row: int) -> Iterator[int]:
        """The rows of the listing that ``row`` is expected to be."""
        yield from (position for position, share in self.rows.foretold[row].items() if share >= ROWS.min_foretold)

    def list_expected_keys(self, row: int) -> Iterator[str]:
        """The keys that are expected in ``row`` by its neighbours."""
        yield from dict.fromkeys(self.listing.keys[position] for position in self.list_foretold(row))

    def answer(self, rows: Sequence[int]) -> Answer | None:
        """The key that rows which belong together are by the alignment, None where these do not agree on one."""
        best = [self.rows.find_best(row) for row in rows]
        keys = {self.listing.keys[found[0]] if found else "" for found in best}
        if len(keys) != 1 or "" in keys:
            return None
        pairs = [(row, *found) for row, found in zip(rows, best, strict=True) if found]
        recognised = all(self.rows.is_recognised(row, position) for row, position, _ in pairs)
        return Answer(keys.pop(), min(share for _, _, share in pairs), recognised)

    def weigh(self, row: int, key: str, codes: frozenset[str]) -> tuple[float, Level] | None:
        """What the position of ``row`` says of its being ``key``: a weight and a level. None for a key not listed.

        Of several rows of the key, the one in the row's territory ``codes`` counts.
        """
        positions = self.positions(key, codes)
        if not positions:
            return None
        weight = max(self.rows.weigh_order(row, position) for position in positions)
        level = Level.IN_PLACE if weight > 0 else Level.OUT_OF_PLACE
        return max(-KEYS.highest_position, min(weight, KEYS.highest_position)), level
