"""Which rows of a table are one record, so that they are decided together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from tabl10n.align.records import Facts, Record, make_record


def group_same_rows(facts: Sequence[Facts], repeated: bool) -> list[Record]:
    """The records of a table as far as equal rows show them: all but the territory is the same.

    A table lists an entry once for each territory, so rows of one territory are different records; a table without
    territories lists it in rows that are the same. Where ``repeated`` is False the source lists no key twice, and each
    row is a record of its own, but for one that someone doubled.
    """
    if not repeated:
        return [make_record(rows, facts) for rows in _find_doubled(facts)]

    def get_values(row: int) -> Hashable:
        fact = facts[row]
        values = (fact.written, fact.name, fact.links, fact.doc, fact.image, fact.version, fact.words)
        return values if any(values) else row

    groups = _group_numbers(range(len(facts)), get_values, lambda row: (_get_territory(row, facts),))
    return [make_record(rows, facts) for rows in groups]


def _find_doubled(facts: Sequence[Facts]) -> list[list[int]]:
    """The rows, each with those right below it that are the same."""
    runs: list[list[int]] = []
    for row, fact in enumerate(facts):
        if runs and fact.written and fact == facts[row - 1]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


Explained = tuple[Record, int | None]
"""A record and the entry that explains it clearly best, if one does."""


def merge_explained(records: Sequence[Record], best: Sequence[int | None], facts: Sequence[Facts]) -> list[Record]:
    """The records, those joined that are best explained by one entry (``best``) and share a value that tells records
    apart: the written key, or else a page, an image or a name.
    """
    pairs: list[Explained] = list(zip(records, best, strict=True))
    for value in (_get_written, _get_page, _get_image, _get_name):
        pairs = _join_explained(pairs, value, facts)
    return [record for record, _ in pairs]


def _join_explained(
    pairs: Sequence[Explained], value: Callable[[Record], Hashable], facts: Sequence[Facts]
) -> list[Explained]:
    def find_shared(number: int) -> Hashable:
        record, entry = pairs[number]
        shared = value(record)
        return (entry, shared) if entry is not None and shared else number

    groups = _group_numbers(range(len(pairs)), find_shared, lambda number: _get_territories(pairs[number][0], facts))
    rows = [sorted(row for number in group for row in pairs[number][0].rows) for group in groups]
    return [
        (pairs[group[0]][0] if len(group) == 1 else make_record(own, facts), pairs[group[0]][1])
        for group, own in zip(groups, rows, strict=True)
    ]


def _get_written(record: Record) -> Hashable:
    return record.written


# Only territories can show that records which are written differently are one: without them two keys that share a page
# or an image are more likely.
def _get_page(record: Record) -> Hashable:
    return record.links[:1] if all(record.territories) else None


def _get_image(record: Record) -> Hashable:
    return record.images[:1] if all(record.territories) else None


def _get_name(record: Record) -> Hashable:
    return record.name if all(record.territories) else None


def _get_territories(record: Record, facts: Sequence[Facts]) -> tuple[str, ...]:
    """The record's territories; in a table without them its rows, which are different."""
    return tuple(_get_territory(row, facts) for row in record.rows)


def _get_territory(row: int, facts: Sequence[Facts]) -> str:
    return facts[row].territory or str(row)


def _group_numbers(
    numbers: Iterable[int], same: Callable[[int], Hashable], territories: Callable[[int], tuple[str, ...]]
) -> list[list[int]]:
    """The numbers that are the same by ``same``, in order; two that share a territory are kept apart.

    Of the numbers that are the same, those that meet a territory for the n-th time make the n-th group.
    """
    met: dict[tuple[Hashable, str], int] = {}
    groups: dict[tuple[Hashable, int], list[int]] = {}
    for number in numbers:
        value, here = same(number), territories(number)
        turn = max((met.get((value, territory), 0) for territory in here), default=0)
        met.update(((value, territory), turn + 1) for territory in here)
        groups.setdefault((value, turn), []).append(number)
    return list(groups.values())
