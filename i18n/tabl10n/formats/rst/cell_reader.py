"""The inline content of a reStructuredText cell: what it says, and where each part of that stands.

Plain text, a link, a reference, a substitution or one piece of emphasis or code are read here, with their places.
Anything richer is read by docutils, which keeps no places: they are then sought in what it says each piece was written
as, and left out where they are not beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tabl10n.document import Cell, Notice, Span
from tabl10n.formats.rst.blocks import LINE_BLOCK
from tabl10n.formats.rst.cell_blocks import FIRST_OF_BLOCK, begins_block, describe_other_blocks, may_hold_blocks
from tabl10n.formats.rst.docutils_reader import MAX_PARSED_CHARACTERS
from tabl10n.formats.rst.elements import (
    Element,
    Summary,
    find_segments,
    parse_blocks,
    parse_inline,
    summarize,
    trim_segment,
)
from tabl10n.formats.rst.names import REFERENCE, URI, Names, Substitution, Value, decode, embedded

# What may begin or end a construct other than plain text. An underscore inside a word does not.
_MARKUP = re.compile(r"[`*|]|_(?![^\W_])|:(?:(?<=[A-Za-z]:)(?=[^\s:])|:\s*$)|@(?<=\S@)(?=\S)")
_EMBEDDED = re.compile(
    r"`(?P<text>(?! |<)(?:[^`\\]|\\.)+?)[ \n]+<(?P<link>(?![ >])[^<>`\\]*(?:\\.[^<>`\\]*)*(?<! ))>`__?", re.DOTALL
)
_SUBSTITUTION = re.compile(r"\|(?P<name>(?![\s|])(?:[^|\\]|\\.)*(?<!\s))\|(?P<refers>_?)")
_IMAGE_AND_TEXT = re.compile(r"\|(?P<name>(?![\s|])[^|\\]*(?<!\s))\|(?P<refers>) +(?=[^\\]+$)")
_WRAPPED = (
    re.compile(r"(?P<mark>``)(?P<inner>(?!\s)[^`]+(?<!\s))``", re.DOTALL),
    re.compile(r"(?P<mark>\*\*)(?P<inner>(?!\s)(?:[^*\\]|\\.)+(?<!\s))\*\*", re.DOTALL),
    re.compile(r"(?P<mark>\*)(?P<inner>(?!\s)(?:[^*\\]|\\.)+(?<!\s))\*", re.DOTALL),
)
# A link without a name, or a footnote without a number: it leads to the next target that no other one has taken.
COUNTED = re.compile(r"(?:[^\W_]|(?<!>)`|\|)__(?!\w)|\[[#*]\]_")


@dataclass
class _Effort:
    """How much docutils may still be asked to read.

    Its time may grow with the square of a cell's length (see ``MAX_PARSED_CHARACTERS``), so that the square is the
    measure; a thousand million take some 7 s, and are 25,000 cells of 200 characters.
    """

    left: int = 1_000_000_000

    def allows(self, length: int) -> bool:
        """Whether a cell of that length may still be read; if so, it is counted."""
        if length * length > self.left:
            return False
        self.left -= length * length
        return True


@dataclass
class CellReader:
    """Reads the cells of one file; what was odd is collected in ``notices``."""

    source: str
    names: Names
    notices: list[Notice] = field(default_factory=list)
    effort: _Effort = field(default_factory=_Effort)

    def read(self, spans: Sequence[Span], line: int, column: int, text: str = "") -> Cell:
        """The cell whose lines, padding excluded, stand at ``spans`` (at least one).

        ``text`` is the cell of several lines with its blank lines and its indentation.
        """
        span = spans[0]
        raw = self.source[span.start : span.end]
        if len(spans) == 1 and not (raw[:1] in FIRST_OF_BLOCK and begins_block(raw)):
            return self._line(raw, line, column, span)
        if may_hold_blocks(text or raw) and (blocks := self._blocks(spans, line, column, text or raw)):
            return blocks
        if len(spans) == 1 and not LINE_BLOCK.match(raw):
            return self._line(raw, line, column, span)
        return self._several(spans, line, column)

    def _line(self, raw: str, line: int, column: int, span: Span) -> Cell:
        """A cell that is a paragraph of one line."""
        if not _MARKUP.search(raw):
            return Cell(decode(raw), line, column, span, text_span=span)
        return self._marked(raw, line, column, span)

    def _several(self, spans: Sequence[Span], line: int, column: int) -> Cell:
        """A paragraph of several lines, or a line block: its text on one line, no exact places."""
        lines = [self.source[start:end] for start, end in spans]
        block = all(LINE_BLOCK.match(text) for text in lines if text)
        raw = "\n".join(lines)
        said = LINE_BLOCK.sub("", raw) if block else raw
        one = " ".join(part for part in said.split("\n") if part)
        read = CellReader(one, self.names, self.notices, self.effort)._line(one, line, column, Span(0, len(one)))
        return Cell(
            read.text,
            line,
            column,
            spans[0],
            link=read.link,
            image=read.image,
            alt=read.alt,
            markup=raw if read.markup or block else "",
            rest=tuple(spans[1:]),
        )

    def _blocks(self, spans: Sequence[Span], line: int, column: int, text: str) -> Cell | None:
        """A cell of several blocks, which stays as it is; None where it is one paragraph or line block."""
        said = Summary()
        if self._allows(text, line):
            if not describe_other_blocks(text):
                return None
            said = summarize(parse_blocks(text, self.names), self.names)
        words = " ".join((said.text if said.text or said.image else text).split())
        rest = tuple(spans[1:])
        return Cell(words, line, column, spans[0], said.link, said.image, said.alt, markup=text, rest=rest)

    def _allows(self, text: str, line: int) -> bool:
        """Whether docutils may read ``text``; else it is read as plain text, and there is a notice."""
        if len(text) <= MAX_PARSED_CHARACTERS and self.effort.allows(len(text)):
            return True
        self.notices.append(Notice(line, f"too much markup, {len(text)} characters in this cell: read as plain text"))
        return False

    def _marked(self, raw: str, line: int, column: int, span: Span) -> Cell:
        return (
            self._shape(raw, line, column, span)
            or self._beside_image(raw, line, column, span)
            or self._rich(raw, line, column, span)
        )

    def _shape(self, raw: str, line: int, column: int, span: Span) -> Cell | None:
        """The cell that is one link, reference, substitution, or piece of emphasis or code, else None."""
        if match := _EMBEDDED.fullmatch(raw):
            return self._embedded(match, line, column, span)
        if match := _SUBSTITUTION.fullmatch(raw):
            return self._substituted(match, line, column, span)
        if match := REFERENCE.fullmatch(raw):
            return self._referring(match, line, column, span)
        if URI.fullmatch(raw):
            return Cell(raw, line, column, span, link=raw, text_span=span)
        for shape in _WRAPPED:
            if match := shape.fullmatch(raw):
                inner = match["inner"]
                text = inner if match["mark"] == "``" else decode(inner)
                return Cell(text, line, column, span, text_span=_place(match, "inner", span))
        return None

    def _embedded(self, match: re.Match[str], line: int, column: int, span: Span) -> Cell:
        value = embedded(match["link"])
        found = self.names.link(value) if value.refers else value._replace(span=_place(match, "link", span))
        text, text_span = decode(match["text"]), _place(match, "text", span)
        markup = "" if found.text else match[0]
        return Cell(text, line, column, span, link=found.text, text_span=text_span, link_span=found.span, markup=markup)

    def _referring(self, match: re.Match[str], line: int, column: int, span: Span) -> Cell:
        text = decode(match["phrase"] or match["word"])
        if not self.names.knows(text):
            # A word that happens to end in an underscore; docutils shows it as it is written.
            return Cell(decode(match[0]), line, column, span, text_span=span)
        found = self.names.target(text)
        markup = "" if found.text else match[0]  # it leads to a place in the file
        return Cell(text, line, column, span, link=found.text, link_span=found.span, markup=markup)

    def _substituted(self, match: re.Match[str], line: int, column: int, span: Span) -> Cell:
        found = self.names.substitution(match["name"])
        if found is None or found.directive not in ("image", "replace"):
            self.notices.append(Notice(line, f"the substitution {match[0]} is not defined as an image or a text"))
            return Cell(decode(match[0]), line, column, span, text_span=span)
        link = self.names.link(found.target)
        if match["refers"] and not link.text:
            link = self.names.target(match["name"])
        if found.directive == "replace":
            said = self._replacement(found, line)
            link = link if link.text else Value(said.link, None)
            return replace(said, column=column, span=span, link=link.text, link_span=link.span, markup=match[0])
        image, alt = found.value, found.alt or Value(found.name, _place(match, "name", span))
        return Cell("", line, column, span, link.text, image.text, alt.text, None, link.span, image.span, alt.span)

    def _replacement(self, found: Substitution, line: int) -> Cell:
        """What the text that takes the place of a substitution says; nothing in it has a place in the cell."""
        text = found.value.text
        read = CellReader(text, self.names.within(found.name), self.notices, self.effort)
        said = read._line(text, line, 1, Span(0, len(text)))
        return replace(said, text_span=None, image_span=None, alt_span=None)

    def _beside_image(self, raw: str, line: int, column: int, span: Span) -> Cell | None:
        """The cell that is one image and then a text: ten times as fast as docutils; else None."""
        match = _IMAGE_AND_TEXT.match(raw)
        if match is None or _MARKUP.search(raw, match.end()):
            return None
        found = self.names.substitution(match["name"])
        if found is None or found.directive != "image":
            return None
        start = span.start + match.end()
        cell = self._substituted(match, line, column, Span(span.start, start))
        return replace(cell, text=raw[match.end() :], span=span, text_span=Span(start, span.end))

    def _rich(self, raw: str, line: int, column: int, span: Span) -> Cell:
        if _only_escapes(raw):
            return Cell(decode(raw), line, column, span, text_span=span)
        if not self._allows(raw, line):
            return Cell(decode(raw), line, column, span, text_span=span)
        elements = parse_inline(raw, self.names)
        said = summarize(elements, self.names)
        if said.pieces <= 1 and not said.link and not said.image and said.text == decode(raw):
            return Cell(said.text, line, column, span, text_span=span)
        cell = Cell(said.text, line, column, span, link=said.link, image=said.image, alt=said.alt, markup=raw)
        parts = self._parts(raw, elements, line, column, span)
        is_one_of_each = said.pieces == 1 and said.image and said.text
        if parts and is_one_of_each and not any(part.markup for part in parts):
            cell = replace(cell, markup="")
        return _with_places(cell, parts)

    def _parts(self, raw: str, elements: Sequence[Element], line: int, column: int, span: Span) -> list[Cell]:
        """Read each segment of ``raw`` as if it were a cell; none where it is not known where they are."""
        found: list[Cell] = []
        for kind, inside in find_segments(raw, elements):
            place = _shift(inside, span.start)
            text = raw[slice(*inside)]
            if kind != "#text":
                said = self._shape(text, line, column, place)
                found.append(said or Cell(text, line, column, place, markup=text))
            elif decode(text).strip():
                inner = trim_segment(raw, inside)
                at = _shift(inner, span.start) if inner else None
                found.append(Cell(decode(text).strip(), line, column, place, text_span=at))
        return found


def _with_places(cell: Cell, parts: Sequence[Cell]) -> Cell:
    """The cell with the places of its one text, its first link and its first image, as ``parts`` have them."""
    texts = [part for part in parts if part.text]
    links = [part for part in parts if part.link]
    images = [part for part in parts if part.image]
    if len(texts) == 1 and texts[0].text == cell.text and not texts[0].markup and texts[0].link != texts[0].text:
        cell = replace(cell, text_span=texts[0].text_span)
    if links and links[0].link == cell.link:
        cell = replace(cell, link_span=links[0].link_span)
    if images and (images[0].image, images[0].alt) == (cell.image, cell.alt):
        cell = replace(cell, image_span=images[0].image_span, alt_span=images[0].alt_span)
    return cell


def _only_escapes(raw: str) -> bool:
    """Whether all that looked like markup stands after a backslash."""
    return not _MARKUP.search(re.sub(r"\\.", ".", raw))


def _place(match: re.Match[str], group: str, span: Span) -> Span:
    return _shift(match.span(group), span.start)


def _shift(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)
