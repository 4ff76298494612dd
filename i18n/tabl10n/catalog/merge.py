"""Catalogs follow the template: nothing that a translator wrote is lost, and nothing is guessed.

A translation stays with its message; with its territory (by CLDR code) or its row (by key) where the English name
changed; with its text, as fuzzy and with the text it was made from, where that was reworded; as fuzzy, too, with the
link of a row whose key and name are others now. It never goes to another entity. What left the table becomes obsolete,
and comes back with it. Messages stay in the order that the file has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from tabl10n.catalog.entity import read_code, read_owner
from tabl10n.catalog.header import CREATED, list_language_fields
from tabl10n.catalog.model import FUZZY, Catalog, Message
from tabl10n.catalog.prefill import Namer, fill, make_namer
from tabl10n.catalog.rewording import find_kind, find_rewordings
from tabl10n.document import Role
from tabl10n.territories import CLDR, Naming


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog that follows its template, whether it is another one now, and how many messages became what.

    ``counts`` has ``new``, ``filled`` (new, and named by CLDR), ``renamed``, ``reworded``, ``doubted`` (the same words,
    but another row's or nobody knows whose: fuzzy), ``back``, ``obsolete`` and ``dropped`` (left without a
    translation), where there are any.
    """

    catalog: Catalog
    changed: bool
    counts: Counter[str]


class _Step(NamedTuple):
    """A message of the new catalog, what happened to it, and the index of the old one whose place it takes."""

    message: Message
    what: str = ""
    old: int | None = None


def merge(
    catalog: Catalog,
    template: Catalog,
    locale: str,
    source_locale: str = "en",
    *,
    naming: Naming = CLDR,
    location: bool | None = None,
    date: bool = True,
) -> Merged:
    """``catalog``, which is of ``locale``, as ``template`` wants it.

    ``location`` says whether messages have references; None: as the catalog has them. With ``date`` the template's
    date is taken over where a string has changed. New territories are named by ``naming``.
    Raises InputError when there is no such locale.
    """
    steps = list(_plan_steps(catalog.messages, template.messages, make_namer(naming, locale, source_locale)))
    counts = Counter(step.what for step in steps if step.what)
    messages = (*_order_messages(catalog.messages, steps), *_make_obsolete(catalog.messages, steps, counts))
    if not (_has_references(catalog) if location is None else location):
        messages = tuple(replace(m, references=()) if m.references else m for m in messages)
    merged = replace(_complete_header(catalog, locale), messages=messages)
    if date and counts and CREATED in template.fields and CREATED in catalog.fields:
        merged = merged.with_field(CREATED, template.fields[CREATED])
    return Merged(merged, merged != catalog, counts)


def _has_references(catalog: Catalog) -> bool:
    active = [message for message in catalog.messages if not message.obsolete]
    return not active or any(message.references for message in active)


def _complete_header(catalog: Catalog, locale: str) -> Catalog:
    """The catalog with its language and plural forms, where its header says nothing of them."""
    for name, value in list_language_fields(locale).items():
        if not catalog.fields.get(name):
            catalog = catalog.with_field(name, value)
    return catalog


def _plan_steps(old: Sequence[Message], new: Sequence[Message], namer: Namer) -> Iterator[_Step]:
    """What each message of the template comes to, in the template's order."""
    same = _find_same(old, new)
    reworded = find_rewordings(old, new, same)
    entities = _Entities(old, new, {*same.values(), *reworded.values()})
    for i, message in enumerate(new):
        if i in same:
            yield _keep(old[same[i]], message, same[i])
        elif i in reworded:
            carried = _make_fuzzy(old[reworded[i]], message)
            yield _Step(carried, "reworded" if carried.msgstr else "new", reworded[i])
        else:
            yield entities.step(message) or _add_new(message, namer)


