"""The entries of a registry by number and by value: which have a value, and how common it is among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from tabl10n.align.features import Posting, read_entry
from tabl10n.align.model import Entry
from tabl10n.align.parameters import KEYS
from tabl10n.text.keys import strip_prefix


class Index:
    """The entries of a registry by number, and by value; ``separator`` ends the prefix that most keys share."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.separator = _find_separator(entries)
        self.entries = [read_entry(entry, strip_prefix(entry.key, self.separator)) for entry in entries.values()]
        self.keys = [entry.key for entry in self.entries]
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        self._postings: dict[Posting, dict[Hashable, list[int]]] = {}

    def find(self, posting: Posting, value: Hashable) -> Sequence[int]:
        """The numbers of the entries that have the value, in order.

        A posting is collected when it is first asked for: a copy with links seldom asks for sounds, the dearest of all.
        """
        if posting not in self._postings:
            self._postings[posting] = self._collect(posting)
        return self._postings[posting].get(value, ())

    def _collect(self, posting: Posting) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for value in posting.read(entry):
                found.setdefault(value, []).append(number)
        return found

    def measure_share(self, posting: Posting, value: Hashable) -> float:
        """The share of all entries that have the value, its u-probability: how likely a wrong one has it too."""
        return max(len(self.find(posting, value)), 1) / max(len(self.entries), 1)


_PREFIX = re.compile(r"[^\W_].*?([^\w\s-]+)(?=\w)")


def _find_separator(keys: Collection[str]) -> str:
    """What ends the prefix that most keys share (the slash of ``owner/name``); "" where they share none."""
    found = [match for key in keys if (match := _PREFIX.match(key))]
    prefixes = Counter(match[0] for match in found)
    prefix, times = prefixes.most_common(1)[0] if prefixes else ("", 0)
    is_shared = times > KEYS.shared_prefix * len(keys)
    return next(match[1] for match in found if match[0] == prefix) if is_shared else ""
