"""New catalogs: everything that CLDR knows is filled in, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tabl10n import territories
from tabl10n.catalog.header import make_catalog_header
from tabl10n.catalog.model import Catalog, Message
from tabl10n.document import Role
from tabl10n.territories import Naming

Filler = Callable[[Message], Message]
"""Gives a message that is not translated the one translation that is certain; else gives it back as it is."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A new catalog, and the territories that CLDR has no name for: they wait for a translator."""

    catalog: Catalog
    unresolved: tuple[Message, ...]


def make_catalog(
    template: Catalog,
    locale: str,
    source_locale: str = "en",
    naming: Naming = territories.CLDR,
    *,
    fill_names: bool = False,
) -> Prefilled:
    """A catalog for ``locale`` with the messages of ``template``, territories named by ``naming``, the rest empty.

    With ``fill_names`` names of rows are filled with themselves.

    No comment says where a name comes from: the template's ``CLDR`` comment says what to compare it with, and a note
    on the translation would no longer be true once someone words it otherwise.
    Raises InputError for what is no tag of a locale.
    """
    fill = make_filler(locale, source_locale, naming, fill_names=fill_names)
    messages = tuple(map(fill, template.messages))
    unresolved = tuple(m for m in messages if m.msgctxt == Role.TERRITORY and not m.msgstr)
    return Prefilled(Catalog(make_catalog_header(template, locale), messages), unresolved)


def make_filler(locale: str, source_locale: str, naming: Naming, *, fill_names: bool) -> Filler:
    """What fills in territories of ``source_locale`` in ``locale``, and names with themselves with ``fill_names``.

    No territory is filled in where CLDR has nothing for such a locale. Raises InputError for what is no tag of a
    locale.
    """
    known = territories.nearest_locale(territories.parse_locale(locale))

    def fill(message: Message) -> Message:
        if message.msgctxt == Role.TERRITORY:
            return replace(message, msgstr=naming.translate(message.msgid, known, source_locale) or "")
        if message.msgctxt == Role.NAME and fill_names:
            return replace(message, msgstr=message.msgid)
        return message

    return fill
