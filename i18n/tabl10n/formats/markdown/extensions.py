"""Blocks that renderers of Markdown know beside those of CommonMark, as rules of markdown-it-py's block parser.

Each of them ends the paragraph above it. What such a line says to programs alone (a directive and its options, an
import, a tag of a template, a list of attributes) is in no block, so that it stays as it is. What it says to readers is
a label: the title of an admonition or a tab.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tabl10n.formats.markdown.jsx import find_end
from tabl10n.text.patterns import compile_lazily

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

DIRECTIVE_OPEN, DIRECTIVE_CLOSE = "directive_open", "directive_close"
"""The types of the tokens for the lines that open and close a directive: ``info`` is its name, ``meta`` has the length
of its mark. They hold no other tokens, for either may be missing."""
HIDDEN = "hidden"
"""The type of the token for lines that only programs read."""
LABEL = "label"
"""The type of the token for the title of an admonition or a tab; its ``meta`` has the offsets of it in its line."""
CAPTION_MARK = "caption_mark"
"""The type of the token for the line after which a caption follows."""
NOTE_OPEN, TAB_OPEN, DEFINITION_OPEN, FOOTNOTE_OPEN = "note_open", "tab_open", "definition_open", "footnote_open"
TERM = "term"
"""What a paragraph's ``info`` is where the definitions of its lines follow."""

# `!!! note "Title"`, `??? note`, `=== "Tab"` (Python-Markdown, PyMdown); what is indented below is in it.
_ADMONITION = compile_lazily(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?P<type>[\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<label>.*)\")?[ \t]*"
)
_TAB = compile_lazily(r"===[!+]{0,2}[ \t]+\"(?P<label>.*)\"[ \t]*")
# `:::note[Title]` (Docusaurus), `::: note Title` (VitePress), `:::{note} Title` (MyST), `/// note | Title` (PyMdown).
_FENCE = compile_lazily(
    r"(?::{3,}[ \t]*(?:(?P<word>[\w-]+)(?:\[(?P<bracketed>.*)\]|[ \t]+(?P<plain>[^\s{:=|].*?))?"
    r"|\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*?))"
    r"|/{3,}[ \t]*(?P<block>[\w-]+)(?:[ \t]*\|[ \t]*(?P<piped>.*?))?)(?:[ \t]*\{[^{}]*\})?[ \t]*"
)
_ANY_FENCE = compile_lazily(r":{3,}|/{3,}(?=[ \t]*(?:[\w-]+[ \t]*(?:\||$)|$))")
_OPTION = compile_lazily(r":[\w-]+:(?:[ \t]|$)")
# Directives of MyST whose argument is words, and no path.
_TITLED = frozenset(
    "admonition attention caution danger dropdown error hint important note seealso tip topic warning "
    "card tab-item grid-item-card".split()
)
_CAPTIONS = frozenset({"caption", "figure-caption", "table-caption"})
_NO_LABEL = compile_lazily(r"[\w-]+=|:::$")  # attributes, and a directive that ends on its line
_FOOTNOTE = compile_lazily(r"\[\^[^\[\]\\\s]+\]:(?=[ \t]|$)")
_ABBREVIATION = compile_lazily(r"\*\[[^\[\]]+\]:[ \t]*(?P<label>\S.*)")
_DEFINITION = compile_lazily(r":(?=[ \t]+\S)")

