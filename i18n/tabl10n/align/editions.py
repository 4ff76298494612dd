"""Which table of the source or of an edition a table of the copy was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from tabl10n.align.index import Index
from tabl10n.align.model import Listing
from tabl10n.align.parameters import KEYS


class Origin(NamedTuple):
    """A listing, the numbers of its entries, and how likely an entry is to be in the copy, listed there or not."""

    listing: Listing
    numbers: frozenset[int]
    inside: float
    outside: float

    def estimate_presence(self, total: int) -> list[float]:
        """For each entry of the registry, how likely it is to be in the copy."""
        return [self.inside if number in self.numbers else self.outside for number in range(total)]


def find_origin(listings: Sequence[Listing], index: Index, shares: Sequence[Mapping[int, float]]) -> Origin | None:
    """The listing that explains best which entries the copy's records are, so far as ``shares`` says.

    Best is the one under which the entries that are there, and those that are not, are likeliest: it lists nearly
    all of the copy's entries and few others. Of equals the first is taken.
    """
    found: dict[int, float] = {}
    for share in shares:
        for number, value in share.items():
            found[number] = min(found.get(number, 0.0) + value, 1.0)
    origins = [_weigh_listing(listing, index, found) for listing in listings]
    return max(origins, key=lambda pair: pair[0])[1] if origins else None


def _weigh_listing(listing: Listing, index: Index, found: Mapping[int, float]) -> tuple[float, Origin]:
    numbers = frozenset(index.numbers[key] for key in listing.keys if key)
    hits = sum(value for number, value in found.items() if number in numbers)
    others = max(sum(found.values()) - hits, 0.0)
    rest = len(index.entries) - len(numbers)
    inside, outside = (hits + 1) / (len(numbers) + 2), (others + KEYS.outside_edition) / (rest + 1)
    fit = _compute_log_likelihood(hits, len(numbers), inside) + _compute_log_likelihood(others, rest, outside)
    most = KEYS.highest_inside
    return fit, Origin(listing, numbers, min(inside, most), max(min(outside, most), KEYS.lowest_outside))


def _compute_log_likelihood(hits: float, total: int, share: float) -> float:
    share = min(max(share, _TINY), 1 - _TINY)
    return hits * log(share) + max(total - hits, 0.0) * log(1 - share)


_TINY = 1e-9
