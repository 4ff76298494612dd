"""Tags and code in a text of any markup: what a translation has to leave as it is."""

from __future__ import annotations

import re

from tabl10n.text.addresses import without_addresses

# HTML needs a letter, a slash or a mark right after the bracket; an address in brackets is a link, not a tag.
_TAG = re.compile(r"<(?![a-z][a-z0-9+.-]*:[^\s<>]*>|[\w.+-]+@[\w.-]+>)[a-z/!?][^<>]*>?", re.ASCII | re.IGNORECASE)
# Attributes of HTML that hold words for readers.
_WORDS = re.compile(r"""(\s(?:alt|title|aria-label)=)(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)(?!_)")


def tags(text: str) -> list[str]:
    """What a browser may take for HTML tags or comments, in order, without the words in them that readers see."""
    return [_WORDS.sub(r'\1""', tag) for tag in _TAG.findall(text)]


def code(text: str) -> list[str]:
    """What stands in backticks, in order."""
    return [match[2].strip() for match in _CODE.finditer(text)]


def without_markup(text: str) -> str:
    """The words of a text: without addresses, tags and code."""
    return _TAG.sub(" ", without_addresses(_CODE.sub(" ", text)))
