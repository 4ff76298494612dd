"""What a translated document in JSON says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tabl10n.document import Document, Edit, Prose, ProseEdit
from tabl10n.errors import InputError
from tabl10n.formats.changes import TOO_RICH, refused
from tabl10n.formats.content import Content
from tabl10n.formats.inline import Image, Inline, Link, Styled, Text, parts_of, walk, with_parts
from tabl10n.formats.json import inline
from tabl10n.formats.json.places import parse


def translated(document: Document, edits: Sequence[Edit], original: Content) -> Content:
    """What ``document`` says once it is edited; ``original`` is what its source says.

    Raises InputError where a part of a cell changes, and it has more markup than tells where that part is.
    """
    inlines = dict(original.inlines)
    for edit in edits:
        inline = translated_inline(original, edit)
        if inline is not None:
            inlines[edit.span] = inline
    return Content(document.edited(edits), inlines, original.levels)


def translated_inline(original: Content, edit: Edit) -> Inline | None:
    """What the edited cell, heading or paragraph says, where that is more than one text or one image.

    Raises InputError as ``translated`` does.
    """
    inline = original.inlines.get(edit.span)
    if isinstance(edit, ProseEdit):
        return (Text(edit.new.text),) if is_plain(original, edit.old) else _restrained(edit.new.text, inline or ())
    if inline is None:
        return None
    old, new = edit.old, edit.new
    if old.markup and new.markup != old.markup:
        return _restrained(new.markup, inline)
    said, meant = parts_of(old), parts_of(new)
    if new.markup or any(after and not before for before, after in zip(said, meant, strict=True)):
        raise refused(original.document, new, TOO_RICH, "change it by hand")
    return with_parts(inline, said, meant)


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
