"""HTML: ``read``, ``write``, ``patch``, ``content``, ``render``.

Read are the tables, headings and paragraphs of a page or of a part of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tabl10n.errors import InputError
from tabl10n.formats.changes import (
    Edit,
    apply,
    changed_cells,
    changed_prose,
    part_edits,
    require_writable,
    require_writable_prose,
)
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.html import language, renderer
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.reader import Page, read_page
from tabl10n.formats.html.tokens import markup
from tabl10n.formats.tags import unmatched
from tabl10n.model import Cell, Document, Table


def read(text: str, name: str) -> Document:
    """The document that ``text`` holds."""
    return _page(text, name).document


def write(document: Document, options: Rendering | None = None) -> str:
    """The document as text: its source, with what has changed in its place, and the language of ``options``.

    Raises InputError for a control character, and where nobody knows where a changed part stands.
    """
    original = read(document.source, document.name)
    edits: list[Edit] = []
    for said, meant in changed_prose(original, document):
        require_writable_prose(document, meant)
        edits.append(Edit(said.span, _restrained(said.text, meant.text)))
    for old, new in changed_cells(original, document):
        require_writable(document, new)
        edits.extend(_cell_edits(document, old, new))
    if options:
        edits.extend(language.edits(original, document, options))
    return apply(document.source, edits)


patch = write


def content(document: Document) -> Content:
    """What ``document`` says.

    Raises InputError for what is neither heading, paragraph nor table, and for markup that other formats do not know.
    """
    page = _page(write(document), document.name)
    for line, said in page.others:
        raise _refused(document, line, f"{said[:40]!r} is neither heading, paragraph nor table")
    for line, name in page.unknown:
        raise _refused(document, line, f"the element {name} has no place in other formats")
    pairs = zip(document.tables, page.document.tables, strict=True)
    tables = tuple(_with_roles(new, old) for old, new in pairs)
    return Content(replace(page.document, tables=tables), page.inlines, page.levels)


def render(content: Content, options: Rendering) -> str:
    """``content`` as HTML; raises InputError for a control character."""
    return renderer.render(content, options)


@lru_cache(maxsize=8)
def _page(text: str, name: str) -> Page:
    return read_page(text, name)


def _cell_edits(document: Document, old: Cell, new: Cell) -> Iterator[Edit]:
    if new.markup != old.markup:
        yield Edit(old.span, _restrained(old.markup, new.markup))
        new = replace(new, markup=old.markup)
    for edit in part_edits(document, old, new, escape_value):
        yield Edit(edit.span, escape(new.text)) if edit.span == old.text_span else _in_quotes(edit, document.source)


def _in_quotes(edit: Edit, source: str) -> Edit:
    """The edit of an attribute, in quotation marks where that has none: its new value may hold a space."""
    return edit if source[edit.span.start - 1] in "\"'" else Edit(edit.span, f'"{edit.text}"')


def _restrained(old: str, new: str) -> str:
    """``new`` as it is where it has no tag that ``old`` has not, and closes them as ``old`` does; else as text."""
    tags, allowed = markup(new), markup(old)
    is_kept = set(tags) <= set(allowed) and unmatched(tags) == unmatched(allowed)
    return new if is_kept else escape(new)


def _refused(document: Document, line: int, fact: str) -> InputError:
    return InputError(fact, path=document.name, line=line, next_step="take it out, or build the format of the source")


def _with_roles(table: Table, known: Table) -> Table:
    pairs = zip(table.columns, known.columns, strict=True)
    return replace(table, columns=tuple(replace(column, role=other.role) for column, other in pairs))
