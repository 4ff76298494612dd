"""Writing Markdown: edits of a document as text edits, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, starmap, zip_longest

from tabl10n.document import Block, Cell, Column, Document, Edit, Layout, Table
from tabl10n.formats import bidi
from tabl10n.formats.changes import (
    TOO_RICH,
    Encoded,
    TextEdit,
    apply,
    encode_block,
    encode_each,
    is_plain_text,
    make_cell_error,
    require_writable,
    require_writable_block,
)
from tabl10n.formats.html.escape import escape as escape_html
from tabl10n.formats.lines import Line, start_of_line
from tabl10n.formats.markdown.file import MarkdownFile
from tabl10n.formats.markdown.inline import (
    escape,
    escape_address,
    escape_alt,
    escape_cell,
    escape_inline,
    put_before,
    read_cell,
)
from tabl10n.formats.markdown.jsx import restrict_jsx
from tabl10n.formats.markdown.markup import escape_start, escape_words, restore_footnotes
from tabl10n.nodes import Span
from tabl10n.text.width import measure_in_editor

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


def encode(document: Document, edits: Sequence[Edit], layout: Layout, *, rtl: bool) -> Encoded:
    """What ``edits`` come to: as a patch only their spans change, else tables in which a cell changes are reformatted.

    With ``rtl`` these have isolates where a line from right to left would turn a key or a name. Refused is a cell that
    Markdown cannot represent.
    """
    encoded = encode_each(document, edits, partial(_encode_edit, document))
    return _reformat(document, encoded, rtl=rtl) if layout == "reformat" else encoded


def _encode_edit(document: Document, part: Cell | Block, edit: Edit) -> Iterable[TextEdit]:
    if isinstance(part, Cell):
        return _encode_cell_edit(document, part, edit)
    require_writable_block(document, part.edited(edit))
    if isinstance(document.parsed, MarkdownFile) and part.span in document.parsed.in_html:
        return encode_block(document, part, edit, escape_html)
    return encode_block(document, part, edit, lambda text: _escape_jsx(document, escape_inline(text)))


def _escape_jsx(document: Document, written: str) -> str:
    """``written``, in which MDX finds no JSX."""
    assert isinstance(document.parsed, MarkdownFile)
    return restrict_jsx(written, "") if document.parsed.is_mdx else written


def _reformat(document: Document, encoded: Encoded, *, rtl: bool) -> Encoded:
    """The same edits with the tables in which a cell changes reformatted."""
    # Only a table from right to left asks for the new texts besides the sources of its cells.
    edited = document.edited([edit for edit, _ in encoded.made]) if rtl else document
    text_edits = {edit.span: own for edit, own in encoded.made}
    sources = {
        cell.span: _splice(document, cell, text_edits[cell.span])
        for cell in document.cells()
        if cell.span in text_edits
    }
    shared = tuple(
        TextEdit(table.span, _reformat_table(edited, table, sources, rtl=rtl))
        for table in edited.tables
        if any(cell.span in sources for cell in table.cells())
    )
    made = tuple((edit, () if edit.span in sources else own) for edit, own in encoded.made)
    return Encoded(made, shared, encoded.refused)


def _splice(document: Document, cell: Cell, edits: Iterable[TextEdit]) -> str:
    start = cell.span.start
    moved = (TextEdit(Span(span.start - start, span.end - start), text) for span, text in edits)
    return apply(document.raw(cell), moved)


def _reformat_table(document: Document, table: Table, sources: Mapping[Span, str], *, rtl: bool) -> str:
    """The lines of the table as one text; ``sources`` has the Markdown of its cells that change."""
    lines = _format_cells(document, table, sources, rtl=rtl)
    lines[0] = _find_first_prefix(document.source, table) + lines[0]
    prefix, line_break = _find_surroundings(document, table)
    return f"{line_break}{prefix}".join(lines)


def _format_cells(document: Document, table: Table, sources: Mapping[Span, str], *, rtl: bool) -> list[str]:
    is_aligned = _is_aligned(document, table)

    def source_of(cell: Cell) -> str:
        return sources[cell.span] if cell.span in sources else document.raw(cell)

    header = [source_of(column.header) for column in table.columns]
    rows = [list(map(source_of, row.cells)) for row in table.rows]
    if rtl:
        assert isinstance(document.parsed, MarkdownFile)
        rows = isolate_cells(rows, table, has_autolinks=not document.parsed.is_mdx)
    return format_table(table.columns, header, rows, padded=is_aligned)


def isolate_cells(rows: Iterable[Sequence[str]], table: Table, *, has_autolinks: bool = True) -> list[list[str]]:
    """``rows``, the sources of the table's cells, for a table that runs from right to left. MDX has no autolinks."""
    columns = table.columns
    isolate = partial(_isolate_cell, has_autolinks=has_autolinks)
    return [
        [*starmap(isolate, zip(sources, row.cells, columns, strict=False)), *sources[len(columns) :]]
        for sources, row in zip(rows, table.rows, strict=True)
    ]


def _isolate_cell(source: str, cell: Cell, column: Column, *, has_autolinks: bool) -> str:
    """The cell's source in an isolate where that helps, and where the source still means the same in it."""
    if has_autolinks and cell.link == cell.text == source:
        source = f"<{source}>" if bidi.is_turned(source) else source
    return source if _NOT_ISOLATED.search(source) else bidi.isolate(source, cell.text, column)


def format_table(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]], *, padded: bool = True
) -> list[str]:
    """The lines of a table whose cells are ``header`` and ``rows``, padded to the display width of each column."""
    taken = [[measure_in_editor(cell) for cell in cells] for cells in (header, *rows)]
    widths = _measure_columns(taken) if padded else [0] * len(header)
    lines = [_format_line(cells, used, widths) for cells, used in zip((header, *rows), taken, strict=True)]
    return [lines[0], _format_delimiter(columns, widths), *lines[1:]]


