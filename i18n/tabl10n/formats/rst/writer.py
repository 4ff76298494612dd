"""Writing reStructuredText: edits of a document as text edits, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat, zip_longest
from typing import NamedTuple

from tabl10n.document import Block, Cell, Document, Edit, Layout
from tabl10n.errors import InputError
from tabl10n.formats.changes import Encoded, TextEdit, apply, encode_block, pair_edits, require_writable_block
from tabl10n.formats.rst.cell_writer import CellChange, edit_definitions, pair_with_headers, write_cell
from tabl10n.formats.rst.escape import escape
from tabl10n.formats.rst.grid_writer import fit_into_padding, reformat_grid
from tabl10n.formats.rst.line_patterns import LITERAL_NEXT
from tabl10n.formats.rst.list_table import edit_list_table
from tabl10n.formats.rst.markup import moves_links
from tabl10n.formats.rst.names import find_references
from tabl10n.formats.rst.parser import get_parsed, parse
from tabl10n.formats.rst.simple_table import edit_simple_table
from tabl10n.nodes import Span
from tabl10n.text.mojibake import repair
from tabl10n.text.width import measure_width

Replaced = dict[Span, str]
_MOVED = "gives links without a name to others' targets"


class _Source(NamedTuple):
    """What an edit writes: what the lines of its cell or paragraph are to hold, and the text edits outside tables."""

    edit: Edit
    is_cell: bool
    lines: Replaced
    outside: tuple[TextEdit, ...]


def encode(document: Document, edits: Sequence[Edit], layout: Layout) -> Encoded:
    """What ``edits`` come to; as a patch a cell's padding is used where that does, else its table is reformatted.

    Refused is an edit that would not read back as it is meant.
    """
    if not edits:
        return Encoded()
    writer = _EditWriter(document, layout)
    sources: list[_Source] = []
    refused: list[tuple[Edit, InputError]] = []
    for edit, part in pair_edits(document, edits):
        try:
            sources.append(writer.write_source(edit, part))
        except InputError as error:
            refused.append((edit, error))
    _, encoded = writer.find_sound(sources, refused)
    return encoded._replace(refused=tuple(refused))


class _EditWriter:
    """Encodes edits of one document."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.parsed = get_parsed(document)
        self.cells = {
            cell.span: (number, header)
            for number, table in enumerate(document.tables)
            for cell, header in pair_with_headers(table)
        }

    def write_source(self, edit: Edit, part: Cell | Block) -> _Source:
        """What the edit writes. Raises InputError for what reStructuredText cannot represent there."""
        if isinstance(part, Block):
            return _block_source(self.document, part, edit)
        _, header = self.cells[edit.span]
        new = part.edited(edit)
        change = CellChange(part, new, header, self.document.name)
        outside = tuple(edit_definitions(self.document.source, self.parsed.names, part, new))
        return _Source(edit, True, _write_cell_lines(self.document, change), outside)

    def find_sound(
        self, sources: Sequence[_Source], refused: list[tuple[Edit, InputError]]
    ) -> tuple[Sequence[_Source], Encoded]:
        """Those of ``sources`` that read back, and what they come to; the edits of the others go to ``refused``.

        A part that does not read back is halved, so that few are found among many with few readings of the document.
        """
        if not sources:
            return (), Encoded()
        try:
            encoded = self.encode(sources)
        except InputError as error:
            if len(sources) == 1:
                refused.append((sources[0].edit, error))
                return (), Encoded()
        else:
            return sources, encoded
        middle = len(sources) // 2
        first, encoded_first = self.find_sound(sources[:middle], refused)
        second, encoded_second = self.find_sound(sources[middle:], refused)
        if not (first and second):
            return (first, encoded_first) if first else (second, encoded_second)
        try:
            return [*first, *second], self.encode([*first, *second])
        except InputError as error:  # each is sound, but not both together
            refused.extend((source.edit, error) for source in second)
            return first, encoded_first

    def encode(self, sources: Sequence[_Source]) -> Encoded:
        """What ``sources`` come to. Raises InputError where one would not read back as it is meant."""
        by_table: dict[int, list[_Source]] = {}
        for source in sources:
            if source.lines and source.is_cell:
                by_table.setdefault(self.cells[source.edit.span][0], []).append(source)
        own: dict[Span, list[TextEdit]] = {source.edit.span: list(source.outside) for source in sources}
        shared: list[TextEdit] = []
        for number, of_table in sorted(by_table.items()):
            lines: Replaced = {}
            for source in of_table:
                lines.update(source.lines)
            in_place, together = self._edit_table(number, lines)
            begins = {span.start: source.edit.span for source in of_table for span in source.lines}
            for text_edit in in_place:
                own[begins[text_edit.span.start]].append(text_edit)
            shared += together
        made = tuple((source.edit, tuple(own[source.edit.span])) for source in sources)
        encoded = Encoded(made, tuple(shared))
        self._require_sound(sources, encoded)
        return encoded

    def _edit_table(self, number: int, lines: Replaced) -> tuple[Sequence[TextEdit], Sequence[TextEdit]]:
        """What puts ``lines`` into the table: text edits of one cell each, or those of all its lines together."""
        source, parsed, block = self.document.source, self.parsed, self.parsed.tables[number]
        if block.kind == "simple":
            return (), list(edit_simple_table(self.document, parsed.lines, block, lines))
        if block.kind != "grid":
            return list(edit_list_table(source, lines)), ()
        in_place = fit_into_padding(source, parsed.lines, block, lines) if self.layout == "patch" else None
        return ((), list(reformat_grid(source, parsed.lines, block, lines))) if in_place is None else (in_place, ())

    def _require_sound(self, sources: Sequence[_Source], encoded: Encoded) -> None:
        """Read what is written: every cell and every paragraph must say what it is to say."""
        text_edits = list(encoded.collect_text_edits())
        if not text_edits:
            return
        edited = self.document.edited([source.edit for source in sources])
        lines = {span: line for source in sources for span, line in source.lines.items()}
        _check(apply(self.document.source, text_edits), self.document, edited, lines)


