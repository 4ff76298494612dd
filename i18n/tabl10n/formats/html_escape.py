"""HTML that is a given text and nothing else."""

from __future__ import annotations

import re
from html import escape as escape_marks

# White space that a browser would fold, drop or change.
_SPACE = re.compile(r"[\t\n\r\f]|^ | $|(?<= ) ")


def escape(text: str) -> str:
    """The source of ``text``, between tags or between quotation marks."""
    return _SPACE.sub(lambda match: f"&#{ord(match[0])};", escape_marks(text))