def _find_same(old: Sequence[Message], new: Sequence[Message]) -> dict[int, int]:
    """For each index of ``new`` whose text is in ``old``, the index there: as it is, or as what a fuzzy one was.

    A paragraph or a heading is the same in another place of the document.
    """
    by_identity = {(m.msgctxt, m.msgid): i for i, m in enumerate(old)}
    found = {i: at for i, m in enumerate(new) if (at := by_identity.get((m.msgctxt, m.msgid))) is not None}
    if len(found) < len(new):
        used = set(found.values())
        others = {(find_kind(m), m.msgid): i for i, m in enumerate(old) if i not in used}
        before = {(find_kind(m), m.previous_msgid): i for i, m in enumerate(old) if i not in used and m.fuzzy}
        for i, m in ((i, m) for i, m in enumerate(new) if i not in found):
            at = others.get((find_kind(m), m.msgid), before.get((find_kind(m), m.msgid)))
            if at is not None and at not in used:
                found[i] = at
                used.add(at)
    return found


def _keep(old: Message, new: Message, index: int) -> _Step:
    """A message whose text is the same."""
    if old.msgid != new.msgid:  # reworded, and now as it was
        return _restore(old, new, index)
    said = (old.references, old.extracted, old.msgctxt, old.obsolete)
    kept = old if said == (new.references, new.extracted, new.msgctxt, False) else _combine(old, new)
    if old.extracted != new.extracted and _is_of_another_row(old, new):
        return _Step(replace(kept, flags=(FUZZY, *old.flags)), "doubted", index)
    return _Step(kept, "back" if old.obsolete else "", index)


def _restore(old: Message, new: Message, index: int) -> _Step:
    """A translation that is in doubt, for the text that it was made for: sound again, unless it is a row's name.

    Whose name it was made for is not known: rows may have left since then, and the notes are those of the rows there.
    """
    restored = replace(_combine(old, new), previous_msgctxt=None, previous_msgid=None)
    if new.msgctxt == Role.NAME:
        return _Step(restored, "doubted", index)
    return _Step(replace(restored, flags=tuple(flag for flag in old.flags if flag != FUZZY)), "back", index)


def _is_of_another_row(old: Message, new: Message) -> bool:
    """Whether a translation that is in force was made for a row that has the same name and is not the same."""
    in_force = bool(old.msgstr) and not old.fuzzy
    return in_force and new.msgctxt == Role.NAME and read_owner(old).differs(read_owner(new))


def _combine(old: Message, new: Message) -> Message:
    """The text and the notes of ``new``, all else of ``old``."""
    return Message(
        new.msgid,
        new.msgctxt,
        old.msgstr,
        old.comments,
        new.extracted,
        new.references,
        old.flags,
        old.previous_msgctxt,
        old.previous_msgid,
        line=old.line,
        written=old.written,
    )


def _make_fuzzy(old: Message, new: Message) -> Message:
    """The translation of ``old`` for ``new``, in doubt, with the text that it was made from."""
    carried = _combine(old, new)
    if old.fuzzy or not old.msgstr:
        return carried
    context = old.msgctxt if old.msgctxt != new.msgctxt else None
    return replace(carried, flags=(FUZZY, *old.flags), previous_msgctxt=context, previous_msgid=old.msgid)


def _add_new(message: Message, namer: Namer) -> _Step:
    made = fill(replace(message, line=0, written=None), namer)
    return _Step(made, "filled" if made.msgstr else "new")


