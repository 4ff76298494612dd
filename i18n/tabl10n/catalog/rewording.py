"""Which text is a rewording of which: by its position and its likeness, and never across entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n.catalog.entity import read_owner
from tabl10n.catalog.model import Message

# gettext's own limit (FUZZY_THRESHOLD in its src/msgmerge.c), of rapidfuzz's hundred.
_MIN_LIKENESS = 60.0
# How many texts further on or back, within a run of changed texts, a rewording is looked for.
_MAX_DISTANCE = 16

# A paragraph stays the same one when a table is put before it, or when it is put into a list or a note.
_KINDS = {"title": "heading"} | dict.fromkeys(
    ("introduction", "item", "quotation", "note", "definition", "footnote", "caption"), "paragraph"
)
_REWORDED = frozenset({"heading", "paragraph", "header", "text"})

Run = tuple[str, str, int]
"""The kind; whether counted after or before an unchanged text; the index of that in the catalog, -1 for none."""


class _IndexPair(NamedTuple):
    score: float
    old: int
    new: int


def find_kind(message: Message) -> str:
    """The context, with the contexts of the same kind of prose as one."""
    return _KINDS.get(message.msgctxt or "", message.msgctxt or "")


def find_rewordings(old: Sequence[Message], new: Sequence[Message], same: Mapping[int, int]) -> dict[int, int]:
    """For each index of ``new`` that is a rewording of one of ``old``: the index of that.

    Both are in the order of their files; ``same`` maps what has been found already. Names and territories are never
    reworded: a key or a code tells what they are.
    """
    found: dict[int, int] = {}
    open_new = [i for i, m in enumerate(new) if i not in same and find_kind(m) in _REWORDED]
    if not open_new:
        return found
    used = set(same.values())
    open_old = [i for i, m in enumerate(old) if i not in used and not m.obsolete and find_kind(m) in _REWORDED]
    for pair in sorted(_find_pairs(old, new, open_old, open_new, same), key=lambda p: (-p.score, p.new, p.old)):
        if pair.new not in found and pair.old not in used:
            found[pair.new] = pair.old
            used.add(pair.old)
    return found


def find_left_behind(
    old: Sequence[Message], new: Sequence[Message], same: Mapping[int, int], reworded: Mapping[int, int]
) -> dict[int, int]:
    """For each index of ``new`` without a translation whose row had one for another text: the index of that in ``old``.

    A merge by another program makes the old text obsolete, or leaves it beside the new one. What is known already is
    in ``same`` and ``reworded``. Only the key of a row tells these: positions mean nothing after such a merge.
    """
    wanted = [i for i, m in enumerate(new) if _get_keys(m) and i not in reworded and _is_empty(old, same.get(i))]
    if not wanted:
        return {}
    used = {*same.values(), *reworded.values()}
    rows: dict[str, list[int]] = {}
    for i, message in enumerate(old):
        if i not in used and message.msgstr:
            for key in _get_keys(message):
                rows.setdefault(key, []).append(i)
    pairs = {(at, i) for i in wanted for key in _get_keys(new[i]) for at in rows.get(key, ())}
    scored = [
        _IndexPair(score, at, i) for at, i in pairs if (score := _compare_texts(old[at], new[i])) >= _MIN_LIKENESS
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.new, pair.old)):
        if pair.new not in found and pair.old not in taken:
            found[pair.new] = pair.old
            taken.add(pair.old)
    return found


def _is_empty(old: Sequence[Message], index: int | None) -> bool:
    """Whether there is no translation at ``index``, nor one in doubt that was taken away."""
    return index is None or not (old[index].msgstr or old[index].fuzzy or old[index].obsolete)


def _find_pairs(
    old: Sequence[Message],
    new: Sequence[Message],
    open_old: Sequence[int],
    open_new: Sequence[int],
    same: Mapping[int, int],
) -> Iterator[_IndexPair]:
    """Every pair that may be one text, with its likeness: those at about one position or in one row."""
    before, after = (
        _group_runs(old, set(open_old), {i: i for i in same.values()}),
        _group_runs(new, set(open_new), same),
    )
    rows = {key: i for i in open_old for key in _get_keys(old[i])}
    pairs = {(rows[key], i) for i in open_new for key in _get_keys(new[i]) if key in rows}
    for run in before.keys() & after.keys():
        pairs.update(_pair_within_reach(before[run], after[run]))
    for one, other in pairs:
        if (score := _compare_texts(old[one], new[other])) >= _MIN_LIKENESS:
            yield _IndexPair(score, one, other)


def _pair_within_reach(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of two runs that are at about the same position in them."""
    for at, i in enumerate(after):
        yield from ((other, i) for other in before[max(0, at - _MAX_DISTANCE) : at + _MAX_DISTANCE + 1])


def _get_keys(message: Message) -> frozenset[str]:
    return read_owner(message).keys if message.msgctxt == "text" else frozenset()


def _group_runs(messages: Sequence[Message], wanted: set[int], same: Mapping[int, int]) -> dict[Run, list[int]]:
    """The wanted messages that follow an unchanged one, nearest first, and those that come before one."""
    runs: dict[Run, list[int]] = {}
    kinds = {find_kind(messages[i]) for i in wanted}
    known = [
        (i, kind) for i, m in enumerate(messages) if (kind := find_kind(m)) in kinds and (i in wanted or i in same)
    ]
    for mark, indices in (("after", known), ("before", known[::-1])):
        anchors: dict[str, int] = {}
        for i, kind in indices:
            if i in wanted:
                runs.setdefault((kind, mark, anchors.get(kind, -1)), []).append(i)
            else:
                anchors[kind] = same[i]
    return runs


def _compare_texts(old: Message, new: Message) -> float:
    """How alike two texts are, of 100; 0 where they are those of two rows."""
    from rapidfuzz import fuzz

    if old.msgctxt == new.msgctxt == "title":
        return 100.0  # a document has one
    if read_owner(old).differs(read_owner(new)):
        return 0.0
    one, other = old.msgid.casefold(), new.msgid.casefold()
    if new.msgctxt == "header" and (one.startswith(other) or other.startswith(one)):
        return 99.0  # an abbreviation, written out
    return fuzz.ratio(old.msgid, new.msgid)
