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

from tabl10n.catalog.entity import is_kept_name, read_code, read_owner
from tabl10n.catalog.flags import merge_flags
from tabl10n.catalog.header import CREATED, list_language_fields
from tabl10n.catalog.model import FUZZY, Catalog, Message
from tabl10n.catalog.prefill import Filler, make_filler
from tabl10n.catalog.rewording import find_kind, find_left_behind, find_rewordings
from tabl10n.document import Role
from tabl10n.territories import CLDR, Naming


@dataclass(frozen=True, slots=True)
class MergedCatalog:
    """A catalog that follows its template, whether it is another one now, and how many messages became what.

    ``counts`` has ``new``, ``filled`` (new, and named by CLDR), ``named`` (empty, and named by CLDR now), ``kept``
    (names that are filled with themselves), ``renamed``, ``reworded``, ``doubted`` (the same words, but another row's
    or nobody knows whose: fuzzy), ``back``, ``obsolete`` and ``dropped`` (left without a translation), where there are
    any.
    """

    catalog: Catalog
    changed: bool
    counts: Counter[str]


class _MergeStep(NamedTuple):
    """A message of the new catalog, what happened to it, and the index of the old one that it replaces.

    ``source`` is the index of a second one, whose translation it takes over.
    """

    message: Message
    change: str = ""
    old: int | None = None
    source: int | None = None


def merge(
    catalog: Catalog,
    template: Catalog,
    locale: str,
    source_locale: str = "en",
    *,
    naming: Naming = CLDR,
    fill_names: bool = False,
    location: bool | None = None,
    date: bool = True,
) -> MergedCatalog:
    """Merge ``catalog``, which is of ``locale``, with ``template``.

    ``location`` says whether messages have references; None: as the catalog has them. With ``date`` the template's
    date is taken over where a string has changed. Territories without a translation are named by ``naming``; with
    ``fill_names`` names of rows are filled with themselves.
    Raises InputError for what is no tag of a locale.
    """
    steps = list(
        _plan_steps(
            catalog.messages, template.messages, make_filler(locale, source_locale, naming, fill_names=fill_names)
        )
    )
    counts = Counter(step.change for step in steps if step.change)
    messages = (*_order_messages(catalog.messages, steps), *_make_obsolete(catalog.messages, steps, counts))
    if not (_has_references(catalog) if location is None else location):
        messages = tuple(replace(m, references=()) if m.references else m for m in messages)
    merged = replace(_complete_header(catalog, locale), messages=messages)
    if date and counts and CREATED in template.fields and CREATED in catalog.fields:
        merged = merged.with_field(CREATED, template.fields[CREATED])
    return MergedCatalog(merged, merged != catalog, counts)


def _has_references(catalog: Catalog) -> bool:
    active = [message for message in catalog.messages if not message.obsolete]
    return not active or any(message.references for message in active)


def _complete_header(catalog: Catalog, locale: str) -> Catalog:
    """The catalog with its language and plural forms, where its header says nothing of them."""
    for name, value in list_language_fields(locale).items():
        if not catalog.fields.get(name):
            catalog = catalog.with_field(name, value)
    return catalog


def _plan_steps(old: Sequence[Message], new: Sequence[Message], fill: Filler) -> Iterator[_MergeStep]:
    """What each message of the template comes to, in the template's order."""
    same = _find_unchanged(old, new)
    reworded = find_rewordings(old, new, same)
    left = find_left_behind(old, new, same, reworded)
    renamed = _RenamedEntities(old, new, {*same.values(), *reworded.values(), *left.values()})
    for i, message in enumerate(new):
        if i in left:
            yield _take_over(old, left[i], message, same.get(i))
        elif i in same:
            yield _fill_empty(_keep_translation(old[same[i]], message, same[i]), fill)
        elif i in reworded:
            carried = _carry_over_as_fuzzy(old[reworded[i]], message)
            yield _MergeStep(carried, "reworded" if carried.msgstr else "new", reworded[i])
        else:
            yield renamed.plan_step(message) or _add_new(message, fill)


