"""Changed documents, written: a test says what a document is to be, and the edits that lead there are found here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tabl10n import formats
from tabl10n.document import CellEdit, Document, Edit, ProseEdit, Table
from tabl10n.formats.changes import all_cells
from tabl10n.formats.content import Content, Rendering


def original(changed: Document) -> Document:
    """The document that ``changed`` was made from, with the roles of its columns."""
    parsed = formats.get(changed.format).parse(changed.source, changed.name)
    return replace(parsed, tables=tuple(map(_with_roles, parsed.tables, changed.tables)))


def edits(changed: Document) -> Sequence[Edit]:
    """What leads to ``changed`` from its original."""
    before = original(changed)
    prose = zip(before.prose, changed.prose, strict=True)
    cells = zip(all_cells(before), all_cells(changed), strict=True)
    return [
        *(ProseEdit(old, new) for old, new in prose if old.text != new.text),
        *(CellEdit(old, new) for old, new in cells if old != new),
    ]


def dump(changed: Document, options: Rendering | None = None) -> str:
    """`formats.dump` of a changed document."""
    return formats.dump(original(changed), edits(changed), options)


def patch(changed: Document) -> str:
    """`formats.patch` of a changed document."""
    return formats.patch(original(changed), edits(changed))


def convert(changed: Document, target: str, options: Rendering | None = None) -> str:
    """`formats.convert` of a changed document."""
    return formats.convert(original(changed), target, edits(changed), options)


def conversions(changed: Document, targets: Sequence[str], options: Rendering | None = None) -> Iterator[str]:
    """`formats.conversions` of a changed document."""
    return formats.conversions(original(changed), targets, edits(changed), options)


class Writer:
    """A format whose functions take changed documents."""

    def __init__(self, name: str) -> None:
        self.format = formats.get(name)

    def write(self, changed: Document, options: Rendering | None = None) -> str:
        return dump(changed, options)

    def patch(self, changed: Document) -> str:
        return patch(changed)

    def content(self, changed: Document) -> Content:
        return self.format.content(original(changed), edits(changed))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.format, name)


def get(name: str) -> Writer:
    """`formats.get`, for changed documents."""
    return Writer(name)


def _with_roles(table: Table, known: Table) -> Table:
    pairs = zip(table.columns, known.columns, strict=True)
    return replace(table, columns=tuple(replace(column, known_role=other.known_role) for column, other in pairs))
