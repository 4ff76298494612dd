"""Which rows of a table speak of the same thing, so that they are decided together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from tabl10n.align.records import Facts, Thing, make_thing


def group_same_rows(facts: Sequence[Facts], repeated: bool) -> list[Thing]:
    """The things of a table as far as equal rows show them: all but the territory is the same.

    A table lists a thing once for each territory, so rows of one territory are different things; a table without
    territories lists it in rows that are the same. Where ``repeated`` is False the source lists no key twice, and each
    row is a group of its own, but for one that somebody doubled.
    """
    if not repeated:
        return [make_thing(rows, facts) for rows in _find_doubled(facts)]

    def said(row: int) -> Hashable:
        fact = facts[row]
        values = (fact.written, fact.name, fact.links, fact.doc, fact.image, fact.version, fact.words)
        return values if any(values) else row

    return [
        make_thing(rows, facts) for rows in _group_numbers(range(len(facts)), said, lambda row: (_place(row, facts),))
    ]


def _find_doubled(facts: Sequence[Facts]) -> list[list[int]]:
    """The rows, each with those right below it that say the same."""
    runs: list[list[int]] = []
    for row, fact in enumerate(facts):
        if runs and fact.written and fact == facts[row - 1]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


Explained = tuple[Thing, int | None]
"""A thing and the entry that explains it clearly best, if one does."""


def merge_explained(things: Sequence[Thing], best: Sequence[int | None], facts: Sequence[Facts]) -> list[Thing]:
    """The things, those joined that are best explained by one entry (``best``) and share a value that tells things
    apart: the written key, or else a page, an image or a name.
    """
    pairs: list[Explained] = list(zip(things, best, strict=True))
    for value in (_get_written, _get_page, _get_image, _name):
        pairs = _join_explained(pairs, value, facts)
    return [thing for thing, _ in pairs]


def _join_explained(
    pairs: Sequence[Explained], value: Callable[[Thing], Hashable], facts: Sequence[Facts]
) -> list[Explained]:
    def same(number: int) -> Hashable:
        thing, entry = pairs[number]
        shared = value(thing)
        return (entry, shared) if entry is not None and shared else number

    groups = _group_numbers(range(len(pairs)), same, lambda number: _get_places(pairs[number][0], facts))
    rows = [sorted(row for number in group for row in pairs[number][0].rows) for group in groups]
    return [
        (pairs[group[0]][0] if len(group) == 1 else make_thing(own, facts), pairs[group[0]][1])
        for group, own in zip(groups, rows, strict=True)
    ]


def _get_written(thing: Thing) -> Hashable:
    return thing.written


# Only territories can say that things which are written differently are one: without them two keys that share a page or
# an image are more likely.
def _get_page(thing: Thing) -> Hashable:
    return thing.links[:1] if all(thing.places) else None


def _get_image(thing: Thing) -> Hashable:
    return thing.images[:1] if all(thing.places) else None


def _name(thing: Thing) -> Hashable:
    return thing.name if all(thing.places) else None


def _get_places(thing: Thing, facts: Sequence[Facts]) -> tuple[str, ...]:
    """The thing's territories; in a table without them its rows, which are different."""
    return tuple(_place(row, facts) for row in thing.rows)


def _place(row: int, facts: Sequence[Facts]) -> str:
    return facts[row].place or str(row)


def _group_numbers(
    numbers: Iterable[int], same: Callable[[int], Hashable], places: Callable[[int], tuple[str, ...]]
) -> list[list[int]]:
    """The numbers that are the same by ``same``, in order; two that share a place are kept apart.

    Of the numbers that are the same, those that meet a place for the n-th time make the n-th group.
    """
    met: dict[tuple[Hashable, str], int] = {}
    groups: dict[tuple[Hashable, int], list[int]] = {}
    for number in numbers:
        value, here = same(number), places(number)
        turn = max((met.get((value, place), 0) for place in here), default=0)
        met.update(((value, place), turn + 1) for place in here)
        groups.setdefault((value, turn), []).append(number)
    return list(groups.values())
