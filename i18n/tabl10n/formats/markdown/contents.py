"""What a Markdown document says, in the words of no format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tabl10n.document import Cell, Document, Edit, Span
from tabl10n.errors import InputError
from tabl10n.formats.lines import split_lines
from tabl10n.formats.markdown.blocks import after_front_matter
from tabl10n.formats.markdown.markup import inline_tokens
from tabl10n.text.addresses import GFM_ADDRESS

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES: dict[str, Style] = {"em_open": "emphasis", "strong_open": "strong", "s_open": "deleted"}
# What shows nothing: a comment, and where a reference leads. A footnote shows.
_SILENT = re.compile(r"^ {0,3}(?:<!--.*?-->[ \t]*$|\[(?!\^)[^\]\n]+\]:[^\n]+)", re.MULTILINE | re.DOTALL)
_NUMBER_SIGNS = re.compile(r"\ufeff? {0,3}(#{1,6})(?!\S)")
_SHOWS_NOTHING = "\ufeff \t\f"
# How many marks stand before the text or the address of a plain cell's image, and how many in all, by whether it has
# text, a link and an image: [text](link), ![alt](image), [![alt](image)](link).
_MARKS = {(True, True, False): (1, 4), (False, False, True): (4, 5), (False, True, True): (5, 9)}


def content(document: Document, edits: Sequence[Edit] = ()) -> Content:
    """What ``document`` says once it is edited.

    Raises InputError for what is neither heading, paragraph nor table, and for markup that other formats do not know.
    """
    _require_nothing_else(document)
    cells = {edit.span: edit for edit in edits if isinstance(edit, CellEdit)}
    changed = {edit.span: edit for edit in edits if isinstance(edit, ProseEdit)}
    edited = document.edited(edits)
    inlines: dict[Span, Inline] = {}
    for cell in all_cells(edited):
        if not _is_plain(cell):
            source = cell_source(document, cells[cell.span]) if cell.span in cells else document.raw(cell)
            said = _inline(document, source.replace("\\|", "|"), cell)
            if not _is_said_by(cell, said):
                inlines[cell.span] = said
    for part in edited.prose:
        require_writable_prose(document, part)
        edit = changed.get(part.span)
        inlines[part.span] = _inline(document, prose(part, edit.old, document.source) if edit else part.text, part)
    headings = (part for part in document.prose if part.kind in ("title", "heading"))
    return Content(edited, inlines, {part.span: _level(document.source, part) for part in headings})


def _is_plain(cell: Cell) -> bool:
    """Whether the cell is one text or one image, in a link or not, and nothing else."""
    if cell.markup:
        return False
    if cell.text_span == cell.span or cell.span.start == cell.span.end:
        return bool(cell.link) or "://" not in cell.text
    first = cell.text_span or cell.image_span
    if first is None:
        return False
    text, link, image, alt = map(_length, (cell.text_span, cell.link_span, cell.image_span, cell.alt_span))
    marks = (first.start - cell.span.start - alt, _length(cell.span) - text - link - image - alt)
    return _MARKS.get((text > 0, link > 0, image > 0)) == marks


def _is_said_by(cell: Cell, inline: Inline) -> bool:
    """Whether the cell's parts say all of ``inline``, but for spaces at the ends of a label, which show nowhere."""
    parts = to_parts(inline)
    return parts is not None and [part.strip() for part in parts] == [part.strip() for part in parts_of(cell)]


def _length(span: Span | None) -> int:
    return span[1] - span[0] if span else 0


def _inline(document: Document, source: str, part: Cell | Prose) -> Inline:
    try:
        return nodes(source, document.source)
    except ValueError as error:
        raise InputError(
            f"{error} has no place in other formats", path=document.name, line=part.line, next_step="write it without"
        ) from error


def nodes(source: str, document_source: str = "") -> Inline:
    """What the Markdown ``source`` says; raises ValueError, naming the markup, where other formats do not know it."""
    return tuple(_nodes(inline_tokens(source, document_source)))


def _nodes(tokens: Sequence[Token], *, in_link: bool = False) -> Iterator[Node]:
    return joined(_each(tokens, in_link))


def _each(tokens: Sequence[Token], in_link: bool) -> Iterator[Node]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = at + 1 if token.nesting == 0 else _close(tokens, at)
        if token.type == "link_open":
            yield Link(_address(token, "href"), tuple(_nodes(tokens[at + 1 : end - 1], in_link=True)))
        elif token.type in _STYLES:
            yield Styled(_STYLES[token.type], tuple(_nodes(tokens[at + 1 : end - 1], in_link=in_link)))
        elif token.type == "text" and not in_link:
            yield from _linked(token.content)
        else:
            yield from _leaf(token)
        at = end


def _close(tokens: Sequence[Token], start: int) -> int:
    """The index after the token that closes the one at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


def _linked(text: str) -> Iterator[Node]:
    for number, part in enumerate(GFM_ADDRESS.split(text)):
        yield Link(part, (Text(part),)) if number % 2 else Text(part)


def _leaf(token: Token) -> Iterator[Node]:
    if token.type in ("text", "text_special"):
        yield Text(token.content)
    elif token.type == "softbreak":
        yield Text(" ")
    elif token.type == "code_inline":
        yield Code(token.content)
    elif token.type == "image":
        yield Image(_address(token, "src"), plain(tuple(_nodes(token.children or []))))
    elif token.type == "hardbreak" or re.fullmatch(r"<br\s*/?>", token.content, re.IGNORECASE):
        yield Break()
    elif not token.content.startswith("<!--"):
        raise ValueError(token.content or token.type)


def _address(token: Token, name: str) -> str:
    if "title" in token.attrs:
        raise ValueError(f"the title {token.attrs['title']!r} of a link or an image")
    return str(token.attrs[name])


def _level(source: str, heading: Prose) -> int:
    """How deep the heading is: its number signs, or the rule under it."""
    line_start = source.rfind("\n", 0, heading.span.start) + 1
    if signs := _NUMBER_SIGNS.match(source, line_start):
        return len(signs[1])
    return 1 if source[heading.span.end :].lstrip()[:1] == "=" else 2


def _require_nothing_else(document: Document) -> None:
    """Raise InputError for the first line that is neither in a heading, a paragraph nor a table."""
    source = document.source
    lines = split_lines(source)
    covered = set(range(after_front_matter(source, lines)))
    for block in blocks(source, lines):
        covered.update(range(block.first, block.last))
    others = (index for index in range(len(lines)) if index not in covered)
    shown = [index for index in others if source[slice(*lines[index])].strip(_SHOWS_NOTHING)]
    silent = [Span(*match.span()) for match in _SILENT.finditer(source)] if shown else []
    for index in shown:
        if not any(span.start <= lines[index].start < span.end for span in silent):
            raise InputError(
                f"{source[slice(*lines[index])].strip(_SHOWS_NOTHING)[:40]!r} is neither heading, paragraph nor table",
                path=document.name,
                line=index + 1,
                next_step="take it out, or build the format of the source",
            )
