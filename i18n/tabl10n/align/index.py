"""The registry laid out for comparing: the values of each entry, and for each value the entries that have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tabl10n.align.model import Entry, Variant
from tabl10n.align.records import Value, find_words
from tabl10n.text.addresses import NONE, identify_image, parse_address, strip_suffix
from tabl10n.text.folding import fold_letters
from tabl10n.text.keys import strip_prefix
from tabl10n.text.numbers import keep_digits
from tabl10n.text.sound import Sound, sound, split_grams
from tabl10n.text.versions import find_version


class Known(NamedTuple):
    """The values of one entry, those of all its variants together; ``territories`` are kept for each edition.

    ``further`` is what stands in the columns that are copied as they are, each value with its header.
    """

    key: str
    folded: str
    sound: Sound
    names: Collection[str]
    name_sounds: tuple[Sound, ...]
    links: Collection[str]
    codes: frozenset[str]
    hosts: Collection[str]
    labels: Collection[str]
    docs: Collection[str]
    doc_hosts: Collection[str]
    images: Collection[str]
    versions: Collection[str]
    territories: tuple[frozenset[str], ...]
    words: frozenset[str]
    further: frozenset[Value]

    def values(self, kind: str) -> Collection[Hashable]:
        """The entry's values of a kind by which an index finds it: a field of sets, ``key``, ``fold``, ``gram``,
        ``territory`` or ``header``.
        """
        if kind == "key":
            return (self.key,)
        if kind == "fold":
            return {*self.names, self.folded}
        if kind == "gram":
            return frozenset().union(*map(split_grams, (self.sound, *self.name_sounds)))
        if kind == "territory":
            return frozenset().union(*self.territories)
        if kind == "header":
            return frozenset(header for header, _ in self.further)
        found: frozenset[Hashable] = getattr(self, kind)
        return found


class Index:
    """The entries of a registry by number, and by value; ``separator`` ends the prefix that most keys share."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.separator = _find_separator(entries)
        self.known = [_make_known(entry, strip_prefix(entry.key, self.separator)) for entry in entries.values()]
        self.keys = [known.key for known in self.known]
        self.numbers = {known.key: number for number, known in enumerate(self.known)}
        self._postings: dict[str, dict[Hashable, list[int]]] = {}

    def having(self, kind: str, value: Hashable) -> Sequence[int]:
        """The numbers of the entries that have the value, in order.

        A kind is laid out when it is first asked for: a copy with links seldom asks for sounds, the dearest of all.
        """
        if kind not in self._postings:
            self._postings[kind] = self._collected(kind)
        return self._postings[kind].get(value, ())

    def _collected(self, kind: str) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = {}
        for number, known in enumerate(self.known):
            for value in known.values(kind):
                found.setdefault(value, []).append(number)
        return found

    def share(self, kind: str, value: Hashable) -> float:
        """The share of all entries that have the value: how likely a wrong one has it too."""
        return max(len(self.having(kind, value)), 1) / max(len(self.known), 1)


_NO_VALUES: frozenset[Value] = frozenset()  # one for all, as ``NONE``


def _make_known(entry: Entry, spoken: str) -> Known:
    variants = entry.variants
    links = [parse_address(variant.link) for variant in variants if variant.link]
    docs = [parse_address(variant.doc_link) for variant in variants if variant.doc_link]
    names = tuple(dict.fromkeys(variant.name for variant in variants if variant.name))
    own = sound(spoken)
    further = frozenset((header, keep_digits(said)) for variant in variants for header, said in variant.values)
    return Known(
        key=entry.key,
        folded=fold_letters(entry.key),
        sound=own,
        names=_drop_empty(fold_letters(name) for name in names),
        name_sounds=tuple(dict.fromkeys(heard for name in names if (heard := sound(name)) != own)),
        links=_drop_empty(link.url for link in links),
        codes=links[0].codes if len(links) == 1 else NONE.union(*(link.codes for link in links)),
        hosts=_drop_empty(link.host for link in links),
        labels=_drop_empty(strip_suffix(link.site) for link in links),
        docs=_drop_empty(doc.url for doc in docs),
        doc_hosts=_drop_empty(doc.host for doc in docs),
        images=_drop_empty(identify_image(variant.image) for variant in variants if variant.image),
        versions=_drop_empty(find_version(variant.version) for variant in variants),
        territories=_collect_territories(variants),
        words=find_words(text for variant in variants for text in variant.texts),
        further=further or _NO_VALUES,
    )


def _collect_territories(variants: Sequence[Variant]) -> tuple[frozenset[str], ...]:
    """Where each edition lists the entry."""
    if len(variants) == 1:
        return (variants[0].territories,)
    found: dict[str, frozenset[str]] = {}
    for variant in variants:
        found[variant.edition] = found.get(variant.edition, frozenset()) | variant.territories
    return tuple(found.values())


_PREFIX = re.compile(r"[^\W_].*?([^\w\s-]+)(?=\w)")
_MOST = 0.5  # the share of keys with one prefix from which it says nothing of any of them


def _find_separator(keys: Collection[str]) -> str:
    """What ends the prefix that most keys share (the slash of ``owner/name``); "" where they share none."""
    found = [match for key in keys if (match := _PREFIX.match(key))]
    prefixes = Counter(match[0] for match in found)
    prefix, times = prefixes.most_common(1)[0] if prefixes else ("", 0)
    shared = times > _MOST * len(keys)
    return next(match[1] for match in found if match[0] == prefix) if shared else ""


def _drop_empty(values: Iterable[str]) -> Collection[str]:
    """The different values; most entries have one of a kind, which as a set would take three times the memory."""
    found = dict.fromkeys(filter(None, values))
    return tuple(found) if len(found) <= _SEARCHED else frozenset(found)


_SEARCHED = 4  # values that are looked through one by one
