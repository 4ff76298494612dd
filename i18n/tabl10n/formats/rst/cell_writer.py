"""The source of a reStructuredText cell that has changed, and of the definitions that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import NamedTuple

from tabl10n.document import Cell, Table
from tabl10n.errors import InputError
from tabl10n.formats.changes import TextEdit, apply
from tabl10n.formats.rst.cell_blocks import describe_other_blocks
from tabl10n.formats.rst.cell_reader import CellReader
from tabl10n.formats.rst.escape import (
    UNWRITABLE,
    escape,
    escape_address,
    escape_bare_address,
    escape_end,
    escape_inline,
    escape_start,
)
from tabl10n.formats.rst.markup import has_same_blocks
from tabl10n.formats.rst.names import REFERENCE, Names, Substitution, find_references, normalize_name
from tabl10n.nodes import Span
from tabl10n.text.addresses import RST_ADDRESS

_WRAPPED = re.compile(r"(``|\*\*?)(?!\s).+(?<!\s)\1")
_ALIAS = re.compile(r"`(?=.*_>`__?\Z).*(?P<alias>\s<.+_>`__?)")
_SUBSTITUTED = re.compile(r"\|((?:[^|\\]|\\.){1,300}+)\|")  # no name is that long
_TOO_RICH = "has markup too rich to tell where its text is"


class CellChange(NamedTuple):
    """A cell as it was and as it is to be, under which header of which file."""

    old: Cell
    new: Cell
    header: str
    name: str

    def make_error(self, fact: str, next_step: str) -> InputError:
        """The error that says why the cell cannot be written."""
        shown = self.new.text or self.new.alt
        message = f"the cell {shown!r} in the column {self.header!r} {fact}"
        return InputError(message, path=self.name, line=self.new.line, next_step=next_step)


def write_cell(source: str, names: Names, change: CellChange) -> str | None:
    """What the cell is to hold; None when only a definition elsewhere changes.

    It is on one line; a line block may have as many lines as the cell has now, and a cell of several blocks keeps its
    lines. Raises InputError for control characters, where the cell's markup is too rich to tell where its text is, and
    where other words there would not read back the same.
    """
    old, new = change.old, change.new
    if new != old and old.markup and (other := describe_other_blocks(old.markup)):
        return _write_blocks(names, change, other)
    rich = new.markup if new.markup != old.markup else ""
    lines = rich.split("\n")
    if len(lines) > 1 + len(old.rest) or UNWRITABLE.search("".join((new.text, new.link, new.image, new.alt, *lines))):
        raise change.make_error("holds a line break or a control character", "write it on one line")
    if new.markup != old.markup:
        return rich or _rewrite(new)
    inside = old.link_span is None or old.span.start <= old.link_span.start < old.span.end
    if new.text == old.text and (new.link == old.link or not inside or (old.image and not old.text)):
        return None
    if REFERENCE.fullmatch(old.markup) or _ALIAS.fullmatch(old.markup):
        return _write_named_link(old.markup, new.text)
    if old.markup or old.image:
        return _write_beside_markup(
            source, names, change if inside else change._replace(new=new.with_parts(link=old.link))
        )
    return _write_text_and_link(source, change, inside)


def _write_blocks(names: Names, change: CellChange, what: str) -> str:
    """The lines of a cell of several blocks in other words; each stays where it was."""
    old, new = change.old, change.new
    if new.markup == old.markup or not has_same_blocks(new.markup, old.markup, names):
        raise change.make_error(f"holds {what}", "translate it line by line, or change it by hand")
    return "\n".join(line.strip() for line in new.markup.split("\n") if line.strip())


def _write_beside_markup(source: str, names: Names, change: CellChange) -> str:
    """A cell in which a text or an address changes that is beside an image or other markup, on one line."""
    old, new = change.old, change.new
    raw = " ".join(filter(None, (source[slice(*span)] for span in (old.span, *old.rest))))
    for edits in _list_attempts(raw, names, change):
        written = apply(raw, edits)
        read = CellReader(written, names).read([Span(0, len(written))], old.line, old.column)
        if (read.text, read.link, read.image, read.alt) == (new.text, new.link, old.image, old.alt):
            return written
    raise change.make_error("would not read back the same beside its markup", "change it by hand")


def _list_attempts(raw: str, names: Names, change: CellChange) -> Iterator[list[TextEdit]]:
    """The edits of ``raw``, the cell on one line, that may make the change; the first ones are the usual ones."""
    old, new = change.old, change.new
    at = CellReader(raw, names).read([Span(0, len(raw))], old.line, old.column).text_span
    edits: list[TextEdit] = []
    if new.link != old.link:
        if old.link_span is None:
            raise change.make_error(_TOO_RICH, "change it by hand")
        place = Span(old.link_span.start - old.span.start, old.link_span.end - old.span.start)
        edits.append(TextEdit(place, escape_address(new.link)))
    if new.text == old.text:
        yield edits
    elif at is None:
        raise change.make_error(_TOO_RICH, "change it by hand")
    else:
        yield from ([*edits, TextEdit(at, text)] for text in _list_spellings(raw, at, new.text))


def _list_spellings(raw: str, at: Span, text: str) -> list[str]:
    """What may be written for ``text`` at that place of ``raw``: in code as it is, elsewhere apart from the markup."""
    if raw[: at.start].endswith("``"):
        return [text]
    written = escape_inline(text)
    written = written if at.start else escape_start(written)
    written = written if at.end < len(raw) else escape_end(written)
    return [written, rf"\ {written}\ "]


def _write_text_and_link(source: str, change: CellChange, inside: bool) -> str:
    old, new = change.old, change.new
    raw = source[old.span.start : old.span.end]
    if old.rest:
        return _rewrite(new)
    if old.link and old.text_span and old.link_span and inside:
        edits = [TextEdit(old.text_span, escape_inline(new.text)), TextEdit(old.link_span, escape_address(new.link))]
        moved = [TextEdit(Span(span.start - old.span.start, span.end - old.span.start), text) for span, text in edits]
        return _remove_name(apply(raw, moved), source, change) if new.link else escape(new.text)
    if old.link and not inside and old.link_span:
        return _write_named_link(raw, new.text)
    match = _WRAPPED.fullmatch(raw)
    if match and not new.link and old.text_span != old.span:
        return _wrap(match[1], new.text)
    return _rewrite(new)


def _remove_name(written: str, source: str, change: CellChange) -> str:
    """A link with its address under a new text, by which nothing can refer to it: the same text may be elsewhere.

    Raises InputError where something refers to it by the old one.
    """
    if change.new.text == change.old.text or not written.endswith(">`_"):
        return written
    if normalize_name(change.old.text) in find_references(source):
        raise change.make_error(
            f"has the text {change.old.text!r} by which others refer to its link", "change it by hand"
        )
    return f"{written}_"


def _write_named_link(raw: str, text: str) -> str:
    """A link by a target's name, under another text: ``Name_`` becomes ```text <Name_>`__``."""
    if match := _ALIAS.fullmatch(raw):
        return f"`{escape_inline(text)}{match['alias']}"
    match = REFERENCE.fullmatch(raw)
    name = match["phrase"] or match["word"] if match else raw
    return f"`{escape_inline(text)} <{name}_>`__"


