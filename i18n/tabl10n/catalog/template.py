"""The template: every string of a document that a translator should see, once, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tabl10n import formats, territories
from tabl10n.catalog import strings
from tabl10n.catalog.entity import IGNORE_SAME, OPTIONAL, column_note, write_owner_note, write_territory_note
from tabl10n.catalog.flags import make_placeholder_flags
from tabl10n.catalog.header import CREATED, format_timestamp, make_template_header
from tabl10n.catalog.model import Catalog, Identity, Message
from tabl10n.catalog.ownership import require_own
from tabl10n.catalog.pofile import parse, render
from tabl10n.document import Block, Cell, Document, Role, Table
from tabl10n.formats.remarks import restrict


def render_template(
    document: Document,
    path: str,
    project: str,
    *,
    existing: str | None = None,
    name: str = "",
    source_locale: str = "en",
) -> str:
    """The text of the template of ``document``.

    ``path``, ``source_locale``: as in `extract_messages`. ``project`` is the project's name in a new header.
    ``existing`` is the text of the template there is, ``name`` its file's name. Its header is kept; where only the date
    would change, the answer is ``existing`` itself: a second run changes no byte.
    Raises InputError when ``existing`` is no catalog, or another program's.
    """
    old = parse(existing, name) if existing is not None else None
    made = make_template(document, path, project, old=old, name=name, source_locale=source_locale)
    return existing if existing is not None and made is old else render(made)


def make_template(
    document: Document,
    path: str,
    project: str,
    *,
    old: Catalog | None = None,
    name: str = "",
    source_locale: str = "en",
) -> Catalog:
    """The template of ``document``: with the header of ``old``, the one there is; that itself where nothing changes.

    All else is as in `render_template`. Raises InputError when ``old`` is the template of another program.
    """
    found = extract_messages(document, path, source_locale)
    if old is None:
        return Catalog(make_template_header(project), found)
    require_own(old, name)
    return old if old.messages == found else replace(old, messages=found).with_field(CREATED, format_timestamp())


def extract_messages(document: Document, path: str, source_locale: str = "en") -> tuple[Message, ...]:
    """The messages of ``document``, whose columns must have their roles: prose, headers, then cells as they appear.

    Keys, links, images and verbatim columns give none. ``path`` is what references call the file: its path from the
    project's root, with ``/``. ``source_locale`` is the document's language.
    """
    entries: dict[Identity, _MessageDraft] = {}
    for found in _find_occurrences(document, source_locale):
        entry = entries.get(found.identity)
        if entry is None:
            entry = entries[found.identity] = _MessageDraft(found.part)
        entry.references.setdefault(f"{path}:{found.line}")
        if found.comment:
            entry.comments.setdefault(found.comment)
        if found.column:
            entry.columns.setdefault(found.column)
    return tuple(_make_message(identity, entry) for identity, entry in entries.items())


class _Occurrence(NamedTuple):
    """Where a message is, what that says about it, and the part of the document that is the message, if one is."""

    identity: Identity
    line: int
    comment: str = ""
    column: str = ""
    part: Cell | Block | None = None


@dataclass(slots=True)
class _MessageDraft:
    """What is gathered for a message: ordered sets of comments, columns and references."""

    part: Cell | Block | None
    comments: dict[str, None] = field(default_factory=dict)
    columns: dict[str, None] = field(default_factory=dict)
    references: dict[str, None] = field(default_factory=dict)


def _find_occurrences(document: Document, source_locale: str) -> Iterator[_Occurrence]:
    format_ = formats.get(document.format)
    document = restrict(document, strict=True)
    for prose in document.prose:
        if identity := strings.identify_prose(prose, format_):
            yield _Occurrence(identity, prose.line, part=prose)
    for column in (column for table in document.tables for column in table.columns):
        if identity := strings.identify_header(column):
            yield _Occurrence(identity, column.header.line, part=column.header)
    for table in document.tables:
        yield from _find_in_rows(table, source_locale)


def _find_in_rows(table: Table, source_locale: str) -> Iterator[_Occurrence]:
    columns = [(column.role, column_note(column.header.text)) for column in table.columns]
    key_column = table.column_of(Role.KEY)
    for row in table.rows:
        for cell, (column_role, note) in zip(row.cells, columns, strict=False):  # a row may be short or long
            role = strings.find_translated_role(cell, column_role)
            if role is Role.TERRITORY:
                yield from _find_territories(cell, note, source_locale)
            elif identity := strings.identify_cell(cell, role):
                key = row.cells[key_column].text if key_column is not None and key_column < len(row.cells) else ""
                yield _Occurrence(identity, cell.line, write_owner_note(key, cell.link), note, cell)


def _find_territories(cell: Cell, note: str, source_locale: str) -> Iterator[_Occurrence]:
    for part in territories.split(cell.text, source_locale):
        if identity := strings.identify_territory(part):
            yield _Occurrence(identity, cell.line, write_territory_note(part.match.code if part.match else None), note)


def _make_message(identity: Identity, entry: _MessageDraft) -> Message:
    notes = tuple(entry.comments)
    if identity.msgctxt == Role.NAME:
        notes = (*notes, OPTIONAL)
    elif identity.msgctxt == Role.TEXT and len(notes) > 1:
        notes = ()  # a text that many rows say is no one's own
    notes = (*notes, *entry.columns)
    flags = (IGNORE_SAME,) if identity.msgctxt == Role.NAME else make_placeholder_flags(identity.msgid, entry.part)
    return Message(identity.msgid, identity.msgctxt, extracted=notes, references=tuple(entry.references), flags=flags)
