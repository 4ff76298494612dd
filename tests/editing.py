"""Changed documents, written: a test says what a document is to be, and the edits that lead there are found here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tabl10n import formats
from tabl10n.document import Cell, Document, Edit, Table
from tabl10n.formats.rendering import Rendering, make_neutral


@lru_cache(maxsize=64)
def parsed_once(format_name: str, source: str, name: str) -> Document:
    """The document, which a test changes in many ways one after the other."""
    return formats.get(format_name).parse(source, name)


def original(changed: Document) -> Document:
    """The document that ``changed`` was made from, with the roles of its columns."""
    parsed = parsed_once(changed.format, changed.source, changed.name)
    return replace(parsed, tables=tuple(map(_with_roles, parsed.tables, changed.tables)))


def edits(changed: Document) -> Sequence[Edit]:
    """What leads to ``changed`` from its original."""
    before = original(changed)
    format_ = formats.get(changed.format)
    prose = zip(before.prose, changed.prose, strict=True)
    cells = zip(before.cells(), changed.cells(), strict=True)
    return [
        *(format_.translate(before, old, new.text) for old, new in prose if old.text != new.text),
        *(_cell_edit(before, old, new) for old, new in cells if old != new),
    ]


def _cell_edit(document: Document, old: Cell, new: Cell) -> Edit:
    if new.markup != old.markup:
        return formats.get(document.format).translate(document, old, new.markup)
    return Edit(old.span, new.nodes)


def dump(changed: Document, options: Rendering | None = None) -> str:
    """`formats.dump` of a changed document."""
    return formats.dump(original(changed), edits(changed), options)


def patch(changed: Document) -> str:
    """`formats.patch` of a changed document."""
    return formats.patch(original(changed), edits(changed))


def convert(changed: Document, target: str, options: Rendering | None = None) -> str:
    """`formats.convert` of a changed document."""
    return formats.convert(original(changed), target, edits(changed), options)


class Writer:
    """A format whose functions take changed documents."""

    def __init__(self, name: str) -> None:
        self.format = formats.get(name)

    def write(self, changed: Document, options: Rendering | None = None) -> str:
        return dump(changed, options)

    def patch(self, changed: Document) -> str:
        return patch(changed)

    def neutral(self, changed: Document) -> Document:
        """The changed document as other formats render it."""
        document = original(changed)
        return make_neutral(document.edited(edits(changed)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.format, name)


def get(name: str) -> Writer:
    """`formats.get`, for changed documents."""
    return Writer(name)


def _with_roles(table: Table, known: Table) -> Table:
    pairs = zip(table.columns, known.columns, strict=True)
    return replace(table, columns=tuple(replace(column, known_role=other.known_role) for column, other in pairs))


def change(cell: Cell, *, markup: str | None = None, **parts: str) -> Cell:
    """The cell with other parts, or with other markup."""
    changed = cell.with_parts(**parts)
    return changed if markup is None else replace(changed, markup=markup)
