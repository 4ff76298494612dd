"""Which column of a copy's table is which of its source's, as one assignment.

A copy alone says little of its columns once the keys are translated: the cells that look most like identifiers may
then be versions. The source knows what its columns are; a column of the copy is the one that it shares values with,
that is filled, linked and worded like it, and that has its position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tabl10n.columns.cells import read_value
from tabl10n.columns.model import Columns, InferredColumn
from tabl10n.columns.pairs import MAX_COLUMNS, pair_columns
from tabl10n.document import Cell, Role, Row, Table
from tabl10n.text.dates import read_date
from tabl10n.text.folding import fold_letters
from tabl10n.text.numbers import keep_digits

_YEAR = re.compile(r"\d{4}")
_MAX_ROWS = 300  # rows of the copy looked at
# What speaks for a pair of columns, in shares of one; chosen, not fitted. Values that are in both tables say most; the
# rest decides where all values were translated.
_VALUES_WEIGHT, _ADDRESSES_WEIGHT, _KINDS_WEIGHT = 4.0, 3.0, 1.5
_LENGTH_WEIGHT, _HEADER_WEIGHT, _POSITION_WEIGHT = 1.0, 1.0, 0.6
_PINNED_WEIGHT = 3.0  # of a column that known keys or names of territories tell by themselves
_MIN_SHARED = 0.1  # the share of known values from which a column is recognised by them: chance gives less
_MIN_REFERENCES = 0.5  # the share of known keys from which another column of the source is taken to refer to keys too
_MIN_LEAD = 1.5  # how many times a key's row must agree with it as often as with the next column that holds keys
_UNPAIRED_COST = 0.5  # what each column without a counterpart speaks against the whole assignment


@dataclass(frozen=True, slots=True)
class Profile:
    """What one column holds: its header, its values, the shares of cells of each kind, the mean length of its texts.

    ``texts`` are all cells that say something, as they are compared, ``days`` the dates among them as ISO 8601 has
    them: languages write them in their own ways.
    """

    header: str
    texts: tuple[str, ...]
    values: frozenset[str]
    addresses: frozenset[str]
    kinds: tuple[float, ...]
    length: float
    days: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """The columns of one table of the source or of an edition: what each of them holds, and what it is.

    ``rows`` says for each key what else is in its row, where another column holds keys as well (an inverse, a
    replacement): there it is not enough that a column of a copy holds keys.
    """

    profiles: tuple[Profile, ...]
    columns: Columns
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)


def profile_source(table: Table, columns: Columns, locale: str) -> SourceColumns:
    """Describe the columns of a table of the source or an edition, written in ``locale``."""
    profiles = tuple(_profile_columns(table, len(table.rows), locale))
    refers = _refers_to_keys(profiles, columns.key)
    return SourceColumns(profiles, columns, _group_texts_by_key(table, columns.key) if refers else {})


def _refers_to_keys(profiles: Sequence[Profile], key: int | None) -> bool:
    """Whether another column than ``key`` holds keys too."""
    if key is None or key >= len(profiles):
        return False
    others = (profile for index, profile in enumerate(profiles) if index != key)
    return any(_compute_share(profile, profiles[key].values) >= _MIN_REFERENCES for profile in others)


def _group_texts_by_key(table: Table, key: int | None) -> Mapping[str, frozenset[str]]:
    texts = (_list_texts(row) for row in table.rows)
    return {row[key]: frozenset(row) - {row[key], ""} for row in texts if key is not None and key < len(row)}


def _list_texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells[:MAX_COLUMNS]]


def assign_columns(table: Table, own: Columns, known: Sequence[SourceColumns], locale: str) -> Columns:
    """What each column of the copy's ``table``, written in ``locale``, is: by the best assignment to one of ``known``.

    ``own`` is what the copy says by itself: its territory column is believed, and all of it where no assignment gives
    the table a key.
    """
    profiles = tuple(_profile_columns(table, _MAX_ROWS, locale))
    rows = [_list_texts(row) for row in table.rows[:_MAX_ROWS]]
    fits = [_fit_source(profiles, own, source, _find_key(profiles, source, rows)) for source in known]
    best = max(fits, key=lambda fit: fit[0], default=None)
    return best[1] if best is not None and best[1].key is not None else own


def _profile_columns(table: Table, rows: int, locale: str) -> Iterator[Profile]:
    for index, column in enumerate(table.columns[:MAX_COLUMNS]):
        cells = [row.cells[index] for row in table.rows[:rows] if index < len(row.cells)]
        yield _profile_column(column.header.text, cells, locale)


def _profile_column(header: str, cells: Sequence[Cell], locale: str) -> Profile:
    texts = tuple(keep_digits(value) for cell in cells if (value := read_value(cell)))
    days = dict(_find_days(cells, locale))
    addresses = frozenset(part.rstrip("/") for cell in cells for part in (cell.link, cell.image) if part)
    counted = max(len(cells), 1)
    kinds = (
        len(texts) / counted,
        sum(1 for cell in cells if cell.link) / counted,
        sum(1 for cell in cells if cell.image) / counted,
        len(set(texts)) / max(len(texts), 1),
    )
    length = sum(len(cell.text) for cell in cells) / max(len(texts), 1)
    return Profile(fold_letters(header), texts, frozenset((*texts, *days.values())), addresses, kinds, length, days)


def _find_days(cells: Sequence[Cell], locale: str) -> Iterator[tuple[str, str]]:
    """The dates in cells, as they are compared and as ISO 8601 has them."""
    for cell in cells:
        day = read_date(cell.text, locale) if _YEAR.search(cell.text) else None
        if day is not None:
            yield keep_digits(cell.text), day.isoformat()


def _fit_source(
    profiles: Sequence[Profile], own: Columns, source: SourceColumns, key: int | None
) -> tuple[float, Columns]:
    """How well ``source`` fits, and the copy's columns by it; ``key`` is the one in which its keys are recognised."""
    pins = {(key, source.columns.key), (own.territory, source.columns.territory)}
    counterpart, likeness = _pair_columns(profiles, source.profiles, pins)
    unpaired = len(profiles) + len(source.profiles) - 2 * len(counterpart)
    by_address = counterpart | _find_displaced(profiles, source, counterpart, _compare_addresses)
    by_value = counterpart | _find_displaced(profiles, source, counterpart, _compare_values)
    proven = {
        j: i
        for j, i in by_value.items()
        if _is_proven(profiles[i], source.profiles[j], in_position=unpaired == 0 and i == j)
    }
    columns = _make_columns(source.columns, counterpart, by_address, proven)
    columns = _drop_guessed_territory(columns, {own.territory, *proven.values()})
    columns = replace(columns, each=tuple(_assign_each(own, source.columns, columns, counterpart)))
    return likeness - _UNPAIRED_COST * unpaired, columns


