"""How far a catalog is: what a build from it would have, counted against the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from tabl10n.catalog.model import Catalog, Message
from tabl10n.document import Role
from tabl10n.text.counting import floor_percent


@dataclass(frozen=True, slots=True)
class Stats:
    """How many messages of the template a catalog has in which state, each in one; and what it holds beyond them.

    ``kept`` are names that stay what they are, filled with themselves or empty: they are done. ``obsolete`` counts what
    is no longer in the template. ``left_out`` counts the parts of the source whose words are no message: an HTML block
    of a Markdown page, say.
    """

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    kept: int = 0
    obsolete: int = 0
    left_out: int = 0

    @property
    def messages(self) -> int:
        """How many messages the template has."""
        return self.done + self.fuzzy + self.missing

    @property
    def done(self) -> int:
        """How many messages need no more work."""
        return self.translated + self.kept

    @property
    def percent(self) -> int:
        """How many of a hundred messages need no more work, rounded down: 100 says that nothing is missing."""
        return floor_percent(self.done, self.messages)


def count_stats(catalog: Catalog, template: Catalog, left_out: int = 0) -> Stats:
    """How far ``catalog`` is in translating ``template``, whether or not it has been updated since."""
    known = {message.identity: message for message in catalog.messages if message.msgstr and not message.obsolete}
    states = Counter(_name_state(message, known.get(message.identity)) for message in template.messages)
    wanted = {message.identity for message in template.messages}
    obsolete = sum(m.obsolete or m.identity not in wanted for m in catalog.messages)
    return Stats(**states, obsolete=obsolete, left_out=left_out)


def add_up(several: Iterable[Stats]) -> Stats:
    """The sum of several."""
    every = list(several)
    return Stats(**{field.name: sum(getattr(one, field.name) for one in every) for field in fields(Stats)})


def _name_state(message: Message, translated: Message | None) -> str:
    if translated is not None and translated.fuzzy:
        return "fuzzy"
    if message.msgctxt == Role.NAME and (translated is None or translated.msgstr == message.msgid):
        return "kept"
    return "missing" if translated is None else "translated"
