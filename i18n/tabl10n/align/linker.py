"""Link the records of a table with the entries of a registry: which key each is, how certain that is, and why.

*Block*: find the entries that each record may be. *Compare*: weigh what speaks for and against each. *Assign*: one
entry to one record, with a share for each pair. *Estimate*: learn from the certain records what this copy does to its
rows, which edition it was made from and what its territories mean; and all over again, until the answers stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tabl10n.align.aligner import TableAligner
from tabl10n.align.assignment import Prior, compute_likelihoods
from tabl10n.align.blocking import find_candidates
from tabl10n.align.collision import find_collisions, is_doubted, separate_evidence, withdraw_key
from tabl10n.align.comparison import Comparer, MProbabilities
from tabl10n.align.editions import Origin, find_origin
from tabl10n.align.features import NAME, ORDER, Evidence, Feature, Level
from tabl10n.align.grouping import group_same_rows, merge_explained
from tabl10n.align.index import Index
from tabl10n.align.leftover import Exchange, compute_share_left
from tabl10n.align.meaning import Glosses
from tabl10n.align.model import Listing
from tabl10n.align.order import Order, Positions
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import Facts, Record
from tabl10n.align.rows import PairWeights
from tabl10n.align.territories import learn_territories, read_territories
from tabl10n.territories import Naming
from tabl10n.text.keys import is_key_token

Aligners = Callable[[Listing], TableAligner | None]
"""Gives for a listing what aligns the table's rows with its rows, if anything does."""

_NO_CODES: frozenset[str] = frozenset()
_NO_ROWS: Mapping[int, int] = {}


@dataclass(slots=True)
class Decision:
    """A record, its candidates with what speaks for each, and how likely each is; ``near`` are the entries that share
    values with it.
    """

    record: Record
    evidence: dict[int, list[Evidence]]
    shares: Mapping[int, float]
    near: list[int] = field(default_factory=list)
    asked: frozenset[str] | None = None  # the territories by which ``near`` was looked for
    is_doubted: bool = False  # something speaks against the known key that it is written with

    def rank(self) -> list[int]:
        """The candidates, likeliest first; equals in the registry's order."""
        shares = self.shares
        return sorted(shares, key=lambda number: (-shares[number], number)) if len(shares) > 1 else list(shares)

    def answer(self, least: float) -> int | None:
        """The likeliest candidate if its share is more than ``least``."""
        best = max(self.shares, key=self.shares.__getitem__, default=None)
        return best if best is not None and self.shares[best] > least else None

    def is_settled(self) -> bool:
        """Whether comparing again could not change the answer."""
        return not self.is_doubted and max(self.shares.values(), default=0.0) >= KEYS.settled

    def withhold(self) -> None:
        """Leave the record unanswered, its candidates still shown."""
        self.shares = {number: share * KEYS.withheld for number, share in self.shares.items()}

    def is_recognised(self, number: int) -> bool:
        """Whether the record itself speaks for the candidate, its order left aside, and for no other one clearly more.

        Candidates that are alike in all may be told apart by other records that are theirs.
        """
        own = {other: _sum_weights(found, without=ORDER) for other, found in self.evidence.items()}
        return own[number] >= max(KEYS.recognised, max(own.values()) - KEYS.lead)

    def sum_weights(self) -> dict[int, float]:
        """The sum of what speaks for each candidate."""
        return {number: _sum_weights(found) for number, found in self.evidence.items()}


def _sum_weights(evidence: Iterable[Evidence], without: Feature | None = None) -> float:
    return sum(item.weight for item in evidence if item.feature is not without)