def _assign_each(
    own: Columns, source: Columns, columns: Columns, counterpart: Mapping[int, int]
) -> Iterator[InferredColumn]:
    """The columns of the copy, each with the role of its counterpart, or of the part that it was found to be."""
    source_column = {i: j for j, i in counterpart.items()}
    parts = {columns.name: Role.NAME, columns.territory: Role.TERRITORY, columns.key: Role.KEY}
    for i, column in enumerate(own.each):
        known = source.each[source_column[i]] if i in source_column else None
        role = parts.get(i) or _choose_other_role(known or column)
        reason = (
            f"it translates column {source_column[i] + 1} of the source" if known else "the source has no such column"
        )
        yield InferredColumn(role, column.tells_rows_apart, reason)


def _choose_other_role(column: InferredColumn) -> Role:
    """The role of a column that is none of the parts, whatever it looked like."""
    if column.role is Role.TERRITORY:
        return Role.TEXT
    return column.role if column.role in (Role.TEXT, Role.VERBATIM) else Role.VERBATIM


def _pair_columns(
    profiles: Sequence[Profile], known: Sequence[Profile], pins: Container[tuple[int | None, int | None]]
) -> tuple[dict[int, int], float]:
    """For each of the ``known`` columns its counterpart in the copy, the best pairs first, and how alike all are."""
    scores = [
        [
            _compare(a, b) + (_POSITION_WEIGHT if i == j else 0.0) + (_PINNED_WEIGHT if (i, j) in pins else 0.0)
            for j, b in enumerate(known)
        ]
        for i, a in enumerate(profiles)
    ]
    pairs = pair_columns(scores)
    return {j: i for i, j in pairs.items()}, sum(scores[i][j] for i, j in pairs.items())


def _find_displaced(
    profiles: Sequence[Profile],
    source: SourceColumns,
    counterpart: Mapping[int, int],
    shared: Callable[[Profile, Profile], float],
) -> dict[int, int]:
    """The columns of the copy without a counterpart that hold what a column's counterpart lacks.

    A source may link what it says, where a copy has the link in a column of its own.
    """
    free = [i for i in range(len(profiles)) if i not in counterpart.values()]
    found: dict[int, int] = {}
    for j, i in counterpart.items():
        best = max(free, key=lambda other: shared(profiles[other], source.profiles[j]), default=i)
        if shared(profiles[best], source.profiles[j]) >= _MIN_SHARED > shared(profiles[i], source.profiles[j]):
            found[j] = best
    return found


