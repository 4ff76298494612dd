"""What the source table calls a key now that only an earlier edition has, where a value that moved shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tabl10n.align.model import Entry, Variant
from tabl10n.align.parameters import KEYS
from tabl10n.text.addresses import identify_image, parse_address

MovableValue = tuple[str, str]
"""A kind (image, link, host, code) and a value of that kind."""

# How much each kind of value says when it moved from an old key to a new one. An image or a page is one entry's own; a
# host may serve several, and a referral code belongs to who shares the link: each of these is enough only alone.
_WEIGHTS = {
    **dict.fromkeys(("image", "link", "doc link", "code"), KEYS.own_value_moved),
    "host": KEYS.host_moved,
}


def find_successors(
    entries: Mapping[str, Entry], seen: Mapping[str, Iterable[Variant]] | None = None
) -> dict[str, str]:
    """For each key that left the source table, the current key that has taken over its values, if one key has.

    ``seen`` adds what a copy says of its keys: it is one more edition. A value counts only where it moved: two keys
    that share an image in one edition exist beside each other, and neither follows the other. A tie leaves a key
    without a successor.
    """
    if all(entry.current for entry in entries.values()):
        return {}
    variants = {key: [*entry.variants, *(seen or {}).get(key, ())] for key, entry in entries.items()}
    source = next((entry.variants[0].edition for entry in entries.values() if entry.current), "")
    now = {
        key: _collect_values(v for v in entry.variants if v.edition == source)
        for key, entry in entries.items()
        if entry.current
    }
    owners = _find_owners(now)
    found = {}
    for key, entry in entries.items():
        if not entry.current and (name := _find_successor(variants[key], variants, owners)):
            found[key] = name
    return found


def _collect_values(variants: Iterable[Variant]) -> frozenset[MovableValue]:
    return frozenset(value for variant in variants for value in _list_values(variant))


def _list_values(variant: Variant) -> Iterator[MovableValue]:
    link, doc_link = parse_address(variant.link), parse_address(variant.doc_link)
    yield from (("code", code) for code in link.codes)
    pairs = (
        ("image", identify_image(variant.image) if variant.image else ""),
        ("link", link.url),
        ("host", link.host),
        ("doc link", doc_link.url),
    )
    yield from (pair for pair in pairs if pair[1])


def _find_owners(now: Mapping[str, frozenset[MovableValue]]) -> dict[MovableValue, list[str]]:
    owners: dict[MovableValue, list[str]] = {}
    for key, values in now.items():
        for value in values:
            owners.setdefault(value, []).append(key)
    return owners


def _find_successor(
    old: Iterable[Variant],
    variants: Mapping[str, list[Variant]],
    owners: Mapping[MovableValue, list[str]],
) -> str:
    """The current key with most of the old key's values, of those that did not have them beside it."""
    votes: dict[str, float] = {}
    for value in _collect_values(old):
        for key in owners.get(value, ()):
            if not _has_for_both(value, old, variants[key]):
                votes[key] = votes.get(key, 0.0) + _WEIGHTS[value[0]] / len(owners[value])
            elif value[0] in _FAMILY:
                return ""
    ranked = sorted(votes, key=lambda key: -votes[key])
    tied = len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]]
    return "" if not ranked or tied or votes[ranked[0]] < KEYS.min_moved else ranked[0]


# Where a current key stood beside the old one and still shares its image, page or code, the two are a family that lives
# on: which of its members follows the old key values do not tell.
_FAMILY = frozenset({"image", "link", "code"})


def _has_for_both(value: MovableValue, old: Iterable[Variant], other: Iterable[Variant]) -> bool:
    """Whether one edition has the value for both keys."""
    editions = {variant.edition for variant in old if value in _list_values(variant)}
    return any(variant.edition in editions and value in _list_values(variant) for variant in other)