def _wrap(mark: str, text: str) -> str:
    if mark != "``":
        return f"{mark}{escape_inline(text)}{mark}"
    fits = text.strip() == text and "`" not in text and text
    return f"``{text}``" if fits else escape(text)


def _rewrite(cell: Cell) -> str:
    if not cell.link:
        return escape(cell.text)
    if cell.text == cell.link and RST_ADDRESS.fullmatch(cell.link):
        return cell.link
    return f"`{escape_inline(cell.text)} <{escape_address(cell.link)}>`__"


def edit_definitions(source: str, names: Names, old: Cell, new: Cell) -> Iterator[TextEdit]:
    """Changes outside the cell: to the image, link and alternative text of a substitution, to a target's address."""
    if new.markup != old.markup:
        return
    outside = old.link_span is not None and not old.span.start <= old.link_span.start < old.span.end
    if new.link != old.link and outside and old.link_span:
        yield TextEdit(old.link_span, escape_bare_address(new.link))
    if not old.image:
        return
    if new.image != old.image and old.image_span:
        yield TextEdit(old.image_span, escape_bare_address(new.image))
    yield from _add_options(source, names, old, new)


def _add_options(source: str, names: Names, old: Cell, new: Cell) -> Iterator[TextEdit]:
    """An alternative text or a link for which the definition has no option yet, or only the substitution's name."""
    found = _find_image(source[slice(*old.span)], names, old)
    if found is None:
        return
    here, lead = Span(found.end, found.end), "\n" + " " * (found.indent + 3)
    if new.alt != old.alt and found.alt is None:
        yield TextEdit(here, f"{lead}:alt: {new.alt}".rstrip())
    elif new.alt != old.alt and found.alt and (place := found.alt.span):
        glued = source[place.start - 1] == ":"
        yield TextEdit(place, f" {new.alt}" if glued else new.alt)
    if new.link != old.link and not old.link:
        yield TextEdit(here, f"{lead}:target: {escape_bare_address(new.link)}")


def _find_image(raw: str, names: Names, cell: Cell) -> Substitution | None:
    """The definition of the image that the cell shows."""
    found = (names.find_substitution(match[1]) for match in _SUBSTITUTED.finditer(raw))
    return next((one for one in found if one and (one.value.text, one.shown) == (cell.image, cell.alt)), None)


def pair_with_headers(table: Table) -> Iterator[tuple[Cell, str]]:
    """The table's cells with the text of the header above each, those of the header first."""
    headers = [column.header.text for column in table.columns]
    yield from zip((column.header for column in table.columns), headers, strict=True)
    for row in table.rows:
        yield from zip(row.cells, chain(headers, repeat("")), strict=False)
