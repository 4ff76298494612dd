"""Rules on words: headers, and characters that nobody sees in any cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tabl10n.audit.cells import find_column, get_span, make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.rules import RULES
from tabl10n.columns import Columns
from tabl10n.document import Cell, Role, Table
from tabl10n.findings import CellPart, Finding, Severity
from tabl10n.text.characters import find_hidden, remove_hidden
from tabl10n.text.folding import fold_letters

# Letters of alphabets are compared in runs of this length; of ideographs a single one in common is enough.
_MIN_RUN_LETTERS = 3
_CELL_PARTS: tuple[CellPart, ...] = ("text", "link", "image", "alt")
_WORD_ROLES = (Role.TERRITORY, Role.NAME, Role.TEXT)

TEXT = RULES.topic(position=70)

HEADER_ALTERED = TEXT.rule(
    "header-altered",
    Severity.WARNING,
    "The header of a column has nothing in common with what the catalog calls that column, nor with the source's "
    "own header: most likely a word taken for another. A different word for the same thing may be flagged too; "
    "accept it in the baseline, or write it into the catalog.",
    passing=make_row("orchard"),
    failing=HEADER.replace("Version", "Sehen")
    + "".join(f"{make_row(key)}\n" for key in ("lighthouse", "bluebird", "orchard")),
)

HIDDEN_CHARACTER = TEXT.rule(
    "hidden-character",
    Severity.ERROR,
    "A cell holds a character that nobody sees: a control, a space without width, a mark that turns the direction"
    " of text. In a link it leads elsewhere; in words it makes a search miss them, or shows them in a false "
    "order. Joiners and direction marks are left alone where the script of the words uses them.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", version="2&#x200B;"),
)


_SourceTable = tuple[Table, Columns, set[str]]
"""A table of the source, what its columns are, and its keys."""


@TEXT.check
def find_altered_headers(context: Context) -> Iterator[Finding]:
    """One finding for each header that neither is nor resembles what the catalog calls the column.

    Without a catalog no header is judged.
    """
    sources = [(*pair, _list_keys(*pair)) for pair in zip(context.source.tables, context.source_columns, strict=True)]
    for number, (table, columns) in enumerate(zip(context.copy.tables, context.alignment.columns, strict=True), 1):
        if number in context.keyless_tables:
            yield from _find_headers_by_order(context, table, number)
            continue
        expected = _find_expected(context, sources, number)
        for name, index in columns.list_parts():
            names = expected.get(name, ())
            if index is not None and names and not _resembles_any(table.columns[index].header.text, names):
                yield _make_header_finding(table, number, index, names)


def _find_headers_by_order(context: Context, table: Table, number: int) -> Iterator[Finding]:
    """The findings of a table without keys, whose columns are only known by their order, where there are as many."""
    sources = context.source.tables
    source = sources[number - 1] if len(sources) == len(context.copy.tables) else None
    if source is None or len(source.columns) != len(table.columns):
        return
    for index, (column, english) in enumerate(zip(table.columns, source.columns, strict=True)):
        words = (english.header.text, context.words.get(("header", english.header.text), ""))
        if all(words) and not _resembles_any(column.header.text, words):
            yield _make_header_finding(table, number, index, words)


def _find_expected(context: Context, sources: Sequence[_SourceTable], number: int) -> Mapping[str, tuple[str, str]]:
    """By what a column of the copy's table is, its header in the source and in the catalog; where the two differ."""
    found: dict[str, tuple[str, str]] = {}
    for table, columns, _ in _find_counterparts(context, sources, number):
        for name, header in _list_headers(table, columns):
            word = context.words.get(("header", header), "")
            if word and word != header:
                found.setdefault(name, (header, word))
    return found


def _find_counterparts(context: Context, sources: Sequence[_SourceTable], number: int) -> Sequence[_SourceTable]:
    """The source's tables that list most keys of the copy's table; of several, none where no key is known."""
    if len(sources) == 1:
        return sources
    keys = {facts.key for facts in context.sure_rows if facts.aligned.table == number}
    shared = [len(keys & listed) for *_, listed in sources]
    return [source for source, count in zip(sources, shared, strict=True) if 0 < count == max(shared)]


