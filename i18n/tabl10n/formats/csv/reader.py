"""Reading CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n.document import Cell, Column, Document, Notice, Row, Table
from tabl10n.errors import InputError
from tabl10n.formats.csv.renderer import IMAGE, LINK
from tabl10n.formats.lines import LINE_BREAK
from tabl10n.formats.ragged import find_ragged_rows
from tabl10n.nodes import Image, Link, Node, Span, Text

_FIELD = re.compile(r'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?P<rest>[^,\r\n]*)|(?P<bare>[^,\r\n]*)')


class _Field(NamedTuple):
    """A value, and where it is, quotation marks included."""

    text: str
    span: Span
    line: int
    column: int


class CsvFile(NamedTuple):
    """What is known of a CSV file besides its document: the columns of links and images that are named after another.

    ``companions`` says, by the span of a header, in which spans its name is repeated, and what follows it there.
    """

    companions: Mapping[Span, Mapping[Span, str]]


class ColumnFields(NamedTuple):
    """The fields that make a cell: indexes into a record, -1 for one that is not there."""

    text: int
    image: int = -1
    link: int = -1


def read(text: str, name: str) -> Document:
    """The table that ``text`` holds. Raises InputError where there is no record, or one with too many fields of links
    and images to tell whose they are.
    """
    found = list(split_records(text))
    if not found:
        raise InputError("no record", path=name, next_step="name a file whose first line names the columns")
    column_fields = list(find_column_fields([field.text for field in found[0]]))
    header = found[0]
    columns = tuple(Column(_read_cell([header[fields.text]], ColumnFields(0))) for fields in column_fields)
    rows = tuple(
        Row(
            record[0].line,
            tuple(_read_cells(record, column_fields, len(header))),
            Span(record[0].span.start, record[-1].span.end),
        )
        for record in found[1:]
    )
    span = Span(header[0].span.start, found[-1][-1].span.end)
    table = Table(header[0].line, columns, rows, span)
    notices = (*_suspect_separator(header), *find_ragged_rows(table))
    return Document(
        name, "csv", text, (table,), notices=notices, parsed=CsvFile(_find_companions(header, column_fields))
    )


def _find_companions(
    header: Sequence[_Field], column_fields: Sequence[ColumnFields]
) -> Mapping[Span, Mapping[Span, str]]:
    return {
        header[fields.text].span: {
            header[at].span: suffix for at, suffix in ((fields.image, IMAGE), (fields.link, LINK)) if at >= 0
        }
        for fields in column_fields
    }


def _suspect_separator(header: Sequence[_Field]) -> Iterator[Notice]:
    """A notice where the header is one field that another separator would part, as some spreadsheets write it."""
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0].text:
            yield Notice(1, f"one column with {name} in its header: save the file with commas, not {name}")


def split_records(text: str) -> Iterator[list[_Field]]:
    """The records of the file; a line without a character is none (as the standard library's reader has it)."""
    record: list[_Field] = []
    for field, is_last in _split_fields(text):
        record.append(field)
        if is_last:
            if len(record) > 1 or field.span.start < field.span.end:
                yield record
            record = []


def _split_fields(text: str) -> Iterator[tuple[_Field, bool]]:
    """The fields of the file in order, each with whether it is its record's last."""
    at = 1 if text.startswith("\ufeff") else 0
    line, line_start, goes_on = 1, 0, False
    while at < len(text) or goes_on:
        match = _FIELD.match(text, at)
        assert match  # it matches the empty text
        value, breaks = match["bare"], []
        if match["quoted"] is not None:
            value = match["quoted"].replace('""', '"') + match["rest"]
            breaks = [found.end() for found in LINE_BREAK.finditer(text, *match.span())]
        goes_on = text.startswith(",", match.end())
        yield _Field(value, Span(*match.span()), line, match.start() - line_start + 1), not goes_on
        at = match.end() + goes_on
        if not goes_on and (end := LINE_BREAK.match(text, at)):
            at = end.end()
            breaks.append(at)
        if breaks:
            line, line_start = line + len(breaks), breaks[-1]


def find_column_fields(headers: Sequence[str]) -> Iterator[ColumnFields]:
    """Where the cells of each column are in a record."""
    at = 0
    while at < len(headers):
        name, start, image, link = headers[at], at, -1, -1
        at += 1
        if headers[at : at + 1] == [name + IMAGE]:
            image, at = at, at + 1
        if headers[at : at + 1] == [name + LINK]:
            link, at = at, at + 1
        yield ColumnFields(start, image, link)


def _read_cells(record: Sequence[_Field], column_fields: Sequence[ColumnFields], width: int) -> Iterator[Cell]:
    """The record's cells: fewer where it is short, one more for each field past the header."""
    yield from (_read_cell(record, fields) for fields in column_fields if fields.text < len(record))
    yield from (_read_cell([field], ColumnFields(0)) for field in record[width:])


def _read_cell(record: Sequence[_Field], fields: ColumnFields) -> Cell:
    text = record[fields.text]
    image = record[fields.image] if 0 <= fields.image < len(record) else None
    link = record[fields.link] if 0 <= fields.link < len(record) else None
    node: Node = Text(text.text, text.span)
    if image and image.text:
        node = Image(image.text, text.text, url_span=image.span, alt_span=text.span)
    nodes: tuple[Node, ...] = (node,)
    if image and not image.text:  # the field of an image that there is none of
        nodes = (node, Image("", url_span=image.span))
    if link:
        nodes = (Link(link.text, nodes, url_span=link.span),)
    return Cell(nodes, text.line, text.column, text.span)
