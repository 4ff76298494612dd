"""Where the tables, headings, paragraphs and definitions of a reStructuredText file stand.

docutils keeps line numbers but no columns, takes 0.6 ms a row and drops a table that is a character out of place.
This reader knows only what decides whether a line is prose, part of a table, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent
from typing import NamedTuple

from tabl10n.formats.lines import Line
from tabl10n.formats.rst.escape import RULE
from tabl10n.formats.rst.names import Names, add_definition, add_inline_targets
from tabl10n.nodes import Span
from tabl10n.text.width import measure_width

BORDER = re.compile(r"\+(?:[-=]+\+)+\s*")
# A border that is broken where a cell goes over several rows.
_BROKEN_BORDER = re.compile(r"\+(?:-+|=+)\+.*[|+]$")
SIMPLE_BORDER = re.compile(r"=+(?:[ \t]+=+)+\s*")
# A line of one repeated punctuation mark: under or over a title, or between paragraphs.
_RULE = re.compile(rf"{RULE.pattern}\s*")
# The patterns of docutils' parser (states.py) for a list item and a field, and for the other blocks that are no prose.
_FIELD = r":(?![: ])(?:[^:\\]|\\.|:(?![ `]|$))*(?<! ):"
FIELD = re.compile(rf"{_FIELD}(?:\s+|$)")
LIST_MARK = re.compile(rf"(?:[-+*•‣⁃]|{_FIELD})(?:\s+|$)")
ENUMERATOR = re.compile(r"\(?(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)[.)](?:\s+|$)")
_ARGUMENT = r"(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)"
_OPTION = rf"(?:[-+][a-zA-Z0-9](?: ?{_ARGUMENT})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]{_ARGUMENT})?)"
OPTIONS = re.compile(rf"{_OPTION}(?:, {_OPTION})*  ")
OTHER = re.compile(r"\|(?: |$)|>>>(?: |$)|__(?: |$)|\+-[-+]+-\+[ ]*(?:\n|$)")
_NO_PROSE = re.compile(rf"(?:{OTHER.pattern})|{OPTIONS.pattern}")
EXPLICIT = re.compile(r"\.\.(?:\s|$)")
LINE_BLOCK = re.compile(r"^\|(?: +|$)", re.MULTILINE)
_DIRECTIVE = re.compile(r"\.\. +(?:\|[^|]*\| +)?(?P<name>[\w+.:-]+?) ?::(?:\s|$)")
_TARGET = re.compile(r"\.\. +_")
_FOOTNOTE = re.compile(r"\.\. +\[[^\]]+\](?:\s|$)")
_TABLES = ("list-table", "csv-table")
_ROLES = ("role", "default-role")
# Directives whose content is no reStructuredText (docutils and Sphinx). The content of any other is read as usual.
_VERBATIM = frozenset(
    re.findall(
        r"\S+",
        "code code-block sourcecode highlight literalinclude parsed-literal prompt raw math include image "
        "graphviz digraph graph mermaid uml plantuml doctest testcode testoutput testsetup testcleanup ipython "
        "productionlist autosummary toctree meta",
    )
)
# Directives whose content is for readers, and what it is; that of others stays as it is.
_CONTENTS = (
    dict.fromkeys(
        "admonition attention caution danger error hint important note tip warning seealso todo "
        "versionadded versionchanged deprecated".split(),
        "note",
    )
    | dict.fromkeys("topic sidebar container only tab-set tab-item tab dropdown".split(), "paragraph")
    | {"figure": "caption", "table": ""}
)
# Those whose argument is a title, or the beginning of the content.
_LABELLED = frozenset("admonition topic sidebar tab-item tab dropdown rubric".split())
_CAPTIONED = frozenset(("table", "list-table"))
_BEGUN = frozenset("attention caution danger error hint important note tip warning seealso".split())
LITERAL_NEXT = re.compile(r"(?<!\\)(?:\\\\)*::\s*$")


class RstBlock(NamedTuple):
    """A block at lines ``first`` to ``last`` (indexes, the last excluded), its content ``indent`` characters in.

    ``kind`` is grid, simple, list-table, csv-table, or that of a `Block`; ``span`` is the text of the latter; ``rules``
    are the lines under (and over) a heading. ``is_inside`` another block: an item, a note.
    """

    kind: str
    first: int
    last: int
    indent: int = 0
    span: Span = Span(0, 0)
    rules: tuple[Span, ...] = ()
    is_inside: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a table, of any kind."""
        return self.kind in ("grid", "simple", *_TABLES)


class _RstContainer(NamedTuple):
    """What holds lines that are indented so far at least, and what a paragraph in it is; empty where that stays."""

    indent: int
    kind: str