# Tags of templates (Liquid, Jinja, Hugo), a comment of MDX, a formula of several lines: how they begin and end.
_TAGS = {"{%": "%}", "{{<": ">}}", "{{%": "%}}"}
_ENDS = _TAGS | {"{/*": "*/}", "$$": "$$"}
_BEGINS = compile_lazily(r"\{\{[<%]|\{%|\{/\*|\$\$")
# Tags whose content is code or a drawing (Hugo, Liquid, Jinja): no words of it are for a translator.
_CODE_TAG = compile_lazily(
    r"(?:\{%-?|\{\{[<%]) *(?P<name>highlight|mermaid|math|katex|raw|verbatim|codeblock|code|chart)\b"
)
_MAX_CODE_LINES = 500
# A list of attributes, a table of contents, a snippet (PyMdown), a target (MyST).
_OF_PROGRAMS = compile_lazily(
    r"\{:[^{}]*\}|\{[ \t]*(?:[.#][\w-]|[\w-]+=)[^{}]*\}|\[{1,2}_?(?i:toc)_?\]{1,2}|;*-+8<-+(?:[ \t].*)?|\([^()\s]+\)="
)
IMPORT = compile_lazily(r"import(?:[ \t]+[\w*${}, \t]+[ \t]from)?[ \t]*(?:\"[^\"]+\"|'[^']+')[ \t]*;?[ \t]*")
"""What a line is that imports something into a page of MDX."""
_IMPORT_BEGINS = compile_lazily(r"import[ \t]+[\w$, \t]*\{[^}'\"]*")
_IMPORT_ENDS = compile_lazily(r"[\w$, \t]*\}[ \t]*from[ \t]*(?:\"[^\"]+\"|'[^']+')[ \t]*;?")
_EXPORT = compile_lazily(
    r"export[ \t]+(?:(?:const|let|var)[ \t]+[\w$\[{][^=]*=|(?:async[ \t]+)?function\b|class[ \t]+\w|\*[ \t]|\{"
    r"|default[ \t]+(?:function\b|class\b|[({]|[\w$.]+[ \t]*(?:;|\(|$)))"
)
_BODY_INDENT = 4  # of what an admonition or a tab holds
_MIN_INDENT = 2  # of what else is in a definition or a footnote's text
_MAX_LINE_CHARACTERS = 2000  # of a line: longer ones are words, and what looks for marks in them would take too long
_MAX_CONSTRUCT_LINES = 50  # of a tag, a comment, a formula or an import, for the same reason