def _write_cell_lines(document: Document, change: CellChange) -> Replaced:
    """What the cell's lines are to hold; nothing where that does not change."""
    names = get_parsed(document).names
    content = write_cell(document.source, names, change)
    if content is None:
        return {}
    if moves_links(content, document.raw(change.old), names):
        raise change.make_error(_MOVED, "keep each of them, in its order")
    texts = chain(content.split("\n"), repeat(""))
    return dict(zip((change.old.span, *change.old.rest), texts, strict=False))


def _block_source(document: Document, old: Block, edit: Edit) -> _Source:
    parsed, new = get_parsed(document), old.edited(edit)
    require_writable_block(document, new)
    [(_, text)] = encode_block(document, old, edit, escape) or [(old.span, old.text)]
    if moves_links(text, old.text, parsed.names):
        fact = f"the {new.kind} {_MOVED}"
        raise InputError(fact, path=document.name, line=new.line, next_step="keep each of them, in its order")
    if bool(LITERAL_NEXT.search(text)) != bool(LITERAL_NEXT.search(old.text)):
        raise _make_paragraph_error(document.name, new, "let both texts end in :: or neither")
    rules = next(block.rules for block in parsed.prose if block.span == old.span)
    width = measure_width(text.expandtabs())
    longer = (TextEdit(rule, document.source[rule.start] * width) for rule in rules if rule.end - rule.start < width)
    return _Source(edit, False, {old.span: text}, (TextEdit(old.span, text), *longer))


def _make_paragraph_error(name: str, block: Block, next_step: str) -> InputError:
    return InputError(
        f"{block.text!r} would not be read as a {'paragraph' if block.kind != 'title' else 'title'}",
        path=name,
        line=block.line,
        next_step=next_step,
    )


def _check(text: str, original: Document, document: Document, sources: Mapping[Span, str]) -> None:
    """Raise InputError unless ``text`` says what ``document`` is to say, which is ``original`` as edited; ``sources``
    are the lines that changed.
    """
    done = parse(text, document.name)
    _require_targets(original, done)
    for old, meant, got in zip_longest(original.prose, document.prose, done.prose):
        if meant is None or got is None or sources.get(old.span, meant.text) != got.text:
            raise _make_paragraph_error(document.name, meant or got, "reword its beginning or its end")
    if len(done.tables) != len(document.tables):
        raise InputError("a table would be lost", path=document.name, next_step="undo the last change of a paragraph")
    for table, read in zip(document.tables, done.tables, strict=True):
        for one, other in zip_longest(pair_with_headers(table), pair_with_headers(read)):
            if one is None or other is None or not _reads_back(one[0], other[0], done, sources):
                cell, header = one or other
                raise CellChange(cell, cell, header, document.name).make_error(
                    "would not read back the same", "change it in the file by hand"
                )


def _require_targets(document: Document, done: Document) -> None:
    """Raise InputError where something refers to a name that was known and is none any more."""
    lost = get_parsed(document).names.targets.keys() - get_parsed(done).names.targets.keys()
    if not lost:
        return
    still = find_references(done.source)
    for name, at in find_references(document.source).items():
        if name in lost and name in still:
            line = document.source.count("\n", 0, at) + 1
            fact = f"a reference leads to {name!r}, the text of a heading or a link that would change"
            next_step = f"put the target '.. _{name}:' before it"
            raise InputError(fact, path=document.name, line=line, next_step=next_step)


def _reads_back(meant: Cell, got: Cell, done: Document, sources: Mapping[Span, str]) -> bool:
    """Whether ``got`` says what it was to say; a cell with changed markup holds the very source that it was given."""
    if meant.markup and None not in (written := [sources.get(span) for span in (meant.span, *meant.rest)]):
        return done.raw(got) == "\n".join(filter(None, written)).strip()
    if meant.parts[1:] != got.parts[1:]:
        return False
    return meant.text == got.text or repair(meant.text) == got.text
