"""Which entries a thing may be: found by the values that they share, never by comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from math import log

from tabl10n.align.index import Index
from tabl10n.align.records import Thing
from tabl10n.text.addresses import strip_suffix
from tabl10n.text.sound import split_grams

# Candidates kept for a thing. Where nothing exact is shared, the right entry is among the best 40 by sound and
# territory in all but 1 % of generated rows; beyond that, cost grows and accuracy does not.
_MOST = 40
_MOST_WITH_EXACT = 8  # where rare values are shared: the entry itself, and those that share its image or its host
_MOST_WITH_ONE = 16  # where one rare value is shared, which may be on the wrong row
_COMMON = 400  # a value that more entries share finds none of them: it would cost much and tell little
# A value that many things of a copy share and few entries have tells none of these from the others: where 400,000 rows
# name the territory of 50 keys, comparing all with all would cost minutes and answer nothing.
_CROWD = 4  # things for each entry, from _COMMON things on
_FEW = 8  # the part of all entries that may share what stands in a further column: more are a kind (a licence, a type)
_RARE = 3  # a value that so many entries share at most is as good as one entry's own
_ENOUGH = 2  # kinds of exact value that must point to one entry before sounds and territories are not asked


Asked = tuple[Thing, frozenset[str]]
"""A thing and the codes of the territories that its cells name."""

Block = tuple[str, Hashable]
"""A kind and a value of that kind."""


def find_candidates(asked: Sequence[Asked], index: Index) -> list[list[int]]:
    """For each thing of a table the numbers of the entries that share most with it, rare values first; equals in the
    registry's order.
    """
    telling = _make_block_filter(asked, index, lambda one: _list_exact(one[0]), _RARE)
    found = [_vote_exact(thing, index, telling) for thing, _ in asked]
    telling = _make_block_filter(
        [one for one, votes in zip(asked, found, strict=True) if votes.is_open()], index, _list_vague, 0
    )
    return [votes.with_vague(one, index, telling).best() for one, votes in zip(asked, found, strict=True)]


_VAGUE = 0.5  # a gram is one of several in a word, and a territory is shared by neighbours: each says less by itself


class _Votes:
    """What speaks for each entry, and how many kinds of rare value agree on one."""

    __slots__ = ("agreed", "by_entry")

    def __init__(self) -> None:
        self.by_entry: dict[int, float] = {}
        self.agreed = 0

    def add(self, found: Sequence[int], index: Index, worth: float) -> None:
        if found:
            weight = worth * log(1 + len(index.known) / len(found))
            votes = self.by_entry
            for number in found:
                votes[number] = votes.get(number, 0.0) + weight

    def is_open(self) -> bool:
        """Whether sounds and territories are asked too."""
        return self.agreed < _ENOUGH

    def with_vague(self, one: Asked, index: Index, telling: Callable[[Block], bool]) -> _Votes:
        """These votes and those of the vague values; a copy, as all things' would fill the memory."""
        if not self.is_open():
            return self
        votes = _Votes()
        votes.by_entry, votes.agreed = dict(self.by_entry), self.agreed
        for block in filter(telling, dict.fromkeys(_list_vague(one))):
            votes.add(index.having(*block), index, _VAGUE)
        return votes

    def best(self) -> list[int]:
        most = (_MOST, _MOST_WITH_ONE, _MOST_WITH_EXACT)[min(self.agreed, _ENOUGH)]
        return sorted(self.by_entry, key=self.by_entry.__getitem__, reverse=True)[:most]


def _make_block_filter(
    asked: Sequence[Asked], index: Index, blocks: Callable[[Asked], Iterable[Block]], rare: int
) -> Callable[[Block], bool]:
    """Whether a value finds entries: not too many have it, nor too many things of the table.

    Values of ``rare`` entries at most find them however many things have them.
    """
    things: Counter[Block] = Counter()
    if len(asked) > _COMMON:
        things.update(
            block
            for one in asked
            for block in dict.fromkeys(blocks(one))
            if rare < len(index.having(*block)) <= _COMMON
        )

    most = min(_COMMON, len(index.known) / _FEW)

    def telling(block: Block) -> bool:
        entries = len(index.having(*block))
        few = entries <= (most if block[0] == "further" else _COMMON)
        return few and things[block] <= max(_COMMON, _CROWD * entries)

    return telling


def _vote_exact(thing: Thing, index: Index, telling: Callable[[Block], bool]) -> _Votes:
    votes = _Votes()
    kinds: dict[int, set[str]] = {}
    for block in filter(telling, dict.fromkeys(_list_exact(thing))):
        found = index.having(*block)
        votes.add(found, index, 1.0)
        for number in found if len(found) <= _RARE else ():
            kinds.setdefault(number, set()).add(block[0])
    votes.agreed = max(map(len, kinds.values()), default=0)
    return votes


def _list_exact(thing: Thing) -> Iterator[Block]:
    yield "key", thing.written
    yield from (("fold", value) for value in (thing.folded, thing.name) if value)
    for link in thing.links:
        yield from (
            ("links", link.url),
            ("hosts", link.host),
            ("labels", strip_suffix(link.site)),
            ("fold", strip_suffix(link.site)),
        )
        yield from (("codes", code) for code in sorted(link.codes))
    for doc in thing.docs:
        yield from (("docs", doc.url), ("doc_hosts", doc.host))
    yield from (("images", image) for image in thing.images)
    yield from (("further", value) for value in thing.values)


def _list_vague(asked: Asked) -> Iterator[Block]:
    thing, territories = asked
    yield from (("words", word) for word in sorted(thing.words))
    forms = (*thing.sounds, *thing.name_sounds)
    yield from (("gram", gram) for form in forms for gram in sorted(split_grams(form)))
    yield from (("territory", code) for code in sorted(territories))
