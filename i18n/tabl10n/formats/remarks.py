"""Comments of a page that are meant for this program: what of it is translated, and which findings are left out.

``<!-- tabl10n:begin -->`` and ``<!-- tabl10n:end -->`` enclose what is translated; the rest of the page is another
tool's. ``<!-- tabl10n:ignore RULE -->`` leaves out the findings of a rule in the table, paragraph or line that follows,
or in its own line where that has other words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from tabl10n.document import Block, Document, Table
from tabl10n.errors import InputError
from tabl10n.formats.registry import get
from tabl10n.nodes import Span

_MARK = "tabl10n:"
_NEXT_STEP = "write tabl10n:begin before and tabl10n:end behind what is translated, each in a comment"


AnyDocument = TypeVar("AnyDocument", bound=Document)


class Remark(NamedTuple):
    """A comment: its first word, the others, and where it is."""

    name: str
    words: tuple[str, ...]
    span: Span


def find_remarks(document: Document) -> Iterator[Remark]:
    """Yield the remarks of a page, in order; what is in code is none."""
    pattern = get(document.format).remark
    if pattern is None or _MARK not in document.source:
        return
    code = [one.span for one in document.verbatim]
    for match in pattern.finditer(document.source):
        words = (match[match.lastindex] if match.lastindex else "").replace(",", " ").split()
        if words and not any(span.start <= match.start() < span.end for span in code):
            yield Remark(words[0], tuple(words[1:]), Span(*match.span()))


def restrict(document: AnyDocument, *, strict: bool = False) -> AnyDocument:
    """The tables and blocks of ``document`` that its project translates; the others are another tool's.

    With ``strict``, InputError is raised for a beginning without end and the like; else what is in doubt is kept.
    """
    regions = list(_find_regions(document, strict=strict))
    if not regions and document.region == "page":
        return document
    tables = [table for table in document.tables if _is_in(table, regions)] if regions else list(document.tables)
    wanted = regions if document.region == "page" else [table.span for table in tables]
    blocks = tuple(block for block in document.prose if _is_in(block, wanted))
    return replace(document, tables=tuple(tables), prose=blocks)


def find_translated_lines(document: Document) -> Sequence[range]:
    """The lines, from 1, of the parts of the page that are translated, as far as they are no tables."""
    if document.region == "tables":
        return []
    regions = list(_find_regions(document, strict=False))
    if not regions:
        return [range(1, document.source.count("\n") + 2)]
    starts = [start + 1 for start, char in enumerate(document.source) if char == "\n"]
    return [range(bisect_right(starts, span.start) + 1, bisect_right(starts, span.end) + 2) for span in regions]


class IgnoredLines(NamedTuple):
    """Lines, from 1, in which the findings of some rules are left out, all where none is named."""

    first: int
    last: int
    rules: tuple[str, ...]


def find_ignored(document: Document) -> Iterator[IgnoredLines]:
    """Yield the lines in which findings are left out."""
    remarks = [remark for remark in find_remarks(document) if remark.name == "ignore"]
    parts = list(document.parts()) if remarks else []
    starts = [part.span.start for part in parts]
    for remark in remarks:
        line = document.source.count("\n", 0, remark.span.start) + 1
        start = document.source.rfind("\n", 0, remark.span.start) + 1
        end = document.source.find("\n", remark.span.end)
        around = document.source[start : remark.span.start] + document.source[remark.span.end : max(end, 0) or None]
        number = bisect_left(starts, remark.span.end)
        if around.strip() or number == len(parts):
            yield IgnoredLines(line, line, remark.words)
        else:
            follower = parts[number]
            last = follower.line + document.source.count("\n", follower.span.start, follower.span.end)
            yield IgnoredLines(follower.line, last, remark.words)


def _find_regions(document: Document, *, strict: bool) -> Iterator[Span]:
    begin: Remark | None = None
    for remark in find_remarks(document):
        if remark.name == "begin" and begin is None:
            begin = remark
        elif remark.name == "end" and begin is not None:
            yield Span(begin.span.end, remark.span.start)
            begin = None
        elif strict and remark.name != "ignore":
            known = remark.name in ("begin", "end")
            fact = f"tabl10n:{remark.name} {'has no partner' if known else 'is not known'}"
            raise _make_error(document, remark, fact)
    if begin is not None:
        if strict:
            raise _make_error(document, begin, "tabl10n:begin has no tabl10n:end")
        yield Span(begin.span.end, len(document.source))


def _make_error(document: Document, remark: Remark, fact: str) -> InputError:
    line = document.source.count("\n", 0, remark.span.start) + 1
    return InputError(fact, path=document.name, line=line, next_step=_NEXT_STEP)


def _is_in(part: Block | Table, regions: Sequence[Span]) -> bool:
    return any(region.start <= part.span.start and part.span.end <= region.end for region in regions)
