"""Directives of MyST between two fences whose content is Markdown: notes, and what readers unfold or choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabl10n.text.patterns import compile_lazily

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_NOTES = (
    "admonition attention caution danger error hint important note seealso tip todo warning "
    "versionadded versionchanged deprecated"
)
_OTHERS = "dropdown topic sidebar margin tab-item tab-set card grid grid-item grid-item-card"
# The mark, the name and the argument of such a directive. A version is no title.
_OPEN = compile_lazily(
    rf"(?P<mark>`{{3,}}|~{{3,}})\{{(?P<name>{'|'.join((_NOTES + ' ' + _OTHERS).split())})\}}[ \t]*(?P<title>.*?)[ \t]*"
)
_UNTITLED = frozenset("versionadded versionchanged deprecated tab-set grid grid-item".split())
_OPTION = compile_lazily(r":[\w-]+:(?:[ \t]|$)")


def use_myst(parser: MarkdownIt) -> MarkdownIt:
    """``parser`` with the rule for these fences."""
    parser.block.ruler.before("fence", "myst", _read_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


def _read_fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if state.src[start : start + 1] not in ("`", "~") or state.is_code_block(first):
        return False
    match = _OPEN.fullmatch(state.src[start:end])
    closing = _find_closing(state, first + 1, last, match["mark"]) if match else None
    if match is None or closing is None or "`" in match["title"]:
        return False
    if silent:
        return True
    _push(state, match["name"], match["title"], match.end() - match.start("title"), (first, closing))
    return True


def _find_closing(state: StateBlock, first: int, last: int, mark: str) -> int | None:
    """The line that closes the fence; None where none does."""
    for number in range(first, last):
        text = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
        if len(text) >= len(mark) and text == mark[0] * len(text) and state.sCount[number] - state.blkIndent < 4:
            return number
    return None


def _push(state: StateBlock, name: str, title: str, from_end: int, lines: tuple[int, int]) -> None:
    from tabl10n.formats.markdown.extensions import LABEL, NOTE_OPEN, TAB_OPEN

    first, closing = lines
    body = _find_body(state, first + 1, closing)
    opener = state.push(NOTE_OPEN if name in _NOTES.split() else TAB_OPEN, "", 1)
    opener.map, opener.info = [first, body], name
    if title and name not in _UNTITLED:
        label = state.push(LABEL, "", 0)
        label.content, label.map = title, [first, first + 1]
        label.meta = {"start": from_end, "end": from_end - len(title)}
    state.md.block.tokenize(state, body, closing)
    state.push(opener.type.replace("_open", "_close"), "", -1).map = [closing, closing + 1]
    state.line = closing + 1


def _find_body(state: StateBlock, number: int, closing: int) -> int:
    """The line after the options: lines with colons, or YAML between two lines of dashes."""

    def get_text(index: int) -> str:
        return state.src[state.bMarks[index] + state.tShift[index] : state.eMarks[index]].rstrip()

    if number < closing and get_text(number) == "---":
        return next((index + 1 for index in range(number + 1, closing) if get_text(index) == "---"), number)
    while number < closing and _OPTION.match(get_text(number)):
        number += 1
    return number
