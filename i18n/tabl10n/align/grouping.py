"""Which rows of a table speak of the same thing, so that they are decided together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from tabl10n.align.facts import Facts, Thing, thing_of


def same_rows(facts: Sequence[Facts], repeated: bool) -> list[Thing]:
    """The things of a table as far as equal rows show them: all but the territory is the same.

    A table lists a thing once for each territory, so rows of one territory are different things; a table without
    territories lists it in rows that are the same. Where ``repeated`` is False the source lists no key twice, and each
    row is a thing of its own.
    """
    if not repeated:
        return [thing_of([row], facts) for row in range(len(facts))]

    def said(row: int) -> Hashable:
        fact = facts[row]
        values = (fact.written, fact.name, fact.links, fact.doc, fact.image, fact.version, fact.words)
        return values if any(values) else row

    return [thing_of(rows, facts) for rows in _groups(range(len(facts)), said, lambda row: (_place(row, facts),))]


def merged(things: Sequence[Thing], best: Sequence[int | None], facts: Sequence[Facts]) -> list[Thing]:
    """The things, those joined that are best explained by one entry (``best``) and share a value that tells things
    apart: the written key, or else a link, an image or a name."""
    joined = _groups(
        range(len(things)), lambda i: _written_and_best(things[i], best[i], i), lambda i: _places(things[i], facts)
    )
    once = [(thing_of([row for i in group for row in things[i].rows], facts), best[group[0]]) for group in joined]
    twice = _groups(range(len(once)), lambda i: _best_or_self(*once[i], i), lambda i: _places(once[i][0], facts))
    return [thing_of(sorted(row for i in group for row in once[i][0].rows), facts) for group in twice]


def _places(thing: Thing, facts: Sequence[Facts]) -> tuple[str, ...]:
    """The thing's territories; in a table without them its rows, which are different."""
    return tuple(_place(row, facts) for row in thing.rows)


def _place(row: int, facts: Sequence[Facts]) -> str:
    return facts[row].place or str(row)


def _written_and_best(thing: Thing, best: int | None, number: int) -> Hashable:
    return (thing.written, best) if best is not None and thing.written else number


def _best_or_self(thing: Thing, best: int | None, number: int) -> Hashable:
    """What joins things that are written differently: the entry, and the page, image or name that both show."""
    shared = thing.links[:1] or thing.images[:1] or ((thing.name,) if thing.name else ())
    return (best, shared) if best is not None and shared else number


def _groups(
    numbers: Iterable[int], same: Callable[[int], Hashable], places: Callable[[int], tuple[str, ...]]
) -> list[list[int]]:
    """The numbers that are the same by ``same``, in order; two that share a place are kept apart."""
    groups: dict[Hashable, list[list[int]]] = {}
    taken: dict[int, set[str]] = {}
    found: list[list[int]] = []
    for number in numbers:
        here = set(places(number))
        open_groups = groups.setdefault(same(number), [])
        group = next((group for group in open_groups if not here & taken[group[0]]), None)
        if group is None:
            group = [number]
            open_groups.append(group)
            found.append(group)
            taken[number] = here
        else:
            group.append(number)
            taken[group[0]] |= here
    return found
