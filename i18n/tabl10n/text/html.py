"""What HTML says of its elements and its references, whoever reads or writes it."""

from __future__ import annotations

import re
from html import unescape

VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without content, which no end tag closes (HTML Living Standard, 13.1.2)."""
SILENT_ELEMENTS = frozenset({"script", "style", "title", "template", "noscript"})
"""Elements whose content is not shown in a page that runs no script."""
# References to characters that Unicode has no number for, and zeros before a number: of thousands of digits Python
# makes none.
_ZEROS = re.compile(r"(?<=&#)0+(?=[0-9])|(?<=&#[xX])0+(?=[0-9a-fA-F])")
_NO_CHARACTER = re.compile(r"&#(?:[1-9][0-9]{7,}|[xX][1-9a-fA-F][0-9a-fA-F]{6,});?")
_REPLACEMENT = "\ufffd"


def decode(source: str) -> str:
    """``source`` with the characters that its references stand for, as a browser shows them."""
    if "&#" in source:
        source = _NO_CHARACTER.sub(_REPLACEMENT, _ZEROS.sub("", source))
    return unescape(source)
