"""How keys are spelt."""

from __future__ import annotations

import re

_KEY_TOKEN = re.compile(r"[\w.:/@#$%&+*-]+", re.ASCII)


def is_key_token(text: str) -> bool:
    """Whether ``text`` is spelt as keys are: one word of ASCII letters, digits and the marks of code."""
    return _KEY_TOKEN.fullmatch(text) is not None


def strip_prefix(text: str, separator: str) -> str:
    """``text`` without the prefix that ``separator`` ends: what tells one key from the others by its sound."""
    return text.rpartition(separator)[2] or text if separator else text
