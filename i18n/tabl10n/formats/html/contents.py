"""An HTML document on its way into another format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tabl10n.document import Document, Edit, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import apply
from tabl10n.formats.content import Content
from tabl10n.formats.html.reader import read_page
from tabl10n.formats.html.writer import encode


def content(document: Document, edits: Sequence[Edit] = ()) -> Content:
    """What ``document`` says once it is edited.

    Raises InputError for what is neither heading, paragraph nor table, and for markup that other formats do not know.
    """
    text = apply(document.source, encode(document, edits, None).require_all().text_edits())
    page = read_page(text, document.name)
    for line, said in page.others:
        raise _refused(document, line, f"{said[:40]!r} is neither heading, paragraph nor table")
    for line, name in page.unknown:
        raise _refused(document, line, f"the element {name} has no place in other formats")
    pairs = zip(document.tables, page.document.tables, strict=True)
    tables = tuple(_with_roles(new, old) for old, new in pairs)
    return Content(replace(page.document, tables=tables), page.inlines, page.levels)


def _refused(document: Document, line: int, fact: str) -> InputError:
    return InputError(fact, path=document.name, line=line, next_step="take it out, or build the format of the source")


def _with_roles(table: Table, known: Table) -> Table:
    pairs = zip(table.columns, known.columns, strict=True)
    return replace(table, columns=tuple(replace(column, known_role=other.known_role) for column, other in pairs))
