"""New catalogs: everything that CLDR knows is filled in, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from tabl10n import territories
from tabl10n.catalog.header import make_catalog_header
from tabl10n.catalog.model import Catalog, Message
from tabl10n.document import Role
from tabl10n.territories import Naming

Namer = Callable[[str], str | None]
"""The name of a territory in another language; None for what is none, or has none there."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A new catalog, and the territories that CLDR has no name for: they wait for a translator."""

    catalog: Catalog
    unresolved: tuple[Message, ...]


def make_catalog(
    template: Catalog, locale: str, source_locale: str = "en", naming: Naming = territories.CLDR
) -> Prefilled:
    """A catalog for ``locale`` with the messages of ``template``, territories named by ``naming``, the rest empty.

    No comment says where a name comes from: the template's ``CLDR`` comment says what to compare it with, and a note
    on the translation would no longer be true once somebody words it otherwise.
    Raises InputError for what is no tag of a locale.
    """
    namer = make_namer(naming, locale, source_locale)
    messages = tuple(fill(message, namer) for message in template.messages)
    unresolved = tuple(m for m in messages if m.msgctxt == Role.TERRITORY and not m.msgstr)
    return Prefilled(Catalog(make_catalog_header(template, locale), messages), unresolved)


def make_namer(naming: Naming, locale: str, source_locale: str) -> Namer:
    """What names a territory of ``source_locale`` in ``locale``: nothing where CLDR has nothing for such a locale.

    Raises InputError for what is no tag of a locale.
    """
    known = territories.nearest_locale(territories.parse_locale(locale))
    return partial(naming.translate, locale=known, source_locale=source_locale)


def fill(message: Message, namer: Namer) -> Message:
    """``message`` with the name that ``namer`` has for it, if it is a territory that has one; else as it is."""
    if message.msgctxt != Role.TERRITORY:
        return message
    return replace(message, msgstr=namer(message.msgid) or "")
