"""reStructuredText made from what a document says: a grid table, or a list-table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tabl10n.errors import InputError
from tabl10n.formats.changes import refused
from tabl10n.formats.content import Content, Rendering
from tabl10n.formats.inline import Code, Image, Inline, Link, Node, Styled, Text, plain
from tabl10n.formats.layout import display_width, pad
from tabl10n.formats.lines import split_lines
from tabl10n.formats.rst.blocks import blocks
from tabl10n.formats.rst.contents import nodes
from tabl10n.formats.rst.escape import UNWRITABLE, escape, escape_address, escape_between, escape_inline
from tabl10n.model import Cell, Prose, Table

# docutils has no limit to the depth of headings; the first two are as its own documentation has them.
_RULES = "=-~^\"'"
_STYLE_MARKS = {"emphasis": "*", "strong": "**"}
_NAME = re.compile(r"[^\W_]+(?:[-._+: ][^\W_]+)*")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=&%#~:+-]*[A-Za-z0-9/]")
_NARROWEST = 3
_NOTHING = r"\ "
# What may stand right after the end of markup (docutils, "Inline Markup Recognition Rules").
_AFTER_MARKUP = " '\")]}>-/\\:.,;!?"


def render(content: Content, options: Rendering) -> str:
    """``content`` as reStructuredText. Raises InputError for a cell that it cannot represent."""
    writer = _Writer(content)
    parts = [
        writer.table(part, options) if isinstance(part, Table) else writer.prose(part) for part in content.blocks()
    ]
    images = "\n".join(_definition(name, image) for image, name in writer.images.items())
    return "\n\n".join(filter(None, [*parts, images])) + "\n"


_Linked = tuple[Image, str]
"""An image, and where it leads."""


def _definition(name: str, linked: _Linked) -> str:
    image, link = linked
    alt = f"\n   :alt: {image.alt}" if image.alt != name else ""
    target = f"\n   :target: {_plain_address(link)}" if link else ""
    return f".. |{name}| image:: {_plain_address(image.url)}{alt}{target}"


def _plain_address(url: str) -> str:
    return re.sub(r"[\\\s]|_$", r"\\\g<0>", url)


class _UnwritableError(Exception):
    """Inline content that reStructuredText has no words for."""


class _Writer:
    """Writes the blocks of one document; images are named where they stand and defined at the end."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.images: dict[_Linked, str] = {}
        self.names: set[str] = set()
        self.numbers: dict[str, int] = {}

    def prose(self, prose: Prose) -> str:
        inline = self.content.inlines[prose.span]
        try:
            source = self.source(inline)
        except _UnwritableError as error:
            name = self.content.document.name
            raise InputError(str(error), path=name, line=prose.line, next_step="build html or md") from error
        level = self.content.levels.get(prose.span)
        if not level:
            return source
        rule = _RULES[min(level, len(_RULES)) - 1] * max(4, display_width(source))
        return f"{source}\n{rule}"

    def table(self, table: Table, options: Rendering) -> str:
        header = [self.cell(column.header) for column in table.columns]
        rows = [[self.cell(cell) for cell in row.cells] for row in table.rows]
        for row, cells in zip(table.rows, rows, strict=True):
            if len(cells) != len(header) or not header:
                fact = f"the row has {len(cells)} cells and the table {len(header)} columns"
                raise InputError(fact, path=self.content.document.name, line=row.line, next_step="mend the row")
        return "\n".join(_list_table(header, rows) if options.list_table else _grid(header, rows))

    def cell(self, cell: Cell) -> str:
        inline = self.content.inlines.get(cell.span)
        try:
            if inline is None and not (cell.link or cell.image):
                return _text(cell.text)
            return self.source(self.content.inline(cell))
        except _UnwritableError as error:
            raise refused(self.content.document, cell, str(error), "build html or md") from error

    def source(self, inline: Inline) -> str:
        if len(inline) == 1 and isinstance(inline[0], Text):
            return _text(inline[0].text)
        parts = [self.node(node) for node in inline]
        source = _joined(parts, inline)
        if len(inline) > 1 and _read_back(source, self.images) != inline:
            raise _UnwritableError(f"{plain(inline)!r}: its markup would be read differently in reStructuredText")
        return source

    def node(self, node: Node) -> str:
        match node:
            case Text(text):
                return escape_between(_writable(text))
            case Code(text):
                return _code(_writable(text))
            case Styled(style, (Text(text),)) if style in _STYLE_MARKS and text == text.strip():
                return f"{_STYLE_MARKS[style]}{escape_inline(_writable(text))}{_STYLE_MARKS[style]}"
            case Image():
                return self.image(node, "")
            case Link(url, (Image() as image,)):
                return self.image(image, url)
            case Link(url, (Text(text),)):
                return _link(_writable(text), _writable(url))
        raise _UnwritableError(f"{plain((node,))!r} has markup that reStructuredText does not know there")

    def image(self, image: Image, link: str) -> str:
        _writable(link)
        known = self.images.get((image, link))
        if known is None:
            known = self.images[image, link] = self.new_name(image)
        return f"|{known}|"

    def new_name(self, image: Image) -> str:
        _writable(image.url)
        if not image.alt.strip() or image.alt != " ".join(image.alt.split()):
            raise _UnwritableError(f"the image {image.url} has no alternative text on one line")
        name = image.alt if _NAME.fullmatch(image.alt) else "image"
        number = self.numbers.get(name, 1)
        while (unique := name if number == 1 else f"{name} {number}").lower() in self.names:
            number += 1
        self.names.add(unique.lower())
        self.numbers[name] = number  # thousands of images may have one name: those before are taken
        return unique


