"""Rules on columns: one that was lost, one that is another one's, one that slipped by a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tabl10n.audit.arrangement import Arrangement, Slip
from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.pairs import PairedTable
from tabl10n.audit.rules import RULES
from tabl10n.document import Table
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.text.folding import fold_spaces

COLUMNS = RULES.topic(position=78)

_TITLE, _TABLE = HEADER[: HEADER.index("|")], HEADER[HEADER.index("|") :]
_SHOPS = [*_TABLE.splitlines(), *(make_row(key) for key in ("lighthouse", "bluebird", "orchard"))]
_NARROW = "".join(f"{'|'.join(line.split('|')[:5])}|\n" for line in _SHOPS)

COLUMN_MISSING = COLUMNS.rule(
    "column-missing",
    Severity.WARNING,
    "The copy's table lacks a column of the source's. Which one it is follows from what the others hold. In such a "
    "table nothing is fixed.",
    passing=make_row("orchard"),
    failing=_TITLE + _NARROW,
)

COLUMN_MOVED = COLUMNS.rule(
    "column-moved",
    Severity.WARNING,
    "The cells of a column are those of another one: two columns were exchanged, with their headers or under headers "
    "that stayed; headers were exchanged over cells that stayed; or a column slipped up or down by a row against the "
    "others. Such cells are not compared one by one.",
    passing=make_row("orchard"),
    failing=HEADER.replace("| ID | Name |", "| Name | ID |") + make_row("orchard") + "\n",
)


@COLUMNS.check
def find_lost_and_moved_columns(context: Context) -> Iterator[Finding]:
    """One finding for each column that is lost, one for those that were exchanged, one for each that slipped."""
    if context.is_unrelated:
        return
    for pair in context.paired_tables.values():
        arrangement, width = context.arrangements[pair.number], len(pair.table.columns)
        if width != len(pair.source.columns) and context.has_edition_of_width(width):
            continue
        yield from _find_lost(pair, arrangement)
        yield from _find_moved(context, pair, arrangement)
        yield from (_make_slip(pair, slip) for slip in arrangement.slips)


def _find_lost(pair: PairedTable, arrangement: Arrangement) -> Iterator[Finding]:
    count = len(pair.source.columns) - len(pair.table.columns)
    if count < 1:
        return
    headers = [pair.source.columns[at].header.text for at in arrangement.lost]
    for header in headers:
        yield _make(COLUMN_MISSING, pair, f"the column {header!r} of the source is missing", expected=header)
    if not headers:
        verb, width = "is" if count == 1 else "are", len(pair.source.columns)
        yield _make(COLUMN_MISSING, pair, f"{count} of the {width} columns of the source {verb} missing")


def _find_moved(context: Context, pair: PairedTable, arrangement: Arrangement) -> Iterator[Finding]:
    if moved := arrangement.moved:
        yield _make(COLUMN_MOVED, pair, _describe_moved(pair, moved))
    elif headed := find_moved_headers(context, pair):
        headers = [repr(pair.table.columns[own].header.text) for own in headed]
        subject = f"header {headers[0]} is" if len(headers) == 1 else f"headers {', '.join(headers)} are"
        yield _make(COLUMN_MOVED, pair, f"the {subject} over the cells of another column")


def _describe_moved(pair: PairedTable, moved: Sequence[tuple[int, int]]) -> str:
    own = ", ".join(_name_column(pair.table, at) for at, _ in moved)
    other = ", ".join(_name_column(pair.source, at) for _, at in moved)
    return f"the columns {own} hold what the source's columns {other} do, in this order"


def _name_column(table: Table, index: int) -> str:
    header = table.columns[index].header.text
    return f"{index + 1} ({header})" if header else str(index + 1)


def find_moved_headers(context: Context, pair: PairedTable) -> Sequence[int]:
    """The columns whose headers are those of other columns of the source, and of one alone."""
    if len(pair.table.columns) != len(pair.source.columns):
        return ()
    known = _list_headers(context, pair)
    headers = [fold_spaces(column.header.text) for column in pair.table.columns]
    candidates = [[at for at, words in known.items() if header and header in words] for header in headers]
    moved = {own: found[0] for own, found in enumerate(candidates) if len(found) == 1 and found[0] != own}
    unmoved = {found[0] for own, found in enumerate(candidates) if own in found}
    return [own for own, at in moved.items() if at not in unmoved and headers.count(headers[own]) == 1]


def _list_headers(context: Context, pair: PairedTable) -> Mapping[int, frozenset[str]]:
    """What each column of the source may be called in the copy."""
    return {
        at: frozenset(
            fold_spaces(text) for text in (column.header.text, context.words.get(("header", column.header.text), ""))
        )
        for at, column in enumerate(pair.source.columns)
    }


def _make_slip(pair: PairedTable, slip: Slip) -> Finding:
    name = _name_column(pair.table, slip.column)
    direction = "down" if slip.by > 0 else "up"
    line = pair.table.rows[0].line if pair.table.rows else pair.table.line
    return _make(COLUMN_MOVED, pair, f"the cells of the column {name} slipped {direction} by a row", line=line)


def _make(rule: Rule, pair: PairedTable, message: str, *, expected: str = "", line: int | None = None) -> Finding:
    return Finding(
        rule.name,
        rule.severity,
        message,
        line=line or pair.table.line,
        table=pair.number,
        part="row",
        expected=expected,
    )
