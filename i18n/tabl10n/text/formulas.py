"""What a spreadsheet would calculate instead of showing it."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula: also full-width, and after white space or an apostrophe.
_FORMULA = re.compile(r"[\s\ufeff\x00-\x1f']*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_GUARD = "'"


def guard(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return _GUARD + text if _FORMULA.match(text) else text
