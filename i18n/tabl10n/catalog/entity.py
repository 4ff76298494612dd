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
IGNORE_SAME = "ignore-same"
"""Weblate's flag for a message whose translation may be its own words."""
_CODE = "CLDR "
_MEANING = ": a country or region, named as in Unicode's CLDR"
_NO_CODE = "not known to CLDR"
_COLUMN = "column: "
_KEY = "key "


class Owner(NamedTuple):
    """The keys and links of the rows that a message is in, as far as its notes tell them."""

    keys: frozenset[str]
    links: frozenset[str]

    def differs(self, other: Owner) -> bool:
        """Whether they are certainly two: both are known, and they share neither a key nor a link."""
        known = any(self) and any(other)
        return known and not (self.keys & other.keys or self.links & other.links)


def write_territory_note(code: str | None) -> str:
    """The note on a territory: its CLDR code, and what that is."""
    return f"{_CODE}{code}{_MEANING}" if code else _NO_CODE


def column_note(header: str) -> str:
    """The note on what a column holds: what that is called, in one line; "" for a column without a header."""
    name = " ".join(header.split())
    return f"{_COLUMN}{name}" if name else ""


def write_owner_note(key: str, link: str = "") -> str:
    """The note on a row's name or text: whose it is, as far as the row says; a comment is one line."""
    parts = (f"{_KEY}{key}" if key else "", link)
    return " ".join(", ".join(part for part in parts if part).split())


def is_kept_name(message: Message) -> bool:
    """Whether a message is a name that is filled with itself: nobody has translated it, and it counts as done."""
    return message.msgctxt == Role.NAME and message.msgstr == message.msgid and IGNORE_SAME in message.flags


def read_code(message: Message) -> str:
    """The CLDR code of a territory's message, "" where its notes tell none."""
    if message.msgctxt != Role.TERRITORY:
        return ""
    codes = (note.removeprefix(_CODE).partition(":")[0] for note in message.extracted if note.startswith(_CODE))
    return next(codes, "")


def read_owner(message: Message) -> Owner:
    """Whose name or text a message is."""
    keys, links = set(), set()
    for note in message.extracted:
        if note.startswith(_KEY):
            key, comma, link = note.removeprefix(_KEY).rpartition(", ")
            keys.add(key if comma and "://" in link else note.removeprefix(_KEY))
            links.add(link if comma else "")
        elif "://" in note and not note.startswith(_COLUMN):
            links.add(note)
    return Owner(frozenset(keys), frozenset(links) - {""})
