"""What a file holds: documents, tables, rows, cells, and where each of them stands.

Nothing here reads, writes or decides. Every value is frozen; a changed document is a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto
from typing import Literal, NamedTuple

Align = Literal["", "left", "center", "right"]
ProseKind = Literal["title", "heading", "introduction", "paragraph"]
Layout = Literal["patch", "reformat"]
"""How an edit changes a file: only the span that it changes, or the lines of its whole table."""


class Role(StrEnum):
    """What a column is."""

    KEY = "key"
    TERRITORY = "territory"
    NAME = "name"
    TEXT = "text"
    VERBATIM = "verbatim"


class Span(NamedTuple):
    """A stretch of ``Document.source``: offsets in code points, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, and where each part of that stands in the source.

    ``text`` is what a reader sees, decoded (no escapes, no entities, without the image's alternative text).
    ``span`` is the content without its padding; ``line`` and ``column`` (from 1, in code points) are where it begins.
    A part that is absent is ``""``; a part whose place is not known exactly (it is written with an escape inside other
    markup, or over several lines) has the span ``None``.
    ``markup`` is the cell's source where it says more than one text, one link and one image, else ``""``.
    ``rest`` holds the spans of the lines after the first, for formats in which a cell has several.
    """

    text: str
    line: int
    column: int
    span: Span
    link: str = ""
    image: str = ""
    alt: str = ""
    text_span: Span | None = None
    link_span: Span | None = None
    image_span: Span | None = None
    alt_span: Span | None = None
    markup: str = ""
    rest: tuple[Span, ...] = ()


class Mobility(Enum):
    """Whether a row may be moved among the rows of its table.

    ``BOUND``: it may not, because nobody can tell what is its own, or because it would read differently elsewhere; who
    asks for it is refused. ``FIXED``: nobody asks for it, the other rows are ordered around it. It is in the table's
    foot, or a heading over all columns for the rows below it.
    """

    MOVABLE = auto()
    BOUND = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One data row; it may hold more or fewer cells than the table has columns.

    ``span`` covers it without what separates it from the next: a line break, a comma, a border. Rows that share a cell
    share one span: they move together. Only a movable row's span is exact.
    """

    line: int
    cells: tuple[Cell, ...]
    span: Span
    mobility: Mobility = Mobility.MOVABLE


class NotInferredError(RuntimeError):
    """A role was asked of a column that has none yet: a mistake of the program, not of its user."""

    def __init__(self) -> None:
        super().__init__("the columns of this table were not inferred: call roles.with_roles on its document first")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header cell and how it is aligned; ``known_role`` is its role, None until that is inferred."""

    header: Cell
    align: Align = ""
    known_role: Role | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether the column has a role."""
        return self.known_role is not None

    @property
    def role(self) -> Role:
        """What the column is. Raises NotInferredError where nobody inferred it."""
        if self.known_role is None:
            raise NotInferredError
        return self.known_role


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``span`` covers its lines whole, the last line break excluded.

    ``is_vertical``: each row begins with its own header cell, so the cells read as ``columns`` are the first row's.
    """

    line: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    span: Span
    is_vertical: bool = False

    def column_of(self, role: Role) -> int | None:
        """The index of the first column that plays ``role``, or None. Raises NotInferredError as `Column.role` does."""
        return next((i for i, column in enumerate(self.columns) if column.role is role), None)


@dataclass(frozen=True, slots=True)
class Prose:
    """A heading or a paragraph outside tables. ``text`` is its source, line breaks folded to one space.

    ``title`` is the first heading, ``introduction`` a paragraph before the first table.
    """

    kind: ProseKind
    text: str
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd that the reader met and kept; ``line`` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its name as given, its format's name, its whole text, and what stands in it."""

    name: str
    format: str
    source: str
    tables: tuple[Table, ...] = ()
    prose: tuple[Prose, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    def blocks(self) -> Iterator[Prose | Table]:
        """Yield the headings, paragraphs and tables, in order."""
        blocks: list[Prose | Table] = [*self.prose, *self.tables]
        yield from sorted(blocks, key=lambda block: block.span)

    def require_inferred(self) -> None:
        """Raise NotInferredError unless every column of every table has a role."""
        if not all(column.is_inferred for table in self.tables for column in table.columns):
            raise NotInferredError

    def edited(self, edits: Sequence[Edit]) -> Document:
        """The document as ``edits`` change it, its source and all spans as they are."""
        cells = {edit.span: edit.new for edit in edits if isinstance(edit, CellEdit)}
        prose = {edit.span: edit.new for edit in edits if isinstance(edit, ProseEdit)}
        return replace(
            self,
            prose=tuple(prose.get(part.span, part) for part in self.prose),
            tables=tuple(_edited_table(table, cells) for table in self.tables) if cells else self.tables,
        )

    def raw(self, cell: Cell) -> str:
        """The cell's content as the source has it, lines joined by a line break."""
        first = self.source[cell.span.start : cell.span.end]
        return "\n".join([first, *(self.source[start:end] for start, end in cell.rest)]) if cell.rest else first


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A change of one cell: what it is, and what it is to be."""

    old: Cell
    new: Cell

    @property
    def span(self) -> Span:
        """The span of the cell."""
        return self.old.span


@dataclass(frozen=True, slots=True)
class ProseEdit:
    """A change of one heading or paragraph."""

    old: Prose
    new: Prose

    @property
    def span(self) -> Span:
        """The span of the heading or paragraph."""
        return self.old.span


Edit = CellEdit | ProseEdit
"""A change of a document. Spans tell the edits of one document apart."""


def _edited_table(table: Table, cells: Mapping[Span, Cell]) -> Table:
    columns = tuple(replace(column, header=cells.get(column.header.span, column.header)) for column in table.columns)
    rows = tuple(_edited_row(row, cells) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _edited_row(row: Row, cells: Mapping[Span, Cell]) -> Row:
    if not any(cell.span in cells for cell in row.cells):
        return row
    return replace(row, cells=tuple(cells.get(cell.span, cell) for cell in row.cells))
