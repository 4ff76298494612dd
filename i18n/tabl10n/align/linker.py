"""Decide a table: compare, balance, learn from what is sure how this copy treats its rows, and compare again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tabl10n.align import territories as territory_cells
from tabl10n.align.aligner import TableAligner
from tabl10n.align.assignment import DEPENDENCE, Prior, compute_likelihoods
from tabl10n.align.blocking import find_candidates
from tabl10n.align.collision import find_collisions, is_doubted, separate_evidence, withdraw_key
from tabl10n.align.editions import Origin, find_origin
from tabl10n.align.features import VALUE_KEPT, Comparer, Evidence, Habits
from tabl10n.align.grouping import group_same_rows, merge_explained
from tabl10n.align.index import Index
from tabl10n.align.leftover import Pair, compute_share_left
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import Listing
from tabl10n.align.order import Order, Places
from tabl10n.align.parameters import DEFAULT
from tabl10n.align.records import Facts, Thing
from tabl10n.align.rows import Known
from tabl10n.territories import Naming
from tabl10n.text.keys import is_key_token

_ROUNDS = 3  # after the first: the answers stop changing by then in all but a few generated copies
_ANSWERED = 0.5  # no two things can have more of one entry
_SURE = 0.9  # from which a row teaches how the copy treats its rows
_SETTLED = 0.9995  # from which a thing is not compared again
_LEAD = 2.0  # by which an entry must explain a thing better than the next to join it with others
# The share of a copy's things that are expected to be no known entry, and how many of a table whatever its length. The
# machine-translated seed has two of 122; of 0.02, 0.04 and 0.06, the middle one says what is seen (tools/align).
_NEW, _NEW_ANYWAY = 0.04, 0.1


Aligners = Callable[[Listing], TableAligner | None]
"""Gives for a listing what aligns the table's rows with its rows, if anything does."""


@dataclass(slots=True)
class Decision:
    """A thing, its candidates with what speaks for each, and how likely each is; ``near`` are the entries that share
    values with it.
    """

    thing: Thing
    evidence: dict[int, list[Evidence]]
    shares: Mapping[int, float]
    near: list[int] = field(default_factory=list)
    asked: frozenset[str] | None = None  # the territories by which ``near`` was looked for
    doubted: bool = False  # something speaks against the known key that it is written with

    def ranked(self) -> list[int]:
        """The candidates, likeliest first; equals in the registry's order."""
        shares = self.shares
        return sorted(shares, key=lambda number: (-shares[number], number)) if len(shares) > 1 else list(shares)

    def answer(self, least: float) -> int | None:
        """The likeliest candidate if its share is more than ``least``."""
        best = max(self.shares, key=self.shares.__getitem__, default=None)
        return best if best is not None and self.shares[best] > least else None

    def settled(self) -> bool:
        """Whether comparing again could not change the answer."""
        return not self.doubted and max(self.shares.values(), default=0.0) >= _SETTLED

    def withhold(self) -> None:
        """Leave the thing unanswered, its candidates still shown."""
        self.shares = {number: share * _WITHHELD for number, share in self.shares.items()}

    def is_recognised(self, number: int) -> bool:
        """Whether the thing itself speaks for the candidate, its order left aside, and for no other one clearly more.

        Candidates that are alike in all may be told apart by other things that are theirs.
        """
        own = {
            other: sum(item.weight for item in found if item.kind != "order") for other, found in self.evidence.items()
        }
        return own[number] >= max(DEFAULT.recognised_key, max(own.values()) - _LEAD)

    def weights(self) -> dict[int, float]:
        """The sum of what speaks for each candidate."""
        return {number: sum(item.weight for item in found) for number, found in self.evidence.items()}


_NO_ROWS: Mapping[int, int] = {}


