"""Which strings of a document are translated, and under which context: what extraction and building share.

A message's context is the kind of its prose, the role of its column, or ``header``. What holds no letter says nothing
that another language says otherwise: it is no message.
"""

from __future__ import annotations

from tabl10n import territories
from tabl10n.catalog.model import Identity
from tabl10n.document import Block, Cell, Column, Role
from tabl10n.formats import Format


def identify_prose(prose: Block, format_: Format) -> Identity | None:
    """The message of a heading or a paragraph of a document in that format, markup included; None where no word is
    left without the markup.
    """
    return Identity(prose.kind, prose.text) if _has_letter(format_.remove_markup(prose.text)) else None


def identify_header(column: Column) -> Identity | None:
    """The message of a column's header (its markup, if it has any in between)."""
    text = column.header.markup if _is_mixed(column.header) else column.header.text
    return Identity("header", text) if _has_letter(text) else None


def find_translated_role(cell: Cell, role: Role) -> Role:
    """As what a cell of a column with that role is translated: territories with markup in between are a text."""
    return Role.TEXT if role is Role.TERRITORY and _is_mixed(cell) else role


def _is_mixed(cell: Cell) -> bool:
    """Whether markup is between the cell's words, as in "[Norway](https://...)<br>Sweden": nobody but a translator
    knows where it belongs in other words.
    """
    return cell.markup != "" and cell.text_span is None


def identify_cell(cell: Cell, role: Role) -> Identity | None:
    """The message of a name, or of a text (its markup, if it has any). A cell of another role has none."""
    if role is Role.NAME:
        text = cell.markup if _is_mixed(cell) else cell.text
    elif role is Role.TEXT:
        text = cell.markup or cell.text
    else:
        return None
    return Identity(role.value, text) if _has_letter(text) else None


def identify_territory(part: territories.Part) -> Identity | None:
    """The message of one territory that a cell names (see `territories.split`)."""
    return Identity(Role.TERRITORY.value, part.text) if _has_letter(part.text) else None


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