def find_blocks(source: str, lines: Sequence[Line]) -> tuple[list[RstBlock], Names]:
    """The blocks of the file in order, and what its definitions stand for."""
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
        self.open: list[_RstContainer] = []

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
        while self.open and self.open[-1].indent > indent:
            self.open.pop()
        marked = indent
        while match := LIST_MARK.match(text, marked) or self._match_enumerator(text, marked):
            is_field = FIELD.match(text, marked) is not None
            self.open.append(_RstContainer(marked + 1 if is_field else match.end(), "" if is_field else "item"))
            marked = match.end()
        if indent and not self.open:
            self.open.append(_RstContainer(indent, "quotation"))
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

    @property
    def kind(self) -> str:
        """What a paragraph is here."""
        if any(not container.kind for container in self.open):
            return ""
        return self.open[-1].kind if self.open else "paragraph"

    def add(self, kind: str, first: int, last: int, indent: int, span: Span) -> None:
        """Add a block with words."""
        self.blocks.append(RstBlock(kind, first, last, indent, span, is_inside=kind != "paragraph" or indent > 0))

    def _match_enumerator(self, text: str, start: int) -> re.Match[str] | None:
        """A list's number, unless the next line goes on at its indentation: then it is a sentence or a title."""
        following = self.measure_indent(self.at + 1) if self.at + 1 < len(self.lines) else None
        if following is not None and following <= start and not ENUMERATOR.match(self.get_text(self.at + 1), following):
            return None
        return ENUMERATOR.match(text, start)

    # Tables

    def take_grid(self, indent: int) -> None:
        """Take a grid table: to the first blank line, or further where that line stands inside the table."""
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
        self.blocks.append(RstBlock("grid", first, end, indent))
        self.at = end

    @staticmethod
    def _continues(text: str, inside: bool) -> bool:
        """Whether the line goes on with the table; one that has lost its left border only where it stands inside."""
        bare = text.strip()
        if bare[0] == "|" or BORDER.fullmatch(bare) or _BROKEN_BORDER.match(bare):
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
            self.blocks.append(RstBlock("simple", first, borders[-1] + 1, indent))
        self.at = borders[-1] + 1

    # Explicit markup

    def take_explicit(self, indent: int) -> None:
        """Take a definition, a directive or a comment; of a footnote, or a directive with text in it, one line."""
        first, text = self.at, self.get_text(self.at)[indent:]
        if self._take_definition(text, indent):
            return
        directive, footnote = _DIRECTIVE.match(text), _FOOTNOTE.match(text)
        name = directive["name"] if directive else ""
        if directive and name in (*_LABELLED, *_CAPTIONED):
            self._take_argument(indent + directive.end(), "label" if name in _LABELLED else "caption")
        if (directive or footnote) and name not in (*_TABLES, *_ROLES, *_VERBATIM):
            outer = self.kind
            kind = "footnote" if footnote else _CONTENTS.get(name, "")
            # A table in a directive is one, whatever else it holds.
            self.open.append(_RstContainer(indent + 1, kind if outer else ""))
            found = footnote or (directive if name in _BEGUN else None)
            if found is None or not self._take_begun(indent, indent + found.end()):
                self.at += 1
            return
        self.skip_deeper(indent, comment=text.strip() == "..")
        if name in _TABLES:
            self.blocks.append(RstBlock(name, first, self.at, indent))
        elif name in _ROLES:
            self.names.roles.append(dedent("\n".join(map(self.get_text, range(first, self.at)))))

    def _take_argument(self, start: int, kind: str) -> None:
        """Add the words of a directive that are on its line, and go on with no other one."""
        line, text = self.lines[self.at], self.get_text(self.at)
        words = text[start:].strip()
        following = self.measure_indent(self.at + 1) if self.at + 1 < len(self.lines) else None
        goes_on = following is not None and following > 0 and not FIELD.match(self.get_text(self.at + 1), following)
        if words and self.kind and not goes_on:
            begin = line.start + start + len(text[start:]) - len(text[start:].lstrip())
            self.blocks.append(RstBlock(kind, self.at, self.at + 1, start, Span(begin, begin + len(words)), (), True))

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
        if self.kind and not follows:
            begin = self.lines[first].start + start + len(text[start:]) - len(text[start:].lstrip())
            self.add(self.kind, first, end, start, Span(begin, self._trim_line(end - 1).end))
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
        if _RULE.fullmatch(self.get_text(at)):
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
        self.at += 1
        return True

    def _is_underlined(self, title: int, rule: int) -> bool:
        text = self.get_text(rule)
        if not text or not _RULE.fullmatch(text):
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
        prose = bool(self.kind) and not _NO_PROSE.match(self.get_text(first), indent)
        while end < len(self.lines) and (found := self.measure_indent(end)) is not None:
            if found > indent and end == first + 1:
                self._take_term(indent, found, prose)
                return
            if found < indent or BORDER.fullmatch(self.get_text(end), found):
                break
            end += 1
        if prose and self.get_text(first).strip() != "::":  # which only says that code follows
            start = self.lines[first].start + indent
            self.add(self.kind, first, end, indent, Span(start, self._trim_line(end - 1).end))
        self.at = end
        if LITERAL_NEXT.search(self.get_text(end - 1)):
            self._skip_literal(indent)

    def _take_term(self, indent: int, deeper: int, prose: bool) -> None:
        """Take the term of a definition list, on one line."""
        line, text = self.lines[self.at], self.get_text(self.at)
        if prose and not LITERAL_NEXT.search(text):
            span = Span(line.start + indent, line.start + len(text.rstrip()))
            self.blocks.append(RstBlock("term", self.at, self.at + 1, indent, span, (), True))
        self.at += 1
        if LITERAL_NEXT.search(text):
            self._skip_literal(indent)
        else:
            self.open.append(_RstContainer(deeper, "definition" if prose else ""))

    def _skip_literal(self, indent: int) -> None:
        start = self.at
        while start < len(self.lines) and self.measure_indent(start) is None:
            start += 1
        if start == len(self.lines):
            return
        if (self.measure_indent(start) or 0) > indent:
            self.at = start
            self.skip_deeper(indent)
        elif start > self.at:
            self._skip_quoted_literal(start)

    def _skip_quoted_literal(self, start: int) -> None:
        """Lines that all begin with one punctuation mark; those of a grid table do not."""
        mark, end = self.get_text(start).lstrip()[0], start
        while end < len(self.lines) and self.get_text(end).lstrip().startswith(mark):
            end += 1
        if not mark.isalnum() and mark.isascii() and (end == len(self.lines) or self.measure_indent(end) is None):
            self.at = end