class TableState:
    """One table of a copy while it is being decided."""

    def __init__(
        self,
        facts: Sequence[Facts],
        index: Index,
        listings: Sequence[Listing],
        locale: str | None,
        glosses: Glosses | None,
        naming: Naming,
        beside: frozenset[str] = frozenset(),
        aligners: Aligners = lambda _: None,
        sure: Mapping[int, int] = _NO_ROWS,
    ) -> None:
        """``beside`` are the kinds of evidence that stand in the key's own cell, ``sure`` gives the numbers of the
        entries of rows that are recognised beyond doubt: no other candidates are looked for.
        """
        self.facts = facts
        self.aligners = aligners
        self.beside = beside
        self.index = index
        self.listings = listings
        self.glosses = glosses
        self.habits = Habits()
        self.places = territory_cells.read((fact.place for fact in facts), locale, naming)
        self.origin: Origin | None = None
        self.order: Order | None = None
        repeated = any(len(set(filled)) < len(filled) for filled in ([k for k in li.keys if k] for li in listings))
        self.decisions = [Decision(thing, {}, {}) for thing in group_same_rows(facts, repeated)]
        for decision in self.decisions:
            if len(decision.thing.rows) == 1 and (number := sure.get(decision.thing.rows[0])) is not None:
                decision.near = [number]
        self.repeated = repeated

    def decide(self) -> list[Decision]:
        """The decisions on all things, after as many rounds as it takes."""
        self._compare()
        if self.repeated:
            self._merge()
        self._balance()
        for _ in range(_ROUNDS):
            self._learn()
            if all(decision.settled() for decision in self.decisions):
                break
            self._compare()
            self._balance()
        if self.order is not None:
            self._take_from_rows(self.order)
        self._doubt_what_is_left()
        self._withhold_contradicted()
        return self.decisions

    def _compare(self) -> None:
        comparer = Comparer(self.index, self.habits, self.places, self.glosses)
        self._find()
        for decision in self.decisions:
            if not decision.settled():
                numbers = self._candidates(decision)
                decision.evidence = {number: self._evidence(comparer, decision.thing, number) for number in numbers}
                decision.doubted = is_doubted(separate_evidence(decision.evidence, self.beside))
        doubted = [place for place, decision in enumerate(self.decisions) if decision.doubted]
        things = [separate_evidence(decision.evidence, self.beside) for decision in self.decisions] if doubted else []
        for collided in find_collisions(things, doubted):
            self.decisions[collided].evidence = withdraw_key(things[collided])

    def _find(self) -> None:
        """Look for the candidates of things that have none, once for the territories that their cells name by now."""
        found = [(decision, self._codes(decision.thing)) for decision in self.decisions if not decision.near]
        found = [(decision, codes) for decision, codes in found if decision.asked != codes]
        near = find_candidates([(decision.thing, codes) for decision, codes in found], self.index)
        for (decision, codes), numbers in zip(found, near, strict=True):
            decision.asked, decision.near = codes, numbers

    def _codes(self, thing: Thing) -> frozenset[str]:
        if len(thing.places) == 1:
            return self.places.get(thing.places[0], _NONE)
        return _NONE.union(*(self.places.get(place, _NONE) for place in thing.places))

    def _candidates(self, decision: Decision) -> list[int]:
        if self.order is None:
            return decision.near
        expected = (self.index.numbers[key] for row in decision.thing.rows for key in self.order.expected(row) if key)
        return list(dict.fromkeys((*decision.near, *expected)))

    def _evidence(self, comparer: Comparer, thing: Thing, number: int) -> list[Evidence]:
        found = comparer.evidence(thing, self.index.known[number])
        if self.order is not None:
            found += self._in_order(self.order, thing, self.index.known[number].key)
        return found

    def _in_order(self, order: Order, thing: Thing, key: str) -> list[Evidence]:
        said = [order.weight(row, key, self.places.get(self.facts[row].place, _NONE)) for row in thing.rows]
        weights = [weight for weight, word in said if word]
        if not weights:
            return []
        word = max((pair for pair in said if pair[1]), key=lambda pair: abs(pair[0]))[1]
        # Rows that belong together are moved together: that is one event.
        total = min(weights) if min(weights) < 0 else min(sum(weights), _MOST_BY_ORDER)
        return [Evidence("order", word, total)]

    def _merge(self) -> None:
        weights = [decision.weights() for decision in self.decisions]
        pooled = _pool_weights(weights, [decision.thing.written for decision in self.decisions])
        best = [_find_leader(own, shared) for own, shared in zip(weights, pooled, strict=True)]
        by_rows = {tuple(d.thing.rows): d for d in self.decisions}
        things = merge_explained([d.thing for d in self.decisions], best, self.facts)
        self.decisions = [by_rows.get(tuple(thing.rows)) or Decision(thing, {}, {}) for thing in things]
        self._compare()

    def _balance(self) -> None:
        total = len(self.index.known)
        things = len(self.decisions)
        even = min(max(things / max(total, 1), 0.05), 0.95)
        present = self.origin.present(total) if self.origin else [even] * total
        prior = Prior(present, max(_NEW * things, self.order.new if self.order else 0.0) + _NEW_ANYWAY)
        for decision, shares in zip(
            self.decisions, compute_likelihoods([d.weights() for d in self.decisions], prior), strict=True
        ):
            decision.shares = shares
            if not decision.settled():  # compared again, if it matters: what has no part in it need not be kept
                decision.evidence = {number: found for number, found in decision.evidence.items() if number in shares}

    def _take_from_rows(self, order: Order) -> None:
        """Take the answers of the alignment of rows that the rows themselves tell, where it is surer or alone has one.

        It sees all cells, the linkage the columns that it knows.
        """
        comparer = Comparer(self.index, self.habits, self.places, self.glosses)
        answered = {decision.answer(_ANSWERED) for decision in self.decisions}
        for decision in self.decisions:
            found = order.answer(decision.thing.rows)
            if found is None or found.share < _SURE or not found.is_recognised:
                continue
            number = self.index.numbers[found.key]
            if decision.answer(_ANSWERED) == number:
                decision.shares = {**decision.shares, number: max(decision.shares[number], found.share)}
            elif number not in answered and decision.thing.written not in self.index.numbers:
                decision.evidence.setdefault(number, self._evidence(comparer, decision.thing, number))
                rest = {other: share * (1 - found.share) for other, share in decision.shares.items()}
                decision.shares = {**rest, number: found.share}
                answered.add(number)

    def _doubt_what_is_left(self) -> None:
        """Lower the shares of answers that the row itself does not tell from an entry whose key another row says."""
        comparer = Comparer(self.index, self.habits, self.places, self.glosses)
        said = {self.index.numbers.get(decision.thing.written): decision for decision in self.decisions}
        for decision in self.decisions:
            best = decision.answer(_SURE)
            if best is None or decision.settled() or decision.thing.written in self.index.numbers:
                continue
            rivals = [number for number in decision.evidence if number in said and said[number].answer(_SURE) == number]
            pairs = [self._pair(comparer, decision, best, rival, said[rival].thing) for rival in rivals]
            left = compute_share_left(pairs)
            decision.shares = {number: share * left for number, share in decision.shares.items()}

    def _withhold_contradicted(self) -> None:
        """Answer no row whose well-formed key is unknown where its own logo or link speaks for another entry.

        Such a key is more often one that the source has dropped than a misspelling of one that it has.
        """
        for decision in self.decisions:
            best = decision.answer(_WITHHELD)
            written = decision.thing.written
            if best is None or written in self.index.numbers or not is_key_token(written):
                continue
            if _is_contradicted(decision.evidence.get(best, ())):
                decision.withhold()

    def _pair(self, comparer: Comparer, decision: Decision, answer: int, rival: int, other: Thing) -> Pair:
        exchanged = (self._evidence(comparer, other, number) for number in (rival, answer))
        return Pair(decision.evidence[answer], decision.evidence[rival], *exchanged)

    def _learn(self) -> None:
        sure = [(d, n) for d in self.decisions for n, share in d.shares.items() if share >= _SURE]
        self.origin = find_origin(self.listings, self.index, [d.shares for d in self.decisions])
        self.places = territory_cells.learn_places(self.places, self._shown(sure))
        self.habits = _count_habits(sure, self.index)
        self.order = None if all(decision.settled() for decision in self.decisions) else self._order()

    def _order(self) -> Order | None:
        """The order of the listing that the copy was made from, by what is known of its rows now."""
        aligner = self.aligners(self.origin.listing) if self.origin is not None else None
        if self.origin is None or aligner is None:
            return None
        places = Places(self.origin.listing)
        known = dict(self._known_pairs(places))
        order = Order(places, aligner.align(known))
        further = dict(self._foretold_pairs(order, known))
        return Order(places, aligner.align({**known, **further})) if further else order

    def _known_pairs(self, places: Places) -> Iterator[tuple[tuple[int, int], float]]:
        """What speaks for each row being each row of the listing, its order aside."""
        for decision in self.decisions:
            for number, found in decision.evidence.items():
                yield from self._row_pairs(decision.thing, self.index.keys[number], found, places)

    def _row_pairs(
        self, thing: Thing, key: str, found: Iterable[Evidence], places: Places
    ) -> Iterator[tuple[tuple[int, int], float]]:
        weight = DEPENDENCE * sum(item.weight for item in found if item.kind != "order")
        for row in thing.rows:
            codes = self.places.get(self.facts[row].place, _NONE)
            yield from (((row, place), weight) for place in places(key, codes))

    def _foretold_pairs(self, order: Order, known: Known) -> Iterator[tuple[tuple[int, int], float]]:
        """What speaks for the pairs that order alone foretells: it may be little."""
        comparer = Comparer(self.index, self.habits, self.places, self.glosses)
        for decision in self.decisions:
            things = dict.fromkeys(decision.thing.rows, decision.thing)
            keys = {
                order.listing.keys[place]
                for row in things
                for place in order.foretold(row)
                if (row, place) not in known
            }
            for key in sorted(keys - {""}):
                found = comparer.evidence(decision.thing, self.index.known[self.index.numbers[key]])
                yield from self._row_pairs(decision.thing, key, found, order.places_of)

    def _shown(self, sure: Iterable[tuple[Decision, int]]) -> Iterable[tuple[str, frozenset[str]]]:
        for decision, number in sure:
            codes = frozenset().union(*self.index.known[number].territories)
            yield from ((place, codes) for place in decision.thing.places if place)


