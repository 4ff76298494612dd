"""The rule on tables that no renderer reads as they were meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tabl10n import formats
from tabl10n.audit.context import Context
from tabl10n.audit.example import make_row
from tabl10n.audit.pairs import is_repeated_header
from tabl10n.audit.ragged import Damage, RaggedRow
from tabl10n.audit.rules import RULES
from tabl10n.document import Document, Notice, Row, Table
from tabl10n.findings import Finding, Severity
from tabl10n.formats.changes import TextEdit

STRUCTURE = RULES.topic(position=82)

TABLE_MALFORMED = STRUCTURE.rule(
    "table-malformed",
    Severity.ERROR,
    "The table is damaged as a table: a row has more or fewer cells than the header, two rows are on one line, the "
    "header is repeated as a row, the delimiter row is broken or lost, the encoding was misread. Renderers drop or "
    "shift cells silently; this reader keeps them and says where. Which cell was lost, added or split follows from the "
    "row of the source. In such a row nothing else is found from there on.",
    passing=make_row("orchard"),
    failing=make_row("orchard").removesuffix("| 1 |") + "|",
)


@STRUCTURE.check
def find_malformed_tables(context: Context) -> Iterator[Finding]:
    """One finding for each notice of the reader, unless the source's table is so as well, and one for a copy without a
    table, where the source has one.
    """
    if context.source.tables and not context.copy.tables:
        yield _make_no_table(context.copy)
    known = Counter(notice.message for notice in context.source.notices)
    ragged = {context.copy.tables[one.table - 1].rows[one.row - 1].line: one for one in context.ragged_rows.values()}
    for notice in context.copy.notices:
        known[notice.message] -= 1
        if known[notice.message] < 0:
            yield _make_notice(context, notice, ragged.get(notice.line))
    yield from _find_repeated_headers(context)


def _make_notice(context: Context, notice: Notice, ragged: RaggedRow | None) -> Finding:
    message, edit = notice.message, None
    if notice.span is not None:
        edit = TextEdit(notice.span, notice.expected or "")
    elif ragged is not None:
        edit = _find_edit(context, ragged)
    if ragged is not None and (cause := _describe_cause(context, ragged)):
        message = f"{message}: {cause}"
    return Finding(
        TABLE_MALFORMED.name,
        TABLE_MALFORMED.severity,
        message,
        line=notice.line,
        table=ragged.table if ragged else None,
        row=ragged.row if ragged else None,
        part="row",
        written=context.copy.source[slice(*edit.span)] if edit else "",
        expected=edit.text if edit else "",
        safe=edit is not None,
        span=edit.span if edit else None,
    )


def _find_edit(context: Context, ragged: RaggedRow) -> TextEdit | None:
    """The text edit that puts a row right, where its counterpart leaves no doubt what happened, and no word is lost."""
    if not ragged.is_clear:
        return None
    table, written = context.copy.tables[ragged.table - 1], formats.get(context.copy.format)
    row = table.rows[ragged.row - 1]
    match ragged.damage:
        case Damage.LOST:
            return written.insert_cell(context.copy, row, ragged.at)
        case Damage.ADDED:
            return written.remove_cell(context.copy, row, ragged.at)
        case Damage.JOINED:
            return written.split_row(context.copy, row, len(table.columns))
        case _:
            return None


def _describe_cause(context: Context, ragged: RaggedRow) -> str:
    """What happened to a row, in words; ``""`` where that is not known."""
    table = context.copy.tables[ragged.table - 1]
    cells, number = table.rows[ragged.row - 1].cells, ragged.at + 1
    match ragged.damage:
        case Damage.LOST:
            return f"the cell of column {_name_column(table, ragged.at)} is lost"
        case Damage.ADDED:
            written = f" ({cells[ragged.at].text!r})" if cells[ragged.at].text else ", an empty one,"
            return f"cell {number}{written} was added"
        case Damage.SPLIT:
            return f"the cell of column {_name_column(table, ragged.at - 1)} is split in two"
        case Damage.JOINED:
            return f"two rows are on one line, the second begins with cell {number}"
        case _:
            return ""


def _name_column(table: Table, index: int) -> str:
    header = table.columns[index].header.text if index < len(table.columns) else ""
    return f"{index + 1} ({header})" if header else str(index + 1)


def _find_repeated_headers(context: Context) -> Iterator[Finding]:
    for number, table in enumerate(context.copy.tables, 1):
        pair = context.paired_tables.get(number)
        if pair is not None and any(is_repeated_header(pair.source, row) for row in pair.source.rows):
            continue
        for own, row in enumerate(table.rows, 1):
            if is_repeated_header(table, row):
                yield _make_repeated(number, own, row)


def _make_repeated(table: int, number: int, row: Row) -> Finding:
    return Finding(
        TABLE_MALFORMED.name,
        TABLE_MALFORMED.severity,
        "the header is here again, as a row",
        line=row.line,
        table=table,
        row=number,
        part="row",
    )


def _make_no_table(copy: Document) -> Finding:
    unread = formats.get(copy.format).find_unread_table(copy.source)
    message = f"this {unread.fact}" if unread else "no table is left: it was lost, or its marks were"
    line = unread.line if unread else 1
    return Finding(TABLE_MALFORMED.name, TABLE_MALFORMED.severity, message, line=line, part="document")
