"""Catalogs in a line or two, for the tests of what is done with them."""

from __future__ import annotations

from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse

HEADER = """\
msgid ""
msgstr ""
"POT-Creation-Date: 2026-01-01 10:00+0000\\n"
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def po(*entries: str) -> Catalog:
    """The catalog with these entries, each as it is in a file."""
    return parse(HEADER + "\n" + "\n\n".join(entries) + "\n", "x.po")


def name(msgid: str, key: str, msgstr: str = "", **fields: object) -> Message:
    """A message of the exchange ``key``."""
    notes = (f"key {key}, https://{key}.example", "optional: empty keeps the name")
    return Message(msgid, "name", msgstr, **{"extracted": notes, **fields})  # type: ignore[arg-type]


def territory(msgid: str, code: str, msgstr: str = "", **fields: object) -> Message:
    """A message of the territory ``code``."""
    return Message(msgid, "territory", msgstr, **{"extracted": (f"CLDR {code}",), **fields})  # type: ignore[arg-type]


def made(*messages: Message) -> Catalog:
    """A catalog of those messages, with a usual header."""
    return Catalog(po().header, messages)
