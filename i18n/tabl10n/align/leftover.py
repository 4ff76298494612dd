"""How sure an answer is that follows from another record's key: what one key leaves over is the other record's.

A written key wins over any sum, so a row beside it may get an entry because that is left. But a key that came into the
wrong row leaves the wrong one over. Where the two rows fit as well the other way round, nothing tells which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp
from typing import NamedTuple

from tabl10n.align.collision import weigh_claim
from tabl10n.align.features import Evidence
from tabl10n.align.parameters import KEYS


class Exchange(NamedTuple):
    """What speaks for a record being its answer and for its being the entry whose key another record has written, then
    the same for that record: for the written entry and for the answer.
    """

    answer: Sequence[Evidence]
    rival: Sequence[Evidence]
    written: Sequence[Evidence]
    exchanged: Sequence[Evidence]


def compute_share_left(exchanges: Iterable[Exchange]) -> float:
    """The part of an answer's share that stays, where these other ways to share out the entries are possible."""
    leads = (_compute_lead(exchange) for exchange in exchanges)
    return 1 / (1 + sum(exp(-KEYS.dependence * (lead + KEYS.collided_key)) for lead in leads))


def _compute_lead(exchange: Exchange) -> float:
    """By how much the keys as they are written explain both records better, the other record's key left aside."""
    own = sum(item.weight for item in exchange.answer) - sum(item.weight for item in exchange.rival)
    return own + weigh_claim(exchange.written) - weigh_claim(exchange.exchanged)