def _is_proven(a: Profile, b: Profile, *, in_position: bool) -> bool:
    """Whether something tells that column ``a`` of the copy is ``b``, and not that it was left over: shared values or
    addresses, the header, or, in tables of the same width, the position.
    """
    same_header = a.header != "" and a.header == b.header
    return in_position or same_header or _compare_values(a, b) >= _MIN_SHARED or _compare_addresses(a, b) > 0


def _find_key(profiles: Sequence[Profile], source: SourceColumns, rows: Sequence[Sequence[str]]) -> int | None:
    """The column of the copy that shares most keys with ``source``, if it shares some.

    Where several columns hold keys, the one with whose keys the ``rows`` of the copy agree, if that is clear.
    """
    if source.columns.key is None or source.columns.key >= len(source.profiles):
        return None
    keys = source.profiles[source.columns.key].values
    shares = [_compute_share(profile, keys) for profile in profiles]
    if source.rows:
        return _find_agreeing(source.rows, rows, [index for index, share in enumerate(shares) if share >= _MIN_SHARED])
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _MIN_SHARED else None


def _find_agreeing(
    known: Mapping[str, frozenset[str]], rows: Sequence[Sequence[str]], columns: Sequence[int]
) -> int | None:
    """The one of ``columns`` with whose keys the rows agree clearly better than with those of the next."""
    ranked = sorted(((_count_agreeing(known, rows, index), index) for index in columns), reverse=True)
    if len(ranked) < 2 or ranked[0][0] < _MIN_LEAD * ranked[1][0]:
        return None  # its values and its position decide
    return ranked[0][1]


def _count_agreeing(known: Mapping[str, frozenset[str]], rows: Sequence[Sequence[str]], index: int) -> float:
    """How many other cells of a row are in the row of the key in column ``index`` too, on average."""
    keyed = [row for row in rows if index < len(row) and row[index] in known]
    return sum(len(known[row[index]].intersection(row)) for row in keyed) / max(len(keyed), 1)


def _compute_share(profile: Profile, values: frozenset[str]) -> float:
    if profile.values.isdisjoint(values):  # as most pairs of columns are; the values have the days among them
        return 0.0
    shared = sum(1 for text in profile.texts if text in values or profile.days.get(text) in values)
    return shared / max(len(profile.texts), 1)


def _compare_values(a: Profile, b: Profile) -> float:
    return _compute_share(a, b.values)


def _compare_addresses(a: Profile, b: Profile) -> float:
    return len(a.addresses & b.addresses) / max(len(a.addresses), 1)


def _compare(a: Profile, b: Profile) -> float:
    """How much column ``a`` of the copy looks like column ``b`` of the source."""
    same = _VALUES_WEIGHT * _compare_values(a, b) + _ADDRESSES_WEIGHT * _compare_addresses(a, b)
    same -= _KINDS_WEIGHT * sum(abs(x - y) for x, y in zip(a.kinds, b.kinds, strict=True))
    same += _LENGTH_WEIGHT * (min(a.length, b.length) + 1) / (max(a.length, b.length) + 1)
    return same + (_HEADER_WEIGHT if a.header and a.header == b.header else 0.0)


def _drop_guessed_territory(columns: Columns, proven: Container[int | None]) -> Columns:
    """``columns``, the territory's among the texts where it is none of those ``proven`` and was only left over."""
    if columns.territory is None or columns.territory in proven:
        return columns
    return replace(columns, territory=None, texts=(*columns.texts, columns.territory))


def _make_columns(
    source: Columns, counterpart: Mapping[int, int], by_address: Mapping[int, int], proven: Mapping[int, int]
) -> Columns:
    """The columns of the copy, found by what the three maps say of the source's columns.

    Values are compared cell by cell, so that a column of values must be ``proven`` to be the one that it seems.
    """
    texts = tuple(counterpart[index] for index in source.texts if index in counterpart)
    verbatim = tuple((header, proven[index]) for header, index in source.verbatim if index in proven)
    words = tuple((header, counterpart[index]) for header, index in source.words if index in counterpart)
    return Columns(
        key=_find(source.key, counterpart),
        territory=_find(source.territory, counterpart),
        name=_find(source.name, counterpart),
        link=_find(source.link, by_address),
        doc_link=_find(source.doc_link, by_address),
        image=_find(source.image, counterpart),
        version=_find(source.version, {**counterpart, **proven}),
        texts=texts,
        verbatim=verbatim,
        words=words,
    )


def _find(index: int | None, counterpart: Mapping[int, int]) -> int | None:
    """The column of the copy that is the counterpart of the source's column ``index``."""
    return None if index is None else counterpart.get(index)
