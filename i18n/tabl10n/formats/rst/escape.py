"""reStructuredText that reads back as a given text: a backslash before what would be markup, and before nothing else.

The rules are those of docutils' inline markup recognition and of its patterns for the first line of a body element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# An underscore ends a reference only where no letter or digit follows; a colon begins a standalone address only after
# something like a scheme; an at sign makes a mail address only between two characters.
_INLINE = re.compile(r"[\\`*|]|_(?![^\W_])|:(?<=[A-Za-z0-9.+-]:)(?=\S)|@(?<=\S@)(?=\S)")
_IN_ADDRESS = re.compile(r"[\\`<>\s]")
_IN_BARE_ADDRESS = re.compile(r"[\\\s]|_$")
# What would begin a list, a field, an option, a directive, a doctest, an attribution, a line block, an anonymous target
# or the border of a table.
_OPENING = re.compile(r"[-+*•‣⁃/:.>=]|\|(?: |$)|__ ")
_ENUMERATOR = re.compile(r"(\(?)(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)](?:\s|$))")
# A line of one repeated mark: a rule under or over a title.
RULE = re.compile(r"([!-/:-@\[-`{-~])\1*")
# What may be right after the end of markup (docutils, "Inline Markup Recognition Rules").
_AFTER_MARKUP = frozenset(" '\")]}>-/\\:.,;!?")
_NOTHING = r"\ "
# docutils drops or folds control characters and breaks lines where str.splitlines() does.
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def escape(text: str) -> str:
    """The source of a paragraph that is ``text`` and nothing else."""
    return escape_end(escape_start(escape_inline(text)))


def escape_start(source: str) -> str:
    """``source`` so that it begins no list or other block, is no rule, and no byte order mark of the file."""
    if source.startswith("\ufeff") or (source and not source.strip("\\")):
        return _NOTHING + source  # escaped or not, docutils sees a rule of backslashes
    if _OPENING.match(source) or RULE.fullmatch(source):
        return f"\\{source}"
    if match := _ENUMERATOR.match(source):
        return f"\\{source}" if match[1] else f"{match[0]}\\{source[match.end() :]}"
    return source


def escape_end(source: str) -> str:
    """``source`` so that it announces no literal block."""
    return f"{source[:-1]}\\:" if source.endswith("::") else source


def escape_inline(text: str) -> str:
    r"""The source of ``text`` inside a paragraph; spaces at its ends are kept by the empty ``\ ``."""
    escaped = escape_between(text)
    if text[:1].isspace():
        escaped = _NOTHING + escaped
    return escaped + _NOTHING if text[-1:].isspace() else escaped


def escape_between(text: str) -> str:
    """The source of ``text`` that is between other inline content."""
    return _INLINE.sub(_add_backslash, text)


class WrittenPart(NamedTuple):
    """The source of inline content: of a text, or of markup."""

    source: str
    is_text: bool


def join(parts: Sequence[WrittenPart]) -> str:
    """The parts, with nothing between them that a reader sees: docutils wants markup to be apart from letters."""
    source = ""
    before = WrittenPart("", is_text=True)
    for part in parts:
        spaced = before.is_text and (not source or before.source[-1:].isspace())
        spaced = spaced or (part.is_text and part.source[:1] in _AFTER_MARKUP)
        source += part.source if spaced else _NOTHING + part.source
        before = part
    start = _NOTHING if source[:1].isspace() else ""
    return start + source + (_NOTHING if source[-1:].isspace() else "")


def escape_address(url: str) -> str:
    """The source of an address between angle brackets; a final underscore would make it a name."""
    escaped = _IN_ADDRESS.sub(_add_backslash, url)
    return f"{escaped[:-1]}\\_" if escaped.endswith("_") else escaped


def escape_bare_address(url: str) -> str:
    """The source of the address of a definition; a final underscore would make it a name."""
    return _IN_BARE_ADDRESS.sub(_add_backslash, url)


def _add_backslash(match: re.Match[str]) -> str:  # ten times as fast as a template where nothing is found
    return f"\\{match[0]}"