_WITHHELD = 0.5  # what a share is scaled by so that it is not answered, and the candidate is still shown
_IDENTIFYING = ("image", "link", "doc link")


def _is_contradicted(evidence: Iterable[Evidence]) -> bool:
    """Whether more of what identifies an entry, but for its key, differs from the row than agrees with it."""
    agreeing = sum(str(item.said).startswith("same") for item in evidence if item.kind in (*_IDENTIFYING, "name"))
    differing = sum(item.said == "other" for item in evidence if item.kind in _IDENTIFYING)
    return differing > agreeing


_NONE: frozenset[str] = frozenset()
_MOST_BY_ORDER = 10.0


def _pool_weights(weights: Sequence[Mapping[int, float]], written: Sequence[str]) -> list[int | None]:
    """For each thing the entry that explains best all things which are written as it is."""
    sums: dict[str, dict[int, float]] = {}
    for own, text in zip(weights, written, strict=True):
        total = sums.setdefault(text, {})
        for number, weight in own.items():
            total[number] = total.get(number, 0.0) + weight
    best = {text: max(total, key=lambda n: (total[n], -n), default=None) for text, total in sums.items()}
    return [best[text] if text else None for text in written]


def _find_leader(weights: Mapping[int, float], pooled: int | None) -> int | None:
    """The entry that explains a thing clearly best, whatever other things claim it; ``pooled``, which the things of the
    same spelling point to together, if it explains this one nearly as well as any.
    """
    ranked = sorted(weights, key=lambda number: -weights[number])[:2]
    if not ranked or weights[ranked[0]] < _LEAD:
        return None
    if pooled is not None and weights.get(pooled, -_LEAD) >= weights[ranked[0]] - _LEAD:
        return pooled
    clear = len(ranked) < 2 or weights[ranked[0]] - weights[ranked[1]] >= _LEAD
    return ranked[0] if clear else None


