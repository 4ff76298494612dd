"""A format: its functions, and what other code must know of it.

Only an object of `Format` knows a format's syntax; whatever else has to ask it. Importing one imports no reader: each
function imports what it needs when it is called.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tabl10n.document import Edit
from tabl10n.nodes import Inline, Span, Text
from tabl10n.text.addresses import ADDRESS_LIKE

if TYPE_CHECKING:
    from tabl10n.document import Block, Cell, Document, Layout, Row
    from tabl10n.formats.changes import Encoded, TextEdit
    from tabl10n.formats.left_out import LeftOut
    from tabl10n.formats.rendering import Rendering

# Where the parts of a paragraph's markup begin that are not for readers: images, targets of links, tags, addresses.
_NO_WORDS = re.compile(r"(?P<image>!\[)|(?P<target>\]\()|(?P<tag><)|" + ADDRESS_LIKE)
# A cell that is code and nothing else. Backticks mean code to most people, in files of data too.
_CODE = re.compile(r"`.*`|<code\b.*</code>", re.DOTALL)

# Where a link of Markdown leads, behind the text that it shows; an image is one with an exclamation mark before it.
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)")
_IMAGE = re.compile(r"(?<!\\)!\[[^\[\]]*\]\(\s*<?([^)\s>]+)")


class CodeSpan(NamedTuple):
    """A piece of code as a reader sees it, and the span of it and its marks in the text that was searched."""

    text: str
    span: Span


class UnreadTable(NamedTuple):
    """What was meant as a table and is none: the line of its first row, from 1, why that is none, and what to do."""

    line: int
    fact: str
    next_step: str


class Links(NamedTuple):
    """Where links and images lead, in order; the targets are those of both."""

    targets: Sequence[str]
    images: Sequence[str]


class _Search:
    """Finds the first of a character from an index on. Indices only grow, so all searches go through the text once."""

    def __init__(self, text: str, character: str) -> None:
        self.text = text
        self.character = character
        self.found = -1

    def find(self, at: int) -> int:
        """The character's index; the text's length where there is none."""
        if self.found < at:
            found = self.text.find(self.character, at)
            self.found = len(self.text) if found < 0 else found
        return self.found


def _remove_markup(source: str) -> str:
    """``source`` with a space in place of each part that is not for readers.

    A regular expression that took a part to its end would try that from every beginning, to the end of the text.
    """
    brackets, of_images, of_targets, of_tags = (_Search(source, character) for character in "]))>")
    pieces, done = [], 0
    opening = _NO_WORDS.search(source)
    while opening is not None:
        end = opening.end()
        match opening.lastgroup:
            case "image":
                bracket = brackets.find(end)
                end = of_images.find(bracket) + 1 if source.startswith("](", bracket) else len(source) + 1
            case "target":
                end = of_targets.find(end) + 1
            case "tag":
                end = of_tags.find(end) + 1
        is_closed = end <= len(source)
        if is_closed:
            pieces.append(source[done : opening.start()])
            done = end
        opening = _NO_WORDS.search(source, end if is_closed else opening.end())
    return " ".join([*pieces, source[done:]])


class Format(ABC):
    """One format: its `parse`, `encode` and `render`, and what other code must know of it.

    What is read and not edited is written back byte for byte.
    """

    name: ClassVar[str]
    """What `Document.format` calls it."""
    title: ClassVar[str]
    """What people call it."""
    suffixes: ClassVar[tuple[str, ...]]
    """The suffixes of its files, in lower case; a document is built with the first one."""
    source_suffixes: ClassVar[tuple[str, ...]]
    """Those of ``suffixes`` that make a file beside other sources a source itself, with no settings that name it."""
    remark: ClassVar[re.Pattern[str] | None] = None
    """What finds a comment of the page that is meant for this program; its one group that took part has the words."""
    is_authored: ClassVar[bool] = False
    """Whether people write pages in it. What lies beside such pages in other formats is built from them."""

    @abstractmethod
    def parse(self, text: str, name: str) -> Document:
        """The document that ``text`` holds; ``name`` is the file's name for messages."""

    @abstractmethod
    def encode(
        self, document: Document, edits: Sequence[Edit], layout: Layout = "patch", options: Rendering | None = None
    ) -> Encoded:
        """What ``edits`` of ``document`` come to in its text, and which of them this format cannot hold.

        With the layout ``patch`` every character outside the changed spans stays, but for what the format's borders
        need; with ``reformat`` tables in which a cell changes are laid out for readers of the language in ``options``,
        and a page says that language.
        """

    @abstractmethod
    def render(self, document: Document, options: Rendering) -> str:
        """A document of any format, its nodes neutral (`rendering.make_neutral`), in this one.

        Raises InputError for what this format cannot represent.
        """

    def translate(self, document: Document, part: Cell | Block, translation: str) -> Edit:
        """The edit that replaces ``part`` by ``translation``, which anybody may have written in this format.

        Markup that ``part`` does not have is text in it. A format without markup has nothing but text.
        """
        del document
        return Edit(part.span, (Text(translation),), translation)

    def read_inline(self, text: str, document: Document | None = None) -> Inline:
        """The inline nodes of ``text``, a message, with the definitions of ``document`` where they are known.

        Unless a format has a syntax of its own, those of Markdown: words in files of data are often written in it.
        """
        from tabl10n.formats.markdown.inline import read_inline

        del document
        return read_inline(text, None, {})

    def separate_markup(self, text: str, source_text: str, document: Document | None = None) -> str:
        """``text``, a translation of ``source_text``, with what `translate` writes between its words and its markup.

        That is nothing in most formats. It is for a comparison of what the two show, not for a file.
        """
        del source_text, document
        return text

    def find_left_out(self, document: Document) -> Iterator[LeftOut]:
        """Find what is on the page and no part of ``document``, so that no other format shows it.

        There is nothing like that in a format of data.
        """
        del document
        return iter(())

    def find_unshown(self, document: Document) -> Iterator[LeftOut]:
        """Find the parts of ``document`` that `render` leaves out: none in a format that people write pages in."""
        del document
        return iter(())

    def append_paragraph(self, text: str, inline: Inline) -> str:
        """``text``, a document in this format, with ``inline`` as its last paragraph.

        A format of data has no paragraphs beside its table: ``text`` stays as it is.
        """
        del inline
        return text

    def is_recognized_in(self, text: str) -> bool:
        """Whether ``text``, of a file whose name does not tell its format, must be of this one."""
        del text
        return False

    def may_hold_table(self, data: bytes) -> bool:
        """Whether the file with the content ``data`` may hold a table: quick, and True where in doubt."""
        del data
        return True

    def find_unread_table(self, source: str) -> UnreadTable | None:
        """The first line of ``source``, which holds no table, that was meant as a row of one."""
        del source
        return None

    def read_damaged_tables(self, document: Document, source: Document) -> Document:
        """``document``, a copy of ``source``, with the tables that it lacks since they are damaged as tables.

        What would put each of them right is in the notices. A format that refuses such tables has none.
        """
        del source
        return document

    def insert_cell(self, document: Document, row: Row, index: int) -> TextEdit | None:
        """The text edit that puts an empty cell before the cell ``index`` of a row; None where that is not safe."""
        del document, row, index
        return None

    def remove_cell(self, document: Document, row: Row, index: int) -> TextEdit | None:
        """The text edit that takes the empty cell ``index`` out of a row; None where that is not safe."""
        del document, row, index
        return None

    def split_row(self, document: Document, row: Row, width: int) -> TextEdit | None:
        """The text edit that makes two rows of the first and the last ``width`` cells of a row; None where that is not
        safe.
        """
        del document, row, width
        return None

    def find_code(self, source: str) -> Iterator[CodeSpan]:
        """The code inside the words of ``source``, a part of a file; none in a format that has no mark for it."""
        del source
        return iter(())

    def is_code(self, source: str) -> bool:
        """Whether ``source``, that of a whole cell, is marked as code."""
        return _CODE.fullmatch(source) is not None

    def remove_markup(self, source: str) -> str:
        """The paragraph ``source`` without images, tags and addresses: spaces in their stead."""
        return _remove_markup(source)

    def find_links(self, source: str) -> Links:
        """Where the links and images in ``source``, a message, lead.

        Unless a format has a syntax of its own, those of Markdown: words in files of data are often written in it.
        """
        return Links(_TARGET.findall(source), _IMAGE.findall(source))
