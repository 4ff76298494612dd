"""Words that a translation has others for."""

from __future__ import annotations

import re

# A part of a name of code, as in mod_log_config or os.path, is no word.
_WORD = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?!\w|\.\w)")
# What is between spaces and is no word either: a path, an assignment, a placeholder, `hide-user-name`.
_CODE = re.compile(r"\S*(?:\w[\\/_@#]+\w|\w=\S|::|[<{$@][/\w])\S*|(?<!\S)[a-z]+(?:-[a-z]+){2,}(?![\w-])", re.ASCII)
_BETWEEN = re.compile(r"[^\w\s'.-]+|\.(?!\w)")


def list_translatable(text: str) -> list[str]:
    """The words of ``text``, without markup, that another language has others for: neither acronyms nor one capital
    word by itself.

    >>> list_translatable("Visa, PayPal, REST and credit cards")
    ['and', 'credit', 'cards']
    >>> list_translatable("hide-user-name, show_all, config/boats.yml: hide it")
    ['hide', 'it']
    """
    parts = (_WORD.findall(part) for part in _BETWEEN.split(_CODE.sub(" ", text)))
    return [
        word for words in parts if len(words) > 1 or "".join(words).islower() for word in words if not word.isupper()
    ]
