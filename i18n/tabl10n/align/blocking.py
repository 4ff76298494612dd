"""Which entries a record may be: found by the values that they share, never by comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from tabl10n.align.features import BLOCKING, Block, Feature
from tabl10n.align.index import Index
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import Record

Asked = tuple[Record, frozenset[str]]
"""A record and the codes of the territories that its cells name."""

_EXACT = tuple(feature for feature in BLOCKING if not feature.is_vague)
_VAGUE = tuple(feature for feature in BLOCKING if feature.is_vague)


def find_candidates(asked: Sequence[Asked], index: Index) -> list[list[int]]:
    """For each record of a table the numbers of the entries that share most with it, rare values first; equals in the
    registry's order.
    """
    is_telling = _make_block_filter(asked, index, _EXACT, KEYS.max_rare)
    found = [_vote_exact(one, index, is_telling) for one in asked]
    left = [one for one, votes in zip(asked, found, strict=True) if votes.is_open()]
    is_telling = _make_block_filter(left, index, _VAGUE, 0)
    return [votes.add_vague(one, index, is_telling).choose() for one, votes in zip(asked, found, strict=True)]


def _list_blocks(features: Sequence[Feature], one: Asked) -> dict[Block, None]:
    """The values by which a record looks for entries, each once."""
    return dict.fromkeys(block for feature in features if feature.block for block in feature.block(*one))


class _Votes:
    """What speaks for each entry, and how many kinds of rare value agree on one."""

    __slots__ = ("agreed", "by_entry")

    def __init__(self) -> None:
        self.by_entry: dict[int, float] = {}
        self.agreed = 0

    def add(self, found: Sequence[int], index: Index, worth: float) -> None:
        if found:
            weight = worth * log(1 + len(index.entries) / len(found))
            votes = self.by_entry
            for number in found:
                votes[number] = votes.get(number, 0.0) + weight

    def is_open(self) -> bool:
        """Whether vague values are asked too."""
        return self.agreed < KEYS.min_exact_features

    def add_vague(self, one: Asked, index: Index, is_telling: Callable[[Block], bool]) -> _Votes:
        """These votes and those of the vague values; a copy, as all records' would fill the memory."""
        if not self.is_open():
            return self
        votes = _Votes()
        votes.by_entry, votes.agreed = dict(self.by_entry), self.agreed
        for block in filter(is_telling, _list_blocks(_VAGUE, one)):
            votes.add(index.find(*block), index, KEYS.vague_vote)
        return votes

    def choose(self) -> list[int]:
        """The entries with most votes, the fewer the more is shared with one."""
        numbers = (KEYS.max_candidates, KEYS.max_candidates_one_exact, KEYS.max_candidates_exact)
        most = numbers[min(self.agreed, KEYS.min_exact_features)]
        return sorted(self.by_entry, key=self.by_entry.__getitem__, reverse=True)[:most]


def _make_block_filter(
    asked: Sequence[Asked], index: Index, features: Sequence[Feature], rare: int
) -> Callable[[Block], bool]:
    """Whether a value finds entries: not too many have it, nor too many records of the table.

    A value that many records of a copy share and few entries have tells none of these from the others: where 400,000
    rows name the territory of 50 keys, comparing all with all would cost minutes and answer nothing. Values of ``rare``
    entries at most find them however many records have them.
    """
    records: Counter[Block] = Counter()
    if len(asked) > KEYS.max_common:
        for one in asked:
            records.update(
                block for block in _list_blocks(features, one) if rare < len(index.find(*block)) <= KEYS.max_common
            )
    max_entries = min(KEYS.max_common, len(index.entries) / KEYS.value_part)

    def is_telling(block: Block) -> bool:
        entries = len(index.find(*block))
        is_few = entries <= (max_entries if block[0].may_be_common else KEYS.max_common)
        return is_few and records[block] <= max(KEYS.max_common, KEYS.max_crowd * entries)

    return is_telling


def _vote_exact(one: Asked, index: Index, is_telling: Callable[[Block], bool]) -> _Votes:
    votes = _Votes()
    kinds: dict[int, set[object]] = {}
    for block in filter(is_telling, _list_blocks(_EXACT, one)):
        found = index.find(*block)
        votes.add(found, index, 1.0)
        for number in found if len(found) <= KEYS.max_rare else ():
            kinds.setdefault(number, set()).add(block[0])
    votes.agreed = max(map(len, kinds.values()), default=0)
    return votes
