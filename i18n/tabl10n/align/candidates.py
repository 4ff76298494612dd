"""Which entries a thing may be: found by the values that they share, never by comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log

from tabl10n.align.facts import Thing
from tabl10n.align.index import Index
from tabl10n.align.sound import grams
from tabl10n.align.values import label

# Candidates kept for a thing. Where nothing exact is shared, the right entry is among the best 40 by sound and
# territory in all but 1 % of generated rows; beyond that, cost grows and accuracy does not.
_MOST = 40
_MOST_WITH_EXACT = 8  # where rare values are shared: the entry itself, and those that share its image or its host
_MOST_WITH_ONE = 16  # where one rare value is shared, which may be on the wrong row
_COMMON = 400  # a value that more entries share finds none of them: it would cost much and tell little
_RARE = 3  # a value that so many entries share at most is as good as one entry's own
_ENOUGH = 2  # kinds of exact value that must point to one entry before sounds and territories are not asked


def candidates_of(thing: Thing, index: Index, territories: frozenset[str]) -> list[int]:
    """The numbers of the entries that share most with ``thing``, rare values first; equals in the registry's order."""
    votes: dict[int, float] = {}
    kinds: dict[int, set[str]] = {}
    for kind, value in dict.fromkeys(_exact(thing)):
        found = index.postings.get((kind, value), ())
        _vote(votes, found, index, 1.0)
        for number in found if len(found) <= _RARE else ():
            kinds.setdefault(number, set()).add(kind)
    agreed = max(map(len, kinds.values()), default=0)
    if agreed >= _ENOUGH:
        return _best(votes, _MOST_WITH_EXACT)
    for block in dict.fromkeys(_vague(thing, territories)):
        _vote(votes, index.postings.get(block, ()), index, _VAGUE)
    return _best(votes, _MOST_WITH_ONE if agreed else _MOST)


_VAGUE = 0.5  # a gram is one of several in a word, and a territory is shared by neighbours: each says less by itself


def _vote(votes: dict[int, float], found: Sequence[int], index: Index, worth: float) -> None:
    if 0 < len(found) <= _COMMON:
        weight = worth * log(1 + len(index.known) / len(found))
        for number in found:
            votes[number] = votes.get(number, 0.0) + weight


def _best(votes: Mapping[int, float], most: int) -> list[int]:
    return sorted(votes, key=votes.__getitem__, reverse=True)[:most]


def _exact(thing: Thing) -> Iterator[tuple[str, str]]:
    yield "key", thing.written
    yield from (("fold", value) for value in (thing.folded, thing.name) if value)
    for link in thing.links:
        yield from (("links", link.url), ("hosts", link.host), ("labels", label(link.site)), ("fold", label(link.site)))
        yield from (("codes", code) for code in sorted(link.codes))
    for doc in thing.docs:
        yield from (("docs", doc.url), ("doc_hosts", doc.host))
    yield from (("images", image) for image in thing.images)


def _vague(thing: Thing, territories: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from (("words", word) for word in sorted(thing.words))
    forms = (*thing.sounds, *thing.name_sounds)
    yield from (("gram", gram) for form in forms for gram in sorted(grams(form)))
    yield from (("territory", code) for code in sorted(territories))