def _encode_cell_edit(document: Document, old: Cell, edit: Edit) -> Iterator[TextEdit]:
    new = old.edited(edit)
    require_writable(document, new)
    if edit.source is not None:
        yield TextEdit(old.span, edit.source)
    elif is_plain_text(old) and is_plain_text(new):  # nearly always, and found out soon
        if new.text != old.text:
            yield _encode_text(document, old, new)
    elif old.link == new.link and (name := _find_definition(document, old)):
        yield TextEdit(old.span, f"[{_escape_jsx(document, escape(new.text))}]{name}")
    elif _is_bare(document, old):
        yield TextEdit(old.span, _write_address(document, old, new))
    else:
        if new.text != old.text:
            yield _encode_text(document, old, new)
        for before, after, span in ((old.link, new.link, old.link_span), (old.image, new.image, old.image_span)):
            if before != after:
                yield TextEdit(_require_span(document, span, new), escape_address(after))
        if new.alt != old.alt:
            written = _escape_jsx(document, escape_alt(new.alt))
            yield TextEdit(_require_span(document, old.alt_span, new), written)


def _is_bare(document: Document, cell: Cell) -> bool:
    """Whether the cell is a link that shows its address, so that it cannot hold other words of its own."""
    if not cell.link or cell.markup:
        return False
    return cell.link_span == cell.text_span or _AUTOLINK.fullmatch(document.raw(cell)) is not None


def _write_address(document: Document, old: Cell, new: Cell) -> str:
    """A link for ``old``, which is nothing but its address: as it was written, where ``new`` shows its address too."""
    written = document.raw(old).replace(old.link, new.link)
    read = read_cell(written, Span(0, len(written)), 1, 1, {})
    is_said = (read.text, read.link) == (new.text, new.link) and "|" not in written
    return written if is_said else f"[{_escape_jsx(document, escape(new.text))}]({escape_address(new.link)})"


def _find_definition(document: Document, cell: Cell) -> str:
    """The name, in its brackets, of the definition that says where the cell's link leads; empty where none does."""
    match = _REFERENCE.fullmatch(document.raw(cell)) if cell.link and not cell.markup else None
    return (match[2] or match[1]) if match else ""


def _encode_text(document: Document, old: Cell, new: Cell) -> TextEdit:
    span = old.text_span
    if span is None and not (old.markup or old.link or old.image):
        span = old.span
    span = _require_span(document, span, new)
    if document.source[span.start - 1 : span.start] == "`" and span.start > old.span.start:
        return TextEdit(span, _escape_code(document, new))
    assert isinstance(document.parsed, MarkdownFile)
    begins_line = not document.source[start_of_line(document.parsed.lines, span.start) : span.start].strip()
    after = document.source[span.end : span.end + 1]
    source = document.source[slice(*span)]
    escape_text = escape_cell if span == old.span else lambda text: put_before(after, escape(text))
    written = restore_footnotes(escape_words(new.text, source, escape_text, document.parsed), source)
    return TextEdit(span, escape_start(written) if begins_line else written)


def _escape_code(document: Document, cell: Cell) -> str:
    if re.search(r"[`\r\n]", cell.text) or not cell.text or cell.text != cell.text.strip():
        fact = f"{cell.text!r} cannot be in a code span"
        raise make_cell_error(document, cell, fact, "leave out backticks, line breaks and spaces at its ends")
    return cell.text.replace("|", "\\|")


def _require_span(document: Document, span: Span | None, cell: Cell) -> Span:
    if span is None:
        raise make_cell_error(document, cell, TOO_RICH, "change it by hand")
    return span


def _list_lines(document: Document, table: Table) -> Sequence[Line]:
    assert isinstance(document.parsed, MarkdownFile)
    first = table.line - 1
    return document.parsed.lines[first : first + 2 + len(table.rows)]


def _is_aligned(document: Document, table: Table) -> bool:
    """Whether the table's lines are padded to one width, as far as people do that by hand."""
    source = document.source
    widths = [measure_in_editor(source[line.start : line.end].rstrip()) for line in _list_lines(document, table)]
    return widths.count(widths[0]) * 2 > len(widths) > 2


def _measure_columns(taken: Sequence[Sequence[int]]) -> list[int]:
    """How wide each column of the header is, by what the cells of all lines take; at least 3."""
    columns = zip_longest(*taken, fillvalue=0)
    return [max(3, *column) for column in islice(columns, len(taken[0]))]


def _format_line(cells: Sequence[str], taken: Sequence[int], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - used) for cell, used, width in zip(cells, taken, widths, strict=False)]
    return "| " + " | ".join([*padded, *cells[len(widths) :]]) + " |"


def _format_delimiter(columns: Sequence[Column], widths: Sequence[int]) -> str:
    return (
        "|" + "|".join(_format_dashes(column, width + 2) for column, width in zip(columns, widths, strict=True)) + "|"
    )


def _format_dashes(column: Column, width: int) -> str:
    marks = _DELIMITER_CELL[column.align]
    return marks.replace("-", "-" * max(3, width - len(marks) + 1))


def _find_first_prefix(source: str, table: Table) -> str:
    """What is before the table's first line: the mark of a block quote or of a list's item, say."""
    before = source[table.span.start : table.columns[0].header.span.start]
    return _FIRST_PIPE.sub("", before)


def _find_surroundings(document: Document, table: Table) -> tuple[str, str]:
    """What is before the table's second line, and how its lines end."""
    source = document.source
    first, second = _list_lines(document, table)[:2]
    prefix = re.match(r"[ \t>]*", source[second.start : second.end])
    return (prefix[0] if prefix else ""), source[first.end : second.start]
