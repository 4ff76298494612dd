"""How sure an answer is that follows from another row's key: what one key leaves over is the other row's.

A written key wins over any sum, so a row beside it may get an entry because that is left. But a key that came into the
wrong row leaves the wrong one over. Where the two rows fit as well the other way round, nothing tells which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp
from typing import NamedTuple

from tabl10n.align.assignment import DEPENDENCE
from tabl10n.align.collision import COLLIDED, weigh_claim
from tabl10n.align.features import Evidence


class Pair(NamedTuple):
    """What speaks for a row being its answer and for its being the entry that another row says, then the same for that
    row: for the entry that it says and for the answer.
    """

    answer: Sequence[Evidence]
    rival: Sequence[Evidence]
    said: Sequence[Evidence]
    exchanged: Sequence[Evidence]


def compute_share_left(pairs: Iterable[Pair]) -> float:
    """The part of an answer's share that stays, where these other ways to share out the entries are possible."""
    return 1 / (1 + sum(exp(-DEPENDENCE * (_compute_lead(pair) + COLLIDED)) for pair in pairs))


def _compute_lead(pair: Pair) -> float:
    """By how much the keys as they are written explain both rows better, the key of the other row left aside."""
    own = sum(item.weight for item in pair.answer) - sum(item.weight for item in pair.rival)
    return own + weigh_claim(pair.said) - weigh_claim(pair.exchanged)