def _find_unchanged(old: Sequence[Message], new: Sequence[Message]) -> dict[int, int]:
    """For each index of ``new`` whose text is in ``old``, the index there: as it is, or as what a fuzzy one was.

    A paragraph or a heading is the same wherever in the document it is.
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


def _keep_translation(old: Message, new: Message, index: int) -> _MergeStep:
    """A message whose text is the same."""
    if old.msgid != new.msgid:  # reworded, and now as it was
        return _undo_rewording(old, new, index)
    before = (old.references, old.extracted, old.msgctxt, old.obsolete)
    same = before == (new.references, new.extracted, new.msgctxt, False) and set(new.flags) <= set(old.flags)
    kept = old if same else _carry_over(old, new)
    if old.extracted != new.extracted and _is_of_another_row(old, new):
        return _MergeStep(replace(kept, flags=(FUZZY, *kept.flags)), "doubted", index)
    return _MergeStep(kept, "back" if old.obsolete else "", index)


def _undo_rewording(old: Message, new: Message, index: int) -> _MergeStep:
    """Keep a fuzzy translation whose message has the text again that it was made for: fuzzy no more, unless it is the
    name of a row.

    Which row that name was of is not known: rows may have left since then, and the notes are those of today's rows.
    """
    restored = replace(_carry_over(old, new), previous_msgctxt=None, previous_msgid=None)
    if new.msgctxt == Role.NAME:
        return _MergeStep(restored, "doubted", index)
    return _MergeStep(replace(restored, flags=tuple(flag for flag in restored.flags if flag != FUZZY)), "back", index)


def _is_of_another_row(old: Message, new: Message) -> bool:
    """Whether a translation that is in force was made for a row that has the same name and is not the same."""
    in_force = bool(old.msgstr) and not old.fuzzy and not is_kept_name(old)
    return in_force and new.msgctxt == Role.NAME and read_owner(old).differs(read_owner(new))


def _carry_over(old: Message, new: Message) -> Message:
    """The text and the notes of ``new``, all else of ``old``."""
    return Message(
        new.msgid,
        new.msgctxt,
        old.msgstr,
        old.comments,
        new.extracted,
        new.references,
        merge_flags(old.flags, new.flags, same_text=old.msgid == new.msgid),
        old.previous_msgctxt,
        old.previous_msgid,
        line=old.line,
        written=old.written,
    )


def _carry_over_as_fuzzy(old: Message, new: Message) -> Message:
    """The translation of ``old`` for ``new``, as fuzzy, with the text that it was made from."""
    carried = _carry_over(old, new)
    if old.fuzzy or not old.msgstr:
        return carried
    context = old.msgctxt if old.msgctxt != new.msgctxt else None
    return replace(carried, flags=(FUZZY, *carried.flags), previous_msgctxt=context, previous_msgid=old.msgid)


def _take_over(old: Sequence[Message], source: int, new: Message, index: int | None) -> _MergeStep:
    """A text whose translation was left behind with what the text was before: it is in doubt.

    ``index`` is where the catalog has the text already, without a translation: a merge by another program put it there.
    """
    carried = _carry_over_as_fuzzy(old[source], new)
    if index is None:
        return _MergeStep(carried, "reworded", source)
    empty = old[index]
    carried = replace(
        carried,
        comments=tuple(dict.fromkeys((*empty.comments, *carried.comments))),
        flags=tuple(dict.fromkeys((*carried.flags, *empty.flags))),
    )
    return _MergeStep(carried, "reworded", index, source)


def _fill_empty(step: _MergeStep, fill: Filler) -> _MergeStep:
    """What nobody has translated, filled in where that is certain: other programs begin catalogs empty."""
    if step.message.msgstr or step.message.fuzzy:
        return step
    made = fill(step.message)
    return step._replace(message=made, change=_name_filled(made, "named")) if made.msgstr else step


def _add_new(message: Message, fill: Filler) -> _MergeStep:
    made = fill(replace(message, line=0, written=None))
    return _MergeStep(made, _name_filled(made, "filled") if made.msgstr else "new")


def _name_filled(message: Message, what: str) -> str:
    """What is counted for a message that was filled in: a territory, or a name that is kept."""
    return "kept" if message.msgctxt == Role.NAME else what


class _RenamedEntities:
    """Finds the old message of a territory or a row whose name is another one now.

    ``used`` are the indices of the old messages whose text is still in the template, reworded or not.
    """

    def __init__(self, old: Sequence[Message], new: Sequence[Message], used: set[int]) -> None:
        self.old = old
        self.new = new
        self.used = used

    def plan_step(self, new: Message) -> _MergeStep | None:
        """Plan what becomes of a message whose text is new; None unless its territory or row had another name."""
        index = next((i for entity in _list_entities(new) if (i := self._find(entity)) is not None), None)
        if index is None:
            return self._plan_by_link(new)
        old = self.old[index]
        if index in self.used:  # that name is still there: the row has been given one of its own
            return _MergeStep(_carry_over_as_fuzzy(old, new), "reworded") if new.msgctxt == Role.NAME else None
        if new.msgctxt == Role.NAME and not _can_translate(old, new):
            return _MergeStep(_carry_over_as_fuzzy(old, new), "reworded", index)
        return _MergeStep(_carry_over(old, new), "renamed", index)

    def _plan_by_link(self, new: Message) -> _MergeStep | None:
        """Plan what becomes of the name of a row whose key and name are others now, but not its link: it is fuzzy."""
        links = read_owner(new).links if new.msgctxt == Role.NAME else frozenset[str]()
        index = next((self._by_link[link] for link in sorted(links) if link in self._by_link), None)
        return None if index is None else _MergeStep(_carry_over_as_fuzzy(self.old[index], new), "reworded", index)

    def _find(self, entity: str) -> int | None:
        """Find the translation of ``entity``: of a name that has left the table, else of one that is still there."""
        index = self._unused_by_entity.get(entity)
        return self._used_by_entity.get(entity) if index is None else index

    @cached_property
    def _unused_by_entity(self) -> dict[str, int]:
        return self._index_by_entity(i for i in range(len(self.old)) if i not in self.used)

    @cached_property
    def _used_by_entity(self) -> dict[str, int]:
        return self._index_by_entity(self.used)

    @cached_property
    def _by_link(self) -> dict[str, int]:
        """The names in force that have left with all their keys, by a link that no other row had, and one has now."""
        named = ((i, m) for i, m in enumerate(self.old) if i not in self.used and _has_name(m))
        left = {i: read_owner(m) for i, m in named if _is_translated(m)}
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
            for entity in _list_entities(self.old[i]) if _is_translated(self.old[i]) else ():
                known.setdefault(entity, i)
        return known


def _is_translated(message: Message) -> bool:
    """Whether someone's work is in a translation, or CLDR's: a name that is filled with itself has none."""
    return bool(message.msgstr) and not is_kept_name(message)


def _has_name(message: Message) -> bool:
    return message.msgctxt == Role.NAME and not message.obsolete


def _can_translate(old: Message, new: Message) -> bool:
    """Whether the translation of a row's old name serves its new one: it is no copy, and no further row has that."""
    return old.msgstr != old.msgid and read_owner(new).keys <= read_owner(old).keys