def _writable(text: str) -> str:
    if not text.isprintable() and (found := UNWRITABLE.search(text)):
        raise _UnwritableError(f"U+{ord(found[0]):04X} cannot stand in a line of reStructuredText")
    return text


def _text(text: str) -> str:
    return escape(_writable(text))


def _code(text: str) -> str:
    if not text or text != text.strip() or "`" in text:
        raise _UnwritableError(f"{text!r} cannot stand in a literal")
    return f"``{text}``"


def _link(text: str, url: str) -> str:
    if text == url and _ADDRESS.fullmatch(url):
        return url
    if not text.strip() or text != text.strip():
        raise _UnwritableError(f"the link to {url} has no text, or spaces at its ends")
    return f"`{escape_inline(text)} <{escape_address(url)}>`__"


def _joined(parts: Sequence[str], inline: Inline) -> str:
    """The parts, with nothing between them that a reader sees: docutils wants markup to stand apart from letters."""
    source = ""
    for number, (part, node) in enumerate(zip(parts, inline, strict=True)):
        before = inline[number - 1] if number else None
        spaced = isinstance(before, Text) and before.text[-1:].isspace()
        spaced = spaced or (isinstance(node, Text) and part[0] in _AFTER_MARKUP)
        source += part if not number or spaced else _NOTHING + part
    start = _NOTHING if source[:1].isspace() else ""
    return start + source + (_NOTHING if source[-1:].isspace() else "")


def _read_back(source: str, images: dict[_Linked, str]) -> Inline:
    definitions = "\n".join(_definition(name, image) for image, name in images.items())
    _, names = blocks(definitions, split_lines(definitions))
    return nodes(source, names)


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_NARROWEST, *map(display_width, column)) + 2 for column in zip(header, *rows, strict=True)]
    border = "+" + "+".join("-" * width for width in widths) + "+"
    yield border
    yield _line(header, widths)
    yield border.replace("-", "=")
    for row in rows:
        yield _line(row, widths)
        yield border


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "|" + "|".join(pad(f" {cell}", width) for cell, width in zip(cells, widths, strict=True)) + "|"


def _list_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ".. list-table::\n   :header-rows: 1\n"
    for row in (header, *rows):
        for number, cell in enumerate(row):
            yield f"   {'  ' if number else '* '}- {cell}".rstrip()
