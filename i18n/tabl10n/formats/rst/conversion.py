"""What a reStructuredText document says, in the words of no format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from tabl10n.document import Cell, CellEdit, Document, Edit, Prose, ProseEdit, Span
from tabl10n.errors import InputError
from tabl10n.formats.changes import refused, require_writable, require_writable_prose
from tabl10n.formats.content import Content
from tabl10n.formats.inline import Break, Code, Image, Inline, Link, Node, Style, Styled, Text, joined, parts_of
from tabl10n.formats.rst import markup
from tabl10n.formats.rst.blocks import LINE_BLOCK
from tabl10n.formats.rst.cell_blocks import describe_other_blocks
from tabl10n.formats.rst.cell_writer import Change, cell_source, headed_cells
from tabl10n.formats.rst.elements import Element, expand, parse_inline
from tabl10n.formats.rst.markup import is_line_block
from tabl10n.formats.rst.names import Names
from tabl10n.formats.rst.parser import Parsed, parse

_MARK = re.compile(r"``|\*\*?")
_MARKED: dict[str, Style] = {"*": "emphasis", "**": "strong"}
_STYLES: dict[str, Style] = {"emphasis": "emphasis", "strong": "strong"}
# What shows nothing: a substitution that is used elsewhere, a target, a comment.
_SILENT = re.compile(
    r"\.\.(?: +\|.+\| +(?:image|replace|unicode) ?::| +_| +(?:default-)?role ?::|\s+(?!\[|[\w+.:-]+ ?::)|\s*$)|__ "
)


def content(document: Document, edits: Sequence[Edit] = ()) -> Content:
    """What ``document`` says once it is edited. Raises InputError for what is neither heading, paragraph nor table, and
    for markup that other formats do not know.
    """
    known = parse(document.source, document.name)
    _require_nothing_else(known)
    cells = {edit.span: edit.new for edit in edits if isinstance(edit, CellEdit)}
    changed = {edit.span: edit.new for edit in edits if isinstance(edit, ProseEdit)}
    inlines: dict[Span, Inline] = {}
    for table in document.tables:
        for cell, header in headed_cells(table):
            change = Change(cell, cells.get(cell.span, cell), header, document.name)
            said = _cell(document, change, known.names)
            if said is not None:
                inlines[cell.span] = said
    for part in document.prose:
        inlines[part.span] = _prose(document, part, changed.get(part.span, part), known.names)
    return Content(document.edited(edits), inlines, _levels(known))


def _cell(document: Document, change: Change, names: Names) -> Inline | None:
    """What the cell says, where that is more than one text or one image."""
    old, new = change.old, change.new
    if old.markup and (other := describe_other_blocks(old.markup)):
        raise refused(document, new, f"{other} has no place in other formats", "write it without")
    if new.markup or (new.image and new.text):
        return _inline(document, _markup(document, change, names), new, names)
    mark = None if new.link or new.image else _MARK.match(document.source, old.span.start)
    if mark is None or old.text_span == old.span:
        return None
    return (Code(new.text),) if mark[0] == "``" else (Styled(_MARKED[mark[0]], (Text(new.text),)),)


def _markup(document: Document, change: Change, names: Names) -> str:
    """The source of a cell that is more than one text or one image."""
    old, new = change.old, change.new
    if new.markup != old.markup:
        require_writable(document, new)
        return markup.cell(new.markup, old.markup, names)
    if parts_of(new) == parts_of(old):
        return document.raw(old)
    written = cell_source(document.source, names, change)
    if written is None or (new.image, new.alt) != (old.image, old.alt):  # a definition elsewhere says so
        raise refused(document, new, "its image or link stands outside the cell", "change it by hand")
    return written


def _prose(document: Document, old: Prose, new: Prose, names: Names) -> Inline:
    if new.text == old.text:
        return _inline(document, new.text, new, names)
    require_writable_prose(document, new)
    return _inline(document, markup.prose(new.text, old.text, names), new, names)


def _inline(document: Document, source: str, part: Cell | Prose, names: Names) -> Inline:
    try:
        return nodes(source, names)
    except ValueError as error:
        raise InputError(
            f"{error} has no place in other formats", path=document.name, line=part.line, next_step="write it without"
        ) from error


def nodes(source: str, names: Names) -> Inline:
    """What inline reStructuredText says; raises ValueError, naming the markup, where other formats do not know it."""
    lines = source.split("\n")
    if not is_line_block(lines):
        return _convert(parse_inline(" ".join(lines), names), names)
    shown = [_convert(parse_inline(LINE_BLOCK.sub("", line), names), names) for line in lines]
    return tuple(node for number, line in enumerate(shown) for node in ((Break(),) if number else ()) + line)


def _convert(elements: Sequence[Element], names: Names) -> Inline:
    return tuple(joined(chain.from_iterable(_convert_one(element, names) for element in elements)))


def _convert_one(element: Element, names: Names) -> Iterable[Node]:
    kind = element.kind
    if kind in ("#text", "problematic"):
        return (Text(element.text),)
    if kind == "literal":
        return (Code(element.text),)
    if kind in _STYLES:
        return (Styled(_STYLES[kind], _convert(element.children, names)),)
    if kind == "image":
        return (Image(element.url or "", element.alt),)
    if kind == "reference":
        return _convert_reference(element, names)
    if kind == "substitution_reference":
        return _convert_substitution(element, names)
    if kind == "target":  # it shows its name; the target of a link that has its address with it shows nothing
        return _convert(element.children, names)
    if kind == "system_message":
        return ()
    raise ValueError(f"{element.text!r} ({kind.replace('_', ' ')})")


def _convert_reference(element: Element, names: Names) -> Inline:
    if element.url is None:
        return (Text(element.source),)
    if not element.url:  # an anonymous link, or one to a target in the file
        raise ValueError(f"{element.source!r} (a link whose target is elsewhere in the file)")
    inside = _convert(element.children, names)
    if any(isinstance(child, Link) for child in inside):  # a substitution that is a link itself
        return inside
    return (Link(element.url, inside),)


def _convert_substitution(element: Element, names: Names) -> Inline:
    expansion = expand(element, names)
    if expansion is None:
        found = names.substitution(element.text)
        raise ValueError(f"the substitution |{element.text}| ({found.directive if found else ''})")
    return _convert(*expansion)


def _levels(known: Parsed) -> dict[Span, int]:
    """How deep each heading is: as docutils has it, by the order in which the kinds of rules appear."""
    source = known.document.source
    kinds: list[tuple[int, str]] = []
    levels: dict[Span, int] = {}
    for block in known.prose:
        if block.kind == "heading":
            kind = (len(block.rules), source[block.rules[0].start])
            if kind not in kinds:
                kinds.append(kind)
            levels[block.span] = kinds.index(kind) + 1
    return levels


def _require_nothing_else(known: Parsed) -> None:
    """Raise InputError for the first line that is neither in a heading, a paragraph nor a table."""
    covered = {index for block in (*known.blocks, *known.prose) for index in range(block.first, block.last)}
    silent = False
    for index, line in enumerate(known.lines):
        text = known.document.source[line.start : line.end]
        if not text.strip() or index in covered:
            continue
        silent = (silent and text[0] in " \t") or _SILENT.match(text) is not None
        if not silent:
            raise InputError(
                f"{text.strip()[:40]!r} is neither heading, paragraph nor table",
                path=known.document.name,
                line=index + 1,
                next_step="take it out, or build the format of the source",
            )
