"""Whose message it is: the note that the template makes of it, and what a catalog's note says of it again.

A translation belongs to a territory or to a row, not to a spelling: when the English name changes, the code or the key
is what stays.
"""

from __future__ import annotations

from typing import NamedTuple

from tabl10n.catalog.model import Message
from tabl10n.document import Role

# What a translator of a name must know: most brands are the same in every language.
OPTIONAL = "optional: empty keeps the name"
_CODE = "CLDR "
_NO_CODE = "not known to CLDR"
_KEY = "key "


class Owner(NamedTuple):
    """The keys and links of the rows that a message stands in, as far as its notes tell them."""

    keys: frozenset[str]
    links: frozenset[str]

    def differs(self, other: Owner) -> bool:
        """Whether they are certainly two: both are known, and they share neither a key nor a link."""
        known = any(self) and any(other)
        return known and not (self.keys & other.keys or self.links & other.links)


def write_territory_note(code: str | None) -> str:
    """The note on a territory: its CLDR code."""
    return f"{_CODE}{code}" if code else _NO_CODE


def write_owner_note(key: str, link: str = "") -> str:
    """The note on a row's name or text: whose it is, as far as the row says; a comment is one line."""
    parts = (f"{_KEY}{key}" if key else "", link)
    return " ".join(", ".join(part for part in parts if part).split())


def read_code(message: Message) -> str:
    """The CLDR code of a territory's message, "" where its notes tell none."""
    if message.msgctxt != Role.TERRITORY:
        return ""
    return next((note.removeprefix(_CODE) for note in message.extracted if note.startswith(_CODE)), "")


def read_owner(message: Message) -> Owner:
    """Whose name or text a message is."""
    keys, links = set(), set()
    for note in message.extracted:
        if note.startswith(_KEY):
            key, comma, link = note.removeprefix(_KEY).rpartition(", ")
            keys.add(key if comma and "://" in link else note.removeprefix(_KEY))
            links.add(link if comma else "")
        elif "://" in note:
            links.add(note)
    return Owner(frozenset(keys), frozenset(links) - {""})
