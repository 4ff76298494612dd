"""Which column of a table is what: by its role, and by what its cells hold."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from tabl10n.align.model import Columns
from tabl10n.document import Cell, Role, Table
from tabl10n.text.addresses import address, image_name
from tabl10n.text.badges import badge_value
from tabl10n.text.folding import header_words
from tabl10n.text.versions import version

_SAMPLE = 300  # rows looked at: the kinds of a column's cells show long before
_WIDEST = 64  # columns looked at; a reference table has a dozen, and hostile input may have thousands
_MOST = 0.5  # the share of cells from which a column holds what they hold


Sample = Sequence[Sequence[Cell]]
"""For each column of a table, its first cells."""


def columns_of(table: Table) -> Columns:
    """What each column of ``table`` is, by the roles of its columns; of the further ones by what their cells hold."""
    sample = _sample(table)
    roles = {role: table.column_of(role) for role in Role}
    image = _best(sample, lambda cell: bool(cell.image) and not badge_value(cell.image))
    key, name, territory = roles[Role.KEY], roles[Role.NAME], roles[Role.TERRITORY]
    link, doc_link = _links(sample, [name, key, image])
    words = {key, name, image, territory}
    version_column = _best(sample, _is_version, without=words)
    texts = tuple(i for i, cells in enumerate(sample) if i not in words | {version_column} and _says_much(cells))
    verbatim, prose = (tuple(_named(table, role, without=words)) for role in (Role.VERBATIM, Role.TEXT))
    return Columns(key, territory, name, link, doc_link, image, version_column, texts, verbatim, prose)


def _named(table: Table, role: Role, without: Container[int | None]) -> Iterator[tuple[str, int]]:
    """The columns of a role, each with the words of its header."""
    for index, column in enumerate(table.columns[:_WIDEST]):
        if column.role is role and index not in without:
            yield header_words(column.header.text), index


def _sample(table: Table) -> Sample:
    width = min(len(table.columns), _WIDEST)
    rows = table.rows[:_SAMPLE]
    return [[row.cells[i] for row in rows if i < len(row.cells)] for i in range(width)]


def _share(cells: Sequence[Cell], holds: Callable[[Cell], object]) -> float:
    return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0


def _best(sample: Sample, holds: Callable[[Cell], object], without: Container[int | None] = ()) -> int | None:
    """The column of which the largest share holds something, if that is most of it; the first of equals."""
    shares = [(0.0 if i in without else _share(cells, holds)) for i, cells in enumerate(sample)]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _MOST else None


def _is_version(cell: Cell) -> bool:
    said = version(cell.text, cell.image)
    return bool(said) and (bool(badge_value(cell.image)) or len(cell.text) <= len(said) + 3)


def _says_much(cells: Sequence[Cell]) -> bool:
    """Whether a column says different things: one that repeats a word (``API``) tells no row from another."""
    return len({cell.text for cell in cells if cell.text}) > 1 or len(cells) == 1


def _links(sample: Sample, order: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The column of the entries' own links, the first of ``order`` that has any, and that of their documentation."""
    linked = [i for i, cells in enumerate(sample) if _share(cells, lambda cell: cell.link) >= _MOST]
    ranked = sorted(linked, key=lambda i: (order.index(i) if i in order else len(order), i))
    if not ranked:
        return None, None
    first = ranked[0]
    others = [i for i in linked if _different(sample[first], sample[i])]
    return first, others[0] if others else None


def _different(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether two columns link to different places: a logo often links to where the name links."""
    pairs = [(a.link, b.link) for a, b in zip(first, second, strict=False) if a.link and b.link]
    return sum(1 for a, b in pairs if address(a).url != address(b).url) > len(pairs) * _MOST


def image_of(cell: Cell | None) -> str:
    """What tells the cell's image from others; a badge is none."""
    return "" if cell is None or badge_value(cell.image) else image_name(cell.image)


def value_of(cell: Cell) -> str:
    """What a cell that is copied as it is says: its badge's message, else its text, spaces between words as one."""
    return badge_value(cell.image) or " ".join(cell.text.split())
