"""Links, tags and code in a text of any markup: what a translation has to leave as it is."""

from __future__ import annotations

import re

# An address ends before a space, a bracket, a quotation mark, and the punctuation that Chinese puts right behind it.
_ADDRESS = re.compile(
    r"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:)?//[^\s<>()\[\]\"'`、。，；：！？」』）】]+"
    r"|(?<![a-z0-9.-])www\.[^\s<>()\[\]\"'`、。，；：！？」』）】]+"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|file|mailto):[^\s<>)\]\"'`]+"
    r"|(?<=\]\()[^)\s]+",
    re.IGNORECASE,
)
_END = ".,;:!?"
# HTML needs a letter, a slash or a mark right after the bracket; an address in brackets is a link, not a tag.
_TAG = re.compile(r"<(?![a-z][a-z0-9+.-]*:|[^\s<>@]+@)[a-z/!?][^<>]*>?", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)(?!_)")


def addresses(text: str) -> list[str]:
    """The addresses and link targets of a text, in order."""
    return [match[0].rstrip(_END) for match in _ADDRESS.finditer(text)]


def tags(text: str) -> list[str]:
    """What a browser may take for HTML tags or comments, in order."""
    return _TAG.findall(text)


def code(text: str) -> list[str]:
    """What stands in backticks, in order."""
    return [match[2].strip() for match in _CODE.finditer(text)]
