"""What an alignment tells people of a row: candidates with their evidence, notes, and a name for what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tabl10n.align.collision import is_collision
from tabl10n.align.features import Evidence
from tabl10n.align.index import Index
from tabl10n.align.linker import Decision
from tabl10n.align.model import Candidate, Entry
from tabl10n.align.records import Facts
from tabl10n.text.addresses import strip_suffix
from tabl10n.text.folding import fold_letters

_MOST_CANDIDATES = 4
_LEAST_SHARE = 0.001  # a candidate below this is none worth showing, unless it is the best


def list_candidates(decision: Decision, keys: Sequence[str]) -> tuple[Candidate, ...]:
    """The likeliest entries, best first, with what speaks for and against each, the weightiest kind first."""
    ranked = decision.ranked()[:_MOST_CANDIDATES]
    shown = [number for number in ranked if number == ranked[0] or decision.shares[number] >= _LEAST_SHARE]
    return tuple(
        Candidate(keys[number], round(decision.shares[number], 4), _describe_evidence(decision.evidence[number]))
        for number in shown
    )


def _describe_evidence(evidence: Sequence[Evidence]) -> Mapping[str, str | float]:
    return {item.kind: item.said for item in sorted(evidence, key=lambda item: -abs(item.weight))}


def suggest_key(facts: Facts, index: Index) -> str:
    """A key for a row that is no known entry: what two of the written key, the name and the link's host agree on, else
    the host's name; "" where that is a key already or nothing says one. A host that an entry has is not the row's own.
    """
    hosts = [strip_suffix(link.site) for link in facts.links if link.site][:1]
    hosts = [host for host in hosts if not index.having("labels", host)]
    said = [
        text
        for text in (fold_letters(facts.written), fold_letters(facts.name), *map(fold_letters, hosts))
        if text.isascii() and text
    ]
    agreed = [text for text, times in Counter(said).most_common() if times > 1]
    named = (agreed or [fold_letters(host) for host in hosts] or [""])[0]
    return "" if named in index.numbers else named


def write_notes(decision: Decision, number: int, entry: Entry, successor: str) -> Iterator[str]:
    """What people should know of a row that is ``entry``, one fact each."""
    written = decision.thing.written
    evidence = decision.evidence[number]
    against = _list_kinds(evidence, "other")
    if is_collision(evidence):
        others = [*_list_agreeing(evidence), *_list_kinds(evidence, "in place")]
        yield f"written as the key {written}, but {_list(others)} say {entry.key}"
    elif written == entry.key and len(against) > 1 and not _list_agreeing(evidence):
        yield f"written as {entry.key}, although {_list(against)} differ"
    if not entry.current:
        yield "the source table no longer lists it"
    if successor:
        yield f"the source table now calls it {successor}"


def _list_kinds(evidence: Sequence[Evidence], said: str) -> list[str]:
    return [item.kind for item in evidence if item.said == said and item.kind not in ("key", "version")]


def _list_agreeing(evidence: Sequence[Evidence]) -> list[str]:
    return [item.kind for item in evidence if str(item.said).startswith("same") and item.kind not in ("key", "version")]


def _list(kinds: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1]))) if kinds else "other values"
