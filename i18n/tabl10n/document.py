"""What a file holds: documents, their blocks, tables, rows, cells, and where each of them is.

Nothing here reads, writes or decides. Every value is frozen; a changed document is a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto
from typing import Literal, NamedTuple

from tabl10n.nodes import (
    Inline,
    Link,
    Parts,
    Span,
    Text,
    find_first_image,
    find_first_link,
    parts_of,
    replace_parts,
    replace_text,
    shown_span,
    shown_text,
)

Align = Literal["", "left", "center", "right"]
BlockKind = Literal[
    "title",
    "heading",
    "introduction",
    "paragraph",
    "item",
    "quotation",
    "note",
    "term",
    "definition",
    "footnote",
    "caption",
    "label",
    "metadata",
]
"""What a block is; a ``label`` is the title of a note or a tab, ``metadata`` a field of what is above the page."""
ContainerKind = Literal["list", "item", "quotation", "note", "tab", "definitions", "definition"]
Region = Literal["page", "tables"]
"""What of a page is translated: all of it, or its tables; the rest is another tool's."""
Layout = Literal["patch", "reformat"]
"""How an edit changes a file: only the span that it changes, or the lines of its whole table."""


class Role(StrEnum):
    """What a column is."""

    KEY = "key"
    TERRITORY = "territory"
    NAME = "name"
    TEXT = "text"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its inline nodes, and where it begins.

    ``span`` is the content without its padding; ``line`` and ``column`` (from 1, in code points) are where it begins.
    ``rest`` holds the spans of the lines after the first, for formats in which a cell has several.
    ``markup`` is the cell's source where it says more than one text, one link and one image, else ``""``.

    Everything else is derived from the nodes: a part that is absent is ``""``, and its span ``None``, as is that of a
    part that is not known to be at one span. A cell that another one covers has no node at all.
    """

    nodes: Inline
    line: int
    column: int
    span: Span
    markup: str = ""
    rest: tuple[Span, ...] = ()
    # Most cells are one text, which needs no look at the nodes; of the others the parts are found once.
    _parts: Parts | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def parts(self) -> Parts:
        """The text, the first link and the first image with its text."""
        if self._parts is None:
            object.__setattr__(self, "_parts", parts_of(self.nodes))
            assert self._parts is not None
        return self._parts

    @property
    def text(self) -> str:
        """What a reader sees, decoded, without images."""
        nodes = self.nodes
        if len(nodes) == 1 and isinstance(nodes[0], Text):
            return nodes[0].text
        return shown_text(nodes) if self._parts is None else self._parts.text

    @property
    def link(self) -> str:
        """Where the first link leads."""
        node = self.nodes[0] if len(self.nodes) == 1 else None
        if isinstance(node, Text):
            return ""
        return node.url if isinstance(node, Link) and node.url else self.parts.link

    @property
    def image(self) -> str:
        """The address of the first image."""
        nodes = self.nodes
        return "" if len(nodes) == 1 and isinstance(nodes[0], Text) else self.parts.image

    @property
    def alt(self) -> str:
        """The text that stands for the first image."""
        nodes = self.nodes
        return "" if len(nodes) == 1 and isinstance(nodes[0], Text) else self.parts.alt

    @property
    def text_span(self) -> Span | None:
        """Where the text is."""
        nodes = self.nodes
        return nodes[0].span if len(nodes) == 1 and isinstance(nodes[0], Text) else shown_span(nodes)

    @property
    def link_span(self) -> Span | None:
        """Where the first link's address is."""
        link = find_first_link(self.nodes)
        return link.url_span if link else None

    @property
    def image_span(self) -> Span | None:
        """Where the first image's address is."""
        image = find_first_image(self.nodes)
        return image.url_span if image else None

    @property
    def alt_span(self) -> Span | None:
        """Where the text that stands for the first image is."""
        image = find_first_image(self.nodes)
        return image.alt_span if image else None

    def with_parts(
        self, *, text: str | None = None, link: str | None = None, image: str | None = None, alt: str | None = None
    ) -> Cell:
        """The cell with other parts; those that are None stay."""
        if text is not None and link is None and image is None and alt is None:  # what nearly every edit is
            return replace(self, nodes=replace_text(self.nodes, self.text, text))
        given = zip((text, link, image, alt), self.parts, strict=True)
        return replace(
            self, nodes=replace_parts(self.nodes, Parts(*(old if new is None else new for new, old in given)))
        )

    def edited(self, edit: Edit | None) -> Cell:
        """The cell as ``edit`` changes it."""
        if edit is None:
            return self
        markup = self.markup if edit.source is None else edit.source
        return Cell(edit.nodes, self.line, self.column, self.span, markup, self.rest)


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

    def with_cells(self, change: Callable[[Cell], Cell]) -> Row:
        """The row with what ``change`` makes of each cell; the row itself where that is no change."""
        cells = tuple(map(change, self.cells))
        is_same = all(new is old for new, old in zip(cells, self.cells, strict=True))
        return self if is_same else replace(self, cells=cells)


class NotInferredError(RuntimeError):
    """A role was asked of a column that has none yet: a mistake of the program, not of its user."""

    def __init__(self) -> None:
        super().__init__("nobody inferred the columns of this table: call columns.infer_document on its document first")


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


