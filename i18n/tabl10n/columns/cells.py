"""What a cell says as it is compared between a copy and its source."""

from __future__ import annotations

from tabl10n.document import Cell
from tabl10n.text.addresses import identify_image
from tabl10n.text.badges import parse_badge


def identify_cell_image(cell: Cell | None) -> str:
    """What tells the cell's image from others; a badge is none."""
    return "" if cell is None or parse_badge(cell.image) else identify_image(cell.image)


def read_value(cell: Cell) -> str:
    """What a cell that is copied as it is says: its badge's message, else its text, spaces between words as one."""
    return parse_badge(cell.image) or " ".join(cell.text.split())
