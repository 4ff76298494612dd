"""The inline nodes of a reStructuredText cell.

Plain text, a link, a reference, a substitution or one piece of emphasis or code are read here, with their spans.
Anything richer is read by docutils, which keeps no positions: they are then sought in what it says each piece was
written as, and left out where they are not beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tabl10n.document import Cell, Notice
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
from tabl10n.formats.rst.inline import MARKUP, make_nodes, mark_link_in_file
from tabl10n.formats.rst.line_patterns import LINE_BLOCK
from tabl10n.formats.rst.names import REFERENCE, DefinedValue, Names, Substitution, decode, read_embedded
from tabl10n.nodes import (
    Break,
    Code,
    Image,
    Inline,
    Link,
    Markup,
    Node,
    Span,
    Style,
    Styled,
    Text,
    find_first_link,
    remove_spans,
    shown_text,
)
from tabl10n.text.addresses import RST_ADDRESS

_EMBEDDED = re.compile(
    r"`(?P<text>(?! |<)(?:[^`\\]|\\.)+?)(?:(?<![ \n])|(?<=\\[ \n]))[ \n]++<"
    r"(?P<link>(?![ >])[^<>`\\]*(?:\\.[^<>`\\]*)*(?<! ))>`__?",
    re.DOTALL,
)
_SUBSTITUTION = re.compile(r"\|(?P<name>(?![\s|])(?:[^|\\]|\\.)*(?<!\s))\|(?P<refers>_?)")
_IMAGE_AND_TEXT = re.compile(r"\|(?P<name>(?![\s|])[^|\\]*(?<!\s))\|(?P<refers>)(?= +[^\\]+$)")
_WRAPPED = (
    re.compile(r"(?P<mark>``)(?P<inner>(?!\s)[^`]+(?<!\s))``", re.DOTALL),
    re.compile(r"(?P<mark>\*\*)(?P<inner>(?!\s)(?:[^*\\]|\\.)+(?<!\s))\*\*", re.DOTALL),
    re.compile(r"(?P<mark>\*)(?P<inner>(?!\s)(?:[^*\\]|\\.)+(?<!\s))\*", re.DOTALL),
)
# A link without a name, or a footnote without a number: it leads to the next target that no other one has taken.
COUNTED = re.compile(r"(?:[^\W_]|(?<!>)`|\|)__(?!\w)|\[[#*]\]_")


class _Read(NamedTuple):
    """The nodes of a cell, or of a part of one, and its source where that is more than one of each part."""

    nodes: Inline
    markup: str = ""


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
        """Read the cell whose lines, padding excluded, are at ``spans`` (at least one).

        ``text`` is the cell of several lines with its blank lines and its indentation.
        """
        nodes, markup = self._read(spans, line, text)
        return Cell(nodes, line, column, spans[0], markup, tuple(spans[1:]))

    def _read(self, spans: Sequence[Span], line: int, text: str) -> _Read:
        raw = self.source[slice(*spans[0])]
        is_one_line = len(spans) == 1
        if is_one_line and not (raw[:1] in FIRST_OF_BLOCK and begins_block(raw)):
            return self._read_line(raw, line, spans[0])
        if may_hold_blocks(text or raw) and (blocks := self._read_blocks(text or raw, line)):
            return blocks
        if is_one_line and not LINE_BLOCK.match(raw):
            return self._read_line(raw, line, spans[0])
        return self._read_lines([self.source[slice(*span)] for span in spans], line)

    def _read_line(self, raw: str, line: int, span: Span) -> _Read:
        """Read a cell that is a paragraph of one line."""
        if not MARKUP.search(raw):
            return _Read((Text(decode(raw), span),))
        return (
            self._read_shape(raw, line, span)
            or self._read_beside_image(raw, line, span)
            or self._read_rich(raw, line, span)
        )

    def _read_lines(self, lines: Sequence[str], line: int) -> _Read:
        """Read a paragraph of several lines, or a line block: nobody can tell where each part is."""
        raw = "\n".join(lines)
        if all(LINE_BLOCK.match(text) for text in lines if text):
            bare = [LINE_BLOCK.sub("", text) for text in lines if text]
            shown = [self._read_line(text, line, Span(0, len(text))).nodes for text in bare]
            nodes: list[Node] = []
            for number, content in enumerate(shown):
                nodes += [Break(), *content] if number else content
            return _Read(remove_spans(tuple(nodes)), raw)
        one = " ".join(text for text in lines if text)
        read = self._read_line(one, line, Span(0, len(one)))
        return _Read(remove_spans(read.nodes), raw if read.markup else "")

    def _read_blocks(self, text: str, line: int) -> _Read | None:
        """Read a cell of several blocks, which stays as it is; None where it is one paragraph or line block."""
        summary, name = Summary(), "several blocks"
        if self._allows(text, line):
            name = describe_other_blocks(text)
            if not name:
                return None
            summary = summarize(parse_blocks(text, self.names), self.names)
        words = " ".join((summary.text if summary.text or summary.image else text).split())
        nodes: list[Node] = [Markup(text, words, name)]
        nodes += [Link(summary.link, ())] if summary.link else []
        nodes += [Image(summary.image, summary.alt)] if summary.image else []
        return _Read(tuple(nodes), text)

    def _allows(self, text: str, line: int) -> bool:
        """Whether docutils may read ``text``; else it is read as plain text, and there is a notice."""
        if len(text) <= MAX_PARSED_CHARACTERS and self.effort.allows(len(text)):
            return True
        self.notices.append(Notice(line, f"too much markup, {len(text)} characters in this cell: read as plain text"))
        return False

    def _read_shape(self, raw: str, line: int, span: Span) -> _Read | None:
        """Read what is one link, reference, substitution, or piece of emphasis or code; None for anything else."""
        if match := _EMBEDDED.fullmatch(raw):
            return self._read_embedded(match, span)
        if match := _SUBSTITUTION.fullmatch(raw):
            return self._read_substitution(match, line, span)
        if match := REFERENCE.fullmatch(raw):
            return self._read_reference(match, span)
        if RST_ADDRESS.fullmatch(raw):
            return _Read((Link(raw, (Text(raw, span),)),))
        for shape in _WRAPPED:
            if match := shape.fullmatch(raw):
                return _Read((_make_wrapped(match, span),))
        return None

    def _read_embedded(self, match: re.Match[str], span: Span) -> _Read:
        value = read_embedded(match["link"])
        found = self.names.resolve(value) if value.refers else value._replace(span=_find_group(match, "link", span))
        text = Text(decode(match["text"]), _find_group(match, "text", span))
        link = Link(found.text, (text,), url_span=found.span)
        return _Read((link,)) if found.text else _Read((mark_link_in_file(match[0]), link), match[0])

    def _read_reference(self, match: re.Match[str], span: Span) -> _Read:
        text = decode(match["phrase"] or match["word"])
        if not self.names.knows(text):
            # A word that happens to end in an underscore; docutils shows it as it is written.
            return _Read((Text(decode(match[0]), span),))
        found = self.names.find_target(text)
        link = Link(found.text, (Text(text),), url_span=found.span)
        return _Read((link,)) if found.text else _Read((mark_link_in_file(match[0]), link), match[0])

    def _read_substitution(self, match: re.Match[str], line: int, span: Span) -> _Read:
        found = self.names.find_substitution(match["name"])
        if found is None or found.directive not in ("image", "replace"):
            self.notices.append(Notice(line, f"the substitution {match[0]} is not defined as an image or a text"))
            return _Read((Text(decode(match[0]), span),))
        link = self.names.resolve(found.target)
        if match["refers"] and not link.text:
            link = self.names.find_target(match["name"])
        if found.directive == "replace":
            nodes = self._read_replacement(found, line)
            if link.text and not find_first_link(nodes):
                nodes = (Link(link.text, nodes, url_span=link.span),)
            return _Read(nodes, match[0])
        image, alt = found.value, found.alt or DefinedValue(found.name, _find_group(match, "name", span))
        node = Image(image.text, alt.text, url_span=image.span, alt_span=alt.span)
        return _Read((Link(link.text, (node,), url_span=link.span) if link.text else node,))

    def _read_replacement(self, found: Substitution, line: int) -> Inline:
        """Read the text that replaces a substitution; nothing in it has a span in the cell."""
        text = found.value.text
        reader = CellReader(text, self.names.remove_name(found.name), self.notices, self.effort)
        return remove_spans(reader._read_line(text, line, Span(0, len(text))).nodes)

    def _read_beside_image(self, raw: str, line: int, span: Span) -> _Read | None:
        """Read one image and a text after it, ten times as fast as docutils; None for anything else."""
        match = _IMAGE_AND_TEXT.match(raw)
        if match is None or MARKUP.search(raw, match.end()):
            return None
        found = self.names.find_substitution(match["name"])
        if found is None or found.directive != "image":
            return None
        start = span.start + match.end()
        image = self._read_substitution(match, line, Span(span.start, start)).nodes
        return _Read((*image, Text(raw[match.end() :], Span(start, span.end))))

    def _read_rich(self, raw: str, line: int, span: Span) -> _Read:
        if _has_only_escapes(raw) or not self._allows(raw, line):
            return _Read((Text(decode(raw), span),))
        elements = parse_inline(raw, self.names)
        summary = summarize(elements, self.names)
        if summary.pieces <= 1 and not summary.link and not summary.image and summary.text == decode(raw):
            return _Read((Text(summary.text, span),))
        parts = list(self._read_segments(raw, elements, line, span))
        nodes = tuple(node for part in parts for node in part.nodes)
        if not parts or shown_text(nodes) != summary.text:
            return _Read(make_nodes(elements, self.names), raw)
        is_one_of_each = (
            summary.pieces == 1 and summary.image and summary.text and not any(part.markup for part in parts)
        )
        return _Read(nodes, "" if is_one_of_each else raw)

    def _read_segments(self, raw: str, elements: Sequence[Element], line: int, span: Span) -> Iterator[_Read]:
        """Read each segment of ``raw`` as if it were a cell; none where it is not known where they are."""
        for element, inside in find_segments(raw, elements):
            if element is None:
                yield _Read(tuple(_split_space(raw, inside, span.start)))
                continue
            text = raw[slice(*inside)]
            read = self._read_shape(text, line, _shift(inside, span.start))
            if read is None:
                yield _Read(make_nodes([element], self.names), text)
            elif RST_ADDRESS.fullmatch(text):  # its text and its address are the same characters
                yield _Read(remove_spans(read.nodes))
            else:
                yield read


def _make_wrapped(match: re.Match[str], span: Span) -> Node:
    """Make the node of a piece of code or emphasis."""
    inner = _find_group(match, "inner", span)
    if match["mark"] == "``":
        return Code(match["inner"], inner)
    style: Style = "strong" if match["mark"] == "**" else "emphasis"
    return Styled(style, (Text(decode(match["inner"]), inner),))


def _split_space(raw: str, inside: Span, start: int) -> Iterator[Text]:
    """Yield the text at ``inside``, and apart from it the white space at its ends, which has no span."""
    text = decode(raw[slice(*inside)])
    bare = text.strip()
    if not bare:
        yield Text(text)
        return
    inner = trim_segment(raw, inside)
    at = text.index(bare)
    for part, found in ((text[:at], None), (bare, inner), (text[at + len(bare) :], None)):
        if part:
            yield Text(part, _shift(found, start) if found else None)


def _has_only_escapes(raw: str) -> bool:
    """Whether all that looks like markup is after a backslash."""
    return not MARKUP.search(re.sub(r"\\.", ".", raw))


def _find_group(match: re.Match[str], group: str, span: Span) -> Span:
    return _shift(match.span(group), span.start)


def _shift(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)