_WEIGHT_OF_DEFAULT = 8.0  # rows that the habits assumed at the start count for
_HEARD = 0.6  # a likeness from which a spelling goes by sound


def _count_habits(sure: Sequence[tuple[Decision, int]], index: Index) -> Habits:
    """How the copy treats its rows, counted over those that are sure, together with what was assumed at the start."""
    start = Habits()
    same = dict.fromkeys(start.same, 0.0)
    seen: Counter[str] = Counter()
    for decision, number in sure:
        for kind, said, _ in decision.evidence.get(number, ()):
            if kind in same:
                seen[kind] += 1
                same[kind] += said == "same" if isinstance(said, str) else (said if kind == "territory" else 0.0)
    shares = {kind: _estimate(same[kind], seen[kind], share) for kind, share in start.same.items()}
    return start._replace(
        same=shares, values=_measure_kept(sure, index), sounding=_measure_sounding(sure, start.sounding)
    )


def _measure_sounding(sure: Iterable[tuple[Decision, int]], assumed: float) -> float:
    """The share of spellings that go by sound, of those that are neither the key nor its letters."""
    said = [item.said for decision, n in sure for item in decision.evidence.get(n, ()) if item.kind == "sound"]
    return _estimate(sum(isinstance(like, float) and like >= _HEARD for like in said), len(said), assumed)


def _measure_kept(sure: Iterable[tuple[Decision, int]], index: Index) -> dict[str, float]:
    """For each column that is copied as it is, the share that is right of the cells that say what some entry says."""
    seen: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for decision, number in sure:
        for value in decision.thing.values:
            known = index.having("further", value)
            seen[value[0]] += bool(known)
            same[value[0]] += number in known
    return {header: _estimate(same[header], seen[header], VALUE_KEPT) for header in seen}


def _estimate(some: float, total: float, assumed: float) -> float:
    """``some`` of ``total``, with the share assumed at the start; never none or all: no habit is without exception."""
    share = (some + _WEIGHT_OF_DEFAULT * assumed) / (total + _WEIGHT_OF_DEFAULT)
    return min(max(share, 0.03), 0.97)
