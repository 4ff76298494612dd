"""Which columns are the parts of an entry: by their roles, and by what their cells hold."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from tabl10n.columns.model import Columns, InferredColumn
from tabl10n.document import Cell, Role, Table
from tabl10n.text.addresses import parse_address
from tabl10n.text.badges import parse_badge
from tabl10n.text.folding import fold_spaces
from tabl10n.text.versions import find_version

_MAX_ROWS = 300  # rows looked at: the kinds of a column's cells show long before
_MAX_COLUMNS = 64  # columns looked at; a reference table has a dozen, and hostile input may have thousands
_MIN_SHARE = 0.5  # the share of cells from which a column holds what they hold
_MAX_BESIDE_VERSION = 3  # characters that a cell of a version may hold besides it: "v", a unit of two letters

Sample = Sequence[Sequence[Cell]]
"""For each column of a table, its first cells."""


def find_parts(table: Table, each: Sequence[InferredColumn]) -> Columns:
    """The parts among the columns of ``table``, of which ``each`` has its role already."""
    sample = _take_sample(table)
    image = _find_best(sample, lambda cell: bool(cell.image) and not parse_badge(cell.image))
    key, name, territory = (_find_role(each, role) for role in (Role.KEY, Role.NAME, Role.TERRITORY))
    link, doc_link = _find_links(sample, [name, key, image])
    words = {key, name, image, territory}
    version_column = _find_best(sample, _is_version, without=words)
    texts = tuple(i for i, cells in enumerate(sample) if i not in words | {version_column} and _is_varied(cells))
    verbatim, prose = (tuple(_find_named(table, each, role, words)) for role in (Role.VERBATIM, Role.TEXT))
    return Columns(key, territory, name, link, doc_link, image, version_column, texts, verbatim, prose, tuple(each))


def _find_role(each: Sequence[InferredColumn], role: Role) -> int | None:
    return next((at for at, column in enumerate(each) if column.role is role), None)


def _find_named(
    table: Table, each: Sequence[InferredColumn], role: Role, without: Container[int | None]
) -> Iterator[tuple[str, int]]:
    """The columns of a role, each with the words of its header."""
    for index, column in enumerate(table.columns[:_MAX_COLUMNS]):
        if each[index].role is role and index not in without:
            yield fold_spaces(column.header.text), index


def _take_sample(table: Table) -> Sample:
    width = min(len(table.columns), _MAX_COLUMNS)
    rows = table.rows[:_MAX_ROWS]
    return [[row.cells[i] for row in rows if i < len(row.cells)] for i in range(width)]


def _compute_share(cells: Sequence[Cell], holds: Callable[[Cell], object]) -> float:
    return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0


def _find_best(sample: Sample, holds: Callable[[Cell], object], without: Container[int | None] = ()) -> int | None:
    """The column of which the largest share holds something, if that is most of it; the first of equals."""
    shares = [(0.0 if i in without else _compute_share(cells, holds)) for i, cells in enumerate(sample)]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _MIN_SHARE else None


def _is_version(cell: Cell) -> bool:
    found = find_version(cell.text, cell.image)
    return bool(found) and (bool(parse_badge(cell.image)) or len(cell.text) <= len(found) + _MAX_BESIDE_VERSION)


def _is_varied(cells: Sequence[Cell]) -> bool:
    """Whether a column says different things: one that repeats a word (``API``) tells no row from another."""
    return len({cell.text for cell in cells if cell.text}) > 1 or len(cells) == 1


def _find_links(sample: Sample, order: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The column of the entries' own links, the first of ``order`` that has any, and that of their documentation."""
    linked = [i for i, cells in enumerate(sample) if _compute_share(cells, lambda cell: cell.link) >= _MIN_SHARE]
    ranked = sorted(linked, key=lambda i: (order.index(i) if i in order else len(order), i))
    if not ranked:
        return None, None
    first = ranked[0]
    others = [i for i in linked if _link_elsewhere(sample[first], sample[i])]
    return first, others[0] if others else None


def _link_elsewhere(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether two columns link to different addresses: a logo often links to where the name links."""
    pairs = [(a.link, b.link) for a, b in zip(first, second, strict=False) if a.link and b.link]
    return sum(1 for a, b in pairs if parse_address(a).url != parse_address(b).url) > len(pairs) * _MIN_SHARE
