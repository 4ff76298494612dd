"""Writing reStructuredText: what a document says differently from its source, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat, zip_longest
from typing import TYPE_CHECKING

from tabl10n.errors import InputError
from tabl10n.formats.changes import Edit, apply, changed_prose, changed_tables, require_writable_prose
from tabl10n.formats.layout import display_width
from tabl10n.formats.mojibake import repair
from tabl10n.formats.rst.blocks import LITERAL_NEXT
from tabl10n.formats.rst.cell import Change, cell_source, definition_edits, headed_cells
from tabl10n.formats.rst.layout import Replaced, edits_in_grid, edits_in_list
from tabl10n.formats.rst.markup import moves_links, prose
from tabl10n.formats.rst.names import references
from tabl10n.formats.rst.simple import edits_in_simple
from tabl10n.model import Cell, Document, Prose, Table

if TYPE_CHECKING:
    from tabl10n.formats.rst.parser import Parsed

_MOVED = "gives links without a name to others' targets"


def written(document: Document, parsed: Parsed, *, in_place: bool) -> str:
    """``document`` as text; ``parsed`` is what its source says. ``in_place`` uses a cell's padding where that does.

    Raises InputError for a cell that would not read back as it is to be.
    """
    original = parsed.document
    edits = [
        edit
        for old, new in changed_prose(original, document)
        for edit in _prose_edits(original.source, parsed, old, new)
    ]
    sources: Replaced = dict(edits)
    for old, new in changed_tables(original, document):
        replaced: Replaced = {}
        for change in _changes(old, new, document.name):
            edits.extend(definition_edits(original.source, parsed.names, change.old, change.new))
            replaced.update(_replaced(parsed, change))
        edits.extend(_table_edits(document, parsed, old, replaced, in_place))
        sources.update(replaced)
    if not edits:
        return document.source
    text = apply(document.source, edits)
    _check(text, document, parsed, sources)
    return text


def _replaced(parsed: Parsed, change: Change) -> Replaced:
    """What the cell's lines are to hold; nothing where that does not change."""
    content = cell_source(parsed.document.source, parsed.names, change)
    if content is None:
        return {}
    if moves_links(content, parsed.document.raw(change.old), parsed.names):
        raise change.refused(_MOVED, "keep each of them, in its order")
    texts = chain(content.split("\n"), repeat(""))
    return dict(zip((change.old.span, *change.old.rest), texts, strict=False))


def _table_edits(document: Document, parsed: Parsed, old: Table, replaced: Replaced, in_place: bool) -> Iterator[Edit]:
    source = parsed.document.source
    block = parsed.blocks[parsed.document.tables.index(old)]
    if replaced and block.kind == "grid":
        yield from edits_in_grid(source, parsed.lines, block, replaced, in_place)
    elif replaced and block.kind == "simple":
        yield from edits_in_simple(document, parsed.lines, block, replaced)
    elif replaced:
        yield from edits_in_list(source, replaced)


def _changes(old: Table, new: Table, name: str) -> Iterator[Change]:
    for (before, header), (after, _) in zip(headed_cells(old), headed_cells(new), strict=True):
        if before is not after and before != after:
            yield Change(before, after, header, name)


def _prose_edits(source: str, parsed: Parsed, old: Prose, new: Prose) -> Iterator[Edit]:
    require_writable_prose(parsed.document, new)
    text = prose(new.text, old.text, parsed.names)
    if moves_links(text, old.text, parsed.names):
        raise InputError(
            f"the {new.kind} {_MOVED}",
            path=parsed.document.name,
            line=new.line,
            next_step="keep each of them, in its order",
        )
    if bool(LITERAL_NEXT.search(text)) != bool(LITERAL_NEXT.search(old.text)):
        raise _no_paragraph(parsed.document.name, new, "let both texts end in :: or neither")
    yield Edit(old.span, text)
    rules = next(block.rules for block in parsed.prose if block.span == old.span)
    width = display_width(text.expandtabs())
    for rule in rules:
        if rule.end - rule.start < width:
            yield Edit(rule, source[rule.start] * width)


def _no_paragraph(name: str, prose: Prose, next_step: str) -> InputError:
    return InputError(
        f"{prose.text!r} would not be read as a {'paragraph' if prose.kind != 'title' else 'title'}",
        path=name,
        line=prose.line,
        next_step=next_step,
    )


def _check(text: str, document: Document, parsed: Parsed, sources: Replaced) -> None:
    """Read what was written: every cell and every paragraph must say what it was to say."""
    from tabl10n.formats.rst.parser import parse_once

    again = parse_once(text, document.name)
    done = again.document
    _require_targets(parsed, again)
    for old, meant, got in zip_longest(parsed.document.prose, document.prose, done.prose):
        if meant is None or got is None or sources.get(old.span, meant.text) != got.text:
            raise _no_paragraph(document.name, meant or got, "reword its beginning or its end")
    if len(done.tables) != len(document.tables):
        raise InputError("a table would be lost", path=document.name, next_step="undo the last change of a paragraph")
    for table, read in zip(document.tables, done.tables, strict=True):
        for one, other in zip_longest(headed_cells(table), headed_cells(read)):
            if one is None or other is None or not _reads_back(one[0], other[0], done, sources):
                cell, header = one or other
                raise Change(cell, cell, header, document.name).refused(
                    "would not read back the same", "change it in the file by hand"
                )


def _require_targets(parsed: Parsed, done: Parsed) -> None:
    """Raise InputError where something refers to a name that was known and is none any more."""
    document = parsed.document
    lost = parsed.names.targets.keys() - done.names.targets.keys()
    if not lost:
        return
    still = references(done.document.source)
    for name, at in references(document.source).items():
        if name in lost and name in still:
            line = document.source.count("\n", 0, at) + 1
            fact = f"a reference leads to {name!r}, the text of a heading or a link that would change"
            next_step = f"put the target '.. _{name}:' before it"
            raise InputError(fact, path=document.name, line=line, next_step=next_step)


def _reads_back(meant: Cell, got: Cell, done: Document, sources: Replaced) -> bool:
    """Whether ``got`` says what it was to say; a cell with changed markup holds the very source that it was given."""
    if meant.markup and None not in (written := [sources.get(span) for span in (meant.span, *meant.rest)]):
        return done.raw(got) == "\n".join(filter(None, written)).strip()
    if (meant.link, meant.image, meant.alt) != (got.link, got.image, got.alt):
        return False
    return meant.text == got.text or repair(meant.text) == got.text
