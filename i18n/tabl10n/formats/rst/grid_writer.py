"""Changed cells put into a grid table: into their padding, or by laying the table out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from tabl10n.formats.changes import TextEdit
from tabl10n.formats.lines import Line
from tabl10n.formats.rst.blocks import RstBlock
from tabl10n.formats.rst.cell_grid import GridLine, Piece, trim_piece
from tabl10n.formats.rst.grid_table import Grid, split_grid
from tabl10n.nodes import Span
from tabl10n.text.width import measure_width

_Replaced = Mapping[Span, str]
# docutils knows a border by two marks with one more between them: +---+.
_MIN_COLUMN_WIDTH = 3


def fit_into_padding(
    source: str, lines: Sequence[Line], block: RstBlock, replaced: _Replaced
) -> Sequence[TextEdit] | None:
    """The text edits that put ``replaced`` into the padding of its cells; None where one has too little."""
    edits = list(takewhile(bool, _edit_within_padding(source, lines, split_grid(source, lines, block), replaced)))
    return list(filter(None, edits)) if len(edits) == len(replaced) else None


def reformat_grid(source: str, lines: Sequence[Line], block: RstBlock, replaced: _Replaced) -> Iterator[TextEdit]:
    """The text edits that put ``replaced`` into a grid table and line up all its lines."""
    yield from _reformat_lines(source, lines, block, split_grid(source, lines, block), replaced)


def _edit_within_padding(
    source: str, lines: Sequence[Line], grid: Grid, replaced: _Replaced
) -> Iterator[TextEdit | None]:
    """An edit for each cell whose new content leaves a space before its border; None for the others."""
    width = measure_width(source[lines[grid.lines[0].at].start : lines[grid.lines[0].at].end].rstrip())
    for line in grid.lines:
        for piece in line.pieces:
            if piece.fill or (span := trim_piece(source, piece)) not in replaced:
                continue
            text = source[slice(*lines[line.at])].rstrip()
            measure = measure_width if measure_width(text) == width else len
            room = measure(source[span.start : piece.end]) - measure(replaced[span])
            yield TextEdit(Span(span.start, piece.end), replaced[span] + " " * room) if room > 0 else None


_Content = tuple[str, int]
"""What a piece is to hold, with the spaces before it, and how wide that is."""


def _reformat_lines(
    source: str, lines: Sequence[Line], block: RstBlock, grid: Grid, replaced: _Replaced
) -> Iterator[TextEdit]:
    contents = _list_contents(source, grid, replaced)
    widths = _measure_columns(grid, contents)
    for line in grid.lines:
        start, end = lines[line.at]
        prefix = source[start : start + block.indent]
        if line.at != block.first and prefix.strip():
            prefix = prefix[: len(prefix) - len(prefix.lstrip())]
        if line.is_misaligned:  # nobody knows which cell is which: only what changed is touched
            yield from (TextEdit(span, replaced[span]) for span in _trim_pieces(source, line) if span in replaced)
        else:
            yield TextEdit(Span(start, end), prefix + _format_line(line, contents, widths))


def _trim_pieces(source: str, line: GridLine) -> Iterator[Span]:
    return (trim_piece(source, piece) for piece in line.pieces)


def _list_contents(source: str, grid: Grid, replaced: _Replaced) -> Mapping[int, _Content]:
    """What the piece that begins at each place is to hold; lines of one cell keep their indentation."""
    contents: dict[int, _Content] = {}
    for cell in chain.from_iterable(grid.rows):
        spans = [trim_piece(source, piece) for piece in cell]
        least = _measure_least_lead(cell, spans) if len(cell) > 1 else spans[0].start - cell[0].start
        for piece, span in zip(cell, spans, strict=True):
            text = replaced.get(span, source[span.start : span.end])
            text = " " * (span.start - piece.start - least) + text if text else ""
            contents[piece.start] = f" {text}", 1 + measure_width(text)
    return contents


def _measure_least_lead(cell: Sequence[Piece], spans: Sequence[Span]) -> int:
    """How many spaces are before all the lines of a cell."""
    leads = (span.start - piece.start for piece, span in zip(cell, spans, strict=True) if span.start < span.end)
    return min(leads, default=0)


def _measure_columns(grid: Grid, contents: Mapping[int, _Content]) -> list[int]:
    widths = [_MIN_COLUMN_WIDTH] * grid.columns
    pieces = [piece for line in grid.lines if not line.is_misaligned for piece in line.pieces if not piece.fill]
    for piece in sorted(pieces, key=lambda piece: piece.last - piece.first):
        missing = contents[piece.start][1] + 1 - _measure_piece(piece, widths)
        if missing > 0:
            widths[piece.last - 1] += missing
    return widths


def _measure_piece(piece: Piece, widths: Sequence[int]) -> int:
    return sum(widths[piece.first : piece.last]) + piece.last - piece.first - 1


def _format_line(line: GridLine, contents: Mapping[int, _Content], widths: Sequence[int]) -> str:
    if line.rule:
        return "+".join(["", *(line.rule * width for width in widths), ""])
    parts: list[str] = []
    before = ""
    for piece in line.pieces:
        parts.append("+" if piece.fill or before else "|")
        width = _measure_piece(piece, widths)
        if piece.fill:
            parts.append(piece.fill * width)
        else:
            text, taken = contents[piece.start]
            parts.append(text + " " * (width - taken))
        before = piece.fill
    return "".join(parts) + ("+" if before else "|")
