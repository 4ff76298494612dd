"""A page in another language says so: its ``lang``, ``dir`` and ``title``, and isolates around keys and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tabl10n.document import Block, Document, Table
from tabl10n.formats.changes import TextEdit
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.renderer import make_isolate
from tabl10n.formats.html.tokens import Attribute, Tag, read_attributes, tokenize
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Span
from tabl10n.text.html import SILENT_ELEMENTS, decode

# An isolate is inline: it holds no block, and one is enough.
_BLOCK = re.compile(r"<(?:bdi|p|div|ul|ol|dl|pre|table|blockquote)\b", re.IGNORECASE)


def find_language_edits(original: Document, document: Document, options: Rendering) -> Iterator[TextEdit]:
    """What makes of the source ``original`` a page in the language of ``options``, beside the words of ``document``.

    Tags that name the source's language name the other one; where there are none, the element ``html`` does, or else
    each table. Nothing where it is the source's own language.
    """
    if options.language in ("", options.foreign_language):
        return
    source = original.source
    tags = _find_start_tags(original)
    named = [tag for tag in tags if _is_in(read_attributes(tag, source).get("lang"), options.foreign_language)]
    for tag in named or [tag for tag in tags if tag.name == "html"] or _select_table_tags(original, tags):
        yield from _label(tag, source, options)
    yield from _edit_title(original, document)
    if options.rtl:
        for table, known in zip(original.tables, document.tables, strict=True):
            yield from _isolate_cells(original, table, known)


def _find_start_tags(document: Document) -> list[Tag]:
    """Find the start tags outside tables, headings and paragraphs, and those of the tables.

    What a script or the like holds is no tag.
    """
    blocks = iter([(block.span, isinstance(block, Table)) for block in document.blocks()])
    span, is_table = next(blocks, (None, False))
    found: list[Tag] = []
    silent = ""
    for tag in tokenize(document.source):
        if not isinstance(tag, Tag):
            continue
        while span and span.end <= tag.start:
            span, is_table = next(blocks, (None, False))
        if tag.is_end:
            silent = "" if tag.name == silent else silent
        elif not silent and tag.name in SILENT_ELEMENTS:
            silent = tag.name
        elif not silent and (span is None or tag.start < span.start or (is_table and tag.start == span.start)):
            found.append(tag)
    return found


def _select_table_tags(document: Document, tags: Sequence[Tag]) -> list[Tag]:
    starts = {table.span.start for table in document.tables}
    return [tag for tag in tags if tag.start in starts]


def _is_in(named: Attribute | None, language: str) -> bool:
    """Whether the value ``named`` is that language, with a region or without."""
    return named is not None and _get_base(named.value) == _get_base(language)


def _get_base(language: str) -> str:
    return language.lower().split("-")[0]


def _label(tag: Tag, source: str, options: Rendering) -> Iterator[TextEdit]:
    """Yield the edits that give the tag the language, and the direction where it has one or runs from the right."""
    found = read_attributes(tag, source)
    end_of_name = tag.start + 1 + len(tag.name)
    for name, value, is_needed in (
        ("lang", options.language, True),
        ("dir", "rtl" if options.rtl else "ltr", options.rtl),
    ):
        span = found[name].span if name in found else None
        if span:
            yield TextEdit(_extend_to_quotes(span, source), f'"{escape_value(value)}"')
        elif is_needed:
            yield TextEdit(Span(end_of_name, end_of_name), f' {name}="{escape_value(value)}"')


def _extend_to_quotes(span: Span, source: str) -> Span:
    """The span of a value with the quotation marks around it, where it has them."""
    is_quoted = source[span.start - 1] in "\"'"
    return Span(span.start - is_quoted, span.end + is_quoted)


def _edit_title(original: Document, document: Document) -> Iterator[TextEdit]:
    """The page's title is its heading's, where it was."""
    title = _find_title(original.source)
    for old, new in zip(original.prose, document.prose, strict=True):
        is_changed = title is not None and old.kind == "title" and old.text != new.text
        if title and is_changed and _normalize_text(original.source[slice(*title)]) == _normalize_text(old.text):
            yield TextEdit(title, _escape_text(new))


def _find_title(source: str) -> Span | None:
    """Find what the page's element ``title`` holds, up to a tag in it."""
    tag = next(
        (tag for tag in tokenize(source) if isinstance(tag, Tag) and tag.name == "title" and not tag.is_end), None
    )
    if tag is None:
        return None
    end = source.find("<", tag.end)
    return Span(tag.end, end if end >= 0 else len(source))


def _normalize_text(source: str) -> str:
    return " ".join(decode(_remove_tags(source)).split())


def _remove_tags(source: str) -> str:
    """``source`` without its tags. What is after the last ">" holds none: each "<" in it would be tried to the end."""
    end = source.rfind(">") + 1
    return re.sub("<[^>]*>", "", source[:end]) + source[end:]


def _escape_text(prose: Block) -> str:
    return escape(_normalize_text(prose.text))


def _isolate_cells(original: Document, table: Table, known: Table) -> Iterator[TextEdit]:
    """The edits that put each key and name of ``table`` into an isolate; ``known`` has the columns' roles."""
    marks = [make_isolate(column) for column in known.columns]
    for row in table.rows:
        for cell, (before, after) in zip(row.cells, marks, strict=False):
            if before and cell.text and not cell.rest and not _BLOCK.search(original.raw(cell)):
                yield TextEdit(Span(cell.span.start, cell.span.start), before)
                yield TextEdit(Span(cell.span.end, cell.span.end), after)
