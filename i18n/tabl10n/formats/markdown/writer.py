"""Writing Markdown: what a document says differently from its source, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, starmap, zip_longest

from tabl10n.formats import bidi
from tabl10n.formats.changes import (
    TOO_RICH,
    Edit,
    apply,
    changed_cells,
    changed_prose,
    changed_tables,
    refused,
    require_writable,
    require_writable_prose,
)
from tabl10n.formats.layout import editor_width
from tabl10n.formats.markdown.inline import before, escape, escape_address, escape_alt, escape_cell, read_cell
from tabl10n.formats.markdown.markup import escape_start, prose, restrained, with_footnotes
from tabl10n.model import Cell, Column, Document, Prose, Role, Span, Table

_FIRST_PIPE = re.compile(r"\|[ \t]*$")
# A link that is written as nothing but its address, and one that leads where a definition says: [text][name], [name].
_AUTOLINK = re.compile(r"<[^\s<>]+>")
_REFERENCE = re.compile(r"(\[[^\[\]]+\])(?:\[\]|(\[[^\[\]]+\]))?")
# What an isolate beside it would change: an underscore, and other marks of emphasis beside punctuation, which would
# mark nothing (CommonMark 0.31, 6.2); a bare address, which would take the isolate in (GFM 0.29, 6.9).
_NOT_ISOLATED = re.compile(
    r"^_|_$|^[*~]+[^*~\w\s]|[^*~\w\s\\][*~]+$|^(?:https?://|www\.)|(?:^|[\s*_~]|(?<!\])\()(?:https?://|www\.)\S*$",
    re.IGNORECASE,
)
_DELIMITER_CELL = {"": "-", "left": ":-", "right": "-:", "center": ":-:"}


def write(document: Document, original: Document, *, rtl: bool) -> str:
    """``document`` as text: tables in which a cell changed are laid out anew, all else is as in ``original``.

    With ``rtl`` they have isolates where a line from right to left would turn a key or a name.

    Raises InputError for a cell that Markdown cannot represent.
    """
    edits = [_prose_edit(document, old, new) for old, new in changed_prose(original, document)]
    for old, new in changed_tables(original, document):
        edits.append(Edit(old.span, _laid_out(document, old, new, rtl=rtl)))
    return apply(document.source, edits)


def patch(document: Document, original: Document) -> str:
    """``document`` as text: only the spans that changed are touched. Raises InputError as ``write`` does."""
    edits = [_prose_edit(document, old, new) for old, new in changed_prose(original, document)]
    for old, new in changed_cells(original, document):
        edits.extend(_cell_edits(document, old, new))
    return apply(document.source, edits)


def cell_source(document: Document, old: Cell, new: Cell) -> str:
    """The Markdown of the cell ``new``, which was ``old``. Raises InputError as ``write`` does."""
    raw = document.raw(old)
    if new is old or new == old:
        return raw
    start = old.span.start
    edits = _cell_edits(document, old, new)
    return apply(raw, (Edit(Span(span.start - start, span.end - start), text) for span, text in edits))


def _prose_edit(document: Document, old: Prose, new: Prose) -> Edit:
    require_writable_prose(document, new)
    return Edit(old.span, prose(new, old, document.source))


def _laid_out(document: Document, old: Table, new: Table, *, rtl: bool) -> str:
    source = document.source
    header = [cell_source(document, a.header, b.header) for a, b in zip(old.columns, new.columns, strict=True)]
    rows = [
        [cell_source(document, a, b) for a, b in zip(old_row.cells, new_row.cells, strict=True)]
        for old_row, new_row in zip(old.rows, new.rows, strict=True)
    ]
    if rtl:
        rows = isolated(rows, new)
    lines = lay_out(new.columns, header, rows, padded=_is_aligned(source, old))
    prefix, line_break = _surroundings(source, old)
    return _first_prefix(source, old) + f"{line_break}{prefix}".join(lines)


def isolated(rows: Iterable[Sequence[str]], table: Table) -> list[list[str]]:
    """``rows``, the sources of the table's cells, for a table that runs from right to left."""
    roles = [column.role for column in table.columns]
    return [
        [*starmap(_isolated, zip(sources, row.cells, roles, strict=False)), *sources[len(roles) :]]
        for sources, row in zip(rows, table.rows, strict=True)
    ]


def _isolated(source: str, cell: Cell, role: Role | None) -> str:
    """The cell's source in an isolate where that helps, and where the source still means the same in it."""
    if cell.link == cell.text == source:
        source = f"<{source}>" if bidi.is_turned(source) else source
    return source if _NOT_ISOLATED.search(source) else bidi.around(source, cell.text, role)


def lay_out(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]], *, padded: bool = True
) -> list[str]:
    """The lines of a table whose cells are ``header`` and ``rows``, padded to the display width of each column."""
    taken = [[editor_width(cell) for cell in cells] for cells in (header, *rows)]
    widths = _widths(taken) if padded else [0] * len(header)
    lines = [_line(cells, used, widths) for cells, used in zip((header, *rows), taken, strict=True)]
    return [lines[0], _delimiter(columns, widths), *lines[1:]]


