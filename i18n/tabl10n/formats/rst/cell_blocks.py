"""What a reStructuredText cell holds beside one paragraph: lists, several paragraphs, literal blocks, directives.

Nobody but docutils knows what it makes of such a cell. It is asked only where a cell may hold anything of the kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tabl10n.formats.rst.elements import Element, parse_blocks
from tabl10n.formats.rst.line_patterns import ENUMERATOR, EXPLICIT, FIELD, LIST_MARK, OPTIONS, OTHER, SIMPLE_BORDER
from tabl10n.formats.rst.names import Names

# What opens another block in a cell of one line. The marks of a list are words there, "-" and "1." above all.
_ONE = "|".join(f"(?:{mark.pattern})" for mark in (OTHER, FIELD, OPTIONS, EXPLICIT))
_IN_ONE = re.compile(_ONE)
FIRST_OF_BLOCK = frozenset("-|>_+:/.")
"""What ``begins_block`` may find: of most cells the first character tells in a sixth of the time that it does not."""
# In a cell of several, lists too; and a line that is blank or indented may belong to another block.
_IN_SEVERAL = re.compile(
    "|".join([_ONE, *(f"(?:{mark.pattern})" for mark in (LIST_MARK, ENUMERATOR, SIMPLE_BORDER)), r"\s"])
)
_BREAKS = re.compile(r"\n(?:[ \n]|$)")
_LINES = re.compile(r"\|(?: (?! ).*)?(?:\n\|(?: (?! ).*)?)*")
# docutils shows a message in place of these: in a cell they are words.
_WORDS = frozenset({"paragraph", "section", "title", "transition", "system_message"})
_NAMES = {
    "bullet_list": "a list",
    "enumerated_list": "a list",
    "option_list": "an option list",
    "image": "an image",
    "paragraph": "several paragraphs",
}


def describe_other_blocks(text: str) -> str:
    """Say in words what a cell that holds ``text`` has beside one paragraph or plain line block, else nothing."""
    return _describe(text) if may_hold_blocks(text) else ""


def may_hold_blocks(text: str) -> bool:
    """Whether the cell may hold more than one paragraph or plain line block, without asking docutils."""
    if _LINES.fullmatch(text):
        return False
    if "\n" not in text:
        return begins_block(text)
    return _BREAKS.search(text) is not None or _IN_SEVERAL.match(text) is not None


def begins_block(text: str) -> bool:
    """Whether ``text``, of one line, begins as another block than a paragraph does."""
    return _IN_ONE.match(text) is not None


@lru_cache(maxsize=1000)
def _describe(text: str) -> str:
    found = parse_blocks(text, Names())
    kinds = [element.kind for element in found]
    if kinds == ["line_block"] and _is_flat(found[0], text):
        return ""
    other = next((kind for kind in kinds if kind not in _WORDS), None)
    if other:
        return _NAMES.get(other, f"a {other.replace('_', ' ')}")
    if EXPLICIT.match(text):  # a directive that docutils does not know
        return "a directive"
    return _NAMES["paragraph"] if kinds.count("paragraph") > 1 else ""


def _is_flat(block: Element, text: str) -> bool:
    """Whether no line of the line block is indented, or goes on without a bar."""
    return len(block.children) == text.count("\n") + 1 and all(line.kind == "line" for line in block.children)