class TableLinker:
    """The records of one table of a copy while they are being linked."""

    def __init__(
        self,
        facts: Sequence[Facts],
        index: Index,
        listings: Sequence[Listing],
        locale: str | None,
        glosses: Glosses | None,
        naming: Naming,
        beside: frozenset[Feature] = frozenset(),
        aligners: Aligners = lambda _: None,
        sure: Mapping[int, int] = _NO_ROWS,
    ) -> None:
        """``beside`` are the features that are read from the key's own cell, ``sure`` gives the numbers of the entries
        of rows that are recognised beyond doubt: no other candidates are looked for.
        """
        self.facts, self.index, self.listings = facts, index, listings
        self.aligners, self.beside, self.glosses = aligners, beside, glosses
        self.kept = MProbabilities.assume()
        self.territories = read_territories((fact.territory for fact in facts), locale, naming)
        self.origin: Origin | None = None
        self.order: Order | None = None
        keys = ([key for key in listing.keys if key] for listing in listings)
        self.repeated = any(len(set(filled)) < len(filled) for filled in keys)
        self.decisions = [Decision(record, {}, {}) for record in group_same_rows(facts, self.repeated)]
        for decision in self.decisions:
            if len(decision.record.rows) == 1 and (number := sure.get(decision.record.rows[0])) is not None:
                decision.near = [number]

    def link(self) -> list[Decision]:
        """The decisions on all records, after as many rounds as it takes."""
        self._block()
        self._compare()
        if self.repeated:
            self._merge()
        self._assign()
        for _ in range(KEYS.rounds):
            self._estimate()
            if all(decision.is_settled() for decision in self.decisions):
                break
            self._block()
            self._compare()
            self._assign()
        if self.order is not None:
            self._take_answers_of_rows(self.order)
        self._doubt_what_is_left()
        self._withhold_contradicted()
        return self.decisions

    # Block.

    def _block(self) -> None:
        """Look for the candidates of records that have none, once for the territories that their cells name by now."""
        found = [(decision, self._find_codes(decision.record)) for decision in self.decisions if not decision.near]
        found = [(decision, codes) for decision, codes in found if decision.asked != codes]
        near = find_candidates([(decision.record, codes) for decision, codes in found], self.index)
        for (decision, codes), numbers in zip(found, near, strict=True):
            decision.asked, decision.near = codes, numbers

    def _find_codes(self, record: Record) -> frozenset[str]:
        if len(record.territories) == 1:
            return self.territories.get(record.territories[0], _NO_CODES)
        return _NO_CODES.union(*(self.territories.get(cell, _NO_CODES) for cell in record.territories))

    def _list_candidates(self, decision: Decision) -> list[int]:
        """The entries that share values with a record, and those that its neighbours foretell."""
        if self.order is None:
            return decision.near
        expected = (
            self.index.numbers[key] for row in decision.record.rows for key in self.order.list_expected_keys(row) if key
        )
        return list(dict.fromkeys((*decision.near, *expected)))

    # Compare.

    def _compare(self) -> None:
        """Weigh what speaks for each candidate of the records that are not settled, and withdraw keys that are another
        record's.
        """
        comparer = self._make_comparer()
        for decision in self.decisions:
            if not decision.is_settled():
                numbers = self._list_candidates(decision)
                decision.evidence = {number: self._weigh(comparer, decision.record, number) for number in numbers}
                decision.is_doubted = is_doubted(separate_evidence(decision.evidence, self.beside))
        doubted = [number for number, decision in enumerate(self.decisions) if decision.is_doubted]
        records = [separate_evidence(decision.evidence, self.beside) for decision in self.decisions] if doubted else []
        for collided in find_collisions(records, doubted):
            self.decisions[collided].evidence = withdraw_key(records[collided])

    def _make_comparer(self) -> Comparer:
        return Comparer(self.index, self.kept, self.territories, self.glosses)

    def _weigh(self, comparer: Comparer, record: Record, number: int) -> list[Evidence]:
        found = comparer.compare(record, self.index.entries[number])
        if self.order is not None:
            found += self._weigh_order(self.order, record, self.index.keys[number])
        return found

    def _weigh_order(self, order: Order, record: Record, key: str) -> list[Evidence]:
        weighed = (
            order.weigh(row, key, self.territories.get(self.facts[row].territory, _NO_CODES)) for row in record.rows
        )
        found = [one for one in weighed if one is not None]
        if not found:
            return []
        weights = [weight for weight, _ in found]
        level = max(found, key=lambda one: abs(one[0]))[1]
        # Rows that belong together are moved together: that is one event.
        total = min(weights) if min(weights) < 0 else min(sum(weights), KEYS.highest_positions)
        return [Evidence(ORDER, level, total)]

    def _merge(self) -> None:
        """Join the records that one entry explains clearly best, and compare those."""
        weights = [decision.sum_weights() for decision in self.decisions]
        pooled = _pool_weights(weights, [decision.record.written for decision in self.decisions])
        best = [_find_leader(own, shared) for own, shared in zip(weights, pooled, strict=True)]
        by_rows = {tuple(decision.record.rows): decision for decision in self.decisions}
        records = merge_explained([decision.record for decision in self.decisions], best, self.facts)
        self.decisions = [by_rows.get(tuple(record.rows)) or Decision(record, {}, {}) for record in records]
        self._block()
        self._compare()

    # Assign.

    def _assign(self) -> None:
        """Give each pair its share: an entry is one record at most."""
        entries, records = len(self.index.entries), len(self.decisions)
        even = min(max(records / max(entries, 1), KEYS.lowest_present), KEYS.highest_present)
        present = self.origin.estimate_presence(entries) if self.origin else [even] * entries
        new = max(KEYS.new * records, self.order.new if self.order else 0.0) + KEYS.new_anyway
        found = compute_likelihoods([decision.sum_weights() for decision in self.decisions], Prior(present, new))
        for decision, shares in zip(self.decisions, found, strict=True):
            decision.shares = shares
            if not decision.is_settled():  # compared again, if it matters: what has no part in it need not be kept
                decision.evidence = {number: found for number, found in decision.evidence.items() if number in shares}

    # Estimate.

    def _estimate(self) -> None:
        """Learn from the certain records what the copy keeps, what its territories mean, and which edition it was."""
        certain = [
            (decision.record, number, decision.evidence.get(number, ()))
            for decision in self.decisions
            for number, share in decision.shares.items()
            if share >= KEYS.sure
        ]
        self.origin = find_origin(self.listings, self.index, [decision.shares for decision in self.decisions])
        shown = ((record, frozenset().union(*self.index.entries[number].territories)) for record, number, _ in certain)
        cells = ((cell, codes) for record, codes in shown for cell in record.territories if cell)
        self.territories = learn_territories(self.territories, cells)
        self.kept = MProbabilities.estimate(certain, self.index)
        self.order = None if all(decision.is_settled() for decision in self.decisions) else self._align_rows()

    def _align_rows(self) -> Order | None:
        """The order of the listing that the copy was made from, by what is known of its rows now."""
        aligner = self.aligners(self.origin.listing) if self.origin is not None else None
        if self.origin is None or aligner is None:
            return None
        positions = Positions(self.origin.listing)
        weights = dict(self._weigh_known_pairs(positions))
        order = Order(positions, aligner.align(weights))
        further = dict(self._weigh_foretold_pairs(order, weights))
        return Order(positions, aligner.align({**weights, **further})) if further else order

    def _weigh_known_pairs(self, positions: Positions) -> Iterator[tuple[tuple[int, int], float]]:
        """What speaks for each row being each row of the listing, its order aside."""
        for decision in self.decisions:
            for number, found in decision.evidence.items():
                yield from self._weigh_rows(decision.record, self.index.keys[number], found, positions)

    def _weigh_rows(
        self, record: Record, key: str, found: Iterable[Evidence], positions: Positions
    ) -> Iterator[tuple[tuple[int, int], float]]:
        weight = KEYS.dependence * _sum_weights(found, without=ORDER)
        for row in record.rows:
            codes = self.territories.get(self.facts[row].territory, _NO_CODES)
            yield from (((row, position), weight) for position in positions(key, codes))

    def _weigh_foretold_pairs(self, order: Order, known: PairWeights) -> Iterator[tuple[tuple[int, int], float]]:
        """What speaks for the pairs that order alone foretells: it may be little."""
        comparer = self._make_comparer()
        for decision in self.decisions:
            keys = {
                order.listing.keys[position]
                for row in decision.record.rows
                for position in order.list_foretold(row)
                if (row, position) not in known
            }
            for key in sorted(keys - {""}):
                found = comparer.compare(decision.record, self.index.entries[self.index.numbers[key]])
                yield from self._weigh_rows(decision.record, key, found, order.positions)

    # What the rounds leave.

    def _take_answers_of_rows(self, order: Order) -> None:
        """Take the answers of the alignment of rows that the rows themselves tell, where it is surer or alone has one.

        It sees all cells, the linkage the columns that it knows.
        """
        comparer = self._make_comparer()
        answered = {decision.answer(KEYS.assigned) for decision in self.decisions}
        for decision in self.decisions:
            found = order.answer(decision.record.rows)
            if found is None or found.share < KEYS.sure or not found.is_recognised:
                continue
            number = self.index.numbers[found.key]
            if decision.answer(KEYS.assigned) == number:
                decision.shares = {**decision.shares, number: max(decision.shares[number], found.share)}
            elif number not in answered and decision.record.written not in self.index.numbers:
                decision.evidence.setdefault(number, self._weigh(comparer, decision.record, number))
                rest = {other: share * (1 - found.share) for other, share in decision.shares.items()}
                decision.shares = {**rest, number: found.share}
                answered.add(number)

    def _doubt_what_is_left(self) -> None:
        """Lower the shares of answers that the row itself does not tell from an entry whose key another row has."""
        comparer = self._make_comparer()
        written = {self.index.numbers.get(decision.record.written): decision for decision in self.decisions}
        for decision in self.decisions:
            best = decision.answer(KEYS.sure)
            if best is None or decision.is_settled() or decision.record.written in self.index.numbers:
                continue
            rivals = [n for n in decision.evidence if n in written and written[n].answer(KEYS.sure) == n]
            exchanges = [self._exchange(comparer, decision, best, rival, written[rival].record) for rival in rivals]
            left = compute_share_left(exchanges)
            decision.shares = {number: share * left for number, share in decision.shares.items()}

    def _exchange(self, comparer: Comparer, decision: Decision, answer: int, rival: int, other: Record) -> Exchange:
        exchanged = (self._weigh(comparer, other, number) for number in (rival, answer))
        return Exchange(decision.evidence[answer], decision.evidence[rival], *exchanged)

    def _withhold_contradicted(self) -> None:
        """Answer no row whose well-formed key is unknown where its own logo or link speaks for another entry.

        Such a key is more often one that the source has dropped than a misspelling of one that it has.
        """
        for decision in self.decisions:
            best = decision.answer(KEYS.withheld)
            written = decision.record.written
            if best is None or written in self.index.numbers or not is_key_token(written):
                continue
            if _is_contradicted(decision.evidence.get(best, ())):
                decision.withhold()


