"""Words that a translation has others for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"[^\w\s'-]+")


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
