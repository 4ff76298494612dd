"""How far a catalog is: what a build from it would have, counted against the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tabl10n.catalog.model import Catalog
from tabl10n.document import Role


@dataclass(frozen=True, slots=True)
class Stats:
    """How many messages of the template a catalog has in which state, each in one; and what it holds beyond them.

    ``optional`` are names without a translation: they stay what they are. ``obsolete`` counts what is no longer in the
    template. ``required`` are all messages but names, ``done`` those of them that are translated.
    """

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    optional: int = 0
    obsolete: int = 0
    required: int = 0
    done: int = 0

    @property
    def messages(self) -> int:
        """How many messages the template has."""
        return self.translated + self.fuzzy + self.missing + self.optional

    @property
    def percent(self) -> int:
        """How much of what needs a translation has one, rounded down: 100 says that nothing is missing."""
        return 100 * self.done // self.required if self.required else 100


def count_stats(catalog: Catalog, template: Catalog) -> Stats:
    """How far ``catalog`` is in translating ``template``, whether or not it has been updated since."""
    known = {message.identity: message for message in catalog.messages if message.msgstr and not message.obsolete}
    states = [
        (_name_state(known[m.identity].fuzzy) if m.identity in known else _name_untranslated(m.msgctxt), m)
        for m in template.messages
    ]
    counts = {
        name: sum(state == name for state, _ in states) for name in ("translated", "fuzzy", "missing", "optional")
    }
    wanted = {message.identity for message in template.messages}
    required = [state for state, message in states if message.msgctxt != Role.NAME]
    return Stats(
        **counts,
        obsolete=sum(m.obsolete or m.identity not in wanted for m in catalog.messages),
        required=len(required),
        done=required.count("translated"),
    )


def add_up(several: Iterable[Stats]) -> Stats:
    """The sum of several."""
    fields = ("translated", "fuzzy", "missing", "optional", "obsolete", "required", "done")
    every = list(several)
    return Stats(**{name: sum(getattr(one, name) for one in every) for name in fields})


def _name_state(fuzzy: bool) -> str:
    return "fuzzy" if fuzzy else "translated"


def _name_untranslated(msgctxt: str | None) -> str:
    return "optional" if msgctxt == Role.NAME else "missing"
