"""Whether a copy can be one of its source: whether the two have in common what no translation changes."""

from __future__ import annotations

from collections.abc import Iterable, Set

from tabl10n.columns import Columns
from tabl10n.columns.cells import read_value
from tabl10n.document import Cell, Document, Role
from tabl10n.nodes import Code, Image, Link, walk
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.folding import fold_letters

_MIN_ELEMENTS = 5  # of a page, for their absence from the other one to tell anything
_MAX_ROWS = 200  # of a table that are read


def have_nothing_in_common(copy: Document, source: Document, columns: Iterable[Columns], keys: Iterable[str]) -> bool:
    """Whether nothing that the source's tables keep from translators is in the copy, or no link, image or code of the
    copy's tables is in the source. ``columns`` are those of the source's tables, ``keys`` those of all editions.
    """
    if not copy.tables or not source.tables:
        return False
    copied_elements, source_elements = _collect_elements(copy), _collect_elements(source)
    kept = source_elements | _collect_kept(source, columns)
    written = copied_elements | _collect_texts(copy)
    if not written.isdisjoint(map(fold_letters, keys)):
        return False
    if len(kept) >= _MIN_ELEMENTS and not kept & written:
        return True
    known = source_elements | _collect_texts(source)
    return len(copied_elements) >= _MIN_ELEMENTS and not copied_elements & known


def _collect_elements(document: Document) -> Set[str]:
    """The links, images and code in cells."""
    elements = {_read_element(node) for cell in _list_cells(document) for node in walk(cell.nodes)}
    return elements - {""}


def _read_element(node: object) -> str:
    match node:
        case Link(url):
            return parse_address(url).url
        case Image(url):
            return identify_image(url)
        case Code(text):
            return fold_letters(text)
        case _:
            return ""


def _collect_kept(source: Document, columns: Iterable[Columns]) -> Set[str]:
    """The values in the columns that are kept from translators."""
    kept: set[str] = set()
    for table, own in zip(source.tables, columns, strict=True):
        for index in range(len(table.columns)):
            if own.role_of(index) in (Role.KEY, Role.VERBATIM):
                cells = (row.cells[index] for row in table.rows[:_MAX_ROWS] if index < len(row.cells))
                kept.update(fold_letters(read_value(cell)) for cell in cells)
    return kept - {""}


def _collect_texts(document: Document) -> Set[str]:
    return {fold_letters(read_value(cell)) for cell in _list_cells(document)} - {""}


def _list_cells(document: Document) -> Iterable[Cell]:
    return (cell for table in document.tables for row in table.rows[:_MAX_ROWS] for cell in row.cells)
