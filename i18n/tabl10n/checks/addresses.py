"""Links, tags and code in a text of any markup: what a translation has to leave as it is."""

from __future__ import annotations

import re
import unicodedata

_ADDRESS = re.compile(
    r"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:)?//[^\s<>()\[\]\"'`]+"
    r"|(?<![a-z0-9.-])www\.[^\s<>()\[\]\"'`]+"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|file|mailto):[^\s<>)\]\"'`]+"
    r"|(?<=\]\()(?!<)[^)\s]+|(?<=\]\(<)[^>\s]+"
    r"|(?<=<)[a-z][a-z0-9+.-]{1,31}:[^\s<>]*(?=>)"  # CommonMark 0.31, 6.5: any scheme, in angle brackets
    # Pages make a link of a mail address; letters that are not ASCII end it (GFM 0.29, 6.9), as Chinese has no spaces.
    r"|(?<![a-z0-9_.+-])[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE,
)
_END = ".,;:!?"
# What browsers read as the dot in the name of a host (Unicode TS 46), between two parts of one.
_DOT = re.compile(r"[\u3002\uff0e\uff61](?=[\w-]+\.\w)", re.ASCII)
# HTML needs a letter, a slash or a mark right after the bracket; an address in brackets is a link, not a tag.
_TAG = re.compile(r"<(?![a-z][a-z0-9+.-]*:[^\s<>]*>|[\w.+-]+@[\w.-]+>)[a-z/!?][^<>]*>?", re.ASCII | re.IGNORECASE)
# Attributes of HTML that hold words for readers.
_WORDS = re.compile(r"""(\s(?:alt|title|aria-label)=)(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)(?!_)")


def addresses(text: str) -> list[str]:
    """The addresses and link targets of a text, in order."""
    return [_before_punctuation(match[0]).rstrip(_END) for match in _ADDRESS.finditer(text)]


def _before_punctuation(address: str) -> str:
    """An address as far as the first punctuation that is not ASCII: most languages write theirs right behind it."""
    ends = (i for i, char in enumerate(address) if not char.isascii() and unicodedata.category(char)[0] == "P")
    return address[: next((i for i in ends if not _DOT.match(address, i)), None)]


def tags(text: str) -> list[str]:
    """What a browser may take for HTML tags or comments, in order, without the words in them that readers see."""
    return [_WORDS.sub(r'\1""', tag) for tag in _TAG.findall(text)]


def code(text: str) -> list[str]:
    """What stands in backticks, in order."""
    return [match[2].strip() for match in _CODE.finditer(text)]


def without_markup(text: str) -> str:
    """The words of a text: without addresses, tags and code."""
    for pattern in (_CODE, _ADDRESS, _TAG):
        text = pattern.sub(" ", text)
    return text
