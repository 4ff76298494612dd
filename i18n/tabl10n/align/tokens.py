"""What a row, or a whole table, says that a translation may leave alone: tokens that two of them may share.

A token is a kind and a text: a link, an image, a number, a word in Latin letters, what a whole cell says. Nothing here
knows which column is what: this works for tables without keys, and for columns that were misread.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum, auto
from functools import cached_property
from typing import NamedTuple, overload

from tabl10n.align.exact import index_values
from tabl10n.align.parameters import BOUNDS
from tabl10n.document import Cell, Document, Row, Table
from tabl10n.nodes import Code, Image, Link, Text, walk
from tabl10n.text.addresses import identify_image, parse_address
from tabl10n.text.badges import parse_badge
from tabl10n.text.folding import fold_letters

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]+|[A-Za-z]")
_MARKED = re.compile(r"_|\d|[a-z][A-Z]|[A-Z]{2}")  # what no ordinary word has
_NUMBER = re.compile(r"\d+")
# A part of an address that names a language: `en-us` and `tr-tr` are one page.
_LOCALE = re.compile(r"(?:(?<=[/.])|^)[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.]|$)")


class Kind(StrEnum):
    """What a token is."""

    LINK = auto()
    IMAGE = auto()
    NUMBER = auto()
    CODE = auto()
    WORD = auto()
    CELL = auto()
    HEADER = auto()
    HEADING = auto()
    SIZE = auto()
    WIDTH = auto()


_COUNTED = frozenset({Kind.CODE, Kind.WORD, Kind.NUMBER})

Token = tuple[Kind, str]
"""A kind, and what is compared."""


class RowTokens(NamedTuple):
    """The tokens of a row, each with the column that it is in; the cells' lengths, and the texts of short ones
    (empty where a cell is not short), which may be spelt by sound.
    """

    tokens: dict[Token, int]
    lengths: tuple[int, ...]
    short: tuple[str, ...]


class Rows(Sequence[RowTokens]):
    """The rows of a table, each read when it is asked for: of a long table few are."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """``rows`` as they were parsed."""
        self.parsed = rows
        self._read: dict[int, RowTokens] = {}

    @cached_property
    def by_value(self) -> Mapping[str, int]:
        """The row that says each value, by which rows match exactly."""
        return index_values(self.parsed)

    def __len__(self) -> int:
        return len(self.parsed)

    @overload
    def __getitem__(self, at: int) -> RowTokens: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RowTokens]: ...
    def __getitem__(self, at: int | slice) -> RowTokens | Sequence[RowTokens]:
        """The tokens of one row, or of some."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        found = self._read.get(at)
        if found is None:
            found = self._read[at] = read_row(self.parsed[at])
        return found


class TableTokens(NamedTuple):
    """The tokens of a table with how many of its rows have each, of a long one its first rows; and its rows."""

    tokens: dict[Token, int]
    rows: Rows
    width: int


def read_tables(document: Document) -> list[TableTokens]:
    """The tokens of each table of a document, the heading before each among them."""
    headings = sorted((part.span, part.text) for part in document.prose if part.kind in ("title", "heading"))
    spans = [span for span, _ in headings]
    above = (bisect_left(spans, table.span) - 1 for table in document.tables)
    return [
        read_table(table, headings[at][1] if at >= 0 else "") for table, at in zip(document.tables, above, strict=True)
    ]


def read_table(table: Table, heading: str = "") -> TableTokens:
    """The tokens of one table below ``heading``."""
    rows = Rows(table.rows)
    tokens: dict[Token, int] = {}
    for row in rows[: BOUNDS.table_rows]:
        for token in row.tokens:
            if token in tokens or len(tokens) < BOUNDS.table_tokens:
                tokens[token] = tokens.get(token, 0) + 1
    tokens[Kind.SIZE, str(len(rows))] = 1
    tokens[Kind.WIDTH, str(len(table.columns))] = 1
    for number, column in enumerate(table.columns[: BOUNDS.cells]):
        tokens.update(dict.fromkeys(_read_header_tokens(number, column.header), 1))
    tokens.update(dict.fromkeys(((Kind.HEADING, text) for _, text in _find_latin(heading)), 1))
    return TableTokens(tokens, rows, len(table.columns))


def _read_header_tokens(number: int, header: Cell) -> Iterator[Token]:
    if text := fold_letters(header.text):
        yield Kind.HEADER, f"{number} {text}"


def read_row(row: Row) -> RowTokens:
    """The tokens of one row."""
    tokens: dict[Token, int] = {}
    cells = row.cells[: BOUNDS.cells]
    words = 0
    texts = [cell.text for cell in cells]
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        for token in _read_cell_tokens(cell, text[: BOUNDS.cell_characters]):
            if token[0] in _COUNTED:
                words += 1
                if words > BOUNDS.row_words:
                    continue
            tokens.setdefault(token, column)
    return RowTokens(tokens, tuple(map(len, texts)), tuple(text if _is_short(text) else "" for text in texts))


def _read_cell_tokens(cell: Cell, text: str) -> Iterator[Token]:
    nodes = cell.nodes
    for node in walk(nodes) if len(nodes) != 1 or type(nodes[0]) is not Text else ():
        match node:
            case Link(url) if link := _normalize_link(url):
                yield Kind.LINK, link
            case Image(url) if badge := parse_badge(url):
                yield Kind.WORD, f"badge {badge}"
            case Image(url) if image := _normalize_image(url):
                yield Kind.IMAGE, image
            case Code(code) if squeezed := fold_letters(code):
                yield Kind.CODE, squeezed
            case _:
                pass
    if squeezed := fold_letters(text) or text.strip():
        yield Kind.CELL, squeezed
    yield from _find_latin(text)


def _normalize_image(image: str) -> str:
    return _LOCALE.sub("", identify_image(image))


def _normalize_link(target: str) -> str:
    """An address without what names a language."""
    return _LOCALE.sub("", parse_address(target).url)


def _find_latin(text: str) -> Iterator[Token]:
    """The numbers, in ASCII digits, and the words in Latin letters."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for number in _NUMBER.findall(plain):
        yield Kind.NUMBER, str(int(number)) if len(number) <= BOUNDS.number_digits else number
    for word in _WORD.findall(plain):
        yield (Kind.CODE if _MARKED.search(word) else Kind.WORD), word.casefold()


def _is_short(text: str) -> bool:
    return len(text) <= BOUNDS.short_characters and len(text.split()) <= BOUNDS.short_words


def count_tokens(having: Sequence[RowTokens] | Sequence[TableTokens]) -> dict[Token, int]:
    """How many of the rows, or of the tables, have each token."""
    counts: dict[Token, int] = {}
    for one in having:
        for token in one.tokens:
            counts[token] = counts.get(token, 0) + 1
    return counts
