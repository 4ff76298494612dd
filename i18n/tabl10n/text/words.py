"""Words that a translation has others for."""

from __future__ import annotations

import re

# A part of a name of code, as in mod_log_config or os.path, is no word.
_WORD = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?!\w|\.\w)")
_BETWEEN = re.compile(r"[^\w\s'.-]+|\.(?!\w)")


def list_translatable(text: str) -> list[str]:
    """The words of ``text``, without markup, that another language has others for: neither acronyms nor one capital
    word by itself.

    >>> list_translatable("Visa, PayPal, REST and credit cards")
    ['and', 'credit', 'cards']
    """
    parts = (_WORD.findall(part) for part in _BETWEEN.split(text))
    return [
        word for words in parts if len(words) > 1 or "".join(words).islower() for word in words if not word.isupper()
    ]