class _Entities:
    """Translations by territory and by row: those whose name has left the table first, then the obsolete ones."""

    def __init__(self, old: Sequence[Message], new: Sequence[Message], taken: set[int]) -> None:
        self.old = old
        self.new = new
        self.taken = taken

    def step(self, new: Message) -> _Step | None:
        """What becomes of a message whose text is new, if its territory or row had another name; else None."""
        index = next((i for name in _list_entities(new) if (i := self._find(name)) is not None), None)
        if index is None:
            return self._find_at_same_link(new)
        old = self.old[index]
        if index in self.taken:  # that name is still there: the row has been given one of its own
            return _Step(_make_fuzzy(old, new), "reworded") if new.msgctxt == Role.NAME else None
        if new.msgctxt == Role.NAME and not _can_translate(old, new):
            return _Step(_make_fuzzy(old, new), "reworded", index)
        return _Step(_combine(old, new), "renamed", index)

    def _find_at_same_link(self, new: Message) -> _Step | None:
        """What becomes of the name of a row that has another key and another name now, but its link: it is in doubt."""
        links = read_owner(new).links if new.msgctxt == Role.NAME else frozenset[str]()
        index = next((self._links[link] for link in sorted(links) if link in self._links), None)
        return None if index is None else _Step(_make_fuzzy(self.old[index], new), "reworded", index)

    def _find(self, name: str) -> int | None:
        """The translation that is known by ``name``, if there is one."""
        index = self._left.get(name)
        return self._kept.get(name) if index is None else index

    @cached_property
    def _left(self) -> dict[str, int]:
        return self._index_by_entity(i for i in range(len(self.old)) if i not in self.taken)

    @cached_property
    def _kept(self) -> dict[str, int]:
        return self._index_by_entity(self.taken)

    @cached_property
    def _links(self) -> dict[str, int]:
        """The names in force that have left with all their keys, by a link that no other row had, and one has now."""
        left = {i: read_owner(m) for i, m in enumerate(self.old) if i not in self.taken and _has_name(m) and m.msgstr}
        if not left:
            return {}
        before = Counter(link for m in self.old if _has_name(m) for link in read_owner(m).links)
        owners = [read_owner(m) for m in self.new if _has_name(m)]
        after = Counter(link for owner in owners for link in owner.links)
        keys = {key for owner in owners for key in owner.keys}
        gone = ((link, i) for i, owner in left.items() if not owner.keys & keys for link in owner.links)
        return {link: i for link, i in gone if before[link] == after[link] == 1}

    def _index_by_entity(self, indices: Iterable[int]) -> dict[str, int]:
        """The first of these translations of each entity, of those in force if there is one."""
        known: dict[str, int] = {}
        for i in sorted(indices, key=lambda i: (self.old[i].obsolete, i)):
            for entity in _list_entities(self.old[i]) if self.old[i].msgstr else ():
                known.setdefault(entity, i)
        return known


def _has_name(message: Message) -> bool:
    return message.msgctxt == Role.NAME and not message.obsolete


def _can_translate(old: Message, new: Message) -> bool:
    """Whether the translation of a row's old name serves its new one: it is no copy, and no further row has that."""
    return old.msgstr != old.msgid and read_owner(new).keys <= read_owner(old).keys


def _list_entities(message: Message) -> list[str]:
    """What a message names, as the notes of the template tell it."""
    if message.msgctxt == Role.NAME:
        return [f"key {key}" for key in sorted(read_owner(message).keys)]
    code = read_code(message)
    return [f"code {code}"] if code else []


def _order_messages(old: Sequence[Message], steps: Sequence[_Step]) -> Iterator[Message]:
    """The messages in the order of the file; one that is new comes after the one that it follows in the template."""
    places: dict[int, Message] = {}
    after: dict[int, list[Message]] = defaultdict(list)
    last = -1
    for step in steps:
        if step.old is None or old[step.old].obsolete or step.old in places:
            after[last].append(step.message)
        else:
            last = step.old
            places[last] = step.message
    yield from after.get(-1, ())
    for index in sorted(places):
        yield places[index]
        yield from after.get(index, ())


def _make_obsolete(old: Sequence[Message], steps: Sequence[_Step], counts: Counter[str]) -> Iterator[Message]:
    """What is obsolete: first what was so before. What nobody had translated or commented on is left out."""
    used = {step.old for step in steps}
    left = [message for i, message in enumerate(old) if i not in used]
    yield from (message for message in left if message.obsolete)
    for message in left:
        if not message.obsolete:
            worth = bool(message.msgstr or message.comments)
            counts["obsolete" if worth else "dropped"] += 1
            if worth:
                yield replace(message, obsolete=True, references=())
