"""Writing Markdown: what a document says differently from its source, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tabl10n.errors import InputError
from tabl10n.formats.changes import Edit, apply, changed_cells, changed_prose, changed_tables
from tabl10n.formats.layout import display_width
from tabl10n.formats.markdown_inline import escape
from tabl10n.model import Cell, Column, Document, Span, Table

_DELIMITER_CELL = {"": "-", "left": ":-", "right": "-:", "center": ":-:"}
_LINE_BREAK = re.compile(r"[\r\n]")
# Where a link's target must be written between angle brackets, or is cut short (CommonMark 6.3).
_SPACE_OR_PARENTHESIS = re.compile(r"[\s()<>]")


def write(document: Document, original: Document) -> str:
    """``document`` as text: tables in which a cell changed are laid out anew, all else is as in ``original``."""
    edits = [Edit(new.span, _prose(new.text)) for _, new in changed_prose(original, document)]
    for old, new in changed_tables(original, document):
        edits.append(Edit(old.span, _laid_out(document, old, new)))
    return apply(document.source, edits)


def patch(document: Document, original: Document) -> str:
    """``document`` as text: only the spans that changed are touched."""
    edits = [Edit(new.span, _prose(new.text)) for _, new in changed_prose(original, document)]
    for old, new in changed_cells(original, document):
        edits.extend(_cell_edits(document.source, old, new))
    return apply(document.source, edits)


def _prose(text: str) -> str:
    return text


def _laid_out(document: Document, old: Table, new: Table) -> str:
    source = document.source
    header = [_content(source, a.header, b.header) for a, b in zip(old.columns, new.columns, strict=True)]
    rows = [
        [_content(source, a, b) for a, b in zip(old_row.cells, new_row.cells, strict=True)]
        for old_row, new_row in zip(old.rows, new.rows, strict=True)
    ]
    widths = _widths(header, rows) if _is_aligned(source, old) else [0] * len(header)
    lines = [_line(header, widths), _delimiter(new.columns, widths), *(_line(row, widths) for row in rows)]
    prefix, line_break = _surroundings(source, old)
    return line_break.join(prefix + line for line in lines).removeprefix(prefix)


def _content(source: str, old: Cell, new: Cell) -> str:
    """The Markdown of the cell as it is to be."""
    if new == old:
        return source[old.span.start : old.span.end]
    edits = [
        Edit(Span(e.span.start - old.span.start, e.span.end - old.span.start), e.text)
        for e in _cell_edits(source, old, new)
    ]
    return apply(source[old.span.start : old.span.end], edits)


def _cell_edits(source: str, old: Cell, new: Cell) -> Iterator[Edit]:
    if new.markup != old.markup:
        yield Edit(old.span, _markup(new))
        return
    if new.text != old.text:
        yield _text_edit(source, old, new)
    for said, meant, span in (
        (old.link, new.link, old.link_span),
        (old.image, new.image, old.image_span),
    ):
        if said != meant:
            yield Edit(_placed(span, new), _target(meant))
    if new.alt != old.alt:
        yield Edit(_placed(old.alt_span, new), escape(new.alt))


def _markup(cell: Cell) -> str:
    if _LINE_BREAK.search(cell.markup):
        raise InputError(
            f"the cell {cell.markup!r} has a line break, which a Markdown table cannot hold",
            line=cell.line,
            next_step="write <br> or keep it on one line",
        )
    return re.sub(r"(?<!\\)\|", r"\\|", cell.markup)


def _text_edit(source: str, old: Cell, new: Cell) -> Edit:
    span = old.text_span
    if span is None and not (old.markup or old.link or old.image):
        span = old.span
    span = _placed(span, new)
    if source[span.start - 1 : span.start] == "`" and span.start > old.span.start:
        return Edit(span, _code(new))
    return Edit(span, escape(new.text))


def _code(cell: Cell) -> str:
    if "`" in cell.text or _LINE_BREAK.search(cell.text):
        raise InputError(
            f"{cell.text!r} cannot stand in a code span",
            line=cell.line,
            next_step="leave out backticks and line breaks",
        )
    return cell.text.replace("|", "\\|")


def _placed(span: Span | None, cell: Cell) -> Span:
    if span is None:
        raise InputError(
            f"the cell {cell.text or cell.alt!r} cannot be changed: its markup hides where the text stands",
            line=cell.line,
            next_step="change it by hand",
        )
    return span


def _target(url: str) -> str:
    escaped = url.replace("|", "%7C").replace("\\", "%5C")
    if not _SPACE_OR_PARENTHESIS.search(escaped):
        return escaped
    return "".join(f"%{ord(char):02X}" if char in "<> ()" else char for char in escaped)


def _is_aligned(source: str, table: Table) -> bool:
    """Whether the table's lines are padded to one width, as far as people do that by hand."""
    lines = source[table.span.start : table.span.end].splitlines()
    usual = display_width(lines[0].rstrip())
    return sum(1 for line in lines if display_width(line.rstrip()) == usual) * 2 > len(lines) > 2


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = [max(3, display_width(cell)) for cell in header]
    for row in rows:
        for i, cell in enumerate(row[: len(widths)]):
            widths[i] = max(widths[i], display_width(cell))
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell + " " * (widths[i] - display_width(cell)) if i < len(widths) else cell for i, cell in enumerate(cells)
    ]
    return "| " + " | ".join(padded) + " |"


def _delimiter(columns: Sequence[Column], widths: Sequence[int]) -> str:
    return "|" + "|".join(_dashes(column, width + 2) for column, width in zip(columns, widths, strict=True)) + "|"


def _dashes(column: Column, width: int) -> str:
    marks = _DELIMITER_CELL[column.align]
    return marks.replace("-", "-" * max(3, width - len(marks) + 1))


def _surroundings(source: str, table: Table) -> tuple[str, str]:
    """What stands before the table's second line, and how its lines end."""
    lines = source[table.span.start : table.span.end].split("\n")
    line_break = "\r\n" if lines[0].endswith("\r") else "\n"
    prefix = re.match(r"[ \t>]*", lines[1])
    return (prefix[0] if prefix else ""), line_break
