"""New catalogs: everything that CLDR knows is filled in, and nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tabl10n import territories
from tabl10n.catalog.header import catalog_header
from tabl10n.catalog.model import Catalog, Message
from tabl10n.model import Role


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A new catalog, and the territories that CLDR has no name for: they wait for a translator."""

    catalog: Catalog
    unresolved: tuple[Message, ...]


def new_catalog(template: Catalog, locale: str, source_locale: str = "en") -> Prefilled:
    """A catalog for ``locale`` with the messages of ``template``, territories named as CLDR names them, the rest empty.

    No comment says where a name comes from: the template's ``CLDR`` comment says what to compare it with, and a note
    on the translation would no longer be true once somebody words it otherwise.
    Raises InputError when there is no such locale.
    """
    known = territories.known_locale(locale)
    messages = tuple(filled(message, known, source_locale) for message in template.messages)
    unresolved = tuple(m for m in messages if m.msgctxt == Role.TERRITORY and not m.msgstr)
    return Prefilled(Catalog(catalog_header(template, locale), messages), unresolved)


def filled(message: Message, locale: str, source_locale: str) -> Message:
    """``message`` with CLDR's name in ``locale``, if it is a territory that CLDR knows; else as it is."""
    if message.msgctxt != Role.TERRITORY:
        return message
    return replace(message, msgstr=territories.translate(message.msgid, locale, source_locale) or "")
