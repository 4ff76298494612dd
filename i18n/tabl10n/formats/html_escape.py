"""HTML that is a given text and nothing else."""

from __future__ import annotations

import re
from html import escape as escape_marks

# White space that a browser would fold, drop or change, wherever the text stands.
_SPACE = re.compile(r"[\t\n\r\f]|(?<= ) ")


def escape(text: str) -> str:
    """The source of ``text``, alone between tags or between quotation marks."""
    return keep_edges(escape_between(text))


def escape_between(text: str) -> str:
    """The source of ``text`` between other inline content, where a space at its ends counts."""
    return _SPACE.sub(_coded, escape_marks(text))


def keep_edges(source: str) -> str:
    """``source`` with spaces at its ends coded: a browser would drop them."""
    return re.sub(r"\A | \Z", _coded, source)


def _coded(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
