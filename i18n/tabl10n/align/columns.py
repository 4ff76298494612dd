"""Which column of a table is what, found by what its cells hold and by which known values they share."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tabl10n.align.model import Columns
from tabl10n.align.values import address, folded, image_name, version
from tabl10n.badges import badge_value
from tabl10n.model import Cell, Role, Table

_SAMPLE = 300  # rows looked at: the kinds of a column's cells show long before
_WIDEST = 64  # columns looked at; a reference table has a dozen, and hostile input may have thousands
_MOST = 0.5  # the share of cells from which a column holds what they hold
_SOME = 0.1  # the share of known values from which a column is recognised by them: chance gives less


@dataclass(frozen=True, slots=True)
class Known:
    """The values of the registry by which a column may be recognised."""

    keys: Container[str]
    names: frozenset[str]
    links: Container[str]
    doc_links: Container[str]
    images: Container[str]


Sample = Sequence[Sequence[Cell]]
"""For each column of a table, its first cells."""


def columns_of(table: Table, known: Known | None = None) -> Columns:
    """What each column of ``table`` is. The roles of its columns are believed where nothing in the cells or in
    ``known`` says better.
    """
    sample = _sample(table)
    roles = {role: table.column_of(role) for role in Role}
    image = _best(sample, lambda cell: bool(cell.image) and not badge_value(cell.image))
    taken = [index for index in (image, roles[Role.TERRITORY]) if index is not None]
    key, name = _key_and_name(sample, roles, taken, known)
    link, doc_link = _links(sample, [name, key, image], known)
    words = {key, name, image, roles[Role.TERRITORY]}
    version_column = _best(sample, _is_version, without=words)
    texts = tuple(i for i, cells in enumerate(sample) if i not in words | {version_column} and _says_much(cells))
    verbatim = tuple(_verbatim(table, without=words))
    return Columns(key, roles[Role.TERRITORY], name, link, doc_link, image, version_column, texts, verbatim)


def _verbatim(table: Table, without: Container[int | None]) -> Iterator[tuple[str, int]]:
    for index, column in enumerate(table.columns[:_WIDEST]):
        if column.role is Role.VERBATIM and index not in without:
            yield " ".join(column.header.text.casefold().split()), index


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


def _key_and_name(
    sample: Sample, roles: Mapping[Role, int | None], taken: Sequence[int], known: Known | None
) -> tuple[int | None, int | None]:
    """The columns of the identifiers and of the display names: by known values, else by the alternative text of images,
    else by their roles.
    """
    key, name = roles[Role.KEY], roles[Role.NAME]
    if known is None:
        return key, name  # a table of the registry: its settings and its English header say it
    open_columns = [i for i in range(len(sample)) if i not in taken]
    by_key = _recognised(sample, open_columns, lambda cell: cell.text in known.keys)
    if by_key is None and key is None:
        by_key = _first_words(sample, open_columns)
    if by_key is not None and by_key != key:
        key, name = by_key, (key if name in (by_key, None) else name)
    if not known.names:
        return key, None
    by_name = _recognised(sample, [i for i in open_columns if i != key], lambda cell: folded(cell.text) in known.names)
    return key, name if by_name is None else by_name


def _recognised(sample: Sample, indexes: Sequence[int], holds: Callable[[Cell], object]) -> int | None:
    """The column that shares most known values, if it shares some."""
    shares = {i: _share(sample[i], holds) for i in indexes}
    best = max(indexes, key=lambda i: shares[i], default=None)  # the first of equals
    return best if best is not None and shares[best] >= _SOME else None


def _first_words(sample: Sample, indexes: Sequence[int]) -> int | None:
    """The first column with different texts: where identifiers stand when nothing else tells."""
    return next((i for i in indexes if _says_much(sample[i])), None)


def _links(sample: Sample, order: Sequence[int | None], known: Known | None) -> tuple[int | None, int | None]:
    """The column of the entries' own links and that of their documentation, by known values, else by place."""
    linked = [i for i, cells in enumerate(sample) if _share(cells, lambda cell: cell.link) >= _MOST]
    ranked = sorted(linked, key=lambda i: (order.index(i) if i in order else len(order), i))
    if not ranked:
        return None, None
    first = ranked[0]
    others = [i for i in linked if _different(sample[first], sample[i])]
    if known is None:
        return first, others[0] if others else None
    return _by_known(sample, ranked, known, first, others)


def _by_known(
    sample: Sample, ranked: Sequence[int], known: Known, first: int, others: Sequence[int]
) -> tuple[int | None, int | None]:
    link = _recognised(sample, ranked, lambda cell: address(cell.link).url in known.links)
    doc = _recognised(sample, ranked, lambda cell: address(cell.link).url in known.doc_links)
    if doc is not None and doc == link:
        doc_share = _share(sample[doc], lambda cell: address(cell.link).url in known.doc_links)
        link_share = _share(sample[doc], lambda cell: address(cell.link).url in known.links)
        link, doc = (None, doc) if doc_share > link_share else (link, None)
    if link is None:
        link = next((i for i in ranked if i != doc), None) if doc is not None else first
    if doc is None:
        doc = next((i for i in others if i != link), None)
    return link, doc


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
