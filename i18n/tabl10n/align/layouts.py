"""The columns of a copy laid onto those of the source, as one assignment.

A copy alone says little of its columns once the keys are translated: the cells that look most like identifiers may
then be versions. The source knows what its columns are; a column of the copy is the one that it shares values with,
that is filled, linked and worded like it, and that stands where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tabl10n.align.columns import value_of
from tabl10n.align.model import Columns
from tabl10n.document import Cell, Row, Table
from tabl10n.text.dates import read_date
from tabl10n.text.folding import folded
from tabl10n.text.numbers import digits

_YEAR = re.compile(r"\d{4}")
_SAMPLE = 300  # rows of the copy looked at
_WIDEST = 24  # columns looked at; the pairs grow with their square
# What speaks for a pair of columns, in shares of one. Values that stand in both tables say most; the rest decides where
# all values were translated.
_VALUES, _ADDRESSES, _KIND, _LENGTH, _HEADER, _PLACE = 4.0, 3.0, 1.5, 1.0, 1.0, 0.6
_PINNED = 3.0  # a column that known keys or names of territories tell by themselves
_SOME = 0.1  # the share of known keys from which a column is told by them: chance gives less
_REFERENCES = 0.5  # the share of known keys from which another column of the source is taken to speak of keys too
_CLEARLY = 1.5  # by how much more a key's row must agree with it than with the next column that holds keys
_ALONE = 0.5  # what each column without a counterpart speaks against the whole layout


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
class Layout:
    """The columns of one table of the source or an edition, and what each of them is.

    ``rows`` says for each key what else stands in its row, where another column holds keys as well (an inverse, a
    replacement): there it is not enough that a column of a copy holds keys.
    """

    profiles: tuple[Profile, ...]
    columns: Columns
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)


def layout_of(table: Table, columns: Columns, locale: str) -> Layout:
    """The layout of a table of the registry whose columns are known, written in ``locale``."""
    profiles = tuple(_profiles(table, len(table.rows), locale))
    return Layout(profiles, columns, _rows(table, columns.key) if _refers(profiles, columns.key) else {})


def _refers(profiles: Sequence[Profile], key: int | None) -> bool:
    """Whether another column than ``key`` holds keys too."""
    if key is None or key >= len(profiles):
        return False
    others = (profile for index, profile in enumerate(profiles) if index != key)
    return any(_share(profile, profiles[key].values) >= _REFERENCES for profile in others)


def _rows(table: Table, key: int | None) -> Mapping[str, frozenset[str]]:
    texts = (_texts(row) for row in table.rows)
    return {row[key]: frozenset(row) - {row[key], ""} for row in texts if key is not None and key < len(row)}


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells[:_WIDEST]]


def placed(table: Table, own: Columns, layouts: Sequence[Layout], locale: str) -> Columns:
    """What each column of the copy's ``table``, written in ``locale``, is: the best of ``layouts`` laid onto it.

    ``own`` is what the copy says by itself: its territory column is believed, and all of it where no layout gives the
    table a key.
    """
    profiles = tuple(_profiles(table, _SAMPLE, locale))
    rows = [_texts(row) for row in table.rows[:_SAMPLE]]
    fits = [_fit(profiles, own, layout, _recognised(profiles, layout, rows)) for layout in layouts]
    best = max(fits, key=lambda fit: fit[0], default=None)
    return best[1] if best is not None and best[1].key is not None else own


def _profiles(table: Table, rows: int, locale: str) -> Iterator[Profile]:
    for index, column in enumerate(table.columns[:_WIDEST]):
        cells = [row.cells[index] for row in table.rows[:rows] if index < len(row.cells)]
        yield _profile(column.header.text, cells, locale)


def _profile(header: str, cells: Sequence[Cell], locale: str) -> Profile:
    texts = tuple(digits(said) for cell in cells if (said := value_of(cell)))
    days = dict(_days(cells, locale))
    addresses = frozenset(part.rstrip("/") for cell in cells for part in (cell.link, cell.image) if part)
    counted = max(len(cells), 1)
    kinds = (
        len(texts) / counted,
        sum(1 for cell in cells if cell.link) / counted,
        sum(1 for cell in cells if cell.image) / counted,
        len(set(texts)) / max(len(texts), 1),
    )
    length = sum(len(cell.text) for cell in cells) / max(len(texts), 1)
    return Profile(folded(header), texts, frozenset((*texts, *days.values())), addresses, kinds, length, days)


def _days(cells: Sequence[Cell], locale: str) -> Iterator[tuple[str, str]]:
    """The dates in cells, as they are compared and as ISO 8601 has them."""
    for cell in cells:
        day = read_date(cell.text, locale) if _YEAR.search(cell.text) else None
        if day is not None:
            yield digits(cell.text), day.isoformat()


def _fit(profiles: Sequence[Profile], own: Columns, layout: Layout, key: int | None) -> tuple[float, Columns]:
    """How well the layout fits, and the copy's columns by it; ``key`` is the one in which its keys are recognised."""
    pins = {(key, layout.columns.key), (own.territory, layout.columns.territory)}
    counterpart, total = _paired(profiles, layout.profiles, pins)
    alone = len(profiles) + len(layout.profiles) - 2 * len(counterpart)
    linked = counterpart | _left(profiles, layout, counterpart, _shared_addresses)
    said = counterpart | _left(profiles, layout, counterpart, _shared_values)
    shown = {j: i for j, i in said.items() if _is_shown(profiles[i], layout.profiles[j], alone == 0 and i == j)}
    columns = _columns(layout.columns, counterpart, linked, shown)
    return total - _ALONE * alone, _without_guess(columns, {own.territory, *shown.values()})


