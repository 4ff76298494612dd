"""What a translated document in JSON says."""

from __future__ import annotations

from collections.abc import Iterator

from tabl10n.errors import InputError
from tabl10n.formats.changes import TOO_RICH, changed_cells, changed_prose, refused
from tabl10n.formats.content import Content
from tabl10n.formats.inline import Image, Inline, Link, Styled, Text, parts_of, walk, with_parts
from tabl10n.formats.json import inline
from tabl10n.formats.json.places import parse
from tabl10n.model import Document, Prose


def translated(original: Content, document: Document) -> Content:
    """What ``document`` says, which ``original`` is the source of.

    Raises InputError where a part of a cell has changed, and it has more markup than tells where that part stands.
    """
    inlines = dict(original.inlines)
    for old, new in changed_prose(original.document, document):
        is_text = is_plain(original, old)
        inlines[old.span] = (Text(new.text),) if is_text else _restrained(new.text, inlines[old.span])
    for before, cell in changed_cells(original.document, document):
        if before.markup and cell.markup != before.markup:
            inlines[cell.span] = _restrained(cell.markup, inlines[cell.span])
        elif cell.span in inlines:
            said, meant = parts_of(before), parts_of(cell)
            if cell.markup or any(new and not old for old, new in zip(said, meant, strict=True)):
                raise refused(document, cell, TOO_RICH, "change it by hand")
            inlines[cell.span] = with_parts(inlines[cell.span], said, meant)
    return Content(document, inlines, original.levels)


def is_plain(content: Content, prose: Prose) -> bool:
    """Whether the heading or paragraph is one text."""
    return inline.is_text(content.inlines[prose.span], prose.text)


def _restrained(written: str, source: Inline) -> Inline:
    """What the array ``written`` says where it has no markup that ``source`` has not; else that very text."""
    try:
        value = parse(written, "")
        said = inline.nodes(value, lambda _, fact: ValueError(fact)) if isinstance(value.said, list) else ()
    except (InputError, ValueError):
        said = ()
    return said if said and set(_markup(said)) <= set(_markup(source)) else (Text(written),)


def _markup(said: Inline) -> Iterator[tuple[str, str]]:
    """Each kind of markup in ``said``, with its style, or the address that it leads to."""
    for node in walk(said):
        if not isinstance(node, Text):
            target = node.url if isinstance(node, (Link, Image)) else node.style if isinstance(node, Styled) else ""
            yield type(node).__name__, target
