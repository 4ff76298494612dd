"""Where the tables, headings, paragraphs and definitions of a reStructuredText file are.

docutils keeps line numbers but no columns, takes 0.6 ms a row and drops a table that is a character out of place.
This reader knows only what decides whether a line is prose, part of a table, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent
from typing import NamedTuple

from tabl10n.document import Container
from tabl10n.formats.lines import Line
from tabl10n.formats.rst import directives
from tabl10n.formats.rst.containers import IndentedContainers, ListMark
from tabl10n.formats.rst.line_patterns import (
    BORDER,
    BROKEN_BORDER,
    ENUMERATOR,
    EXPLICIT,
    FIELD,
    LIST_MARK,
    LITERAL_NEXT,
    NO_PROSE,
    RULE_LINE,
    SIMPLE_BORDER,
)
from tabl10n.formats.rst.names import Names, add_definition, add_inline_targets
from tabl10n.nodes import MAX_DEPTH, Span
from tabl10n.text.width import measure_width

_DIRECTIVE = re.compile(r"\.\. +(?:\|[^|]*\| +)?(?P<name>[\w+.:-]+?) ?::(?:\s|$)")
_TARGET = re.compile(r"\.\. +_")
_FOOTNOTE = re.compile(r"\.\. +\[[^\]]+\](?:\s|$)")
_TABLES = ("list-table", "csv-table")
_ROLES = ("role", "default-role")
# Blocks that no translator sees.
WITHOUT_WORDS = frozenset({"code", "mark", "rule"})


class RstBlock(NamedTuple):
    """A block at lines ``first`` to ``last`` (indexes, the last excluded), its content ``indent`` characters in.

    ``kind`` is grid, simple, list-table, csv-table, or that of a `Block`; ``span`` is the text of the latter; ``rules``
    are the lines under (and over) a heading. ``containers`` are what it is in. ``kind`` may also be ``code``, in
    ``language``, or ``mark``: lines that say nothing but what the blocks below are in.
    """

    kind: str
    first: int
    last: int
    indent: int = 0
    span: Span = Span(0, 0)
    rules: tuple[Span, ...] = ()
    containers: tuple[Container, ...] = ()
    language: str = ""

    @property
    def is_table(self) -> bool:
        """Whether it is a table, of any kind."""
        return self.kind in ("grid", "simple", *_TABLES)


def find_blocks(source: str, lines: Sequence[Line]) -> tuple[list[RstBlock], Names]:
    """The tables and blocks with words of the file in order, and what its definitions stand for."""
    blocks, names = find_all_blocks(source, lines)
    return [block for block in blocks if block.kind not in WITHOUT_WORDS], names


def find_all_blocks(source: str, lines: Sequence[Line]) -> tuple[list[RstBlock], Names]:
    """The blocks of the file in order, code and marks too, and what its definitions stand for."""
    reader = _BlockReader(source, lines)
    while reader.at < len(lines):
        reader.step()
    titles = [source[slice(*block.span)] for block in reader.blocks if block.kind == "heading"]
    add_inline_targets(source, titles, reader.names)
    return reader.blocks, reader.names


class _BlockReader:
    """Goes down the file once; every method that takes a block leaves ``at`` on the line after it."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.at = 0
        self.blocks: list[RstBlock] = []
        self.names = Names()
        self.open = IndentedContainers()

    def get_text(self, index: int) -> str:
        return self.source[self.lines[index].start : self.lines[index].end]

    def measure_indent(self, index: int) -> int | None:
        """How far the line is indented; None for a blank one."""
        text = self.get_text(index)
        bare = text.lstrip()
        return len(text) - len(bare) if bare else None

    def step(self) -> None:
        indent = self.measure_indent(self.at)
        if indent is None:
            self.at += 1
            return
        text = self.get_text(self.at)
        closed = self.open.close(indent)
        marked = indent
        while match := LIST_MARK.match(text, marked) or self._match_enumerator(text, marked):
            if FIELD.match(text, marked) is not None:
                self.open.add(marked + 1, "")
            else:
                start = self.lines[self.at].start + marked
                self.open.add_item(marked, match.end(), ListMark.read(match[0]), start, closed)
            closed = None
            marked = match.end()
        if indent and not self.open.has_any:
            self.open.add(indent, "quotation", Container("quotation", self.lines[self.at].start))
        if BORDER.fullmatch(text, marked):
            self.take_grid(marked)
        elif SIMPLE_BORDER.fullmatch(text, marked):
            self.take_simple(marked)
        elif EXPLICIT.match(text, marked):
            self.take_explicit(marked)
        elif marked > indent:
            self.take_paragraph(marked)
        elif indent or not self.take_heading():
            self.take_paragraph(indent)

    def add(self, kind: str, first: int, last: int, indent: int, span: Span) -> None:
        """Add a block with words."""
        self.blocks.append(RstBlock(kind, first, last, indent, span, (), self.open.containers))

    def add_code(self, first: int, last: int, language: str = "") -> None:
        """Add lines of code, unless they are in what no reader of another format sees."""
        if self.open.kind and first < last:
            span = Span(self.lines[first].start, self.lines[last - 1].end)
            self.blocks.append(RstBlock("code", first, last, 0, span, (), self.open.containers, language))

    def add_mark(self, index: int) -> None:
        """Add a line that says only what follows."""
        self.blocks.append(RstBlock("mark", index, index + 1))

    def _match_enumerator(self, text: str, start: int) -> re.Match[str] | None:
        """A list's number, unless the next line goes on at its indentation: then it is a sentence or a title."""
        following = self.measure_indent(self.at + 1) if self.at + 1 < len(self.lines) else None
        if following is not None and following <= start and not ENUMERATOR.match(self.get_text(self.at + 1), following):
            return None
        return ENUMERATOR.match(text, start)

    # Tables

    def take_grid(self, indent: int) -> None:
        """Take a grid table: to the first blank line, or further where that line is inside the table."""
        first, end = self.at, self.at + 1
        closed = False
        for index in range(first + 1, len(self.lines)):
            text = self.get_text(index)
            if not text.strip():
                if closed:
                    break
                continue
            following = self.get_text(index + 1).strip() if closed and index + 1 < len(self.lines) else ""
            inside = not closed or BORDER.fullmatch(following) is not None
            if not self._continues(text, index == end and inside):
                break
            closed = BORDER.fullmatch(text.lstrip()) is not None
            end = index + 1
        self.blocks.append(RstBlock("grid", first, end, indent, containers=self.open.containers))
        self.at = end

    @staticmethod
    def _continues(text: str, inside: bool) -> bool:
        """Whether the line goes on with the table; one that has lost its left border only where it is inside."""
        bare = text.strip()
        if bare[0] == "|" or BORDER.fullmatch(bare) or BROKEN_BORDER.match(bare):
            return True
        return "|" in bare and (inside or bare[0] == "+")

    def take_simple(self, indent: int) -> None:
        """Take a simple table: to the last border before a blank line (docutils: the second or the third one)."""
        first, borders = self.at, [self.at]
        for index in range(first + 1, len(self.lines)):
            found = self.measure_indent(index)
            if found is not None and found < indent:
                break
            if SIMPLE_BORDER.fullmatch(self.get_text(index), indent):
                borders.append(index)
                following = self.measure_indent(index + 1) if index + 1 < len(self.lines) else None
                if len(borders) == 3 or following is None:
                    break
        if len(borders) > 1:
            self.blocks.append(RstBlock("simple", first, borders[-1] + 1, indent, containers=self.open.containers))
        self.at = borders[-1] + 1

    # Explicit markup

    def take_explicit(self, indent: int) -> None:
        """Take a definition, a directive or a comment; of a footnote, or a directive with text in it, one line."""
        first, text = self.at, self.get_text(self.at)[indent:]
        if self._take_definition(text, indent):
            return
        directive, footnote = _DIRECTIVE.match(text), _FOOTNOTE.match(text)
        name = directive["name"] if directive else ""
        container = directives.make_container(name, self.lines[first].start + indent)
        if directive and name in (*directives.LABELLED, *directives.CAPTIONED):
            kind = "label" if name in directives.LABELLED else "caption"
            containers = (*self.open.containers, container)[:MAX_DEPTH] if container else self.open.containers
            self._take_argument(indent + directive.end(), kind, containers)
        if name in directives.SHOWN:
            self.add_mark(first)
        if (directive or footnote) and name not in (*_TABLES, *_ROLES, *directives.VERBATIM):
            outer = self.open.kind
            kind = "footnote" if footnote else directives.CONTENTS.get(name, "")
            # A table in a directive is one, whatever else it holds.
            self.open.add(indent + 1, kind if outer else "", container)
            found = footnote or (directive if name in directives.BEGUN else None)
            if found is None or not self._take_begun(indent, indent + found.end()):
                self.at += 1
            return
        self.skip_deeper(indent, comment=text.strip() == "..")
        if name in _TABLES:
            self.blocks.append(RstBlock(name, first, self.at, indent, containers=self.open.containers))
        elif name in directives.CODE:
            self._add_code_of(first, indent + (directive.end() if directive else 0))
        elif name in _ROLES:
            self.names.roles.append(dedent("\n".join(map(self.get_text, range(first, self.at)))))

    def _add_code_of(self, first: int, start: int) -> None:
        """Add the code of a directive whose argument, its language, begins at ``start`` of line ``first``."""
        begin = first + 1
        while begin < self.at and (self.measure_indent(begin) is None or FIELD.match(self.get_text(begin).strip())):
            begin += 1
        self.blocks.append(RstBlock("mark", first, begin))
        self.add_code(begin, self.at, self.get_text(first)[start:].strip())

    def _take_argument(self, start: int, kind: str, containers: tuple[Container, ...]) -> None:
        """Add the words of a directive that are on its line, and go on with no other one."""
        line, text = self.lines[self.at], self.get_text(self.at)
        words = text[start:].strip()
        following = self.measure_indent(self.at + 1) if self.at + 1 < len(self.lines) else None
        goes_on = following is not None and following > 0 and not FIELD.match(self.get_text(self.at + 1), following)
        if words and self.open.kind and not goes_on:
            begin = line.start + start + len(text[start:]) - len(text[start:].lstrip())
            span = Span(begin, begin + len(words))
            self.blocks.append(RstBlock(kind, self.at, self.at + 1, start, span, (), containers))

    def _take_begun(self, indent: int, start: int) -> bool:
        """Take the paragraph that begins behind a mark, and goes on in lines that are indented more than that."""
        first, text = self.at, self.get_text(self.at)
        if not text[start:].strip() or LITERAL_NEXT.search(text):
            return False
        end = first + 1
        while end < len(self.lines) and (found := self.measure_indent(end)) is not None:
            if found <= indent or FIELD.match(self.get_text(end), found) or LITERAL_NEXT.search(self.get_text(end)):
                break
            end += 1
        follows = end < len(self.lines) and (self.measure_indent(end) or 0) > indent
        if self.open.kind and not follows:
            begin = self.lines[first].start + start + len(text[start:]) - len(text[start:].lstrip())
            self.add(self.open.kind, first, end, start, Span(begin, self._trim_line(end - 1).end))
        self.at = end
        return True

    def _take_definition(self, text: str, indent: int) -> bool:
        """Take a definition, if ``text`` begins one; whether it does."""
        end = self._find_directive_end(indent)
        if not add_definition(self.source, self.lines[self.at : end], indent, self.names):
            return False
        if _TARGET.match(text):  # it ends at a blank line, whatever follows
            self.at = end
        else:
            self.skip_deeper(indent)
        return True

    def _find_directive_end(self, indent: int) -> int:
        end = self.at + 1
        while end < len(self.lines) and (self.measure_indent(end) or 0) > indent:
            end += 1
        return end

    def skip_deeper(self, indent: int, comment: bool = False) -> None:
        """Take this line and those under it that are indented further; ``..`` before a blank line ends there."""
        end = self.at + 1
        if comment and (end >= len(self.lines) or self.measure_indent(end) is None):
            self.at = end
            return
        for index in range(end, len(self.lines)):
            found = self.measure_indent(index)
            if found is None:
                continue
            if found <= indent:
                break
            end = index + 1
        self.at = end

    # Prose

    def take_heading(self) -> bool:
        """Take a title with the line under it, or over and under it, where there is one."""
        at = self.at
        if RULE_LINE.fullmatch(self.get_text(at)):
            return self._take_overlined() or self._take_transition()
        if at + 1 >= len(self.lines) or not self._is_underlined(at, at + 1):
            return False
        self.blocks.append(RstBlock("heading", at, at + 2, 0, self._trim_line(at), (self._trim_line(at + 1),)))
        self.at += 2
        return True

    def _take_overlined(self) -> bool:
        at = self.at
        if at + 2 >= len(self.lines) or self.get_text(at).strip() != self.get_text(at + 2).strip():
            return False
        if self.measure_indent(at + 1) is None:
            return False
        rules = (self._trim_line(at), self._trim_line(at + 2))
        self.blocks.append(RstBlock("heading", at, at + 3, 0, self._trim_line(at + 1), rules))
        self.at += 3
        return True

    def _take_transition(self) -> bool:
        if len(self.get_text(self.at).strip()) < 4:  # docutils reads a shorter rule as text
            return False
        self.blocks.append(RstBlock("rule", self.at, self.at + 1, 0, self._trim_line(self.at)))
        self.at += 1
        return True

    def _is_underlined(self, title: int, rule: int) -> bool:
        text = self.get_text(rule)
        if not text or not RULE_LINE.fullmatch(text):
            return False
        # docutils: a rule of fewer than four marks counts only where it is as long as the title.
        length = len(text.rstrip())
        return length >= 4 or length >= measure_width(self.get_text(title).strip())

    def _trim_line(self, index: int) -> Span:
        line, text = self.lines[index], self.get_text(index)
        bare = text.lstrip()
        return Span(line.start + len(text) - len(bare), line.start + len(text.rstrip()))

    def take_paragraph(self, indent: int) -> None:
        """Take a paragraph, and the literal block that ``::`` at its end announces."""
        first, end = self.at, self.at + 1
        prose = bool(self.open.kind) and not NO_PROSE.match(self.get_text(first), indent)
        while end < len(self.lines) and (found := self.measure_indent(end)) is not None:
            if found > indent and end == first + 1:
                self._take_term(indent, found, prose)
                return
            if found < indent or BORDER.fullmatch(self.get_text(end), found):
                break
            end += 1
        if self.get_text(first)[indent:].strip() == "::":  # which only says that code follows
            self.add_mark(first)
        elif prose:
            start = self.lines[first].start + indent
            self.add(self.open.kind, first, end, indent, Span(start, self._trim_line(end - 1).end))
        elif self.get_text(first).startswith(">>>", indent):
            self.add_code(first, end, "pycon")
        self.at = end
        if LITERAL_NEXT.search(self.get_text(end - 1)):
            self._skip_literal(indent)

    def _take_term(self, indent: int, deeper: int, prose: bool) -> None:
        """Take the term of a definition list, on one line."""
        line, text = self.lines[self.at], self.get_text(self.at)
        if prose and not LITERAL_NEXT.search(text):
            span = Span(line.start + indent, line.start + len(text.rstrip()))
            self.blocks.append(RstBlock("term", self.at, self.at + 1, indent, span, (), self.open.containers))
        self.at += 1
        if LITERAL_NEXT.search(text):
            self._skip_literal(indent)
        else:
            container = Container("definition", self.lines[self.at].start)
            self.open.add(deeper, "definition" if prose else "", container)

    def _skip_literal(self, indent: int) -> None:
        start = self.at
        while start < len(self.lines) and self.measure_indent(start) is None:
            start += 1
        if start == len(self.lines):
            return
        if (self.measure_indent(start) or 0) > indent:
            self.at = start
            self.skip_deeper(indent)
            self.add_code(start, self.at)
        elif start > self.at:
            self._skip_quoted_literal(start)

    def _skip_quoted_literal(self, start: int) -> None:
        """Lines that all begin with one punctuation mark; those of a grid table do not."""
        mark, end = self.get_text(start).lstrip()[0], start
        while end < len(self.lines) and self.get_text(end).lstrip().startswith(mark):
            end += 1
        if not mark.isalnum() and mark.isascii() and (end == len(self.lines) or self.measure_indent(end) is None):
            self.add_code(start, end)
            self.at = end