def _paired(
    profiles: Sequence[Profile], known: Sequence[Profile], pins: Container[tuple[int | None, int | None]]
) -> tuple[dict[int, int], float]:
    """For each of the ``known`` columns its counterpart in the copy, the best pairs first, and how alike all are."""
    scored = sorted(
        (-_likeness(a, b) - (_PLACE if i == j else 0.0) - (_PINNED if (i, j) in pins else 0.0), i, j)
        for i, a in enumerate(profiles)
        for j, b in enumerate(known)
    )
    counterpart: dict[int, int] = {}
    total = 0.0
    for against, i, j in scored:
        if j not in counterpart and i not in counterpart.values():
            counterpart[j] = i
            total -= against
    return counterpart, total


def _left(
    profiles: Sequence[Profile],
    layout: Layout,
    counterpart: Mapping[int, int],
    shared: Callable[[Profile, Profile], float],
) -> dict[int, int]:
    """The columns of the copy without a counterpart that hold what a column's counterpart lacks.

    A source may link what it says, where a copy has the link in a column of its own.
    """
    free = [i for i in range(len(profiles)) if i not in counterpart.values()]
    found: dict[int, int] = {}
    for j, i in counterpart.items():
        best = max(free, key=lambda other: shared(profiles[other], layout.profiles[j]), default=i)
        if shared(profiles[best], layout.profiles[j]) >= _SOME > shared(profiles[i], layout.profiles[j]):
            found[j] = best
    return found


def _is_shown(a: Profile, b: Profile, in_place: bool) -> bool:
    """Whether something tells that column ``a`` of the copy is ``b``, and not that it was left over: shared values or
    addresses, the header, or, in tables of the same width, the place.
    """
    same_header = a.header != "" and a.header == b.header
    return in_place or same_header or _shared_values(a, b) >= _SOME or _shared_addresses(a, b) > 0


def _recognised(profiles: Sequence[Profile], layout: Layout, rows: Sequence[Sequence[str]]) -> int | None:
    """The column of the copy that shares most keys with the layout, if it shares some.

    Where several columns hold keys, the one with whose keys the ``rows`` of the copy agree, if that is clear.
    """
    if layout.columns.key is None or layout.columns.key >= len(layout.profiles):
        return None
    keys = layout.profiles[layout.columns.key].values
    shares = [_share(profile, keys) for profile in profiles]
    if layout.rows:
        return _agreed(layout.rows, rows, [index for index, share in enumerate(shares) if share >= _SOME])
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _SOME else None


def _agreed(known: Mapping[str, frozenset[str]], rows: Sequence[Sequence[str]], columns: Sequence[int]) -> int | None:
    """The one of ``columns`` with whose keys the rows agree clearly better than with those of the next."""
    ranked = sorted(((_agreement(known, rows, index), index) for index in columns), reverse=True)
    if len(ranked) < 2 or ranked[0][0] < _CLEARLY * ranked[1][0]:
        return None  # its values and its place decide
    return ranked[0][1]


def _agreement(known: Mapping[str, frozenset[str]], rows: Sequence[Sequence[str]], index: int) -> float:
    """How many other cells of a row stand in the row of the key in column ``index`` too, on average."""
    keyed = [row for row in rows if index < len(row) and row[index] in known]
    return sum(len(known[row[index]].intersection(row)) for row in keyed) / max(len(keyed), 1)


def _share(profile: Profile, values: frozenset[str]) -> float:
    shared = sum(1 for text in profile.texts if text in values or profile.days.get(text) in values)
    return shared / max(len(profile.texts), 1)


def _shared_values(a: Profile, b: Profile) -> float:
    return _share(a, b.values)


def _shared_addresses(a: Profile, b: Profile) -> float:
    return len(a.addresses & b.addresses) / max(len(a.addresses), 1)


def _likeness(a: Profile, b: Profile) -> float:
    """How much column ``a`` of the copy looks like column ``b`` of the source."""
    same = _VALUES * _shared_values(a, b) + _ADDRESSES * _shared_addresses(a, b)
    same -= _KIND * sum(abs(x - y) for x, y in zip(a.kinds, b.kinds, strict=True))
    same += _LENGTH * (min(a.length, b.length) + 1) / (max(a.length, b.length) + 1)
    return same + (_HEADER if a.header and a.header == b.header else 0.0)


def _without_guess(columns: Columns, told: Container[int | None]) -> Columns:
    """``columns``, the territory's among the texts where it is none of those ``told`` and was only left over."""
    if columns.territory is None or columns.territory in told:
        return columns
    return replace(columns, territory=None, texts=(*columns.texts, columns.territory))


def _columns(
    source: Columns, counterpart: Mapping[int, int], linked: Mapping[int, int], shown: Mapping[int, int]
) -> Columns:
    """The columns of the copy; values are compared cell by cell, so that their column must be ``shown`` to be it."""
    of = {"link": linked, "doc_link": linked, "version": {**counterpart, **shown}}
    at = {name: None if index is None else of.get(name, counterpart).get(index) for name, index in source.places()}
    texts = tuple(counterpart[index] for index in source.texts if index in counterpart)
    verbatim = tuple((header, shown[index]) for header, index in source.verbatim if index in shown)
    words = tuple((header, counterpart[index]) for header, index in source.words if index in counterpart)
    return Columns(**at, texts=texts, verbatim=verbatim, words=words)