def _is_contradicted(evidence: Iterable[Evidence]) -> bool:
    """Whether more of what identifies an entry differs from the row than agrees with it; a name may be translated."""
    telling = [item for item in evidence if item.feature.identifies]
    agreeing = sum(isinstance(item.level, Level) and item.level.is_agreement for item in telling)
    differing = sum(item.level is Level.OTHER for item in telling if item.feature is not NAME)
    return differing > agreeing


def _pool_weights(weights: Sequence[Mapping[int, float]], written: Sequence[str]) -> list[int | None]:
    """For each record the entry that explains best all records which are written as it is."""
    sums: dict[str, dict[int, float]] = {}
    for own, text in zip(weights, written, strict=True):
        total = sums.setdefault(text, {})
        for number, weight in own.items():
            total[number] = total.get(number, 0.0) + weight
    best = {text: max(total, key=lambda n: (total[n], -n), default=None) for text, total in sums.items()}
    return [best[text] if text else None for text in written]


def _find_leader(weights: Mapping[int, float], pooled: int | None) -> int | None:
    """The entry that explains a record clearly best, whatever other records claim it; ``pooled``, which the records of
    the same spelling point to together, if it explains this one nearly as well as any.
    """
    ranked = sorted(weights, key=lambda number: -weights[number])[:2]
    if not ranked or weights[ranked[0]] < KEYS.lead:
        return None
    if pooled is not None and weights.get(pooled, -KEYS.lead) >= weights[ranked[0]] - KEYS.lead:
        return pooled
    is_clear = len(ranked) < 2 or weights[ranked[0]] - weights[ranked[1]] >= KEYS.lead
    return ranked[0] if is_clear else None
