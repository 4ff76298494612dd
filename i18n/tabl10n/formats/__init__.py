"""Readers and writers, one package a format, and the registry of the formats.

A `Format` parses documents of its own, encodes their edits as text edits, and renders documents of any format: a
document's headings, paragraphs and tables consist of inline nodes, which belong to no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tabl10n.errors import InputError
from tabl10n.files import read_text
from tabl10n.formats.format import Format
from tabl10n.formats.registry import (
    find_by_built_suffix,
    find_by_suffix,
    find_by_text,
    get,
    list_formats,
    register,
    register_for_context,
)

if TYPE_CHECKING:
    from tabl10n.document import Document, Edit
    from tabl10n.formats.changes import Encoded
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering

__all__ = [
    "Converted",
    "Format",
    "convert",
    "convert_each",
    "dump",
    "encode",
    "find_by_built_suffix",
    "find_by_suffix",
    "find_by_text",
    "find_untranslatable",
    "get",
    "list_formats",
    "load",
    "parse",
    "patch",
    "register",
    "register_for_context",
    "reorder_rows",
]  # fmt: skip


def load(path: str | Path) -> Document:
    """Read the file at ``path``. Raises InputError when it cannot be read."""
    return parse(read_text(path), str(path))


def parse(text: str, name: str) -> Document:
    """Read ``text``; the format follows from the suffix of ``name``, else from the text itself."""
    return find_by_text(text, name).parse(text, name)


def encode(document: Document, edits: Sequence[Edit]) -> Encoded:
    """What ``edits`` come to as a patch of the document's text, and which of them its format cannot hold."""
    return get(document.format).encode(document, edits)


def dump(document: Document, edits: Sequence[Edit] = (), options: Rendering | None = None) -> str:
    """The edited document in its own format, changed tables reformatted; it says the language in ``options``, if any.

    Raises InputError for an edit that the format cannot hold.
    """
    return _apply_text_edits(document, get(document.format).encode(document, edits, "reformat", options).require_all())


def patch(document: Document, edits: Sequence[Edit] = ()) -> str:
    """The edited document in its own format, every character outside the changed spans as it was.

    Raises InputError for an edit that the format cannot hold.
    """
    return _apply_text_edits(document, encode(document, edits).require_all())


def _apply_text_edits(document: Document, encoded: Encoded) -> str:
    from tabl10n.formats.changes import apply

    return apply(document.source, encoded.collect_text_edits())


def find_untranslatable(document: Document) -> list[LeftOut]:
    """What readers of the page see words in, and no translator is given: it stays in the language of the source."""
    found = [one for one in get(document.format).find_left_out(document) if one.has_words]
    if not found:
        return found
    from tabl10n.formats.remarks import find_translated_lines

    ranges = find_translated_lines(document)
    return [one for one in found if any(one.line in lines for lines in ranges)]


def reorder_rows(document: Document, orders: Sequence[Sequence[int]]) -> Document:
    """``document`` with the rows of each table in the order of ``orders`` (their numbers, from 0); see `reorder`."""
    from tabl10n.formats import reorder

    return replace(reorder.reorder_rows(document, orders, get(document.format).parse), region=document.region)


class Converted(NamedTuple):
    """What became of a document in another format: its text and what of the page is not in it, or why there is none."""

    text: str = ""
    left_out: tuple[LeftOut, ...] = ()
    error: InputError | None = None


def convert(document: Document, target: str, edits: Sequence[Edit] = (), options: Rendering | None = None) -> str:
    """The edited document in the format ``target``; in its own one it is what ``dump`` makes, layout and all.

    Raises InputError for what that format cannot represent, naming the cell, and for a link that is not safe to open.
    """
    converted = next(convert_each(document, (target,), edits, options))
    if converted.error is not None:
        raise converted.error
    return converted.text


def convert_each(
    document: Document, targets: Iterable[str], edits: Sequence[Edit] = (), options: Rendering | None = None
) -> Iterator[Converted]:
    """The edited document in each of the formats ``targets``, in order; see `convert`. None of them stops another."""
    conversion = _Conversion(document, edits, options)
    for target in targets:
        try:
            yield conversion.convert(target)
        except InputError as error:
            yield Converted(error=error)


class _Conversion:
    """A document that goes into several formats; what each of them needs is made once, for the first that asks."""

    def __init__(self, document: Document, edits: Sequence[Edit], options: Rendering | None) -> None:
        self.document = document
        self.edits = edits
        self.options = options
        self.neutral: Document | InputError | None = None

    def convert(self, target: str) -> Converted:
        """The document in that format. Raises InputError for what it cannot represent."""
        from tabl10n.formats.rendering import Rendering

        if target == self.document.format:
            return Converted(dump(self.document, self.edits, self.options))
        if self.neutral is None:
            self.neutral = self._make_neutral()
        if isinstance(self.neutral, InputError):
            raise self.neutral
        format_ = get(target)
        left_out = [*get(self.document.format).find_left_out(self.document), *format_.find_unshown(self.neutral)]
        text = format_.render(self.neutral, self.options or Rendering())
        return Converted(text, tuple(sorted(left_out, key=lambda one: one.line)))

    def _make_neutral(self) -> Document | InputError:
        from tabl10n.formats.changes import find_unplaced
        from tabl10n.formats.rendering import make_neutral

        document, edits = self.document, self.edits
        try:
            get(document.format).encode(document, find_unplaced(document, edits)).require_all()
            return make_neutral(document.edited(edits))
        except InputError as error:
            return error
