"""HTML that is a given text and nothing else."""

from __future__ import annotations

import re
from html import escape as escape_marks

# White space that a browser would fold, drop or change, wherever the text is.
_SPACE = re.compile(r"[\t\n\r\f]|(?<= ) ")
_EDGES = re.compile(r"\A | \Z")
# Text with none of these has nothing to code: most text, and quickly tested.
_ODD = re.compile(r"[&<>\t\n\r\f]|  |\A | \Z")


def escape(text: str) -> str:
    """The source of ``text``, alone between tags."""
    return text if not _ODD.search(text) else keep_edges(escape_between(text))


def escape_value(text: str) -> str:
    """The source of ``text``, the value of an attribute, between quotation marks of either kind."""
    return escape(text).replace('"', "&quot;").replace("'", "&#x27;")


def escape_between(text: str) -> str:
    """The source of ``text`` between other inline content, where a space at its ends counts."""
    return _SPACE.sub(_encode_match, escape_marks(text, quote=False)) if _ODD.search(text) else text


def keep_edges(source: str) -> str:
    """``source`` with spaces at its ends coded: a browser would drop them."""
    return _EDGES.sub(_encode_match, source) if source[:1] == " " or source[-1:] == " " else source


def _encode_match(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
