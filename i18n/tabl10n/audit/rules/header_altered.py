"""header-altered: a column's header shares nothing with its accepted translations."""

from collections.abc import Iterator, Mapping, Sequence

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, column_of, span_of
from tabl10n.columns import Columns
from tabl10n.document import Cell, Table
from tabl10n.text.folding import folded

# From this length on, letters of alphabets are compared as runs; one shared ideograph already says the same thing.
_RUN = 3

Source = tuple[Table, Columns, set[str]]
"""A table of the source, what its columns are, and its keys."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each header that neither is nor resembles what the catalog calls the column.

    Without a catalog nothing can be said for sure, and nothing is said.
    """
    sources = [(*pair, _keys(*pair)) for pair in zip(context.source.tables, context.source_columns, strict=True)]
    for number, (table, columns) in enumerate(zip(context.copy.tables, context.alignment.columns, strict=True), 1):
        if number in context.keyless:
            yield from _in_order(context, table, number)
            continue
        expected = _expected(context, sources, number)
        for place, index in columns.places():
            said = expected.get(place, ())
            if index is not None and said and not _fits(table.columns[index].header.text, said):
                yield _finding(table, number, index, said)


def _in_order(context: Context, table: Table, number: int) -> Iterator[Finding]:
    """The findings of a table without keys, whose columns are only known by their order, where there are as many."""
    sources = context.source.tables
    source = sources[number - 1] if len(sources) == len(context.copy.tables) else None
    if source is None or len(source.columns) != len(table.columns):
        return
    for index, (column, english) in enumerate(zip(table.columns, source.columns, strict=True)):
        words = (english.header.text, context.words.get(("header", english.header.text), ""))
        if all(words) and not _fits(column.header.text, words):
            yield _finding(table, number, index, words)


def _expected(context: Context, sources: Sequence[Source], number: int) -> Mapping[str, tuple[str, str]]:
    """By what a column of the copy's table is, its header in the source and in the catalog; where the two differ."""
    found: dict[str, tuple[str, str]] = {}
    for table, columns, _ in _counterparts(context, sources, number):
        for place, header in _headers(table, columns):
            word = context.words.get(("header", header), "")
            if word and word != header:
                found.setdefault(place, (header, word))
    return found


def _counterparts(context: Context, sources: Sequence[Source], number: int) -> Sequence[Source]:
    """The source's tables that list most keys of the copy's table; of several, none where no key is known."""
    if len(sources) == 1:
        return sources
    keys = {facts.key for facts in context.sure_rows if facts.aligned.table == number}
    shared = [len(keys & listed) for *_, listed in sources]
    return [source for source, count in zip(sources, shared, strict=True) if 0 < count == max(shared)]


def _keys(table: Table, columns: Columns) -> set[str]:
    return {cell.text for row in table.rows if (cell := columns.cell(row, columns.key))}


def _headers(table: Table, columns: Columns) -> Iterator[tuple[str, str]]:
    """What each column is, with its header; of one that is several things, a link is the last to give it its name."""
    seen: set[int] = set()
    for place, index in sorted(columns.places(), key=lambda named: named[0].endswith("link")):
        if index is not None and index not in seen:
            seen.add(index)
            yield place, table.columns[index].header.text


def _fits(written: str, said: tuple[str, str]) -> bool:
    plain = folded(written)
    return any(_shares(plain, folded(word)) for word in said)


def _shares(one: str, other: str) -> bool:
    """Whether two words have a stretch in common: a letter where letters are words, else three in a row; marks
    without letters say nothing.
    """
    length = _RUN if one.isascii() or other.isascii() or max(map(ord, one + other), default=0) < 0x2E80 else 1
    length = min(length, len(one), len(other))
    return length == 0 or any(one[i : i + length] in other for i in range(len(one) - length + 1))


def _finding(table: Table, number: int, index: int, said: tuple[str, str]) -> Finding:
    header: Cell = table.columns[index].header
    span = span_of(header, "text")
    message = f"{header.text!r} is not what the catalog calls the column {said[0]!r}"
    return Finding(
        "header-altered", Severity.WARNING, message, line=header.line, column=column_of(header, span),
        table=number, row=0, role=table.columns[index].role, written=header.text, expected=said[1], span=span,
        cell=index,
    )  # fmt: skip


RULE = Rule(
    "header-altered",
    Severity.WARNING,
    "The header of a column has nothing in common with what the catalog calls that column, nor with the source's "
    "own header: most likely a word taken for another. A different word for the same thing may be flagged too; "
    "accept it in the baseline, or write it into the catalog.",
    passing=row("orchard"),
    failing=HEADER.replace("Version", "Sehen")
    + "".join(f"{row(key)}\n" for key in ("lighthouse", "bluebird", "orchard")),
    check=check,
)