class Container(NamedTuple):
    """What blocks are in: a list and an item of it, a quotation, a note, a tab, a definition of a list of these.

    ``start``, the offset of where it begins, tells it from the one beside it. ``name`` is the type of a note in small
    letters, and for an item of a list of tasks what its box holds: ``x`` or a space. ``number`` is that of the first
    item of a numbered list, None where the items have none.
    """

    kind: ContainerKind
    start: int
    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``span`` covers its lines whole, the last line break excluded.

    ``is_vertical``: each row begins with its own header cell, so the cells read as ``columns`` are the first row's.
    ``containers`` are what it is in, the outermost first.
    """

    line: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    span: Span
    is_vertical: bool = False
    containers: tuple[Container, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """Yield every cell, header cells too, in order."""
        yield from (column.header for column in self.columns)
        for row in self.rows:
            yield from row.cells

    def with_cells(self, change: Callable[[Cell], Cell]) -> Table:
        """The table with what ``change`` makes of each cell; a row in which none changes stays the same object."""
        columns = tuple(replace(column, header=change(column.header)) for column in self.columns)
        return replace(self, columns=columns, rows=tuple(row.with_cells(change) for row in self.rows))

    def column_of(self, role: Role) -> int | None:
        """The index of the first column that plays ``role``, or None. Raises NotInferredError as `Column.role` does."""
        return next((i for i, column in enumerate(self.columns) if column.role is role), None)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list's item or anything else with words outside tables.

    ``text`` is its source without what is before each of its lines, line breaks folded to one space. ``kind`` is
    title for the first heading, introduction for a paragraph before the first table; for what is inside of an item, a
    quotation, a note, a definition or a footnote, it is that. ``level`` is a heading's, from 1, wherever it is.
    ``content`` has its nodes, or reads them: in some formats that takes longer than all else, and few ask for them.
    What reads them is given the text, and where it begins if it is in the file in one piece. ``containers`` are what
    the block is in, the outermost first.
    """

    kind: BlockKind
    text: str
    line: int
    span: Span
    level: int = 0
    content: Inline | Callable[[str, int | None], Inline] = field(default=(), compare=False, repr=False)
    containers: tuple[Container, ...] = ()

    @property
    def nodes(self) -> Inline:
        """The inline nodes."""
        if isinstance(self.content, tuple):
            return self.content
        is_one_piece = self.span.end - self.span.start == len(self.text)
        return self.content(self.text, self.span.start if is_one_piece else None)

    def edited(self, edit: Edit | None) -> Block:
        """The heading or paragraph as ``edit`` changes it."""
        if edit is None:
            return self
        return replace(self, text=self.text if edit.source is None else edit.source, content=edit.nodes)


class Verbatim(NamedTuple):
    """What a page shows and nobody translates: lines of code, or a rule between two paragraphs.

    ``text`` are the lines of code without what is before each of them for the sake of the format; ``language`` is
    that of the code, as the page names it.
    """

    kind: Literal["code", "rule"]
    text: str
    line: int
    span: Span
    language: str = ""
    containers: tuple[Container, ...] = ()


class Notice(NamedTuple):
    """Something odd that the reader met and kept; ``line`` counts from 1.

    ``expected`` written over ``span`` would put it right; both are None where nothing certainly would.
    """

    line: int
    message: str
    span: Span | None = None
    expected: str | None = None


class Edit(NamedTuple):
    """A change of a document: the cell, heading or paragraph at ``span`` is to consist of ``nodes``.

    ``source`` is how that is written in the document's format, where someone wrote it, a translator for one; markup
    that the original does not have is text in it (`Format.translate`). None where the format is to write it: then
    only leaves differ, and the spans of the original's leaves say where. Spans tell the edits of a document apart.
    """

    span: Span
    nodes: Inline
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its name as given, its format's name, its whole text, and what is in it.

    ``prose`` are the blocks that are no tables, ``verbatim`` what is shown besides and has no words to translate.
    ``parsed`` is what the format's own functions know of the file besides, so that they need not read it again; nothing
    else looks into it. ``region`` is what its project translates of it.
    """

    name: str
    format: str
    source: str
    tables: tuple[Table, ...] = ()
    prose: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    parsed: object = field(default=None, compare=False, repr=False)
    verbatim: tuple[Verbatim, ...] = ()
    region: Region = "page"

    def blocks(self) -> Iterator[Block | Table]:
        """Yield the headings, paragraphs and tables, in order."""
        blocks: list[Block | Table] = [*self.prose, *self.tables]
        yield from sorted(blocks, key=lambda block: block.span)

    def parts(self) -> Iterator[Block | Table | Verbatim]:
        """Yield all that the page shows, in order."""
        parts: list[Block | Table | Verbatim] = [*self.prose, *self.tables, *self.verbatim]
        yield from sorted(parts, key=lambda part: part.span)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell, header cells too, in order."""
        for table in self.tables:
            yield from table.cells()

    def require_inferred(self) -> None:
        """Raise NotInferredError unless every column of every table has a role."""
        if not all(column.is_inferred for table in self.tables for column in table.columns):
            raise NotInferredError

    def edited(self, edits: Iterable[Edit]) -> Document:
        """The document as ``edits`` change it, its source and all spans as they are."""
        by_span = {edit.span: edit for edit in edits}
        if not by_span:
            return self
        document = self.with_cells(lambda cell: cell.edited(by_span.get(cell.span)))
        return replace(document, prose=tuple(block.edited(by_span.get(block.span)) for block in self.prose))

    def with_cells(self, change: Callable[[Cell], Cell]) -> Document:
        """The document with what ``change`` makes of each cell, header cells too."""
        return replace(self, tables=tuple(table.with_cells(change) for table in self.tables))

    def raw(self, cell: Cell) -> str:
        """The cell's content as the source has it, lines joined by a line break."""
        first = self.source[cell.span.start : cell.span.end]
        return "\n".join([first, *(self.source[start:end] for start, end in cell.rest)]) if cell.rest else first
