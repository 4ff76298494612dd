"""reStructuredText made from what a document says: a grid table, or a list-table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from tabl10n.document import Block, Cell, Container, Document, Table, Verbatim
from tabl10n.errors import InputError
from tabl10n.formats.changes import make_cell_error, require_writable_code
from tabl10n.formats.lines import split_lines
from tabl10n.formats.rendering import Rendering, simplify
from tabl10n.formats.rst.blocks import find_blocks
from tabl10n.formats.rst.escape import (
    UNWRITABLE,
    WrittenPart,
    escape,
    escape_address,
    escape_bare_address,
    escape_between,
    escape_end,
    escape_inline,
    escape_start,
    join,
)
from tabl10n.formats.rst.inline import read_inline
from tabl10n.formats.structure import Branch, Part, add_box, build_tree, indent, is_paragraph, split_label
from tabl10n.nodes import Break, Code, Image, Inline, Link, Node, Styled, Text, plain, to_parts
from tabl10n.text.addresses import RST_PLAIN_ADDRESS
from tabl10n.text.width import measure_width

# docutils has no limit to the depth of headings; the first two are as its own documentation has them.
_RULES = "=-~^\"'"
_STYLE_MARKS = {"emphasis": "*", "strong": "**"}
_NAME = re.compile(r"[^\W_]+(?:[-._+: ][^\W_]+)*")
_IN_ROLE = re.compile(r"[\\`]")
_BACKSLASHED = r"\\\g<0>"
_QUERY = re.compile(r"[?#]")
_MIN_COLUMN_WIDTH = 3
_INDENT = "   "
_NOTHING = ".."
"""An empty comment."""
_CLASSIFIER = re.compile(r"(?<= ):(?= )")
_NO_CLASS = re.compile(r"[^a-z0-9]+")
_ADMONITIONS = frozenset("attention caution danger error hint important note tip warning".split())
# Languages that Pygments knows by that name: docutils leaves out code in any other.
_LANGUAGES = frozenset(
    "bash c console cpp css diff go html ini java javascript js json php python pycon ruby rust sh shell sql text toml "
    "ts typescript xml yaml".split()
)


def render(document: Document, options: Rendering) -> str:
    """``document`` as reStructuredText. Raises InputError for a cell that it cannot represent."""
    writer = _Renderer(document, list_table=options.list_table)
    body = writer.render_parts(build_tree(document))
    images = "\n".join(_render_definition(name, picture) for picture, name in writer.images.items())
    return "\n\n".join(filter(None, [body, images])) + "\n"


def render_inline(inline: Inline) -> str:
    """The reStructuredText of ``inline``, which holds no image. Raises InputError for what it cannot represent."""
    try:
        return _Renderer(Document("", "rst", "")).render_inline(inline)
    except _UnwritableError as error:
        raise InputError(str(error), next_step="write its markup between spaces") from error


class _Picture(NamedTuple):
    """An image, and where it leads."""

    url: str
    alt: str
    link: str


def _render_definition(name: str, picture: _Picture) -> str:
    url, alt, link = picture
    option = f"\n   :alt: {alt}".rstrip() if alt != name else ""
    target = f"\n   :target: {escape_bare_address(link)}" if link else ""
    return f".. |{name}| image:: {escape_bare_address(url)}{option}{target}"


def _needs_comment(before: Part | None, part: Part) -> bool:
    """Whether docutils would read ``part`` as more of what is before it: only what is indented begins a quotation."""
    if not isinstance(part, Branch):
        return False
    if part.container.kind == "quotation":
        return before is None or not is_paragraph(before)
    return part.container.kind == "list" and isinstance(before, Branch)


def _may_divide(before: Part | None, after: Part | None) -> bool:
    """Whether a rule may be between the two: it begins and ends no section."""
    if before is None or after is None or (isinstance(before, Block) and before.level):
        return False
    if isinstance(after, (Block, Verbatim)) and after.containers:
        return False
    is_rule = isinstance(after, Verbatim) and after.kind == "rule"
    return not is_rule and not (isinstance(after, Block) and after.level)


class _UnwritableError(Exception):
    """Inline content that reStructuredText has no words for."""


class _Renderer:
    """Writes the blocks of one document; images are named where they are and defined at the end."""

    def __init__(self, document: Document, *, list_table: bool = False) -> None:
        self.document = document
        self.list_table = list_table
        self.images: dict[_Picture, str] = {}
        self.names: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.depth = 0

    def render_parts(self, parts: Sequence[Part]) -> str:
        """The source of ``parts``, an empty comment between those that would be read as one."""
        pieces: list[str] = []
        before: Part | None = None
        for part, after in zip_longest(parts, parts[1:]):
            is_apart = isinstance(part, Verbatim) and part.kind == "rule" and not _may_divide(before, after)
            piece = "" if is_apart else self.render_part(part)
            if piece:
                pieces += [_NOTHING, piece] if _needs_comment(before, part) else [piece]
                before = part
        return "\n\n".join(pieces)

    def render_part(self, part: Part) -> str:
        if isinstance(part, Table):
            return self.render_table(part)
        if isinstance(part, Verbatim):
            return "----" if part.kind == "rule" else self.render_code(part)
        if isinstance(part, Branch):
            return self.render_branch(part.container, part.children)
        return self.render_block(part)

    def render_branch(self, container: Container, children: Sequence[Part]) -> str:
        match container.kind:
            case "list":
                return self.render_list(container.number, children)
            case "definitions":
                return self.render_definitions(children)
            case "note":
                return self.render_note(container.name, children)
            case "tab":
                return self.render_parts(children)
        return indent(self.render_parts(children), _INDENT, _INDENT)

    def render_list(self, number: int | None, children: Sequence[Part]) -> str:
        items: list[str] = []
        for at, child in enumerate(children):
            name, inside = (child.container.name, child.children) if isinstance(child, Branch) else ("", [child])
            mark = "- " if number is None else f"{number + at}. "
            items.append(indent(self.render_parts(add_box(name, inside)), mark, " " * len(mark)))
        return ("\n\n" if any("\n" in item for item in items) else "\n").join(items)

    def render_definitions(self, children: Sequence[Part]) -> str:
        """Terms, each with the definitions that follow it; one without any is a paragraph."""
        pieces: list[str] = []
        for part, before in zip(children, [None, *children], strict=False):
            if isinstance(part, Block):
                pieces.append(self.render_block(part))
            elif isinstance(part, Branch):
                body = indent(self.render_parts(part.children), _INDENT, _INDENT)
                is_first = isinstance(before, Block)
                pieces.append(f"{_CLASSIFIER.sub(_BACKSLASHED, pieces.pop())}\n{body}" if is_first else body)
        return "\n\n".join(pieces)

    def render_note(self, name: str, children: Sequence[Part]) -> str:
        label, inside = split_label(children)
        if label and not inside:
            return self.render_block(label)
        title = f"admonition:: {self.render_words(label)}" if label else f"{name if name in _ADMONITIONS else 'note'}::"
        is_named = not name or title == f"{name}::" or name == "admonition"
        option = "" if is_named else f"\n{_INDENT}:class: {_NO_CLASS.sub('-', name)}"
        body = self.render_parts(inside)
        return f".. {title}{option}\n\n{indent(body, _INDENT, _INDENT)}" if body else ""

    def render_code(self, code: Verbatim) -> str:
        require_writable_code(self.document, code)
        if not code.text.strip():
            return ""
        head = f".. code-block:: {code.language}" if code.language in _LANGUAGES else "::"
        return f"{head}\n\n{indent(code.text, _INDENT, _INDENT)}"

    def render_words(self, block: Block) -> str:
        """The source of the words of a block. Raises InputError for what has no words there."""
        try:
            return self.render_inline(block.nodes)
        except _UnwritableError as error:
            name = self.document.name
            raise InputError(str(error), path=name, line=block.line, next_step="build html or md") from error

    def render_block(self, block: Block) -> str:
        source = self.render_words(block)
        if block.kind == "label" or (block.level and block.containers):  # a heading is in nothing
            return f".. rubric:: {source}" if source else ""
        if not block.level:
            return source
        self.require_level(block, source)
        rule = _RULES[min(block.level, len(_RULES)) - 1] * max(4, measure_width(source))
        return f"{source}\n{rule}"

    def require_level(self, block: Block, source: str) -> None:
        """Raise InputError where docutils would take the heading for one of another level, or for none.

        It knows no levels, only kinds of rules: the first is level 1, each new kind one step below the heading before.
        """
        if block.level > self.depth + 1 or not source:
            fact = f"the heading {source!r} cannot be at level {block.level}"
            next_step = "give it a text, and let headings begin at level 1 and go down one level at a time"
            raise InputError(fact, path=self.document.name, line=block.line, next_step=next_step)
        self.depth = block.level

    def render_table(self, table: Table) -> str:
        if not table.rows:
            fact, name = "a table without a row, which docutils takes for none", self.document.name
            raise InputError(fact, path=name, line=table.line, next_step="build html or md")
        header = [self.render_cell(column.header) for column in table.columns]
        rows = [[self.render_cell(cell) for cell in row.cells] for row in table.rows]
        for row, cells in zip(table.rows, rows, strict=True):
            if len(cells) != len(header) or not header:
                fact = f"the row has {len(cells)} cells and the table {len(header)} columns"
                raise InputError(fact, path=self.document.name, line=row.line, next_step="correct the row")
        return "\n".join(_render_list_table(header, rows) if self.list_table else _render_grid(header, rows))

    def render_cell(self, cell: Cell) -> str:
        try:
            return self.render_plain(cell) if to_parts(cell.nodes) is not None else self.render_lines(cell.nodes)
        except _UnwritableError as error:
            raise make_cell_error(self.document, cell, str(error), "build html or md") from error

    def render_plain(self, cell: Cell) -> str:
        """The source of a cell that is one text or one image, in a link or not."""
        if cell.image:
            return self.render_image(_Picture(cell.image, cell.alt, cell.link))
        return _render_link(cell.text, cell.link) if cell.link else _render_text(cell.text)

    def render_lines(self, inline: Inline) -> str:
        """The source of a cell: a line block where it has line breaks."""
        if Break() not in inline:
            return self.render_inline(inline)
        ends = [*(at for at, node in enumerate(inline) if node == Break()), len(inline)]
        parts = (inline[start:end] for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False))
        source = "\n".join(f"| {self.render_inline(part)}".rstrip() for part in parts)
        if self.read_back(source, inline) != inline:
            raise _UnwritableError(f"{plain(inline)!r}: its lines would be read differently in reStructuredText")
        return source

    def render_inline(self, inline: Inline) -> str:
        if len(inline) == 1 and isinstance(inline[0], Text):
            return _render_text(inline[0].text)
        source = join([WrittenPart(self.render_node(node), isinstance(node, Text)) for node in inline])
        if inline and isinstance(inline[0], Text):
            source = escape_start(source)
        if inline and isinstance(inline[-1], Text):
            source = escape_end(source)
        if len(inline) > 1 and self.read_back(source, inline) != inline:
            raise _UnwritableError(f"{plain(inline)!r}: its markup would be read differently in reStructuredText")
        return source

    def render_node(self, node: Node) -> str:
        if picture := _find_picture(node):
            return self.render_image(picture)
        match node:
            case Text(text):
                return escape_between(_require_writable(text))
            case Code(text):
                return _render_code(_require_writable(text))
            case Styled(style, (Text(text),)) if style in _STYLE_MARKS and text == text.strip():
                return f"{_STYLE_MARKS[style]}{escape_inline(_require_writable(text))}{_STYLE_MARKS[style]}"
            case Link(link, (Text(text),)):
                return _render_link(text, link)
            case Break():
                raise _UnwritableError("a line break, which only a cell can hold")
        raise _UnwritableError(f"{plain((node,))!r} has markup that reStructuredText does not know there")

    def render_image(self, picture: _Picture) -> str:
        name = self.images.get(picture)
        if name is None:
            name = self.images[picture] = self.make_name(picture)
        return f"|{name}|"

    def make_name(self, picture: _Picture) -> str:
        url, alt, _ = picture
        _require_writable("".join(picture))
        if not url:
            raise _UnwritableError(f"the image {alt!r} has no address")
        if alt != alt.strip():
            raise _UnwritableError(f"the alternative text {alt!r} of the image {url} has spaces at its ends")
        name = alt or _cut_to_stem(url)
        name = name if _NAME.fullmatch(name) else "image"
        number = self.numbers.get(name, 1)
        while (unique := name if number == 1 else f"{name} {number}").lower() in self.names:
            number += 1
        self.names.add(unique.lower())
        self.numbers[name] = number  # thousands of images may have one name: those before are taken
        return unique

    def read_back(self, source: str, inline: Inline) -> Inline:
        """What ``source`` says, in which are no images but those of ``inline``."""
        pictures = filter(None, map(_find_picture, inline))
        definitions = "\n".join(_render_definition(self.images[picture], picture) for picture in pictures)
        _, names = find_blocks(definitions, split_lines(definitions))
        return simplify(read_inline(source, None, names))


def _find_picture(node: Node) -> _Picture | None:
    match node:
        case Image(url, alt):
            return _Picture(url, alt, "")
        case Link(link, (Image(url, alt),)):
            return _Picture(url, alt, link)
    return None


def _cut_to_stem(url: str) -> str:
    """The name of the file at ``url``, without what is after its last dot."""
    file = _QUERY.split(url, maxsplit=1)[0].rpartition("/")[2]
    return file.rpartition(".")[0] or file


def _require_writable(text: str) -> str:
    if not text.isprintable() and (found := UNWRITABLE.search(text)):
        raise _UnwritableError(f"U+{ord(found[0]):04X} cannot be in a line of reStructuredText")
    return text


def _render_text(text: str) -> str:
    return escape(_require_writable(text))


def _render_code(text: str) -> str:
    if not text or text != text.strip():
        raise _UnwritableError(f"{text!r} cannot be in a literal")
    return f":literal:`{_IN_ROLE.sub(_BACKSLASHED, text)}`" if "`" in text else f"``{text}``"


def _render_link(text: str, url: str) -> str:
    _require_writable(text + url)
    if not url:
        raise _UnwritableError(f"the link {text!r} has no address")
    if text == url and RST_PLAIN_ADDRESS.fullmatch(url):
        return url
    if not text.strip() or text != text.strip():
        raise _UnwritableError(f"the link to {url} has no text, or spaces at its ends")
    return f"`{escape_inline(text)} <{escape_address(url)}>`__"


def _render_grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    parts = [_split_lines(row) for row in (header, *rows)]
    columns = [_pad_column(cells) for cells in zip(*chain.from_iterable(parts), strict=True)]
    border = "+" + "+".join("-" * measure_width(cells[0]) for cells in columns) + "+"
    lines = ("|" + "|".join(cells) + "|" for cells in zip(*columns, strict=True))
    yield border
    for number, part in enumerate(parts):
        yield from islice(lines, len(part))
        yield border if number else border.replace("-", "=")


def _split_lines(row: Sequence[str]) -> list[Sequence[str]]:
    """The lines of a row: in most of them one, a cell's whole."""
    if "\n" not in "".join(row):
        return [row]
    return list(zip_longest(*(cell.split("\n") for cell in row), fillvalue=""))


def _pad_column(cells: Sequence[str]) -> list[str]:
    """The lines of one column with spaces around them, all equally wide."""
    shown = list(map(measure_width, cells))
    width = max(_MIN_COLUMN_WIDTH, *shown)
    return [f" {cell}{' ' * (width - taken)} " for cell, taken in zip(cells, shown, strict=True)]


def _render_list_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ".. list-table::\n   :header-rows: 1\n"
    for row in (header, *rows):
        for number, cell in enumerate(row):
            yield f"   {'  ' if number else '* '}- {cell}".rstrip().replace("\n", "\n       ")
