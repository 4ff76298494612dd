"""Tags in a text of any markup: what a program that does not escape a translation may take for HTML."""

from __future__ import annotations

import re

# HTML needs a letter, a slash or a mark right after the bracket; an address in brackets is a link, not a tag.
_TAG = re.compile(r"<(?![a-z][a-z0-9+.-]*:[^\s<>]*>|[\w.+-]+@[\w.-]+>)[a-z/!?][^<>]*>?", re.ASCII | re.IGNORECASE)
# Attributes of HTML that hold words for readers.
_WORDS = re.compile(r"""(\s(?:alt|title|aria-label)=)(?:"[^"]*"|'[^']*')""", re.IGNORECASE)


def find_tags(text: str) -> list[str]:
    """What a browser may take for HTML tags or comments, in order, without the words in them that readers see."""
    return [_WORDS.sub(r'\1""', tag) for tag in _TAG.findall(text)]