def _list_keys(table: Table, columns: Columns) -> set[str]:
    return {cell.text for row in table.rows if (cell := columns.cell(row, columns.key))}


def _list_headers(table: Table, columns: Columns) -> Iterator[tuple[str, str]]:
    """What each column is, with its header; of one that is several things, a link is the last to give it its name."""
    seen: set[int] = set()
    for name, index in sorted(columns.list_parts(), key=lambda named: named[0].endswith("link")):
        if index is not None and index not in seen:
            seen.add(index)
            yield name, table.columns[index].header.text


def _resembles_any(written: str, names: tuple[str, str]) -> bool:
    plain = fold_letters(written)
    return any(_have_letters_in_common(plain, fold_letters(word)) for word in names)


def _have_letters_in_common(one: str, other: str) -> bool:
    """Whether two words have a stretch in common: a letter where letters are words, else three in a row; marks
    without letters say nothing.
    """
    length = (
        _MIN_RUN_LETTERS if one.isascii() or other.isascii() or max(map(ord, one + other), default=0) < 0x2E80 else 1
    )
    length = min(length, len(one), len(other))
    return length == 0 or any(one[i : i + length] in other for i in range(len(one) - length + 1))


def _make_header_finding(table: Table, number: int, index: int, names: tuple[str, str]) -> Finding:
    header = table.columns[index].header
    span = get_span(header, "text")
    return Finding(
        HEADER_ALTERED.name,
        HEADER_ALTERED.severity,
        f"{header.text!r} is not what the catalog calls the column {names[0]!r}",
        line=header.line,
        column=find_column(header, span),
        table=number,
        row=0,
        role=table.columns[index].role,
        written=header.text,
        expected=names[1],
        span=span,
        cell=index,
    )


@TEXT.check
def find_hidden_characters(context: Context) -> Iterator[Finding]:
    """One finding for each part of a cell that holds invisible characters, unless a cell of the source says the same.

    The key cell of a row whose key is known is left to the rules about keys.
    """
    in_source = {
        hidden
        for source, _ in context.list_source_rows()
        for cell in source.cells
        for hidden in _find_hidden_parts(cell)
    }
    for facts in context.rows:
        for index in range(len(facts.aligned.copy_row.cells)):
            if index != facts.columns.key or facts.entry is None:
                keyless = facts.aligned.table in context.keyless_tables
                found = _find_in_cell(facts, index, keyless=keyless)
                yield from (finding for finding in found if (finding.part, finding.written) not in in_source)


def _find_hidden_parts(cell: Cell) -> Iterator[tuple[CellPart, str]]:
    """The parts of a cell that hold invisible characters of any kind, and what they say."""
    for part, written in zip(_CELL_PARTS, cell.parts, strict=True):
        if written and not (written.isascii() and written.isprintable()) and find_hidden(written, plain=True):
            yield part, written


def _find_in_cell(facts: RowFacts, index: int, *, keyless: bool) -> Iterator[Finding]:
    """``keyless`` says that nobody knows which row of the source this is: all that it says may be words then."""
    cell = facts.aligned.copy_row.cells[index]
    is_words = keyless or facts.columns.role_of(index) in _WORD_ROLES
    for part, written in _find_hidden_parts(cell):
        # Words in a column of values are words all the same: what their script spells with is not hidden in them.
        is_spelling = part == "text" and not find_hidden(written, plain=False)
        plain = part != "text" or not (is_words or is_spelling)
        found = find_hidden(written, plain=plain)
        if found:
            message = f"the {part} holds the invisible {', '.join(found)}"
            expected = remove_hidden(written, plain=plain)
            # In words such a character may be layout, as a soft hyphen is: then a person has to choose.
            safe = plain and not keyless
            yield make_cell_finding(HIDDEN_CHARACTER, facts, index, message, part=part, expected=expected, safe=safe)
