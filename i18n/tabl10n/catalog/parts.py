"""Which parts of a document say which message, and the edits that put a translation into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tabl10n import formats
from tabl10n.catalog import strings
from tabl10n.catalog.model import Identity
from tabl10n.document import Block, Cell, Document, Edit, Role
from tabl10n.formats.remarks import restrict
from tabl10n.nodes import replace_text


class MessagePart(NamedTuple):
    """A heading, a paragraph or a cell, and the message that it says."""

    identity: Identity
    part: Cell | Block


def find_parts(document: Document) -> Iterator[MessagePart]:
    """Yield the parts that say one message each; a cell of territories may say several, and is left out."""
    format_ = formats.get(document.format)
    document = restrict(document)
    for block in document.prose:
        if identity := strings.identify_prose(block, format_):
            yield MessagePart(identity, block)
    for table in document.tables:
        for column in table.columns:
            if identity := strings.identify_header(column):
                yield MessagePart(identity, column.header)
        roles = [column.role for column in table.columns]
        for row in table.rows:
            for cell, role in zip(row.cells, roles, strict=False):  # a row may have more cells than columns
                known = strings.find_translated_role(cell, role)
                if known is not Role.TERRITORY and (identity := strings.identify_cell(cell, known)):
                    yield MessagePart(identity, cell)


def make_edit(document: Document, message: MessagePart, translation: str) -> Edit | None:
    """The edit that puts ``translation`` into a part, as markup where the message is that; None where nothing changes.

    Raises InputError for what the format cannot hold there.
    """
    identity, part = message
    if translation == identity.msgid:
        return None
    if isinstance(part, Block) or identity.msgid == part.markup:
        return formats.get(document.format).translate(document, part, translation)
    old = part.text
    return Edit(part.span, replace_text(part.nodes, old, translation)) if translation != old else None