def use_extensions(parser: MarkdownIt) -> MarkdownIt:
    """``parser`` with the rules for these blocks."""
    ruler = parser.block.ruler
    ruler.before("table", "extension", _read_extension, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.before("paragraph", "definition", _read_definition, {"alt": ["paragraph"]})
    return parser


def use_jsx(parser: MarkdownIt) -> MarkdownIt:
    """``parser`` with JSX in the place of HTML, and without indented code, as MDX has it."""
    parser.block.ruler.before("extension", "jsx", _read_jsx, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser.disable(["html_block", "code"])


def _read_jsx(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines that hold nothing but tags and expressions; what is between them are blocks as ever."""
    at = state.bMarks[first] + state.tShift[first]
    if state.src[at : at + 1] not in ("<", "{"):
        return False
    number, end = first, None
    while number < last and (end := find_end(state.src, at)):
        while number < last and state.eMarks[number] < end:
            number += 1
        at = state.skipSpaces(end)
        if number < last and at >= state.eMarks[number]:
            if not silent:
                _push_hidden(state, first, number + 1)
            return True
    return False


class _ExtensionLine(NamedTuple):
    """A line's number, and its text without the space before it."""

    number: int
    text: str


def _read_extension(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Whatever its line's first character may begin: most lines begin none, which must be found out soon."""
    start = state.bMarks[first] + state.tShift[first]
    rules = _RULES.get(state.src[start : start + 1])
    if rules is None or state.is_code_block(first) or state.eMarks[first] - start > _MAX_LINE_CHARACTERS:
        return False
    line = _ExtensionLine(first, state.src[start : state.eMarks[first]])
    return any(rule(state, line, last, silent) for rule in rules)


def _push_label(state: StateBlock, number: int, match: re.Match[str], group: str) -> None:
    """The token for the words of ``match`` in the line; its offsets are counted from the line's end."""
    words = match[group].strip()
    if not words:
        return
    start = match.start(group) + match[group].index(words)
    token = state.push(LABEL, "", 0)
    token.content = words
    token.map = [number, number + 1]
    from_end = len(match.string) - start
    token.meta = {"start": from_end, "end": from_end - len(words)}


def _read_indented(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """An admonition or a tab, and what is indented below it."""
    first, is_tab = line.number, line.text.startswith("=")
    match = (_TAB if is_tab else _ADMONITION).fullmatch(line.text)
    if match is None:
        return False
    if not silent:
        token = state.push(TAB_OPEN if is_tab else NOTE_OPEN, "", 1)
        token.map = [first, first + 1]
        token.info = "" if is_tab else match["type"]
        if match["label"] is not None:
            _push_label(state, first, match, "label")
        _read_body(state, first + 1, last, state.sCount[first] + _BODY_INDENT)
        state.push(token.type.replace("_open", "_close"), "", -1)
    return True


def _read_body(state: StateBlock, first: int, last: int, indent: int) -> None:
    """Read the lines from ``first`` on as far as they are indented."""
    old_indent, old_list, old_parent = state.blkIndent, state.listIndent, state.parentType
    state.blkIndent, state.listIndent, state.parentType = indent, -1, "root"
    state.line = first
    state.md.block.tokenize(state, first, last)
    state.blkIndent, state.listIndent, state.parentType = old_indent, old_list, old_parent


def _read_fence(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """The line that opens or closes a directive, with the options below it; what is in between are blocks as ever."""
    if not _ANY_FENCE.match(line.text):
        return False
    if silent:
        return True
    state.line = line.number + 1
    match = _FENCE.fullmatch(line.text)
    if match is None:
        _push_end_of_directive(state, line)
        return True
    if not line.text.rstrip().endswith(":::"):  # then it ends on its line
        token = state.push(DIRECTIVE_OPEN, "", 0)
        token.map = [line.number, line.number + 1]
        token.info = match["word"] or match["name"] or match["block"] or ""
        token.meta = {"length": _measure_mark(line.text)}
    if match["block"] in _CAPTIONS:
        state.push(CAPTION_MARK, "", 0)
    elif not _NO_LABEL.search(line.text):
        for group in ("bracketed", "plain", "title", "piped"):
            if match[group] and (group != "title" or match["name"] in _TITLED) and match["block"] != "html":
                _push_label(state, line.number, match, group)
    while match["name"] and state.line < last and _is_option(state, state.line):
        state.line += 1
    return True


def _push_end_of_directive(state: StateBlock, line: _ExtensionLine) -> None:
    length = _measure_mark(line.text)
    if not line.text[length:].strip():
        token = state.push(DIRECTIVE_CLOSE, "", 0)
        token.map = [line.number, line.number + 1]
        token.meta = {"length": length}


def _measure_mark(text: str) -> int:
    return len(text) - len(text.lstrip(text[0]))


def _is_option(state: StateBlock, number: int) -> bool:
    start = state.bMarks[number] + state.tShift[number]
    return _OPTION.match(state.src, start, state.eMarks[number]) is not None


def _read_tag(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """Lines that hold nothing but tags of a template, a comment or a formula."""
    begin = _BEGINS.match(line.text)
    if begin is None:
        return False
    end = line.number if _is_all_tags(line.text) else _find_end(state, line.number, last, begin[0])
    if end is not None and (opener := _CODE_TAG.match(line.text)):
        end = _find_tag(state, end, last, opener["name"])
    if end is None:
        return False
    if not silent:
        _push_hidden(state, line.number, end + 1)
    return True


def _find_tag(state: StateBlock, first: int, last: int, name: str) -> int:
    """The line that ends what the tag ``name`` in the line ``first`` begins; that line itself where none does."""
    end = re.compile(rf"(?:\{{%-?|\{{\{{[<%]) *(?:/ *|end){name}\b")
    for number in range(first, min(last, first + _MAX_CODE_LINES)):
        if end.search(state.src, state.bMarks[number], state.eMarks[number]):
            return number
    return first


def _is_all_tags(text: str) -> bool:
    """Whether there is nothing but tags of a template in a line."""
    at, text = 0, text.rstrip()
    while at < len(text):
        begin = _BEGINS.match(text, at)
        if begin is None or begin[0] not in _TAGS:
            return False
        mark = _TAGS[begin[0]]
        end = text.find(mark, begin.end())
        if end < 0:
            return False
        at = end + len(mark)
        at += len(text[at:]) - len(text[at:].lstrip())
    return True


def _find_end(state: StateBlock, first: int, last: int, begin: str) -> int | None:
    """The line at whose end that ends which its first line begins; None where other words follow it."""
    mark = _ENDS[begin]
    for number in range(first, min(last, first + _MAX_CONSTRUCT_LINES)):
        start = state.bMarks[number] + state.tShift[number]
        text = state.src[start + (len(begin) if number == first else 0) : state.eMarks[number]].rstrip()
        if mark in text:
            return number if text.index(mark) == len(text) - len(mark) else None
        if (text and state.sCount[number] < state.blkIndent) or (not text and begin in _TAGS and number > first):
            return None
    return None


def _read_line_of_programs(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    del last
    if not _OF_PROGRAMS.fullmatch(line.text.rstrip()):
        return False
    if not silent:
        _push_hidden(state, line.number, line.number + 1)
    return True


def _read_module_line(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """An import or an export of MDX, which begins at the beginning of its line."""
    first = line.number
    if state.level or state.sCount[first] or not line.text.startswith(("import", "export")):
        return False
    end: int | None = first + 1
    if _EXPORT.match(line.text):
        end = _find_blank(state, first, last)
    elif _IMPORT_BEGINS.fullmatch(line.text):
        end = _find_end_of_import(state, first, last)
    elif not IMPORT.fullmatch(line.text):
        end = None
    if end is None:
        return False
    if not silent:
        _push_hidden(state, first, end)
    return True


def _push_hidden(state: StateBlock, first: int, end: int) -> None:
    state.push(HIDDEN, "", 0).map = [first, end]
    state.line = end


def _find_end_of_import(state: StateBlock, first: int, last: int) -> int | None:
    """The line after the one with the path of an import of several lines; None where they are none."""
    for number in range(first + 1, min(last, first + _MAX_CONSTRUCT_LINES)):
        text = state.src[state.bMarks[number] : state.eMarks[number]]
        if "'" in text or '"' in text:
            return number + 1 if _IMPORT_ENDS.fullmatch(text.strip()) else None
        if "{" in text or not text.strip():
            return None
    return None


def _find_blank(state: StateBlock, first: int, last: int) -> int:
    """The next empty line outside brackets."""
    depth = 0
    for number in range(first, last):
        if state.isEmpty(number) and depth <= 0:
            return number
        text = state.src[state.bMarks[number] : state.eMarks[number]]
        depth += sum(map(text.count, "{[(")) - sum(map(text.count, "}])"))
    return last


def _read_footnote(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """What a footnote says."""
    match = _FOOTNOTE.match(line.text)
    if match is None:
        return False
    if not silent:
        _read_marked(state, line.number, last, match.end(), FOOTNOTE_OPEN)
    return True


def _read_abbreviation(state: StateBlock, line: _ExtensionLine, last: int, silent: bool) -> bool:
    """What an abbreviation is short for, on one line: Python-Markdown shows it as a tooltip, without markup."""
    del last
    match = _ABBREVIATION.fullmatch(line.text)
    if match is None:
        return False
    if not silent:
        _push_label(state, line.number, match, "label")
        state.line = line.number + 1
    return True


def _read_definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A definition, below its term or another one of it."""
    start = state.bMarks[first] + state.tShift[first]
    if not _DEFINITION.match(state.src, start, state.eMarks[first]) or state.is_code_block(first):
        return False
    if silent:
        return True
    before = state.tokens[-1] if state.tokens else None
    if before is None or before.level != state.level or before.type not in ("paragraph_close", "definition_close"):
        return False
    if before.type == "paragraph_close":
        paragraph = state.tokens[-3]
        assert paragraph.map is not None
        lines, apart = paragraph.map[1] - paragraph.map[0], first - paragraph.map[1]
        if apart > 1 or (apart and lines > 1):
            return False
        paragraph.info = TERM
    _read_marked(state, first, last, 1, DEFINITION_OPEN)
    return True


def _read_marked(state: StateBlock, first: int, last: int, length: int, opener: str) -> None:
    """Read what is behind a mark of that length, and what is indented below it."""
    begin, shift, count = state.bMarks[first], state.tShift[first], state.sCount[first]
    indent = count + _MIN_INDENT
    # Its first line is read as if it began behind the mark, at the depth of the others.
    state.bMarks[first] = state.skipSpaces(begin + shift + length)
    state.tShift[first], state.sCount[first] = 0, indent
    state.push(opener, "", 1).map = [first, first + 1]
    _read_body(state, first, last, indent)
    state.push(opener.replace("_open", "_close"), "", -1)
    state.bMarks[first], state.tShift[first], state.sCount[first] = begin, shift, count
    state.line = max(state.line, first + 1)


_Rule = Callable[["StateBlock", _ExtensionLine, int, bool], bool]
_RULES: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys("!?=", (_read_indented,)),
    **dict.fromkeys(":/", (_read_fence,)),
    **dict.fromkeys(";-(", (_read_line_of_programs,)),
    **dict.fromkeys("ie", (_read_module_line,)),
    "{": (_read_tag, _read_line_of_programs),
    "$": (_read_tag,),
    "*": (_read_abbreviation,),
    "[": (_read_footnote, _read_line_of_programs),
}
