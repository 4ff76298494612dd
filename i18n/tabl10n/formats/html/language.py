"""A page in another language says so: its ``lang``, ``dir`` and ``title``, and isolates around keys and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tabl10n.document import Block, Document, Table
from tabl10n.formats.changes import TextEdit
from tabl10n.formats.html.escape import escape, escape_value
from tabl10n.formats.html.renderer import isolate
from tabl10n.formats.rendering import Rendering
from tabl10n.nodes import Span

# A start tag, or what may hold the like of one and is none.
_TAG = re.compile(
    r"<!--.*?-->|<(?P<silent>script|style|template|noscript)\b.*?</(?P=silent)\s*>"
    r"|<(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = r"\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
_LANGUAGE = re.compile(r"(?<=\s)lang" + _VALUE, re.IGNORECASE)
_DIRECTION = re.compile(r"(?<=\s)dir" + _VALUE, re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(?P<title>[^<]*)", re.IGNORECASE)
# An isolate is inline: it holds no block, and one is enough.
_BLOCK = re.compile(r"<(?:bdi|p|div|ul|ol|dl|pre|table|blockquote)\b", re.IGNORECASE)


def edits(original: Document, document: Document, options: Rendering) -> Iterator[TextEdit]:
    """What makes of the source ``original`` a page in the language of ``options``, beside the words of ``document``.

    Tags that name the source's language name the other one; where there are none, the element ``html`` does, or else
    each table. Nothing where it is the source's own language.
    """
    if options.language in ("", options.foreign_language):
        return
    tags = list(_tags(original))
    said = [tag for tag in tags if _is_in(tag, options.foreign_language)]
    for tag in said or [tag for tag in tags if tag["name"].lower() == "html"] or _tables(original):
        yield from _labels(tag, options)
    yield from _title(original, document)
    if options.rtl:
        for table, known in zip(original.tables, document.tables, strict=True):
            yield from _isolates(original, table, known)


def _tags(document: Document) -> Iterator[re.Match[str]]:
    """The start tags outside tables, headings and paragraphs, and those of the tables."""
    start = 0
    for block in document.blocks():
        yield from _found(document.source, start, block.span.start)
        start = block.span.end
        if isinstance(block, Table) and (tag := _TAG.match(document.source, block.span.start)) and tag["name"]:
            yield tag
    yield from _found(document.source, start, len(document.source))


def _found(source: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (tag for tag in _TAG.finditer(source, start, end) if tag["name"])


def _tables(document: Document) -> list[re.Match[str]]:
    found = (_TAG.match(document.source, table.span.start) for table in document.tables)
    return [tag for tag in found if tag and tag["name"]]


def _is_in(tag: re.Match[str], language: str) -> bool:
    """Whether the tag names that language, with a region or without."""
    found = _LANGUAGE.search(tag["attributes"])
    return found is not None and found["value"].strip("\"'").lower().split("-")[0] == language.lower().split("-")[0]


def _labels(tag: re.Match[str], options: Rendering) -> Iterator[TextEdit]:
    """The edits that give the tag the language, and the direction where it has one or runs from the right."""
    for attribute, value, is_needed in (
        (_LANGUAGE, options.language, True),
        (_DIRECTION, "rtl" if options.rtl else "ltr", options.rtl),
    ):
        found = attribute.search(tag.string, *tag.span("attributes"))
        if found:
            yield TextEdit(Span(*found.span("value")), f'"{escape_value(value)}"')
        elif is_needed:
            name = "lang" if attribute is _LANGUAGE else "dir"
            yield TextEdit(Span(tag.end("name"), tag.end("name")), f' {name}="{escape_value(value)}"')


def _title(original: Document, document: Document) -> Iterator[TextEdit]:
    """The page's title is its heading's, where it was."""
    found = _TITLE.search(original.source)
    for old, new in zip(original.prose, document.prose, strict=True):
        if found and old.kind == "title" and old.text != new.text and _said(found["title"]) == _said(old.text):
            yield TextEdit(Span(*found.span("title")), _plain(new))


def _said(source: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", "", source)).split())


def _plain(prose: Block) -> str:
    return escape(_said(prose.text))


def _isolates(original: Document, table: Table, known: Table) -> Iterator[TextEdit]:
    """The edits that put each key and name of ``table`` into an isolate; ``known`` has the columns' roles."""
    marks = [isolate(column) for column in known.columns]
    for row in table.rows:
        for cell, (before, after) in zip(row.cells, marks, strict=False):
            if before and cell.text and not cell.rest and not _BLOCK.search(original.raw(cell)):
                yield TextEdit(Span(cell.span.start, cell.span.start), before)
                yield TextEdit(Span(cell.span.end, cell.span.end), after)
