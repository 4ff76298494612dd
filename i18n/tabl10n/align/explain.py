"""What an alignment tells people of a row: candidates with their evidence, notes, and a name for what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tabl10n.align.collision import is_collision
from tabl10n.align.features import KEY, SITE_NAMES, VERSION, Evidence, Level
from tabl10n.align.index import Index
from tabl10n.align.linker import Decision
from tabl10n.align.model import Candidate, Entry
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import Facts
from tabl10n.text.addresses import strip_suffix
from tabl10n.text.folding import fold_letters


def list_candidates(decision: Decision, keys: Sequence[str]) -> tuple[Candidate, ...]:
    """The likeliest entries, best first, with what speaks for and against each, the weightiest feature first."""
    ranked = decision.rank()[: KEYS.max_shown]
    shown = [number for number in ranked if number == ranked[0] or decision.shares[number] >= KEYS.min_shown_share]
    return tuple(
        Candidate(keys[number], round(decision.shares[number], 4), _describe_evidence(decision.evidence[number]))
        for number in shown
    )


def _describe_evidence(evidence: Sequence[Evidence]) -> Mapping[str, Level | float]:
    return {item.feature.name: item.level for item in sorted(evidence, key=lambda item: -abs(item.weight))}


def suggest_key(facts: Facts, index: Index) -> str:
    """A key for a row that is no known entry: what two of the written key, the name and the link's host agree on, else
    the host's name; "" where that is a key already or nothing gives one. A host that an entry has is not the row's own.
    """
    hosts = [strip_suffix(link.site) for link in facts.links if link.site][:1]
    hosts = [host for host in hosts if not index.find(SITE_NAMES, host)]
    names = [
        text
        for text in (fold_letters(facts.written), fold_letters(facts.name), *map(fold_letters, hosts))
        if text.isascii() and text
    ]
    agreed = [text for text, times in Counter(names).most_common() if times > 1]
    chosen = (agreed or [fold_letters(host) for host in hosts] or [""])[0]
    return "" if chosen in index.numbers else chosen


def write_notes(decision: Decision, number: int, entry: Entry, successor: str) -> Iterator[str]:
    """What people should know of a row that is ``entry``, one fact each."""
    written = decision.record.written
    telling = [item for item in decision.evidence[number] if item.feature not in (KEY, VERSION)]
    against = [item.feature.name for item in telling if item.level is Level.OTHER]
    agreeing = [item.feature.name for item in telling if isinstance(item.level, Level) and item.level.is_agreement]
    if is_collision(decision.evidence[number]):
        others = [*agreeing, *(item.feature.name for item in telling if item.level is Level.IN_PLACE)]
        yield f"written as the key {written}, but {_join(others)} say {entry.key}"
    elif written == entry.key and len(against) > 1 and not agreeing:
        yield f"written as {entry.key}, although {_join(against)} differ"
    if not entry.current:
        yield "the source table no longer lists it"
    if successor:
        yield f"the source table now calls it {successor}"


def _join(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "other values"
