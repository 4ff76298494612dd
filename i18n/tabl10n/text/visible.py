"""Text that others wrote, made fit to be shown: what would be invisible or steer the output is spelt out."""

from __future__ import annotations

import re
from collections.abc import Callable

from tabl10n.text.characters import UNSAFE_TO_SHOW

# These join letters in Persian, Indic scripts and emoji, where they belong; beside ASCII they only hide a difference.
_JOINERS = "\u200c\u200d"
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
# What the log of GitHub Actions or Azure Pipelines takes for a command to it: "::error::" where a line begins, white
# space aside, and "##[error]" or "##vso[…]" anywhere (ActionCommand.cs in actions/runner).
COMMAND_ANYWHERE = re.compile(r"#(?=#(?:vso)?\[)")
_COMMAND_AT_START = re.compile(r"^([^\S\n]*+):(?=:)", re.MULTILINE)


def escape_hidden(text: str) -> str:
    r"""``text`` with every control, format and odd space character as an escape such as ``\u202e``.

    Raw, they reorder a line, colour a terminal or hide that two texts differ (CVE-2021-42574 is about the first).
    """
    return COMMAND_ANYWHERE.sub(r"\\x23", replace_unsafe(text, _escape))


def defuse_commands(text: str) -> str:
    """``text``, whose lines are `visible`, so that none of them begins with a command to a log."""
    return _COMMAND_AT_START.sub(r"\1\\x3a", text)


def replace_unsafe(text: str, escape: Callable[[str], str]) -> str:
    """``text`` with what ``escape`` makes of each character that is not safe to show."""

    def replacement(match: re.Match[str]) -> str:
        return match[0] if match[0] in _JOINERS and _is_joiner(text, match.start()) else escape(match[0])

    return UNSAFE_TO_SHOW.sub(replacement, text)


def _is_joiner(text: str, index: int) -> bool:
    """Whether the character is between two that are not ASCII."""
    before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
    return not (before.isascii() or after.isascii())


def _escape(char: str) -> str:
    number = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