def _list_entities(message: Message) -> list[str]:
    """The territory, or the keys of the rows, that a message names by the notes of the template."""
    if message.msgctxt == Role.NAME:
        return [f"key {key}" for key in sorted(read_owner(message).keys)]
    code = read_code(message)
    return [f"code {code}"] if code else []


def _order_messages(old: Sequence[Message], steps: Sequence[_MergeStep]) -> Iterator[Message]:
    """The messages in the order of the file; one that is new comes after the one that it follows in the template."""
    replaced: dict[int, Message] = {}
    added_after: dict[int, list[Message]] = defaultdict(list)
    last = -1
    for step in steps:
        if step.old is None or old[step.old].obsolete or step.old in replaced:
            added_after[last].append(step.message)
        else:
            last = step.old
            replaced[last] = step.message
    yield from added_after.get(-1, ())
    for index in sorted(replaced):
        yield replaced[index]
        yield from added_after.get(index, ())


def _make_obsolete(old: Sequence[Message], steps: Sequence[_MergeStep], counts: Counter[str]) -> Iterator[Message]:
    """What is obsolete: first what was so before. What nobody had translated or commented on is left out."""
    used = {index for step in steps for index in (step.old, step.source)}
    left = [message for i, message in enumerate(old) if i not in used]
    yield from (message for message in left if message.obsolete)
    for message in left:
        if not message.obsolete:
            worth = bool(_is_translated(message) or message.comments)
            counts["obsolete" if worth else "dropped"] += 1
            if worth:
                yield replace(message, obsolete=True, references=())
