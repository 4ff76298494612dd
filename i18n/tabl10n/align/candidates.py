"""Which entries a thing may be: found by the values that they share, never by comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log

from tabl10n.align.facts import Thing
from tabl10n.align.index import Index
from tabl10n.align.sound import grams
from tabl10n.align.values import label

# Candidates kept for a thing. Where nothing exact is shared, the right entry is among the best 40 by sound and
# territory in all but 1 % of generated rows; beyond that, cost grows and accuracy does not.
_MOST = 40
_MOST_WITH_EXACT = 8  # where a rare value is shared: the entry itself, and those that share its image or its host
_COMMON = 400  # a value that more entries share finds none of them: it would cost much and tell little
_EXACT = frozenset({"key", "fold", "links", "images", "docs", "codes"})


def candidates_of(thing: Thing, index: Index, territories: frozenset[str]) -> list[int]:
    """The numbers of the entries that share most with ``thing``, rare values first; equals in the registry's order."""
    votes: dict[int, float] = defaultdict(float)
    total = len(index.known)
    exact = False
    for kind, value in dict.fromkeys(_blocks(thing, territories)):
        found = index.postings.get((kind, value), ())
        if not found or len(found) > _COMMON:
            continue
        exact = exact or (kind in _EXACT and len(found) <= 2)
        weight = log(1 + total / len(found)) * _WEIGHTS.get(kind, 1.0)
        for number in found:
            votes[number] += weight
    most = _MOST_WITH_EXACT if exact else _MOST
    return nlargest(most, votes, key=lambda number: (votes[number], -number))


# A gram is one of several in a word; a territory says less of one entry than its share suggests, as rows repeat it.
_WEIGHTS = {"gram": 0.5, "territory": 0.5, "words": 0.5}


def _blocks(thing: Thing, territories: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield "key", thing.written
    yield from (("fold", value) for value in (thing.folded, thing.name) if value)
    for link in thing.links:
        yield from (("links", link.url), ("hosts", link.host), ("labels", label(link.site)))
        yield "fold", label(link.site)
        yield from (("codes", code) for code in link.codes)
    for doc in thing.docs:
        yield from (("docs", doc.url), ("doc_hosts", doc.host))
    yield from (("images", image) for image in thing.images)
    yield from (("words", word) for word in thing.words)
    yield from (("gram", gram) for form in (*thing.sounds, *thing.name_sounds) for gram in grams(form))
    yield from (("territory", code) for code in territories)