def _cell_edits(document: Document, old: Cell, new: Cell) -> Iterator[Edit]:
    require_writable(document, new)
    if new.markup != old.markup:
        yield Edit(old.span, _markup(document, old, new))
    elif old.link == new.link and (name := _definition(document, old)):
        yield Edit(old.span, f"[{escape(new.text)}]{name}")
    elif _is_bare(document, old):
        yield Edit(old.span, _address(document, old, new))
    else:
        if new.text != old.text:
            yield _text_edit(document, old, new)
        for said, meant, span in ((old.link, new.link, old.link_span), (old.image, new.image, old.image_span)):
            if said != meant:
                yield Edit(_placed(document, span, new), escape_address(meant))
        if new.alt != old.alt:
            yield Edit(_placed(document, old.alt_span, new), escape_alt(new.alt))


def _is_bare(document: Document, cell: Cell) -> bool:
    """Whether the cell is a link that shows its address, so that other words have no place of their own in it."""
    if not cell.link or cell.markup:
        return False
    return cell.link_span == cell.text_span or _AUTOLINK.fullmatch(document.raw(cell)) is not None


def _address(document: Document, old: Cell, new: Cell) -> str:
    """A link for ``old``, which is nothing but its address: as it was written, where ``new`` shows its address too."""
    written = document.raw(old).replace(old.link, new.link)
    read = read_cell(written, Span(0, len(written)), 1, 1, {})
    is_said = (read.text, read.link) == (new.text, new.link) and "|" not in written
    return written if is_said else f"[{escape(new.text)}]({escape_address(new.link)})"


def _definition(document: Document, cell: Cell) -> str:
    """The name, in its brackets, of the definition that says where the cell's link leads; empty where none does."""
    match = _REFERENCE.fullmatch(document.raw(cell)) if cell.link and not cell.markup else None
    return (match[2] or match[1]) if match else ""


def _markup(document: Document, old: Cell, new: Cell) -> str:
    if "\n" in new.markup or "\r" in new.markup:
        raise refused(
            document, new, "a line break, which a Markdown table cannot hold", "write <br> or keep to one line"
        )
    unescaped = new.markup.replace("\\|", "|")
    written = restrained(unescaped, old.markup.replace("\\|", "|"), document.source)
    return re.sub(r"(?<!\\)\|", r"\\|", new.markup if written == unescaped else written)


def _text_edit(document: Document, old: Cell, new: Cell) -> Edit:
    span = old.text_span
    if span is None and not (old.markup or old.link or old.image):
        span = old.span
    span = _placed(document, span, new)
    if document.source[span.start - 1 : span.start] == "`" and span.start > old.span.start:
        return Edit(span, _code(document, new))
    line_start = document.source.rfind("\n", 0, span.start) + 1
    begins_line = not document.source[line_start : span.start].strip()
    after = document.source[span.end : span.end + 1]
    written = escape_cell(new.text) if span == old.span else before(after, escape(new.text))
    written = with_footnotes(written, document.source[slice(*span)])
    return Edit(span, escape_start(written) if begins_line else written)


def _code(document: Document, cell: Cell) -> str:
    if re.search(r"[`\r\n]", cell.text) or not cell.text or cell.text != cell.text.strip():
        fact = f"{cell.text!r} cannot stand in a code span"
        raise refused(document, cell, fact, "leave out backticks, line breaks and spaces at its ends")
    return cell.text.replace("|", "\\|")


def _placed(document: Document, span: Span | None, cell: Cell) -> Span:
    if span is None:
        raise refused(document, cell, TOO_RICH, "change it by hand")
    return span


def _is_aligned(source: str, table: Table) -> bool:
    """Whether the table's lines are padded to one width, as far as people do that by hand."""
    lines = source[table.span.start : table.span.end].split("\n")
    usual = editor_width(lines[0].rstrip())
    return sum(1 for line in lines if editor_width(line.rstrip()) == usual) * 2 > len(lines) > 2


def _widths(taken: Sequence[Sequence[int]]) -> list[int]:
    """How wide each column of the header is, by what the cells of all lines take; at least 3."""
    columns = zip_longest(*taken, fillvalue=0)
    return [max(3, *column) for column in islice(columns, len(taken[0]))]


def _line(cells: Sequence[str], taken: Sequence[int], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - used) for cell, used, width in zip(cells, taken, widths, strict=False)]
    return "| " + " | ".join([*padded, *cells[len(widths) :]]) + " |"


def _delimiter(columns: Sequence[Column], widths: Sequence[int]) -> str:
    return "|" + "|".join(_dashes(column, width + 2) for column, width in zip(columns, widths, strict=True)) + "|"


def _dashes(column: Column, width: int) -> str:
    marks = _DELIMITER_CELL[column.align]
    return marks.replace("-", "-" * max(3, width - len(marks) + 1))


def _first_prefix(source: str, table: Table) -> str:
    """What stands before the table's first line: the mark of a block quote or of a list's item, say."""
    before = source[table.span.start : table.columns[0].header.span.start]
    return _FIRST_PIPE.sub("", before)


def _surroundings(source: str, table: Table) -> tuple[str, str]:
    """What stands before the table's second line, and how its lines end."""
    lines = source[table.span.start : table.span.end].split("\n")
    line_break = "\r\n" if lines[0].endswith("\r") else "\n"
    prefix = re.match(r"[ \t>]*", lines[1])
    return (prefix[0] if prefix else ""), line_break
